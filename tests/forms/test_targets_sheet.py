"""A form in one sheet: labels with values, goals, spending lines, sources, boxes."""

from dataclasses import replace

from tests.forms.targets_reading import figures, form, levels, read
from tests.forms.tools import table
from yusuan.forms.targets_fields import boxes

PROJECT = "flow=expenditure nature=project project=道路养护"
SOURCES = """
项目名称 | 道路养护 | <
项目总预算 | 20 | <
项目当年预算 | 13 | <
2024年预算申报项目资金来源 | 来源项目 | 2024年预算申报数
^ | 当年预算合计 | 13
^ | 1. 财政拨款收入（区级安排数） | 10
^ | 3. 专户管理的非税收入拨款 | 3
"""
COSTS = """
支出方向（子项） | 道路养护 | 所属专项 | 名称 | 城市维护
项目金额 | 10 | ^ | 金额 | 90
支出明细及测算说明 | 支出内容简介 | 支出明细 | 金额 | 支出测算依据及过程说明
^ | 办公费 | 纸张 | 4 | 40包
^ | 印刷费 | 海报 | 6 | 60张
^ | 合计 | < | 10 |
"""


def test_labels_and_values_are_kept_as_printed_in_order():
    found = form("项目名称 | 道路养护 | 项目代码 |\n立项依据 | 一、某文件。 | < | <")
    assert found.fields == (
        ("项目名称", "道路养护"),
        ("项目代码", ""),
        ("立项依据", "一、某文件。"),
    )


def test_an_unknown_label_is_kept_and_its_money_is_not_understood():
    reading = read("项目名称 | 道路养护\n立项文号 | 某〔2023〕8号\n拟申请补助资金 | 35.20")
    assert ("立项文号", "某〔2023〕8号") in reading.targets[0].fields
    assert [(f.printed, f.understood) for f in reading.facts] == [("35.20", False)]
    assert reading.facts[0].remark == "没有读懂标签「拟申请补助资金」"


def test_label_and_value_may_share_a_cell():
    reading = read(
        "部门名称 | 某局\n年度预算申请（万元） | 资金总额：718.46", "部门整体支出绩效目标表"
    )
    assert figures(reading) == {"year=2024 flow=expenditure": "718.46"}


def test_the_foot_of_a_form_is_parted_into_its_fields():
    found = form("项目名称 | 道路养护\n单位负责人签字： 填表人：  甲某   联系电话： 00000000 | <")
    assert found.fields[1:] == (
        ("单位负责人签字", ""),
        ("填表人", "甲某"),
        ("联系电话", "00000000"),
    )


def test_an_amount_may_print_its_own_unit():
    (fact,) = read("项目名称 | 道路养护\n年度本级预算金额 | 23.88万元").facts
    assert (str(fact.amount), fact.printed) == ("238800.00 元", "23.88万元")


def test_the_unit_of_the_label_at_the_side_wins():
    reading = read("项目名称 | 道路养护 | <\n项目资金（元） | 项目资金总额 | 4,100,000.00")
    assert reading.facts[0].amount.value == 4_100_000


def test_an_amount_that_is_no_number_is_reported():
    reading = read("项目名称 | 道路养护\n项目金额 | 约二十")
    (remark,) = reading.remarks
    assert (reading.numeric, remark.kind) == (0, "not_understood")
    assert ("项目金额", "约二十") in reading.targets[0].fields


def test_the_total_of_the_project_is_apart_from_that_of_the_year():
    found = figures(read(SOURCES))
    assert found[f"year=2024 {PROJECT} measure=lifetime"] == "20"
    assert found[f"year=2024 {PROJECT}"] == "13"


def test_own_level_money_and_transfers_are_sources_of_their_own():
    funds = [f.coordinates.get("fund") for f in read(SOURCES).facts if "级" in f.row[0]]
    assert funds[0] == "appropriation.own"
    assert all(f.understood for f in read(SOURCES).facts)


