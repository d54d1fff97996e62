"""What is still to be recorded for a day, as rows that only want their values."""

from __future__ import annotations

from datetime import date

from yusuan.assessing.money import of_day
from yusuan.assessing.subjects import key_of, subjects
from yusuan.ledger.budgets import ZERO, Budget, Execution, Result


def unrecorded(budget: Budget, day: date) -> tuple[tuple[Execution, ...], tuple[Result, ...]]:
    """An execution for each subject and a result for each of its indicators that lack one.

    What the executions come to is not known; it stands as nought and is to be left blank.
    """
    year = budget.entity.year
    spent = {one.project for one in budget.executions if of_day(one.through, year) == day}
    known = {key_of(one) for one in budget.results if of_day(one.through, year) == day}
    found = list(subjects(budget))
    executions = (Execution(ZERO, one.project, day) for one in found if one.project not in spent)
    results = (
        Result(x.level2, x.name, "", x.project, x.horizon, x.goal, day)
        for one in found
        for x in one.indicators
        if key_of(x) not in known
    )
    return tuple(executions), tuple(results)
