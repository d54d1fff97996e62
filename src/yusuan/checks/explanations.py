"""Explanations of a gap that are no error: another grain, another source of money."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from yusuan.checks import reasons
from yusuan.checks.budgets import Budget
from yusuan.checks.causes import slip
from yusuan.checks.figures import TEXT, Figure
from yusuan.checks.relations import Relation
from yusuan.checks.wording import label_of, number
from yusuan.ledger import Coordinates
from yusuan.standards.dimensions import members
from yusuan.standards.nesting import refines

#: Rules whose two sides stand in different places and so can be about different things.
ACROSS = frozenset({"same-figure", "coarse-equals-fine", "revenue-equals-expenditure"})

_EXTRA_NATURES = ("business", "upward", "downward", "reserve")
_MEETINGS = ("meetings", "training", "meetings_training")
_CLASSES = ("301", "302", "303", "307", "309", "310", "399")
#: What an overall total may be said of: nothing that a code or a name tells apart.
_OVERALL = frozenset(
    {"flow", "fund", "balance", "nature", "item", "unit", "year", "stage", "entity"}
)
_TELLING = 3  # digits
_MOST = 40  # candidates, at the most; a longer list explains anything
_FEW = 12  # candidates of which pairs are tried


def explain(relation: Relation, budget: Budget) -> str:
    """Why the gap is no error, with the arithmetic; empty where nothing explains it."""
    if relation.rule not in ACROSS or not relation.wholes:
        return ""
    key = budget.key(relation.wholes[0])
    return (
        _another_source(relation, key, budget)
        or _another_grain(relation, key, budget)
        or _only_a_part(relation, key, budget)
    )


def is_far(relation: Relation, budget: Budget) -> bool:
    """Whether two printings of an overall total are too far apart to be of one thing.

    A total is what remains when a label or a title says nothing that was understood.
    """
    if relation.rule != "same-figure" or not budget.key(relation.wholes[0]).keys() <= _OVERALL:
        return False
    if slip(relation.parts[0], relation.whole) if relation.parts else True:
        return False
    one, other = abs(relation.whole), abs(relation.sum)
    return min(one, other) > 0 and max(one, other) > 3 * min(one, other)


def seems_copied(relation: Relation, budget: Budget) -> str:
    """Whose figure a sentence seems to have taken instead: another year's, another item's.

    A value with many digits does not stand for two things by chance.
    """
    if relation.rule != "same-figure" or max(len(relation.wholes), len(relation.parts)) > 1:
        return ""
    for figure, value in ((f, f.value) for f in (*relation.parts, *relation.wholes)):
        if figure.statement.id != TEXT or not _is_telling(value):
            continue
        key = budget.key(figure)
        others = [(other, of) for other, of in budget.printing(value) if other != key]
        if others:
            other, of = max(others, key=lambda entry: len(key.items() & entry[0].items()))
            years = "上年数疑为照抄" if key.without("year") == other.without("year") else ""
            return years or f"{number(value, figure)} 是“{label_of(of)}”的数，疑为照抄或写错科目"
    return ""


def _another_source(relation: Relation, key: Coordinates, budget: Budget) -> str:
    """The odd side is exactly the figure of another fund or with another carry-over.

    Where all the money is of one source, that source's figure is the total itself: then a slip of
    the finger is one, whatever it happens to meet.
    """
    sources = list(_sources(key, budget))
    for figure in sources:
        if figure.value != relation.sum or not figure.value or figure in relation.figures:
            continue
        if not (
            slip(relation.wholes[0], relation.sum)
            and relation.whole not in _values(key, relation, budget)
            and not _is_split(figure, sources, budget)
        ):
            words = f"{number(figure.value, figure)} 是“{label_of(figure)}”的数"
            return f"{reasons.OTHER_SOURCE}：{words}"
    return ""


def _values(key: Coordinates, relation: Relation, budget: Budget) -> set[Decimal]:
    """What other places print where the relation's figures stand."""
    return {f.value for f in budget.index.get(key, ()) if f not in relation.figures}


def _is_split(figure: Figure, sources: Sequence[Figure], budget: Budget) -> bool:
    """Whether there is money of a source that neither takes in the figure's nor is part of it."""
    own = budget.key(figure)
    return any(
        other.value and not refines(place, own) and not refines(own, place) and place != own
        for other in sources
        if (place := budget.key(other)) != own
    )


def _only_a_part(relation: Relation, key: Coordinates, budget: Budget) -> str:
    """What was taken for an overall total is exactly the figure of a part of it."""
    if relation.rule != "same-figure" or not key.keys() <= _OVERALL:
        return ""
    if slip(relation.wholes[0], relation.sum) and relation.whole not in _values(
        key, relation, budget
    ):
        return ""
    for finer, figure in budget.printing(relation.sum) if _is_telling(relation.sum) else ():
        if refines(finer, key):
            words = f"{number(relation.sum, figure)} 是“{label_of(figure)}”的数"
            return f"{reasons.OTHER_GRAIN}：{words}"
    return ""


def _is_telling(value: Decimal) -> bool:
    """Whether a value has digits enough that meeting it twice is no chance."""
    return len(value.normalize().as_tuple().digits) >= _TELLING


def _sources(key: Coordinates, budget: Budget) -> Iterator[Figure]:
    """The figures that differ from a key only in the fund or the balance."""
    for name in ("fund", "balance"):
        members_of = [None, *(m for dimension, m in members() if dimension == name)]
        for member in members_of:
            changed = key.without(name) if member is None else key | {name: member}
            figure = budget.reference(changed) if changed != key else None
            if figure:
                yield figure


def _another_grain(relation: Relation, key: Coordinates, budget: Budget) -> str:
    """The gap is exactly one or two figures that one side counts and the other does not."""
    missing = [*relation.tolerated, *_neighbours(key, budget)]
    unique = {f.fact.id: f for f in missing if f.value and f not in relation.figures}
    candidates = list(unique.values())
    if len(candidates) > _MOST:
        return ""
    for size in (1, 2) if len(candidates) <= _FEW else (1,):
        for found in combinations(candidates, size):
            if abs(abs(relation.gap) - sum((f.value for f in found), Decimal(0))) <= relation.slack:
                return _in_words(relation, found)
    return ""


def _neighbours(key: Coordinates, budget: Budget) -> Iterator[Figure]:
    """Figures of the same context that a loose label may take in or leave out."""
    changes: list[dict[str, str]] = [
        *({"fund": m} for dimension, m in members() if dimension == "fund"),
        {"balance": "carryover"},
    ]
    if "item" in key:
        changes += [{"item": item} for item in _MEETINGS]
    if key.get("nature") not in {"basic.personnel", "basic.operating"}:
        changes += [{"nature": nature} for nature in _EXTRA_NATURES]
    if key.get("nature", "").startswith("basic") and len(key.get("dept_economic", "")) <= 3:
        changes += [{"nature": "basic", "dept_economic": code} for code in _CLASSES]
    for change in changes:
        changed = key | change
        figure = budget.reference(changed) if changed != key else None
        if figure is None and "dept_economic" in change:  # printed for the whole budget only
            figure = budget.reference(changed.without("function", "unit"))
        if figure:
            yield figure


def _in_words(relation: Relation, found: Sequence[Figure]) -> str:
    larger, smaller = max(relation.whole, relation.sum), min(relation.whole, relation.sum)
    at = relation.figures[0]
    terms = " + ".join(f"{number(f.value, at)}（{label_of(f)}）" for f in found)
    return f"{reasons.OTHER_GRAIN}：{number(larger, at)} = {number(smaller, at)} + {terms}"
