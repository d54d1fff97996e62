"""The report of a check as others read it: the JSON contract ``yusuan.check/1``.

Amounts are plain strings in 元. A place holds what the kind of file knows of it: {page, bbox},
{sheet, cell}, {table, row, column}, {paragraph} or {line, cell}. An id of a fact is of the document
it stands in; in a finding, an id of another document is written 「2:f0012」, the number being that
document's index in ``documents``, from 0.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, fields
from decimal import Decimal
from typing import IO, Any, Final

from yusuan import __version__
from yusuan.checks.findings import (
    FAILED,
    NOT_APPLICABLE,
    NOT_CHECKED,
    PASSED,
    ROUNDING,
    Finding,
    Result,
)
from yusuan.ledger import (
    Claim,
    CostLine,
    Disclosure,
    Fact,
    Goal,
    Indicator,
    Passage,
    Place,
    Remark,
    Statement,
    TargetForm,
    in_unit,
)

SCHEMA: Final = "yusuan.check/1"

Json = dict[str, Any]


#: Documents that were checked together, and the result of each.
Group = tuple[Sequence[Disclosure], Sequence[Result]]


def write(checked: Iterable[Group], stream: IO[bytes], against: Json | None = None) -> None:
    """Write the whole report in UTF-8, a document at a time; last, what an earlier one told."""
    head = json.dumps({"schema": SCHEMA, "version": __version__})[:-1]
    stream.write(f'{head}, "documents": ['.encode())
    separator = "\n"
    for one in documents(checked):
        stream.write((separator + json.dumps(one, ensure_ascii=False)).encode(errors="replace"))
        separator = ",\n"
    last = f', "against": {json.dumps(against, ensure_ascii=False)}' if against else ""
    stream.write(f"\n]{last}}}\n".encode(errors="replace"))


def documents(checked: Iterable[Group]) -> Iterator[Json]:
    """Every document of every group, with its result."""
    first = 0
    for disclosures, results in checked:
        for disclosure, result in zip(disclosures, results, strict=True):
            yield document(disclosure, result, first)
        first += len(disclosures)


def document(disclosure: Disclosure, result: Result, first: int = 0) -> Json:
    """One document; ``first`` is the index of its group's first document in the report."""
    origin = disclosure.origin
    return {
        "source": {"path": origin.path, "sha256": origin.sha256, "kind": origin.kind},
        "entity": disclosure.entity,
        "year": disclosure.year,
        "stage": disclosure.stage,
        "scope": disclosure.scope,
        "kind": disclosure.kind,
        "form_set": disclosure.form_set,
        "units": [{"code": code, "name": name} for code, name in disclosure.units],
        "tables": [_table(statement) for statement in disclosure.statements],
        "facts": [_fact(fact) for fact in disclosure.facts],
        "passages": [_passage(passage) for passage in disclosure.passages],
        "claims": [_claim(claim) for claim in disclosure.claims],
        "targets": [
            _target(form, statement.id)
            for statement in disclosure.statements
            for form in statement.targets
        ],
        "remarks": _remarks(disclosure),
        "checks": checks(result),
        "findings": [finding(one, first) for one in result.all_findings],
        "idle_acceptances": [{**asdict(acceptance), "why": why} for acceptance, why in result.idle],
    }


def checks(result: Result) -> Json:
    """The ledger of one document: how many relations ended in each way, and why some did not."""
    counts = result.counts
    return {
        "passed": counts[PASSED],
        "rounding": counts[ROUNDING],
        "failed": counts[FAILED],
        "not_applicable": _reasons(result, NOT_APPLICABLE),
        "not_checked": _reasons(result, NOT_CHECKED),
        "by_rule": _by_rule(result),
        "untouched_facts": len(result.untouched),
        "untouched": list(result.untouched),
        "premises": list(result.premises),
    }


def _reasons(result: Result, status: str) -> list[Json]:
    """One entry a relation: its rule, why it did not end, and the figures it would touch."""
    return [
        {"rule": outcome.rule, "reason": outcome.reason, "facts": list(outcome.facts)}
        for outcome in result.outcomes
        if outcome.status == status
    ]


def _by_rule(result: Result) -> Json:
    counted = Counter((outcome.rule, outcome.status) for outcome in result.outcomes)
    table: Json = {}
    for (rule, status), times in counted.items():
        table.setdefault(rule, {})[status] = times
    return table


