"""上年数与上年公开数一致: this year's "last year" against what was published last year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yusuan.checks import reasons
from yusuan.checks.budgets import Budget
from yusuan.checks.relations import Relation

RULE = "last-year-as-published"


def last_year_as_published(budgets: Sequence[Budget]) -> Iterator[Relation]:
    """Every figure of the year before in one budget, against the budget of that year."""
    for budget in budgets:
        for earlier in budgets:
            if follows(budget, earlier):
                yield from _figures(budget, earlier)


def follows(budget: Budget, earlier: Budget) -> bool:
    """Whether one budget is of the year before the other's, and of the same scope."""
    if budget.year is None or earlier.year != budget.year - 1:
        return False
    return None in {budget.scope, earlier.scope} or budget.scope == earlier.scope


def _figures(budget: Budget, earlier: Budget) -> Iterator[Relation]:
    for key in budget.index:
        if key.get("year") != str(earlier.year):
            continue
        stage = key.get("stage", budget.footing.stage)
        said = budget.reference(key)
        published = earlier.reference(earlier.footing.key(key.without("year", "stage")))
        if said is None or published is None or stage != earlier.footing.stage:
            continue
        partial = said.partial or published.partial
        yield Relation(RULE, (published,), (said,), reasons.PART if partial else "")
