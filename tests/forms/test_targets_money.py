"""The money of a whole department: by fund, by nature, this year and last, and slipped columns."""

from tests.forms.targets_reading import figures, read

TITLE = "部门整体支出绩效目标表"
GRID = """
部门名称 | 某局 | < | < | < | <
部门总体资金情况（万元） | 总体资金情况 | < | 当年金额 | 占比 | 上年收支情况
^ | 收入构成 | 财政拨款 | 90 | 90% | 80
^ | ^ | 合计 | 100 | 100% | 88
^ | 支出构成 | 基本支出 | 60 | 60% |
^ | ^ | 项目支出 | 40 | 40% |
"""
SPLIT = """
部门名称 | 某局 | | | | | |
预算情况（万元） | 资金总额 | 按收入性质分 | | | 按支出性质分 |
 | | 一般公共预算 | 财政专户管理资金 | 其他资金 | 基本支出 | 项目支出
"""


def test_income_by_fund_and_spending_by_nature():
    grid = (
        "部门名称 | 某局 | < | <\n年度预算申请（万元） | 资金总额：10 | < | <\n"
        "^ | 按收入性质分 | < | 按支出性质分\n^ | 一般公共预算拨款 | 10 | 其中：基本支出 | 6\n"
        "^ | 政府性基金拨款 | 0 | 项目支出 | 4"
    )
    assert figures(
        read(
            grid.replace("^ | 按收入性质分 | < | 按支出性质分", " | 按收入性质分 | 按支出性质分"),
            TITLE,
        )
    ) == {
        "year=2024 flow=expenditure": "10",
        "year=2024 flow=revenue fund=gpb": "10",
        "year=2024 flow=expenditure nature=basic": "6",
        "year=2024 flow=revenue fund=gf": "0",
        "year=2024 flow=expenditure nature=project": "4",
    }


def test_last_year_is_the_year_before():
    found = figures(read(GRID, TITLE))
    assert found["year=2023 flow=revenue fund=appropriation"] == "80"
    assert found["year=2023 flow=revenue"] == "88"
    assert found["year=2024 flow=revenue"] == "100"


def test_shares_are_fields_and_no_amounts():
    reading = read(GRID, TITLE)
    assert ("收入构成/财政拨款/占比", "90%") in reading.targets[0].fields
    assert reading.numeric == 6


def test_a_slipped_row_is_set_right_by_its_share():
    reading = read(GRID + " 合计 | < | 100 | 100% | 88 |", TITLE)
    found = figures(reading)
    assert (found["year=2024 flow=expenditure"], found["year=2023 flow=expenditure"]) == (
        "100",
        "88",
    )
    assert [remark.kind for remark in reading.remarks] == ["reconstruction"]


def test_last_year_is_in_doubt_where_no_year_is_known():
    reading = read(GRID, TITLE, year=None)
    doubted = [f.remark for f in reading.facts if not f.understood]
    assert set(doubted) == {"没有读到预算年度，无法断定上年是哪一年"}


def test_a_row_under_a_header_of_money_is_read_by_its_columns():
    reading = read(SPLIT + " | 10 | 9 | 1 | | 6 | 4", TITLE, ragged=True)
    assert figures(reading) == {
        "year=2024 flow=expenditure": "10",
        "year=2024 flow=revenue fund=gpb": "9",
        "year=2024 flow=revenue fund=special": "1",
        "year=2024 flow=expenditure nature=basic": "6",
        "year=2024 flow=expenditure nature=project": "4",
    }
    assert reading.remarks == ()


def test_slipped_columns_are_told_by_the_sums_and_said():
    lost = SPLIT.replace(" | 项目支出", "")
    reading = read(lost + " | 10 | 10 | | 6 | 4 | ", TITLE, ragged=True)
    assert figures(reading)["year=2024 flow=expenditure nature=project"] == "4"
    assert figures(reading)["year=2024 flow=revenue fund=gpb"] == "10"
    assert [remark.kind for remark in reading.remarks] == ["reconstruction"]
    assert all(fact.remark for fact in reading.facts)


def test_columns_that_no_sum_can_tell_are_not_understood():
    reading = read(SPLIT + " | 10 | 7 | | | 5 | ", TITLE, ragged=True)
    assert [fact.understood for fact in reading.facts] == [False, False, False]
    assert [remark.kind for remark in reading.remarks] == ["not_understood"]


def test_projects_of_a_department_are_lines_with_two_amounts():
    reading = read(
        "部门名称 | 某局 | < | < | <\n"
        "| 项目名称 | 项目类型 | 项目总预算 | 项目本年度预算 | 项目主要支出方向和用途\n"
        "项目支出情况 | 项目1：道路养护 | 经常性项目 | 90 | 30 | 沥青",
        TITLE,
    )
    (line,) = reading.targets[0].costs
    assert (line.name, line.detail, line.basis) == ("项目1：道路养护", "经常性项目", "沥青")
    project = "year=2024 flow=expenditure nature=project project=道路养护"
    assert figures(reading) == {f"{project} measure=lifetime": "90", project: "30"}


def test_a_year_under_the_heading_of_last_year_is_its_year():
    dated = GRID.replace("^ | 收入构成", "^ | | | | | 2022\n^ | 收入构成")
    assert figures(read(dated, TITLE))["year=2022 flow=revenue"] == "88"
