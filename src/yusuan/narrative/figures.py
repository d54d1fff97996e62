"""Figures by what they are about, each bound to the facts it is computed from.

A sum never counts money twice: a fact that is part of another is left out, and of several
divisions of one total one is taken.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from yusuan.ledger import Coordinates, Fact
from yusuan.narrative.parts import Parts
from yusuan.standards.dimensions import CODED, ancestors, includes

_CONTEXT = ("entity", "year", "stage")
#: What never divides a figure into parts that add up to it; an item divides only its parent.
_NOT_DIVIDING = frozenset({"flow", "measure", "balance"})

#: Their members are names and codes of the budget, known only as far as they are printed.
_WITH_NAMES = frozenset({"unit", "project", "line", "service", *CODED})


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount in 元, the ids of the facts it is the sum of, and how far rounding may reach."""

    value: Decimal
    facts: tuple[str, ...] = ()
    slack: Decimal = Decimal(0)

    def __add__(self, other: Figure) -> Figure:
        return Figure(self.value + other.value, self.facts + other.facts, self.slack + other.slack)


ZERO = Figure(Decimal(0))


class Figures:
    """The facts of one entity in one year, to be asked for figures.

    Nothing is known of what no fact says, except that a part is zero where the other parts
    already make up the whole. ``complete`` tells that the facts hold all the money there is; an
    earlier year may be known in parts only, and parts are then summed only where a printed whole
    shows that they are all there are.
    """

    def __init__(self, facts: Iterable[Fact], *, complete: bool = True) -> None:
        self._figures: dict[Coordinates, Figure] = {}
        for fact in facts:
            about = fact.coordinates.without(*_CONTEXT)
            figure = Figure(fact.amount.value, (fact.id,), fact.amount.half)
            self._figures.setdefault(about, figure)
        self._about = tuple(self._figures)
        self._parts = Parts(self._about, [one.value for one in self._figures.values()])
        self._found: dict[Coordinates, Figure | None] = {}
        self._complete = complete or self._balanced()

    def __len__(self) -> int:
        return len(self._about)

    def figure(self, wanted: Coordinates) -> Figure | None:
        """The figure said, or the sum of its parts, or zero; None where it is not known."""
        if wanted not in self._found:
            said = self._said(wanted)
            if said is not None and not self._is_whole(wanted, said):
                said = None
            self._found[wanted] = said if said is not None else self._exhausted(wanted)
        return self._found[wanted]

    def _is_whole(self, wanted: Coordinates, figure: Figure) -> bool:
        """Whether a figure is printed, or the sum of all the parts that there are."""
        if self._complete or wanted in self._figures or self._says_item(wanted):
            return True
        return any(
            self._makes_up(self._figures[parent], parent, name, member, figure)
            for name, member in wanted.items()
            for parent in _parents(wanted, name, member)
            if parent in self._figures
        )

    def _says_item(self, wanted: Coordinates) -> bool:
        """Whether an item is printed but for its fund, which goes without saying."""
        about = [self._about[number] for number in self._parts.of(wanted)]
        return bool(about) and all(
            one.without("flow", "fund") == wanted.without("flow", "fund") and "item" in one
            for one in about
        )

    def _balanced(self) -> bool:
        """Whether parts without printed totals balance: then none of them is missing."""
        sides = [Coordinates({"flow": flow}) for flow in ("revenue", "expenditure")]
        if any(side in self._figures for side in sides):
            return False
        revenue, spending = (self._with_carryover(side) for side in sides)
        return revenue is not None and spending is not None and _agree(revenue, spending)

    def members(self, wanted: Coordinates, dimension: str) -> tuple[str, ...]:
        """The members of a dimension that parts of a figure name, in the order of the facts."""
        return self._parts.named(wanted, dimension)

    def parts(self, wanted: Coordinates, dimension: str, size: int = 0) -> dict[str, Figure]:
        """The non-zero parts along a dimension, the coarsest there are, or codes of one length."""
        named = self.members(wanted, dimension)
        if dimension in CODED and size:
            tops = sorted({member[:size] for member in named if len(member) >= size})
        elif dimension not in _WITH_NAMES:
            tops = list(dict.fromkeys(_top(dimension, m, wanted.get(dimension)) for m in named))
        else:
            tops = [
                m for m in named if not any(m != o and includes(dimension, o, m) for o in named)
            ]
        found = {member: self.figure(wanted | {dimension: member}) for member in tops}
        return {member: figure for member, figure in found.items() if figure and figure.value}

    def _said(self, wanted: Coordinates) -> Figure | None:
        if wanted in self._figures:
            return self._figures[wanted]
        if wanted.get("balance") == "total":
            return self._with_carryover(wanted.without("balance"))
        numbers = self._parts.of(wanted) or self._cost_lines(wanted)
        return _sum(self._figures[self._about[number]] for number in numbers) if numbers else None

    def _cost_lines(self, wanted: Coordinates) -> tuple[int, ...]:
        """What a project is said to cost, line by line, where no spending names the project."""
        return self._parts.of(wanted, "line") if "project" in wanted else ()

    def _with_carryover(self, current: Coordinates) -> Figure | None:
        both = (self._said(current), self._said(current | {"balance": "carryover"}))
        known = [figure for figure in both if figure is not None]
        return _sum(known) if known else None

    def _exhausted(self, wanted: Coordinates) -> Figure | None:
        """Zero, where its siblings already make up a whole that it would be a part of."""
        for name, member in wanted.items():
            for parent in _parents(wanted, name, member):
                whole = self._whole(parent)
                if whole is not None and self._makes_up(whole, parent, name, member, ZERO):
                    return ZERO
        return None

    def _whole(self, parent: Coordinates) -> Figure | None:
        found = self.figure(parent)
        printed = self._complete or parent in self._figures or found is ZERO
        return found if printed or self._says_item(parent) else None

    def _makes_up(
        self, whole: Figure, parent: Coordinates, name: str, member: str, part: Figure
    ) -> bool:
        """Whether a part and its siblings, or the part and one of them, are the whole."""
        if _agree(part, whole):
            return True
        others = [
            other
            for other in self.members(parent, name)
            if not includes(name, other, member) and not includes(name, member, other)
        ]
        tops = [o for o in others if not any(o != x and includes(name, x, o) for x in others)]
        amounts = [f for o in tops if (f := self.figure(parent | {name: o})) is not None]
        return any(_agree(one + part, whole) for one in (*amounts, _sum(amounts)))


