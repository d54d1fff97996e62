"""Projects, their costs, goals, indicators and the year's tasks, read back from target forms.

Names of persons and their telephone numbers stand in these forms; a budget has no place for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, replace
from functools import cache

from yusuan.derive.printed import plain
from yusuan.derive.same_project import same_projects
from yusuan.forms.target_values_back import TargetLists, lists_of
from yusuan.ledger import Disclosure, Fact, Remark, Statement
from yusuan.ledger.budgets import Budget, CostItem, Project, TargetGoal
from yusuan.standards.form_sets import Form, form_set, form_sets
from yusuan.standards.labels import fold

_MARKS = re.compile(r"[\W_]+")


def plans(budget: Budget, disclosure: Disclosure) -> tuple[Budget, tuple[Remark, ...]]:
    """The budget with what the target forms say; projects of tables come first, in their order.

    A project that a target form calls otherwise goes by its name in the tables, which is told.
    """
    same = same_projects(budget, disclosure)
    keys = {one.printed: one.key for one in same}
    facts = [_keyed(fact, keys) for fact in disclosure.facts if fact.understood]
    unit = budget.units[0].code if len(budget.units) == 1 else ""
    found = [one for s in disclosure.statements for one in _lists(s, facts, unit, keys)]
    projects = {
        one.project: Project(one.project, one.project, one.unit)
        for one in budget.spending
        if one.project
    }
    for said in (one.project for one in found):
        if said is not None and said.name:
            projects[said.key] = _filled(projects.get(said.key, said), said)
    costs = tuple(_exact(cost) for one in found for cost in one.costs)
    bought = tuple(replace(p, listed=False) for one in found for p in one.purchases)
    made = replace(
        budget,
        names=(*budget.names, *(name for one in same for name in one.names)),
        projects=tuple(_with_lifetime(one, facts) for one in projects.values()),
        costs=(*costs, *_unlisted(budget, costs, facts)),
        purchases=(*budget.purchases, *bought),
        goals=_once(goal for one in found for goal in one.goals if goal.text),
        indicators=tuple(i for one in found for i in one.indicators if i.name or i.value),
        tasks=tuple(task for one in found for task in one.tasks if task.name or task.text),
    )
    return made, tuple(one.remark for one in same)


def _keyed(fact: Fact, keys: Mapping[str, str]) -> Fact:
    """A figure of a project under the name that the tables have for it."""
    key = keys.get(fact.coordinates.get("project", ""))
    return replace(fact, coordinates=fact.coordinates | {"project": key}) if key else fact


def _lists(
    statement: Statement, facts: Iterable[Fact], unit: str, keys: Mapping[str, str]
) -> Iterator[TargetLists]:
    name, _, key = (statement.form or "").rpartition("/")
    form = form_set(name).form(key) if name else _any_form()
    for target in statement.targets:
        key = keys.get(target.name, target.name)
        yield lists_of(target, form, facts, key=key, unit=unit)


@cache
def _any_form() -> Form:
    """Every field of every target form, for one that is of no set we know."""
    known = [form for one in form_sets().values() for form in one.targets]
    return replace(
        known[0],
        fields=tuple(dict.fromkeys(field for form in known for field in form.fields)),
        goals=tuple(dict.fromkeys(goal for form in known for goal in form.goals)),
        lists=tuple(one for form in known for one in form.lists),
    )


def _filled(project: Project, said: Project) -> Project:
    """A project with what a form says of it and nothing said before."""
    empty = {one.name: getattr(said, one.name) for one in fields(Project)}
    new = {name: value for name, value in empty.items() if not getattr(project, name)}
    return replace(project, **new)


def _with_lifetime(project: Project, facts: Iterable[Fact]) -> Project:
    found = (
        plain(fact.amount.value)
        for fact in facts
        if fact.coordinates.get("project") == project.key
        and fact.coordinates.get("measure") == "lifetime"
    )
    return replace(project, lifetime=next(found, project.lifetime))


def _exact(cost: CostItem) -> CostItem:
    return cost if cost.amount is None else replace(cost, amount=plain(cost.amount))


def _unlisted(
    budget: Budget, costs: Iterable[CostItem], facts: Iterable[Fact]
) -> Iterator[CostItem]:
    """A project that no table has a line for has its year's amount as its only cost."""
    known = {one.project for one in costs} | {one.project for one in budget.spending}
    for fact in facts:
        name = fact.coordinates.get("project", "")
        alone = not {"line", "item", "measure", "fund"} & set(fact.coordinates)
        if name and name not in known and alone and "nature" in fact.coordinates:
            known.add(name)
            yield CostItem(name, name, plain(fact.amount.value))


def _once(goals: Iterable[TargetGoal]) -> tuple[TargetGoal, ...]:
    """Each goal once; two forms may print one with other punctuation."""
    found: dict[TargetGoal, TargetGoal] = {}
    for goal in goals:
        found.setdefault(replace(goal, text=_MARKS.sub("", fold(goal.text))), goal)
    return tuple(found.values())
