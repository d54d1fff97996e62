"""文字加总: a list makes its whole, and the changes of parts the whole's (N-02, N-06)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from yusuan.checks import reasons
from yusuan.checks.budgets import Budget
from yusuan.checks.causes import is_slip
from yusuan.checks.figures import Figure, Told
from yusuan.checks.relations import GAP, Relation, compare, slack
from yusuan.checks.rule import Rule
from yusuan.checks.text.comparisons import Comparison
from yusuan.ledger import Coordinates
from yusuan.ledger.claims import AMOUNT, COUNT
from yusuan.standards.dimensions import members
from yusuan.standards.nesting import disjoint, exhausts, first_refined, refines

SUM = Rule(
    "text-adds-up",
    "文字加总：文字列出的各项之和等于它们所属的总数，各项增减之和等于总数的增减。",
    "What a sentence lists adds up to its whole, and the changes of parts to the whole's.",
    "error",
    "财预〔2016〕143号：说明收支构成和增减变化",
)
_FEW = 2
_TRIFLE = Decimal(10_000)  # 元; no item that is left out is less, as a rule
_TAKEN_OUT = re.compile("其中|包含|包括")
#: Money that is more than this year's: of a whole undertaking, of several years.
_LARGER = re.compile("投资|概算|估算|合同|累计|历年|总额|上年|以前")
#: Parts that are all of a member which can also be told apart otherwise.
_ENOUGH = {("fund", "appropriation"): frozenset({"gpb", "gf", "scb"})}


def enumerations(budget: Budget) -> Iterator[Relation]:
    """Every whole of a sentence against what is listed under it."""
    by_id = {(one.document, one.claim.id): one for one in budget.told}
    listed: dict[tuple[int, str], list[Told]] = defaultdict(list)
    for one in budget.told:
        if one.claim.whole:
            listed[one.document, one.claim.whole].append(one)
    said = _by_place(budget)
    for at, parts in listed.items():
        whole = by_id.get(at)
        if whole is not None and whole.claim.kind in {AMOUNT, COUNT}:
            yield from _enumeration(budget, whole, parts)
            yield from _of_other_times(whole, parts, said)


_Said = Mapping[tuple[int, str], Mapping[Coordinates, Told]]


def _by_place(budget: Budget) -> _Said:
    """The amounts of each paragraph by what they are of; the first, where it says one twice."""
    found: dict[tuple[int, str], dict[Coordinates, Told]] = defaultdict(dict)
    for one in budget.told:
        if one.claim.kind == AMOUNT and one.figure.firm:
            found[one.document, one.claim.passage].setdefault(one.claim.coordinates, one)
    return found


def _of_other_times(whole: Told, parts: Sequence[Told], said: _Said) -> Iterator[Relation]:
    """The same list of last year or of the plan, where every item says that too.

    What has no money any more is no item, so parts that fall short show a slip at most.
    """
    sure = whole.figure.firm and len(parts) >= _FEW and all(part.figure.firm for part in parts)
    if not sure or whole.claim.kind != AMOUNT or whole.claim.partial or parts[0].claim.partial:
        return
    own, here = whole.claim.coordinates, said[whole.document, whole.claim.passage]
    for key, told in here.items():
        frame = key.only("year", "stage")
        if not frame or key.without("year", "stage") != own:
            continue
        then = [
            said[one.document, one.claim.passage].get(one.claim.coordinates | frame)
            for one in parts
        ]
        known = tuple(one.figure for one in then if one is not None)
        if len(known) == len(parts):
            relation = Relation(SUM.id, (told.figure,), known, severity="warning")
            short = relation.gap > 0 and not _is_misprinted(relation)
            yield replace(relation, doubt=reasons.SELECTION_SAID if short else "")


def _enumeration(budget: Budget, whole: Told, parts: Sequence[Told]) -> Iterator[Relation]:
    alike = [one for one in parts if one.claim.kind == whole.claim.kind]
    if whole.claim.kind == COUNT:
        yield from _counted(whole, [one for one in alike if one.claim.unit == whole.claim.unit])
        return
    key = budget.key(whole.figure)
    for name, group in _views(budget, key, alike).items():
        relation = _judged(budget, key, name, group, _listed(whole, group))
        if relation.doubt and relation.gap < 0 and _is_taken_out(budget, whole, group):
            relation = replace(relation, doubt="", severity="warning")
        yield relation


def _listed(whole: Told, parts: Sequence[Told]) -> Relation:
    figures = tuple(one.figure for one in parts)
    return Relation(SUM.id, (whole.figure,), figures, ceiling=parts[0].claim.partial)


def _is_taken_out(budget: Budget, whole: Told, parts: Sequence[Told]) -> bool:
    """Whether one part is said right after its whole to be in it: it is no more, whatever it is."""
    if len(parts) != 1 or parts[0].claim.passage != whole.claim.passage:
        return False
    passages = budget.documents[whole.document].passages
    text = next(one.text for one in passages if one.id == whole.claim.passage)
    between = text[whole.claim.end : parts[0].claim.start]
    plain = not any(letter.isdigit() for letter in between) and not _LARGER.search(between)
    return plain and bool(_TAKEN_OUT.match(between.lstrip("，,。.；; （(")))


def _counted(whole: Told, parts: Sequence[Told]) -> Iterator[Relation]:
    """Counts of a list; one alone does not claim to be all there are."""
    if parts:
        relation = _listed(whole, parts)
        short = relation.gap > 0 and len(parts) < _FEW
        yield replace(relation, doubt=reasons.SELECTION_SAID if short else "", severity="warning")


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


def _judged(
    budget: Budget, whole: Coordinates, name: str, parts: Sequence[Told], relation: Relation
) -> Relation:
    """The sum with what a gap would prove: most where the parts are all that there can be."""
    if not name or not all(one.figure.firm for one in parts):
        return replace(relation, doubt=reasons.UNKNOWN_WORDS)
    keys = [budget.key(one.figure) for one in parts]
    if not all(disjoint(one, other) for i, one in enumerate(keys) for other in keys[:i]):
        return replace(relation, doubt=reasons.AMBIGUOUS)
    if compare(relation) == GAP and _holds_as_printed_elsewhere(budget, relation):
        return replace(relation, doubt=reasons.WRONG_PART)
    printed = {key[name] for key in keys if name in key}
    if not all(figure.firm for figure in relation.wholes):
        return replace(relation, severity="warning")
    if relation.gap < 0 or _exhausts(name, whole.get(name), printed):
        return relation
    if len(parts) < _FEW:
        return replace(relation, doubt=reasons.SELECTION_SAID)
    return replace(relation, severity="warning")


def _holds_as_printed_elsewhere(budget: Budget, relation: Relation) -> bool:
    """Whether the sum holds with what most places print: the figure that differs is found there."""
    known = {
        figure: (budget.reference(budget.key(figure)) if figure.firm else None) or figure
        for figure in relation.figures
    }
    if all(known[figure].printed.agrees(figure.printed) for figure in relation.figures):
        return False
    wholes = tuple(known[figure] for figure in relation.wholes)
    parts = tuple(known[figure] for figure in relation.parts)
    return compare(replace(relation, wholes=wholes, parts=parts)) != GAP


def _exhausts(name: str, whole: str | None, printed: set[str]) -> bool:
    """Whether the members printed are all parts of a member, or all there are where it has none."""
    if whole is not None:
        return exhausts(name, whole, printed) or _ENOUGH.get((name, whole), {""}) <= printed
    tops = {key for (of, key), member in members().items() if of == name and member.parent is None}
    return bool(tops) and tops <= printed


def changes_add_up(budget: Budget, found: Sequence[Comparison]) -> Iterator[Relation]:
    """Every change of a whole against the changes of parts that make all of it."""
    groups: dict[tuple[object, ...], dict[Coordinates, _Move]] = defaultdict(dict)
    for document, move in _moves(budget, found):
        frame = move.base.only("year", "stage")
        groups[document, frame].setdefault(move.about, move)
    for known in groups.values():
        for whole in known.values():
            if whole.change is not None:
                yield from _of_parts(whole, known)


@dataclass(frozen=True, slots=True)
class _Move:
    """How a figure moved: by a change that is said, not at all, or from one amount to another."""

    base: Coordinates
    now: Figure
    change: Figure | None = None
    before: Figure | None = None

    @property
    def about(self) -> Coordinates:
        """What moved. Last year there may have been money of other sources: they are kept apart."""
        return self.base.without("year", "stage")


def _moves(budget: Budget, found: Sequence[Comparison]) -> Iterator[tuple[int, _Move]]:
    for one in found:
        now = one.figure
        if one.base is not None and one.first.claim.understood and now:
            change = one.change.figure if one.change else None
            before = None if one.change or one.flat else one.before
            if one.change or one.flat or before:
                yield one.first.document, _Move(one.base, now, change, before)
    for told in budget.told:
        base = budget.key(told.figure)
        if told.claim.kind == AMOUNT and told.figure.firm and "year" in base:
            now = budget.reference(budget.footing.key(base.without("year", "stage")))
            if now:
                yield told.document, _Move(base, now, None, told.figure)


def _of_parts(whole: _Move, known: Mapping[Coordinates, _Move]) -> Iterator[Relation]:
    """By every dimension that alone tells parts of the whole apart."""
    views: dict[str, list[_Move]] = defaultdict(list)
    for about, one in known.items():
        names = _told_apart(about, whole.about)
        if len(names) == 1 and refines(about, whole.about):
            views[names.pop()].append(one)
    for name, moves in views.items():
        parts = [one for one in moves if not any(refines(one.about, up.about) for up in moves)]
        if len(parts) >= _FEW and _is_all(whole, parts):
            relation = _change_relation(whole, parts)
            if relation is not None:
                yield _with_doubt(name, whole, parts, relation)


def _told_apart(fine: Coordinates, coarse: Coordinates) -> set[str]:
    """The dimensions in which the finer says more; carry-over is in a total and in its parts."""
    return {name for name in fine if fine[name] != coarse.get(name)} - {"balance"}


def _is_all(whole: _Move, parts: Sequence[_Move]) -> bool:
    """Whether this year's parts, apart from each other, make this year's whole."""
    figures = [whole.now, *(part.now for part in parts)]
    gap = whole.now.value - sum((part.now.value for part in parts), Decimal(0))
    places = [part.about for part in parts]
    apart = all(disjoint(one, other) for i, one in enumerate(places) for other in places[:i])
    return apart and abs(gap) <= slack(figures)


def _change_relation(whole: _Move, parts: Sequence[_Move]) -> Relation | None:
    """The whole's change, with last year's of parts whose change is not said, and the rest."""
    assert whole.change
    left, right = [whole.change], []
    for one in parts:
        if one.change is not None:
            right.append(one.change)
        elif one.before is not None:
            right.append(one.now)
            left.append(one.before)
    return Relation(SUM.id, tuple(left), tuple(right)) if right else None


def _with_doubt(name: str, whole: _Move, parts: Sequence[_Move], relation: Relation) -> Relation:
    """Parts may lack one: what has no money left this year may have had some last year.

    That explains only a whole that moved less than its parts, and hardly where both basic and
    project expenditure are said. A total with carry-over may have moved by that alone.
    """
    printed = {part.about[name] for part in parts if name in part.about}
    carried = any(part.about.get("balance") != whole.about.get("balance") for part in parts)
    if carried:
        relation = replace(relation, severity="warning")
    if relation.gap > 0 or _exhausts(name, whole.about.get(name), printed):
        return relation
    if printed >= {"basic", "project"}:
        return replace(relation, severity="warning")
    if abs(relation.gap) < _TRIFLE and _is_misprinted(relation):
        return replace(relation, severity="warning")
    return replace(relation, doubt=reasons.SELECTION_SAID)


def _is_misprinted(relation: Relation) -> bool:
    """Whether a slip of the finger in one figure would make the sum come out."""
    wholes = ((figure, figure.value - relation.gap) for figure in relation.wholes)
    parts = ((figure, figure.value + relation.gap) for figure in relation.parts)
    return any(is_slip(figure, value) for figure, value in (*wholes, *parts))
