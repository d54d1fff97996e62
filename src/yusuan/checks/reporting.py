"""From verdicts to outcomes and findings, each with the document it belongs to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import chain

from yusuan.checks.causes import left_out, slip, turned
from yusuan.checks.figures import Figure, Listing, identity
from yusuan.checks.findings import FAILED, PASSED, ROUNDING, Finding, Outcome
from yusuan.checks.judgement import Verdict
from yusuan.checks.relations import Relation
from yusuan.checks.rule import Ruling
from yusuan.checks.rules import RULES
from yusuan.checks.suspects import Suspicion, suspects
from yusuan.checks.ties import Sides, Tie
from yusuan.checks.wording import counted_in, label_of, message, message_en, money
from yusuan.ledger import in_unit

#: What failed relations are put down to.
Found = Mapping[Relation, Suspicion]

_LAST_PLACE = "仅末位相差，疑为各自四舍五入，应当调平"


def outcomes(
    verdicts: Sequence[Verdict], lists: Sequence[Listing], rulings: Sequence[Ruling] = ()
) -> list[tuple[int, Outcome]]:
    """Each verdict, then each ruling, as an outcome with its document: the last one it touches."""
    failed = {v.relation: Sides.of(v.relation) for v in verdicts if v.status == FAILED}
    held = (Sides.of(v.relation) for v in verdicts if v.status in {PASSED, ROUNDING})
    ties = [(ruling.status, ruling.tie) for ruling in rulings if ruling.tie]
    failing = [*failed.values(), *(tie for status, tie in ties if status == FAILED)]
    holding = (tie for status, tie in ties if status in {PASSED, ROUNDING})
    named = suspects(failing, chain(held, holding)) if failing else {}
    accused = Counter(figure for tie in failing for figure in dict.fromkeys(tie.figures))
    found = {relation: named[sides] for relation, sides in failed.items() if sides in named}
    at = {one.where: one for one in lists}
    return [
        *(_outcome(verdict, found, at) for verdict in verdicts),
        *((ruling.document, _ruled(ruling, named, accused)) for ruling in rulings),
    ]


def _ruled(
    ruling: Ruling, named: Mapping[Tie, Suspicion], accused: Mapping[Figure, int]
) -> Outcome:
    """A ruling as an outcome of its document."""
    finding = None
    if ruling.status == FAILED:
        rule = RULES[ruling.rule]
        suspect, suggestion, cause = ruling.suspect, ruling.suggestion, ruling.cause
        suspicion = named.get(ruling.tie, Suspicion()) if ruling.tie else Suspicion()
        if len(suspicion.changes) == 1 and accused[suspicion.changes[0][0]] > 1:
            suspect, suggestion, cause = _blamed(ruling, *suspicion.changes[0])
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
        )
    return Outcome(ruling.rule, ruling.status, ruling.reason, ruling.facts, (), finding)


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
    verdict: Verdict, found: Found, at: dict[tuple[int, str, int], Listing]
) -> tuple[int, Outcome]:
    relation = verdict.relation
    owner = max(figure.document for figure in relation.figures)
    wholes = tuple(identity(figure, owner) for figure in relation.wholes)
    parts = tuple(identity(figure, owner) for figure in relation.parts)
    finding = None
    if verdict.status == FAILED:
        finding = _finding(relation, (*wholes, *parts), owner, found, at)
    ended = (relation.rule, verdict.status, verdict.reason)
    return owner, Outcome(*ended, wholes, parts, finding, relation.ceiling)


def _finding(
    relation: Relation,
    facts: tuple[str, ...],
    owner: int,
    found: Found,
    at: dict[tuple[int, str, int], Listing],
) -> Finding:
    rule = RULES[relation.rule]
    suspicion = found.get(relation, Suspicion())
    suspect, value = suspicion.changes[0] if len(suspicion.changes) == 1 else (None, None)
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
        _LAST_PLACE if last_place else _cause(relation, suspect, value, at),
        identity(suspect, owner) if suspect else None,
        in_unit(value, "元") if value is not None else None,
        f"{rule.basis}；前提：{relation.premise}" if relation.premise else rule.basis,
        alternatives=tuple(
            (identity(f, owner), in_unit(v, "元")) for f, v in suspicion.alternatives
        ),
        unit=counted_in(relation.figures[0]),
    )


def _sides(relation: Relation) -> tuple[Decimal, Decimal]:
    """What is printed and what was expected: of copies, the one that stands alone is printed."""
    if relation.rule in {"same-figure", "last-year-as-published"} or relation.ceiling:
        return relation.sum, relation.whole
    if relation.rule == "text-change" and len(relation.parts) > 1:
        before, change = relation.parts
        return change.value, relation.whole - before.value
    return relation.whole, relation.sum


def _cause(
    relation: Relation,
    suspect: Figure | None,
    value: Decimal | None,
    at: dict[tuple[int, str, int], Listing],
) -> str:
    """The likely cause, by the suspect where there is one, else by the whole."""
    printed, expected = _sides(relation)
    found = turned(relation) if relation.rule == "text-change" else ""
    if found:
        return found
    if suspect and value is not None:
        found = slip(suspect, value)
    elif len(relation.wholes) == 1 and printed == relation.whole:
        found = slip(relation.wholes[0], expected)
    elif len(relation.parts) == 1:
        found = slip(relation.parts[0], expected)
    whole = relation.wholes[0]
    listing = at.get(whole.where)
    if not found and relation.rule == "rows-add-up" and listing and not relation.ceiling:
        found = left_out(relation, listing)
    return found
