"""In the year: the money and the targets beside the time gone by."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.assessing.made import CASES, RIGHT, USE, assessed, indicator, result
from yusuan.assessing import Monitoring, monitorings
from yusuan.assessing.monitoring import correction_words, gone_by
from yusuan.ledger.budgets import Execution, TargetIndicator

JULY = date(2024, 7, 31)


def monitored(spent: int, came: dict[TargetIndicator, Any], day: date = JULY) -> Monitoring:
    budget = assessed(
        indicators=tuple(came),
        executions=(Execution(Decimal(spent), "P1", day),),
        results=tuple(replace(one, through=day) for one in came.values() if one),
    )
    (found,) = monitorings(budget, day)
    return found


def test_the_share_of_the_year_that_is_over() -> None:
    assert gone_by(date(2024, 12, 31)) == 1
    assert gone_by(JULY) == Decimal(213) / 366


@pytest.mark.parametrize(
    ("spent", "state"),
    [(100000, "behind"), (170000, "normal"), (260000, "ahead"), (310000, "over")],
)
def test_money_is_behind_or_ahead_of_the_time(spent: int, state: str) -> None:
    found = monitored(spent, {CASES: result(CASES, "3000件")})
    assert found.execution.state == state
    assert found.execution.needs_correction == (state != "normal")


def test_money_is_forecast_to_the_end_of_the_year() -> None:
    found = monitored(106500, {CASES: None})
    assert found.execution.forecast == "18.3万元（61%）"


@pytest.mark.parametrize(
    ("one", "came", "state"),
    [
        (CASES, "3000件", "normal"),
        (CASES, "2000件", "behind"),
        (CASES, "5100件", "done"),
        (RIGHT, "99%", "done"),
        (RIGHT, "90%", "missed"),
        (indicator("output.cost", "成本", "30", "万元", operator="≤"), "20万元", "normal"),
        (indicator("output.cost", "成本", "30", "万元", operator="≤"), "31万元", "over"),
        (indicator("output.timeliness", "完成", "6月底", operator=""), "6月20日", "done"),
        (indicator("output.timeliness", "完成", "6月底", operator=""), "", "unknown"),
    ],
)
def test_targets_by_what_they_are(one: TargetIndicator, came: str, state: str) -> None:
    (found,) = monitored(170000, {one: result(one, came)}).indicators
    assert found.state == state


def test_a_day_that_has_passed_without_a_result_is_overdue_and_a_later_one_is_not() -> None:
    early = indicator("output.timeliness", "甲", "6月底", operator="")
    late = indicator("output.timeliness", "乙", "11月底", operator="")
    found = monitored(170000, {early: None, late: None, USE: None})
    assert [one.state for one in found.indicators] == ["overdue", "open", "unknown"]
    assert [one.name for one in found.to_correct] == ["甲"]


def test_only_what_was_recorded_by_then_counts() -> None:
    budget = assessed(
        executions=(
            Execution(Decimal(150000), "P1", date(2024, 6, 30)),
            Execution(Decimal(290000), "P1"),
        )
    )
    (found,) = monitorings(budget, JULY)
    assert found.money.executed == 150000
    assert found.execution.expected == Decimal(182) / 366
    assert all(one.state == "unknown" for one in found.indicators)


def test_what_is_behind_is_said_with_its_forecast_and_asks_for_a_measure() -> None:
    found = monitored(170000, {CASES: result(CASES, "2000件")})
    (said,) = (text for one in found.to_correct for text in correction_words(one))
    assert "完成 40%，时间过了 58.2%，照此到年底为 3437件" in said
    assert said.endswith("请写纠正措施。")
