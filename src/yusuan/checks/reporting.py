"""From verdicts to outcomes and findings, each with the document it belongs to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from yusuan.checks.causes import left_out, slip, turned
from yusuan.checks.figures import Figure, Listing, identity
from yusuan.checks.findings import (
    FAILED,
    NOT_APPLICABLE,
    NOT_CHECKED,
    PASSED,
    ROUNDING,
    Finding,
    Outcome,
)
from yusuan.checks.judgement import Verdict
from yusuan.checks.relations import Relation
from yusuan.checks.rule import Ruling
from yusuan.checks.rules import RULES
from yusuan.checks.suspects import Cell, Suspicion, suspects
from yusuan.checks.ties import Sides, Tie
from yusuan.checks.wording import counted_in, label_of, message, message_en, money
from yusuan.ledger import in_unit

_LAST_PLACE = "仅末位相差，疑为各自四舍五入，应当调平"


def outcomes(
    verdicts: Sequence[Verdict], lists: Sequence[Listing], rulings: Sequence[Ruling] = ()
) -> list[tuple[int, Outcome]]:
    """Each verdict, then each ruling, as an outcome with its document: the last one it touches."""
    found = _suspicions(verdicts, rulings)
    at = {one.where: one for one in lists}
    return [
        *(_outcome(verdict, found, at) for verdict in verdicts),
        *((ruling.document, _ruled(ruling, found)) for ruling in rulings),
    ]


@dataclass(frozen=True, slots=True)
class _Found:
    """What failed relations and the ties of failed rulings are put down to."""

    relations: Mapping[Relation, Suspicion]
    ties: Mapping[Tie, Suspicion]
    #: in how many failed ties a figure takes part
    accused: Mapping[Figure, int]

    def blamed(self, ruling: Ruling) -> tuple[Cell, ...]:
        """The figures of a ruling's tie that others are put down to."""
        figures = ruling.tie.figures if ruling.tie else ()
        found = {
            figure: value
            for suspicion in self.ties.values()
            for figure, value in suspicion.changes
            if len(suspicion.changes) == 1 and figure in figures and self.accused[figure] > 1
        }
        return tuple(found.items())


def _suspicions(verdicts: Sequence[Verdict], rulings: Sequence[Ruling]) -> _Found:
    sides = {v.relation: Sides.of(v.relation) for v in verdicts if v.status == FAILED}
    ties = [(ruling.tie, ruling.status) for ruling in rulings if ruling.tie]
    failed: list[Tie] = [*sides.values(), *(tie for tie, status in ties if status == FAILED)]
    if not failed:
        return _Found({}, {}, {})
    accused = Counter(figure for tie in failed for figure in dict.fromkeys(tie.figures))
    near = [v for v in verdicts if not accused.keys().isdisjoint(v.relation.figures)]
    held: list[Tie] = [Sides.of(v.relation) for v in near if v.status in {PASSED, ROUNDING}]
    held += [tie for tie, status in ties if status in {PASSED, ROUNDING}]
    unsure = [Sides.of(v.relation) for v in near if v.status in {NOT_APPLICABLE, NOT_CHECKED}]
    named = suspects(failed, held, unsure)
    relations = {relation: named[tie] for relation, tie in sides.items() if tie in named}
    return _Found(relations, named, accused)


def _ruled(ruling: Ruling, found: _Found) -> Outcome:
    """A ruling as an outcome of its document."""
    finding = None
    if ruling.status == FAILED:
        rule = RULES[ruling.rule]
        suspect, suggestion, cause = ruling.suspect, ruling.suggestion, ruling.cause
        suspicion = found.ties.get(ruling.tie, Suspicion()) if ruling.tie else Suspicion()
        blamed = suspicion.changes or found.blamed(ruling)
        if len(blamed) == 1 and (not cause or found.accused[blamed[0][0]] > 1):
            suspect, suggestion, cause = _blamed(ruling, *blamed[0])
        others = ((identity(f, ruling.document), v) for f, v in suspicion.alternatives)
        finding = Finding(
            rule.id,
            ruling.severity or rule.severity,
            ruling.message,
            ruling.message_en,
            ruling.places,
            ruling.facts,
            ruling.expected,
            ruling.printed,
            ruling.difference,
            cause,
            suspect,
            suggestion,
            ruling.basis or rule.basis,
            ruling.unit,
            tuple((name, f"{value:f}") for name, value in others if name != suspect),
        )
    ended = (ruling.rule, ruling.status, ruling.reason)
    return Outcome(*ended, ruling.facts, (), finding, ruling.ceiling)


