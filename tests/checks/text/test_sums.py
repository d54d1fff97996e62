"""文字加总."""

from dataclasses import replace

import pytest

from tests.checks.tools import book, results, said, saying, told

LIST = """
    支出预算 200.00 万元 flow=expenditure
    基本支出 {basic} 万元 in=c1 flow=expenditure nature=basic
    项目支出 50.00 万元 in=c1 flow=expenditure nature=project
"""
COUNTED = """
    车辆 7 辆 c=count
    一般公务用车 {cars} 辆 c=count in=c1
    执法执勤用车 4 辆 c=count in=c1
"""
LAST = "year=2021 flow=expenditure"
MOVED = f"""
    支出预算 200.00 万元 flow=expenditure
    比上年增加 30.00 万元 c=change of=c1 flow=expenditure / {LAST}

    基本支出 150.00 万元 flow=expenditure nature=basic
    比上年增加 {{}} 万元 c=change of=c3 flow=expenditure nature=basic / {LAST} nature=basic

    项目支出 50.00 万元 flow=expenditure nature=project
    比上年减少 10.00 万元 c=change of=c5 flow=expenditure nature=project / {LAST} nature=project
"""


def sums(text: str) -> list[tuple[str, str]]:
    return [(o.status, o.reason) for o in saying(text).outcomes if o.rule == "text-adds-up"]


def test_what_is_listed_makes_the_whole() -> None:
    assert sums(LIST.format(basic="150.00")) == [("passed", "")]


def test_parts_above_the_whole_are_found() -> None:
    (found,) = (f for f in saying(LIST.format(basic="160.00")).findings if f.rule == "text-adds-up")
    assert found.severity == "error"
    assert "“支出预算” 200.00 万元" in found.message
    assert "之和 210.00 万元，相差 10.00 万元" in found.message


def test_parts_below_the_whole_are_worth_a_look() -> None:
    text = LIST.replace("nature=basic", "function=201").replace("nature=project", "function=208")
    found = saying(text.format(basic="140.00")).findings
    assert [(f.rule, f.severity) for f in found] == [("text-adds-up", "warning")]


def test_parts_of_a_list_that_is_not_complete_are_only_a_limit() -> None:
    text = LIST.replace("in=c1", "some=c1")
    assert ("passed", "") in sums(text.format(basic="140.00"))


def test_a_part_the_tables_contradict_is_found_there() -> None:
    table = """
        《支出总表》 万元 flow=expenditure
                                | 本年
        基本支出 nature=basic   | 150.00
    """
    found = saying(LIST.format(basic="140.00"), table).findings
    assert [(f.rule, f.suspect) for f in found] == [("same-figure", "c2")]


def test_counts_add_up_too() -> None:
    assert said(COUNTED.format(cars=3)) == []
    assert "车辆" in said(COUNTED.format(cars=5))[0]
    assert said(COUNTED.format(cars=1))[0].startswith("warning: ")
    equal = COUNTED.replace("车辆 7 辆", "车辆 8 辆")
    assert said(equal.format(cars=4)) == []


def test_changes_of_parts_make_the_change_of_the_whole() -> None:
    assert said(MOVED.format("40.00")) == []
    (found,) = said(MOVED.format("45.00"))
    assert "相差 5.00 万元" in found


def test_a_part_that_ended_may_explain_what_the_parts_lack() -> None:
    functions = MOVED.replace("nature=basic", "function=201").replace(
        "nature=project", "function=208"
    )
    assert said(functions.format("45.00")) == []
    assert len(said(functions.format("35.00"))) == 1


def test_last_years_amount_stands_for_a_change_that_is_not_said() -> None:
    text = MOVED.format("40.00").replace("比上年减少 10.00 万元 c=change of=c5", "上年 {} 万元")
    text = text.replace("nature=project / ", "").replace(f"{LAST} nature=project", "{}")
    ended = f"{LAST} nature=project"
    assert said(text.format("60.00", ended)) == []
    assert any("合起来" in one for one in said(text.format("50.00", ended)))


def test_a_part_that_changed_otherwise_than_the_whole_can_have_is_named() -> None:
    (found,) = said(MOVED.format("35.00"))
    assert found.startswith("error: ") and "比上年增加 30.00 万元" in found


def test_a_whole_in_words_not_understood_is_still_the_whole_of_its_list() -> None:
    passages, claims = told(LIST.format(basic="160.00"))
    claims = (replace(claims[0], understood=False), *claims[1:])
    (result,) = results(book("", passages=passages, claims=claims))
    assert [(f.rule, f.severity) for f in result.findings] == [("text-adds-up", "warning")]


@pytest.mark.parametrize(
    ("part", "found"),
    [("其中小微企业 40 万元", 1), ("用于工程总投资 40 万元", 0), ("其中累计 40 万元", 0)],
)
def test_what_is_said_to_be_taken_out_of_an_amount_is_no_more_than_it(
    part: str, found: int
) -> None:
    text = f"预留采购 {{}} 万元 flow=expenditure\n{part} some=c1 flow=expenditure"
    for whole, wrong in (("34", found), ("50", 0)):
        passages, claims = told(text.format(whole), understood=False)
        (result,) = results(book("", passages=passages, claims=claims))
        assert [f.severity for f in result.findings] == ["warning"] * wrong


def test_a_trifle_that_a_slip_of_the_finger_makes_is_no_part_left_out() -> None:
    functions = MOVED.replace("nature=basic", "function=201").replace(
        "nature=project", "function=208"
    )
    (found,) = said(functions.format("40.02"))
    assert found.startswith("warning: ") and "相差 0.02 万元" in found
    assert said(functions.format("40.37")) == said(functions.format("42.00")) == []


def test_what_the_items_of_a_list_were_planned_at_makes_what_the_whole_was() -> None:
    text = """
        全年预算 {} 万元 stage=revised flow=expenditure
        支出决算 150.00 万元 flow=expenditure

        全年预算 120.50 万元 stage=revised flow=expenditure function=201
        支出决算 110.00 万元 in=c2 flow=expenditure function=201

        全年预算 {} 万元 stage=revised flow=expenditure function=208
        支出决算 40.00 万元 in=c2 flow=expenditure function=208
    """
    assert said(text.format("162.75", "42.25")) == []
    (found,) = said(text.format("162.75", "42.95"))
    assert found.startswith("warning: ") and "相差 0.70 万元" in found
    assert said(text.format("200.00", "42.25")) == []
