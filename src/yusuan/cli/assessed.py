"""What the commands of ``yusuan targets`` share: a budget opened, days, amounts in words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from yusuan.cli.output import tell

if TYPE_CHECKING:
    from yusuan.ledger.budgets import Budget

_SHOWN = 10

path_argument = click.argument("path", metavar="预算", type=click.Path(path_type=Path))


def opened(path: Path) -> Budget | None:
    """The budget of a path; None where it cannot be read, which is told with all that is wrong."""
    from yusuan import compiling

    if not path.exists():
        tell(f"找不到“{path}”，请核对路径。")
        return None
    found = compiling.open_books(path)
    errors = [one for one in found.problems if one.severity == "error"]
    for problem in errors[:_SHOWN]:
        tell(str(problem))
    if len(errors) > _SHOWN:
        tell(f"还有 {len(errors) - _SHOWN} 处错误没有列出。")
    if found.budget is None or errors:
        tell(f"“{path}”里有错误，请改正后再试。")
        return None
    return found.budget


def day(value: str) -> date:
    """The type of an option that takes a day."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"“{value}”不是日期，请写成 2024-07-31 的样子。") from None


def plainly(value: Any) -> Any:
    """A value of dataclasses as what JSON can hold; numbers as digits, so that none is rounded."""
    from dataclasses import fields, is_dataclass

    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return [plainly(one) for one in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: plainly(getattr(value, one.name)) for one in fields(value)}
    return value
