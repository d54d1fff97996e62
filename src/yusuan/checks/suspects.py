"""The suspect: the one figure whose change would settle every relation it takes part in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from yusuan.checks.figures import Figure
from yusuan.checks.relations import GAP, Relation, compare
from yusuan.ledger import Amount

Suspects = Mapping[Relation, tuple[Figure, Decimal]]


def suspects(failed: Sequence[Relation], held: Iterable[Relation]) -> Suspects:
    """For each failed relation its suspect and the value it should have, where one stands out.

    Of several figures that would do, the one that settles the most failed relations is named;
    where two would settle as many, none is.
    """
    failing = _touching(_Sides.of(relation) for relation in failed)
    touching = (relation for relation in held if not failing.keys().isdisjoint(relation.figures))
    holding = _touching(_Sides.of(relation) for relation in touching)
    values = {
        figure: value
        for figure, sides in failing.items()
        if (value := _settling(figure, sides, holding.get(figure, []))) is not None
    }
    found: dict[Relation, tuple[Figure, Decimal]] = {}
    for relation in failed:
        candidates = [figure for figure in dict.fromkeys(relation.figures) if figure in values]
        most = max((len(failing[figure]) for figure in candidates), default=0)
        best = [figure for figure in candidates if len(failing[figure]) == most]
        if len(best) == 1:
            found[relation] = (best[0], values[best[0]])
    return found


@dataclass(frozen=True, slots=True)
class _Sides:
    """A relation with its sums taken once; a long one is asked about each of its figures."""

    relation: Relation
    gap: Decimal
    slack: Decimal
    wholes: frozenset[Figure]

    @classmethod
    def of(cls, relation: Relation) -> _Sides:
        return cls(relation, relation.gap, relation.slack, frozenset(relation.wholes))

    def wanted(self, figure: Figure) -> Decimal:
        """The value a figure should have for the relation to hold exactly."""
        return figure.value + (-self.gap if figure in self.wholes else self.gap)

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


def _touching(relations: Iterable[_Sides]) -> dict[Figure, list[_Sides]]:
    found: dict[Figure, list[_Sides]] = defaultdict(list)
    for sides in relations:
        for figure in dict.fromkeys(sides.relation.figures):
            found[figure].append(sides)
    return found


def _settling(figure: Figure, failed: Sequence[_Sides], held: Sequence[_Sides]) -> Decimal | None:
    """The value that settles all the figure's failed relations and breaks none that hold."""
    first = min(failed, key=lambda sides: (sides.slack, len(sides.relation.figures)))
    value = first.wanted(figure)
    settled = all(sides.holds_with(figure, value) for sides in (*failed, *held))
    return value if settled and value >= 0 else None
