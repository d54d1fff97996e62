"""The items that control numbers are set for, and what a budget asks for of each. Amounts: 元."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from yusuan.ledger.budgets import Budget
from yusuan.standards.dimensions import includes, label, members
from yusuan.web.budgeting import amounts
from yusuan.web.review.models import Item


@dataclass(frozen=True, slots=True, order=True)
class About:
    """An item: its kind and the member of that dimension."""

    item: str
    key: str = ""

    def name(self, budget: Budget | None = None) -> str:
        """The words for it: 「资金来源 一般公共预算」; a project by its name where it is known."""
        if self.item == Item.TOTAL:
            return str(Item.TOTAL.label)
        return f"{Item(self.item).label}“{self.member(budget)}”"

    def member(self, budget: Budget | None = None) -> str:
        """The words for the member alone."""
        if self.item == Item.PROJECT:
            named = {one.key: one.name for one in budget.projects} if budget else {}
            return named.get(self.key, self.key)
        return label(self.item, self.key)


def asked(budget: Budget, about: About) -> Decimal:
    """What a budget asks for of an item, with all that is a part of it."""
    if about.item == Item.PROJECT:
        return amounts.of_project(budget, about.key)
    return sum((one.amount for one in amounts.counted(budget) if _part(about, one)), Decimal(0))


def _part(about: About, line: object) -> bool:
    if about.item == Item.TOTAL:
        return True
    return includes(about.item, about.key, str(getattr(line, about.item)))


def of_budget(budget: Budget) -> list[About]:
    """The items a budget suggests: the total, its funds, its natures, its projects."""
    lines = amounts.counted(budget)
    return [
        About(Item.TOTAL),
        *_members(Item.FUND, (one.fund for one in lines)),
        *_members(Item.NATURE, (one.nature for one in lines)),
        *(About(Item.PROJECT, one.key) for one in budget.projects),
    ]


def _members(item: str, found: Iterable[str]) -> list[About]:
    order = [key for dimension, key in members() if dimension == item]
    there = set(found)
    return [About(item, key) for key in order if key in there]
