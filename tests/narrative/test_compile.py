"""The whole text: what is said, what is left out, and what the clerk is asked for."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from tests.narrative.made import BUDGET, THIS_YEAR, UNIT, facts, kinds, messages, section, written
from yusuan.ledger.budgets import (
    Budget,
    CostItem,
    Entity,
    Passage,
    Purchase,
    Quantity,
    SpendingLine,
    TargetGoal,
    TargetIndicator,
    Unit,
)
from yusuan.narrative import explanation, template, template_names, used

#: Money, shares and counts as a text of ours prints them.
AMOUNT = re.compile(r"[\d,]*\d(?:\.\d+)?(?=万元|元|%|辆|人|个|台|平方米)")


def test_sections_are_numbered_without_gaps_and_parts_restart_them():
    made = written(passages=())  # no duties: their section says nothing
    numbers = [(one.number, one.key) for one in made.sections][:4]
    assert [key for _, key in numbers] == ["overview", "organisation", "staff", "budget"]
    assert [number for number, _ in numbers] == ["第一部分　", "一、", "二、", "第二部分　"]


def test_a_missing_passage_is_a_problem():
    made = written(passages=())
    assert any("主要职责" in one for one in messages(made, "missing_passage"))


def test_funds_without_money_are_stated_to_be_none():
    made = written()
    assert section(made, "government_funds").startswith("本部门2025年没有政府性基金安排的支出")
    assert section(made, "state_capital").startswith("本部门2025年没有国有资本经营预算安排")


def test_a_fund_with_money_is_told_by_function():
    extra = "40 flow=expenditure fund=gf nature=project function=2120801\n40 flow=revenue fund=gf"
    said = section(written(THIS_YEAR, extra), "government_funds")
    assert "由政府性基金预算安排支出40万元" in said and "征地和拆迁补偿支出40万元" in said


def test_nothing_is_stated_of_a_fund_that_is_not_known():
    made = written("10 flow=expenditure\n10 flow=revenue")
    assert "没有政府性基金安排的支出" not in made.text
    assert any("政府性基金预算支出" in one for one in messages(made, "unknown_figure"))


def test_shares_add_up_to_a_hundred_but_for_rounding():
    made = written("1 flow=revenue fund=gpb\n1 flow=revenue fund=gf\n1 flow=revenue fund=service")
    found = next(one for one in made.sections if one.key == "revenue")
    shares = [Decimal(s.printed) for s in found.paragraphs[0].spans if s.operation == "share"]
    assert shares == [Decimal("33.33")] * 3 and abs(sum(shares) - 100) <= Decimal("0.015")


def test_each_project_has_its_amount_and_its_use():
    said = section(written(), "projects")
    assert "1．馆藏数字化130万元，用于扫描馆藏档案。" in said
    assert "2．库房设备更新50万元，用于更换除湿设备。" in said


OF_UNITS = """
    60 flow=revenue fund=gpb unit=1
    40 flow=revenue fund=gpb unit=2
    60 flow=expenditure fund=gpb nature=basic function=2010301 unit=1
    {}
    15 flow=expenditure fund=gpb nature=basic function=2010350 unit=3
"""
SECOND = "25 flow=expenditure fund=gpb nature=basic function=2010350 unit=2"
UNITS = (Unit("1", "甲局"), Unit("2", "甲中心", own=False), Unit("3", "甲队", own=False))


def test_a_department_shows_its_own_office_and_its_subordinate_units():
    made = written(OF_UNITS.format(SECOND), units=UNITS)
    assert "共3个，其中本级1个、所属单位2个：" in section(made, "organisation")
    said = section(made, "expenditure")
    assert "支出按本级和所属单位分：本级60万元，占60%；所属单位（2个）40万元，占40%。" in said
    paragraph = next(one for one in made.paragraphs if "支出按本级" in one.text)
    bound = [(one.printed, one.facts) for one in paragraph.spans if one.operation == "amount"]
    assert bound == [("60", ("f2",)), ("40", ("f3", "f4"))]


@pytest.mark.parametrize(
    "units", [UNITS[:1], UNITS[1:], tuple(replace(one, own=True) for one in UNITS)]
)
def test_only_a_department_of_both_shows_both(units):
    assert "本级和所属" not in written(OF_UNITS.format(SECOND), units=units).text


def test_money_that_is_not_known_by_unit_is_not_parted():
    together = SECOND.replace("unit=2", "")
    made = written(OF_UNITS.format(together), units=UNITS)
    assert "本级和所属" not in section(made, "expenditure")
    assert "收入按本级和所属" in section(made, "revenue")


def test_the_lines_of_a_project_are_listed_where_there_are_several():
    line = "130 flow=expenditure nature=project project=p1 line=扫描"
    assert "明细" not in section(written(THIS_YEAR, line), "projects")
    lines = line.replace("130", "100") + "\n30 flow=expenditure nature=project project=p1 line=编目"
    assert "明细为：扫描100万元、编目30万元。" in section(written(THIS_YEAR, lines), "projects")


def test_parts_that_do_not_make_up_the_whole_are_told():
    made = written("10 flow=expenditure\n4 flow=expenditure function=201\n10 flow=revenue")
    assert any("按支出功能科目分列共 40,000" in one for one in messages(made, "parts_differ"))


def test_the_travel_that_is_not_planned_is_stated_from_the_rest():
    said = section(written(), "three_publics")
    assert "因公出国（境）费未安排，与上年相同。" in said
    assert "公务接待费2万元，比上年增加1万元，增长100%" in said


SPENT = """
    10 flow=revenue fund=gpb
    8 flow=expenditure fund=gpb nature=basic dept_economic=30101
    2 flow=expenditure fund=gpb nature=basic dept_economic={}
