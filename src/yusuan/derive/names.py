"""What a budget's own members are called: its units, its projects, and what the place names."""

from __future__ import annotations

from dataclasses import replace

from yusuan.ledger.budgets import Budget


def units(budget: Budget) -> tuple[tuple[str, str], ...]:
    """Code and name of the department and its units, the department above its units."""
    listed: dict[str, str] = {}
    for unit in budget.units:
        if unit.department:
            listed.setdefault(unit.department, budget.entity.name)
        listed[unit.code] = unit.name
    return tuple(listed.items())


def names(budget: Budget, form: str = "") -> dict[tuple[str, str], str]:
    """What members are printed as in a form (its key), where not by their official names."""
    projects = {("project", one.key): one.name for one in budget.projects}
    named = {pair: one.label for one in budget.names if not one.form for pair in one.about.items()}
    here = {
        pair: one.label
        for one in budget.names
        if one.form and one.form == form
        for pair in one.about.items()
    }
    return projects | named | here


def renamed(budget: Budget, form: str) -> Budget:
    """The budget with its projects called as a form (by its key) calls them."""
    called = names(budget, form)
    projects = (replace(one, name=called["project", one.key]) for one in budget.projects)
    return replace(budget, projects=tuple(projects))
