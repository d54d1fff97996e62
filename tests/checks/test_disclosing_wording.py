"""模板残留、重复字词、标题序号、重复段落、照抄的用途、个人信息和隐藏内容."""

import pytest

from tests.checks.paper import ended, hidden, paper, said
from yusuan.ledger import CostLine, Disclosure, Statement, TargetForm


@pytest.mark.parametrize(
    "text",
    [
        "本部门××经费5万元，用于日常工作。",
        "本部门负责人（），设三个科室，人员齐备。",
        "本年预算______万元，用于日常工作。",
        "注：“科目编码”为必填项。",
        "请填写本部门主要职责，并列明依据。",
    ],
)
def test_what_a_template_left_is_found(text: str) -> None:
    (message,) = said(text, "template-left")
    assert message.endswith("请填写或删去")


@pytest.mark.parametrize(
    "text",
    [
        "长×宽×高按设计图施工，费用5万元。",
        "是（ ）否（ ）属于延续项目，请看表格。",
        "（若无特殊说明，金额单位均为万元）",
        "**一、部门主要职责和机构设置情况**",
        "现就有关事项作如下说明：",
    ],
)
def test_signs_that_mean_something_are_silent(text: str) -> None:
    assert ended(text, "template-left") == {("passed", "")}


def test_instructions_published_with_the_forms_are_told() -> None:
    (message,) = said("编报说明", "template-left")
    assert "填报用的说明不必公开" in message


@pytest.mark.parametrize(
    "text",
    [
        "支出5万元万元，用于日常工作。",
        "主要是主要用于日常工作的支出。",
        "支出5万元，，用于日常工作。",
        "办公费办公费和差旅费共5万元。",
    ],
)
def test_words_printed_twice_are_found(text: str) -> None:
    assert len(said(text, "repeated-words")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "一步一步推进，层层落实责任。",
        "支出预算支付的各项费用共5万元。",
        "税收收入和征收收入共5万元，由3个人管理。",
        "用于住房保障保障性安居工程，以达到项目目的的各项工作。",
    ],
)
def test_words_that_are_doubled_by_nature_are_silent(text: str) -> None:
    assert ended(text, "repeated-words") == {("passed", "")}


def test_an_increase_of_nothing_is_found() -> None:
    (message,) = said("公务接待费5万元，比上年增加0万元，减少-3万元。", "change-of-nothing")
    assert message.startswith("增减写成“增加0万元”、“减少-3万元”")
    assert said("公务接待费5万元，比上年增加0.5万元。", "change-of-nothing") == []


def test_a_name_left_blank_above_a_table_is_found() -> None:
    (message,) = said("单位名称：（盖章）\n单位名称：某局", "name-left-blank")
    assert "共 1 处" in message
    assert ended("单位名称：某局", "name-left-blank") == {("passed", "")}


HEADINGS = "一、主要职责\n负责某项工作。\n{}、机构设置情况\n设三个科室。\n{}、绩效目标\n实行管理。"


def test_headings_in_order_are_silent() -> None:
    assert ended(HEADINGS.format("二", "三"), "heading-order") == {("passed", "")}


@pytest.mark.parametrize(
    ("numbers", "what"), [(("三", "四"), "跳号"), (("二", "二"), "重复"), (("三", "二"), "颠倒")]
)
def test_headings_out_of_order_are_found(numbers: tuple[str, str], what: str) -> None:
    assert any(what in one for one in said(HEADINGS.format(*numbers), "heading-order"))


def test_a_list_within_a_list_is_in_order() -> None:
    inner = "一、负责甲项工作。\n二、负责乙项工作。\n三、负责丙项工作。"
    text = HEADINGS.format("二", "三").replace("负责某项工作。", inner)
    assert ended(text, "heading-order") == {("passed", "")}


def test_a_heading_swallowed_by_the_paragraph_before_is_no_gap() -> None:
    text = HEADINGS.format("三", "四").replace("负责某项工作。", "负责某项工作。二、人员构成")
    assert said(text, "heading-order") == []


def test_a_heading_with_nothing_under_it_is_found() -> None:
    text = "一、政府采购情况\n二、国有资产占有情况\n共有车辆3辆，设备5台。"
    assert said(text, "heading-without-text") == [
        "标题下没有内容：“一、政府采购情况”；没有此项也请写明"
    ]
    assert said(text.replace("\n二", "\n采购5万元，全部为服务。\n二"), "heading-without-text") == []


