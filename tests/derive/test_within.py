"""The rows that a figure is made of."""

from decimal import Decimal
from pathlib import Path

from yusuan import compiling, derive
from yusuan.ledger import Coordinates

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "shifeng-2020"


def test_a_figure_is_made_of_the_rows_that_lie_within_it() -> None:
    budget = compiling.open_books(EXAMPLE).budget
    assert budget is not None
    for fact in derive.facts(budget):
        if fact.place.list != "spending" or fact.coordinates.get("flow") != "expenditure":
            continue
        found = derive.within(budget, fact.coordinates)
        if found is None or "item" in fact.coordinates or fact.place.norms:
            continue
        assert sum((budget.spending[one].amount for one in found.rows), Decimal(0)) >= Decimal(
            fact.amount.value
        )


def test_another_year_is_made_of_none() -> None:
    budget = compiling.open_books(EXAMPLE).budget
    assert budget is not None
    assert derive.within(budget, Coordinates({"year": "2019", "flow": "expenditure"})) is None
    whole = derive.within(budget, Coordinates({"year": "2020", "flow": "expenditure"}))
    assert whole is not None
    assert whole.rows == tuple(range(len(budget.spending)))
