"""文字加总: a list makes its whole, and the changes of parts the whole's (N-02, N-06)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from yusuan.checks import reasons
from yusuan.checks.budgets import Budget
from yusuan.checks.figures import Figure, Told
from yusuan.checks.relations import Relation, slack
from yusuan.checks.rule import Rule
from yusuan.checks.text.comparisons import Comparison
from yusuan.ledger import Coordinates
from yusuan.ledger.claims import AMOUNT, COUNT
from yusuan.standards.nesting import disjoint, exhausts, first_refined, refines

SUM = Rule(
    "text-adds-up",
    "文字加总：文字列出的各项之和等于它们所属的总数，各项增减之和等于总数的增减。",
    "What a sentence lists adds up to its whole, and the changes of parts to the whole's.",
    "error",
    "财预〔2016〕143号：说明收支构成和增减变化",
)
_FEW = 2
#: In what two comparisons must be alike for one to be a part of the other: money of another source
#: last year is no part, though this year there may be but one source.
_FRAME = ("year", "stage", "fund", "balance", "unit")


def enumerations(budget: Budget) -> Iterator[Relation]:
    """Every whole of a sentence against what is listed under it."""
    by_id = {(one.document, one.claim.id): one for one in budget.told}
    listed: dict[tuple[int, str], list[Told]] = defaultdict(list)
    for one in budget.told:
        if one.claim.whole:
            listed[one.document, one.claim.whole].append(one)
    for at, parts in listed.items():
        whole = by_id.get(at)
        if whole is not None and whole.claim.kind in {AMOUNT, COUNT}:
            yield from _enumeration(budget, whole, parts)


def _enumeration(budget: Budget, whole: Told, parts: Sequence[Told]) -> Iterator[Relation]:
    kind, unit = whole.claim.kind, whole.claim.unit
    alike = [one for one in parts if one.claim.kind == kind]
    if kind == COUNT:
        alike = [one for one in alike if one.claim.unit == unit]
    key = budget.key(whole.figure)
    for name, group in _views(budget, key, alike).items():
        figures = tuple(one.figure for one in group)
        relation = Relation(SUM.id, (whole.figure,), figures, ceiling=group[0].claim.partial)
        if kind == COUNT:
            doubt = "" if relation.gap < 0 else reasons.SELECTION_SAID
            yield replace(relation, doubt=doubt, severity="warning")
        else:
            yield replace(relation, doubt=_doubt(budget, key, name, group, relation))


def _views(budget: Budget, whole: Coordinates, parts: Sequence[Told]) -> Mapping[str, list[Told]]:
    """The parts by what they split the whole in, each said once and none inside another."""
    keys = {one: budget.key(one.figure) for one in parts}
    views: dict[str, list[Told]] = defaultdict(list)
    seen: set[tuple[Coordinates, Decimal]] = set()
    for one, key in keys.items():
        inside = one.claim.understood and any(
            refines(key, other) for twin, other in keys.items() if twin.claim.understood
        )
        if inside or (one.claim.understood and (key, one.claim.value) in seen):
            continue
        seen.add((key, one.claim.value))
        known = one.claim.understood and refines(key, whole)
        views[first_refined(key, whole) if known else ""].append(one)
    return views


def _doubt(
    budget: Budget, whole: Coordinates, name: str, parts: Sequence[Told], relation: Relation
) -> str:
    if not name or not all(one.figure.firm for one in parts):
        return reasons.UNKNOWN_WORDS
    keys = [budget.key(one.figure) for one in parts]
    apart = all(disjoint(one, other) for i, one in enumerate(keys) for other in keys[:i])
    if not apart:
        return reasons.AMBIGUOUS
    complete = exhausts(name, whole.get(name, ""), [key[name] for key in keys if name in key])
    return "" if relation.gap < 0 or complete else reasons.SELECTION_SAID


def changes_add_up(budget: Budget, found: Sequence[Comparison]) -> Iterator[Relation]:
    """Every change of a whole against the changes of parts that make all of it."""
    groups: dict[tuple[int, object], dict[Coordinates, Comparison]] = defaultdict(dict)
    for one in found:
        if one.base is not None and one.first.claim.understood and one.now and _moved(one):
            frame = one.base.only(*_FRAME)
            groups[one.first.document, frame].setdefault(one.key, one)
    for known in groups.values():
        for whole in known.values():
            if whole.change is not None:
                yield from _of_parts(budget, whole, known)


def _moved(one: Comparison) -> bool:
    """Whether it is known how the figure moved."""
    return one.change is not None or one.flat is not None or one.before is not None


def _of_parts(
    budget: Budget, whole: Comparison, known: Mapping[Coordinates, Comparison]
) -> Iterator[Relation]:
    inside = {key: one for key, one in known.items() if refines(key, whole.key)}
    views: dict[str, list[Comparison]] = defaultdict(list)
    for key, one in inside.items():
        if not any(refines(key, other) for other in inside):
            views[first_refined(key, whole.key)].append(one)
    for parts in views.values():
        if len(parts) >= _FEW and _is_all(budget, whole, parts):
            yield from _change_relation(whole, parts)


def _is_all(budget: Budget, whole: Comparison, parts: Sequence[Comparison]) -> bool:
    """Whether this year's parts make this year's whole."""
    figures = [budget.reference(one.key) or one.now for one in (whole, *parts)]
    known = [figure for figure in figures if figure is not None]
    gap = known[0].value - sum((figure.value for figure in known[1:]), Decimal(0))
    return len(known) == len(figures) and abs(gap) <= slack(known)


def _change_relation(whole: Comparison, parts: Sequence[Comparison]) -> Iterator[Relation]:
    """The whole's change, with last year's of parts whose change is not said, and the rest."""
    assert whole.change
    left, right = [whole.change.figure], []
    for one in parts:
        if one.change is not None:
            right.append(one.change.figure)
        elif one.flat is None and one.now and one.before:
            right.append(one.now)
            left.append(one.before)
        else:
            assert one.first
    figures: list[Figure] = [*left, *right]
    doubt = "" if all(figure.firm for figure in figures) else reasons.UNKNOWN_WORDS
    if right:
        yield Relation(SUM.id, tuple(left), tuple(right), doubt)
