"""The lines of a budget of which only target forms are published: as coarse as they print it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from yusuan.derive.printed import current, plain, settled
from yusuan.ledger import Amount, Coordinates, Disclosure, Remark
from yusuan.ledger.budgets import Budget, RevenueLine, SpendingLine

#: What narrows a figure beyond the money of the year; those are lists of their own.
_FINER = ("item", "measure", "line")


def with_target_lines(budget: Budget, disclosure: Disclosure) -> tuple[Budget, list[Remark]]:
    """The budget with what the target forms say of its money, where no table says any of it."""
    if budget.spending or budget.revenue:
        return budget, []
    found, remarks = settled(
        (fact.coordinates.without("entity", "year", "stage"), fact)
        for fact in current(disclosure)
        if not any(name in fact.coordinates for name in _FINER)
    )
    revenue = tuple(_revenue(budget, found.items()))
    only = revenue[0].fund if len(revenue) == 1 else ""
    spending = tuple(replace(line, fund=only) for line in _spending(budget, found))
    named = {line.project for line in spending}
    costs = tuple(one for one in budget.costs if not _whole(one.project, one.name, named))
    return replace(budget, spending=spending, revenue=revenue, costs=costs), remarks


def _whole(project: str, name: str, named: set[str]) -> bool:
    """Whether a cost line only says what its project comes to, which a spending line says now."""
    return project == name and project in named


def _revenue(budget: Budget, found: Iterable[tuple[Coordinates, Amount]]) -> Iterator[RevenueLine]:
    for about, amount in found:
        if set(about) == {"flow", "fund"} and about["flow"] == "revenue" and amount.value:
            yield RevenueLine(_unit(budget), about["fund"], plain(amount.value))


def _spending(budget: Budget, found: dict[Coordinates, Amount]) -> Iterator[SpendingLine]:
    """The basic expenditure, each project, and what projects that are not named come to."""
    spent = {c.without("flow"): a for c, a in found.items() if c.get("flow") == "expenditure"}
    by_nature = {c["nature"]: a for c, a in spent.items() if set(c) == {"nature"}}
    projects = {c["project"]: a for c, a in spent.items() if set(c) == {"nature", "project"}}
    unit = _unit(budget)
    for nature, amount in by_nature.items():
        named = projects if nature == "project" else {}
        rest = amount.value - sum((one.value for one in named.values()), Decimal(0))
        yield from (
            SpendingLine(unit, nature, plain(one.value), project=name)
            for name, one in named.items()
        )
        if rest > sum((one.half for one in (amount, *named.values())), Decimal(0)):
            yield SpendingLine(unit, nature, plain(rest))


def _unit(budget: Budget) -> str:
    return budget.units[0].code if len(budget.units) == 1 else ""
