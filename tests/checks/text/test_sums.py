"""文字加总."""

from tests.checks.tools import said, saying

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


def test_parts_below_the_whole_may_be_a_selection() -> None:
    assert sums(LIST.format(basic="140.00")) == [("not_checked", "所列各项不一定齐全")]


def test_counts_add_up_too() -> None:
    assert said(COUNTED.format(cars=3)) == []
    assert "车辆" in said(COUNTED.format(cars=5))[0]


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
