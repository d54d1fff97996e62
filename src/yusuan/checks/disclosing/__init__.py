"""Rules of a disclosure as a publication: what must be there, named rightly, and what must not."""

from __future__ import annotations

from collections.abc import Iterator

from yusuan.checks.budgets import Budget
from yusuan.checks.disclosing import (
    codes,
    completeness,
    contents,
    emptiness,
    leftovers,
    names,
    privacy,
    sentences,
    titles,
    unseen,
)
from yusuan.checks.disclosing.paper import papers
from yusuan.checks.rule import Rule, Ruling

_FAMILIES = (
    contents,
    titles,
    names,
    codes,
    completeness,
    emptiness,
    leftovers,
    sentences,
    privacy,
    unseen,
)
RULES: tuple[Rule, ...] = tuple(rule for family in _FAMILIES for rule in family.RULES)


def rulings(budget: Budget) -> Iterator[Ruling]:
    """How each rule ended at each place of a budget's documents."""
    read = {n: one for n, one in budget.documents.items() if one.statements or one.passages}
    leafed = papers(read)
    for family in _FAMILIES if leafed else ():
        yield from family.rulings(leafed)
