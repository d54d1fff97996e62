"""Standards add lines as if they were typed, and never count money twice without a word."""

from dataclasses import replace
from decimal import Decimal

import pytest

from yusuan.derive import facts, problems
from yusuan.ledger import Coordinates
from yusuan.ledger.budgets import Budget, Entity, Norm, SpendingLine, Unit

NORM = Norm("basic", Decimal(4800), function="2010301", dept_economic="30201")
TYPED = SpendingLine("1", "basic", Decimal(86400), "2010301", "30201")


def budget(*norms: Norm, typed: tuple[SpendingLine, ...] = ()) -> Budget:
    return Budget(Entity("甲局", 2025), (Unit("1", "甲局", staff=18),), typed, norms=norms)


def told(made: Budget) -> list[tuple[str, str]]:
    return [(one.rule, one.message) for one in problems(made) if one.rule.startswith("norm")]


def test_a_line_of_a_standard_is_a_figure_like_any_other():
    typed = replace(TYPED, amount=Decimal(600), dept_economic="30202")
    found = facts(budget(NORM, typed=(typed,)))
    frame = {"entity": "甲局", "year": "2025", "stage": "budget"}
    where = {"unit": "1", "flow": "expenditure", "fund": "gpb", "nature": "basic.operating"}
    where |= {"function": "2010301", "dept_economic": "30201", "gov_economic": "50201"}
    (line,) = (fact for fact in found if fact.coordinates == Coordinates(frame | where))
    assert line.amount.value == Decimal(86400)
    assert line.place.as_dict() == {"list": "spending", "rows": [], "norms": [1]}
    (cost,) = (fact for fact in found if fact.coordinates.get("item") == "organ_running_cost")
    assert cost.amount.value == Decimal(87000)
    assert cost.place.as_dict() == {"list": "spending", "rows": [1], "norms": [1]}


def test_a_standard_beside_other_lines_says_nothing():
    other = replace(TYPED, dept_economic="30202")
    assert told(budget(NORM, typed=(other,))) == []


def test_what_is_made_and_typed_is_told_with_both_numbers():
    ((rule, message),) = told(budget(NORM, typed=(replace(TYPED, amount=Decimal(90000)),)))
    assert rule == "norm-twice"
    assert "生成 86400 元；支出第 1 行又手填 90000 元，两者都计入" in message


@pytest.mark.parametrize("amount", ["86400", "86399.96", "86404", "86450"])
@pytest.mark.parametrize("step", ["1", "10", "100"])
def test_a_typed_amount_may_be_the_due_one_as_budgets_round_it(amount, step):
    due = Decimal(amount) / 18
    norm = replace(NORM, use="check", amount=due)
    rounded = (Decimal(amount) / Decimal(step)).quantize(Decimal(1)) * Decimal(step)
    assert told(budget(norm, typed=(replace(TYPED, amount=rounded),))) == []


@pytest.mark.parametrize(("amount", "gap"), [("90000", "3600"), ("86400.5", "0.5")])
def test_a_typed_amount_that_differs_is_told_with_both_numbers(amount, gap):
    norm = replace(NORM, use="check")
    ((rule, message),) = told(budget(norm, typed=(replace(TYPED, amount=Decimal(amount)),)))
    assert rule == "norm-differs"
    assert "18 人 × 4800 元 = 86400.00 元，应为 86400 元；支出第 1 行手填" in message
    assert f"相差 {gap} 元" in message


def test_an_item_that_is_checked_and_not_typed_is_told():
    ((rule, message),) = told(budget(replace(NORM, use="check")))
    assert (rule, "支出没有填这一项" in message) == ("norm-differs", True)


def test_two_standards_of_one_item_are_checked_as_their_sum():
    checks = (replace(NORM, use="check"), replace(NORM, use="check", amount=Decimal(200)))
    assert told(budget(*checks, typed=(replace(TYPED, amount=Decimal(90000)),))) == []


def test_a_standard_without_a_count_is_told():
    ((rule, message),) = told(budget(replace(NORM, basis="posts")))
    assert rule == "norm-count"
    assert message == "定额标准第 1 行：单位 1 没有填编制人数，没有算出支出；请在“单位”表里填写。"


def test_a_warning_about_a_line_of_a_standard_names_the_standard():
    norm = replace(NORM, dept_economic="31204")
    (found,) = problems(budget(norm))
    assert found.message.startswith("定额标准第 1 行：基本支出不使用经济科目 31204")
    assert found.place is not None
    assert found.place.as_dict() == {"list": "spending", "rows": [], "norms": [1]}
