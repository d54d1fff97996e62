"""The whole self-assessment: its total, its grade, and what it refuses to say."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.assessing.made import CASES, LIKED, RIGHT, USE, assessed, indicator, result
from yusuan.assessing import Assessment, assessments, weighted_mean
from yusuan.ledger.budgets import Budget, Execution, TargetIndicator


def of_project(budget: Budget, scheme: str = "") -> Assessment:
    (found,) = (one for one in assessments(budget, scheme) if one.project == "P1")
    return found


def test_a_year_is_scored_line_by_line() -> None:
    found = of_project(assessed())
    assert [one.score for one in found.items] == [9, 25, 25, 27, 10]
    assert (found.total, found.grade and found.grade.label) == (96, "优")
    assert found.items[0].how == "9 分 = 10 × 27 ÷ 30。"
    assert found.items[3].how == "27 分 = 30 × 90%（达成年度指标）。"
    assert found.wanting == ()


def test_the_adjusted_budget_counts_and_more_than_all_of_it_is_no_more_than_all() -> None:
    spent = Execution(Decimal(330000), "P1", budget=Decimal(320000))
    found = of_project(assessed(executions=(spent,)))
    assert found.items[0].score == 10
    assert "超过 100%" in found.items[0].how
    assert "执行数超过全年预算数" in found.wanting[0]
    assert found.money.initial == 300000


@pytest.mark.parametrize("spent", [(), (Execution(Decimal(1), "P1", date(2024, 7, 31)),)])
def test_what_is_not_recorded_for_the_year_is_not_assessed(spent: tuple[Execution, ...]) -> None:
    found = of_project(assessed(executions=spent))
    assert found.items[0].score is None
    assert (found.total, found.grade) == (None, None)
    assert (found.earned, found.possible) == (87, 90)


def test_a_result_that_is_missing_is_said_and_neither_full_nor_nought() -> None:
    budget = assessed()
    found = of_project(replace(budget, results=budget.results[1:]))
    assert [one.name for one in found.missing] == ["办件"]
    assert "没有填完成情况" in found.missing[0].how


def test_what_missed_its_target_must_be_explained() -> None:
    budget = assessed()
    short = result(CASES, "4000件")
    found = of_project(replace(budget, results=(short, *budget.results[1:])))
    assert found.items[1].score == 20
    assert "没有达到目标（≥5000件，实际 4000件）" in found.wanting[0]
    told = replace(short, reason="系统停用两个月")
    assert of_project(replace(budget, results=(told, *budget.results[1:]))).wanting == ()


def test_far_more_is_a_question_and_costs_nothing() -> None:
    budget = assessed()
    found = of_project(replace(budget, results=(result(CASES, "9000件"), *budget.results[1:])))
    assert found.items[1].score == 25
    assert "是不是目标定低了" in found.wanting[0]


def test_cost_indicators_of_the_new_classes_ask_for_the_scheme_with_cost() -> None:
    cost = indicator("cost.economic", "总成本", "30", "万元", operator="≤")
    budget = assessed()
    found = of_project(
        replace(
            budget,
            indicators=(*budget.indicators, cost),
            results=(*budget.results, result(cost, "27万元")),
        )
    )
    assert found.scheme.key == "2021"
    assert [one.points for one in found.group("cost")] == [20]
    assert sum(one.points for one in found.items) == 100


def test_a_subject_with_targets_of_the_period_only_is_assessed_by_them() -> None:
    long = tuple(replace(one, horizon="period") for one in (CASES, RIGHT, USE, LIKED))
    found = of_project(assessed(indicators=long, results=()))
    assert len(found.items) == 5
    assert "按实施期指标" in found.remarks[0]


def test_the_whole_has_a_form_of_its_own_and_the_mean_is_weighted_by_money() -> None:
    whole: TargetIndicator = replace(CASES, project="")
    budget = assessed()
    found = assessments(replace(budget, indicators=(*budget.indicators, whole)))
    assert [one.project for one in found] == ["", "P1"]
    assert found[0].money.initial == 1300000
    assert weighted_mean(found) == 96


@pytest.mark.parametrize(
    ("score", "label"), [(90, "优"), (89, "良"), (80, "良"), (79, "中"), (59, "差")]
)
def test_grades(score: int, label: str) -> None:
    spent = Execution(Decimal(300000), "P1")
    one = replace(USE, weight=None)
    share = Decimal(score - 10) / 90 * 100
    budget = assessed(indicators=(one,), executions=(spent,), results=(result(one, percent=share),))
    found = of_project(budget)
    assert (found.total, found.grade and found.grade.label) == (score, label)


@given(st.lists(st.integers(0, 200), min_size=3, max_size=3), st.integers(0, 500_000))
def test_a_total_is_between_nought_and_a_hundred(came: list[int], spent: int) -> None:
    ones = [replace(one, unit="%", value="95", operator="≥") for one in (CASES, RIGHT, LIKED)]
    budget = assessed(
        indicators=tuple(ones),
        results=tuple(result(one, f"{each}%") for one, each in zip(ones, came, strict=True)),
        executions=(Execution(Decimal(spent), "P1"),),
    )
    found = of_project(budget)
    assert found.total is not None
    assert 0 <= found.total <= 100
    assert all(one.score is not None and 0 <= one.score <= one.points for one in found.items)
