"""Rules of performance targets: what the forms say against the tables and themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yusuan.checks.budgets import Budget
from yusuan.checks.performance import (
    amounts,
    answers,
    classes,
    columns,
    copying,
    costs,
    periods,
    pricing,
    sameness,
    since,
    values,
)
from yusuan.checks.performance.forms import forms_of
from yusuan.checks.rule import Rule, Ruling
from yusuan.standards.cost_standards import CostStandard, national

_FAMILIES = (amounts, costs, pricing, columns, values, periods, sameness, copying, classes, answers)
RULES: tuple[Rule, ...] = tuple(rule for family in _FAMILIES for rule in family.RULES) + since.RULES


def rulings(budget: Budget, standards: Sequence[CostStandard] = ()) -> Iterator[Ruling]:
    """How each rule ended at each place of a budget's documents."""
    forms = forms_of(budget)
    for family in _FAMILIES:
        if family is not pricing:
            yield from family.rulings(forms)
    yield from pricing.rulings(forms, (*national(), *standards))


def between(budgets: Sequence[Budget]) -> Iterator[Ruling]:
    """What the forms of one budget say against those of the year before."""
    yield from since.between(budgets)
