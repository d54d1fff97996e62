"""What the library of indicators suggests for a project of a budget that is being written."""

from __future__ import annotations

from yusuan.ledger.budgets import Budget, Project
from yusuan.standards.target_suggestions import Sought, Suggestion
from yusuan.standards.target_suggestions import suggest as suggest_for


def suggest(project: Project, budget: Budget, most: int = 18) -> tuple[Suggestion, ...]:
    """The common indicators that suit a project best, each with the reasons; never forced."""
    return suggest_for(sought(project, budget), most)


def sought(project: Project, budget: Budget) -> Sought:
    """What a budget knows of a project: its words, its functions, and its indicators so far."""
    key = project.key
    own = [one for one in budget.indicators if one.project == key]
    costs = (f"{one.name} {one.detail}" for one in budget.costs if one.project == key)
    lines = (one.function for one in budget.spending if one.project == key and one.function)
    return Sought(
        f"{project.name} {project.direction}",
        " ".join(costs),
        tuple(dict.fromkeys(lines)),
        frozenset(one.level2 for one in own),
        tuple(one.name for one in own),
    )
