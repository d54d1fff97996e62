"""Rules of a disclosure as a publication: what must be there, named rightly, and what must not."""

from __future__ import annotations

from collections.abc import Iterator

from yusuan.checks.budgets import Budget
from yusuan.checks.disclosing import codes, contents, titles
from yusuan.checks.disclosing.paper import papers
from yusuan.checks.rule import Rule, Ruling

RULES: tuple[Rule, ...] = (*contents.RULES, *titles.RULES, *codes.RULES)


def rulings(budget: Budget) -> Iterator[Ruling]:
    """How each rule ended at each place of a budget's documents."""
    leafed = papers(budget.documents)
    for family in (contents, titles, codes):
        yield from family.rulings(leafed)