"""


def test_where_every_class_is_known_to_the_last_an_item_not_named_is_none():
    assert "没有安排“三公”经费" in section(written(SPENT.format("30201")), "three_publics")


def test_where_a_class_is_coarse_an_item_not_named_is_not_known():
    made = written(SPENT.format("302"))
    assert "没有安排“三公”经费" not in made.text
    assert any("‘三公’经费" in one for one in messages(made, "unknown_figure"))


def test_money_carried_over_is_told_beside_the_income_of_the_year():
    carried = "40 flow=revenue fund=gpb balance=carryover"
    said = section(written(THIS_YEAR, carried), "revenue")
    assert "收入预算640万元，由本年收入600万元和上年结转40万元组成" in said


def test_a_unit_speaks_of_itself_as_one():
    made = written(entity=replace(BUDGET.entity, scope="unit"))
    assert "本单位核定编制20人，在职18人。" in section(made, "staff")
    assert section(made, "organisation").endswith("单位预算只含青溪县档案馆自身的收支。")


def test_all_appropriations_are_told_by_budget_and_own_funds_by_source():
    made = written("6 flow=revenue fund=gpb.tax\n1 flow=revenue fund=gf\n3 flow=revenue fund=other")
    said = section(made, "revenue")
    assert "一般公共预算6万元，占60%；政府性基金预算1万元，占10%；其他收入3万元" in said


def test_procurement_is_told_by_category_and_an_empty_list_is_none():
    bought = "9 item=procurement procurement=goods\n3 item=procurement procurement=services"
    purchase = Purchase("101001", "除湿机", Decimal(90_000), category="goods")
    said = section(written(THIS_YEAR, bought, purchases=(purchase,)), "procurement")
    assert said == "2025年列入政府采购的预算12万元，其中：货物9万元、服务3万元。"
    assert section(written(), "procurement") == "2025年没有列入政府采购的预算。"


def test_institutions_alone_have_no_organ_running_cost():
    alone = (replace(UNIT, kind="institution"),)
    made = written("10 flow=expenditure\n10 flow=revenue", units=alone)
    assert "不涉及机关运行经费" in section(made, "running_cost")


def test_vehicles_are_a_quantity_and_asked_for_by_none_where_a_passage_tells_them():
    made = written(quantities=(Quantity("vehicles", Decimal(2), "辆"),))
    assert section(made, "assets") == "2024年末，本部门有车辆2辆。"
    told = written(passages=(Passage("assets", "资产由机关事务局统一管理。"),))
    assert section(told, "assets") == "资产由机关事务局统一管理。"


def test_a_required_section_without_any_content_is_told():
    made = written()
    assert "国有资产占用" not in made.text
    assert any("“国有资产占用”没有内容" in one for one in messages(made, "missing_passage"))


def test_targets_are_counted_with_their_money():
    made = written(goals=(TargetGoal("数字化", project="p1"), TargetGoal("总体目标")))
    assert "设定绩效目标的项目有1个，涉及资金130万元" in section(made, "performance")
    assert "整体支出也设定了绩效目标，涉及资金600万元" in section(made, "performance")


def test_targets_of_a_project_without_money_are_told_and_no_amount_is_printed():
    made = written("10 flow=expenditure nature=project project=p1", goals=(TargetGoal("a", "p2"),))
    assert "涉及资金" not in section(made, "performance")
    assert any("库房设备更新" in one for one in messages(made, "unknown_figure"))


def test_a_project_that_only_its_cost_lines_name_is_told_with_what_they_come_to():
    lines = """
        60 flow=expenditure nature=project project=各专项
        60 flow=expenditure fund=gpb nature=project project=各专项
        4 flow=expenditure nature=project project=p1 line=扫描 fund=appropriation.own
        2 flow=expenditure nature=project project=p1 line=编目 fund=appropriation.own
    """
    spending = (SpendingLine("101001", "project", Decimal(600000), project="各专项"),)
    costs = (CostItem("p1", "扫描", Decimal(40000)), CostItem("p1", "编目", Decimal(20000)))
    made = written(lines, spending=spending, costs=costs, goals=(TargetGoal("a", "p1"),))
    assert "（1）馆藏数字化6万元，用于扫描馆藏档案。" in section(made, "projects")
    assert "设定绩效目标的项目有1个，涉及资金6万元" in section(made, "performance")
    open_ = written(lines, spending=spending, costs=(*costs, CostItem("p1", "其他")))
    assert "馆藏数字化" not in section(open_, "projects")


def test_indicators_without_a_goal_are_a_target_too():
    made = written(indicators=(TargetIndicator("output.quantity", "收文"),))
    assert "整体支出也设定了绩效目标" in section(made, "performance")


def test_target_forms_alone_have_no_explanation():
    made = written(form_set="shifeng-2023-targets")
    assert (made.sections, made.problems) == ((), ())


def test_units_of_a_department_are_named_and_counted():
    units = (UNIT, Unit("101002", "青溪县方志办", own=False))
    said = section(written(units=units), "organisation")
    assert "单位共2个，其中本级1个、所属单位1个：青溪县档案馆、青溪县方志办。" in said


def test_the_glossary_explains_the_terms_used_and_no_others():
    made = written()
    said = section(made, "glossary")
    before = "".join(p.text for s in made.sections if s.key != "glossary" for p in s.paragraphs)
    explained = [line.split("：")[0].split("．")[1] for line in said.splitlines()]
    assert explained == [term.name for term in used(before)]
    assert "基本支出" in explained and "事业收入" not in explained


def test_empty_tables_are_named():
    made = explanation(BUDGET, facts(THIS_YEAR), "hetang-2024")
    assert "《国有资本经营预算支出表》" in section(made, "empty_tables")


def test_tables_of_an_unknown_form_set_are_not_said_to_be_full():
    made = written(form_set="no-such-set")
    assert "没有空表" not in made.text
    assert any("“空表说明”没有内容" in one for one in messages(made, "missing_passage"))


def test_an_empty_budget_has_no_figures_and_many_questions():
    made = explanation(Budget(Entity("某局", 2025)), (), "general")
    assert not any(paragraph.spans for paragraph in made.paragraphs)
    assert {"missing_passage", "unknown_figure"} <= kinds(made)


def test_an_amount_typed_by_hand_is_pointed_at():
    made = written(passages=(Passage("duties", "管理专款300万元。"),))
    assert "loose_amount" in kinds(made)


@pytest.mark.parametrize("name", template_names())
def test_every_figure_in_the_text_is_bound(name: str):
    made = written(
        form_set=name,
        goals=(TargetGoal("数字化", project="p1"),),
        quantities=(Quantity("vehicles", Decimal(2), "辆"),),
    )
    for paragraph in made.paragraphs:
        bound = {(span.start, span.end) for span in paragraph.spans}
        assert {match.span() for match in AMOUNT.finditer(paragraph.text)} <= bound, paragraph.text


@pytest.mark.parametrize("name", template_names())
def test_every_figure_is_what_its_facts_give_again(name: str):
    listed = facts(THIS_YEAR, "500 year=2024 flow=expenditure\n9 year=2024 item=three_publics")
    made = explanation(BUDGET, listed, name)
    amounts = {one.id: one.amount.value for one in listed}
    spans = [(span, one.text) for one in made.paragraphs for span in one.spans]
    assert len(spans) > 20
    for span, text in spans:
        assert text[span.start : span.end] == span.printed
        assert span.recompute(amounts, made.style) == span.printed


def test_a_different_fact_moves_the_figures_that_rest_on_it():
    listed = facts(THIS_YEAR)
    spans = [s for p in written(THIS_YEAR).paragraphs for s in p.spans if s.printed == "130"]
    amounts = {one.id: one.amount.value for one in listed}
    amounts[spans[0].facts[0]] += 10_000
    assert spans[0].recompute(amounts, template("general").style) == "131"


def test_the_text_uses_chinese_punctuation_and_no_spaces():
    assert not re.search(r"[ ,;:()\[\]{}]|，。|。。|，，", written().text)