def test_spending_lines_have_their_texts_and_facts():
    reading = read(COSTS)
    costs = reading.targets[0].costs
    assert [(c.name, c.detail, c.basis) for c in costs] == [
        ("办公费", "纸张", "40包"),
        ("印刷费", "海报", "60张"),
    ]
    by_id = {fact.id: fact for fact in reading.facts}
    assert [by_id[i].printed for c in costs for i in c.amounts] == ["4", "6"]
    assert by_id[costs[0].amounts[0]].coordinates["line"] == "办公费"


def test_the_total_of_the_lines_is_the_project():
    totals = [f for f in read(COSTS).facts if f.row == ("合计",)]
    assert [(f.printed, "line" in f.coordinates) for f in totals] == [("10", False)]
    assert totals[0].coordinates["project"] == "道路养护"


def test_the_total_of_the_lines_may_have_lost_its_merged_column():
    shifted = COSTS.replace("合计 | < | 10 |", "合计 | 10 |")
    assert [f.printed for f in read(shifted, ragged=True).facts if f.row == ("合计",)] == ["10"]


def test_the_fund_above_a_project_is_a_project_of_its_own_name():
    found = figures(read(COSTS))
    assert found["year=2024 flow=expenditure nature=project project=城市维护"] == "90"
    assert found[f"year=2024 {PROJECT}"] == "10"


def test_a_line_with_one_source_is_all_the_money_of_the_line():
    head = (
        "项目名称 | 道路养护 | < | <\n项目支出明细及依据 | 项目内容 | 本级财政拨款金额 | 其他资金\n"
    )
    one = read(head + "^ | 沥青 | 4 |")
    assert [f.understood for f in one.facts] == [True]
    two = read(head + "^ | 沥青 | 4 | 1")
    assert "fund" not in next(iter(one.facts)).coordinates
    assert [f.coordinates["fund"] for f in two.facts] == ["appropriation.own", "rest"]


def test_a_slipped_line_is_set_right_and_said():
    slipped = COSTS.replace("^ | 办公费 | 纸张 | 4 | 40包", "办公费 | 纸张 | 4 | 40包 |")
    reading = read(slipped, ragged=True)
    assert reading.targets[0].costs[0].detail == "纸张"
    assert [remark.kind for remark in reading.remarks] == ["reconstruction"]


def test_purchases_are_fields_and_their_money_is_kept():
    reading = read(
        "项目名称 | 道路养护 | <\n项目资产配置计划及采购计划 | < | <\n"
        "品名 | 数量 | 金额\n印刷 | 批 | 2"
    )
    assert reading.targets[0].fields[1:] == (("品名", "印刷"), ("数量", "批"), ("金额", "2"))
    assert [(f.printed, f.coordinates["item"]) for f in reading.facts] == [("2", "procurement")]


def test_tasks_are_kept_row_by_row():
    found = form(
        "部门名称 | 某局 | < | <\n年度重点工作计划 | 事项 | 责任单位/科室 | 工作目标\n"
        "^ | 督查 | 督查室 | 每月一次\n^ | 调研 | 调研室 | 两篇",
        "部门整体支出绩效目标表",
    )
    assert found.tasks == (("督查", "督查室", "每月一次"), ("调研", "调研室", "两篇"))


def test_goals_side_by_side_have_the_times_above_them():
    found = form(
        "部门名称 | 某局 | <\n | 长期目标（截止2024年） | 年度目标\n"
        "整体绩效目标 | 目标1：富。 | 目标1：好。\n^ | 目标2：强。 | 目标2：美。",
        "部门整体绩效目标申报表",
    )
    assert [(g.label, g.horizon, g.text) for g in found.goals] == [
        ("长期目标1", "period", "富。"),
        ("年度目标1", "annual", "好。"),
        ("长期目标2", "period", "强。"),
        ("年度目标2", "annual", "美。"),
    ]


def test_indicators_belong_to_the_goal_printed_above_them():
    found = form(
        "部门名称 | 某局 | < | <\n年度目标1： | 好。 | < | <\n"
        "一级指标 | 二级指标 | 三级指标 | 指标值\n产出指标 | 数量指标 | 件数 | 3件\n"
        "年度目标2： | 美。 | < | <\n一级指标 | 二级指标 | 三级指标 | 指标值\n"
        "产出指标 | 质量指标 | 合格率 | 95%",
        "部门整体绩效目标申报表",
    )
    assert [(i.goal, i.horizon, i.level3) for i in found.indicators] == [
        ("年度目标1", "annual", "件数"),
        ("年度目标2", "annual", "合格率"),
    ]


