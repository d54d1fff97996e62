"""A rule: what is true of a good budget; and a ruling: how a rule ended at one place."""

from __future__ import annotations

from dataclasses import dataclass

from yusuan.checks.ties import Tie
from yusuan.ledger import Place


@dataclass(frozen=True, slots=True)
class Rule:
    """A relation that is true of a good budget: its slug, one sentence, severity and basis."""

    id: str
    summary: str
    summary_en: str
    severity: str  # error | warning | info
    basis: str

    @property
    def name(self) -> str:
        """The short name its sentence begins with: 「表内行合计：…」."""
        return self.summary.partition("：")[0]


@dataclass(frozen=True, slots=True)
class Ruling:
    """How a rule that needs thought ended at one place of one document.

    A ruling that ``failed`` is a finding: its message says what is wrong and where, its cause
    what it is put down to. ``expected``, ``printed``, ``difference`` and ``suggestion`` are plain
    numbers (or words) in ``unit``.
    """

    rule: str
    document: int
    status: str
    reason: str = ""
    message: str = ""
    message_en: str = ""
    places: tuple[Place, ...] = ()
    facts: tuple[str, ...] = ()  # ids of figures and claims
    expected: str | None = None
    printed: str | None = None
    difference: str | None = None
    unit: str = "元"
    cause: str = ""
    suspect: str | None = None
    suggestion: str | None = None
    severity: str = ""  # where it is not the rule's own
    basis: str = ""  # where it is not the rule's own
    #: what ties its figures together, where that can say which of them is to blame
    tie: Tie | None = None
    ceiling: bool = False  # it only sets a limit
