"""The suspect: the one figure whose change would settle every relation it takes part in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
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
    failing = _touching(failed)
    holding = _touching(relation for relation in held if failing.keys() & set(relation.figures))
    values = {
        figure: value
        for figure, relations in failing.items()
        if (value := _settling(figure, relations, holding.get(figure, []))) is not None
    }
    found: dict[Relation, tuple[Figure, Decimal]] = {}
    for relation in failed:
        candidates = [figure for figure in set(relation.figures) if figure in values]
        most = max((len(failing[figure]) for figure in candidates), default=0)
        best = [figure for figure in candidates if len(failing[figure]) == most]
        if len(best) == 1:
            found[relation] = (best[0], values[best[0]])
    return found


def _touching(relations: Iterable[Relation]) -> dict[Figure, list[Relation]]:
    found: dict[Figure, list[Relation]] = defaultdict(list)
    for relation in relations:
        for figure in set(relation.figures):
            found[figure].append(relation)
    return found


def _settling(
    figure: Figure, failed: Sequence[Relation], held: Sequence[Relation]
) -> Decimal | None:
    """The value that settles all the figure's failed relations and breaks none that hold."""
    ordered = sorted(failed, key=lambda relation: (relation.slack, len(relation.figures)))
    value = wanted(figure, ordered[0])
    changed = replace(figure, amount=Amount(value, figure.amount.precision))
    relations = (*failed, *held)
    return None if any(compare(_with(r, figure, changed)) == GAP for r in relations) else value


def wanted(figure: Figure, relation: Relation) -> Decimal:
    """The value a figure should have for a relation to hold exactly."""
    return figure.value + (relation.gap if figure in relation.parts else -relation.gap)


def _with(relation: Relation, figure: Figure, changed: Figure) -> Relation:
    return replace(
        relation,
        wholes=tuple(changed if f is figure else f for f in relation.wholes),
        parts=tuple(changed if f is figure else f for f in relation.parts),
    )
