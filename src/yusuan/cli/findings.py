"""A finding for a person at a terminal: what it says, the figures it compared, what to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from pathlib import Path

import click

from yusuan.checks.findings import Finding
from yusuan.cli.terminal import indented, pad, width
from yusuan.ledger import Disclosure, Fact, Statement, in_unit
from yusuan.publish.findings import SEVERITIES
from yusuan.publish.places import told

_COLOURS = {"error": "red", "warning": "yellow", "info": "cyan"}
_MOST = 24  # operands shown; the others are in the JSON
_MARGIN = " " * 5

Facts = Mapping[str, tuple[Statement, Fact]]


def facts_by_id(disclosure: Disclosure) -> Facts:
    """Every figure of a document with its table, by its id."""
    return {
        fact.id: (statement, fact)
        for statement in disclosure.statements
        for fact in statement.facts
    }


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


def finding_lines(finding: Finding, number: int, known: Known, columns: int) -> Iterator[str]:
    """One finding, a line at a time."""
    word = SEVERITIES[finding.severity]
    opening, *others = indented(finding.message, columns, f"  {number}. {word} · ", _MARGIN)
    yield opening.replace(word, click.style(word, fg=_COLOURS[finding.severity], bold=True), 1)
    yield from others
    yield from _operands(finding.facts, known, columns)
    for name, text in _details(finding, known):
        yield from indented(text, columns, f"{_MARGIN}{name}：")


def _operands(identities: Sequence[str], known: Known, columns: int) -> Iterator[str]:
    """The figures compared, by table."""
    shown = identities[:_MOST]
    for (file, _), group in groupby(shown, key=lambda one: _table_of(one, known)):
        found = [pair for pair in map(known.find, group) if pair]
        if found:
            yield from _one_table(file, found[0][0], [fact for _, fact in found], columns)
    if len(identities) > _MOST:
        yield f"{_MARGIN}……共 {len(identities)} 个数字，全部见 --format json"


def _table_of(identity: str, known: Known) -> tuple[str, str]:
    found = known.find(identity)
    return known.other_file(identity), found[0].id if found else ""


def _one_table(
    file: str, statement: Statement, facts: Sequence[Fact], columns: int
) -> Iterator[str]:
    """Figures of one table; a label all of them share is said once, above them."""
    rows, heads = {fact.row for fact in facts}, {fact.column for fact in facts}
    by_row, by_column = len(rows) == 1 < len(facts), len(heads) == 1 < len(facts)
    shared = facts[0].row if by_row else facts[0].column if by_column else ()
    other = f"{file} " if file else ""
    title = " · ".join(
        (f"{other}{statement.id}《{statement.title}》", *filter(None, [_path(shared)]))
    )
    yield from indented(f"{title}：", columns, _MARGIN)
    size = max(width(fact.printed) for fact in facts)
    for fact in facts:
        label = fact.column if by_row else fact.row if by_column else (*fact.row, *fact.column)
        head = f"{_MARGIN}  {pad(fact.printed, size, right=True)}  "
        yield from indented(f"{_path(label)}（{told(fact.place)}）", columns, head)


#: Where two places print one figure and nothing tells which is wrong, neither is what should be.
_ASIDE = {"same-figure": "另一处", "last-year-as-published": "上年公开"}


def _path(labels: Sequence[str]) -> str:
    return " / ".join(labels)


def _details(finding: Finding, known: Known) -> Iterator[tuple[str, str]]:
    places = dict.fromkeys(filter(None, map(told, finding.places)))
    if places and not finding.facts:
        yield "位置", "；".join(places)
    unit = _unit(finding, known)
    amounts = (
        ("印的是", finding.printed),
        (_ASIDE.get(finding.rule, "应为") if not finding.suspect else "应为", finding.expected),
        ("相差", finding.difference),
    )
    shown = [f"{name} {_money(amount, unit)}" for name, amount in amounts if amount]
    if shown:
        yield "比较", "，".join(shown)
    if finding.cause:
        yield "可能原因", finding.cause
    yield from _advice(finding, unit, known)
    if finding.basis:
        yield "依据", finding.basis


def _unit(finding: Finding, known: Known) -> str:
    """The unit the compared figures are printed in: 元 where they do not agree."""
    found = [known.find(identity) for identity in finding.facts]
    units = {statement.unit or "元" for statement, _ in filter(None, found)}
    return units.pop() if len(units) == 1 else "元"


def _advice(finding: Finding, unit: str, known: Known) -> Iterator[tuple[str, str]]:
    found = known.find(finding.suspect) if finding.suspect else None
    if found:
        statement, fact = found
        unit = statement.unit or unit
        labels = _path((*fact.row, *fact.column))
        where = "，".join(filter(None, (known.other_file(finding.suspect or ""), told(fact.place))))
        yield "疑误之处", f"{statement.id} {labels} {fact.printed}（{where}）"
    if finding.suggestion:
        yield "建议", f"改为 {_money(finding.suggestion, unit)}"


def _money(amount: str, unit: str) -> str:
    return f"{Decimal(in_unit(Decimal(amount), unit)):,f} {unit}"
