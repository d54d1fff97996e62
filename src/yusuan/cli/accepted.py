"""Accepted findings as a check meets them: read beside each document, silenced, and shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from yusuan.checks.findings import Acceptance, Result
from yusuan.cli.inputs import STANDARD_INPUT
from yusuan.cli.output import tell
from yusuan.cli.terminal import indented
from yusuan.publish import accepted
from yusuan.publish.findings import SEVERITIES

if TYPE_CHECKING:
    from yusuan.pipeline import Checked

_MARGIN = " " * 5


def silenced(checked: Sequence[Checked]) -> tuple[list[Checked], int]:
    """What was checked with what is accepted silenced, and how many files were of no use.

    A check that did not end says nothing of what is gone, and is left as it is.
    """
    broken = 0
    made = []
    for one in checked:
        results = []
        for disclosure, result in zip(one.disclosures, one.results, strict=True):
            path = disclosure.origin.path
            try:
                known = () if path == STANDARD_INPUT else accepted.read(accepted.beside(path))
            except accepted.BrokenFile as error:
                tell(str(error))
                broken += 1
                known = ()
            results.append(result if one.problem else accepted.applied(result, known))
        made.append(replace(one, results=tuple(results)))
    return made, broken


def accepted_lines(result: Result, columns: int) -> Iterator[str]:
    """What is accepted, each with its reason, and the acceptances that silence nothing."""
    if result.accepted:
        yield ""
        yield click.style(f"已接受的问题：{len(result.accepted)} 个", bold=True)
    for one in result.accepted:
        head = f"  · {SEVERITIES[one.severity]} · "
        yield from indented(f"{one.message}（编号 {one.key}）", columns, head, _MARGIN)
        yield from indented(one.accepted, columns, f"{_MARGIN}理由：")
    if result.idle:
        yield ""
        yield click.style(f"接受过而这次没有用上：{len(result.idle)} 个", bold=True)
    for entry, why in result.idle:
        said = f"{entry.key} {entry.rule}：{entry.problem or entry.reason}"
        yield from indented(said, columns, "  · ", _MARGIN)
        yield from indented(f"{why}。", columns, _MARGIN)


def entry_lines(one: Acceptance, columns: int) -> Iterator[str]:
    """One entry of the file, a line at a time."""
    yield from indented(f"{one.key} {one.rule}：{one.problem}", columns, "  · ", _MARGIN)
    yield from indented(one.reason, columns, f"{_MARGIN}理由：")
    who = "，".join(filter(None, (one.person, one.date)))
    if who:
        yield f"{_MARGIN}{who}"
