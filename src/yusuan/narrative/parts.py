"""Which coordinates are parts of which, for sums that count no money twice.

Sets of figures are kept as bits of an integer, one bit a figure: a text of a large department
asks for hundreds of sums among thousands of figures, and intersecting sets is all that is done.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import reduce
from operator import or_

from yusuan.ledger import Coordinates
from yusuan.standards.dimensions import ancestors

#: A figure that says one of these is no part of one that does not.
_APART = ("item", "measure", "balance")
#: These divide a figure only where it is an item or where they are asked for by name.
_WITHIN_ITEM = ("procurement", "service", "line")


class Parts:
    """Figures by their coordinates, to be asked for those that make up another."""

    def __init__(self, about: Sequence[Coordinates], amounts: Sequence[Decimal]) -> None:
        self._about = about
        self._amounts = amounts
        self._says: dict[str, int] = defaultdict(int)  # dimension → figures that say it
        self._at: dict[tuple[str, str], int] = defaultdict(int)  # member → figures at it
        self._under: dict[tuple[str, str], int] = defaultdict(int)  # … at it or a part of it
        self._shapes: dict[tuple[str, ...], int] = defaultdict(int)  # dimensions → figures
        for number, one in enumerate(about):
            self._index(one, 1 << number)

    def _index(self, about: Coordinates, bit: int) -> None:
        self._shapes[tuple(about)] |= bit
        for name, member in about.items():
            self._says[name] |= bit
            self._at[name, member] |= bit
            for coarse in (member, *ancestors(name, member)):
                self._under[name, coarse] |= bit

    def of(self, wanted: Coordinates, along: str = "") -> tuple[int, ...]:
        """The numbers of the figures that add up to what is wanted, none of them twice.

        ``along`` names a dimension whose figures count although they stand apart otherwise.
        """
        return tuple(_numbers(self._division(self._coarsest(self._within(wanted, along)))))

    def named(self, wanted: Coordinates, dimension: str) -> tuple[str, ...]:
        """The members of a dimension that parts of a figure name, in the order of the figures."""
        found = self._within(wanted, dimension) & self._says.get(dimension, 0)
        return tuple(dict.fromkeys(self._about[number][dimension] for number in _numbers(found)))

    def _within(self, wanted: Coordinates, along: str = "") -> int:
        """The figures that are a part of what is wanted, or are just that."""
        found = (1 << len(self._about)) - 1
        for pair in wanted.items():
            found &= self._under.get(pair, 0)
        apart = [name for name in _APART if name not in wanted]
        apart += [name for name in _WITHIN_ITEM if name not in wanted and "item" not in wanted]
        for name in apart:
            found &= ~(self._says.get(name, 0) if name != along else 0)
        return found

    def _coarsest(self, found: int) -> int:
        kept = found
        for number in _numbers(found):
            bit = 1 << number
            if self._including(self._about[number]) & found & ~bit:
                kept &= ~bit
        return kept

    def _including(self, about: Coordinates) -> int:
        """The figures that include this one: all they say, they say as coarsely."""
        found = (1 << len(self._about)) - 1
        for name, said in self._says.items():
            found &= ~said | (self._over(name, about[name]) if name in about else 0)
        return found

    def _over(self, name: str, member: str) -> int:
        each = (self._at.get((name, one), 0) for one in (member, *ancestors(name, member)))
        return reduce(or_, each)

    def _division(self, parts: int) -> int:
        """Parts that do not overlap: of several views of the same money the most complete.

        Money known by function and by economic class, but not by both at once, is there twice.
        """
        if sum(bool(bits & parts) for bits in self._shapes.values()) < 2:
            return parts
        kept = 0
        while parts:
            together = self._connected(parts & -parts, parts)
            parts &= ~together
            kept |= self._one_view(together)
        return kept

    def _connected(self, seed: int, parts: int) -> int:
        found, fresh = seed, seed
        while fresh:
            met = reduce(or_, (self._overlapping(number, parts) for number in _numbers(fresh)))
            fresh = met & ~found
            found |= fresh
        return found

    def _one_view(self, together: int) -> int:
        views = [bits & together for bits in self._shapes.values() if bits & together]
        if len(views) < 2:
            return together
        best = max(views, key=lambda view: (self._sum_of(view), -len(self._about[_first(view)])))
        met = reduce(or_, (self._overlapping(number, together) for number in _numbers(best)))
        return best | self._division(together & ~best & ~met)

    def _sum_of(self, view: int) -> Decimal:
        return sum((self._amounts[n] for n in _numbers(view)), Decimal(0))

    def _overlapping(self, number: int, parts: int) -> int:
        """The parts of another shape that can hold some of the same money as this one."""
        about = self._about[number]
        found = parts & ~self._shapes[tuple(about)]
        for name, member in about.items():
            nested = self._under.get((name, member), 0) | self._over(name, member)
            found &= ~self._says[name] | nested
        return found


def _first(bits: int) -> int:
    return (bits & -bits).bit_length() - 1


def _numbers(bits: int) -> Iterator[int]:
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
