"""前后呼应: one change said of several figures, or again as its own cause (domain: N-06, N-09).

Nothing obliges two totals that are equal this year to have changed alike, nor a cause to name the
whole change. So only what agrees, or would but for a slip of the finger, says anything.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from yusuan.checks.budgets import Budget
from yusuan.checks.causes import is_slip
from yusuan.checks.figures import Figure, Told
from yusuan.checks.relations import Relation
from yusuan.checks.text.comparisons import Comparison
from yusuan.ledger.claims import CHANGE as CHANGE_KIND

RULE = "text-change"
_TELLING = 4  # digits that two changes do not share by chance


def echoes(budget: Budget, found: Sequence[Comparison]) -> Iterator[Relation]:
    """Changes that are said again, each against the one most of them repeat."""
    groups: dict[tuple[object, ...], list[Comparison]] = defaultdict(list)
    for one in found:
        now = one.figure
        if one.change and one.base is not None and now and now.value and one.first.claim.understood:
            frame = one.base.only("year", "stage")
            groups[one.change.document, frame, now.value].append(one)
    for group in groups.values():
        yield from _alike(group)
    yield from _causes(budget)


def _alike(group: Sequence[Comparison]) -> Iterator[Relation]:
    """The same change of figures that are equal this year, each of another thing."""
    said = {one.key: one.change.figure for one in reversed(group) if one.change}
    figures = list(said.values())[::-1]
    if len(figures) < 2:
        return
    values = [figure.value for figure in figures]
    first = max(figures, key=lambda figure: values.count(figure.value))
    for other in figures:
        if other is not first and _is_echo(other, first.value):
            yield Relation(RULE, (first,), (other,), severity="warning")


def _causes(budget: Budget) -> Iterator[Relation]:
    """A change and the whole of it said right after as its own cause."""
    for one, cause in pairwise(budget.told):
        here = (one.document, one.claim.passage) == (cause.document, cause.claim.passage)
        if here and _is_change(one) and one.claim.understood and _is_change(cause):
            alike = one.claim.value * cause.claim.value > 0  # else money that was moved
            known = cause.claim.understood
            if alike and not known and _is_echo(cause.figure, one.figure.value):
                yield Relation(RULE, (one.figure,), (cause.figure,), severity="warning")


def _is_change(told: Told) -> bool:
    return told.claim.kind == CHANGE_KIND


def _is_echo(figure: Figure, value: Decimal) -> bool:
    """Whether a figure has a value, or would but for a slip; few digits agree by chance."""
    digits = min(len(one.normalize().as_tuple().digits) for one in (figure.value, value))
    return digits >= _TELLING and (figure.value == value or is_slip(figure, value))
