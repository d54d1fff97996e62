"""Each project of the examples, printed by the forms of every generation and read back whole.

Every field that a form has room for is compared: what a form joins in one cell is compared as
the joined text, what it has a column for as the value of that column.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from tests.derive.test_generations import EVERY, FORMS, _has_column, _told, lost, printed, unsaid
from tests.forms.test_render_targets import read_back
from yusuan import compiling
from yusuan.derive import facts, names
from yusuan.forms.render_targets import render_targets
from yusuan.forms.target_values import annual, columns_of, indicator_keys, targets_of
from yusuan.forms.target_values_back import TargetLists, lists_of
from yusuan.forms.targets_parts import project_name
from yusuan.ledger import Amount, Fact, TargetForm
from yusuan.ledger.budgets import Budget, Project, TargetGoal, TargetIndicator
from yusuan.standards.form_sets import Form, form_sets
from yusuan.standards.labels import fold

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
NAMES = sorted(path.parent.name for path in EXAMPLES.glob("*/budget.toml"))
#: What columns of a list of indicators hold, by their roles.
_OF_INDICATOR = {"standard": "standard", "basis": "basis", "remark": "remark", "measure": "unit"}


def missing(budget: Budget, project: Project, form: Form, got: TargetLists) -> Iterator[str]:
    """What the form has room for and its print does not say, field by field."""
    yield from lost(budget, project, form, got)
    yield from _money(budget, project, form, got)
    yield from _costs(budget, project, form, got)
    yield from _purchases(budget, project, form, got)
    yield from _indicators(budget, project.key, form, got)
    yield from _goals(budget, project.key, form, got)


def _money(budget: Budget, project: Project, form: Form, got: TargetLists) -> Iterator[str]:
    about = [one for column in columns_of(form) for one in column.meaning]
    if any(one.get("measure") == "lifetime" for one in about):
        read = got.project.lifetime if got.project else None
        if project.lifetime and read != project.lifetime:
            yield f"lifetime: {project.lifetime} → {read}"


def _costs(budget: Budget, project: Project, form: Form, got: TargetLists) -> Iterator[str]:
    listed = form.list("costs")
    roles = {column.role for column in listed.columns} if listed else set()
    read = {(fold(one.name), one.amount): one for one in got.costs}
    for cost in budget.costs if listed else ():
        one = read.get((fold(cost.name), cost.amount))
        if cost.project != project.key or one is None or not _has_column(cost, form):
            continue
        for role in roles & {"basis", "detail"}:
            said, again = getattr(cost, role), getattr(one, role)
            if said and fold(said) != fold(again):
                yield f"cost {role}: {said} → {again}"


def _purchases(budget: Budget, project: Project, form: Form, got: TargetLists) -> Iterator[str]:
    found = {(fold(one.name), one.amount, fold(one.quantity)) for one in got.purchases}
    for one in budget.purchases if form.list("assets") else ():
        row = (fold(one.name), one.amount, fold(one.quantity))
        if one.project == project.key and row not in found:
            yield f"purchase: {row}"


def _goals(budget: Budget, key: str, form: Form, got: TargetLists) -> Iterator[str]:
    times = {c.role.partition(".")[2] for c in (*form.goals, *columns_of(form))}
    numbered = bool(indicator_keys(form))  # a form without a list of indicators numbers no goals

    def row_of(one: TargetGoal) -> tuple[object, ...]:
        return (one.horizon, one.number if numbered else None, fold(one.text))

    read = {row_of(one) for one in got.goals}
    for one in budget.goals:
        row = row_of(one)
        if one.project == key and one.horizon in times and row not in read:
            yield f"goal: {row}"


def _indicators(budget: Budget, key: str, form: Form, got: TargetLists) -> Iterator[str]:
    """Class, time and goal of each indicator of a list, and what it has columns for."""
    keys = indicator_keys(form)
    read: dict[str, list[TargetIndicator]] = {}
    for one in got.indicators:
        read.setdefault(_told(one), []).append(one)
    for one in budget.indicators if keys else ():
        if one.project != key:
            continue
        alike = read.get(_told(one), [])
        if not any(_same(one, again, keys) for again in alike):
            again = alike[0] if alike else None
            yield f"indicator: {_row(one, keys)} → {again and _row(again, keys)}"


def _same(one: TargetIndicator, again: TargetIndicator, keys: tuple[str, ...]) -> bool:
    return _row(one, keys) == _row(again, keys)


def _row(one: TargetIndicator, keys: tuple[str, ...]) -> tuple[object, ...]:
    beside = (getattr(one, _OF_INDICATOR[key]) for key in keys if key in _OF_INDICATOR)
    plain = (fold(text) if text not in ("无", "/") else "" for text in beside)
    return (one.level2, one.horizon, one.goal, *plain)


@pytest.mark.parametrize("example", NAMES)
@pytest.mark.parametrize(("name", "key"), FORMS)
def test_a_project_of_an_example_prints_in_every_generation(
    example: str, name: str, key: str
) -> None:
    budget, form = _budget(example), form_sets()[name].form(key)
    by_name = {one.name: one for one in budget.projects}
    told = [by_name[one.target.name] for one in targets_of(budget, form)]
    targets, read = _read(budget, form)
    got = [lists_of(one, form, read, key=one.name) for one in targets]
    pairs = zip(told, got, strict=True)
    assert [x for project, one in pairs for x in missing(budget, project, form, one)] == []
    assert [x for project in told for x in _unpaid(budget, project, read)] == []


def _read(budget: Budget, form: Form) -> tuple[list[TargetForm], list[Fact]]:
    """The forms and the figures that reading the print of every project gives."""
    found = targets_of(budget, form)
    own = [*facts(budget), *(fact for one in found for fact in one.facts)]
    year, targets = budget.entity.year, [one.target for one in found]
    grids = render_targets(form, targets, own, year=year, names=names(budget))
    again, read = read_back(grids, year, budget.entity.name)
    return [one for one in again if one.kind != "total"], read


def _unpaid(budget: Budget, project: Project, read: list[Fact]) -> Iterator[str]:
    """A project whose money of the year is not read back, to the places that are printed."""
    amount, name = annual(budget, project), project_name(project.name)
    finer = {"line", "measure", "item", "fund"}
    own = [one for one in read if project_name(one.coordinates.get("project", "")) == name]
    known = [one.amount for one in own if not finer.intersection(one.coordinates)]
    if amount and not any(one.agrees(Amount(amount, Decimal(0))) for one in known):
        yield f"{project.name}: {amount}"


@pytest.mark.parametrize("example", NAMES)
@pytest.mark.parametrize(("name", "key"), [(n, f.key) for n, f in EVERY if f.target == "whole"])
def test_a_department_of_an_example_prints_in_every_generation(
    example: str, name: str, key: str
) -> None:
    budget, form = _budget(example), form_sets()[name].form(key)
    (got,) = printed(budget, form)
    found = [*unsaid(budget, "", form, got), *_indicators(budget, "", form, got)]
    assert [*found, *_goals(budget, "", form, got)] == []


def _budget(example: str) -> Budget:
    budget = compiling.open_books(EXAMPLES / example).budget
    assert budget
    return budget
