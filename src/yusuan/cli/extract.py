"""``yusuan extract``: every figure of files as open data."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from yusuan.cli.chinese import Command, one_of
from yusuan.cli.inputs import Inputs, collect, reading_options, readings
from yusuan.cli.output import destination

if TYPE_CHECKING:
    from yusuan.publish.facts import Row


@click.command(cls=Command, short_help="把文件里的每个数字导出为数据：金额、口径、出处。")
@reading_options
@click.option(
    "--format",
    "style",
    type=one_of("csv", "json", "parquet"),
    metavar="csv|json|parquet",
    default="csv",
    help="输出格式，默认 csv；金额都以元为单位，不丢精度。",
)
@click.option("-o", "--output", metavar="文件", help="写到文件，默认写到屏幕。")
@click.option("--bom", is_flag=True, help="CSV 开头加 UTF-8 标记，Excel 打开中文不乱码。")
def extract(
    paths: tuple[str, ...],
    style: str,
    output: str | None,
    bom: bool,
    jobs: int | None,
    timeout: int,
) -> int:
    """把文件里的每个数字导出为数据：金额、口径、出处。

    每行一个数字：哪个文件、哪张表、行和列的名称、印的是什么、合多少元、精确到多少、
    口径（每个维度一列）、在原件的什么位置。CSV 里以 = + - @ 开头的文字前加一个撇号，
    免得表格软件当公式执行；数字不动。

    退出码：0 全部读入；2 有文件没能读入。
    """
    from yusuan.publish import facts

    if style == "parquet" and not output and sys.stdout.isatty():
        raise click.UsageError("Parquet 不能写到屏幕上，请用 -o 指定文件。")
    inputs = collect(paths, output)
    rows = _rows(inputs, jobs, timeout)
    with destination(output) as stream:
        if style == "csv":
            facts.write_csv(rows, stream, bom=bom)
        elif style == "json":
            facts.write_json(rows, stream)
        else:
            facts.write_parquet(rows, stream)
    return 2 if inputs.unread else 0


def _rows(inputs: Inputs, jobs: int | None, timeout: int) -> Iterator[Row]:
    from yusuan.publish import facts

    for reading in readings(inputs, jobs, timeout):
        if reading.disclosure:
            yield from facts.rows(reading.disclosure)
