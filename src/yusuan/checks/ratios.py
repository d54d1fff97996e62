"""A ratio: a printed per cent that figures should give, within what rounding leaves open.

Growth is a change over last year's figure, a share a part over its whole. Each operand may be off
by half a unit of its last printed place, and so may the per cent (domain: R-09).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product

from yusuan.checks.figures import Figure
from yusuan.checks.ties import INFINITY, Span

HUNDRED = Decimal(100)

#: Units of the last place that operands with fewer decimals may account for.
_PLACES = 3

#: A figure and how often it counts: 1, or -1 where it is taken off.
Term = tuple[Figure, int]


@dataclass(frozen=True, slots=True, eq=False)
class Ratio:
    """A per cent with the terms that are divided and those they are divided by.

    Of a ``rough`` one the last place may be another: it was adjusted, or more than that is wrong.
    """

    percent: Figure
    top: tuple[Term, ...]
    bottom: tuple[Term, ...]
    rough: bool = False

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure it touches, the per cent first."""
        return (self.percent, *self.operands)

    @property
    def operands(self) -> tuple[Figure, ...]:
        """The figures that give the per cent."""
        return tuple(dict.fromkeys(figure for figure, _ in (*self.top, *self.bottom)))

    @property
    def exact(self) -> Decimal | None:
        """The per cent the figures give as printed; None where they divide by nothing."""
        return _per_cent(self.top, self.bottom, {})

    def holds(self) -> bool:
        """Whether rounding explains what is printed."""
        return self._reaches(self.percent.value, {}, self.percent.amount.half)

    def nearly_holds(self) -> bool:
        """Whether one last place does, or a few with the few decimals of its operands."""
        step = self.percent.amount.precision
        if self._reaches(self.percent.value, {}, step):
            return True
        return self._reaches(self.percent.value, {}, step * _PLACES) and self._as_printed().holds()

    def _as_printed(self) -> Ratio:
        """The ratio of figures that are no finer than they are printed."""
        coarse = {figure: replace(figure, amount=figure.printed) for figure in self.operands}
        top, bottom = (
            tuple((coarse[figure], sign) for figure, sign in terms)
            for terms in (self.top, self.bottom)
        )
        return Ratio(self.percent, top, bottom)

    def span(self, figure: Figure) -> Span | None:
        """The values of one figure for which it holds, the others as printed or near it."""
        if figure is self.percent:
            exact, found = self.exact, self._range({})
            margin = self._margin
            return Span(found[0] - margin, exact, found[1] + margin) if found and exact else None
        exact = _solved(self, figure, self.percent.value, {})
        if exact is None:
            return None
        half = self._margin
        others = [other for other in self.operands if other is not figure]
        ends = [
            value
            for percent in (self.percent.value - half, self.percent.value + half)
            for corner in _corners(others, {})
            if (value := _solved(self, figure, percent, corner)) is not None
        ]
        low, high = min(ends, default=-INFINITY), max(ends, default=INFINITY)
        return Span(low, exact, high, wide=True)

    def holds_with(self, values: Mapping[Figure, Decimal]) -> bool:
        """Whether it holds once some figures have other values."""
        percent = values.get(self.percent, self.percent.value)
        return self._reaches(percent, values, self._margin)

    @property
    def _margin(self) -> Decimal:
        amount = self.percent.amount
        return amount.precision if self.rough else amount.half

    def _reaches(self, percent: Decimal, values: Mapping[Figure, Decimal], margin: Decimal) -> bool:
        found = self._range(values)
        return found is not None and found[0] - margin <= percent <= found[1] + margin

    def _range(self, values: Mapping[Figure, Decimal]) -> tuple[Decimal, Decimal] | None:
        """The least and the most the figures can give: it is monotonic in each of them."""
        found = [
            _per_cent(self.top, self.bottom, corner) for corner in _corners(self.operands, values)
        ]
        known = [percent for percent in found if percent is not None]
        return (min(known), max(known)) if len(known) == len(found) else None


def _corners(
    figures: Sequence[Figure], values: Mapping[Figure, Decimal]
) -> Iterator[Mapping[Figure, Decimal]]:
    """Every figure at either end of what its printing leaves open; a printed zero is nothing."""
    ends = []
    for figure in figures:
        value = values.get(figure, figure.value)
        half = figure.amount.half
        ends.append((value - half, value + half) if value and half else (value,))
    for corner in product(*ends):
        yield dict(zip(figures, corner, strict=True))


def _sum(terms: Iterable[Term], values: Mapping[Figure, Decimal]) -> Decimal:
    return sum((sign * values.get(figure, figure.value) for figure, sign in terms), Decimal(0))


def _per_cent(
    top: Iterable[Term], bottom: Iterable[Term], values: Mapping[Figure, Decimal]
) -> Decimal | None:
    divisor = _sum(bottom, values)
    return _sum(top, values) / divisor * HUNDRED if divisor else None


def _solved(
    ratio: Ratio, figure: Figure, percent: Decimal, values: Mapping[Figure, Decimal]
) -> Decimal | None:
    """The value of one figure that gives the per cent: (T + a x) / (B + b x) = r."""
    rest = {**values, figure: Decimal(0)}
    above = sum(sign for other, sign in ratio.top if other is figure)
    below = sum(sign for other, sign in ratio.bottom if other is figure)
    rate = percent / HUNDRED
    slope = above - below * rate
    return (rate * _sum(ratio.bottom, rest) - _sum(ratio.top, rest)) / slope if slope else None
