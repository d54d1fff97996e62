"""Which items a budget can be said to have none of, where no fact speaks of them."""

from __future__ import annotations

from yusuan.ledger import Coordinates
from yusuan.ledger.budgets import Budget
from yusuan.narrative.figures import Figures
from yusuan.standards.dimensions import includes

#: Items that are lists of their own in a budget: an empty list is an answer.
_LISTS = ("procurement", "purchased_services")
#: Department economic classes the other items are drawn from.
_CLASSES = ("302", "309", "310")


def none_planned(about: Coordinates, budget: Budget, current: Figures) -> bool:
    """Whether the budget's own lists show that there is nothing of an item.

    Items drawn from economic classes are none only where those classes are entered to the 款;
    a coarser budget may hold them unseen.
    """
    item = about.get("item", "")
    if item in _LISTS:
        return not any(one.kind == item and one.listed for one in budget.purchases)
    if item == "organ_running_cost":
        return bool(budget.units) and all(unit.kind == "institution" for unit in budget.units)
    return bool(item) and includes("item", "operations", item) and _fully_classed(current)


def _fully_classed(current: Figures) -> bool:
    spending = Coordinates.parse("flow=expenditure fund=gpb")
    for one in _CLASSES:
        whole = current.figure(spending | {"dept_economic": one})
        if whole is None:
            return False
        parts = current.parts(spending | {"dept_economic": one}, "dept_economic", 5)
        if sum(part.value for part in parts.values()) != whole.value:
            return False
    return True
