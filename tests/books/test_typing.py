"""Cells are understood however a clerk types them, and what is not understood is told."""

from decimal import Decimal
from typing import Any

import pytest

from tests.books.made import plausible
from tests.books.typed import changed, reading
from yusuan.books import read_workbook


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        (12, "120000"),
        (12.5, "125000"),
        ("12.50", "125000"),
        ("1,234.5", "12345000"),
        ("１２．５", "125000"),
        ("20万元", "200000"),
        ("300元", "300"),
        (0.1 + 0.2, "3000"),
    ],
)
def test_an_amount_is_typed_in_many_ways(typed: Any, amount: str) -> None:
    budget, problems = reading(C2=typed)
    assert budget.spending[0].amount == Decimal(amount)
    assert problems == ()


@pytest.mark.parametrize(
    "typed", [2010301, "2010301", "2010301 行政运行", "２０１０３０１-行政运行"]
)
def test_a_code_is_typed_as_number_or_text(typed: Any) -> None:
    budget, problems = reading(D2=typed)
    assert budget.spending[0].function == "2010301"
    assert problems == ()


def test_a_code_is_typed_by_a_name_that_only_it_bears() -> None:
    assert reading(E2="基本工资")[0].spending[0].dept_economic == "30101"


def test_a_name_that_many_codes_bear_is_told_with_some_of_them() -> None:
    budget, (problem,) = reading(D2="行政运行")
    assert budget.spending[0].function == "行政运行"
    assert (problem.where, problem.severity) == ("支出 D2", "error")
    assert "2010101" in problem.remedy


def test_a_unit_is_typed_by_name_or_without_leading_noughts() -> None:
    budget, problems = reading(A2="示例服务中心", A3=1001)
    assert [each.unit for each in budget.spending[:2]] == ["001002", "001001"]
    assert problems == ()


def test_a_member_is_typed_by_its_key_too() -> None:
    assert reading(G2="gpb.tax")[0].spending[0].fund == "gpb.tax"


def test_a_formula_without_its_value_is_told_and_loses_only_its_row() -> None:
    budget, problems = reading(C2="=1+1")
    assert len(budget.spending) == 2
    assert [each.where for each in problems] == ["支出 C2", "支出 第 2 行"]
    assert "没有计算结果" in problems[0].wrong


def test_an_error_value_is_told() -> None:
    assert "#DIV/0!" in reading(I2="#DIV/0!")[1][0].wrong


def test_text_that_looks_like_a_formula_is_text() -> None:
    data = changed({"首页!A40": "x"})
    assert read_workbook(data)[0] == plausible()
    budget = read_workbook(data)[0]
    assert budget is not None
    assert (budget.indicators[0].operator, budget.indicators[0].value) == ("=", "-5")
