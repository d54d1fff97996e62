"""In a target form sources, spending lines and projects make up what they belong to."""

from tests.checks.tools import endings, findings
from yusuan.checks.rules import DERIVED
from yusuan.checks.text.changes import CHANGE
from yusuan.checks.text.organ_cost import ORGAN_COST
from yusuan.checks.text.sums import SUM
from yusuan.checks.wording import _SENTENCES

RULE = "target-form-adds-up"
SOURCES = """
    《项目绩效目标表》 万元
    = 13.00 project=甲
    = 10.00 project=甲 fund=appropriation.own
    = {rest} project=甲 fund=rest
"""


def test_sources_with_the_rest_among_them_make_the_whole() -> None:
    assert findings(SOURCES.format(rest="3.00")) == []
    assert len(findings(SOURCES.format(rest="2.00"))) == 1


def test_sources_without_the_rest_may_be_a_selection() -> None:
    text = SOURCES.replace("fund=rest", "fund=special")
    assert endings(text.format(rest="2.00"), RULE) == {("not_checked", "所列项目不一定齐全")}
    assert ("failed", "") in endings(text.format(rest="4.00"), RULE)


def test_spending_lines_make_the_project() -> None:
    text = """
        《项目绩效目标表》 万元
        = 13.00 project=甲
        = 6.50 project=甲 line=调研
        = {print} project=甲 line=印刷
    """
    assert findings(text.format(print="6.50")) == []
    assert len(findings(text.format(print="6.00"))) == 1


def test_projects_make_project_expenditure_and_never_more() -> None:
    text = """
        《部门整体绩效目标表》 万元
        = 10.00 flow=expenditure nature=project
        = 6.00 flow=expenditure nature=project project=甲
        = {other} flow=expenditure nature=project project=乙
    """
    assert endings(text.format(other="4.00"), RULE) == {("passed", "")}
    assert endings(text.format(other="3.00"), RULE) == {("not_checked", "所列项目不一定齐全")}
    assert endings(text.format(other="5.00"), RULE) == {("failed", "")}


def test_money_carried_over_may_stand_among_the_sources_or_within_them() -> None:
    text = SOURCES + "    = 2.00 project=甲 balance=carryover\n"
    assert findings(text.format(rest="1.00")) == []
    assert findings(text.format(rest="3.00")) == []
    assert len(findings(text.format(rest="2.00"))) == 1


def test_the_sources_of_a_form_make_what_it_spends() -> None:
    text = """
        《部门整体绩效目标表》 万元
        = 13.00 flow=expenditure
        = 9.00 flow=revenue fund=appropriation
        = {rest} flow=revenue fund=rest
    """
    assert endings(text.format(rest="4.00"), RULE) == {("passed", "")}
    assert endings(text.format(rest="3.00"), RULE) == {("failed", "")}


def test_every_rule_of_relations_has_its_sentence() -> None:
    assert _SENTENCES.keys() == {rule.id for rule in (*DERIVED, SUM, CHANGE, ORGAN_COST)}


def test_one_spending_line_alone_is_all_of_its_project() -> None:
    text = """
        《项目绩效目标表》 万元
        = 13.00 project=甲
        = {line} project=甲 line=调研
    """
    assert findings(text.format(line="13.00")) == []
    assert len(findings(text.format(line="12.00"))) == 1
