"""Tables with projects in rows: lists, indicators in columns, a row for each indicator."""

from tests.forms.targets_reading import figures, levels, read

LIST = """
序号 | 专项支出名称 | 支出方向 | 资金总额 | 实施期绩效目标 | 年度绩效目标
 | 合计 | | 18 | |
1 | 值班经费 | 政府事务支出 | 8 | 保障值班 | 不漏一事
2 | 会议经费 | 会议支出 | 10 | 开好会议 | 会风更实
"""
WIDE = """
主管部门 | 支出方向 | 所属专项名称 | 支出方向年度金额 | 年度绩效目标 | 绩效指标 | < | <
^ | ^ | ^ | ^ | ^ | 产出指标 | < | 效益指标
^ | ^ | ^ | ^ | ^ | 数量指标 | 成本指标 | 社会公众或服务对象满意度指标
某局 | 甲方向 | 道路养护 | 8 | 道路畅通 | 10条，20公里 | 专款专用 | 满意度95%
某局 | 乙方向 | 路灯维护 | 10 | 路灯亮化 | | 20
"""
ROWS = """
单位 | 项目名称 | 预算数 | 绩效目标 | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位
某局 | 道路养护 | 12.50 | 道路畅通 | 产出指标 | 数量指标 | 里程 | ≥ | 35 | 公里
^ | ^ | ^ | ^ | ^ | 质量指标 | 合格率 | ≥ | 95 | %
某局 | 路灯维护 | 4 | 路灯亮化 | 产出指标 | 数量指标 | 盏数 | ＝ | 500 | 盏
"""


def test_each_row_of_a_list_is_a_form():
    reading = read(LIST, "专项资金预算绩效目标汇总表")
    assert [(each.kind, each.name) for each in reading.targets] == [
        ("list", "值班经费"),
        ("list", "会议经费"),
    ]
    assert reading.targets[0].fields[0] == ("序号", "1")
    assert [g.horizon for g in reading.targets[0].goals] == ["period", "annual"]


def test_the_total_of_a_list_is_kept_but_not_understood():
    reading = read(LIST, "专项资金预算绩效目标汇总表")
    assert [(f.row, f.printed) for f in reading.facts if not f.understood] == [(("合计",), "18")]


def test_indicators_in_columns_have_the_classes_of_their_header():
    reading = read(WIDE, "专项资金支出方向绩效目标表")
    assert levels(reading.targets[0]) == [
        ("产出指标", "数量指标", "10条，20公里", ""),
        ("产出指标", "成本指标", "专款专用", ""),
        ("效益指标", "社会公众或服务对象满意度指标", "满意度95%", ""),
    ]


def test_cells_missing_at_the_end_of_a_row_move_nothing():
    reading = read(WIDE, "专项资金支出方向绩效目标表")
    assert levels(reading.targets[1]) == [("产出指标", "成本指标", "20", "")]


def test_a_number_under_a_class_is_no_amount():
    reading = read(WIDE, "专项资金支出方向绩效目标表")
    assert [(f.row, f.printed) for f in reading.facts] == [
        (("道路养护",), "8"),
        (("路灯维护",), "10"),
    ]


def test_spending_lines_of_one_fund_are_told_apart():
    found = figures(read(WIDE.replace("路灯维护", "道路养护"), "支出方向绩效目标表"))
    project = "year=2024 flow=expenditure nature=project project=道路养护"
    assert found == {f"{project} line=甲方向": "8", f"{project} line=乙方向": "10"}


def test_a_row_for_each_indicator_belongs_to_the_project_above():
    reading = read(ROWS)
    assert [(each.name, len(each.indicators)) for each in reading.targets] == [
        ("道路养护", 2),
        ("路灯维护", 1),
    ]
    found = reading.targets[0].indicators[1]
    assert (found.level1, found.level2, found.level3) == ("产出指标", "质量指标", "合格率")
    assert (found.operator, found.value, found.unit) == ("≥", "95", "%")


def test_the_rows_of_the_next_page_stand_under_the_same_header():
    first = read(LIST, "专项资金预算绩效目标汇总表")
    second = read("3 | 外事经费 | 政府事务支出 | 5 | 接待 | 提升", "续表", previous=first)
    assert second.continues
    assert [(each.name, each.kind) for each in second.targets] == [("外事经费", "list")]
    assert [fact.printed for fact in second.facts] == ["5"]


def test_a_project_goes_on_over_the_page():
    first = read(ROWS)
    rest = read(" | | | | 效益指标 | 社会效益指标 | 亮灯率 | ≥ | 98 | %", "续表", previous=first)
    assert rest.merged and rest.merged.name == "路灯维护"
    assert [i.level3 for i in rest.merged.indicators] == ["盏数", "亮灯率"]


def test_who_made_the_table_is_no_part_of_its_last_project():
    foot = "单位负责人签字： | < | < | < | < | <\n填表人：　　联系电话： | < | < | < | < | <"
    reading = read(f"{LIST.strip()}\n{foot}", "专项资金预算绩效目标汇总表")
    assert [label for label, _ in reading.targets[-1].fields] == [
        "序号",
        "专项支出名称",
        "支出方向",
        "资金总额",
    ]
