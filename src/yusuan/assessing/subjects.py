"""What is assessed: the whole department and each project, with its annual targets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from yusuan.assessing.money import known_at, of_day
from yusuan.ledger.budgets import Budget, Result, TargetGoal, TargetIndicator

Key = tuple[str, str, str, str, int | None]
_PERIOD = "没有年度指标，按实施期指标自评。"


@dataclass(frozen=True, slots=True)
class Subject:
    """One project, or the whole where ``project`` is empty, with what it promised for the year."""

    project: str
    name: str
    unit: str
    goals: tuple[TargetGoal, ...]
    indicators: tuple[TargetIndicator, ...]
    remarks: tuple[str, ...] = ()


def subjects(budget: Budget) -> Iterator[Subject]:
    """The whole first, then the projects in their order; one without indicators is none.

    A subject that has targets of the period only is assessed by those, which is remarked.
    """
    units = {one.code: one.name for one in budget.units}
    named = [("", budget.entity.name, budget.entity.name)]
    named += [
        (one.key, one.name, one.office or units.get(one.unit, one.unit) or budget.entity.name)
        for one in budget.projects
    ]
    for project, name, unit in named:
        own = [one for one in budget.indicators if one.project == project]
        if own:
            yield _subject(budget, (project, name, unit), own)


def _subject(
    budget: Budget, named: tuple[str, str, str], own: Sequence[TargetIndicator]
) -> Subject:
    annual = tuple(one for one in own if one.horizon == "annual")
    goals = [one for one in budget.goals if one.project == named[0]]
    of_year = tuple(one for one in goals if one.horizon == "annual") or tuple(goals)
    return Subject(*named, of_year, annual or tuple(own), () if annual else (_PERIOD,))


def key_of(one: TargetIndicator | Result) -> Key:
    """What tells an indicator apart, and leads its result to it."""
    return (one.project, one.level2, one.name, one.horizon, one.goal)


def results_at(budget: Budget, day: date) -> dict[Key, Result]:
    """The last result of each indicator that was recorded up to a day."""
    year = budget.entity.year
    found: dict[Key, Result] = {}
    for one in sorted(budget.results, key=lambda one: of_day(one.through, year)):
        if known_at(one.through, year, day):
            found[key_of(one)] = one
    return found


def printed(one: TargetIndicator) -> str:
    """A target as it is printed in one cell: sign, value and unit."""
    unit = one.unit if one.unit not in ("", "无", "/") else ""
    text = one.value if one.value.endswith(unit) else f"{one.value}{unit}"
    sign = one.operator if one.operator not in ("", "定性", "定量") else ""
    return text if text.startswith(sign) else f"{sign}{text}"
