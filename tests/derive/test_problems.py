"""Warnings about a budget's own lines: silent where they are in order, one sentence where not."""

from dataclasses import replace
from decimal import Decimal

import pytest

from yusuan.derive import problems
from yusuan.ledger.budgets import Budget, Entity, SpendingLine, Unit


def rules(function: str, nature: str, code: str, unit: str = "administrative") -> list[str]:
    line = SpendingLine("1", nature, Decimal(1), function, code)
    made = Budget(Entity("甲局", 2024), (Unit("1", "甲局", unit),), (line,))
    return [one.rule for one in problems(made)]


@pytest.mark.parametrize(
    ("function", "nature", "code", "expected"),
    [
        ("2010301", "basic", "30102", []),
        ("2010301", "project", "30201", ["L-01"]),
        ("2010302", "basic", "30201", ["L-01"]),
        ("2010302", "project", "30201", []),
        ("2010350", "project", "30201", ["L-01"]),
        ("2010350", "basic", "30201", []),
        ("2210201", "project", "30201", ["L-02"]),
        ("2080505", "basic", "30108", []),
        ("2080505", "basic", "30102", ["X-03"]),
        ("2080501", "basic", "30302", []),
        ("2010301", "basic", "31204", ["L-03"]),
    ],
)
def test_a_line_against_the_codes_it_uses(function, nature, code, expected):
    assert rules(function, nature, code) == expected


def test_a_class_with_several_government_classes_asks_for_one():
    assert rules("2010302", "project", "312") == ["gov-economic"]


@pytest.mark.parametrize(
    ("code", "government", "kind", "expected"),
    [
        ("30101", "50101", "administrative", []),
        ("30101", "501", "administrative", []),
        ("30101", "50101", "ca_institution", []),
        ("30101", "50501", "institution", []),
        ("30101", "50501", "administrative", ["gov-economic-differs"]),
        ("30101", "50101", "institution", ["gov-economic-differs"]),
        ("30107", "50199", "administrative", []),  # nothing certain is said of it
        ("31204", "50702", "institution", ["gov-economic-differs"]),
        ("312", "50799", "institution", []),
    ],
)
def test_a_government_class_that_was_entered_is_laid_beside_the_correspondence(
    code, government, kind, expected
):
    line = SpendingLine("1", "project", Decimal(1), "2010302", code, government)
    made = Budget(Entity("甲局", 2024), (Unit("1", "甲局", kind),), (line,))
    assert [one.rule for one in problems(made)] == expected


def test_the_message_names_the_row_and_says_what_to_do():
    line = SpendingLine("1", "project", Decimal(1), "2010301", "30201")
    (only,) = problems(Budget(Entity("甲局", 2024), (Unit("1", "甲局"),), (line,)))
    assert only.message.startswith("支出第 1 行：行政运行（2010301）只列基本支出")
    assert only.place.as_dict() == {"list": "spending", "rows": [1]}


def test_a_warning_is_named_by_what_it_is_about_and_not_by_its_row_or_amount():
    line = SpendingLine("1", "project", Decimal(1), "2010301", "30201", project="P1")
    first = replace(line, function="2010302")
    units = (Unit("1", "甲局"),)
    one = problems(Budget(Entity("甲局", 2024), units, (line,)))
    two = problems(Budget(Entity("甲局", 2024), units, (first, replace(line, amount=Decimal(9)))))
    assert [a.name for a in one] == [a.name for a in two] == [("L-01", "1201030130201P1")]


def test_lines_of_one_kind_are_one_warning():
    line = SpendingLine("1", "project", Decimal(1), "2010301", "30201", project="P1")
    (only,) = problems(Budget(Entity("甲局", 2024), (Unit("1", "甲局"),), (line, line)))
    assert only.message.startswith("支出第 1、2 行：")
