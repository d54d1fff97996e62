"""The rows that a figure is made of."""

from pathlib import Path

from yusuan import compiling, derive
from yusuan.ledger import Coordinates

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "shifeng-2020"


def test_a_figure_is_made_of_the_rows_that_lie_within_it() -> None:
    budget = compiling.open_books(EXAMPLE).budget
    assert budget is not None
    tried = 0
    for fact in derive.facts(budget):
        about = fact.coordinates
        spread = about.get("flow") == "revenue" and "function" in about  # seen from the spending
        if fact.place.list in ("spending", "revenue") and "item" not in about and not spread:
            assert derive.within(budget, fact.coordinates) == fact.place, fact.coordinates
            tried += 1
    assert tried > 20


def test_another_year_is_made_of_none() -> None:
    budget = compiling.open_books(EXAMPLE).budget
    assert budget is not None
    assert derive.within(budget, Coordinates({"year": "2019", "flow": "expenditure"})) is None
    whole = derive.within(budget, Coordinates({"year": "2020", "flow": "expenditure"}))
    assert whole is not None
    assert whole.rows == tuple(range(len(budget.spending)))
