"""``yusuan dataset compare``: bodies and years side by side on one basis."""

from __future__ import annotations

import sys
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from yusuan.cli.chinese import Command, one_of, whole
from yusuan.cli.output import destination, show, tell
from yusuan.cli.query import as_style, in_columns
from yusuan.ledger import in_unit

if TYPE_CHECKING:
    from yusuan.dataset import Dataset
    from yusuan.dataset.comparing import Comparison

_DIMENSIONS: Final = ("function", "dept_economic", "gov_economic", "nature", "item", "fund")
_TOLD: Final = 10


@click.command(cls=Command, short_help="同口径比较部门、地区和年度。")
@click.option("--data", "folder", required=True, metavar="文件夹", help="数据集的文件夹。")
@click.option(
    "--by",
    "dimension",
    type=one_of(*_DIMENSIONS),
    metavar="|".join(_DIMENSIONS),
    default="function",
    help="按哪个分类，默认 function 功能科目。",
)
@click.option("--level", type=whole, metavar="位", help="编码取几位（3 类，5 款，7 项）。")
@click.option("--district", "districts", multiple=True, metavar="地区", help="只比这些地区。")
@click.option("--department", "departments", multiple=True, metavar="部门", help="只比这些部门。")
@click.option("--year", "years", type=whole, multiple=True, metavar="年度", help="只比这些年度。")
@click.option("--fund", default="", metavar="资金", help="只看一种资金，如 gpb；默认全部资金。")
@click.option("--nature", default="", metavar="性质", help="只看 basic 或 project；默认全部支出。")
@click.option(
    "--stage", type=one_of("budget", "final"), metavar="budget|final", default="budget",
    help="预算和预算比，决算和决算比；默认 budget。",
)  # fmt: skip
@click.option(
    "--scope", type=one_of("department", "unit"), metavar="department|unit", default="department",
    help="部门和部门比，单位和单位比；默认 department。",
)  # fmt: skip
@as_style
@click.option("-o", "--output", metavar="文件", help="写到文件，默认写到屏幕。")
def compare(
    folder: str,
    dimension: str,
    level: int | None,
    districts: tuple[str, ...],
    departments: tuple[str, ...],
    years: tuple[int, ...],
    fund: str,
    nature: str,
    stage: str,
    scope: str,
    style: str,
    output: str | None,
) -> int:
    """同口径比较部门、地区和年度：金额是元，空的是没有公布，不是零。

    早年的科目编码换成最近一年的，换了哪些写在 notes 里；不能比的另说原因。

    退出码：0 有可比的；1 没有；2 不能比。
    """
    from yusuan import dataset
    from yusuan.dataset import comparing, downloads

    if style in {"parquet", "xlsx", "package"} and not output and sys.stdout.isatty():
        raise click.UsageError(f"{style} 不能写到屏幕上，请用 -o 指定文件。")
    basis = comparing.Basis(dimension, level, fund, nature, stage, scope)
    try:
        with dataset.open(Path(folder)) as data:
            found = comparing.compare(
                data, basis, districts=districts, departments=departments, years=years
            )
            told = _unusual(data, found) if style == "table" else ""
    except (dataset.NoDataset, dataset.QueryRefused) as error:
        raise click.ClickException(str(error)) from error
    if style == "table":
        show(f"{basis.said}（元）\n{in_columns(found.answer())}{told}", output)
    else:
        with destination(output) as stream:
            downloads.write(found.answer(), style, stream, title=basis.said)
    for name, why in found.left_out:
        tell(f"没有比较“{name}”：{why}。")
    return 0 if found.columns else 1


def _unusual(data: Dataset, found: Comparison) -> str:
    """What stands out, in words."""
    from yusuan.dataset import unusual

    lines = [
        f"{one.after.label}“{one.name}”比上年{'增加' if one.difference > 0 else '减少'}"
        f" {in_unit(abs(one.difference), '万元')} 万元：{one.reason or '没有说明原因'}"
        for one in unusual.changes(data, found)[:_TOLD]
    ]
    lines += [
        f"{one.column.label}“{one.name}”占 {_percent(one.share)}，"
        f"同年 {one.peers} 家的中位数是 {_percent(one.usual)}：{one.reason or '没有说明原因'}"
        for one in unusual.outliers(data, found)[:_TOLD]
    ]
    return "".join(f"{line}\n" for line in ["", "变动大的和与众不同的：", *lines]) if lines else ""


def _percent(share: Decimal) -> str:
    return f"{share:.2%}"
