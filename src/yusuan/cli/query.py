"""``yusuan query``: a question to a data set in SQL."""

from __future__ import annotations

import shutil
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from yusuan.cli.chinese import Command, one_of, whole
from yusuan.cli.output import destination, show
from yusuan.cli.terminal import pad, width

if TYPE_CHECKING:
    from yusuan.dataset import Answer
    from yusuan.dataset.values import Stream

FORMATS = ("table", "csv", "json", "parquet", "xlsx", "package")
_SHOWN = 100  # rows of a table on the screen
_WIDEST = 40


#: How an answer is written, of every command that answers from a data set.
as_style = click.option(
    "--format",
    "style",
    type=one_of(*FORMATS),
    metavar="|".join(FORMATS),
    default="table",
    help="输出格式，默认 table；package 是财政数据包（zip）。",
)


@click.command(cls=Command, short_help="用 SQL 查数据集。")
@click.argument("sql", metavar="SQL")
@click.option("--data", "folder", required=True, metavar="文件夹", help="数据集的文件夹。")
@as_style
@click.option("-o", "--output", metavar="文件", help="写到文件，默认写到屏幕。")
@click.option("--timeout", type=whole, default=30, metavar="秒", help="最多查多少秒，默认 30。")
def query(sql: str, folder: str, style: str, output: str | None, timeout: int) -> int:
    """用 SQL 查数据集：只能读，一次一句 SELECT；表和列见 yusuan dataset schema。

    例：yusuan query "SELECT department, year FROM disclosures" --data 数据

    SQL 里读不到别的文件，也上不了网。CSV 里像公式的文字前加一个撇号。

    退出码：0 查到（没有行也是）；2 不能查。
    """
    from yusuan import dataset
    from yusuan.dataset import NoDataset, QueryRefused, TooLong

    if style in {"parquet", "xlsx", "package"} and not output and sys.stdout.isatty():
        raise click.UsageError(f"{style} 不能写到屏幕上，请用 -o 指定文件。")
    try:
        if style == "table":
            show(dataset.ask(Path(folder), sql, _shown, seconds=timeout), output)
        else:
            _save(sql, Path(folder), style, output, timeout)
    except (NoDataset, QueryRefused, TooLong) as error:
        raise click.ClickException(str(error)) from error
    return 0


def _save(sql: str, folder: Path, style: str, output: str | None, timeout: int) -> None:
    """Write the answer where it is to be, once it is whole."""
    from yusuan import dataset
    from yusuan.dataset import downloads

    with tempfile.TemporaryDirectory(prefix="yusuan-query-") as scratch:
        made = Path(scratch, "answer")
        work = partial(downloads.save, style=style, path=made, title="查询结果")
        dataset.ask(folder, sql, work, seconds=timeout)
        with destination(output) as stream, made.open("rb") as whole:
            shutil.copyfileobj(whole, stream)


def _shown(found: Stream) -> str:
    return in_columns(found.answer(_SHOWN))


def in_columns(found: Answer) -> str:
    """An answer as columns of text; numbers are set right."""
    from yusuan.dataset.downloads import plain

    rows = [[_short(plain(value)) for value in row] for row in found.rows]
    sizes = [
        max(width(text) for text in (name, *(row[at] for row in rows)))
        for at, name in enumerate(found.columns)
    ]
    right = [_is_number(type_) for type_ in found.types]
    lines = [
        "  ".join(
            pad(text, size, right=end) for text, size, end in zip(row, sizes, right, strict=True)
        )
        for row in (list(found.columns), ["-" * size for size in sizes], *rows)
    ]
    end = f"（只显示前 {len(rows)} 行，用 --format csv 得到全部）" if found.more else ""
    told = [] if rows else ["（没有符合的行）"]
    return "\n".join(line.rstrip() for line in (*lines, *told, end) if line) + "\n"


def _short(text: str) -> str:
    one = " ".join(text[: 8 * _WIDEST].split())
    while width(one) > _WIDEST:
        one = one[: max(1, len(one) - 1 - (width(one) - _WIDEST) // 2)].rstrip("…") + "…"
    return one


def _is_number(type_: str) -> bool:
    return type_.startswith("DECIMAL") or type_ in {"INTEGER", "BIGINT", "HUGEINT", "DOUBLE"}
