"""Target forms published without any table: what they print of the money is kept."""

from tests.forms.tools import read
from yusuan.derive import recover

LIST = """
    序号 | 名称 | 金额 | 实施期绩效目标 | 年度绩效目标
    一 | 窗口服务 | {one} | 办事方便 | 办事方便
    二 | 档案整理 | 3.00 | 档案齐全 | 档案齐全
"""
WHOLE = """
    部门名称 | 甲县档案馆 | < | <
    年度预算申请 | 资金总额： | 20.00 | <
    ^ | 按支出性质分： | < | <
    ^ | 其中：基本支出： | 12.00 | <
    ^ | 项目支出： | 8.00 | <
    整体绩效目标 | 运转顺畅 | < | <
"""


def recovered(one: str):
    found = read(
        "甲县档案馆2023年部门预算",
        "2023年区级专项资金绩效目标汇总表", "单位：万元", LIST.format(one=one),
        "2023年部门整体支出绩效申报表", "单位：万元", WHOLE,
    )  # fmt: skip
    return recover(found)[0]


def lines(one: str):
    return [(x.nature, x.project, int(x.amount)) for x in recovered(one).spending]


def test_basic_expenditure_and_projects_are_lines():
    assert sorted(lines("5.00")) == [
        ("basic", "", 120000), ("project", "档案整理", 30000), ("project", "窗口服务", 50000)
    ]  # fmt: skip
    assert recovered("5.00").costs == ()


def test_what_the_projects_do_not_make_up_stays_a_line_without_a_project():
    assert ("project", "", 10000) in lines("4.00")


def test_a_fund_that_is_not_printed_is_not_guessed():
    assert {line.fund for line in recovered("5.00").spending} == {""}
