"""Rules of performance targets: what the forms say against the tables and themselves."""

from __future__ import annotations

from collections.abc import Iterator

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
    values,
)
from yusuan.checks.performance.forms import forms_of
from yusuan.checks.rule import Rule, Ruling

_FAMILIES = (amounts, costs, pricing, columns, values, periods, sameness, copying, classes, answers)
RULES: tuple[Rule, ...] = tuple(rule for family in _FAMILIES for rule in family.RULES)


def rulings(budget: Budget) -> Iterator[Ruling]:
    """How each rule ended at each place of a budget's documents."""
    forms = forms_of(budget)
    for family in _FAMILIES:
        yield from family.rulings(forms)
