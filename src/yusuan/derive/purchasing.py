"""Rows of the tables of procurement and of purchased services, read back one by one."""

from __future__ import annotations

from collections.abc import Iterator

from yusuan.derive.margins import slack
from yusuan.derive.printed import plain
from yusuan.ledger import Disclosure, Fact, Line, Statement
from yusuan.ledger import total_of as sum_of
from yusuan.ledger.budgets import Purchase, Unit
from yusuan.standards.dimensions import includes

_KINDS = ("procurement", "purchased_services")


def purchases(disclosure: Disclosure, units: tuple[Unit, ...]) -> tuple[Purchase, ...]:
    """One purchase for each row and source of money."""
    only = units[0].code if len(units) == 1 else ""
    found: list[Purchase] = []
    for statement in disclosure.statements:
        for line, row in _rows(statement):
            found.extend(_purchase(fact, only, line.count) for fact in _sources(row))
    return tuple(found)


def _rows(statement: Statement) -> Iterator[tuple[Line, list[Fact]]]:
    """The rows of a table that are purchases, each with its figures."""
    for section in statement.sections:
        for number, line in enumerate(section.lines):
            facts = (section.cells.get((number, n)) for n in range(len(section.measures)))
            bought = [one for one in facts if one and _one_item(one)]
            if bought:
                yield line, bought


def _one_item(fact: Fact) -> bool:
    """Whether a figure is of one purchase, and no total of several."""
    bought = fact.understood and fact.coordinates.get("item") in _KINDS
    return bought and bool(fact.amount.value) and len(fact.row) > 1


def _sources(row: list[Fact]) -> list[Fact]:
    """The figures of a row by source where they make up its total, else the total."""
    said = [fact for fact in row if "fund" in fact.coordinates]
    funds = [fact.coordinates["fund"] for fact in said]
    finest = [
        fact
        for fact in said
        if not any(
            one != fact.coordinates["fund"] and includes("fund", fact.coordinates["fund"], one)
            for one in funds
        )
    ]
    whole = [fact for fact in row if "fund" not in fact.coordinates]
    amounts = [fact.amount for fact in finest]
    if whole and abs(whole[0].amount.value - sum_of(amounts).value) > slack(
        [whole[0].amount, *amounts]
    ):
        return whole
    return finest or whole


def _purchase(fact: Fact, unit: str, quantity: str) -> Purchase:
    about = fact.coordinates
    return Purchase(
        unit or about.get("unit", ""),
        "".join(about.get("line", fact.row[-1]).split()),
        plain(fact.amount.value),
        kind=about["item"],
        category=about.get("procurement", about.get("service", "")),
        function=about.get("function", ""),
        project=about.get("project", ""),
        quantity=quantity,
        fund=about.get("fund", ""),
    )
