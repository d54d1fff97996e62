"""The check sheet (勾稽审核表) of a submitted budget: what was checked, how it ended, where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO

from yusuan import compiling
from yusuan.checks.findings import FAILED, NOT_APPLICABLE, NOT_CHECKED, PASSED, ROUNDING, Finding
from yusuan.checks.rules import RULES, name_of
from yusuan.ledger import Disclosure, Fact
from yusuan.publish import findings_book
from yusuan.publish.compose import Composed, severity_of
from yusuan.publish.findings import SEVERITIES
from yusuan.publish.places import told
from yusuan.web.budgeting import reading


@dataclass(frozen=True, slots=True)
class Checked:
    """A rule with how often it ended in each way."""

    rule: str
    name: str
    meaning: str
    passed: int
    rounding: int
    failed: int
    not_applicable: int
    not_checked: int

    @property
    def result(self) -> str:
        """How it ended on the whole: failed, passed or not_checked."""
        return FAILED if self.failed else PASSED if self.passed + self.rounding else NOT_CHECKED


@dataclass(frozen=True, slots=True)
class Found:
    """A finding with its place in the tables, in words."""

    severity: str
    label: str
    rule: str
    text: str
    place: str
    suggestion: str
    basis: str


@dataclass(frozen=True, slots=True)
class CheckSheet:
    """The whole sheet; ``warnings`` carry the department's explanation where there is one."""

    checked: tuple[Checked, ...]
    found: tuple[Found, ...]
    errors: tuple[str, ...]
    warnings: tuple[object, ...]
    wrong: str = ""

    @property
    def used(self) -> list[Checked]:
        """The rules that compared something."""
        return [one for one in self.checked if one.result != NOT_CHECKED]

    @property
    def idle(self) -> list[Checked]:
        """The rules that found nothing to compare."""
        return [one for one in self.checked if one.result == NOT_CHECKED]


def of(opened: compiling.Opened) -> CheckSheet:
    """The check sheet of a budget."""
    if opened.budget is None:
        return CheckSheet((), (), tuple(map(str, opened.problems)), (), "这份预算读不出来。")
    try:
        composed = reading.composed(opened.budget)
    except KeyError:
        return CheckSheet((), (), (), (), f"没有“{opened.budget.entity.form_set}”这套公开表样。")
    gate = compiling.gate(opened, composed)
    return CheckSheet(
        tuple(_checked(composed)),
        tuple(_found(composed.result.findings, composed.disclosure)),
        tuple(gate.errors),
        tuple(gate.warnings),
    )


def _checked(composed: Composed) -> Iterable[Checked]:
    counted = Counter((one.rule, one.status) for one in composed.result.outcomes)
    for rule in dict.fromkeys(one.rule for one in composed.result.outcomes):
        said = RULES[rule].summary.partition("：")[2] if rule in RULES else ""
        yield Checked(
            rule,
            name_of(rule),
            said,
            *(counted[rule, s] for s in (PASSED, ROUNDING, FAILED, NOT_APPLICABLE, NOT_CHECKED)),
        )


def _found(findings: Iterable[Finding], disclosure: Disclosure) -> Iterable[Found]:
    facts = {fact.id: fact for fact in disclosure.facts}
    titles = {one.id: one.title for one in disclosure.statements}
    for one in findings:
        fact = next((facts[id_] for id_ in one.facts if id_ in facts), None)
        place = _where(fact, titles) if fact else "；".join(filter(None, map(told, one.places)))
        yield Found(
            severity_of(one),
            SEVERITIES[severity_of(one)],
            name_of(one.rule),
            one.message,
            place,
            one.suggestion or "",
            one.basis,
        )


def _where(fact: Fact, titles: dict[str, str]) -> str:
    title = titles.get(fact.table or "", "")
    words = (" / ".join(dict.fromkeys(filter(None, side))) for side in (fact.row, fact.column))
    return f"《{title}》" + "，".join(filter(None, words))


def workbook(opened: compiling.Opened) -> bytes | None:
    """Findings and the whole ledger as a workbook; None where the budget gives no tables."""
    if opened.budget is None:
        return None
    try:
        composed = reading.composed(opened.budget)
    except KeyError:
        return None
    made = BytesIO()
    findings_book.write_xlsx([((composed.disclosure,), (composed.result,))], made)
    return made.getvalue()
