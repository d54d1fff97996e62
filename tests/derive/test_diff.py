"""What changed between two budgets, and which cells moved."""

from dataclasses import replace
from decimal import Decimal

from yusuan.derive import changes, moved
from yusuan.ledger.budgets import Budget, Entity, RevenueLine, SpendingLine, Unit


def budget(amount: int) -> Budget:
    line = SpendingLine("甲局", "basic", Decimal(amount), "2010301", "30201", fund="gpb.tax")
    revenue = (RevenueLine("甲局", "gpb.tax", Decimal(amount)),)
    entity = Entity("甲局", 2020, form_set="shifeng-2020")
    return Budget(entity, (Unit("甲局", "甲局"),), (line,), revenue)


def test_equal_budgets_have_no_differences():
    assert list(changes(budget(30000), budget(30000))) == []
    assert list(moved(budget(30000), budget(30000))) == []


def test_a_changed_line_is_one_gone_and_one_added():
    found = list(changes(budget(30000), budget(33000)))
    assert [(one.list, one.added) for one in found if one.list == "spending"] == [
        ("spending", False),
        ("spending", True),
    ]


def test_rows_in_another_order_are_the_same_rows():
    made = budget(30000)
    other = replace(made.spending[0], dept_economic="30202")
    orders = ((*made.spending, other), (other, *made.spending))
    one, two = (replace(made, spending=lines) for lines in orders)
    assert list(changes(one, two)) == []


def test_every_cell_that_moved_is_named_by_its_row_and_heading():
    found = [one for one in moved(budget(30000), budget(33000)) if one.form == "t06"]
    assert [(one.row, one.column, one.before, one.after) for one in found] == [
        ("302 一般商品和服务支出", "预算金额", "3", "3.3"),
        ("30201 办公费", "预算金额", "3", "3.3"),
    ]
