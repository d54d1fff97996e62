"""The money of a project and of the whole, from a budget's lines and what was executed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from yusuan.assessing.model import Money
from yusuan.ledger import norms
from yusuan.ledger.budgets import ZERO, Budget, Execution, SpendingLine


def money_of(budget: Budget, project: str, execution: Execution | None) -> Money:
    """The money of a project, or of the whole where ``project`` is empty."""
    initial = planned(budget, project)
    if execution is None:
        return Money(initial, initial, None)
    now = initial if execution.budget is None else execution.budget
    return Money(initial, now, execution.executed)


def planned(budget: Budget, project: str = "") -> Decimal | None:
    """What the budget gave at first, in 元; None where it has no line of it.

    Money told of in several views counts once (``ledger.budgets.SpendingLine``). A project that
    no line of spending names, as in a budget of target forms only, has what its cost lines give.
    """
    made = (line for _, line in norms.made(budget))
    lines = _of_project(budget, project) if project else _whole((*budget.spending, *made))
    amounts = [one.amount for one in lines]
    if project and not amounts:
        costs = [one.amount for one in budget.costs if one.project == project]
        amounts = [one for one in costs if one is not None]
    return sum(amounts, ZERO) if amounts else None


def _whole(lines: Iterable[SpendingLine]) -> list[SpendingLine]:
    return [one for one in lines if one.view in ("", "function")]


def _of_project(budget: Budget, project: str) -> list[SpendingLine]:
    own = [one for one in budget.spending if one.project == project and one.view != "economic"]
    apart = any(one.view == "project" for one in own)
    return [one for one in own if not (apart and one.view == "function")]


def latest(executions: Iterable[Execution], project: str, year: int, day: date) -> Execution | None:
    """The last that was recorded of a project up to a day; one without a day is of the year end."""
    own = [one for one in executions if one.project == project and known_at(one.through, year, day)]
    return max(own, key=lambda one: of_day(one.through, year), default=None)


def of_day(through: date | None, year: int) -> date:
    """The day a record is of: the end of the year where none is said."""
    return through or date(year, 12, 31)


def known_at(through: date | None, year: int, day: date) -> bool:
    """Whether a record is of a day, or of one before it."""
    return of_day(through, year) <= day
