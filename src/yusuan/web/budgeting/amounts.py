"""The lines of a budget that count in a sum: money told of in several views counts once.

A line of the view "function" or "project" is money not known by economic class, one of the view
"economic" the same money by that class (ledger.budgets.SpendingLine); lines that standards make
count like typed ones. Amounts are 元.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from yusuan.ledger import norms
from yusuan.ledger.budgets import Budget, SpendingLine

FUNCTION: Final = "function"
ECONOMIC: Final = "economic"
VIEWS: Final = (FUNCTION, "project", ECONOMIC)


def all_lines(budget: Budget) -> tuple[SpendingLine, ...]:
    """Every line of spending, those that standards make after those that were typed."""
    return (*budget.spending, *(line for _, line in norms.made(budget)))


def others(view: str) -> tuple[str, ...]:
    """The views whose lines do not count where money is shown by ``view``."""
    return tuple(one for one in VIEWS if one != view)


def counted(budget: Budget, view: str = FUNCTION) -> list[SpendingLine]:
    """The lines that make up the whole where money is shown by function or by class."""
    return [one for one in all_lines(budget) if one.view not in others(view)]


def spent(budget: Budget) -> Decimal:
    """The expenditure of a budget."""
    return sum((one.amount for one in counted(budget)), Decimal(0))


def of_project(budget: Budget, key: str) -> Decimal:
    """What a project asks for: by its lines of spending, where none bears its key by its costs.

    Of lines of several views those of one count, as ``derive`` counts them.
    """
    lines = [one for one in all_lines(budget) if one.project == key]
    view = min((one.view for one in lines if one.view), default="")
    found = [one.amount for one in lines if one.view in ("", view)]
    costs = (one.amount or Decimal(0) for one in budget.costs if one.project == key)
    return sum(found or costs, Decimal(0))


def split(budget: Budget, key: str) -> bool:
    """Whether the lines that make up the whole say what is a project's."""
    return any(one.project == key for one in counted(budget))
