"""Classes that are left out or mistaken, words for numbers, and fields without an answer."""

import pytest

from tests.checks.performance.tools import indicator, messages, statement
from yusuan.checks import performance
from yusuan.checks.performance.answers import is_prompt
from yusuan.ledger import Indicator

ALL = (
    indicator("数量", "培训次数", "≥4次"),
    indicator("质量", "培训合格率", "≥95%"),
    indicator("时效", "完成时限", "2022年12月"),
    indicator("成本", "总成本", "≤20万元"),
    indicator("社会", "业务能力", "提升"),
    indicator("满意度", "学员满意度", "≥90%"),
)


def test_every_rule_has_two_sentences_and_a_basis() -> None:
    for rule in performance.RULES:
        assert rule.name
        assert rule.summary.endswith("。")
        assert rule.summary_en.endswith(".")
        assert rule.basis
    assert len({rule.id for rule in performance.RULES}) == len(performance.RULES)


def test_a_whole_set_of_classes_is_silent() -> None:
    form = statement(*ALL, total="20", costs=(("培训", "5万元/次×4次=20万元", "20"),))
    for rule in performance.RULES:
        assert messages(rule.id, form) == [], rule.id


@pytest.mark.parametrize("number", range(6))
def test_a_class_that_is_left_out_is_named(number: int) -> None:
    (said,) = messages("indicator-classes-complete", statement(*ALL[:number], *ALL[number + 1 :]))
    assert ("数量", "质量", "时效", "成本", "效益", "满意度")[number] in said


@pytest.mark.parametrize(
    ("one", "speaks"),
    [
        (indicator("数量", "文件办理", "及时高效"), True),
        (indicator("满意度", "居民满意度", "不断提升"), True),
        (indicator("社会", "课题运用率", "提升"), True),
        (indicator("社会", "工作水平", "不断提升"), False),
        (indicator("时效", "完成时限", "2022年12月"), False),
        (indicator("成本", "总成本", "≤5万元"), False),
    ],
)
def test_words_do_not_measure(one: Indicator, speaks: bool) -> None:
    assert bool(messages("indicator-is-measurable", statement(one))) == speaks


@pytest.mark.parametrize(
    ("one", "speaks"),
    [
        (indicator("社会", "群众满意度", "≥90%"), True),
        (indicator("质量", "资金按时到位率", "100%"), True),
        (indicator("时效", "经费缩减率", "20%"), True),
        (indicator("数量", "专项经费", "20万元"), True),
        (indicator("数量", "发放补贴", "20万元"), False),
        (indicator("满意度", "群众满意度", "≥90%"), False),
        (indicator("时效", "资金到位及时率", "100%"), False),
    ],
)
def test_an_indicator_stands_in_its_class(one: Indicator, speaks: bool) -> None:
    assert bool(messages("indicator-in-its-class", statement(one))) == speaks


def test_a_class_of_level_two_stands_under_its_own_parent() -> None:
    wrong = Indicator("效益指标", "时效指标", "完成时限", "2022年12月")
    assert len(messages("indicator-in-its-class", statement(wrong))) == 1


def test_a_class_that_does_not_apply_is_left_out() -> None:
    none = indicator("生态", "无直接生态效益", "无直接生态效益")
    assert len(messages("class-applies", statement(none))) == 1
    assert messages("class-applies", statement(indicator("生态", "节能量", "≥5吨"))) == []


def test_a_name_is_not_the_value() -> None:
    rule = "indicator-names-what-it-measures"
    assert len(messages(rule, statement(indicator("时效", "2022年12月", "2022年12月")))) == 1
    assert messages(rule, statement(*ALL)) == []


def test_a_row_holds_one_indicator() -> None:
    rule = "one-indicator-a-row"
    assert (
        len(messages(rule, statement(indicator("数量", "标牌和横幅", "标牌60处，横幅35条")))) == 1
    )
    assert messages(rule, statement(*ALL)) == []


def test_a_prompt_is_no_answer() -> None:
    label = "上年绩效评价结果、整改及应用"
    assert is_prompt(label, "1. 上年评分情况；\n2. 整改情况；\n3. 结果应用情况。")
    assert is_prompt("立项依据", "请说明项目立项的依据")
    assert not is_prompt(label, "1. 上年得分92分；\n2. 已整改两个问题。")
    assert not is_prompt(label, "无")
    assert len(messages("prompts-are-answered", statement(立项依据="请说明立项的依据"))) == 1


def test_one_box_of_a_choice_is_ticked() -> None:
    rule = "one-box-ticked"
    assert messages(rule, statement(项目类别="1. 运转类 ☑ 2. 特定类 ☐")) == []
    assert len(messages(rule, statement(项目类别="1. 运转类 ☐ 2. 特定类 ☐"))) == 1
    assert len(messages(rule, statement(项目类别="1. 运转类 ☑ 2. 特定类 ☑"))) == 1


def test_a_telephone_is_a_number() -> None:
    rule = "telephone-is-a-number"
    assert messages(rule, statement(联系电话="010-00000000")) == []
    assert len(messages(rule, statement(联系电话="某某"))) == 1
