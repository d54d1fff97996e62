"""Figures that are drawn from several classes: 三公, meetings, training, organ running cost."""

from __future__ import annotations

from collections.abc import Iterator

from yusuan.derive.lines import about, nature
from yusuan.derive.totals import Share
from yusuan.ledger import Coordinates
from yusuan.ledger.budgets import Budget, Purchase, SpendingLine
from yusuan.standards.dimensions import includes

#: Department economic 款 → the item its money is shown under (cross-checks T7-03, T7-04, T7-07).
ITEMS = {
    "30212": "three_publics.overseas",
    "30217": "three_publics.reception",
    "30231": "three_publics.vehicles.running",
    "31013": "three_publics.vehicles.purchase",
    "30913": "three_publics.vehicles.purchase",
    "30215": "meetings",
    "30216": "training",
}


def items(budget: Budget) -> Iterator[Share]:
    """The shares of the items of appropriation from the general public budget."""
    organs = {unit.code for unit in budget.units if unit.kind != "institution"}
    for number, line in enumerate(budget.spending):
        if includes("fund", "gpb", line.fund) and line.view in {"", "economic"}:
            yield from _of_line(line, number, organs)


def _of_line(line: SpendingLine, number: int, organs: set[str]) -> Iterator[Share]:
    where = {"unit": line.unit, "flow": "expenditure", "fund": "gpb"}
    if line.dept_economic in ITEMS:
        item = {"item": ITEMS[line.dept_economic], "function": line.function}
        yield Share(about(where | item), line.amount, number)
    if nature(line) == "basic.operating" and line.unit in organs:
        yield Share(about(where | {"item": "organ_running_cost"}), line.amount, number)


def purchases(budget: Budget) -> Iterator[Share]:
    """The shares of procurement and of purchased services that have a line in the tables."""
    for number, one in enumerate(budget.purchases):
        if one.listed:
            yield Share(about_purchase(one), one.amount, number)


def about_purchase(one: Purchase) -> Coordinates:
    """What a purchase is about, in every dimension that it says."""
    kind = "procurement" if one.kind == "procurement" else "service"
    said = {
        "unit": one.unit,
        "flow": "expenditure",
        "fund": one.fund,
        "function": one.function,
        "item": one.kind,
        "project": one.project,
        kind: one.category,
        "line": one.name,
    }
    return about(said)