def finding(one: Finding, first: int = 0) -> Json:
    """One finding with its places, the figures it compared and what should stand there."""
    return {
        "key": one.key,
        "rule": one.rule,
        "severity": one.severity,
        "message": one.message,
        "message_en": one.message_en,
        "places": [place.as_dict() for place in one.places],
        "facts": [_in_report(identity, first) for identity in one.facts],
        "expected": one.expected,
        "printed": one.printed,
        "difference": one.difference,
        "cause": one.cause,
        "suspect": one.suspect and _in_report(one.suspect, first),
        "suggestion": one.suggestion,
        "alternatives": [
            {"fact": _in_report(identity, first), "suggestion": value}
            for identity, value in one.alternatives
        ],
        "unit": one.unit,
        "basis": one.basis,
        "accepted": one.accepted or None,
    }


def _in_report(identity: str, first: int) -> str:
    """An id within the group as an id within the report."""
    number, colon, own = identity.rpartition(":")
    return f"{int(number) + first}:{own}" if colon else identity


def _table(statement: Statement) -> Json:
    facts = list(statement.facts)
    understood = sum(fact.understood for fact in facts)
    share = understood / statement.numeric if statement.numeric else None
    return {
        "id": statement.id,
        "title": statement.title,
        "unit": statement.unit,
        "form": statement.form,
        "place": statement.place.as_dict(),
        "rows": statement.rows,
        "columns": statement.columns,
        "empty": statement.empty,
        "numeric": statement.numeric,
        "figures": len(facts),
        "understood": share if share is None else min(1.0, round(share, 4)),
    }


def _fact(fact: Fact) -> Json:
    return {
        "id": fact.id,
        "table": fact.table,
        "row": list(fact.row),
        "column": list(fact.column),
        "printed": fact.printed,
        "amount": in_unit(fact.amount.value, "元"),
        "precision": in_unit(fact.amount.precision, "元"),
        "coordinates": dict(fact.coordinates),
        "understood": fact.understood,
        "remark": fact.remark,
        "place": fact.place.as_dict(),
    }


def _passage(passage: Passage) -> Json:
    return {
        "id": passage.id,
        "text": passage.text,
        "headings": list(passage.headings),
        "place": passage.place.as_dict(),
    }


def _claim(claim: Claim) -> Json:
    """A number of a sentence: amounts in 元, rates and shares in per cent, counts as they are."""
    return {
        "id": claim.id,
        "kind": claim.kind,
        "passage": claim.passage,
        "start": claim.start,
        "end": claim.end,
        "printed": claim.printed,
        "value": _number(claim.value),
        "precision": _number(claim.precision),
        "unit": claim.unit,
        "subject": claim.subject,
        "coordinates": dict(claim.coordinates),
        "base": None if claim.base is None else dict(claim.base),
        "whole": claim.whole or None,
        "partial": claim.partial,
        "about": claim.about or None,
        "understood": claim.understood,
        "remark": claim.remark,
        "place": claim.place.as_dict(),
    }


def _number(value: Decimal) -> str:
    return in_unit(value, "元")  # in 元 a number is itself


def _target(form: TargetForm, table: str) -> Json:
    return {
        "table": table,
        "kind": form.kind,
        "name": form.name,
        "fields": [{"label": label, "text": text} for label, text in form.fields],
        "goals": [_printed(goal) for goal in form.goals],
        "indicators": [_printed(indicator) for indicator in form.indicators],
        "costs": [_printed(line) for line in form.costs],
        "tasks": [list(cells) for cells in form.tasks],
        "place": _place(form.place),
    }


def _printed(value: Goal | Indicator | CostLine) -> Json:
    """Every printed field of a part of a target form, under its own name."""
    pairs = {field.name: getattr(value, field.name) for field in fields(value)}
    pairs["place"] = _place(value.place)
    return {name: list(v) if isinstance(v, tuple) else v for name, v in pairs.items()}


def _remarks(disclosure: Disclosure) -> list[Json]:
    return [
        *(_remark(remark, None) for remark in disclosure.remarks),
        *(
            _remark(remark, statement.id)
            for statement in disclosure.statements
            for remark in statement.remarks
        ),
    ]


def _remark(remark: Remark, table: str | None) -> Json:
    return {
        "kind": remark.kind,
        "table": table,
        "message": remark.message,
        "place": _place(remark.place),
    }


def _place(place: Place | None) -> Json | None:
    return place.as_dict() if place else None
