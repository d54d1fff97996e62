"""A relation: figures that should equal the sum of others; and how far rounding can part them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from yusuan.checks.figures import Figure

AGREES, ROUNDED, GAP = "agrees", "rounded", "gap"


@dataclass(frozen=True, slots=True, eq=False)
class Relation:
    """Wholes whose sum should be the sum of the parts (or, for a ceiling, not less).

    ``doubt`` is why a gap would prove nothing; where it is empty a gap is an error. Either side
    may be empty: nothing printed counts as zero.
    """

    rule: str
    wholes: tuple[Figure, ...]
    parts: tuple[Figure, ...]
    doubt: str = ""
    ceiling: bool = False
    premise: str = ""
    severity: str = ""  # of a gap, where it is not the rule's own
    #: sums of other figures that may stand on either side for the gap to be explained
    tolerated: tuple[Figure, ...] = ()

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure it touches."""
        return (*self.wholes, *self.parts)

    @property
    def whole(self) -> Decimal:
        """The sum of the wholes."""
        return sum((figure.value for figure in self.wholes), Decimal(0))

    @property
    def sum(self) -> Decimal:
        """The sum of the parts."""
        return sum((figure.value for figure in self.parts), Decimal(0))

    @property
    def gap(self) -> Decimal:
        """How much the wholes are above the parts."""
        return self.whole - self.sum

    @property
    def slack(self) -> Decimal:
        """How far the printed figures can be apart by rounding alone."""
        return slack(self.figures)


def slack(figures: Iterable[Figure]) -> Decimal:
    """The half units of the last printed places, summed; a printed zero is nothing (R-01).

    Only beside figures of a single last place may zeros be rounded too: 0.01 of 0.00 and 0.00.
    """
    given = tuple(figure for figure in figures if not figure.counted)
    said = [figure for figure in given if figure.value]
    least = all(abs(figure.value) == figure.amount.precision for figure in said)
    return sum((figure.amount.half for figure in (given if least else said)), Decimal(0))


def compare(relation: Relation) -> str:
    """Whether the two sides agree, agree within rounding, or stand apart.

    One figure against one is the same figure printed twice: the finer, rounded, must give the
    coarser (domain: R-04). Sums may be apart by half a unit of each figure (R-05, R-06).
    """
    gap = relation.gap
    if gap == 0 or (relation.ceiling and gap > 0):
        return AGREES
    if len(relation.wholes) == len(relation.parts) == 1 and not relation.ceiling:
        one, other = relation.wholes[0].printed, relation.parts[0].printed
        return ROUNDED if one.agrees(other) else GAP
    return ROUNDED if abs(gap) <= relation.slack else GAP