def test_the_columns_of_two_totals_are_told_apart():
    found = figures(
        read(
            "项目名称 | 道路养护 | < | < | <\n"
            "项目资金（万元） | 项目资金总额 | 90 | 年度资金总额 | 30\n"
            "^ | 其中：财政拨款 | 80 | 其中：财政拨款 | 20\n^ | 单位资金 | 10 | 单位资金 | 10"
        )
    )
    fund = "year=2024 flow=expenditure fund={} nature=project project=道路养护{}"
    assert found[fund.format("appropriation", " measure=lifetime")] == "80"
    assert found[fund.format("appropriation", "")] == "20"
    assert found[fund.format("own", "")] == "10"


def test_boxes_tell_the_options_and_what_is_ticked():
    assert boxes("1. 一次性项目 ☐ 2. 常年项目 ☑") == (("一次性项目", False), ("常年项目", True))


def test_a_ticked_box_in_place_of_a_number_ticks_the_option_after_it():
    text = "1. 一次性项目 ☐ ☑ 常年项目 ☐ 3. 延续性项目 ☐"
    assert boxes(text) == (("一次性项目", False), ("常年项目", True), ("延续性项目", False))


def test_boxes_may_stand_before_their_options():
    assert boxes("☑一次性 ☐常年") == (("一次性", True), ("常年", False))


def test_prose_under_a_class_is_one_indicator():
    found = form(
        "部门名称 | 某局 | <\n"
        "部门整体支出年度绩效指标 | 产出指标 | 写好文稿。\n^ | 效益指标 | 服务提升。",
        "部门整体支出绩效申报表",
    )
    assert levels(found) == [("产出指标", "", "写好文稿。", ""), ("效益指标", "", "服务提升。", "")]


def test_an_unknown_column_of_a_list_is_reported_and_its_money_is_kept():
    reading = read(
        "项目名称 | 道路养护 | < | < | <\n"
        "项目支出明细及依据 | 项目内容 | 测算依据及说明 | 金额 | 街镇配套资金\n"
        "^ | 沥青 | 10吨 | 4 | 1"
    )
    assert [(f.printed, f.understood) for f in reading.facts] == [("4", True), ("1", False)]
    assert reading.facts[1].remark == "没有读懂列名「街镇配套资金」"


def test_the_unit_may_be_printed_inside_the_form():
    reading = read("项目名称 | 道路养护\n金额单位：元 | <\n项目金额 | 500", unit="万元")
    assert [str(fact.amount) for fact in reading.facts] == ["500 元"]


def test_a_text_without_label_goes_with_the_label_before():
    found = form("项目名称 | 道路养护\n立项依据 | 一、某文件。\n二、某会议决定。 | <")
    assert found.fields[1:] == (("立项依据", "一、某文件。"), ("立项依据", "二、某会议决定。"))


def test_labels_of_money_without_values_are_blank_fields():
    found = form(
        "项目名称 | 道路养护 | < | <\n项目总预算 | | 项目当年预算 |\n立项依据 | 无 | < | <"
    )
    assert found.fields[1:3] == (("项目总预算", ""), ("项目当年预算", ""))


def test_tasks_may_have_amounts_under_a_second_header():
    reading = read(
        "部门名称 | 某局 | < | < | <\n年度主要任务 | 任务名称 | 主要内容 | 预算金额（万元） | <\n"
        "^ | ^ | ^ | 总额 | 财政拨款\n^ | 运转 | 保障 | 100 | 90",
        "部门整体支出绩效目标表",
    )
    assert reading.targets[0].tasks == (("运转", "保障", "100", "90"),)
    assert [(f.column, f.printed, f.understood) for f in reading.facts] == [
        (("总额",), "100", False),
        (("财政拨款",), "90", False),
    ]


def test_a_hidden_cell_is_not_read():
    made = table("项目名称 | 道路养护\n项目金额 | 5")
    cells = tuple(replace(cell, hidden=cell.text == "5") for cell in made.cells)
    assert read(replace(made, cells=cells)).facts == ()
