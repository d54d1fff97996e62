"""开支内容."""

from tests.checks.tools import said, saying

TABLE = """
    《基本支出表》 万元 flow=expenditure nature=basic
                              | 合计
    办公费 dept_economic=30201 | 5.00
    差旅费 dept_economic=30211 | {}
    会议费 dept_economic=30215 | 1.00
    培训费 dept_economic=30216 | 1.00
"""
WORDS = """
    公用经费 9.00 万元 flow=expenditure nature=basic.operating
    主要包括：办公费、差旅费、会议费、培训费等。合计 0 元 c=other
"""


def test_what_is_listed_has_money() -> None:
    assert said(WORDS, TABLE.format("2.00")) == []


def test_a_listed_item_without_money_is_found() -> None:
    (found,) = said(WORDS, TABLE.format("0"))
    assert found.startswith("warning: ") and "列举了“差旅费”" in found


def test_without_items_in_the_tables_nothing_is_claimed() -> None:
    outcomes = saying(WORDS).outcomes
    assert {o.status for o in outcomes if o.rule == "text-uses"} == {"not_checked"}
