"""Ties: what holds, or not, between figures, and what it says of each of them.

A tie is asked three things only, so that sums, copies, rates and shares can stand side by side:
which figures it touches, which values of one of them would make it hold, and whether it holds
with some of them changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from yusuan.checks.figures import Figure
from yusuan.checks.relations import Relation
from yusuan.ledger import Amount

INFINITY = Decimal("Infinity")


@dataclass(frozen=True, slots=True)
class Span:
    """The values a figure may have for something to hold, in its own unit; ends are included.

    ``exact`` is the one that leaves no gap. An end that is not bounded is infinite. In a ``wide``
    span no value is better than another: a per cent tells no more of the money behind it.
    """

    low: Decimal
    exact: Decimal
    high: Decimal
    wide: bool = False

    def takes(self, value: Decimal) -> bool:
        """Whether the figure may have a value."""
        return self.low <= value <= self.high


class Tie(Protocol):
    """Something that holds, or not, between figures, and can be asked about each of them."""

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure it touches."""
        ...

    def span(self, figure: Figure) -> Span | None:
        """The values of one figure for which it holds, the others kept; None where none does."""
        ...

    def holds_with(self, values: Mapping[Figure, Decimal]) -> bool:
        """Whether it holds once some figures, not all of them its own, have other values."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Sides:
    """A relation as a tie, with its sums taken once: a long one is asked about each figure."""

    figures: tuple[Figure, ...]
    relation: Relation
    gap: Decimal
    slack: Decimal
    wholes: frozenset[Figure]
    parts: frozenset[Figure]

    @classmethod
    def of(cls, relation: Relation) -> Sides:
        """The relation with its gap and slack as they are."""
        sides = frozenset(relation.wholes), frozenset(relation.parts)
        return cls(relation.figures, relation, relation.gap, relation.slack, *sides)

    @property
    def is_copy(self) -> bool:
        """Whether it is of one figure printed twice: the finer, rounded, must give the coarser."""
        return len(self.figures) == 2 and not self.relation.ceiling and len(self.wholes) == 1

    def span(self, figure: Figure) -> Span:
        """The value that closes the gap, and how far rounding can part it from that."""
        sign = -1 if figure in self.wholes else 1
        exact = figure.value + sign * self.gap
        slack = self.slack
        if self.is_copy:
            slack = max(one.amount.half for one in self.figures)
        elif not figure.value:
            slack += figure.amount.half
        low, high = exact - slack, exact + slack
        if self.relation.ceiling and sign < 0:
            high = INFINITY
        elif self.relation.ceiling:
            low = -INFINITY
        return Span(low, exact, high)

    def holds_with(self, values: Mapping[Figure, Decimal]) -> bool:
        """Whether the relation holds once some figures have other values."""
        if self.is_copy:
            one, other = (_amount(figure, values) for figure in self.figures)
            return one.agrees(other)
        gap = self.gap
        for figure, value in values.items():
            step = value - figure.value
            gap += step * ((figure in self.wholes) - (figure in self.parts))
        return abs(gap) <= self.slack or (self.relation.ceiling and gap > 0)


def _amount(figure: Figure, values: Mapping[Figure, Decimal]) -> Amount:
    return Amount(values.get(figure, figure.value), figure.amount.precision)