TWICE = """
    一、“三公”经费说明
    公务用车运行维护费预算支出{}万元，用于保留车辆的燃料、维修和保险等各项费用。
    {heading}
    公务用车运行维护费预算支出{}万元，用于保留车辆的燃料、维修和保险等各项费用。
"""


def test_a_paragraph_with_other_figures_is_found() -> None:
    (message,) = said(TWICE.format(5, 8, heading="具体如下："), "paragraph-twice")
    assert "数字不同：一处 5，一处 8" in message


def test_a_paragraph_that_stands_twice_is_found() -> None:
    (message,) = said(TWICE.format(5, 5, heading="具体如下："), "paragraph-twice")
    assert message.startswith("同一标题下段落重复")


def test_a_paragraph_under_another_heading_is_silent() -> None:
    text = TWICE.format(5, 8, heading="二、所属单位的“三公”经费")
    assert ended(text, "paragraph-twice") == {("passed", "")}


ITEMS = """
    1．财政事务（款）预算业务（项）5万元。主要用于：预算业务的日常工作。
    2．财政事务（款）信息化建设（项）8万元。主要用于：{}的日常工作。
"""


def test_a_purpose_copied_from_another_item_is_found() -> None:
    (message,) = said(ITEMS.format("预算业务"), "copied-purpose")
    assert message.startswith("“信息化建设”的用途或原因写作“预算业务的日常工作”")
    assert ended(ITEMS.format("信息化建设"), "copied-purpose") == {("passed", "")}


IDENTITY = "11010519491231" + "002X"
MOBILE = "138" + "00001234"


@pytest.mark.parametrize(
    ("text", "kind", "shown"),
    [
        (f"联系人身份证号{IDENTITY}，请核对。", "身份证号", "110*************2X"),
        (f"联系人的电话是{MOBILE}。", "个人手机号", "138******34"),
        ("开户行账号：6222 0000 1111 2222 333。", "银行账号", "622**************33"),
        ("家庭住址：某市某路某小区8号。", "家庭住址", "某市某"),
    ],
)
def test_personal_data_are_found_and_never_printed_whole(text: str, kind: str, shown: str) -> None:
    (message,) = said(text, "personal-data")
    assert f"公开了{kind}" in message
    assert shown in message
    assert MOBILE not in message
    assert IDENTITY not in message


@pytest.mark.parametrize(
    "text",
    [
        "公开咨询电话：010-12345678。",
        f"项目编码：{MOBILE}，列入本年预算。",
        "文号某财预〔2022〕19号，金额13800001234.00元。",
    ],
)
def test_office_telephones_and_codes_are_silent(text: str) -> None:
    assert ended(text, "personal-data") == {("passed", "")}


def with_form(*fields: tuple[str, str], basis: str = "") -> Disclosure:
    document = paper("绩效目标随预算公开。")
    costs = (CostLine("某项支出", basis),)
    form = TargetForm("project", "某项目", fields, costs=costs)
    table = Statement("t9", "绩效目标表", "万元", document.passages[0].place, 1, 1, targets=(form,))
    return paper("绩效目标随预算公开。", statements=(table,))


def test_personal_data_in_a_target_form_are_found() -> None:
    assert len(said(with_form(("联系电话", MOBILE)), "personal-data")) == 1
    assert len(said(with_form(basis=f"由经办人（{MOBILE}）负责"), "personal-data")) == 1
    assert said(with_form(("项目代码", MOBILE)), "personal-data") == []


def test_the_name_of_the_filler_is_told_but_not_printed() -> None:
    (message,) = said(with_form(("填报人", "张三")), "filler-name")
    assert "张三" not in message
    assert ended(with_form(("填报人", "")), "filler-name") == {("passed", "")}
    assert len(said("填表人：李四   联系电话：12345678", "filler-name")) == 1


def test_hidden_content_is_told() -> None:
    shown = paper("预算公开。", remarks=(hidden("第 3 页有不可见文字 2 处，没有采用"),))
    assert said(shown, "hidden-content") == ["第 3 页有不可见文字 2 处，没有采用"]
    assert ended("预算公开。", "hidden-content") == {("passed", "")}
