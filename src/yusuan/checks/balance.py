"""收支平衡: total revenue equals total expenditure, in every table that prints both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from yusuan.checks.budgets import Budget
from yusuan.checks.figures import Figure
from yusuan.checks.relations import Relation
from yusuan.ledger import Coordinates
from yusuan.standards.dimensions import includes

RULE = "revenue-equals-expenditure"
_FRAME = {"flow", "balance", "fund", "year", "stage", "entity", "unit"}


def revenue_equals_expenditure(budget: Budget) -> Iterator[Relation]:
    """收入总计 against every 支出总计 of its table, or of the budget where it stands alone."""
    tables: dict[tuple[int, str], list[tuple[Coordinates, Figure]]] = defaultdict(list)
    for key, figures in budget.index.items():
        for figure in figures if key.keys() <= _FRAME else ():
            if _is_total(key, figure, budget) and not figure.partial:
                tables[figure.document, figure.statement.id].append((key, figure))
    for found in tables.values():
        yield from _in_table(found)


def _is_total(key: Coordinates, figure: Figure, budget: Budget) -> bool:
    """Whether it is a total with carry-over, or there is no carry-over to speak of."""
    printed = figure.fact.coordinates.get("balance")
    if printed == "total":
        return True
    return "balance" not in key and key["flow"] in budget.footing.uncarried and "year" not in key


def _in_table(found: Sequence[tuple[Coordinates, Figure]]) -> Iterator[Relation]:
    revenue: dict[Coordinates, Figure] = {}
    spending: dict[Coordinates, list[Figure]] = defaultdict(list)
    for key, figure in found:
        context = key.without("flow", "balance")
        if key["flow"] == "revenue":
            _prefer_total(revenue, context, figure)
        elif figure.fact.coordinates.get("balance") == "total" or not spending[context]:
            spending[context].append(figure)
    for context, income in revenue.items():
        views = spending.get(context)
        if views:
            for outgo in views:
                yield Relation(RULE, (income,), (outgo,))
        else:
            yield from _by_fund(context, income, spending)


def _prefer_total(revenue: dict[Coordinates, Figure], context: Coordinates, figure: Figure) -> None:
    held = revenue.get(context)
    if held is None or (
        figure.fact.coordinates.get("balance") == "total"
        and held.fact.coordinates.get("balance") != "total"
    ):
        revenue[context] = figure


def _by_fund(
    context: Coordinates, income: Figure, spending: dict[Coordinates, list[Figure]]
) -> Iterator[Relation]:
    """Where spending is printed by fund only: the sum of one line's columns."""
    lines: dict[tuple[int, int], list[Figure]] = defaultdict(list)
    for other, figures in spending.items():
        same = other.without("fund") == context.without("fund")
        finer = "fund" in other and (
            "fund" not in context or includes("fund", context["fund"], other["fund"])
        )
        for figure in figures if same and finer else ():
            if figure.list >= 0:
                lines[figure.list, figure.line].append(figure)
    for parts in lines.values():
        funds = [part.fact.coordinates["fund"] for part in parts]
        nested = any(a != b and includes("fund", a, b) for a in funds for b in funds)
        if not nested and len(set(funds)) == len(funds):
            yield Relation(RULE, (income,), tuple(parts))
