"""What the tables of a document that add up say, to judge readings of those that were damaged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from yusuan.ledger import Coordinates, Fact
from yusuan.standards.dimensions import CODED

_FAMILY = 4  # figures that make a list of codes one that names all codes with money


@dataclass(slots=True)
class Known:
    """Figures by coordinates; and for which coordinates a whole list of codes was printed."""

    values: dict[Coordinates, set[Decimal]] = field(default_factory=dict)
    families: dict[tuple[str, Coordinates], int] = field(default_factory=dict)

    def add(self, facts: Iterable[Fact]) -> None:
        """Take in the figures of one table."""
        for fact in facts:
            if not fact.understood:
                continue
            self.values.setdefault(fact.coordinates, set()).add(fact.amount.value)
            for system in CODED.keys() & fact.coordinates.keys():
                family = system, fact.coordinates.without(system)
                self.families[family] = self.families.get(family, 0) + 1

    def verdict(self, where: Coordinates, value: Decimal) -> bool | None:
        """Whether a figure is what the other tables say; None where they say nothing of it.

        A code that a whole list leaves out has no money.
        """
        if where in self.values:
            return value in self.values[where]
        for system in CODED.keys() & where.keys():
            if self.families.get((system, where.without(system)), 0) >= _FAMILY:
                return not value
        return None
