"""What the tables of a document that add up say, to judge readings of those that were damaged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from yusuan.ledger import Coordinates, Fact
from yusuan.standards.dimensions import CODED

_FAMILY = 3  # figures that make a list of 款 one that names all with money


@dataclass(slots=True)
class Known:
    """Figures by coordinates; and for which coordinates a whole list of codes was printed."""

    values: dict[Coordinates, set[Decimal]] = field(default_factory=dict)
    families: dict[Coordinates, int] = field(default_factory=dict)

    def add(self, facts: Iterable[Fact]) -> None:
        """Take in the figures of one table."""
        for fact in facts:
            if not fact.understood:
                continue
            self.values.setdefault(fact.coordinates, set()).add(fact.amount.value)
            for family in _families(fact.coordinates):
                self.families[family] = self.families.get(family, 0) + 1

    def verdict(self, where: Coordinates, value: Decimal) -> bool | None:
        """Whether a figure is what the other tables say; None where they say nothing of it.

        A 款 that the list of its 类 leaves out has no money.
        """
        if where in self.values:
            return value in self.values[where]
        if any(self.families.get(family, 0) >= _FAMILY for family in _families(where)):
            return not value
        return None


def _families(where: Coordinates) -> Iterator[Coordinates]:
    """The lists a figure is in: everything of one 类 that is otherwise about the same."""
    for system in CODED.keys() & where.keys():
        if len(where[system]) > len(where[system][:3]):
            yield where | {system: where[system][:3]}
