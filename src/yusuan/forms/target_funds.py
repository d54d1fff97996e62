"""The projects of each special fund (专项资金) as one, for a form that lists the funds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from yusuan.ledger.budgets import (
    Budget,
    CostItem,
    Project,
    SpendingLine,
    TargetGoal,
    TargetIndicator,
)
from yusuan.standards.form_sets import Form

Line = TypeVar("Line", SpendingLine, CostItem, TargetIndicator)


def lists_funds(form: Form) -> bool:
    """Whether the rows of a table are special funds, and not projects."""
    listed = next((one.columns for one in form.lists if one.name == "projects"), ())
    roles = {column.role for column in listed}
    return form.wide and "fund" in roles and not roles & {"project", "line"}


def by_fund(budget: Budget) -> Budget:
    """The budget with one project for each special fund; a project of none stands for itself."""
    fund = {one.key: one.special or one.name for one in budget.projects}
    first = {fund[one.key]: one for one in reversed(budget.projects)}
    return replace(
        budget,
        projects=tuple(_whole(name, first[name]) for name in dict.fromkeys(fund.values())),
        spending=_moved(budget.spending, fund),
        costs=_moved(budget.costs, fund),
        indicators=_moved(budget.indicators, fund),
        goals=tuple(_goals(budget.goals, fund)),
    )


def _moved(lines: Iterable[Line], fund: Mapping[str, str]) -> tuple[Line, ...]:
    return tuple(replace(one, project=fund.get(one.project, one.project)) for one in lines)


def _whole(name: str, first: Project) -> Project:
    return Project(name, name, first.unit, special=name, department=first.department)


def _goals(goals: Iterable[TargetGoal], fund: Mapping[str, str]) -> Iterator[TargetGoal]:
    """Each fund's goals of a time in one text, each text once, and those of the department."""
    texts: dict[tuple[str, str], dict[str, None]] = {}
    for one in goals:
        if one.project in fund:
            texts.setdefault((fund[one.project], one.horizon), {})[one.text] = None
        else:
            yield one
    for (name, horizon), each in texts.items():
        yield TargetGoal("\n".join(each), name, horizon)
