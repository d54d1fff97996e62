"""What a person asks of the standards."""

from yusuan.standards.classification import codes
from yusuan.standards.explain import explain_code, explain_form_set, explain_name, years_of
from yusuan.standards.form_sets import form_set


def test_a_code_is_explained_with_its_names_over_the_years():
    (found,) = explain_code("21305", 2022)
    assert found.current.name == "巩固脱贫衔接乡村振兴"
    assert [years_of(row) for row in found.history] == ["至2021年", "2022年至2023年", "2024年起"]


def test_a_code_is_explained_with_what_it_is_part_of_and_what_is_part_of_it():
    (found,) = explain_code("20103")
    assert [row.code for row in found.parents] == ["201"]
    assert "2010301" in {row.code for row in found.children}


def test_an_economic_code_is_explained_with_its_counterparts_by_kind_of_unit():
    (found,) = explain_code("30101", 2024)
    assert [(words, [row.code for row in rows]) for words, rows in found.counterparts] == [
        ("行政单位和参公事业单位", ["50101"]),
        ("其他事业单位", ["50501"]),
    ]


def test_a_code_that_nothing_has_is_explained_by_nothing():
    assert explain_code("999") == ()


def test_a_name_is_looked_for_in_every_classification():
    systems = {row.system for row in explain_name("其他支出", 2022)}
    assert systems >= {"function", "dept_economic", "gov_economic"}


def test_a_name_of_one_year_is_said_to_be_of_that_year():
    row = codes("function").get("207", 2018)
    assert years_of(row) == "至2018年"


def test_a_form_set_is_listed_in_order_with_the_titles_of_the_year():
    lines = explain_form_set(form_set("jianghan-2022"), 2023)
    assert (lines[6].key, lines[6].title) == ("t07", "2023年一般公共预算基本支出表")
    assert (lines[3].rows, lines[3].kind) == ("单位×功能科目×项目", "表格")
    assert lines[12].kind == "绩效表"


def test_a_reconstructed_table_says_that_it_is_not_certain():
    lines = {line.key: line.confidence for line in explain_form_set(form_set("hetang-2024"))}
    assert (lines["t01"], lines["t02"]) == ("确定", "较可靠")
