"""The suspect: the one figure whose change would settle everything it takes part in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from yusuan.checks.figures import Figure
from yusuan.checks.ties import Tie

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
    changed = {figure: tightest.exact}
    settled = all(tie.holds_with(changed) for tie in (*failed, *held))
    return tightest.exact if settled and tightest.exact >= 0 else None
