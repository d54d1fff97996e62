"""Whatever a budget holds, it can be assessed, monitored, reviewed and carried on."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.assessing.made import assessed
from tests.books.made import budgets
from yusuan import assessing
from yusuan.assessing.money import planned
from yusuan.ledger.budgets import Budget, CostItem, SpendingLine

OFTEN = settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))


def years(budget: Budget) -> bool:
    return 1 <= budget.entity.year <= 9999


@OFTEN
@given(budgets(most=4).filter(years))
def test_any_budget_is_assessed_and_its_scores_stay_within_their_points(budget: Budget) -> None:
    for one in assessing.assessments(budget):
        assert sum(item.points for item in one.items) in (0, 100)
        for item in one.items:
            assert item.how
            assert item.score is None or 0 <= item.score <= item.points
    assessing.reviewed(budget)
    assert assessing.carried(budget, budget).projects is not None


@OFTEN
@given(budgets(most=4).filter(years), st.dates())
def test_any_budget_is_monitored(budget: Budget, day: date) -> None:
    for one in assessing.monitorings(budget, day):
        assert all(each.label for each in (one.execution, *one.indicators))


def test_money_of_several_views_counts_once() -> None:
    line = SpendingLine("001001", "project", Decimal(7), "2010302", project="P1", view="function")
    same = (replace(line, view="project"), replace(line, view="economic", function=""))
    budget = assessed(spending=(line, *same))
    assert (planned(budget, "P1"), planned(budget)) == (7, 7)
    assert planned(assessed(spending=(line, same[1])), "P1") == 7


def test_a_project_of_target_forms_only_has_the_money_of_its_cost_lines() -> None:
    costs = (CostItem("P1", "印刷", Decimal(5)), CostItem("P1", "租车"), CostItem("P2", "其他"))
    budget = assessed(spending=(), costs=costs)
    assert (planned(budget, "P1"), planned(budget)) == (5, None)
