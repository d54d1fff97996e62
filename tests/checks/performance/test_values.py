"""Values of indicators: columns, operators, rates, directions, units, dates."""

import pytest

from tests.checks.performance.tools import findings, indicator, messages, statement
from yusuan.ledger import Indicator


def said(rule: str, *indicators: Indicator, **fields: str) -> list[str]:
    return messages(rule, statement(*indicators, **fields))


def test_value_content_and_unit_say_the_same() -> None:
    rule = "indicator-columns-agree"
    good = indicator("数量", "培训次数", "8次", content="8", unit="次", operator="≥")
    assert said(rule, good) == []
    (found,) = findings(
        rule, statement(indicator("数量", "培训次数", "8次", content="12", unit="次"))
    )
    assert (found.severity, found.expected, found.printed) == ("error", "8次", "12")
    assert len(said(rule, indicator("数量", "培训", "8次", content="做好培训", unit="次"))) == 1
    assert len(said(rule, indicator("数量", "培训", "8次", content="8", unit="人"))) == 1


def test_a_number_has_an_operator_and_words_have_none() -> None:
    rule = "operator-fits-value"
    good = (
        indicator("数量", "培训", "8次", operator="≥"),
        indicator("社会", "影响", "提升", operator="定性"),
    )
    assert said(rule, *good) == []
    assert len(said(rule, indicator("数量", "培训", "8次", operator="定性"))) == 1
    assert len(said(rule, indicator("社会", "影响", "提升", operator="≥"))) == 1
    assert len(said(rule, indicator("数量", "培训", "8次", operator="定量"))) == 1


def test_a_rate_is_within_a_hundred() -> None:
    rule = "rate-within-hundred"
    assert (
        said(rule, indicator("质量", "合格率", "≥98%"), indicator("经济", "收入增长率", "≥120%"))
        == []
    )
    assert len(said(rule, indicator("满意度", "群众满意度", "≥950%"))) == 1


def test_rates_are_printed_in_one_way() -> None:
    rule = "rate-in-one-notation"
    assert said(rule, indicator("质量", "合格率", "0.9")) == []
    assert (
        len(said(rule, indicator("质量", "合格率", "0.9"), indicator("质量", "办结率", "95%"))) == 1
    )


@pytest.mark.parametrize(
    ("one", "speaks"),
    [
        (indicator("成本", "总成本", "≤20万元"), False),
        (indicator("成本", "总成本", "≥20万元"), True),
        (indicator("质量", "差错率", "≤4‰"), False),
        (indicator("质量", "差错率", "≥4‰"), True),
        (indicator("满意度", "居民满意度", "≥90%"), False),
        (indicator("满意度", "居民满意度", "≤90%"), True),
        (indicator("成本", "经费缩减率", "≥20%"), False),
    ],
)
def test_an_operator_points_the_right_way(one: Indicator, speaks: bool) -> None:
    assert bool(said("operator-points-the-right-way", one)) == speaks


def test_a_number_has_its_unit() -> None:
    rule = "number-has-unit"
    assert (
        said(rule, indicator("数量", "帮扶村", "2个"), indicator("数量", "份数", "200", unit="份"))
        == []
    )
    assert len(said(rule, indicator("数量", "帮扶村", "2"))) == 1


def test_a_deadline_lies_in_the_year() -> None:
    rule = "deadline-within-year"
    assert said(rule, indicator("时效", "完成时限", "2022年12月")) == []
    assert said(rule, indicator("时效", "完成时限", "2023年6月"), 实施期="2022年至2024年") == []
    assert len(said(rule, indicator("时效", "完成时限", "2021年12月"))) == 1


def test_a_project_starts_before_it_ends_and_runs_in_the_year() -> None:
    rule = "deadline-within-year"
    assert said(rule, 起始年度="2022", 终止年度="2024") == []
    assert len(said(rule, 起始年度="2024", 终止年度="2022")) == 1
    assert len(said(rule, 起始年度="2019", 终止年度="2020")) == 1


def test_the_unit_is_compared_though_the_numbers_differ() -> None:
    one = indicator("数量", "招商次数", "8次", content="12", unit="人")
    assert len(messages("indicator-columns-agree", statement(one))) == 2
    same = indicator("数量", "招商次数", "8次", content="8", unit="次")
    assert messages("indicator-columns-agree", statement(same)) == []
