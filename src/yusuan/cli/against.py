"""What changed since an earlier check, as a person at a terminal reads it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from yusuan.cli.terminal import indented
from yusuan.publish import comparison
from yusuan.publish.comparison import GONE, KEPT, NEW, Change, Comparison
from yusuan.publish.findings import SEVERITIES

if TYPE_CHECKING:
    from yusuan.pipeline import Checked

_MARGIN = " " * 5


def earlier(path: str) -> tuple[comparison.Earlier, ...]:
    """The documents of an earlier report, or one sentence that says why it is none."""
    try:
        return comparison.read(Path(path))
    except comparison.NoReport as error:
        raise click.ClickException(str(error)) from error


def compared(checked: Sequence[Checked], before: Sequence[comparison.Earlier]) -> Comparison:
    """What was checked against the earlier report."""
    groups = (((one.disclosures, one.results), not one.problem) for one in checked)
    return comparison.compared(groups, before)


def change_lines(change: Change | None, columns: int) -> Iterator[str]:
    """What became of the findings of one document: the counts, and those that are gone."""
    yield ""
    if change is None:
        yield click.style("与上次比较：这次没有核对完，没有比较", bold=True)
        return
    counts = (
        click.style(f"{NEW} {len(change.new)} 个", fg="red" if change.new else None),
        click.style(f"{GONE} {len(change.gone)} 个", fg="green" if change.gone else None),
        f"{KEPT} {change.kept} 个",
    )
    told = "" if change.known else "（上次的结果里没有这份文件）"
    yield f"{click.style('与上次比较：', bold=True)}{'，'.join(counts)}{told}"
    for one in change.gone:
        word = SEVERITIES[one.severity]
        said = f"{one.message}（编号 {one.key}）"
        opening, *others = indented(said, columns, f"  {GONE} · {word} · ", _MARGIN)
        yield opening.replace(GONE, click.style(GONE, fg="green", bold=True), 1)
        yield from others


def total_lines(found: Comparison, columns: int) -> Iterator[str]:
    """The whole comparison in one sentence, and the documents it leaves out."""
    said = f"与上次比较：{NEW} {found.new} 个，{GONE} {found.gone} 个，{KEPT} {found.kept} 个。"
    yield from indented(said, columns, "")
    if found.missing:
        names = "、".join(f"“{one.path}”（问题 {len(one.findings)} 个）" for one in found.missing)
        yield from indented(f"上次核对过、这次没有的文件没有比较：{names}。", columns, "")
