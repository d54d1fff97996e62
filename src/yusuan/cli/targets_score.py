"""``yusuan targets score``: the self-assessment on the screen, every score with its arithmetic."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from yusuan.cli.assessed import opened, path_argument, plainly
from yusuan.cli.chinese import Command, one_of, text_or_json
from yusuan.cli.output import as_json, columns, show
from yusuan.cli.terminal import Column, indented, table

if TYPE_CHECKING:
    from yusuan.assessing import Assessment, Item

DONE, OPEN, UNREAD = 0, 1, 2
SCHEMA = "yusuan.assessment/1"

scheme_option = click.option(
    "--scheme",
    type=one_of("2020", "2021"),
    metavar="2020|2021",
    help="分值构成；不写时有成本类指标的按 2021（成本单列），其他的按 2020。",
)


@click.command(cls=Command, short_help="自评打分：每一项得几分、怎样得出。")
@path_argument
@scheme_option
@text_or_json
def score(path: Path, scheme: str | None, style: str) -> int:
    """按年底的执行数和完成值给部门整体和每个项目打分。

    没有填的不打分，也不算 0 分或满分，逐项说明；没有达到目标、没有写原因的也说明。

    退出码：0 全部评了分、没有要补的；1 有没评分的或要补的；2 读不出来或没有绩效指标。
    """
    from yusuan.assessing import assessments, weighted_mean

    budget = opened(path)
    if budget is None:
        return UNREAD
    found = assessments(budget, scheme or "")
    if not found:
        show("没有绩效指标，不能自评。\n")
        return UNREAD
    if style == "json":
        show(as_json({"schema": SCHEMA, "assessments": [_record(one) for one in found]}))
    else:
        lines = [line for one in found for line in _told(one)]
        show("\n".join([*lines, *_summary(found, weighted_mean(found))]) + "\n")
    return OPEN if any(one.missing or one.wanting for one in found) else DONE


def _record(one: Assessment) -> dict[str, Any]:
    said = {key: plainly(getattr(one, key)) for key in ("project", "name", "unit", "money")}
    return {
        **said,
        "scheme": one.scheme.key,
        "score": plainly(one.total),
        "grade": one.grade.label if one.grade else None,
        "assessed": {"earned": plainly(one.earned), "possible": plainly(one.possible)},
        "items": plainly(one.items),
        "remarks": plainly((*one.remarks, *one.wanting)),
    }


def _told(one: Assessment) -> Iterator[str]:
    yield click.style(f"{one.name if one.project else f'部门整体（{one.name}）'}", bold=True)
    yield f"  {_result(one)}"
    yield f"  {one.scheme.title}（{one.scheme.source}）"
    rows = [_row(item) for item in one.items]
    heads = (
        Column("指标"),
        Column("目标"),
        Column("实际"),
        Column("分值", True),
        Column("得分", True),
        Column("怎样得出"),
    )
    yield from table(heads, rows, columns())
    for text in (*one.remarks, *one.wanting):
        yield from indented(text, columns(), "  ！ ")
    yield ""


def _row(item: Item) -> tuple[str, ...]:
    from yusuan.assessing.points import plain

    score = "" if item.score is None else plain(item.score)
    how = item.how.removesuffix("。").partition(" = ")[2] or item.how.removesuffix("。")
    return item.name, item.target, item.actual, plain(item.points), score, how


def _result(one: Assessment) -> str:
    from yusuan.assessing.points import plain

    if one.total is None or one.grade is None:
        return (
            f"未完成：{len(one.missing)} 项没有评分，"
            f"已评 {plain(one.possible)} 分，得 {plain(one.earned)} 分"
        )
    return f"{plain(one.total)} 分，{one.grade.label}"


def _summary(found: Sequence[Assessment], mean: object) -> Iterator[str]:
    from yusuan.assessing.points import percent, plain

    rows = [
        (
            one.name if one.project else "部门整体",
            "" if one.money.rate is None else percent(one.money.rate),
            "未完成" if one.total is None else plain(one.total),
            one.grade.label if one.grade else "",
        )
        for one in found
    ]
    heads = (Column("汇总"), Column("执行率", True), Column("得分", True), Column("等次"))
    yield from table(heads, rows, columns())
    if mean is not None:
        yield f"  项目得分按全年预算数加权平均 {mean} 分，仅供参考。"
