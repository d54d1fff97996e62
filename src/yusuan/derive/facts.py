"""A budget's facts: every figure that a form, a sentence or a check may ask for.

Lines that say the same are added up. Figures are as fine as the budget is; ``forms.figures``
adds them up along whatever a table shows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from decimal import Decimal
from hashlib import blake2s

from yusuan.derive.items import items, purchases
from yusuan.derive.lines import about, spending
from yusuan.derive.norms import Normed
from yusuan.derive.places import Entry
from yusuan.derive.totals import Share, totals
from yusuan.ledger import Amount, Coordinates, Fact
from yusuan.ledger.budgets import Budget

#: What a budget holds is exact; the smallest sum there is is one 分.
CENT = Decimal("0.01")


#: A unit and a fund, whose revenue and spending belong together.
Purse = tuple[str, str]


def facts(budget: Budget, apart: Collection[Purse] = ()) -> tuple[Fact, ...]:
    """Every figure of a budget, each set of coordinates once, in the order of its lists.

    What standards give is spent like what was typed. Revenue is not shown by function for the
    units and funds that are kept ``apart``.
    """
    entity, whole = budget.entity, Normed.of(budget)
    frame = {"entity": entity.name, "year": str(entity.year), "stage": entity.stage}
    found: dict[Coordinates, Fact] = {}
    for where, amount, place in _figures(whole.budget, apart):
        coordinates = Coordinates(frame) | where
        found.setdefault(coordinates, _fact(coordinates, amount, whole.place(place)))
    return tuple(found.values())


def _figures(
    budget: Budget, apart: Collection[Purse]
) -> Iterator[tuple[Coordinates, Decimal, Entry]]:
    yield from totals(spending(budget), "spending")
    yield from totals(revenue(budget), "revenue")
    yield from totals(_revenue_by_function(budget, apart), "spending")
    yield from totals(items(budget), "spending")
    yield from totals(purchases(budget), "purchases")
    yield from totals(_lifetimes(budget), "projects")
    yield from totals(_costs(budget), "costs")
    yield from _earlier(budget)


def _fact(coordinates: Coordinates, amount: Decimal, place: Entry) -> Fact:
    name = blake2s(str(coordinates).encode(), digest_size=8).hexdigest()
    printed = f"{amount:f} 元"
    return Fact(name, None, (), (), printed, Amount(amount, CENT), coordinates, place)


def revenue(budget: Budget) -> Iterator[Share]:
    """The shares of every line of revenue."""
    for number, line in enumerate(budget.revenue):
        pairs = {"unit": line.unit, "flow": "revenue", "fund": line.fund}
        balance = {"balance": "carryover"} if line.carryover else {}
        yield Share(about(pairs | balance), line.amount, number)


def _revenue_by_function(budget: Budget, apart: Collection[Purse]) -> Iterator[Share]:
    """Revenue by the function it is spent on, where a fund spends just what it receives.

    Money carried over is spent from the fund ``carryover``, and shown as a balance.
    """
    left = gaps(budget)
    for number, line in enumerate(budget.spending):
        purse = line.unit, line.fund
        shown = line.function and line.view in {"", "function"}
        if shown and not left[purse] and purse not in apart:
            pairs = {"unit": line.unit, "flow": "revenue", "function": line.function}
            carried = line.fund == "carryover"
            source = {"balance": "carryover"} if carried else {"fund": line.fund}
            yield Share(about(pairs | source), line.amount, number)


def gaps(budget: Budget) -> dict[Purse, Decimal]:
    """Revenue less the spending that is known by function, of each unit and fund."""
    left: dict[Purse, Decimal] = {}
    for income in budget.revenue:
        key = income.unit, "carryover" if income.carryover else income.fund
        left[key] = left.get(key, Decimal(0)) + income.amount
    for line in budget.spending:
        if line.function and line.view in {"", "function"}:
            pair = line.unit, line.fund
            left[pair] = left.get(pair, Decimal(0)) - line.amount
    return left


def _lifetimes(budget: Budget) -> Iterator[Share]:
    for number, project in enumerate(budget.projects):
        if project.lifetime is not None:
            where = _project(project.key) | {"unit": project.unit, "measure": "lifetime"}
            yield Share(about(where), project.lifetime, number)


def _costs(budget: Budget) -> Iterator[Share]:
    for number, cost in enumerate(budget.costs):
        if cost.amount is not None:
            where = _project(cost.project) | {"line": cost.name, "fund": cost.fund}
            yield Share(about(where), cost.amount, number)


def _project(key: str) -> dict[str, str]:
    return {"flow": "expenditure", "nature": "project", "project": key}


def _earlier(budget: Budget) -> Iterator[tuple[Coordinates, Decimal, Entry]]:
    """Figures of earlier years as they were: each is whole already, and none is added up."""
    for number, figure in enumerate(budget.earlier):
        yield figure.about, figure.amount, Entry("earlier", (number,))
