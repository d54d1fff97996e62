"""Printed values of indicators, as what they demand."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yusuan.reckoning import Deadline, Quantity, Target, printed, targets
from yusuan.reckoning.targets import OPERATORS, QUALITY


def said(value: str, unit: str = "", operator: str = "") -> list[tuple[str, str]]:
    return [(one.operator, str(one.quantity)) for one in targets(value, unit, operator)]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("≥12期", [("≥", "12期")]),
        ("≤千分之四", [("≤", "4‰")]),
        ("95%以上", [("≥", "95%")]),
        ("不低于50人次的辅导", [("≥", "50人次")]),
        ("满意率≥98%", [("≥", "98%")]),
        ("≥13459.00(平方米)", [("≥", "13459.00平方米")]),
        ("短信10000条，通话时长20000分钟", [("", "10000条"), ("", "20000分钟")]),
        ("每季度1次；每年1轮", [("", "每季度1次"), ("", "每年1轮")]),
        ("24小时值守到岗率100%", [("", "100%")]),
    ],
)
def test_a_value_demands(value: str, expected: list[tuple[str, str]]) -> None:
    assert said(value) == expected


def test_columns_beside_the_value_complete_it() -> None:
    assert said("200", "份", "≥") == [("≥", "200份")]
    assert said("100%", "无", "≥") == [("≥", "100%")]
    assert said("559.57万元", "万元", "定量") == [("", "559.57万元")]


def test_a_range_has_two_ends() -> None:
    (one,) = targets("97%-100%")
    assert (one.operator, str(one.quantity), str(one.upper)) == ("range", "97%", "100%")
    assert printed(one) == "97%-100%"


def test_a_date_is_a_deadline() -> None:
    assert targets("2023年12月")[0].deadline == Deadline(2023, 12)
    assert targets("12月31日前")[0].deadline == Deadline(None, 12, 31)


def test_words_alone_are_a_quality() -> None:
    assert targets("不断提高") == (Target(QUALITY, words="不断提高"),)
    assert targets("") == ()


def test_words_say_what_each_number_counts() -> None:
    assert [one.words for one in targets("标志标线60处，横幅不少于350条")] == ["标志标线", "横幅"]


numbers = st.decimals(min_value=0, max_value=10**7, places=2).map(lambda n: n.normalize())
units = st.sampled_from(["次", "份", "%", "‰", "万元", "人次", "元", "期", "处", "天"])


@given(st.sampled_from([o for o in OPERATORS if o != QUALITY]), numbers, units)
def test_what_is_printed_is_read_again(operator: str, number: Decimal, unit: str) -> None:
    plain = Decimal(f"{number:f}")
    decimals = max(0, -int(plain.as_tuple().exponent))
    target = Target(operator, Quantity(plain, unit, decimals))
    assert targets(printed(target)) == (target,)


@given(st.text(max_size=40))
def test_any_text_is_read_without_fault(text: str) -> None:
    for one in targets(text, text[:3], text[:2]):
        printed(one)
