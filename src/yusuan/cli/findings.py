"""A finding for a person at a terminal: what it says, the figures it compared, what to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import click

from yusuan.checks.findings import Finding
from yusuan.cli.terminal import indented, pad, width
from yusuan.ledger import Fact, Statement
from yusuan.publish.finding_words import Known, details, path, shared_labels
from yusuan.publish.findings import SEVERITIES
from yusuan.publish.places import told

_COLOURS = {"error": "red", "warning": "yellow", "info": "cyan"}
_MOST = 24  # operands shown; the others are in the JSON
_MARGIN = " " * 5


def finding_lines(
    finding: Finding, number: int, known: Known, columns: int, *, new: bool = False
) -> Iterator[str]:
    """One finding, a line at a time; marked where it is new since an earlier check."""
    word = SEVERITIES[finding.severity] + ("（新）" if new else "")
    opening, *others = indented(finding.message, columns, f"  {number}. {word} · ", _MARGIN)
    yield opening.replace(word, click.style(word, fg=_COLOURS[finding.severity], bold=True), 1)
    yield from others
    yield from _operands(finding.facts, known, columns)
    for name, text in details(finding, known):
        yield from indented(text, columns, f"{_MARGIN}{name}：")
    if finding.key:
        yield click.style(f"{_MARGIN}编号：{finding.key}", dim=True)


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
    shared = shared_labels(facts)
    other = f"{file} " if file else ""
    title = " · ".join(
        (f"{other}{statement.id}《{statement.title}》", *filter(None, [path(shared)]))
    )
    yield from indented(f"{title}：", columns, _MARGIN)
    size = max(width(fact.printed) for fact in facts)
    for fact in facts:
        labels = [one for one in (fact.row, fact.column) if not shared or one != shared]
        label = [text for one in labels for text in one]
        head = f"{_MARGIN}  {pad(fact.printed, size, right=True)}  "
        yield from indented(f"{path(label)}（{told(fact.place)}）", columns, head)
