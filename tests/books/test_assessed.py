"""Executed amounts, results and reviews are kept in the books, and told of with their cells."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.books.made import plausible
from yusuan.books import files_of, read_files, read_workbook, workbook_bytes
from yusuan.ledger.budgets import Budget, Execution, Result, Review, TargetIndicator

YEAR = date(2024, 12, 31)
RATE = TargetIndicator("output.quality", "合格率", "P1", operator="≥", value="98", unit="%")


def assessed() -> Budget:
    before = plausible()
    return replace(
        before,
        indicators=(*before.indicators, replace(RATE, weight=Decimal("12.5"))),
        executions=(
            Execution(Decimal(150000), "P1", date(2024, 7, 31)),
            Execution(Decimal(290000), "P1", YEAR, Decimal(300000), achieved="办件五千一百件"),
            Execution(Decimal(1900000)),
        ),
        results=(
            Result("output.quantity", "办件", "5100", "P1", through=YEAR),
            Result("output.quality", "合格率", "99%", "P1", reason="无", percent=None),
        ),
        reviews=(Review("performance", "good", "P1", "completeness", "补充满意度指标"),),
    )


def test_what_was_recorded_goes_through_both_kinds_of_books() -> None:
    budget = assessed()
    assert read_files(files_of(budget)) == (budget, ())
    assert read_workbook(workbook_bytes(budget)) == (budget, ())


def test_a_budget_that_is_not_assessed_has_no_file_and_no_column_of_it() -> None:
    files = files_of(plausible())
    assert not {"executions.csv", "results.csv", "reviews.csv"} & files.keys()
    assert "权重" not in files["indicators.csv"].decode()
    assert "权重" in files_of(assessed())["indicators.csv"].decode().splitlines()[0]


@pytest.mark.parametrize("typed", ["2024-07-31", "2024/7/31", "2024年7月31日", "2024.07.31"])
def test_a_day_is_typed_in_many_ways(typed: str) -> None:
    files = files_of(plausible())
    files["executions.csv"] = f"项目编号,截至日期,执行数\nP1,{typed},12\n".encode()
    budget, problems = read_files(files)
    assert budget is not None
    assert (budget.executions, problems) == (
        (Execution(Decimal(120000), "P1", date(2024, 7, 31)),),
        (),
    )


@pytest.mark.parametrize(
    ("row", "heading", "word"),
    [
        ("P1,2024-02-30,12", "截至日期", "不是日期"),
        ("P1,2023-12-31,12", "截至日期", "不在预算年度"),
        ("P9,,12", "项目编号", "没有“P9”"),
        ("P1,,", "执行数", "没有填"),
        ("P1,,12\nP1,,13", "执行数", "同一天"),
    ],
)
def test_a_wrong_execution_is_told_with_its_cell(row: str, heading: str, word: str) -> None:
    files = files_of(plausible())
    files["executions.csv"] = f"项目编号,截至日期,执行数\n{row}\n".encode()
    _, problems = read_files(files)
    assert heading in problems[0].where
    assert word in problems[0].wrong


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"name": "办件数"}, "没有这个指标"),
        ({"goal": 2}, "没有这个指标"),
        ({"band": "part", "percent": Decimal(90)}, "60% 到 80%"),
        ({"percent": Decimal(101)}, "不在 0 到 100"),
    ],
)
def test_a_wrong_result_is_told(change: dict[str, object], word: str) -> None:
    right: Any = Result("output.quantity", "办件", "5100", "P1")
    result = replace(right, **change)
    _, problems = read_files(files_of(replace(plausible(), results=(result,))))
    assert len(problems) == 1
    assert word in problems[0].wrong


def test_a_right_result_is_passed_over_in_silence() -> None:
    result = Result("output.quantity", "办件", "", "P1", band="part", percent=Decimal(80))
    assert read_files(files_of(replace(plausible(), results=(result,))))[1] == ()
