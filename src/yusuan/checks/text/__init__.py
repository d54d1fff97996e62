"""Rules of the explanation: what its sentences say against the tables and each other.

Claims are figures; what their words tie together are sums, changes, rates and shares. A rule is
sure only of what a sentence says itself or of figures with the same coordinates.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yusuan.checks.budgets import Budget
from yusuan.checks.relations import Relation
from yusuan.checks.rule import Rule, Ruling
from yusuan.checks.text.bodies import named_bodies, posts
from yusuan.checks.text.changes import CHANGE, change_rulings, changes, changes_since_published
from yusuan.checks.text.comparisons import comparisons
from yusuan.checks.text.counts import COUNT, counts, project_counts, vehicles
from yusuan.checks.text.echoes import echoes
from yusuan.checks.text.nothing import NONE, nothing
from yusuan.checks.text.organ_cost import ORGAN_COST, organ_cost
from yusuan.checks.text.rates import RATE, rates
from yusuan.checks.text.shares import SHARE, shares
from yusuan.checks.text.sums import SUM, changes_add_up, enumerations
from yusuan.checks.text.targeted import ratings, targeted
from yusuan.checks.text.uses import USES, uses

RULES: tuple[Rule, ...] = (SUM, CHANGE, RATE, SHARE, NONE, USES, COUNT, ORGAN_COST)


def relations(budget: Budget) -> Iterator[Relation]:
    """What the sentences of a budget say must add up, and what they are said to be."""
    yield from organ_cost(budget)
    if budget.told:
        found = comparisons(budget)
        yield from enumerations(budget)
        yield from changes(found)
        yield from echoes(budget, found)
        yield from ratings(budget)
        yield from changes_add_up(budget, found)


def between(budgets: Sequence[Budget]) -> Iterator[Relation]:
    """What the sentences of one budget say of the budget of another year."""
    yield from changes_since_published(budgets)


def rulings(budget: Budget) -> Iterator[Ruling]:
    """How each rule ended at each place of a budget's sentences."""
    if budget.told:
        found = comparisons(budget)
        yield from change_rulings(budget, found)
        yield from rates(budget, found)
        yield from shares(budget)
        yield from nothing(budget)
        yield from uses(budget)
        yield from counts(budget)
        yield from project_counts(budget)
        yield from vehicles(budget)
        yield from posts(budget)
        yield from named_bodies(budget)
        yield from targeted(budget)
