"""目录、表号、引用、年度和金额单位."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.checks.paper import ended, paper, said
from tests.checks.tools import results
from yusuan.checks import disclosing
from yusuan.ledger import Remark
from yusuan.pipeline import Request, read

PUBLICATION = {rule.id for rule in disclosing.RULES}

BOOK = """
    某局2022年部门预算
    目录
    一、{first}
    二、支出总表
    三、一般公共预算支出表
    {opening}
    《2022年收支总表》 万元 flow=expenditure
    201 function=201 | 数
    201 function=201 | 5.00

    单位：万元
    《2022年支出总表》 万元 flow=expenditure
    | 数
    201 function=201 | 5.00

    单位：{unit}
    《{third}》 万元 flow=expenditure fund=gpb
    | 数
    201 function=201 | 5.00

    单位：万元
"""


def told(**parts: str) -> str:
    usual = {
        "first": "收支总表",
        "opening": "本部门2022年预算如下。",
        "unit": "万元",
        "third": "2022年一般公共预算支出表",
    }
    return BOOK.format(**{**usual, **parts})


def test_a_contents_list_that_agrees_is_silent() -> None:
    assert ended(told(), "contents-tables") == {("passed", "")}


def test_a_table_of_another_title_is_found() -> None:
    (message,) = said(told(first="收入支出预算总表"), "contents-tables")
    assert "目录“收入支出预算总表”，表题“2022年收支总表”" in message


def test_a_table_that_is_not_there_is_found() -> None:
    text = told(opening="四、政府采购预算明细表\n本部门2022年预算如下。")
    (message,) = said(text, "contents-tables")
    assert "目录列有“政府采购预算明细表”，正文没有读到" in message


def test_tables_in_another_order_are_found() -> None:
    text = (
        told()
        .replace("二、支出总表", "二、一般公共预算支出表")
        .replace("三、一般公共预算支出表\n    本", "三、支出总表\n    本")
    )
    (message,) = said(text, "contents-tables")
    assert "在正文里的次序与目录不同" in message


def test_the_contents_list_of_another_document_of_the_budget_is_compared() -> None:
    alone = "目录\n一、收支总表\n二、支出总表\n本部门预算如下。"
    assert ended(alone, "contents-tables") == {("not_checked", "没有读到表格")}


HEADINGS = """
    目录
    第一部分 概况
    一、主要职责
    二、机构设置情况
    第二部分 {second}
    一、收支总体情况
    二、{last}
    第一部分 概况
    一、主要职责
    负责某项工作。
    二、机构设置情况
    设三个科室。
    第二部分 名词解释
    一、收支总体情况
    收支平衡。
    二、绩效目标情况
    实行绩效管理。
"""


def test_headings_as_listed_are_silent() -> None:
    text = HEADINGS.format(second="名词解释", last="绩效目标情况")
    assert ended(text, "contents-headings") == {("passed", "")}


def test_a_heading_that_is_misspelt_is_found() -> None:
    text = HEADINGS.format(second="名称解释", last="绩效目标情况")
    assert said(text, "contents-headings") == ["目录写“名称解释”，正文写“名词解释”；请统一"]


def test_headings_in_another_order_are_found() -> None:
    text = HEADINGS.format(second="名词解释", last="绩效目标情况").replace(
        "二、机构设置情况\n    设", "三、机构设置情况\n    设"
    )
    (message,) = said(text, "contents-headings")
    assert "“机构设置情况”目录排第 2，正文排第 3" in message


NUMBERED = "".join(
    f"""
    附件{{{n}}}
    《第{sign}张收支表》 万元
    | 数
    201 function=201 | 5.00

    单位：万元
