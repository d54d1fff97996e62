"""Searching a data set: departments, projects, tables, targets, labels, text and figures."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Final

from yusuan.dataset.indexing import KINDS, SPELT, STEPS, kind_of, numbers
from yusuan.dataset.words import alike, initials, is_initials, phrase, runs
from yusuan.ledger import UNITS, parse_number

FIGURE: Final = "figure"
#: The kinds of what is found, in the order they are told.
FOUND: Final = (*KINDS, FIGURE)
_MOST_BODIES: Final = 200
_MOST_STEPS: Final = 2**63  # of an integer of the index
_LONGEST: Final = 100  # signs of what is asked


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was found.

    ``ref`` names it within its disclosure: a department's code, a project's name, a table's id, a
    target's or a paragraph's ordinal, a fact's id. ``start`` and ``end`` are where in the text
    what was asked stands; both are 0 where it is found by another word (``by``) or by initials.
    """

    kind: str
    disclosure: str
    district: str
    department: str
    year: int | None
    ref: str
    text: str
    start: int = 0
    end: int = 0
    by: str = ""


class Searcher:
    """The index of a data set, opened for reading; may be shared by threads."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._mine = threading.local()

    def search(self, asked: str, limit: int, kinds: Sequence[str]) -> list[Hit]:
        """What is found, at most ``limit`` of each kind; departments first, figures last."""
        words = runs(asked[:_LONGEST])
        if not words:
            return []
        found: list[Hit] = []
        for kind in (one for one in KINDS if one in kinds):
            found += self._of(kind, words, limit)
        if FIGURE in kinds:
            found += self._amounts(asked, limit)
        return found

    def _of(self, kind: str, words: Sequence[str], limit: int) -> list[Hit]:
        """Entries that have all words; first those of departments that some of the words name."""
        found = self._within(kind, words, limit) if kind != "department" else []
        if len(found) < limit:
            known = {(one.disclosure, one.ref) for one in found}
            more = self._asked(kind, words, limit)
            found += [one for one in more if (one.disclosure, one.ref) not in known]
        return found[:limit]

    def _within(self, kind: str, words: Sequence[str], limit: int) -> list[Hit]:
        naming = [word for word in words if self._asked("department", [word], 1)]
        rest = [word for word in words if word not in naming]
        if not naming or not rest:
            return []
        named = self._asked("department", naming, _MOST_BODIES)
        bodies = [f"{one.district}/{one.department}" for one in named]
        return self._asked(kind, rest, limit, bodies) if bodies else []

    def _asked(
        self, kind: str, words: Sequence[str], limit: int, bodies: Sequence[str] = ()
    ) -> list[Hit]:
        marks = ", ".join("?" * len(bodies))
        rows = self._base.execute(
            "SELECT e.* FROM words JOIN entry e ON e.number = words.rowid"
            " WHERE words MATCH ? AND words.rowid BETWEEN ? AND ?"
            + (f" AND e.body IN ({marks})" if bodies else "")
            + " ORDER BY words.rowid LIMIT ?",
            (_expression(kind, words), *numbers(kind), *bodies, limit),
        )
        return [_hit(row, words) for row in rows]

    def _amounts(self, asked: str, limit: int) -> list[Hit]:
        """Figures of an amount, in 元 or in 万元 where no unit is said."""
        printed = parse_number(asked.strip())
        if printed is None:
            return []
        units = (Decimal(1), UNITS["万元"]) if printed.unit is None else (UNITS[printed.unit],)
        steps = [int(printed.value * unit * STEPS) for unit in units]
        rows = self._base.execute(
            "SELECT disclosure, body, year, fact, text FROM amount WHERE amount IN (?, ?)"
            " ORDER BY year DESC, body, fact LIMIT ?",
            (*(one if abs(one) < _MOST_STEPS else 0 for one in (steps[0], steps[-1])), limit),
        )
        return [
            Hit(FIGURE, disclosure, *_whose(body), year, fact, text)
            for disclosure, body, year, fact, text in rows
        ]

    @property
    def _base(self) -> sqlite3.Connection:
        """This thread's own connection."""
        base: sqlite3.Connection | None = getattr(self._mine, "base", None)
        if base is None:
            uri = f"{self._path.resolve().as_uri()}?mode=ro&immutable=1"
            base = self._mine.base = sqlite3.connect(uri, uri=True)
        return base


def _expression(kind: str, words: Sequence[str]) -> str:
    """What is asked of the index: every word, or another that means the same, or its initials."""
    return " AND ".join(f"({' OR '.join(_ways(kind, word))})" for word in words)


def _ways(kind: str, word: str) -> Iterator[str]:
    for one in (word, *alike(word)):
        said = [phrase(run) for run in runs(one)]
        if said:
            yield "text : (" + " AND ".join(said) + ")"
    if kind in SPELT and is_initials(word):
        yield f"spelt : {phrase(word)}"


def _hit(row: tuple[int, str, str, int | None, str, str], words: Sequence[str]) -> Hit:
    number, disclosure, body, year, ref, text = row
    start, end, by = _where(text, words)
    return Hit(kind_of(number), disclosure, *_whose(body), year, ref, text, start, end, by)


def _whose(body: str) -> tuple[str, str]:
    """District and department of a body."""
    district, _, department = body.partition("/")
    return district, department


def _where(text: str, words: Sequence[str]) -> tuple[int, int, str]:
    """Where the first of the words stands in a text, or by which other word it was found."""
    low = text.lower()
    for word in words:
        if (at := low.find(word)) >= 0:
            return at, at + len(word), ""
    for word in words:
        for other in alike(word):
            if (at := low.find(other)) >= 0:
                return at, at + len(other), other
        if is_initials(word) and (at := initials(text).find(word)) >= 0:
            return 0, 0, word
    return 0, 0, ""
