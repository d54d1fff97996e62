"""The terms a text explains: a name, the words that call for it, and a plain definition."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Term:
    """One term and what it means, in our own words."""

    name: str
    words: tuple[str, ...]  # a text that holds one of them uses the term
    text: str


@cache
def terms() -> tuple[Term, ...]:
    """All terms, in the order they are printed."""
    file = resources.files("yusuan.standards") / "data" / "narrative" / "glossary.csv"
    rows = csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    return tuple(
        Term(row["name"], tuple((row["words"] or row["name"]).split("|")), row["text"])
        for row in rows
    )


def used(text: str) -> tuple[Term, ...]:
    """The terms a text uses."""
    return tuple(term for term in terms() if any(word in text for word in term.words))
