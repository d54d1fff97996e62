"""What a budget is warned of: a value with a name that stays the same while other rows change."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from yusuan.ledger.facts import Place


@dataclass(frozen=True, slots=True)
class Alert:
    """Something to be put right or explained: the rule, what it is about, and what it says.

    ``rule`` and ``about`` name it; amounts and numbers of rows stand in the message only. One of
    the severity ``info`` asks for no explanation.
    """

    rule: str
    about: str
    message: str
    severity: str = "warning"  # warning | info
    place: Place | None = None

    @property
    def name(self) -> tuple[str, str]:
        """What an explanation must name to answer it."""
        return named(self.rule, self.about)


def named(rule: str, about: str) -> tuple[str, str]:
    """Rule and subject as they are compared: however spaces and widths were typed."""
    return _folded(rule), _folded(about)


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
