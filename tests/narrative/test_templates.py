"""Templates as data: all load; what is misspelt is refused with its file and key."""

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from tests.narrative.made import written
from yusuan.narrative import template, template_names, terms
from yusuan.narrative.numbers import Style, chinese
from yusuan.narrative.templates import read
from yusuan.standards.errors import InvalidDefinition

ONE = 'outline = ["1 a"]\n[[section]]\nkey = "a"\nheading = "甲"\n[[section.paragraph]]\n'


def refusal(text: str) -> str:
    with pytest.raises(InvalidDefinition) as caught:
        read(text, "x.toml")
    return str(caught.value)


@pytest.mark.parametrize("name", template_names())
def test_every_template_loads_and_holds_what_must_be_published(name: str):
    held = {one.key for one in template(name).sections}
    required = {one.key for one in template("general").sections if one.required}
    assert required <= held and "duties" in required


def test_a_form_set_without_a_template_has_the_general_one():
    assert template("no-such-set") == template("general")


def test_an_outline_renames_and_moves_sections():
    made = template("jianghan-2022")
    assert next(s for s in made.sections if s.key == "three_publics").level == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{sum:flow=revenue}", "没有“sum”这种占位符"),
        ("{amount:colour=red}", "没有这个维度"),
        ("{amount:fund=gold}", "维度“fund”没有成员“gold”"),
        ("{amount:function=999}", "维度“function”没有成员“999”"),
        ("{list:function.4 of flow=revenue}", "没有 4 位这一级"),
        ("{passage:poem}", "没有“poem”这一项"),
        ("[{amount:flow=revenue}", "没有配对"),
        ("{amount:flow=revenue", "没有配对"),
        ("{amount:@}", "只能写在有 each 的段落里"),
        ("[甲]", "没有占位符"),
    ],
)
def test_a_misspelt_placeholder_is_refused_with_its_key(text: str, said: str):
    message = refusal(f'{ONE}text = "{text}"\n')
    assert said in message and "x.toml" in message and "a.paragraph 1.text" in message


def test_a_misspelt_condition_is_refused():
    assert "没有“if”这种条件" in refusal(f'{ONE}text = "甲"\nwhen = "if flow=revenue"\n')


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('extends = "nowhere"', "没有“nowhere”这个模板"),
        ("= 1", "不是正确的 TOML"),
        ('extends = "general"\n[style]\nunit = "两"', "没有“两”这个金额单位"),
        ('extends = "general"\n[reasons]\nrate = "多"', "门槛应是数字"),
        ('extends = "general"\n[expand.fund]\ngold = ["gpb"]', "没有成员“gold”"),
        ('extends = "general"\noutline = ["duties"]', "应写成“层级 节的 key”"),
        ('[[section]]\nheading = "甲"', "没有写 key"),
        (f'{ONE}text = "甲"\neach = "passage poem"', "没有“poem”这段文字"),
        (f'{ONE}text = "甲"\neach = "colour of flow=revenue"', "应写成“维度 of 口径”"),
        (f'{ONE}text = "{{name:x}}"', "不带参数"),
        (f'{ONE}text = "甲]"', "没有配对"),
        (f'{ONE}text = "{{amount:}}"', "没有写口径"),
    ],
)
def test_what_does_not_hold_together_is_refused(text: str, said: str):
    assert said in refusal(text)


def test_an_unknown_key_is_refused():
    assert "没有这个键" in refusal(f'{ONE}text = "甲"\ncolour = "red"\n')


def test_an_outline_without_a_required_section_is_refused():
    message = refusal('extends = "general"\noutline = ["1 duties"]\n')
    assert "缺少必须公开的节" in message and "three_publics" in message


@pytest.mark.parametrize(
    ("style", "value", "printed"),
    [
        (Style(), "39279800", "3927.98"),
        (Style(thousands=True), "39279800", "3,927.98"),
        (Style(), "600000", "60"),
        (Style(), "5000", "0.5"),
        (Style(decimals=(2, 2)), "600000", "60.00"),
        (Style(), "50", "0.01"),
        (Style(unit="元"), "50", "50"),
    ],
)
def test_amounts_are_printed_in_the_style_of_the_set(style: Style, value: str, printed: str):
    assert style.money(Decimal(value)) == printed


def test_chinese_numbers():
    assert [chinese(n) for n in (1, 10, 11, 20, 21)] == ["一", "十", "十一", "二十", "二十一"]


# What is common property: official names and fixed terms. Longer runs would be someone's sentence.
OFFICIAL = (
    "机关事业单位基本养老保险缴费",
    "公务用车购置及运行维护费",
    "其他政府办公厅室及相关机构事务支出",
    "一般公共预算“三公”经费",
    "国有资本经营预算",
    "政府性基金预算",
    "财政专户管理资金",
    "因公出国（境）费",
)


def runs(text: str, size: int = 15) -> Iterator[str]:
    for piece in re.findall(r"[\u4e00-\u9fff]+", text):
        yield from (piece[start : start + size] for start in range(len(piece) - size + 1))


def test_no_sentence_of_ours_is_anothers(shared: Path):
    theirs = {
        run
        for path in sorted((shared / "seeds").glob("*.txt"))
        for run in runs(re.sub(r"\s", "", path.read_text(encoding="utf-8")))
    }
    folder = Path(__file__).parents[2] / "src/yusuan/standards/data/narrative"
    ours = "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.iterdir()))
    for name in OFFICIAL:
        ours = ours.replace(name, "\n")
    assert len(theirs) > 1000
    assert {run for run in runs(ours) if run in theirs} == set()


def test_no_term_is_defined_twice_and_each_has_words():
    names = [term.name for term in terms()]
    assert len(names) == len(set(names)) >= 20
    assert all(term.text.endswith("。") for term in terms())


@pytest.mark.parametrize("name", template_names())
def test_no_template_leaves_a_trace_of_its_language(name: str):
    assert not re.search(r"[{}@\[\]]", written(form_set=name).text)
