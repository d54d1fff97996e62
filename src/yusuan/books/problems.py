"""What is wrong in a budget's books: where it stands, what it is, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that was not as it should be; an error where something typed could not be read.

    A warning with a rule is about what was typed, not how, and is answered like those of the
    budget itself.
    """

    sheet: str  # the sheet, or the file of a folder
    cell: str  # 「C5」, or 「第 5 行“金额”」; empty where the whole sheet is meant
    wrong: str
    remedy: str
    severity: Severity = "error"
    rule: str = ""
    about: str = ""

    @property
    def where(self) -> str:
        """The place in one run of words."""
        return f"{self.sheet} {self.cell}".rstrip()

    def __str__(self) -> str:
        return f"{self.where}：{self.wrong}。{self.remedy}。"


@dataclass(frozen=True, slots=True)
class Fault:
    """The same before it is known where it stands."""

    wrong: str
    remedy: str
    severity: Severity = "error"
    rule: str = ""

    def at(self, sheet: str, cell: str, about: str = "") -> Problem:
        """The problem it is at a place."""
        return Problem(sheet, cell, self.wrong, self.remedy, self.severity, self.rule, about)


def shortened(text: str) -> str:
    """What was typed, as a message quotes it."""
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= 30 else one_line[:29] + "…"