"""
    for n, sign in enumerate("甲乙丙")
)


def test_numbers_in_order_are_silent() -> None:
    assert ended(NUMBERED.format(1, 2, 3), "table-numbers") == {("passed", "")}


def test_a_number_that_comes_twice_or_is_left_out_is_found() -> None:
    (message,) = said(NUMBERED.format(1, 2, 2), "table-numbers")
    assert message.startswith("表号重号")
    (message,) = said(NUMBERED.format(1, 2, 5), "table-numbers")
    assert message.startswith("表号缺第 3、4 号")


def test_tables_without_a_number_are_not_judged() -> None:
    assert ended(told(), "table-numbers") == {("not_applicable", "表没有编号")}


def test_a_reference_to_the_table_meant_is_silent() -> None:
    text = told(opening="一般公共预算支出5万元，详见表3。")
    assert ended(text, "table-references") == {("passed", "")}


def test_a_reference_to_another_table_is_found() -> None:
    (message,) = said(told(opening="一般公共预算支出5万元，详见表1。"), "table-references")
    assert "表 1 是“收支总表”，这句话讲的是表 3“一般公共预算支出表”" in message


def test_a_reference_to_no_table_is_found() -> None:
    (message,) = said(told(opening="一般公共预算支出5万元，详见表9。"), "table-references")
    assert "表只编到 3" in message


def test_a_table_named_that_is_not_there_is_found() -> None:
    (message,) = said(told(opening="与《部门项目支出明细表》一致。"), "table-references")
    assert "没有这个名称的表" in message


def test_a_title_of_last_year_is_found() -> None:
    (message,) = said(told(third="2021年一般公共预算支出表"), "title-year")
    assert message.startswith("本文件是 2022 年的，标题写着往年：“2021年一般公共预算支出表”")
    assert ended(told(), "title-year") == {("passed", "")}


def test_a_heading_that_compares_years_is_silent() -> None:
    assert said(told(opening="一、与2021年预算比较的增减情况"), "title-year") == []


def test_two_units_above_a_table_are_found() -> None:
    (message,) = said(told(unit="元\n    单位：万元"), "unit-line")
    assert "写了两个金额单位：“元”、“万元”" in message
    assert ended(told(), "unit-line") == {("passed", "")}


def test_a_table_without_a_unit_is_found() -> None:
    document = paper(told())
    first, *rest = document.statements
    bare = replace(first, remarks=(Remark("没有写明金额单位，按万元换算"),))
    (message,) = said(replace(document, statements=(bare, *rest)), "unit-line")
    assert message.startswith("没有写明金额单位的表 1 张：“2022年收支总表”")


@pytest.mark.shared
def test_one_budget_in_several_kinds_of_file_is_judged_alike(shared: Path) -> None:
    found = {}
    for ending in ("docx", "html", "pdf"):
        document = read(Request(str(shared / f"documents/jianghan-2022.{ending}"))).disclosure
        assert document
        findings = results(document)[0].findings
        found[ending] = sorted(one.rule for one in findings if one.rule in PUBLICATION)
    assert found["docx"]
    assert found["docx"] == found["html"] == found["pdf"]


UNNAMED = "1、收支总表\n2、收入总表\n3、支出总表\n4、项目支出表\n5、{}"
NAMES = ("收支总表", "收入总表", "支出总表", "项目支出表", "采购表")


def unnamed(last: str) -> str:
    tables = (f"《{name}》 万元\n | 数\n201 function=201 | 5.00\n\n单位：万元" for name in NAMES)
    return UNNAMED.format(last) + "\n" + "\n".join(tables)


def test_a_list_of_tables_that_is_not_headed_so_is_a_contents_list() -> None:
    assert ended(unnamed("采购表"), "contents-tables") == {("passed", "")}
    (message,) = said(unnamed("政府采购预算表"), "contents-tables")
    assert "目录“政府采购预算表”，表题“采购表”" in message


def test_a_title_without_its_table_is_not_called_missing() -> None:
    text = unnamed("采购表").replace("《采购表》 万元\n | 数\n201 function=201 | 5.00", "采购表")
    assert ("not_checked", "“采购表”只读到标题，没有读到表格") in ended(text, "contents-tables")
