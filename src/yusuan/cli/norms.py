"""What standards (定额标准) add to a budget, shown with its arithmetic."""

from __future__ import annotations

from decimal import Decimal

import click

from yusuan.ledger import in_unit
from yusuan.ledger.budgets import Budget
from yusuan.ledger.norms import reckoned

_SHOWN = 20


def show_norms(budget: Budget) -> None:
    """Show each line that a standard made, and what they come to."""
    uses = [norm.use for norm in budget.norms]
    counted = (one for one in reckoned(budget) if uses[one.row] == "derive")
    found = [one for one in counted if one.line and one.line.amount]
    total = sum((one.line.amount for one in found if one.line), Decimal(0))
    if found:
        click.echo(f"按定额标准生成支出 {len(found)} 笔，共 {in_unit(total, '元')} 元：")
    for one in found[:_SHOWN]:
        item = (one.line.function, one.line.dept_economic) if one.line else ()
        what = " ".join(word for word in (one.unit, *item) if word)
        click.echo(f"  定额标准第 {one.row + 1} 行，{what}：{one.arithmetic}")
    if len(found) > _SHOWN:
        click.echo(f"  还有 {len(found) - _SHOWN} 笔没有列出。")