def _parents(wanted: Coordinates, name: str, member: str) -> Iterator[Coordinates]:
    above = ancestors(name, member)
    if name in _NOT_DIVIDING:
        return
    if above:
        yield wanted | {name: above[0]}
    elif name != "item" and len(wanted) > 1:
        yield wanted.without(name)


def _top(dimension: str, member: str, whole: str | None) -> str:
    """The widest member that includes this one and is still a part of the whole."""
    wider = [up for up in ancestors(dimension, member) if whole and includes(dimension, whole, up)]
    wider = [up for up in wider if up != whole] if whole else list(ancestors(dimension, member))
    return wider[-1] if wider else member


def _agree(one: Figure, other: Figure) -> bool:
    return abs(one.value - other.value) <= one.slack + other.slack


def _sum(figures: Iterable[Figure]) -> Figure:
    return sum(figures, ZERO)


@dataclass(frozen=True, slots=True)
class Years:
    """The figures of the budget's year and those of the year before."""

    year: int
    current: Figures
    earlier: Figures

    @classmethod
    def of(cls, facts: Iterable[Fact], year: int, stage: str = "budget") -> Years:
        """The understood facts of a budget, parted by year; other stages are left aside."""
        by_year: dict[str, list[Fact]] = defaultdict(list)
        for fact in facts:
            if fact.understood and fact.coordinates.get("stage", stage) == stage:
                by_year[fact.coordinates.get("year", str(year))].append(fact)
        earlier = Figures(by_year[str(year - 1)], complete=False)
        return cls(year, Figures(by_year[str(year)]), earlier)