def _blamed(ruling: Ruling, figure: Figure, value: Decimal) -> tuple[str, str | None, str]:
    """The suspect that other ties accuse too, what it should be, and the cause.

    A suspect counted in another unit (the money behind a per cent) is told in words.
    """
    name = identity(figure, ruling.document)
    if name == ruling.suspect:
        return name, ruling.suggestion, ruling.cause
    wanted = money(value, figure)
    return name, None, f"疑“{label_of(figure)}” {money(figure.value, figure)} 有误，应为 {wanted}"


def _outcome(
    verdict: Verdict, found: _Found, at: dict[tuple[int, str, int], Listing]
) -> tuple[int, Outcome]:
    relation = verdict.relation
    owner = max(figure.document for figure in relation.figures)
    wholes = tuple(identity(figure, owner) for figure in relation.wholes)
    parts = tuple(identity(figure, owner) for figure in relation.parts)
    finding = None
    if verdict.status == FAILED:
        suspicion = found.relations.get(relation, Suspicion())
        finding = _finding(verdict, (*wholes, *parts), owner, suspicion, at)
    ended = (relation.rule, verdict.status, verdict.reason)
    return owner, Outcome(*ended, wholes, parts, finding, relation.ceiling)


def _finding(
    verdict: Verdict,
    facts: tuple[str, ...],
    owner: int,
    suspicion: Suspicion,
    at: dict[tuple[int, str, int], Listing],
) -> Finding:
    relation = verdict.relation
    rule = RULES[relation.rule]
    suspect, value = _accused(suspicion)
    printed, expected = _sides(relation)
    last_place = abs(relation.gap) <= relation.slack
    return Finding(
        rule.id,
        "warning" if last_place else relation.severity or rule.severity,
        message(relation),
        message_en(relation),
        tuple(figure.fact.place for figure in relation.figures),
        facts,
        in_unit(expected, "元"),
        in_unit(printed, "元"),
        in_unit(printed - expected, "元"),
        _LAST_PLACE if last_place else _cause(relation, suspicion, at) or verdict.hint,
        identity(suspect, owner) if suspect else None,
        in_unit(value, "元") if value is not None else None,
        f"{rule.basis}；前提：{relation.premise}" if relation.premise else rule.basis,
        alternatives=tuple(
            (identity(f, owner), in_unit(v, "元")) for f, v in suspicion.alternatives
        ),
        unit=counted_in(relation.figures[0]),
    )


def _corrections(changes: Sequence[tuple[Figure, Decimal]]) -> str:
    told = (f"“{label_of(figure)}”应为 {money(value, figure)}" for figure, value in changes)
    return "、".join(told)


def _sides(relation: Relation) -> tuple[Decimal, Decimal]:
    """What is printed and what was expected: of copies, the one that stands alone is printed."""
    if relation.rule in {"same-figure", "last-year-as-published"} or relation.ceiling:
        return relation.sum, relation.whole
    if relation.rule == "text-change" and len(relation.parts) > 1:
        before, change = relation.parts
        return change.value, relation.whole - before.value
    return relation.whole, relation.sum


def _accused(suspicion: Suspicion) -> tuple[Figure, Decimal] | tuple[None, None]:
    """The one figure to put right; none where its print itself is in doubt."""
    if len(suspicion.changes) != 1 or suspicion.changes[0][0].rebuilt:
        return None, None
    return suspicion.changes[0]


def _cause(
    relation: Relation, suspicion: Suspicion, at: dict[tuple[int, str, int], Listing]
) -> str:
    """The likely cause, by the suspect where there is one, else by the whole."""
    if len(suspicion.changes) > 1:
        return f"{_corrections(suspicion.changes)}，一并改正后即相符"
    if any(figure.rebuilt for figure, _ in suspicion.changes):
        return f"{_corrections(suspicion.changes)}；此数是转换时补认的，请先与原件核对"
    printed, expected = _sides(relation)
    found = turned(relation) if relation.rule == "text-change" else ""
    if found:
        return found
    if suspicion.changes:
        suspect, value = suspicion.changes[0]
        repeated = f"另有 {len(suspicion.copies)} 处同样印成此数" if suspicion.copies else ""
        found = "；".join(filter(None, (slip(suspect, value), repeated)))
    elif suspicion.alternatives:
        found = ""
    elif len(relation.wholes) == 1 and printed == relation.whole:
        found = slip(relation.wholes[0], expected)
    elif len(relation.parts) == 1:
        found = slip(relation.parts[0], expected)
    whole = relation.wholes[0]
    listing = at.get(whole.where)
    if not found and relation.rule == "rows-add-up" and listing and not relation.ceiling:
        found = left_out(relation, listing)
    return found
