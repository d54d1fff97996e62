"""The suspect: the one figure whose change would settle everything it takes part in.

What ties figures together is asked three things only, so that sums, copies, rates and shares can
stand side by side: which figures it touches, which values of one of them would make it hold, and
whether it holds with a given one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Protocol

from yusuan.checks.figures import Figure
from yusuan.checks.relations import GAP, Relation, compare
from yusuan.ledger import Amount


@dataclass(frozen=True, slots=True)
class Span:
    """The values a figure may have for something to hold, in its own unit; ends are included.

    ``exact`` is the one that leaves no gap. An end that is not bounded is infinite.
    """

    low: Decimal
    exact: Decimal
    high: Decimal


class Tie(Protocol):
    """Something that holds, or not, between figures, and can be asked about each of them."""

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure it touches."""
        ...

    def span(self, figure: Figure) -> Span | None:
        """The values of one figure for which it holds, the others kept; None where none does."""
        ...

    def holds_with(self, figure: Figure, value: Decimal) -> bool:
        """Whether it holds once the figure has another value."""
        ...


Suspects = Mapping[Tie, tuple[Figure, Decimal]]


def suspects(failed: Sequence[Tie], held: Iterable[Tie]) -> Suspects:
    """For each failed tie its suspect and the value it should have, where one stands out.

    Of several figures that would do, the one that settles the most failed ties is named; where
    two would settle as many, none is.
    """
    failing = _touching(failed)
    holding = _touching(tie for tie in held if not failing.keys().isdisjoint(tie.figures))
    values = {
        figure: value
        for figure, ties in failing.items()
        if (value := _settling(figure, ties, holding.get(figure, []))) is not None
    }
    found: dict[Tie, tuple[Figure, Decimal]] = {}
    for tie in failed:
        candidates = [figure for figure in dict.fromkeys(tie.figures) if figure in values]
        most = max((len(failing[figure]) for figure in candidates), default=0)
        best = [figure for figure in candidates if len(failing[figure]) == most]
        if len(best) == 1:
            found[tie] = (best[0], values[best[0]])
    return found


@dataclass(frozen=True, slots=True, eq=False)
class Sides:
    """A relation as a tie, with its sums taken once: a long one is asked about each figure."""

    relation: Relation
    gap: Decimal
    slack: Decimal
    wholes: frozenset[Figure]

    @classmethod
    def of(cls, relation: Relation) -> Sides:
        """The relation with its gap and slack as they are."""
        return cls(relation, relation.gap, relation.slack, frozenset(relation.wholes))

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure it touches."""
        return self.relation.figures

    def span(self, figure: Figure) -> Span:
        """The value that closes the gap, and how far rounding can part it from that."""
        sign = -1 if figure in self.wholes else 1
        exact = figure.value + sign * self.gap
        low, high = exact - self.slack, exact + self.slack
        if self.relation.ceiling and sign < 0:
            high = Decimal("Infinity")
        elif self.relation.ceiling:
            low = Decimal("-Infinity")
        return Span(low, exact, high)

    def holds_with(self, figure: Figure, value: Decimal) -> bool:
        """Whether the relation holds once the figure has another value."""
        if len(self.relation.figures) == 2:
            return compare(_changed(self.relation, figure, value)) != GAP
        step = value - figure.value
        gap = self.gap + (step if figure in self.wholes else -step)
        return abs(gap) <= self.slack or (self.relation.ceiling and gap > 0)


def _changed(relation: Relation, figure: Figure, value: Decimal) -> Relation:
    changed = replace(figure, amount=Amount(value, figure.amount.precision))
    return replace(
        relation,
        wholes=tuple(changed if f is figure else f for f in relation.wholes),
        parts=tuple(changed if f is figure else f for f in relation.parts),
    )


def _touching(ties: Iterable[Tie]) -> dict[Figure, list[Tie]]:
    found: dict[Figure, list[Tie]] = defaultdict(list)
    for tie in ties:
        for figure in dict.fromkeys(tie.figures):
            found[figure].append(tie)
    return found


def _settling(figure: Figure, failed: Sequence[Tie], held: Sequence[Tie]) -> Decimal | None:
    """The value that settles all the figure's failed ties and breaks none that hold."""
    spans = [tie.span(figure) for tie in failed]
    known = [(s.high - s.low, len(t.figures), s) for s, t in zip(spans, failed, strict=True) if s]
    if len(known) < len(failed):
        return None
    *_, tightest = min(known, key=lambda entry: entry[:2])
    settled = all(tie.holds_with(figure, tightest.exact) for tie in (*failed, *held))
    return tightest.exact if settled and tightest.exact >= 0 else None
