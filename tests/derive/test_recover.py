"""A disclosure read back: lines as fine as its tables say, and no finer."""

from decimal import Decimal

from tests.derive.made import budget as random_budget
from tests.derive.made import printed
from tests.forms.tools import read
from yusuan.derive import facts, recover, table
from yusuan.forms.figures import Figures
from yusuan.forms.recognise import recognise
from yusuan.ledger import Amount, Coordinates
from yusuan.ledger.budgets import Budget, SpendingLine
from yusuan.standards.form_sets import form_set

HEAD = "甲县财政局2024年部门预算"
BY_FUNCTION = """
    功能科目编码 | 功能科目名称 | 合计 | 基本支出 | 项目支出
    合计 | < | {whole} | {whole} |
    201 | 一般公共服务支出 | {one} | {one} |
    20103 | 政府办公厅（室）及相关机构事务 | {one} | {one} |
    2010301 | 行政运行 | {one} | {one} |
"""
HOUSING = """    221 | 住房保障支出 | 3.00 | 3.00 |
    22102 | 住房改革支出 | 3.00 | 3.00 |
    2210201 | 住房公积金 | 3.00 | 3.00 |
"""
BY_CLASS = """
    经济科目编码 | 经济科目名称 | 合计
    合计 | < | 10.00
    301 | 工资福利支出 | {wages}
    30101 | 基本工资 | {wages}
    302 | 商品和服务支出 | {goods}
    30201 | 办公费 | {goods}
"""


def of(by_function: str, by_class: str) -> tuple[SpendingLine, ...]:
    found = read(
        HEAD, "一般公共预算支出表", "单位：万元", by_function,
        "一般公共预算基本支出表", "单位：万元", by_class,
    )  # fmt: skip
    return recover(found)[0].spending


def shown(lines: tuple[SpendingLine, ...]) -> set[tuple[str, str, int, str]]:
    return {(x.function, x.dept_economic, int(x.amount), x.view) for x in lines}


def test_classes_belong_to_the_only_function():
    by_class = BY_CLASS.format(wages="6.00", goods="4.00")
    lines = of(BY_FUNCTION.format(whole="10.00", one="10.00"), by_class)
    assert shown(lines) == {("2010301", "30101", 60000, ""), ("2010301", "30201", 40000, "")}


def test_several_functions_and_classes_stay_two_views():
    table = BY_FUNCTION.format(whole="10.00", one="7.00") + HOUSING
    lines = of(table, BY_CLASS.format(wages="6.00", goods="4.00"))
    assert shown(lines) == {
        ("2010301", "", 70000, "function"),
        ("2210201", "", 30000, "function"),
        ("", "30101", 60000, "economic"),
        ("", "30201", 40000, "economic"),
    }


def test_what_is_not_known_by_both_is_told():
    table = BY_FUNCTION.format(whole="10.00", one="7.00") + HOUSING
    found = read(HEAD, "一般公共预算支出表", "单位：万元", table, "一般公共预算基本支出表",
                 "单位：万元", BY_CLASS.format(wages="6.00", goods="4.00"))  # fmt: skip
    assert any("10 万元" in one.message and "交叉" in one.message for one in recover(found)[1])


def test_amounts_move_within_their_rounding_until_the_sums_come_out():
    by_class = BY_CLASS.format(wages="6.00", goods="4.00").replace("| 10.00", "| 10.01")
    lines = of(BY_FUNCTION.format(whole="10.01", one="10.01"), by_class)
    total = sum((line.amount for line in lines), Decimal(0))
    assert Amount(total, Decimal("0.01")).agrees(Amount(Decimal(100100), Decimal(100)))
    moved = [abs(line.amount - whole) for line, whole in zip(lines, (60000, 40000), strict=True)]
    assert 0 < max(moved) <= 50


def lines_by(made: Budget, *names: str) -> dict[Coordinates, Decimal]:
    """The spending of a budget by some dimensions, without zeros."""
    figures = Figures(facts(made), made.entity.year)
    found = {one.only("flow", *names) for one in figures if one.get("flow") == "expenditure"}
    wanted = [one for one in found if len(one) == len(names) + 1]
    return {one: round(figures.total((one,), names) or Decimal(0), -2) for one in wanted}


