"""Rows of indicators: slipped cells, lost classes, two sets, every column kept."""

from dataclasses import replace

from tests.forms.targets_reading import form, levels, read
from tests.forms.tools import table

HEAD = "项目名称 | 热线 | < | < | < | < | < | <\n年度绩效指标 | 一级指标 | 二级指标 | 三级指标"
FULL = HEAD + " | 指标值 | 指标值内容 | 度量单位 | 指标值类型\n"


def test_every_column_of_an_indicator_is_kept():
    (found,) = form(FULL + "^ | 产出指标 | 数量指标 | 件数 | 12件 | 12 | 件 | ≥").indicators
    assert (found.value, found.content, found.unit, found.operator) == ("12件", "12", "件", "≥")
    assert found.horizon == "annual"


def test_a_row_that_lost_its_first_class_is_shifted_back():
    reading = read(FULL + " | 质量指标 | 办结率 | 100% | | 无 | ≥ |", ragged=True)
    (found,) = reading.targets[0].indicators
    assert (found.level1, found.level2, found.level3) == ("产出指标", "质量指标", "办结率")
    assert (found.value, found.unit, found.operator) == ("100%", "无", "≥")
    assert {remark.kind for remark in reading.remarks} == {"reconstruction"}


def test_a_row_without_classes_belongs_to_the_classes_above():
    rows = " | 产出指标 | 数量指标 | 件数 | 3件 | | |\n课题数 | 2个 | 2 | 个 | ≥ | | |"
    found = form(FULL + rows, ragged=True)
    assert levels(found)[1] == ("产出指标", "数量指标", "课题数", "2个")
    assert found.indicators[1].unit == "个"


def test_a_class_that_stands_twice_is_of_level_two():
    found = form(FULL + " | 时效指标 | 时效指标 | 到位率 | 100% | | 无 | ≥", ragged=True)
    assert levels(found) == [("产出指标", "时效指标", "到位率", "100%")]


def test_the_level_one_name_of_the_form_itself_is_used():
    rows = " | 项目产出 | 数量指标 | 件数 | 3件 | | |\n | 项目效益 | 社会效益 | 影响 | 好 | | |\n"
    found = form(FULL + rows + " | 质量指标 | 合格率 | 95% | | | |", ragged=True)
    assert levels(found)[2] == ("项目产出", "质量指标", "合格率", "95%")


def test_cost_is_of_level_one_where_its_own_classes_follow():
    grid = (
        "项目名称 | 热线 | < | <\n一级指标 | 二级指标 | 三级指标 | 指标值\n"
        "成本指标 | 经济成本指标 | 总成本 | ≤5万元\n产出指标 | 数量指标 | 件数 | 3件\n"
        "^ | 成本指标 | 单价 | ≤1元"
    )
    assert [(i.level1, i.level2) for i in form(grid).indicators] == [
        ("成本指标", "经济成本指标"),
        ("产出指标", "数量指标"),
        ("产出指标", "成本指标"),
    ]


def test_satisfaction_may_stand_under_outcome_or_by_itself():
    rows = "^ | 效益指标 | 满意度指标 | 群众满意度 | 90% | | |\n"
    rows += "^ | 满意度指标 | 服务对象满意度指标 | 职工满意度 | 95% | | |"
    assert [i.level1 for i in form(FULL + rows).indicators] == ["效益指标", "满意度指标"]


def test_two_lines_in_one_class_cell_are_one_class():
    rows = "^ | 效益指标 | 社会公众或服务对象满意度指标 服务对象满意度 | 满意率 | 90% | | |"
    assert [i.level3 for i in form(FULL + rows).indicators] == ["满意率"]


def test_two_sets_side_by_side_are_of_their_times():
    grid = """
        项目名称 | 热线 | < | < | < | < | < | <
        绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值 | 二级指标 | 三级指标 | 指标值
        ^ | 产出指标 | 数量指标 | 座数 | 9座 | 数量指标 | 座数 | 3座
    """
    found = form(grid).indicators
    assert [(i.horizon, i.level2, i.value) for i in found] == [
        ("period", "数量指标", "9座"),
        ("annual", "数量指标", "3座"),
    ]


def test_columns_without_a_field_of_their_own_are_kept_in_the_remark():
    grid = (
        "项目名称 | 热线 | < | < | <\n一级指标 | 二级指标 | 三级指标 | 指标值 | 权重\n"
        "产出指标 | 数量指标 | 件数 | 3件 | 30"
    )
    assert form(grid).indicators[0].remark == "权重：30"


def test_indicators_are_read_without_any_header():
    grid = "项目名称 | 热线 | < | <\n产出指标 | 数量指标 | 件数 | 3件\n^ | 质量指标 | 合格率 | 95%"
    assert levels(form(grid)) == [
        ("产出指标", "数量指标", "件数", "3件"),
        ("产出指标", "质量指标", "合格率", "95%"),
    ]


def test_a_name_broken_by_a_narrow_cell_is_one_line():
    made = table(FULL + "^ | 社会效益指 | 数量指标 | 件数 | 12件 | | |")
    broken = {"社会效益指": "产出\n指标", "件数": "办理\n件数"}
    cells = tuple(replace(c, text=broken.get(c.text, c.text)) for c in made.cells)
    (found,) = read(replace(made, cells=cells)).targets[0].indicators
    assert (found.level1, found.level3) == ("产出指标", "办理件数")


def test_an_unknown_column_is_said_and_kept():
    grid = (
        "项目名称 | 热线 | < | < | <\n一级指标 | 二级指标 | 三级指标 | 指标值 | 牵头科室\n"
        "产出指标 | 数量指标 | 件数 | 3件 | 一科"
    )
    reading = read(grid)
    assert reading.targets[0].indicators[0].remark == "牵头科室：一科"
    assert [remark.kind for remark in reading.remarks] == ["not_understood"]
