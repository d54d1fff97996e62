"""What checking says: findings, outcomes, and the result for one document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from yusuan.ledger import Place

PASSED = "passed"
ROUNDING = "rounding"
FAILED = "failed"
NOT_APPLICABLE = "not_applicable"
NOT_CHECKED = "not_checked"
STATUSES = (PASSED, ROUNDING, FAILED, NOT_APPLICABLE, NOT_CHECKED)

#: The severities, the gravest first.
SEVERITIES = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, in words and in figures; amounts are plain strings, in 元 unless said.

    ``facts`` are ids of the document the finding belongs to; an id of another document of the
    group is written 「2:f0012」, the number being that document's place in the group, from 0.
    """

    rule: str
    severity: str  # error | warning | info
    message: str
    message_en: str
    places: tuple[Place, ...]
    facts: tuple[str, ...]
    expected: str | None
    printed: str | None
    difference: str | None
    cause: str
    suspect: str | None
    suggestion: str | None
    basis: str
    #: what the expected, printed, difference and suggestion are counted in: 元, %, 人 …; "" words
    unit: str = "元"
    #: other figures whose change would explain it as well, with the value each should have
    alternatives: tuple[tuple[str, str], ...] = ()
    #: names what it is about, the same in another run or version of the document
    key: str = ""
    #: its place among the findings of its document, in reading order
    rank: int = 0
    #: why a person lets it stand; empty while nobody does
    accepted: str = ""


@dataclass(frozen=True, slots=True)
class Acceptance:
    """That a person lets a finding stand, and why; as the file beside the document says it."""

    key: str
    rule: str
    problem: str
    reason: str
    person: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one relation ended: the figures that should be the sum of others, and those others.

    With a ``ceiling`` the wholes should only not be less. Ids are written as in a Finding.
    """

    rule: str
    status: str
    reason: str
    wholes: tuple[str, ...]
    parts: tuple[str, ...] = ()
    finding: Finding | None = None
    ceiling: bool = False

    @property
    def facts(self) -> tuple[str, ...]:
        """Every figure it touched."""
        return (*self.wholes, *self.parts)


@dataclass(frozen=True, slots=True)
class Result:
    """Every outcome of one document, the figures none touched, and what was taken as given."""

    outcomes: tuple[Outcome, ...]
    untouched: tuple[str, ...]
    #: how figures were brought to one footing before they were compared; Chinese, for people
    premises: tuple[str, ...] = ()
    #: acceptances that silence nothing, each with why
    idle: tuple[tuple[Acceptance, str], ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings nobody accepted: the gravest first, then in reading order."""
        return tuple(one for one in self.all_findings if not one.accepted)

    @property
    def accepted(self) -> tuple[Finding, ...]:
        """The findings that a person lets stand, in the same order."""
        return tuple(one for one in self.all_findings if one.accepted)

    @property
    def all_findings(self) -> tuple[Finding, ...]:
        """Every finding: the gravest first, then in reading order."""
        found = (outcome.finding for outcome in self.outcomes if outcome.finding)
        return tuple(sorted(found, key=lambda one: (SEVERITIES.index(one.severity), one.rank)))

    @property
    def counts(self) -> Mapping[str, int]:
        """How many relations ended in each way."""
        counted = Counter(outcome.status for outcome in self.outcomes)
        return {status: counted[status] for status in STATUSES}
