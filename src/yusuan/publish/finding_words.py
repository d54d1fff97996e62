"""A finding in words: what was printed and expected, the likely cause, what to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Final

from yusuan.checks.findings import Finding
from yusuan.ledger import UNITS, Claim, Disclosure, Fact, Statement, in_unit
from yusuan.publish.places import told

#: What stands for the title of a table where a figure is of a sentence.
TEXT: Final = "文字说明"

Facts = Mapping[str, tuple[Statement, Fact]]


def facts_by_id(disclosure: Disclosure) -> Facts:
    """Every figure of a document with its table, by its id; a sentence stands for its table."""
    tables = {
        fact.id: (statement, fact)
        for statement in disclosure.statements
        for fact in statement.facts
    }
    return {**tables, **{one.id: (_text(one), one.number) for one in disclosure.claims}}


def _text(claim: Claim) -> Statement:
    return Statement("", TEXT, claim.unit, claim.place, 0, 0)


class Known:
    """The figures a finding may name: of its own document, and of the others of its group."""

    def __init__(self, group: Sequence[Disclosure], indexes: Sequence[Facts], own: int) -> None:
        self._group, self._indexes, self._own = group, indexes, own

    def find(self, identity: str) -> tuple[Statement, Fact] | None:
        """The figure with its table; None where there is no such figure."""
        number, _, name = identity.rpartition(":")
        return self._indexes[int(number) if number else self._own].get(name)

    def other_file(self, identity: str) -> str:
        """The file of a figure of another document; empty for one of the finding's own."""
        number, colon, _ = identity.rpartition(":")
        return Path(self._group[int(number)].origin.path).name if colon else ""


#: Where two places print one figure and nothing tells which is wrong, neither is what should be.
_ASIDE: Final = {"same-figure": "另一处", "last-year-as-published": "上年公开"}


def path(labels: Sequence[str]) -> str:
    """A label path in one line."""
    return " / ".join(labels)


def shared_labels(facts: Sequence[Fact]) -> tuple[str, ...]:
    """The row, else the column, that all of several figures share; nothing for one alone."""
    rows, columns = {fact.row for fact in facts}, {fact.column for fact in facts}
    if len(facts) < 2:
        return ()
    return facts[0].row if len(rows) == 1 else facts[0].column if len(columns) == 1 else ()


def details(finding: Finding, known: Known) -> Iterator[tuple[str, str]]:
    """What there is to say of a finding beside its message and its figures, each under its name."""
    places = dict.fromkeys(filter(None, map(told, finding.places)))
    if places and not finding.facts:
        yield "位置", "；".join(places)
    unit = _unit(finding, known)
    amounts = (
        ("印的是", finding.printed),
        (_ASIDE.get(finding.rule, "应为") if not finding.suspect else "应为", finding.expected),
        ("相差", finding.difference),
    )
    shown = [f"{name} {money(amount, unit)}" for name, amount in amounts if amount]
    if shown:
        yield "比较", "，".join(shown)
    if finding.cause:
        yield "可能原因", finding.cause
    yield from _advice(finding, unit, known)
    if finding.basis:
        yield "依据", finding.basis


def _unit(finding: Finding, known: Known) -> str:
    """The unit the compared figures are printed in: 元 where they do not agree.

    What is no money keeps the unit of the finding.
    """
    if finding.unit != "元":
        return finding.unit
    found = [known.find(identity) for identity in finding.facts]
    printed = {statement.unit or "元" for statement, _ in filter(None, found)}
    units = printed & UNITS.keys()
    return units.pop() if len(units) == 1 else "元"


def _advice(finding: Finding, unit: str, known: Known) -> Iterator[tuple[str, str]]:
    found = known.find(finding.suspect) if finding.suspect else None
    if found and finding.suspect:
        unit = found[0].unit or unit
        yield "疑误之处", _cell(finding.suspect, known)
    if finding.suggestion:
        yield "建议", f"改为 {money(finding.suggestion, unit)}"
    name = "也可能是" if finding.suspect else "疑误之处"
    for identity, value in finding.alternatives:
        other = known.find(identity)
        if other:
            yield name, f"{_cell(identity, known)}，应为 {money(value, other[0].unit or unit)}"
            name = "也可能是"


def _cell(identity: str, known: Known) -> str:
    """A figure with its table, its labels and its place."""
    found = known.find(identity)
    assert found
    statement, fact = found
    labels = path((*fact.row, *fact.column))
    where = "，".join(filter(None, (known.other_file(identity), told(fact.place))))
    return f"{statement.id} {labels} {fact.printed}（{where}）".lstrip()


def money(amount: str, unit: str) -> str:
    """An amount of 元 in a unit, with thousands commas; what is no money, as it is."""
    if unit not in UNITS:
        return f"{amount} {unit}".strip()
    return f"{Decimal(in_unit(Decimal(amount), unit)):,f} {unit}"
