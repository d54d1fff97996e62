"""Next year's budget: what is carried over, what is left out, and what becomes last year's."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.books.made import plausible
from tests.derive.made import budget as made
from yusuan import compiling, derive, narrative
from yusuan.ledger import Coordinates
from yusuan.ledger.budgets import (
    Answer,
    Budget,
    CostItem,
    Project,
    RevenueLine,
    SpendingLine,
    TargetGoal,
    TargetIndicator,
    Task,
)
from yusuan.narrative import Figures
from yusuan.standards.form_sets import form_set_names

YEAR = plausible().entity.year
WHOLE = Coordinates.parse("flow=expenditure")
SETS = [name for name in form_set_names() if not name.endswith("targets")]


def following(budget: Budget) -> tuple[Budget, list[str]]:
    found, remarks = derive.following(budget, {WHOLE: Decimal(5)})
    return found, [remark.message for remark in remarks]


def with_project(project: Project) -> Budget:
    return replace(
        plausible(),
        projects=(project,),
        spending=(SpendingLine("001001", "project", Decimal(7), project=project.key),),
        costs=(CostItem(project.key, "印刷", Decimal(7)),),
        goals=(TargetGoal("办好", project.key),),
        indicators=(TargetIndicator("output.quantity", "件数", project.key),),
    )


def test_the_year_moves_on_and_its_figures_become_last_years() -> None:
    found, _ = following(plausible())
    assert found.entity == replace(plausible().entity, year=YEAR + 1)
    assert [(str(one.about["year"]), one.amount) for one in found.earlier] == [(str(YEAR), 5)]


def test_units_lines_and_passages_are_carried_and_what_is_said_of_a_year_is_not() -> None:
    old = replace(plausible(), answers=(Answer("L-01", "001001 2010302", "有文件"),))
    found, _ = following(old)
    assert (found.units, found.passages) == (old.units, old.passages)
    assert (found.reasons, found.answers) == ((), ())
    assert found.spending == old.spending


@pytest.mark.parametrize(
    ("project", "kept"),
    [
        (Project("p", "甲"), True),
        (Project("p", "甲", end=YEAR), False),
        (Project("p", "甲", end=YEAR + 1), True),
        (Project("p", "甲", frequency="一次性"), False),
        (Project("p", "甲", frequency="一次性项目", start=YEAR, end=YEAR + 1), True),
        (Project("p", "甲", frequency="常年项目", start=YEAR, end=YEAR), True),
        (Project("p", "甲", frequency="延续性", period=f"{YEAR - 2}—{YEAR}年"), False),
        (Project("p", "甲", period=f"{YEAR}年1-12月"), True),
    ],
)
def test_a_project_goes_on_until_it_ends(project: Project, kept: bool) -> None:
    found, said = following(with_project(project))
    lists = (found.projects, found.spending, found.costs, found.goals, found.indicators)
    assert [len(one) for one in lists] == [int(kept)] * 5
    assert any(f"“甲”到 {YEAR} 年结束" in one for one in said) != kept


def test_a_project_of_every_year_has_the_new_year_and_no_evaluation() -> None:
    old = Project(
        "p", "甲", frequency="常年项目", start=YEAR, end=YEAR, previous="优", history="涨"
    )
    (found,) = following(with_project(replace(old, period=f"{YEAR}年1-12月")))[0].projects
    assert (found.start, found.end, found.period) == (YEAR + 1, YEAR + 1, f"{YEAR + 1}年1-12月")
    assert (found.previous, found.history) == ("", "")


def test_money_carried_over_is_told_and_left_out() -> None:
    carried = RevenueLine("001001", "gpb.tax", Decimal(1), carryover=True)
    found, said = following(replace(plausible(), revenue=(*plausible().revenue[:1], carried)))
    assert found.revenue == plausible().revenue[:1]
    assert any("上年结转" in one for one in said)


def test_codes_that_ended_or_are_named_otherwise_are_told() -> None:
    entity = replace(plausible().entity, year=2018)
    codes = ("2010307", "2010305", "2010301")
    lines = tuple(SpendingLine("001001", "project", Decimal(1), code, "302") for code in codes)
    _, said = following(replace(plausible(), entity=entity, spending=lines))
    told = [one for one in said if "支出功能科目" in one]
    assert len(told) == 2
    assert "2010307（法制建设）2019 年起停用" in told[0]
    assert "2010305（专项业务活动）2019 年改称“专项业务及机关事务管理”" in told[1]


def test_texts_that_name_a_year_are_counted() -> None:
    tasks = (Task("编报", f"{YEAR}年六月底前完成"), Task("公开"))
    _, said = following(replace(plausible(), tasks=tasks))
    assert any("重点工作 1 处" in one for one in said)


def test_without_amounts_lines_say_in_their_notes_what_they_came_to() -> None:
    line = replace(plausible().spending[0], note="上年 3 万元；按人数")
    project = Project("p", "甲", start=YEAR, end=YEAR, lifetime=Decimal(9))
    indicator = TargetIndicator("output.cost", "成本", "p", operator="≤", value="5", unit="万元")
    old = replace(with_project(project), spending=(line,), indicators=(indicator,))
    found = derive.unpriced(old)
    assert found.spending[0].note == "上年 120.5 万元；按人数"
    assert found.costs[0].amount is None
    assert (found.projects[0].lifetime, found.indicators[0].value) == (None, "")


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("seed", range(4))
def test_last_years_figures_are_those_of_the_old_budget(name: str, seed: int) -> None:
    old = made(seed, name)
    figures = Figures(derive.facts(old))
    new, _ = compiling.next_year(old, keep=True)
    assert new.earlier or not old.spending
    for one in new.earlier:
        known = figures.figure(one.about.without("year"))
        assert one.amount == (known.value if known else 0), one.about


def test_a_form_with_a_column_for_last_year_has_its_figures() -> None:
    old = made(1, "jianghan-2022")
    new, _ = compiling.next_year(old, keep=True)
    (form,) = [one for one in compiling.compose(new).volume.tables if "整体绩效目标" in one.title]
    rows = {cell.row: [] for cell in form.table.cells}
    for cell in form.table.cells:
        rows[cell.row].append(cell.text)
    total = next(row for row in rows.values() if "合计" in row)
    assert total[-1] == total[-3] != ""  # last year's and this year's


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("seed", range(4))
def test_where_nothing_changed_nothing_is_said_to_have_changed(name: str, seed: int) -> None:
    old = made(seed, name)
    new, _ = compiling.next_year(old, keep=True)
    text = narrative.explanation(new, derive.facts(new), name)
    assert "比上年" not in text.text
    assert ("与上年持平" in text.text) == bool(old.spending)
    told = narrative.explanation(old, derive.facts(old), name).problems
    unknown = {one.about for one in told if one.kind == "unknown_figure"}
    asked = [one for one in text.problems if "没有上年" in one.message]
    assert [one.message for one in asked if one.about not in unknown] == []
