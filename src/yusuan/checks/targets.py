"""目标表内合计: in a target form sources, spending lines and projects add up to their whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from yusuan.checks import reasons
from yusuan.checks.budgets import Budget
from yusuan.checks.figures import Figure
from yusuan.checks.relations import GAP, Relation, compare
from yusuan.ledger import Coordinates
from yusuan.standards.dimensions import ancestors

RULE = "target-form-adds-up"
#: Sources that take in all that the others do not: a list that has one of them is complete.
_RESIDUAL = frozenset({"rest", "own", "other"})


def target_forms_add_up(budget: Budget) -> Iterator[Relation]:
    """Within each form: Σ spending lines = the project, Σ sources = the whole, Σ projects."""
    yield from _relations(budget, "line", ())
    yield from _relations(budget, "fund", ("line", "item"))
    yield from _relations(budget, "project", ("line", "fund", "item"))


def _relations(budget: Budget, over: str, without: Sequence[str]) -> Iterator[Relation]:
    """Figures of one form that differ in one dimension, against the figure that leaves it out."""
    groups: dict[tuple[int, str, Coordinates], dict[str, Figure]] = defaultdict(dict)
    for figure in budget.loose:
        said = figure.fact.coordinates
        if over in said and figure.firm and not any(name in said for name in without):
            at = (figure.document, figure.statement.id, said.without(over))
            groups[at].setdefault(said[over], figure)
    for (document, table, place), parts in groups.items():
        whole = _whole(budget, document, table, place)
        enough = len(parts) > 1 or over == "line"  # one line alone is all of its project
        if whole is not None and enough and any(p.value for p in parts.values()):
            found = Relation(RULE, (whole,), tuple(parts.values()), _doubt(over, whole, parts))
            carried = _printed(budget, document, table, place | {"balance": "carryover"})
            yield _with_carried(found, carried) if over == "fund" and carried else found


def _with_carried(relation: Relation, carried: Figure) -> Relation:
    """With 上年结转 among the sources where only so they make up the whole; it may be in them."""
    together = replace(relation, parts=(*relation.parts, carried), doubt="")
    apart = compare(relation) == GAP
    return together if apart and compare(together) != GAP else relation


def _whole(budget: Budget, document: int, table: str, place: Coordinates) -> Figure | None:
    """What the form itself prints for the whole; for a form that does not, what a table prints.

    The sources of a form that prints one sum of money only make up what is spent.
    """
    found = _printed(budget, document, table, place)
    if found is None and place == Coordinates({"flow": "revenue"}) | place.only("entity", "year"):
        found = _printed(budget, document, table, place | {"flow": "expenditure"})
    if found is None and "project" in place:
        found = budget.reference(budget.footing.key(place))
    return found


def _printed(budget: Budget, document: int, table: str, place: Coordinates) -> Figure | None:
    """The figure of a form that stands for a place."""
    for figure in budget.loose:
        at = (figure.document, figure.statement.id, figure.fact.coordinates)
        if at == (document, table, place) and figure.firm:
            return figure
    return None


def _doubt(over: str, whole: Figure, parts: dict[str, Figure]) -> str:
    """Why a gap is no error: the list need not be complete, or its entries overlap."""
    if over == "line":
        return ""
    if any(other in ancestors(over, one) for one in parts for other in parts):
        return reasons.AMBIGUOUS
    short = whole.value > sum(part.value for part in parts.values())
    complete = over == "fund" and _RESIDUAL & parts.keys()
    return reasons.SELECTION if short and not complete else ""
