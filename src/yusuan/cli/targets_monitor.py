"""``yusuan targets monitor``: money and targets in the year, beside the time gone by."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from yusuan.cli.assessed import day, files, formats_option, opened, path_argument, plainly, write
from yusuan.cli.chinese import Command, text_or_json
from yusuan.cli.output import as_json, columns, show
from yusuan.cli.terminal import Column, indented, table

if TYPE_CHECKING:
    from yusuan.assessing import Monitoring, Progress

FINE, TO_CORRECT, UNREAD = 0, 1, 2
SCHEMA = "yusuan.monitoring/1"


@click.command(cls=Command, short_help="年中监控：执行和目标的进度，哪些要纠正。")
@path_argument
@click.option(
    "--through",
    "until",
    type=day,
    metavar="日期",
    help="看到哪一天，例如 2024-07-31；不写时看到记录里最后一天。",
)
@text_or_json
@click.option(
    "-o",
    "--output",
    metavar="位置",
    type=click.Path(path_type=Path),
    help="写成监控报告：文件（.docx、.pdf、.html、.xlsx），或一个文件夹；不写时显示在屏幕。",
)
@formats_option
def monitor(path: Path, until: date | None, style: str, output: Path | None, formats: str) -> int:
    """预算执行和绩效目标“双监控”：到这一天为止最后一次记录的数，与时间进度比较。

    数量按时间进度比，并推算到年底；比率、日期和定性的与目标比。

    退出码：0 没有要纠正的；1 有；2 读不出来或没有绩效指标。
    """
    from yusuan.assessing import monitorings
    from yusuan.assessing.money import of_day
    from yusuan.publish import monitoring

    wanted = files(output, formats, monitoring.NAME) if output else []
    budget = opened(path)
    if budget is None:
        return UNREAD
    year = budget.entity.year
    recorded = [one.through for one in budget.executions]
    recorded += [one.through for one in budget.results]
    days = [of_day(one, year) for one in recorded]
    at = until or max(days, default=date(year, 12, 31))
    found = monitorings(budget, at)
    if not found:
        show("没有绩效指标，不能监控。\n")
        return UNREAD
    if wanted:
        write(monitoring.volume(budget, at), wanted)
    elif style == "json":
        show(as_json({"schema": SCHEMA, "monitorings": [_record(one) for one in found]}))
    else:
        show("\n".join(line for one in found for line in _told(one)) + "\n")
    return TO_CORRECT if any(one.to_correct for one in found) else FINE


def _record(one: Monitoring) -> dict[str, Any]:
    return {**plainly(one), "to_correct": [each.name for each in one.to_correct]}


def _told(one: Monitoring) -> Iterator[str]:
    from yusuan.assessing.monitoring import correction_words

    name = one.name if one.project else f"部门整体（{one.name}）"
    yield click.style(f"{name}，到 {one.day}", bold=True)
    heads = (
        Column("事项"),
        Column("目标"),
        Column("实际"),
        Column("进度", True),
        Column("时间", True),
        Column("预计年底"),
        Column("状态"),
    )
    yield from table(heads, [_row(each) for each in (one.execution, *one.indicators)], columns())
    for each in one.to_correct:
        for text in correction_words(each):
            yield from indented(text, columns(), "  ！ ")
    yield ""


def _row(one: Progress) -> tuple[str, ...]:
    from yusuan.assessing.points import percent

    shares = ("" if share is None else percent(share) for share in (one.share, one.expected))
    return (one.name, one.target, one.actual, *shares, one.forecast, one.label)
