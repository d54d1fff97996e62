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
    """The budget with what the target forms say, and what two of them say differently.

    Projects of tables come first, in their order. A project that a target form calls otherwise
    goes by its name in the tables, which is told.
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
            own = _apart(said, budget)
            projects[own.key] = _filled(projects.get(own.key, own), own)
    listed = {fold(one.key): one for each in found for one in each.projects}
    for key, project in projects.items():
        projects[key] = _filled(project, listed.get(fold(key), project))
    costs = tuple(_exact(cost) for one in found for cost in one.costs)
    bought = tuple(replace(p, listed=False) for one in found for p in one.purchases)
    goals, remarks = _once(found)
    planned = replace(
        budget,
        names=(*budget.names, *(name for one in same for name in one.names)),
        projects=tuple(_with_lifetime(one, facts) for one in projects.values()),
        costs=(*costs, *_unlisted(budget, costs, facts)),
        purchases=(*budget.purchases, *bought),
        goals=goals,
        indicators=tuple(i for one in found for i in one.indicators if i.name or i.value),
        tasks=tuple(task for one in found for task in one.tasks if task.name or task.text),
        passages=tuple(text for one in found for text in one.passages),
        reviews=tuple(dict.fromkeys(one for each in found for one in each.reviews)),
    )
    return planned, (*(one.remark for one in same), *remarks)


def _keyed(fact: Fact, keys: Mapping[str, str]) -> Fact:
    """A figure of a project under the name that the tables have for it."""
    key = keys.get(fact.coordinates.get("project", ""))
    return replace(fact, coordinates=fact.coordinates | {"project": key}) if key else fact


def _lists(
    statement: Statement, facts: Iterable[Fact], unit: str, keys: Mapping[str, str]
) -> Iterator[TargetLists]:
    name, _, key = (statement.form or "").rpartition("/")
    form = _with_others(form_set(name).form(key)) if name else _any_form()
    for target in statement.targets:
        key = keys.get(target.name, target.name)
        yield lists_of(target, form, facts, key=key, unit=unit)


def _with_others(form: Form) -> Form:
    """A form with the fields that only others have: two districts may share a title."""
    own = {field.leaf for field in form.fields}
    others = (field for field in _any_form().fields if field.leaf not in own)
    return form if form.wide else replace(form, fields=(*form.fields, *others))


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


def _apart(project: Project, budget: Budget) -> Project:
    """A project without the names that its form prints anyway: the department's and its unit's."""
    units = {unit.name for unit in budget.units if unit.code == project.unit}
    own = project.department == budget.entity.name
    inside = project.office in (units or {budget.entity.name})
    return replace(
        project,
        department="" if own else project.department,
        office="" if inside else project.office,
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


def _once(forms: Iterable[TargetLists]) -> tuple[tuple[TargetGoal, ...], tuple[Remark, ...]]:
    """Each goal once; where two forms print one in other words, the first has said it."""
    found: dict[TargetGoal, list[TargetGoal]] = {}
    remarks: list[Remark] = []
    for one in forms:
        new: dict[TargetGoal, list[TargetGoal]] = {}
        for goal in one.goals:
            key = replace(goal, text="")
            if goal.text and key not in found:
                new.setdefault(key, []).append(goal)
            elif goal.text and _bare(goal.text) not in map(_bare, (g.text for g in found[key])):
                remarks.append(_restated(goal))
        found |= new
    return tuple(goal for goals in found.values() for goal in goals), tuple(remarks)


def _bare(text: str) -> str:
    """A text as two printings of it are compared: without punctuation."""
    return _MARKS.sub("", fold(text))


def _restated(goal: TargetGoal) -> Remark:
    whose = f"项目“{goal.project}”" if goal.project else "部门整体"
    when = "实施期" if goal.horizon == "period" else "年度"
    message = f"{whose}的{when}目标在两张表里文字不同，已取前一张的，请核对原件。"
    return Remark(message, kind="reconstruction")
