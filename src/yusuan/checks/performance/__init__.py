"""Rules of performance targets: what the forms say against the tables and themselves."""

from __future__ import annotations

from collections.abc import Iterator

from yusuan.checks.budgets import Budget
from yusuan.checks.rule import Rule, Ruling

RULES: tuple[Rule, ...] = ()


def rulings(_budget: Budget) -> Iterator[Ruling]:
    """How each rule ended at each place of a budget's documents."""
    yield from ()
