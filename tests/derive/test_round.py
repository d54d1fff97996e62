"""A budget's facts are the same after its tables were printed and read."""

from decimal import Decimal

import pytest

from tests.derive.made import budget, printed
from yusuan import checks
from yusuan.checks.findings import FAILED
from yusuan.derive import facts, units
from yusuan.forms.figures import Figures
from yusuan.forms.recognise import recognise
from yusuan.ledger import Amount, Coordinates
from yusuan.ledger.budgets import Budget
from yusuan.standards.form_sets import form_set, form_sets

SETS = [name for name in form_sets() if form_set(name).tables]
CASES = [(name, seed) for name in SETS for seed in range(10)]


def own_sums(name: str) -> set[tuple[str, str]]:
    """Headings that add up what no classification does: read without the form, they are words."""
    return {
        (form.key, column.path[-2:][0] + column.leaf)
        for form in form_set(name).tables
        for section in form.sections
        for column in section.columns
        if len(column.meaning) > 1 or column.leaf == "编入部门预算"
    }


def about(coordinates: Coordinates, made: Budget) -> Coordinates:
    """What a figure is about; a unit printed by its name is the one of that name."""
    codes = {name: code for code, name in units(made)}
    found = coordinates.without("entity", "year", "stage")
    unit = found.get("unit", "")
    return found | {"unit": codes[unit]} if unit in codes else found


@pytest.mark.parametrize(("name", "seed"), CASES)
def test_what_is_read_from_the_tables_is_what_the_budget_says(name: str, seed: int) -> None:
    made = budget(seed, name)
    figures = Figures(facts(made), made.entity.year)
    apart = own_sums(name)
    for statement in recognise(printed(made)).statements:
        key = (statement.form or "").rpartition("/")[2]
        for fact in statement.facts:
            said = figures.total((about(fact.coordinates, made),)) or Decimal(0)
            if (key, fact.column[-2:][0] + fact.column[-1]) not in apart:
                assert fact.understood, fact
                assert fact.amount.agrees(Amount(said, Decimal("0.01"))), fact


@pytest.mark.parametrize(("name", "seed"), CASES)
def test_the_checker_finds_nothing_in_a_derived_budget(name: str, seed: int) -> None:
    (result,) = checks.check((recognise(printed(budget(seed, name))),))
    assert [one for one in result.outcomes if one.status == FAILED] == []


@pytest.mark.parametrize(("name", "seed"), CASES)
def test_every_sum_of_money_in_the_budget_is_printed(name: str, seed: int) -> None:
    made = budget(seed, name)
    read = recognise(printed(made))
    total = sum((line.amount for line in made.spending), Decimal(0))
    wanted = {Coordinates({"flow": "expenditure", "balance": "total"})}
    found = [f.amount for f in read.facts if about(f.coordinates, made) in wanted]
    assert all(one.agrees(Amount(total, Decimal("0.01"))) for one in found)
    assert found or not total
