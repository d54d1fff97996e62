"""Each project of the published budgets, printed by the forms of every other generation.

Nothing is lost that the form has room for: what is read from the print is what the budget says.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.forms.test_render_targets import read_back
from yusuan.derive import facts, names, recover
from yusuan.documents import reader
from yusuan.forms.figures import within
from yusuan.forms.recognise import recognise
from yusuan.forms.render_targets import render_targets
from yusuan.forms.render_targets_words import joined
from yusuan.forms.target_values import OF_PROJECT, columns_of, targets_of
from yusuan.forms.target_values_back import TargetLists, lists_of
from yusuan.ledger import Coordinates, Indicator
from yusuan.ledger.budgets import Budget, CostItem, Project, TargetIndicator
from yusuan.standards.form_sets import Form, form_sets
from yusuan.standards.labels import fold
from yusuan.standards.target_classes import parents

pytestmark = pytest.mark.shared

DOCUMENTS = (
    "shifeng-2019-targets",
    "shifeng-2020",
    "shifeng-2023-targets",
    "hetang-2024",
    "jianghan-2022",
)
EVERY = [(name, form) for name, one in form_sets().items() for form in one.targets]
FORMS = [(name, form.key) for name, form in EVERY if form.target != "whole"]
WHOLE = [(name, form.key) for name, form in EVERY if form.target == "whole"]


def printed(budget: Budget, form: Form) -> list[TargetLists]:
    """What reading the print of every project gives."""
    found = targets_of(budget, form)
    own = [*facts(budget), *(fact for one in found for fact in one.facts)]
    year, targets = budget.entity.year, [one.target for one in found]
    grids = render_targets(form, targets, own, year=year, names=names(budget))
    again, read = read_back(grids, year, budget.entity.name)
    again = [one for one in again if one.kind != "total"]
    return [lists_of(one, form, read, key=one.name) for one in again]


def lost(budget: Budget, project: Project, form: Form, got: TargetLists) -> Iterator[str]:
    """What the form has room for and its print does not say of a project."""
    roles = {column.role for column in columns_of(form)}
    for role, attribute in OF_PROJECT.items():
        said, read = getattr(project, attribute), getattr(got.project, attribute)
        if role in roles and role != "project" and said and fold(str(said)) != fold(str(read)):
            yield f"{attribute}: {said} → {read}"
    yield from unsaid(budget, project.key, form, got)
    costs = {(fold(one.name), one.amount) for one in got.costs}
    for cost in budget.costs if form.list("costs") else ():
        known = (fold(cost.name), cost.amount) in costs or not _has_column(cost, form)
        if cost.project == project.key and not known:
            yield f"cost: {cost.name} {cost.amount}"


def unsaid(budget: Budget, key: str, form: Form, got: TargetLists) -> Iterator[str]:
    """The goals and indicators that the form has room for and its print does not say."""
    times = {c.role.partition(".")[2] for c in (*form.goals, *columns_of(form))}
    texts = {(one.horizon, fold(one.text)) for one in got.goals}
    goals = (one for one in budget.goals if one.project == key and one.horizon in times)
    yield from (f"goal: {x.text}" for x in goals if (x.horizon, fold(x.text)) not in texts)
    told = " ".join(_told(one) for one in got.indicators)
    for one in budget.indicators:
        if one.project == key and _has_room(one, form) and _told(one) not in told:
            yield f"indicator: {_told(one)}"


def _has_column(cost: CostItem, form: Form) -> bool:
    """Whether a form that divides money by its source has a column for that of a line."""
    listed = form.list("costs")
    about = Coordinates({"fund": cost.fund} if cost.fund else {})
    columns = [one for one in listed.columns if one.role == "amount"] if listed else []
    return any(within(about, one.only("fund")) for c in columns for one in c.meaning)


def _told(one: TargetIndicator) -> str:
    plain = Indicator("", "", one.name, one.value, unit=one.unit, operator=one.operator)
    return fold(f"{one.name}{joined(plain)}")


def _has_room(one: TargetIndicator, form: Form) -> bool:
    roles = {column.role for column in columns_of(form)}
    own = {one.level2, *parents(one.level2)}
    return bool(form.list("indicators")) or bool(own & roles)


@pytest.fixture(scope="module")
def budgets(shared: Path) -> dict[str, Budget]:
    paths = {name: shared / "seeds" / f"{name}.txt" for name in DOCUMENTS}
    return {name: recover(recognise(reader.read(path)))[0] for name, path in paths.items()}


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize(("name", "key"), FORMS)
def test_a_project_prints_in_every_generation(
    budgets: dict[str, Budget], document: str, name: str, key: str
) -> None:
    budget, form = budgets[document], form_sets()[name].form(key)
    by_name = {one.name: one for one in budget.projects}
    told = [by_name[one.target.name] for one in targets_of(budget, form)]
    found = printed(budget, form)
    assert {one.key for one in told} >= {one.project for one in budget.indicators} - {""}
    pairs = list(zip(told, found, strict=True))
    assert all(got.project and got.project.key for _, got in pairs)
    assert [x for project, got in pairs for x in lost(budget, project, form, got)] == []


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize(("name", "key"), WHOLE)
def test_a_department_prints_in_every_generation(
    budgets: dict[str, Budget], document: str, name: str, key: str
) -> None:
    budget, form = budgets[document], form_sets()[name].form(key)
    (got,) = printed(budget, form)
    assert list(unsaid(budget, "", form, got)) == []
    roles = {column.role for column in form.fields}
    passages = [(x.key, fold(x.text)) for x in budget.passages if x.key in roles]
    assert [(x.key, fold(x.text)) for x in got.passages] == passages
    tasks = [fold(one.name) for one in budget.tasks] if form.list("tasks") else []
    assert [fold(one.name) for one in got.tasks] == tasks
