"""Targets of a budget as a form prints them, and back into the lists of a budget."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.forms.test_render_targets import read_back, said
from yusuan.forms.render_targets import render_targets
from yusuan.forms.target_values import boxed, targets_of
from yusuan.forms.target_values_back import lists_of, ticked
from yusuan.ledger.budgets import (
    Budget,
    CostItem,
    Entity,
    Passage,
    Project,
    Purchase,
    SpendingLine,
    TargetGoal,
    TargetIndicator,
    Task,
    Unit,
)
from yusuan.standards.form_sets import form_set

KEY = "p1"
PROJECT = Project(
    key=KEY,
    name="道路养护",
    unit="101",
    category="其他运转类",
    frequency="常年项目",
    start=2024,
    end=2026,
    direction="市政维护",
    special="城市维护",
    lifetime=Decimal(900_000),
    basis="某文件",
    plan="分季实施",
    previous="无",
    history="持平",
    period="2024年全年",
    use="路面和桥面",
)
GOALS = (
    TargetGoal("道路畅通", KEY, "period"),
    TargetGoal("养护主干道", KEY, "annual"),
)
INDICATORS = (
    TargetIndicator("output.quantity", "里程", KEY, operator="≥", value="12", unit="公里"),
    TargetIndicator(
        "output.cost", "成本", KEY, operator="≤", value="30", unit="万元", basis="预算"
    ),
    TargetIndicator("outcome.social", "评价", KEY, operator="定性", value="优", remark="抽查"),
    TargetIndicator("cost.ecological", "扬尘", KEY, value="不扰民"),
    TargetIndicator("output.cost", "单价", KEY, value="低", level1="成本指标"),
)
COSTS = (
    CostItem(KEY, "沥青", Decimal(200_000), "十吨", "路面", "appropriation.own"),
    CostItem(KEY, "沥青", Decimal(50_000), "两吨", "桥面", "rest"),
    CostItem(KEY, "人工", Decimal(50_000), "", "", "appropriation.own"),
)
BUDGET = Budget(
    Entity("某局", 2024),
    units=(Unit("101", "某局机关"),),
    spending=(SpendingLine("101", "project", Decimal(300_000), project=KEY),),
    projects=(PROJECT,),
    costs=COSTS,
    purchases=(
        Purchase("101", "沥青", Decimal(20_000), project=KEY, quantity="10吨", listed=False),
        Purchase("101", "标志牌", Decimal(10_000), project=KEY, listed=False),
    ),
    goals=(*GOALS, TargetGoal("全区畅通", "", "annual")),
    indicators=(*INDICATORS, TargetIndicator("output.quantity", "条数", value="3", unit="条")),
    tasks=(Task("养护", "全年不断", "养护科"), Task("巡查", "每日一次")),
    passages=(Passage("duties", "管理道路。"),),
)


def form(name: str, key: str):
    return form_set(name).form(key)


def project_lists(name: str, key: str):
    """The lists of the project, through the values of a form and back."""
    wanted = form(name, key)
    (values,) = targets_of(BUDGET, wanted)
    return lists_of(values.target, wanted, values.facts, key=KEY, unit="101")


@pytest.mark.parametrize(("name", "key"), [("general", "f2"), ("jianghan-2022", "t13")])
def test_the_costs_of_a_project_come_back(name, key):
    shown = {one.name: {c.role for c in one.columns} for one in form(name, key).lists}["costs"]
    found = project_lists(name, key).costs
    assert [(one.name, one.amount, one.basis, one.fund) for one in found] == [
        (one.name, one.amount, one.basis, one.fund) for one in COSTS
    ]
    assert "detail" not in shown or [one.detail for one in found] == [one.detail for one in COSTS]


def test_all_that_the_general_form_prints_of_a_project_comes_back():
    found = project_lists("general", "f2")
    assert found.project == PROJECT
    assert found.goals == GOALS
    assert found.indicators == INDICATORS
    assert found.costs == COSTS
    assert found.purchases == BUDGET.purchases


def test_what_comes_back_from_print_is_what_went_in():
    wanted = form("general", "f2")
    (values,) = targets_of(BUDGET, wanted)
    grids = render_targets(wanted, [values.target], values.facts, year=2024)
    (target,), facts = read_back(grids)
    found = lists_of(target, wanted, facts, key=KEY, unit="101")
    assert (found.project, found.goals, found.indicators) == (PROJECT, GOALS, INDICATORS)
    assert [one.amount for one in found.costs] == [one.amount for one in COSTS]


def test_a_list_of_the_projects_of_a_budget_is_added_up():
    wanted = form("shifeng-2023-targets", "f2")
    targets = [values.target for values in targets_of(BUDGET, wanted)]
    (grid,) = render_targets(wanted, targets, (), year=2024)
    total = [cell.text for cell in grid.table.cells if cell.row == 1]
    assert total == ["", "合计", "30", "", ""]
    assert grid.remarks == ()


def test_a_project_known_by_its_name_alone_has_no_form():
    bare = Project("p2", "各专项", "101")
    budget = replace(BUDGET, projects=(bare, PROJECT))
    wanted = form("shifeng-2023-targets", "f3")
    assert [one.target.name for one in targets_of(budget, wanted)] == ["道路养护"]
    aimed = replace(budget, goals=(TargetGoal("a", "p2"),))
    assert [one.target.name for one in targets_of(aimed, wanted)] == ["各专项", "道路养护"]


def test_boxes_are_ticked_and_untick_again():
    options = ("一次性项目", "常年项目")
    text = boxed("常年项目", options)
    assert text == "1. 一次性项目 ☐ 2. 常年项目 ☑"
    assert ticked(text, options) == "常年项目"


def test_a_choice_that_is_no_option_stands_as_it_is():
    assert boxed("机动", ("一次性项目",)) == ticked("机动", ("一次性项目",)) == "机动"


def test_purchases_come_back_with_name_quantity_and_money():
    assert project_lists("jianghan-2022", "t13").purchases == BUDGET.purchases


def test_the_sources_of_a_project_are_the_sums_of_its_lines():
    wanted = form("jianghan-2022", "t13")
    (values,) = targets_of(BUDGET, wanted)
    _, facts = read_back(render_targets(wanted, [values.target], values.facts, year=2024))
    sums = [figure for about, figure in said(facts) if "fund=rest" in about and "line" not in about]
    assert sums == ["50000"]


def test_money_without_a_column_is_said():
    budget = Budget(
        BUDGET.entity,
        projects=(PROJECT,),
        costs=(CostItem(KEY, "养护", Decimal(1), fund="gpb"),),
    )
    (values,) = targets_of(budget, form("jianghan-2022", "t13"))
    assert [one.message for one in values.remarks] == [
        "支出内容“养护”的资金来源在这张表里没有栏目，金额没有印出"
    ]


def test_other_money_is_what_no_column_names():
    budget = Budget(
        BUDGET.entity,
        projects=(PROJECT,),
        costs=(CostItem(KEY, "贷款利息", Decimal(20000), fund="debt"),),
    )
    wanted = form("jianghan-2022", "t13")
    (values,) = targets_of(budget, wanted)
    _, facts = read_back(render_targets(wanted, [values.target], values.facts, year=2024))
    sums = [figure for about, figure in said(facts) if "fund=rest" in about and "line" not in about]
    assert (sums, values.remarks) == (["20000"], ())


def test_a_list_of_special_funds_has_a_row_for_each():
    wanted = form("shifeng-2023-targets", "f2")
    several = [
        Project(key, key, special=fund) for key, fund in [("a", "专"), ("b", "专"), ("c", "")]
    ]
    budget = Budget(
        Entity("甲局", 2023),
        projects=tuple(several),
        costs=tuple(CostItem(one.key, "办公费", Decimal(10000)) for one in several),
        goals=(TargetGoal("通", "a"), TargetGoal("畅", "b")),
    )
    found = [one.target for one in targets_of(budget, wanted)]
    assert [(one.name, dict(one.fields)["金额"]) for one in found] == [("专", "2"), ("c", "1")]
    assert [goal.text for goal in found[0].goals] == ["通\n畅"]


def test_the_department_has_its_duties_tasks_goals_and_indicators():
    (values,) = targets_of(BUDGET, form("general", "f1"))
    found = lists_of(values.target, form("general", "f1"), values.facts)
    assert dict(values.target.fields)["部门职责概述"] == "管理道路。"
    assert (found.project, found.tasks) == (None, BUDGET.tasks)
    assert found.goals == (BUDGET.goals[-1],)
    assert found.indicators == (BUDGET.indicators[-1],)


def test_one_text_is_divided_into_comparison_value_and_unit():
    found = project_lists("jianghan-2022", "t13").indicators
    assert [(one.operator, one.value, one.unit) for one in found[:3]] == [
        ("≥", "12", "公里"),
        ("≤", "30", "万元"),
        ("", "优", ""),
    ]


def test_goals_with_numbers_keep_their_numbers():
    budget = Budget(
        BUDGET.entity,
        goals=(TargetGoal("富", "", "period", 1), TargetGoal("好", "", "annual", 1)),
        indicators=(TargetIndicator("output.quantity", "件数", goal=1, value="3件"),),
    )
    wanted = form("jianghan-2022", "t12")
    (values,) = targets_of(budget, wanted)
    targets, _ = read_back(render_targets(wanted, [values.target], (), year=2024))
    found = lists_of(targets[0], wanted, ())
    assert found.goals == budget.goals
    assert [(one.horizon, one.goal) for one in found.indicators] == [("annual", 1)]


words = st.text("道路养护绿化巡查亮灯排水甲乙丙", min_size=1, max_size=8)
amounts = st.integers(1, 10**7).map(lambda cents: Decimal(cents * 100))
classes = st.sampled_from(
    ["output.quantity", "output.quality", "output.cost", "outcome.social", "cost.economic"]
)
indicators = st.builds(
    TargetIndicator,
    level2=classes,
    name=words,
    project=st.just(KEY),
    operator=st.sampled_from(["≥", "≤", "=", "定性", ""]),
    value=st.integers(0, 9999).map(str) | words,
    unit=st.sampled_from(["", "个", "公里", "%", "万元"]),
    basis=st.just("") | words,
    remark=st.just("") | words,
)
cost_items = st.builds(
    CostItem,
    project=st.just(KEY),
    name=words,
    amount=amounts,
    basis=words,
    detail=words,
    fund=st.sampled_from(["appropriation.own", "rest", "gpb"]),
)


@given(st.lists(indicators, min_size=1, max_size=12), st.lists(cost_items, min_size=1, max_size=8))
def test_indicators_and_costs_survive_the_values_of_the_general_form(given_indicators, given_costs):
    budget = Budget(
        BUDGET.entity,
        projects=(PROJECT,),
        costs=tuple(given_costs),
        indicators=tuple(given_indicators),
    )
    wanted = form("general", "f2")
    (values,) = targets_of(budget, wanted)
    found = lists_of(values.target, wanted, values.facts, key=KEY)
    assert found.indicators == budget.indicators
    assert found.costs == budget.costs


@given(st.lists(indicators, min_size=1, max_size=12), st.lists(cost_items, min_size=1, max_size=8))
def test_indicators_and_costs_survive_print_in_the_general_form(given_indicators, given_costs):
    budget = Budget(
        BUDGET.entity,
        projects=(PROJECT,),
        costs=tuple(given_costs),
        indicators=tuple(given_indicators),
    )
    wanted = form("general", "f2")
    (values,) = targets_of(budget, wanted)
    grids = render_targets(wanted, [values.target], values.facts, year=2024)
    (target,), facts = read_back(grids)
    found = lists_of(target, wanted, facts, key=KEY)
    assert found.indicators == budget.indicators
    assert [(one.name, one.amount, one.basis) for one in found.costs] == [
        (one.name, one.amount, one.basis) for one in budget.costs
    ]
