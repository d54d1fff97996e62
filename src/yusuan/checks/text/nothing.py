"""无此项: what is said to be nothing has no money anywhere (domain: N-15)."""

from __future__ import annotations

from collections.abc import Iterator

from yusuan.checks.budgets import Budget
from yusuan.checks.figures import Figure, Told, identity
from yusuan.checks.findings import FAILED, NOT_CHECKED, PASSED
from yusuan.checks.rule import Rule, Ruling
from yusuan.checks.text.words import quoted
from yusuan.checks.wording import label_of, money, title
from yusuan.ledger import Coordinates
from yusuan.ledger.claims import NONE as NONE_KIND
from yusuan.standards.nesting import FRAME, refines

NONE = Rule(
    "text-none",
    "无此项：文字说没有安排的，表里也没有数字。",
    "What the text says is not provided for has no money in any table.",
    "error",
    "财预〔2016〕143号：没有数据的表格列出空表并说明",
)
UNCLEAR = "没有认清说的是哪一项没有安排"


def nothing(budget: Budget) -> Iterator[Ruling]:
    """How each sentence that says there is nothing ended."""
    for one in budget.told:
        if one.claim.kind == NONE_KIND:
            yield _ruling(budget, one)


def _ruling(budget: Budget, one: Told) -> Ruling:
    key = budget.key(one.figure)
    if not one.claim.understood or not key.keys() - set(FRAME):
        return Ruling(NONE.id, one.document, NOT_CHECKED, UNCLEAR, facts=(one.claim.id,))
    same = [figure for figure in budget.index.get(key, ()) if _has_money(figure)]
    finer = same or [figure for figure in _finer(budget, key) if _has_money(figure)]
    if not finer:
        return Ruling(NONE.id, one.document, PASSED, facts=(one.claim.id,))
    figure = max(finer, key=lambda found: found.value)
    return Ruling(
        NONE.id,
        one.document,
        FAILED,
        message=f"{quoted(budget, one)}：而{title(figure)}“{label_of(figure)}”"
        f"有 {money(figure.value, figure)}",
        message_en=f"Said to be nothing, but {title(figure)} {label_of(figure)} has money",
        places=(one.claim.place, figure.fact.place),
        facts=(one.claim.id, identity(figure, one.document)),
        expected=f"{figure.value:f}",
        printed="0",
        difference=f"{-figure.value:f}",
        severity="" if same else "warning",
    )


def _has_money(figure: Figure) -> bool:
    return figure.value > 0 and not figure.rebuilt


def _finer(budget: Budget, key: Coordinates) -> Iterator[Figure]:
    """The figures of parts of what is said to be nothing, in the same year and stage."""
    for place, figures in budget.index.items():
        framed = all(place.get(name) == key.get(name) for name in ("year", "stage", "measure"))
        if framed and refines(place, key):
            yield from figures
