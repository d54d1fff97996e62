"""The library of indicators holds together, and suggests what suits a project and why."""

from dataclasses import fields
from time import perf_counter

import pytest

from yusuan.standards import target_library
from yusuan.standards.classification import codes
from yusuan.standards.target_library import ANY, kinds, library
from yusuan.standards.target_suggestions import GROUPS, Sought, group, lacking, suggest


def test_it_is_large_enough_and_names_nothing_twice() -> None:
    assert len(library()) >= 250
    assert len({(one.kind, one.name) for one in library()}) == len(library())


@pytest.mark.parametrize("kind", kinds())
def test_every_kind_has_all_that_a_project_needs(kind: str) -> None:
    own = {group(one.class_) for one in library() if one.kind == kind}
    assert own == {name for name, _ in GROUPS}


def test_names_are_short_noun_phrases_without_their_value() -> None:
    long = [one.name for one in library() if not 3 <= len(one.name) <= 16]
    valued = [
        one.name for one in library() if any(sign in one.name for sign in "≥≤=，。；0123456789")
    ]
    assert (long, valued) == ([], [])


def test_functions_are_codes_of_the_classification() -> None:
    named = [code for one in kinds().values() for code in one.functions]
    assert [code for code in named if code not in codes("function")] == []


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("业务培训经费", "training"),
        ("政府全会会务费", "meeting"),
        ("聘用人员工作经费", "staff"),
        ("政务网运维", "it_running"),
        ("办公设备购置", "equipment"),
        ("临时救助资金", "relief"),
        ("办公楼物业管理", "property"),
        ("食品安全抽检", "testing"),
        ("农村公路养护工程", "roads"),
        ("城区环境整治", "environment"),
        ("市长热线", "hotline"),
        ("专题调研", "research"),
    ],
)
def test_a_project_is_known_by_its_name(name: str, kind: str) -> None:
    assert kind in {one.indicator.kind for one in suggest(Sought(name))}


def test_what_a_project_lacks_comes_first_with_the_reason() -> None:
    found = suggest(Sought("业务培训", classes=frozenset({"output.quantity", "output.quality"})))
    assert "还没有时效指标" in found[0].reasons
    assert "项目名称有“培训”" in found[0].reasons
    assert lacking(frozenset({"output.quantity", "cost.economic"})) == (
        "质量",
        "时效",
        "效益",
        "满意度",
    )


def test_cost_lines_and_functions_speak_too() -> None:
    reasons = [one.reasons for one in suggest(Sought("甲项目", "印刷费", ("2240106",)))]
    assert any("支出内容有“印刷”" in one for one in reasons)
    assert any("功能科目 2240106" in one for one in reasons)


def test_what_is_there_is_not_suggested_again() -> None:
    names = [one.indicator.name for one in suggest(Sought("培训", indicators=("培训人次",)), 40)]
    assert "培训人次" not in names
    assert "培训班次" in names


def test_a_project_that_nothing_tells_of_is_given_what_all_have() -> None:
    assert {one.indicator.kind for one in suggest(Sought("甲"))} == {ANY}


def test_it_is_instant() -> None:
    library()
    start = perf_counter()
    for _ in range(20):
        suggest(Sought("业务培训和宣传工作经费", "印刷费 劳务派遣 租用 检测", ("2010302",)))
    assert perf_counter() - start < 2


def test_values_are_shown_as_a_clerk_writes_them() -> None:
    shown = {one.name: one.shown for one in library()}
    assert shown["培训出勤率"] == "≥90%～100%"
    assert shown["聘用人数"] == "=（按年度计划填写）人"
    assert shown["任务完成时间"] == "≤12月31日前"
    assert shown["耕地质量等级"] == "定性：不降低、提升"


def test_a_row_that_does_not_hold_together_is_refused() -> None:
    names = [field.name.removesuffix("_") for field in fields(target_library.Common)]
    texts = ("any", "output.cost", "cost.economic", "甲", "≈", "元", "预算数", "", "", "sure")
    row = dict(zip(names, texts, strict=True))
    with pytest.raises(target_library.InvalidDefinition, match="没有这个比较符号"):
        target_library._common(row)
