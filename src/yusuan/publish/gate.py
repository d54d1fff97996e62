"""Whether a budget may go out: errors stop it, warnings go along with what the clerk says to them.

In go the errors, the warnings and the answers of a budget; out comes every warning with its
explanation, the warnings that have none, and the answers that answer nothing any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from yusuan.ledger import Alert
from yusuan.ledger.alerts import named
from yusuan.ledger.budgets import Answer


@dataclass(frozen=True, slots=True)
class Warned:
    """A warning, and the clerk's explanation of it; empty where none was given."""

    rule: str
    about: str
    message: str
    explanation: str = ""

    def as_dict(self) -> dict[str, str | None]:
        """The warning as the manifest records it."""
        return {
            "rule": self.rule,
            "about": self.about,
            "message": self.message,
            "explanation": self.explanation or None,
        }

    @classmethod
    def of(cls, recorded: Mapping[str, Any]) -> Warned:
        """The warning that a manifest recorded."""
        said = recorded["explanation"] or ""
        rule, about, message = (str(recorded[key]) for key in ("rule", "about", "message"))
        return cls(rule, about, message, str(said))


@dataclass(frozen=True, slots=True)
class Gate:
    """What stands between a budget and its publication."""

    errors: tuple[str, ...] = ()
    warnings: tuple[Warned, ...] = ()
    idle: tuple[tuple[int, Answer], ...] = ()  # answers to no warning, with their rows

    @property
    def unexplained(self) -> tuple[Warned, ...]:
        """The warnings nobody has explained."""
        return tuple(one for one in self.warnings if not one.explanation)


def gate(errors: Iterable[str], alerts: Iterable[Alert], answers: Iterable[Answer]) -> Gate:
    """Lay the warnings of a budget beside its answers."""
    listed = list(answers)
    given: dict[tuple[str, str], dict[str, None]] = {}
    for one in listed:
        given.setdefault(named(one.rule, one.about), {})[one.text.strip()] = None
    warned: dict[tuple[str, str], list[Alert]] = {}
    for alert in alerts:
        warned.setdefault(alert.name, []).append(alert)
    warnings = (_warned(ones, given.get(name, {})) for name, ones in warned.items())
    idle = (pair for pair in enumerate(listed) if named(pair[1].rule, pair[1].about) not in warned)
    return Gate(tuple(errors), tuple(warnings), tuple(idle))


def _warned(alerts: list[Alert], texts: Iterable[str]) -> Warned:
    """One warning of all that bear its name, with all that was said to it."""
    messages = dict.fromkeys(alert.message for alert in alerts)
    said = "；".join(text for text in texts if text)
    return Warned(alerts[0].rule, alerts[0].about, " ".join(messages), said)
