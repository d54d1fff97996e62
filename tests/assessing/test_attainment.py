"""How far a result reaches a demand, by operator; and what cannot be said."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.assessing.made import USE, YEAR, indicator, result
from yusuan.assessing.attainment import Attainment, attainment
from yusuan.ledger.budgets import TargetIndicator

COUNTS = st.integers(0, 10_000)


def reached(operator: str, value: str, unit: str, came: str, **more: Any) -> Attainment:
    level2 = more.pop("level2", "output.quantity")
    name = more.pop("name", "甲")
    one = indicator(level2, name, value, unit, operator=operator)
    return attainment(one, result(one, came, **more), YEAR)


@pytest.mark.parametrize(
    ("operator", "value", "unit", "came", "ratio"),
    [
        ("≥", "12", "期", "12期", "1"),
        ("≥", "12", "期", "9", "0.75"),
        (">", "12", "期", "12期", "1"),
        ("", "100", "%", "96%", "0.96"),
        ("=", "4", "次", "5次", "1"),
        ("≤", "千分之四", "", "5‰", "0.8"),
        ("≤", "千分之四", "", "0.3%", "1"),
        ("≤", "0", "次", "1次", "0"),
        ("", "0", "%", "0%", "1"),
        ("", "0", "%", "2%", "0"),
        ("≥", "0", "%", "0%", "1"),
        ("", "97%-100%", "", "98.5%", "1"),
        ("", "97%-100%", "", "87.3%", "0.9"),
        ("", "97%-100%", "", "125%", "0.8"),
        ("≥", "每季度1次", "", "3次", "0.75"),
        ("", "短信10000条，通话时长20000分钟", "", "5000条，20000分钟", "0.75"),
        ("", "12月31日前完成", "", "12月20日", "1"),
        ("", "6月底", "", "7月31日", "0.85446"),
        ("≥", "1.5", "万人次", "12000人次", "0.8"),
    ],
)
def test_a_share_by_operator(operator: str, value: str, unit: str, came: str, ratio: str) -> None:
    found = reached(operator, value, unit, came)
    assert found.ratio is not None
    expected = Decimal(182) / 213 if ratio == "0.85446" else Decimal(ratio)
    assert found.ratio == expected
    assert found.words


def test_costs_and_errors_without_a_sign_are_at_most() -> None:
    assert reached("", "50", "万元", "40万元", level2="output.cost").reached
    assert reached("", "2", "%", "1%", name="文电差错率").reached
    assert reached(
        "=", "100", "%", "90%", level2="output.cost", name="薪酬达标率"
    ).ratio == Decimal("0.9")


@pytest.mark.parametrize(
    ("operator", "value", "unit", "came", "word"),
    [
        ("≥", "12", "期", "", "没有填实际完成值"),
        ("≥", "12", "期", "全部完成", "有 0 个数"),
        ("≥", "12", "期", "12次", "单位"),
        ("≥", "12", "期", "发行12期，共3000份", "有 2 个数"),
        ("", "6月底", "", "按时完成", "没有日期"),
        ("≥", "每周1次", "", "40次", "单位"),
        ("≥", "-5", "%", "-8%", "没有填定性结果"),
    ],
)
def test_what_cannot_be_compared_is_said_and_not_scored(
    operator: str, value: str, unit: str, came: str, word: str
) -> None:
    found = reached(operator, value, unit, came)
    assert found.ratio is None
    assert word in found.words


def test_the_clerks_own_share_stands_where_nothing_can_be_compared() -> None:
    found = reached("", "6月底", "", "按时完成", band="full")
    assert (found.ratio, found.reached) == (1, True)
    assert reached("≥", "12", "期", "9期", percent=Decimal(100)).ratio == Decimal("0.75")


@pytest.mark.parametrize(
    ("band", "share", "ratio", "met"),
    [
        ("full", None, "1", True),
        ("full", 80, "0.8", True),
        ("", 79, "0.79", False),
        ("part", 60, "0.6", False),
        ("none", 0, "0", False),
    ],
)
def test_words_are_scored_by_their_band(
    band: str, share: int | None, ratio: str, met: bool
) -> None:
    given = None if share is None else Decimal(share)
    found = attainment(USE, result(USE, "做了", band=band, percent=given), YEAR)
    assert (found.ratio, found.reached) == (Decimal(ratio), met)


def test_a_lower_band_without_a_share_and_words_without_a_band_are_not_scored() -> None:
    assert attainment(USE, result(USE, "做了", band="part"), YEAR).ratio is None
    assert attainment(USE, result(USE, "做了"), YEAR).ratio is None


def test_far_more_than_demanded_is_over_and_a_little_more_is_not() -> None:
    assert reached("≥", "10", "件", "14件").over
    assert not reached("≥", "10", "件", "13件").over
    assert reached("=", "10", "件", "11件").over
    assert not reached("≤", "10", "件", "1件").over


def _ratio(one: TargetIndicator, came: int) -> Decimal:
    found = attainment(one, result(one, f"{came}件"), YEAR).ratio
    assert found is not None
    return found


@given(COUNTS, COUNTS, COUNTS, st.sampled_from(["≥", ">", "", "="]))
def test_more_never_scores_less(demand: int, less: int, more: int, operator: str) -> None:
    one = indicator("output.quantity", "甲", str(demand), "件", operator=operator)
    low, high = sorted((less, more))
    if demand or operator in ("≥", ">"):
        assert 0 <= _ratio(one, low) <= _ratio(one, high) <= 1


@given(COUNTS, COUNTS, COUNTS, st.sampled_from(["≤", "<"]))
def test_of_what_is_at_most_more_never_scores_more(
    demand: int, less: int, more: int, operator: str
) -> None:
    one = indicator("output.quantity", "甲", str(demand), "件", operator=operator)
    low, high = sorted((less, more))
    assert 0 <= _ratio(one, high) <= _ratio(one, low) <= 1


@given(COUNTS, COUNTS, COUNTS)
def test_nearer_a_range_scores_more(low: int, width: int, came: int) -> None:
    high = low + width + 1
    one = indicator("output.quantity", "甲", f"{low}件-{high}件", operator="")
    found = _ratio(one, came)
    assert 0 <= found <= 1
    assert (found == 1) == (low <= came <= high)