def test_a_derived_disclosure_gives_back_what_it_was_derived_from():
    for seed in range(6):
        made = random_budget(seed, "hetang-2024")
        back, _ = recover(recognise(printed(made)))
        for names in (("function",), ("unit", "nature"), ("fund",)):
            said, again = lines_by(made, *names), lines_by(back, *names)
            near = {one: abs(said[one] - again.get(one, Decimal(0))) for one in said}
            assert {one: gap for one, gap in near.items() if gap > 1000} == {}, (seed, names)


PROCUREMENT = """
    单位名称 | 科目编码 | 项目名称 | 采购类别 | 采购品名 | 采购数量及计量单位 | 小计
    甲局 | 2010302 | 印刷 | 服务类 | 印刷服务 | 批 | 5.50
    甲局 | 2010302 | 印刷 | 货物类 | 打印机 | 3台 | 1.50
"""


def test_what_is_bought_keeps_its_quantity_and_prints_it_again():
    found = read(HEAD, "政府采购预算表", "单位：万元", PROCUREMENT)
    budget, _ = recover(found)
    assert [(one.name, one.quantity) for one in budget.purchases] == [
        ("印刷服务", "批"),
        ("打印机", "3台"),
    ]
    form = form_set("jianghan-2022").form("t10")
    cells = table(budget, form, facts(budget)).table.cells
    assert [cell.text for cell in cells if cell.column == 6 and cell.row > 1] == ["批", "3台"]


WHOLE = """
    部门名称 | 甲县财政局 | <
    年度预算申请 | 资金总额： | {total}
    ^ | 其中：基本支出： | {basic}
    ^ | 项目支出： | {project}
    整体绩效目标 | 管好收支 | <
    部门整体支出年度绩效指标 | 产出指标 | 按时批复
"""
ALL = """
    序号 | 专项支出名称 | 支出方向 | 资金总额 | 实施期绩效目标 | 年度绩效目标
    1 | 窗口服务 | 办事大厅 | 8 | 方便群众 | 开放每个工作日
    2 | 信息系统 | 系统维护 | 2 | 系统稳定 | 全年不停机
"""


def targets(whole: str, *more: str) -> Budget:
    """The budget of a document that has target forms only."""
    found = read("甲县财政局2019年绩效目标", "部门整体支出绩效申报表", "单位：万元", whole, *more)
    return recover(found)[0]


DUTIES = """
    部门名称 | 甲县财政局 | <
    部门职能概述 | 管理财政收支。 | <
    项目支出情况 | 项目名称 | 项目类型 | 项目总预算 | 项目本年度预算 | 项目主要支出方向和用途
    ^ | 项目1：窗口服务 | 常年项目 | 8 | 8 | 窗口人员和设备
"""


def test_a_form_of_the_whole_says_duties_and_what_each_project_is_for():
    own = ("项目支出绩效目标申报表", "单位：万元", "项目名称 | 窗口服务\n项目主管部门 | 县财政局")
    budget = targets(DUTIES, *own)
    assert [(one.key, one.text) for one in budget.passages] == [("duties", "管理财政收支。")]
    (project,) = budget.projects
    assert (project.use, project.frequency) == ("窗口人员和设备", "常年项目")
    assert project.department == "县财政局"


def test_a_project_of_the_department_itself_need_not_say_so():
    own = ("项目支出绩效目标申报表", "单位：万元", "项目名称 | 窗口服务\n项目主管部门 | 甲县财政局")
    (project,) = targets(DUTIES, *own).projects
    assert project.department == ""


def test_a_goal_that_two_forms_word_differently_is_that_of_the_first():
    again = ALL.replace("全年不停机", "停机不超过一天").replace("支出方向", "主管部门")
    found = read(
        "甲县财政局2019年绩效目标", "2019年区级专项资金预算绩效目标汇总表", "单位：万元", ALL,
        "2019年区级专项资金支出方向绩效目标表", "单位：万元", again,
    )  # fmt: skip
    budget, remarks = recover(found)
    annual = [one.text for one in budget.goals if one.horizon == "annual"]
    assert annual == ["开放每个工作日", "全年不停机"]
    assert [one.message for one in remarks if "文字不同" in one.message] == [
        "项目“信息系统”的年度目标在两张表里文字不同，已取前一张的，请核对原件。"
    ]
