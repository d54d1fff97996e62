"""How findings speak of a sentence: its own words, and per cents as it prints them."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from yusuan.checks.budgets import Budget
from yusuan.checks.figures import TEXT, Figure, Told, identity
from yusuan.checks.ratios import Ratio
from yusuan.checks.rule import Ruling

_STOPS = re.compile("[。；;：:！？，\n]")
_LONGEST = 30


def quoted(budget: Budget, *told: Told) -> str:
    """The words around claims of one sentence: 「《文字说明》“比上年增加52.3万元，增长4.5%”」."""
    first, last = told[0], told[-1]
    passages = budget.documents[first.document].passages
    passage = next((p for p in passages if p.id == first.claim.passage), None)
    if passage is None:
        return f"《文字说明》“{first.claim.subject}{first.claim.printed}”"
    before = passage.text[: first.claim.start]
    stops = [match.end() for match in _STOPS.finditer(before)]
    start = max(stops[-1] if stops else 0, first.claim.start - _LONGEST)
    end = last.claim.end if last.claim.passage == first.claim.passage else first.claim.end
    lead = "…" if start and start not in stops else ""
    words = " ".join(passage.text[start : max(end, first.claim.end)].split())
    return f"《文字说明》“{lead}{words}”"


def per_cent(value: Decimal, at: Figure | None = None) -> str:
    """A per cent, to the places another one is printed to, at least two: 「47.72%」."""
    step = min(at.amount.precision, Decimal("0.01")) if at else Decimal("0.01")
    return f"{value.quantize(step, rounding=ROUND_HALF_UP):f}%"


def misprinted(
    ruling: Ruling, ratio: Ratio, exact: Decimal, *, near: bool, certain: bool
) -> Ruling:
    """A ruling of a per cent that its figures do not give, with what it should be.

    It is information where only the last place differs (``near``), and a warning where the
    sentence does not say itself what the per cent rests on.
    """
    percent = ratio.percent
    wanted = rounded(exact, percent.amount.precision)
    return replace(
        ruling,
        places=tuple(figure.fact.place for figure in ratio.figures),
        facts=tuple(identity(figure, ruling.document) for figure in ratio.figures),
        expected=f"{wanted:f}",
        printed=f"{percent.value:f}",
        difference=f"{percent.value - wanted:f}",
        unit="%",
        suspect=identity(percent, ruling.document),
        suggestion=f"{wanted:f}",
        severity="info" if near else "" if certain else "warning",
        tie=replace(ratio, rough=not near),
    )


def spoken(ratio: Ratio) -> Figure:
    """The operand in whose unit a division is told: one of a sentence, where there is one."""
    return next((f for f in ratio.operands if f.statement.id == TEXT), ratio.operands[0])


def rounded(value: Decimal, step: Decimal) -> Decimal:
    """A value at a last printed place."""
    return value.quantize(step, rounding=ROUND_HALF_UP)
