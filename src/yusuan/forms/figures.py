"""Figures found by what they are about: the fact that says it, or the sum of its parts.

Sets of figures are kept as bits of an integer, one bit a figure: a table of a large department
asks for thousands of cells among hundreds of figures, and intersecting sets is all it does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cached_property, reduce
from operator import or_

from yusuan.ledger import Coordinates, Fact
from yusuan.standards.dimensions import ancestors, includes
from yusuan.standards.form_sets import Meaning

#: What all figures of a document share, and a table therefore does not say.
_CONTEXT = ("entity", "year", "stage")
#: A figure that says one of these is no part of one that does not.
_APART = ("item", "measure", "balance")
#: These divide a figure only within an item (the lines of a procurement).
_WITHIN_ITEM = ("procurement", "service", "line")


class Figures:
    """The facts of one entity and year, to be asked for amounts in 元."""

    def __init__(self, facts: Iterable[Fact], year: int, unit: str | None = None) -> None:
        self._amounts: dict[Coordinates, Decimal] = {}
        for fact in facts:
            if fact.coordinates.get("year", str(year)) == str(year) and fact.understood:
                about = _with_unit(fact.coordinates.without(*_CONTEXT), unit)
                self._amounts.setdefault(about, fact.amount.value)
        self._about = tuple(self._amounts)
        self._found: dict[tuple[Coordinates, tuple[str, ...]], Decimal | None] = {}
        self._says: dict[str, int] = defaultdict(int)  # dimension → figures that say it
        self._at: dict[tuple[str, str], int] = defaultdict(int)  # member → figures at it
        self._under: dict[tuple[str, str], int] = defaultdict(int)  # … at it or at a part of it
        self._shapes: dict[tuple[str, ...], int] = defaultdict(int)  # dimensions → figures
        self._above: dict[int, int] = {}
        self._near: dict[int, int] = {}
        for number, about in enumerate(self._about):
            self._index(about, 1 << number)

    def _index(self, about: Coordinates, bit: int) -> None:
        self._shapes[tuple(about)] |= bit
        for name, member in about.items():
            self._says[name] |= bit
            self._at[name, member] |= bit
            for coarse in (member, *ancestors(name, member)):
                self._under[name, coarse] |= bit

    def __iter__(self) -> Iterator[Coordinates]:
        """What there are figures for, in the order of the facts."""
        return iter(self._about)

    def total(self, meaning: Meaning, axes: tuple[str, ...] = ()) -> Decimal | None:
        """The sum of the figures a label stands for; None where there is none of them.

        Where figures divide a total in several ways, one along the given axes is summed.
        """
        found = [amount for one in meaning if (amount := self._of(one, axes)) is not None]
        return sum(found, Decimal(0)) if found else None

    def _of(self, wanted: Coordinates, axes: tuple[str, ...]) -> Decimal | None:
        if (wanted, axes) not in self._found:
            self._found[wanted, axes] = self._look_up(wanted, axes)
        return self._found[wanted, axes]

    def _look_up(self, wanted: Coordinates, axes: tuple[str, ...]) -> Decimal | None:
        if wanted.get("balance") == "total" and wanted not in self._amounts:
            current = wanted.without("balance")
            return self.total((current, current | {"balance": "carryover"}), axes)
        amounts = [self._amounts[one] for one in self.parts(wanted, axes)]
        return sum(amounts, Decimal(0)) if amounts else None

    def parts(self, wanted: Coordinates, axes: tuple[str, ...] = ()) -> tuple[Coordinates, ...]:
        """What the figures that are added up for it are about; itself where a figure says it."""
        if wanted in self._amounts:
            return (wanted,)
        parts = self._division(self._coarsest(self._within(wanted)), axes)
        return tuple(self._about[number] for number in _numbers(parts))

    def _within(self, wanted: Coordinates) -> int:
        """The figures that are a part of what is wanted."""
        found = (1 << len(self._about)) - 1
        for pair in wanted.items():
            found &= self._under.get(pair, 0)
        apart = [name for name in _APART if name not in wanted]
        apart += [name for name in _WITHIN_ITEM if "item" not in wanted]
        for name in apart:
            found &= ~self._says.get(name, 0)
        return found

    def _coarsest(self, found: int) -> int:
        """The figures that are not themselves a part of another of them."""
        kept = found
        for number in _numbers(found & self._inside):
            if self._including(number) & found:
                kept &= ~(1 << number)
        return kept

    @cached_property
    def _inside(self) -> int:
        """The figures that are a part of another one; of fine figures there are few or none."""
        every = range(len(self._about))
        return reduce(or_, (1 << number for number in every if self._including(number)), 0)

    def _including(self, number: int) -> int:
        """The other figures that include this one: all that they say, they say as coarsely."""
        if number not in self._above:
            about = self._about[number]
            found = (1 << len(self._about)) - 1
            for name, said in self._says.items():
                allowed = ~said
                if name in about:
                    allowed |= self._over(name, about[name])
                found &= allowed
            self._above[number] = found & ~(1 << number)
        return self._above[number]

    def _over(self, name: str, member: str) -> int:
        each = (self._at.get((name, one), 0) for one in (member, *ancestors(name, member)))
        return reduce(or_, each)

    def _division(self, parts: int, axes: Sequence[str]) -> int:
        """The parts, if none overlaps another; else as many as do not, those along the axes first.

        Figures by function and figures by economic item both divide a total: one may be summed,
        and with it what only the other knows and cannot be the same money.
        """
        if not any(self._beside(number) & parts for number in _numbers(parts)):
            return parts
        chosen = taken = 0
        for number in sorted(_numbers(parts), key=lambda one: self._preference(one, axes)):
            if not taken >> number & 1:
                chosen |= 1 << number
                taken |= self._beside(number)
        return chosen

    def _preference(self, number: int, axes: Sequence[str]) -> tuple[int, int, int]:
        about = self._about[number]
        return -sum(axis in about for axis in axes), len(about), number

    def _beside(self, number: int) -> int:
        """The figures of other shapes that may hold some of the same money as this one."""
        if number not in self._near:
            about = self._about[number]
            found = ((1 << len(self._about)) - 1) & ~self._shapes[tuple(about)]
            for name, member in about.items():
                nested = self._under.get((name, member), 0) | self._over(name, member)
                found &= ~self._says[name] | nested
            self._near[number] = found
        return self._near[number]


def _with_unit(coordinates: Coordinates, unit: str | None) -> Coordinates:
    return coordinates if unit is None or "unit" in coordinates else coordinates | {"unit": unit}


def _numbers(bits: int) -> Iterator[int]:
    """The numbers of the figures in a set, in the order of the facts."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def within(found: Coordinates, wanted: Coordinates) -> bool:
    """Whether a figure lies within another in every dimension the other speaks of."""
    return all(
        name in found and includes(name, member, found[name]) for name, member in wanted.items()
    )
