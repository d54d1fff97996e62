"""Layouts nobody described, as ministries and other provinces print them, read by headers alone."""

from tests.forms.tools import read, statement
from yusuan import checks
from yusuan.checks.rules import DERIVED
from yusuan.ledger import Coordinates, Disclosure, Statement

CENTRAL = """
科目编码 | 科目名称 | 2021年执行数 | 2022年预算数 | < | < | 2022年预算数比2021年执行数 | <
^ | ^ | ^ | 小计 | 基本支出 | 项目支出 | 增减额 | 增减%
201 | 一般公共服务支出 | 90.00 | 100.00 | 60.00 | 40.00 | 10.00 | 11.11
2010601 | 行政运行 | 50.00 | 60.00 | 60.00 | | 10.00 | 20.00
2010602 | 一般行政管理事务 | 40.00 | 40.00 | | 40.00 | 0.00 | 0.00
合计 | < | 90.00 | 100.00 | 60.00 | 40.00 | 10.00 | 11.11
"""
BY_NATURE = """
支出项目类别（资金使用单位） | 总计 | 财政拨款 | < | 其他资金
^ | ^ | 合计 | 一般公共预算 | ^
合计 | 120.00 | 100.00 | 100.00 | 20.00
市某某局 | 120.00 | 100.00 | 100.00 | 20.00
基本支出 | 80.00 | 60.00 | 60.00 | 20.00
工资和福利支出 | 70.00 | 50.00 | 50.00 | 20.00
商品和服务支出 | 10.00 | 10.00 | 10.00 |
项目支出 | 40.00 | 40.00 | 40.00 |
"""
TWO_YEARS = """
2021年预算数 | < | < | 2022年预算数 | < | <
合计 | 因公出国（境）费 | 公务接待费 | 合计 | 因公出国（境）费 | 公务接待费
15.00 | 10.00 | 5.00 | 14.00 | 10.00 | 4.00
"""


def said(found: Statement) -> dict[Coordinates, str]:
    return {fact.coordinates: fact.printed for fact in found.facts if fact.understood}


def passed_all(found: Disclosure) -> bool:
    (result,) = checks.check([found])
    figures = {
        outcome.status
        for outcome in result.outcomes
        if outcome.rule in {rule.id for rule in DERIVED}
    }
    return figures == {"passed"}


def document(title: str, table: str) -> Disclosure:
    return read("某部2022年部门预算", title, "单位：万元", table)


def test_last_years_outturn_and_the_change_stand_apart_from_the_budget() -> None:
    found = statement("2022年一般公共预算支出表", CENTRAL)
    figures = said(found)
    last = "year=2021 stage=final flow=expenditure fund=gpb function=2010601"
    assert figures[Coordinates.parse(last)] == "50.00"
    change = "flow=expenditure fund=gpb function=2010601 measure=change"
    assert figures[Coordinates.parse(change)] == "10.00"
    assert found.understood == found.numeric


def test_percentages_are_no_amounts() -> None:
    found = statement("2022年一般公共预算支出表", CENTRAL)
    assert "11.11" not in {fact.printed for fact in found.facts}


def test_economic_classes_under_unnumbered_natures_take_their_nature() -> None:
    figures = said(statement("部门支出总表", BY_NATURE))
    where = "flow=expenditure nature=basic dept_economic=302"
    assert figures[Coordinates.parse(where)] == "10.00"
    assert figures[Coordinates.parse("unit=市某某局 flow=expenditure")] == "120.00"


def test_two_years_side_by_side_are_two_years() -> None:
    figures = said(statement("2022年一般公共预算“三公”经费支出表", TWO_YEARS))
    assert figures[Coordinates.parse("flow=expenditure fund=gpb item=three_publics")] == "14.00"
    last = "year=2021 flow=expenditure fund=gpb item=three_publics"
    assert figures[Coordinates.parse(last)] == "15.00"


def test_what_adds_up_there_is_found_to_add_up() -> None:
    assert passed_all(document("一般公共预算支出表", CENTRAL))
    assert passed_all(document("部门支出总表", BY_NATURE))
    assert passed_all(document("一般公共预算“三公”经费支出表", TWO_YEARS))
