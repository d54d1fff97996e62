"""无此项."""

from tests.checks.tools import said, saying

NONE = "我部门无政府性基金预算支出 0 元 c=none flow=expenditure fund=gf"
TABLE = """
    《政府性基金预算支出表》 万元 flow=expenditure fund=gf
                     | 合计
    212 function=212 | {}
"""


def test_what_is_said_to_be_nothing_is_nothing() -> None:
    assert said(NONE, TABLE.format("0")) == []


def test_money_in_a_part_of_it_is_found() -> None:
    (found,) = said(NONE, TABLE.format("5.00"))
    assert found.startswith("warning: ") and "“212，合计”有 5.00 万元" in found


def test_money_of_itself_is_an_error() -> None:
    table = TABLE.replace("212 function=212", "合计*").format("5.00")
    assert said(NONE, table)[0].startswith("error: ")


def test_last_years_money_is_no_contradiction() -> None:
    table = TABLE.replace("| 合计", "| 上年 year=2021").format("5.00")
    assert said(NONE, table) == []


def test_nothing_of_what_is_not_known_is_not_checked() -> None:
    outcomes = saying("没有此项支出 0 元 c=none flow=expenditure").outcomes
    assert [o.status for o in outcomes if o.rule == "text-none"] == ["not_checked"]
