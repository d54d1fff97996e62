"""``yusuan targets review``: what the bureau said of the targets, and what may go on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from yusuan.cli.assessed import opened, path_argument
from yusuan.cli.chinese import Command
from yusuan.cli.output import columns, show
from yusuan.cli.terminal import Column, indented, table

if TYPE_CHECKING:
    from yusuan.assessing import Reviewed


@click.command(cls=Command, short_help="看绩效目标的审核：结果、还缺什么、能不能进入下一步。")
@path_argument
def review(path: Path) -> int:
    """看财政部门对绩效目标的审核意见（“目标审核”表）。

    股室给了总的等次的以它为准，没有的取四个方面里最差的；两个股室取较差的。
    优通过，良和中退回修改，差不得进入下一步（财预〔2015〕88号）。

    退出码：0 都可以进入下一步；1 有没审完的或不能进入的；2 读不出来。
    """
    from yusuan.assessing import may_enter_next_step, reviewed

    budget = opened(path)
    if budget is None:
        return 2
    found = reviewed(budget)
    if not found:
        show("没有绩效目标，不用审核。\n")
        return 0
    show("\n".join(_told(found)) + "\n")
    return 0 if may_enter_next_step(budget) else 1


def _told(found: tuple[Reviewed, ...]) -> Iterator[str]:
    heads = (Column("审核对象"), Column("结果"), Column("下一步"))
    yield from table(heads, [_row(one) for one in found], columns())
    for one in found:
        for text in one.missing:
            name = one.name if one.project else "部门整体"
            yield from indented(f"{name}还没有审核：{text}", columns(), "  ！ ")


def _row(one: Reviewed) -> tuple[str, str, str]:
    name = one.name if one.project else f"部门整体（{one.name}）"
    if one.outcome is None:
        return name, "没有审核", ""
    label = one.outcome.label if one.is_whole else f"{one.outcome.label}（没有审完）"
    return name, label, one.outcome.next
