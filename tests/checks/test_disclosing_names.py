"""科目的编码和名称，单位的名称，文字里的年度."""

import pytest

from tests.checks.paper import ended, paper, said

TABLE = """
    《2022年支出预算表》 万元 flow=expenditure
    | 数
    {code} {name} function={code} | 5.00

    单位：万元
"""


def test_a_code_with_its_name_is_silent() -> None:
    text = TABLE.format(code="2010301", name="行政运行")
    assert ended(text, "code-of-year") == {("passed", "")}
    assert ended(text, "code-name-of-year") == {("passed", "")}


def test_a_code_of_other_years_is_found() -> None:
    (message,) = said(TABLE.format(code="2089901", name="其他社会保障和就业支出"), "code-of-year")
    assert message.startswith("科目 2089901")
    assert "2022 年没有" in message


def test_the_name_of_another_code_is_found() -> None:
    (message,) = said(TABLE.format(code="2010301", name="住房公积金"), "code-name-of-year")
    assert "科目 2010301 的名称印作“住房公积金”，2022 年应为“行政运行”" in message


def test_a_shortened_name_is_silent() -> None:
    assert said(TABLE.format(code="201", name="一般公共服务"), "code-name-of-year") == []


def test_the_name_of_a_project_beside_a_code_is_none_of_the_codes() -> None:
    text = TABLE.format(code="2010302", name="某项调研工作 project=某项调研工作")
    assert ended(text, "code-name-of-year") == {("not_applicable", "表里没有科目编码")}


def test_unknown_codes_are_told_once() -> None:
    text = TABLE.format(code="2019876", name="某项事务")
    assert said(text, "code-of-year") == ["科目“2019876”在 2022 年的科目里没有查到；请核对编码"]


def test_a_document_without_a_year_is_not_judged() -> None:
    document = paper(TABLE.format(code="201", name="一般公共服务"), year=None)
    assert ended(document, "code-of-year") == {("not_checked", "没有读出文件的年度")}


def test_a_name_that_was_changed_is_found_in_the_text() -> None:
    (message,) = said("支出分为教育、文化体育与传媒等几类，详细情况见后。", "old-class-name")
    assert "2022 年的名称是“文化旅游体育与传媒支出”" in message
    assert said("支出分为教育、文化旅游体育与传媒等几类，详细情况见后。", "old-class-name") == []


OWNERS = "单位名称：{} 单位：万元\n    编制部门：某市某局 单位：万元\n    部门：某市某局 单位：万元"


def test_one_name_above_all_tables_is_silent() -> None:
    assert ended(OWNERS.format("某市某局"), "owner-names") == {("passed", "")}
    assert ended(OWNERS.format("某局"), "owner-names") == {("passed", "")}


def test_another_name_above_a_table_is_found() -> None:
    (message,) = said(OWNERS.format("某市林业中心"), "owner-names")
    assert "多数写“某市某局”，也有“某市林业中心”" in message


def test_a_subordinate_unit_named_in_the_text_is_silent() -> None:
    text = "本部门下设某市林业中心，一并编入部门预算。\n" + OWNERS.format("某市林业中心")
    assert ended(text, "owner-names") == {("passed", "")}


def test_the_words_of_another_body_are_found() -> None:
    text = "开支单位为委机关一家，没有其他单位，详细情况见后。"
    (message,) = said(text, "other-entity")
    assert "文字里写“委机关”，本单位是“某局”" in message


@pytest.mark.parametrize(
    "text",
    ["我局负责全区的某项工作。", "本局机关设三个科室，工作正常。", "本委托事项由某公司承办。"],
)
def test_its_own_words_are_silent(text: str) -> None:
    assert ended(text, "other-entity") == {("passed", "")}


def test_a_comparison_with_another_year_than_the_last_is_found() -> None:
    (message,) = said("支出预算80万元，比2019年预算增加3万元。", "prior-year")
    assert message == "2022 年的文件与 2019 年比较：“比2019年预算”；上年应为 2021 年"
    assert said("支出预算80万元，比2021年预算增加3万元。", "prior-year") == []
    assert said("到2025年，绿地面积比2020年增加一成，达到标准。", "prior-year") == []


def test_text_of_another_year_is_found() -> None:
    (message,) = said("2020年本部门收入预算80万元，全部为财政拨款。", "year-of-text")
    assert "文字讲的是 2020 年的预算" in message
    assert said("2022年本部门收入预算80万元，全部为财政拨款。", "year-of-text") == []


def test_the_date_of_a_reform_is_known() -> None:
    text = "财政部从{}年1月1日起启用政府预算经济分类和部门预算经济分类两套科目。"
    (message,) = said(text.format(2020), "dates-of-reforms")
    assert message == "两套支出经济分类科目的起用写作 2020 年，应为 2018 年1月1日"
    assert ended(text.format(2018), "dates-of-reforms") == {("passed", "")}
