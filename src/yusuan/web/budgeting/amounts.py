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
PROJECT: Final = "project"
ECONOMIC: Final = "economic"
VIEWS: Final = (FUNCTION, PROJECT, ECONOMIC)


def all_lines(budget: Budget) -> tuple[SpendingLine, ...]:
    """Every line of spending, those that standards make after those that were typed."""
    return (*budget.spending, *(line for _, line in norms.made(budget)))


def others(view: str) -> tuple[str, ...]:
    """The views whose lines do not count where money is shown by ``view``."""
    return tuple(one for one in VIEWS if one != view)


def counted(budget: Budget, view: str = FUNCTION) -> list[SpendingLine]:
    """The lines that make up the whole where money is shown by function, project or class."""
    return [one for one in all_lines(budget) if one.view not in others(view)]


def spent(budget: Budget) -> Decimal:
    """The expenditure of a budget."""
    return sum((one.amount for one in counted(budget)), Decimal(0))
