"""Target forms: which tables are forms, forms over several tables, and nothing lost."""

import pytest

from tests.forms.targets_reading import document, figures, forms, levels, lost, read, readings
from tests.forms.tools import table
from yusuan.forms.targets import is_target_form

SHEET = """
项目名称 | 道路养护 | 项目代码 | 001
主管部门 | 某局 | 实施单位 | 某中心
项目负责人 | 甲某 | 联系电话 | 00000000
年度预算金额 | 12.50 | 项目实施期 | 2024年
年度绩效目标 | 道路畅通。 | < | <
一级指标 | 二级指标 | 三级指标 | 指标值
产出指标 | 数量指标 | 养护里程 | ≥35公里
^ | 质量指标 | 合格率 | ≥95%
"""
SEEDS = (
    ("hetang-2024.txt", 3),
    ("jianghan-2022.txt", 6),
    ("shifeng-2019-targets.txt", 25),
    ("shifeng-2020.txt", 13),
    ("shifeng-2023-targets.txt", 7),
)


def test_a_titled_form_is_a_target_form():
    assert is_target_form(table(SHEET), "2024年项目支出绩效目标表")


def test_a_form_is_known_by_its_words_where_the_title_is_lost():
    assert is_target_form(table(SHEET), "")


def test_a_budget_table_is_no_target_form():
    grid = "科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出\n201 | 一般公共服务支出 | 3 | 1 | 2"
    assert not is_target_form(table(grid), "支出总表")


def test_a_table_of_purchases_with_a_quantity_is_no_target_form():
    grid = "项目名称 | 采购品名 | 数量 | 单价 | 金额\n办公设备 | 电脑 | 3 | 0.5 | 1.5"
    assert not is_target_form(table(grid), "政府采购预算表")


def test_the_examples_of_instructions_are_no_target_form():
    grid = "一级指标 | 二级指标 | 三级指标 | 指标值\n产出指标 | 数量指标 | 入园率 | 85%"
    assert not is_target_form(table(grid), "项目支出绩效目标表编报说明")
    assert not is_target_form(table(grid), "")


def test_self_assessment_is_no_target_form_but_a_monitored_project_is():
    assert not is_target_form(table(SHEET), "项目支出绩效自评表")
    assert is_target_form(table(SHEET), "监控室运行项目支出绩效目标表")


def test_a_continuation_is_merged_into_the_form_before():
    first = read("项目名称 | 道路养护\n年度预算金额 | 12.50\n年度绩效目标 | 道路畅通。")
    second = read(
        "一级指标 | 二级指标 | 三级指标 | 指标值\n产出指标 | 数量指标 | 里程 | 35公里",
        "续表",
        previous=first,
    )
    assert (second.continues, second.targets) == (True, ())
    assert second.merged and second.merged.name == "道路养护"
    assert levels(second.merged) == [("产出指标", "数量指标", "里程", "35公里")]


def test_a_list_goes_on_under_the_header_of_the_table_before():
    first = read(
        "项目名称 | 道路养护 | < | <\n项目支出明细及依据 | 项目内容 | 测算依据及说明 | 金额\n"
        "^ | 沥青 | 10吨 | 4"
    )
    second = read(" | 人工 | 20天 | 6", "续表", previous=first)
    assert second.merged
    assert [(c.name, c.basis) for c in second.merged.costs] == [("沥青", "10吨"), ("人工", "20天")]
    assert [fact.printed for fact in second.facts] == ["6"]


def test_the_name_of_a_sheet_may_say_that_it_goes_on():
    first = read("项目名称 | 道路养护\n年度绩效目标 | 道路畅通。")
    rest = "一级指标 | 二级指标 | 三级指标 | 指标值\n产出指标 | 数量指标 | 里程 | 35公里"
    assert is_target_form(table(rest), "20续表", after=True)
    assert [read(rest, title, previous=first).continues for title in ("20续表", "Sheet3")] == [
        True,
        True,
    ]


def test_indicators_carry_their_classes_into_a_continuation():
    first = read(
        "项目名称 | 道路养护 | < | <\n一级指标 | 二级指标 | 三级指标 | 指标值\n"
        "产出指标 | 数量指标 | 里程 | 35公里"
    )
    second = read(" | | 座数 | 2座", "续表", ragged=True, previous=first)
    assert second.merged
    assert levels(second.merged)[1] == ("产出指标", "数量指标", "座数", "2座")


def test_a_table_that_names_a_project_begins_a_form_though_it_has_no_title():
    first = read(SHEET)
    second = read(SHEET.replace("道路养护", "路灯维护"), "", previous=first)
    assert not second.continues
    assert [each.name for each in second.targets] == ["路灯维护"]


def test_a_sheet_may_hold_several_forms():
    reading = read(SHEET + SHEET.strip("\n").replace("道路养护", "路灯维护").replace("12.50", "3"))
    assert [each.name for each in reading.targets] == ["道路养护", "路灯维护"]
    assert "flow=expenditure nature=project project=路灯维护" in " ".join(figures(reading))


def test_every_cell_of_a_form_is_kept():
    grid = table(SHEET)
    assert lost([(grid, read(grid))]) == []


def test_facts_have_the_path_of_their_labels_and_their_place():
    (fact,) = read(SHEET).facts
    assert (fact.row, fact.printed, fact.amount.value) == (("年度预算金额",), "12.50", 125000)
    assert fact.place.as_dict() == {"table": 1, "row": 4, "column": 2}


def test_an_unstated_unit_is_said():
    reading = read(SHEET, unit=None)
    assert [remark.message for remark in reading.remarks] == [
        "没有写明金额单位，按万元换算，请核对"
    ]


def test_years_telephones_and_quantities_are_no_amounts():
    assert read(SHEET).numeric == 1


@pytest.mark.shared
@pytest.mark.parametrize(("name", "count"), SEEDS)
def test_every_cell_of_the_forms_of_a_seed_is_kept(shared, name, count):
    found = readings(document(shared / "seeds" / name))
    assert len(forms(found)) == count
    assert lost(found) == []


@pytest.mark.shared
def test_every_cell_of_the_forms_of_another_city_is_kept(shared):
    path = shared / "disclosures" / "sh-putuo-wanli-subdistrict-2023-dept-budget.pdf"
    found = readings(document(path))
    assert [len(each.indicators) for each in forms(found)] == [5, 4, 4, 43, 9]
    assert lost(found) == []


@pytest.mark.shared
@pytest.mark.parametrize("kind", ["docx", "html", "pdf", "xlsx"])
def test_a_form_over_seven_tables_reads_like_the_text_that_keeps_it_whole(shared, kind):
    whole = forms(readings(document(shared / "seeds" / "jianghan-2022.txt")))
    parts = forms(readings(document(shared / "documents" / f"jianghan-2022.{kind}")))
    assert [levels(each) for each in parts] == [levels(each) for each in whole]
    assert [len(each.costs) for each in parts] == [len(each.costs) for each in whole]


@pytest.mark.shared
@pytest.mark.parametrize("name", ["js-procuratorate-2019-dept-budget.pdf"])
def test_a_disclosure_without_forms_has_none(shared, name):
    assert readings(document(shared / "disclosures" / name)) == []
