"""必公开的表和说明，空表."""

import pytest

from tests.checks.paper import ended, said

TABLES = {
    "收支总表": "2022年收支总表",
    "收入总表": "2022年收入总表",
    "支出总表": "2022年支出总表",
    "财政拨款收支总表": "2022年财政拨款收支总表",
    "一般公共预算支出表": "2022年一般公共预算支出表",
    "一般公共预算基本支出表": "2022年一般公共预算基本支出表",
    "一般公共预算“三公”经费支出表": "2022年一般公共预算“三公”经费支出表",
    "政府性基金预算支出表": "2022年政府性基金预算支出表",
}
SECTIONS = {
    "部门职责": "一、部门主要职责\n负责某项工作的组织、协调和落实。",
    "机构设置和预算单位": "二、机构设置\n设三个科室，没有下级。",
    "收支增减变化说明": "三、收支说明\n支出5万元，比上年增加1万元，原因是人员增加。",
    "机关运行经费说明": "四、机关运行经费\n机关运行经费2万元，与上年持平。",
    "政府采购说明": "五、政府采购\n政府采购1万元，全部为服务。",
    "国有资产占有使用说明": "六、国有资产\n共有车辆3辆。",
    "预算绩效说明": "七、绩效\n项目实行绩效管理。",
    "“三公”经费说明": "八、“三公”经费\n“三公”经费1万元，与上年持平。",
    "名词解释": "九、名词解释\n基本支出：保障运转的支出。",
}
STATE_CAPITAL = "本部门没有国有资本经营预算安排的支出。"
PADDING = "本段文字说明本部门工作的一般情况，以使篇幅与通常的公开材料相当。" * 25


def whole(without: str = "", **changed: str) -> str:
    """A whole disclosure, without one of its tables or sections."""
    parts = [PADDING, "" if without == "国有资本经营预算支出表" else STATE_CAPITAL]
    parts += [text for name, text in {**SECTIONS, **changed}.items() if name != without]
    for name, title in TABLES.items():
        if name != without:
            parts.append(f"《{title}》 万元\n | 数\n201 function=201 | 5.00\n\n单位：万元")
    return "\n".join(part for part in parts if part)


def test_a_whole_disclosure_lacks_nothing() -> None:
    for rule in ("mandatory-tables", "mandatory-sections", "changes-explained"):
        assert ended(whole(), rule) == {("passed", "")}


@pytest.mark.parametrize("name", [*TABLES, "国有资本经营预算支出表"])
def test_a_mandatory_table_that_is_not_there_is_found(name: str) -> None:
    (message,) = said(whole(without=name), "mandatory-tables")
    assert message.startswith(f"没有找到{name}")


def test_a_table_counts_by_its_figures_where_its_title_is_another() -> None:
    text = whole(without="一般公共预算“三公”经费支出表")
    text += "\n《某几项费用明细》 万元 flow=expenditure\n | 数\n"
    text += "接待 item=three_publics.reception | 1.00\n"
    assert said(text, "mandatory-tables") == []


@pytest.mark.parametrize("name", SECTIONS)
def test_a_mandatory_section_that_is_not_there_is_found(name: str) -> None:
    text = whole(without=name)
    if name == "收支增减变化说明":
        text = text.replace("与上年持平", "照此执行")
    found = said(text, "mandatory-sections")
    assert any(one.startswith(f"没有找到{name}") for one in found) or name == "“三公”经费说明"


def test_tables_alone_or_text_alone_are_not_judged() -> None:
    reason = "不是整套公开材料（只有{}），不判断是否齐全"
    assert ended(PADDING, "mandatory-tables") == {("not_checked", reason.format("文字"))}
    tables = "\n".join(part for part in whole().split("\n") if part != PADDING and "。" not in part)
    assert ended(tables, "mandatory-sections") == {("not_checked", reason.format("表格"))}


def test_a_running_cost_without_its_change_is_told() -> None:
    text = whole(机关运行经费说明="四、机关运行经费\n机关运行经费2万元，用于办公。")
    (message,) = said(text, "changes-explained")
    assert "没有写比上年的增减和原因" in message


EMPTY = """
    {text}
    《2022年政府性基金预算支出表》 万元 flow=expenditure fund=gf
    | 数
    合计* | {figure}

    单位：万元
    {note}
    下面是其他内容的说明，与上面这张表没有关系。
"""


def test_an_empty_table_with_its_note_is_silent() -> None:
    text = EMPTY.format(text=PADDING, figure="", note="注：本年无政府性基金预算安排的支出。")
    assert ended(text, "empty-table-note") == {("passed", "")}


def test_an_empty_table_explained_in_the_text_is_silent() -> None:
    text = PADDING + "\n本部门没有政府性基金预算安排的支出。"
    assert ended(EMPTY.format(text=text, figure="", note=""), "empty-table-note") == {
        ("passed", "")
    }


def test_an_empty_table_without_a_word_is_found() -> None:
    (message,) = said(EMPTY.format(text=PADDING, figure="", note=""), "empty-table-note")
    assert message.startswith("“2022年政府性基金预算支出表”没有数，也没有说明")


def test_a_table_with_figures_that_says_it_is_empty_is_found() -> None:
    (message,) = said(
        EMPTY.format(text=PADDING, figure="5.00", note="注：本表为空表。"), "empty-table-note"
    )
    assert "有数，表下却写着“注：本表为空表。”" in message


def test_a_note_for_the_case_of_an_empty_table_is_silent() -> None:
    text = EMPTY.format(text=PADDING, figure="5.00", note="注：如本表为空表，则表示没有此项。")
    assert said(text, "empty-table-note") == []
