"""两套经济分类一致: department classes against government classes through the correspondence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from yusuan.checks import reasons
from yusuan.checks.budgets import Budget
from yusuan.checks.figures import Figure
from yusuan.checks.relations import GAP, Relation, compare
from yusuan.ledger import Coordinates
from yusuan.standards import classification

RULE = "department-equals-government-economic"
DEPT, GOV = "dept_economic", "gov_economic"
_OF_ORGANS, _OF_INSTITUTIONS = ("501", "502", "503", "504"), ("505", "506")

_UNKNOWN = reasons.UNKNOWN_COLUMN
ByCode = dict[str, Figure]


def department_equals_government(budget: Budget) -> Iterator[Relation]:
    """In every context that prints both classifications, each group of codes that correspond."""
    sides: dict[Coordinates, tuple[ByCode, ByCode]] = defaultdict(lambda: ({}, {}))
    for key in budget.index:
        figure = budget.reference(key)
        for side, name in enumerate((DEPT, GOV)):
            if name in key and figure and not figure.partial:
                sides[key.without(DEPT, GOV)][side][key[name]] = figure
    strange = _strange_lines(budget)
    for context, (dept, gov) in sides.items():
        if dept and gov:
            year = int(context.get("year") or budget.year or 0) or None
            zeros = {code: figure for code, figure in dept.items() if not figure.value}
            for relation in _in_context(_finest(dept), _finest(gov), zeros, year):
                yield _doubted(relation, strange)


def _strange_lines(budget: Budget) -> set[tuple[int, str, int, int]]:
    """The lines that hold money in a column nobody understood: their codes are not complete."""
    return {
        (*figure.where, figure.line)
        for one in budget.lists
        for row in one.rows
        for figure in row.values()
        if not figure.firm and figure.value
    }


def _doubted(relation: Relation, strange: set[tuple[int, str, int, int]]) -> Relation:
    known = all((*figure.where, figure.line) not in strange for figure in relation.figures)
    return relation if relation.doubt or known else replace(relation, doubt=_UNKNOWN)


def _finest(figures: ByCode) -> ByCode:
    """The figures with money that no finer printed figure stands under."""
    classes = {code[:3] for code, figure in figures.items() if len(code) > 3 and figure.value}
    return {
        code: figure
        for code, figure in figures.items()
        if figure.value and (len(code) > 3 or code not in classes)
    }


def _in_context(dept: ByCode, gov: ByCode, zeros: ByCode, year: int | None) -> Iterator[Relation]:
    kinds = unit_kinds(gov)
    edges = {code: _partners(code, gov, kinds, year) for code in dept}
    relations = []
    for codes, partners in _components(edges):
        parts = tuple(dept[code] for code in codes)
        wholes = tuple(gov[code] for code in partners)
        doubt = "" if wholes else reasons.ONE_SIDE
        relation = Relation(RULE, wholes, parts, doubt)
        beside = (f for c, f in zeros.items() if {*_partners(c, gov, kinds, year)} & {*partners})
        relations.append(_with_zeros(relation, beside))
    reached = {code for partners in edges.values() for code in partners}
    relations.extend(
        Relation(RULE, (figure,), (), reasons.ONE_SIDE)
        for code, figure in gov.items()
        if code not in reached
    )
    yield from _with_local_mapping(relations)


def _with_zeros(relation: Relation, zeros: Iterable[Figure]) -> Relation:
    """With the codes that are printed as 0.00, where rounding them explains the gap.

    With them one figure against one is no longer the same figure printed twice.
    """
    if compare(relation) != GAP:
        return relation
    wider = replace(relation, parts=(*relation.parts, *zeros))
    return relation if compare(wider) == GAP else wider


def unit_kinds(gov: Iterable[str]) -> tuple[str, ...]:
    """Which kinds of unit the government classes with money show: organs, institutions."""
    kinds = []
    if any(code.startswith(_OF_ORGANS) for code in gov):
        kinds.append("administrative")
    if any(code.startswith(_OF_INSTITUTIONS) for code in gov):
        kinds.append("institution")
    return tuple(kinds) or ("any",)


def _partners(
    code: str, gov: Mapping[str, Figure], kinds: Sequence[str], year: int | None
) -> tuple[str, ...]:
    official = {target for kind in kinds for target in _official(code, kind, year)}
    return tuple(sorted(g for g in gov if any(_overlap(g, target) for target in official)))


@cache
def _official(code: str, kind: str, year: int | None) -> tuple[str, ...]:
    """The government codes of a department code; a 款 the book lacks goes with its 类."""
    found = classification.correspondence(code, kind, year)
    return found or classification.correspondence(code[:3], kind, year)


def _overlap(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _components(
    edges: Mapping[str, Sequence[str]],
) -> Iterator[tuple[list[str], list[str]]]:
    """The codes that hang together: department codes with the government codes they share."""
    groups: list[tuple[list[str], set[str]]] = []
    for code, partners in edges.items():
        touching = [group for group in groups if group[1] & set(partners)]
        merged: tuple[list[str], set[str]] = ([], set(partners))
        for group in touching:
            merged[0].extend(group[0])
            merged[1].update(group[1])
            groups.remove(group)
        groups.append(([*merged[0], code], merged[1]))
    for codes, shared in groups:
        yield sorted(codes), sorted(shared)


def _with_local_mapping(relations: Sequence[Relation]) -> Iterator[Relation]:
    """Gaps that cancel out show another local mapping, not an error in the figures."""
    apart = [relation for relation in relations if compare(relation) == GAP]
    together = Relation(
        RULE,
        tuple(figure for relation in apart for figure in relation.wholes),
        tuple(figure for relation in apart for figure in relation.parts),
    )
    cancels = len(apart) > 1 and compare(together) != GAP
    for relation in relations:
        local = cancels and relation in apart and not relation.doubt
        yield replace(relation, doubt=reasons.MAPPING) if local else relation
