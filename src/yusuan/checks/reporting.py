"""From verdicts to outcomes and findings, each with the document it belongs to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from yusuan.checks.causes import left_out, slip
from yusuan.checks.figures import Figure, Listing
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
from yusuan.checks.suspects import Suspicion, suspects
from yusuan.checks.ties import Sides
from yusuan.checks.wording import label_of, message, message_en, money
from yusuan.ledger import in_unit

#: What failed relations are put down to.
Found = Mapping[Relation, Suspicion]

_LAST_PLACE = "仅末位相差，疑为各自四舍五入，应当调平"


def outcomes(verdicts: Sequence[Verdict], lists: Sequence[Listing]) -> list[tuple[int, Outcome]]:
    """Each verdict as an outcome, with the document it belongs to: the last one it touches."""
    found = _suspicions(verdicts)
    at = {one.where: one for one in lists}
    return [_outcome(verdict, found, at) for verdict in verdicts]


def _suspicions(verdicts: Sequence[Verdict]) -> Found:
    failed = [Sides.of(verdict.relation) for verdict in verdicts if verdict.status == FAILED]
    if not failed:
        return {}
    touched = {figure for sides in failed for figure in sides.figures}
    near = [v for v in verdicts if not touched.isdisjoint(v.relation.figures)]
    held = [Sides.of(v.relation) for v in near if v.status in {PASSED, ROUNDING}]
    unsure = [Sides.of(v.relation) for v in near if v.status in {NOT_APPLICABLE, NOT_CHECKED}]
    named = suspects(failed, held, unsure)
    return {sides.relation: named[sides] for sides in failed if sides in named}


def ruled(ruling: Ruling) -> Outcome:
    """A ruling as an outcome of its document."""
    finding = None
    if ruling.status == FAILED:
        rule = RULES[ruling.rule]
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
            ruling.cause,
            ruling.suspect,
            ruling.suggestion,
            ruling.basis or rule.basis,
            ruling.unit,
        )
    return Outcome(ruling.rule, ruling.status, ruling.reason, ruling.facts, (), finding)


def _outcome(
    verdict: Verdict, found: Found, at: dict[tuple[int, str, int], Listing]
) -> tuple[int, Outcome]:
    relation = verdict.relation
    owner = max(figure.document for figure in relation.figures)
    wholes = tuple(_id(figure, owner) for figure in relation.wholes)
    parts = tuple(_id(figure, owner) for figure in relation.parts)
    finding = None
    if verdict.status == FAILED:
        finding = _finding(relation, (*wholes, *parts), owner, found, at)
    ended = (relation.rule, verdict.status, verdict.reason)
    return owner, Outcome(*ended, wholes, parts, finding, relation.ceiling)


def _id(figure: Figure, owner: int) -> str:
    """A fact's id, with the number of its document where that is another one."""
    return figure.fact.id if figure.document == owner else f"{figure.document}:{figure.fact.id}"


def _finding(
    relation: Relation,
    facts: tuple[str, ...],
    owner: int,
    found: Found,
    at: dict[tuple[int, str, int], Listing],
) -> Finding:
    rule = RULES[relation.rule]
    suspicion = found.get(relation, Suspicion())
    suspect, value = _accused(suspicion)
    printed, expected = _sides(relation)
    last_place = abs(relation.gap) <= relation.slack
    return Finding(
        rule.id,
        "warning" if last_place else rule.severity,
        message(relation),
        message_en(relation),
        tuple(figure.fact.place for figure in relation.figures),
        facts,
        in_unit(expected, "元"),
        in_unit(printed, "元"),
        in_unit(printed - expected, "元"),
        _LAST_PLACE if last_place else _cause(relation, suspicion, at),
        _id(suspect, owner) if suspect else None,
        in_unit(value, "元") if value is not None else None,
        f"{rule.basis}；前提：{relation.premise}" if relation.premise else rule.basis,
        alternatives=tuple((_id(f, owner), in_unit(v, "元")) for f, v in suspicion.alternatives),
    )


def _corrections(changes: Sequence[tuple[Figure, Decimal]]) -> str:
    told = (f"“{label_of(figure)}”应为 {money(value, figure)}" for figure, value in changes)
    return "、".join(told)


def _sides(relation: Relation) -> tuple[Decimal, Decimal]:
    """What is printed and what was expected: of copies, the one that stands alone is printed."""
    if relation.rule in {"same-figure", "last-year-as-published"} or relation.ceiling:
        return relation.sum, relation.whole
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
    found = ""
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
