"""``yusuan targets record``: the rows still to be filled in, ready to be pasted."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from yusuan.cli.assessed import day, opened, path_argument
from yusuan.cli.chinese import Command
from yusuan.cli.output import destination


@click.command(cls=Command, short_help="把还没有填的执行数和完成值列成表，填好粘贴。")
@path_argument
@click.option(
    "--through",
    "until",
    type=day,
    metavar="日期",
    help="截至哪一天，例如 2024-07-31；不写时是当年 12 月 31 日。",
)
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="文件夹",
    type=click.Path(path_type=Path, file_okay=False),
    help="写到哪个文件夹。",
)
def record(path: Path, until: date | None, output: Path) -> int:
    """把还没有填的列成“执行情况.csv”和“完成情况.csv”，项目、指标、日期都已写好。

    填上执行数和完成值，粘贴到工作簿的同名表，或去掉列名接在文件夹的 executions.csv、
    results.csv 后面。

    退出码：0 已写出，或没有要填的；2 读不出来。
    """
    from yusuan import books
    from yusuan.assessing import unrecorded

    budget = opened(path)
    if budget is None:
        return 2
    executions, results = unrecorded(budget, until or date(budget.entity.year, 12, 31))
    lists = (("executions", "执行情况", executions), ("results", "完成情况", results))
    for key, title, rows in lists:
        if not rows:
            click.echo(f"“{title}”没有要填的。")
            continue
        output.mkdir(parents=True, exist_ok=True)
        place = output / f"{title}.csv"
        with destination(str(place)) as stream:
            stream.write(books.csv_of(key, rows, blank=True))
        click.echo(f"“{title}”有 {len(rows)} 行要填，已写出“{place}”。")
    return 0
