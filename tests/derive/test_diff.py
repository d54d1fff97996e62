"""What changed between two budgets, and which cells moved."""

from dataclasses import replace
from decimal import Decimal

from yusuan.derive import changes, compare
from yusuan.ledger.budgets import Budget, Entity, RevenueLine, SpendingLine, Unit


def budget(amount: int) -> Budget:
    line = SpendingLine("甲局", "basic", Decimal(amount), "2010301", "30201", fund="gpb.tax")
    revenue = (RevenueLine("甲局", "gpb.tax", Decimal(amount)),)
    entity = Entity("甲局", 2020, form_set="shifeng-2020")
    return Budget(entity, (Unit("甲局", "甲局"),), (line,), revenue)


def test_equal_budgets_have_no_differences():
    assert list(changes(budget(30000), budget(30000))) == []
    assert compare(budget(30000), budget(30000)).moved == ()


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
    found = [one for one in compare(budget(30000), budget(33000)).moved if one.form == "t06"]
    assert [(one.row, one.column, one.before, one.after) for one in found] == [
        ("302 一般商品和服务支出", "预算金额", "3", "3.3"),
        ("30201 办公费", "预算金额", "3", "3.3"),
    ]


def test_a_list_after_a_blank_column_is_named_by_its_own_row():
    found = [one for one in compare(budget(30000), budget(33000)).moved if one.form == "t01"]
    assert ("1、一般公共服务", "本年预算") in {(one.row, one.column) for one in found}


def two_purses(tax: int, fund: int) -> Budget:
    """A budget of two funds; what is received of taxes is fixed, and may not be what is spent."""
    lines = (
        SpendingLine("甲局", "basic", Decimal(tax), "2010301", "30201", fund="gpb.tax"),
        SpendingLine("甲局", "project", Decimal(fund), "2120801", "30299", fund="gf"),
    )
    revenue = (
        RevenueLine("甲局", "gpb.tax", Decimal(30000)),
        RevenueLine("甲局", "gf", Decimal(fund)),
    )
    entity = Entity("甲局", 2022, form_set="jianghan-2022")
    return Budget(entity, (Unit("甲局", "甲局"),), lines, revenue)


def test_what_one_side_does_not_give_is_not_said_to_have_vanished():
    found = compare(two_purses(30000, 50000), two_purses(33000, 50000))
    assert [one for one in found.moved if not one.after] == []
    (told,) = found.out_of_balance
    assert (told.unit, told.fund, told.gap, told.later) == ("甲局", "gpb.tax", Decimal(-3000), True)
    assert found.uncompared > 0
    assert any(one.before == "3.00" and one.after == "3.30" for one in found.moved)


def test_what_is_in_balance_beside_it_is_compared():
    found = compare(two_purses(30000, 50000), two_purses(33000, 60000))
    assert any("2120801" in one.row and one.form == "t02" for one in found.moved)


def test_budgets_that_are_out_of_balance_alike_are_compared_whole():
    found = compare(two_purses(33000, 50000), two_purses(34000, 50000))
    assert (found.out_of_balance, found.uncompared) == ((), 0)


def test_a_row_of_lists_side_by_side_is_named_by_the_list_of_the_cell():
    found = compare(two_purses(30000, 50000), two_purses(30000, 60000))
    first = [(one.row, one.column) for one in found.moved if one.form == "t01"]
    assert first[:2] == [
        ("二、政府性基金预算财政拨款收入", "预算数"),
        ("302 商品和服务支出", "预算数"),
    ]
