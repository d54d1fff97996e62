"""What printed labels mean: label → role and coordinates, from data and the classifications."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from yusuan.ledger import Coordinates
from yusuan.standards import classification
from yusuan.standards.dimensions import includes
from yusuan.standards.labels import fold, variants

SYSTEMS = ("function", "dept_economic", "gov_economic")


@dataclass(frozen=True, slots=True)
class Sense:
    """One thing a label can mean.

    ``role`` says what kind of label it is: an axis (code, name, label, unit_code, unit_name,
    project, text, count, ratio), a figure with no meaning of its own (amount), a total, or a
    member of a dimension. ``axis`` is the dimension whose members stand in such a column.
    """

    role: str
    coordinates: Coordinates = Coordinates()
    axis: str | None = None

    @property
    def system(self) -> str | None:
        """The dimension this sense is chosen by when a label has several."""
        if self.role != "member":
            return self.role
        for name in (
            "gov_economic",
            "dept_economic",
            "function",
            "item",
            "procurement",
            "nature",
            "fund",
        ):
            if name in self.coordinates:
                return name
        return next(reversed(tuple(self.coordinates)), None)


def _split(means: str) -> tuple[Coordinates, str | None]:
    pairs = dict(part.split("=", 1) for part in means.split())
    axis = pairs.pop("axis", None)
    return Coordinates(pairs), axis


def _rows(name: str) -> Iterator[dict[str, str]]:
    file = resources.files("yusuan.standards") / "data" / name
    yield from csv.DictReader(file.read_text(encoding="utf-8").splitlines())


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of sentences with what they do to the meaning of the amount after them.

    ``kind``: member (they say coordinates), whole (they say all of a side), grant (the money of
    the year: 当年拨款), total, current (本年), both (收支), last (上年), budget and final (the
    stage), level (类、款、项), body (the body itself), still (nothing), opaque (something that no
    coordinates say).
    ``within`` is what the context must say for the words to have this meaning.
    """

    kind: str
    coordinates: Coordinates = Coordinates()
    within: Coordinates = Coordinates()


@cache
def phrases() -> dict[str, tuple[Phrase, ...]]:
    """The words of sentences that no table has, by their folded form."""
    found: dict[str, tuple[Phrase, ...]] = {}
    for row in _rows("phrases.csv"):
        phrase = Phrase(row["kind"], _split(row["means"])[0], _split(row["within"])[0])
        for words in row["words"].split("|"):
            key = fold(words)
            found[key] = (*found.get(key, ()), phrase)
    return found


@cache
def vocabulary() -> dict[str, tuple[Sense, ...]]:
    """Everything the vocabulary says, by folded label."""
    found: dict[str, tuple[Sense, ...]] = {}
    for row in _rows("vocabulary.csv"):
        coordinates, axis = _split(row["means"])
        sense = Sense(row["role"], coordinates, axis)
        for label in row["labels"].split("|"):
            key = fold(label)
            found[key] = (*found.get(key, ()), sense)
    return found


@cache
def _rows_of_labels() -> dict[str, tuple[str, ...]]:
    """The labels of members, each with all labels that mean the same member."""
    found: dict[str, tuple[str, ...]] = {}
    for row in _rows("vocabulary.csv"):
        labels = tuple(fold(label) for label in row["labels"].split("|"))
        if row["role"] == "member":
            found |= {label: (*found.get(label, ()), *labels) for label in labels}
    return found


def same_labels(label: str) -> tuple[str, ...]:
    """Other labels that mean the member a label means; none for what is no member's label."""
    folded = fold(label)
    return tuple(dict.fromkeys(one for one in _rows_of_labels().get(folded, ()) if one != folded))


@lru_cache(maxsize=16384)
def senses(label: str, year: int | None = None) -> tuple[Sense, ...]:
    """Everything a label can mean, from the vocabulary and from the classifications of the year.

    Its literal form is tried first, then forms without numbering, 其中, unit and year.
    """
    found: dict[Sense, None] = {}
    for form in variants(label):
        known = vocabulary().get(form, ())
        codes = tuple(_classified(form, year))
        for sense in (*known, *codes):
            found.setdefault(sense)
        if known or codes:
            break
    return tuple(found)


def _classified(form: str, year: int | None) -> Iterator[Sense]:
    for system in SYSTEMS:
        for code in classification.codes(system).named(form, year):
            yield Sense("member", Coordinates({system: code.code}))


@cache
def _title_terms() -> tuple[tuple[str, Coordinates, str | None], ...]:
    rows = ((fold(row["term"]), *_split(row["means"])) for row in _rows("title_terms.csv"))
    return tuple(sorted(rows, key=lambda row: -len(row[0])))


@lru_cache(maxsize=4096)
def title_sense(title: str) -> Sense:
    """What a table's title says of all its figures: fund, nature, flow, item; and its axis.

    Terms are consumed longest first. Two members of one dimension: the finer one, if one includes
    the other; otherwise the title says nothing of that dimension.
    """
    rest, merged, axis = fold(title), dict[str, str | None](), None
    for term, coordinates, term_axis in _title_terms():
        if term not in rest:
            continue
        rest = rest.replace(term, "·")
        axis = axis or term_axis
        for dimension, member in coordinates.items():
            merged[dimension] = (
                _finer(dimension, merged[dimension], member) if dimension in merged else member
            )
    pairs = {dimension: member for dimension, member in merged.items() if member}
    return Sense("title", Coordinates(pairs), axis)


def _finer(dimension: str, one: str | None, other: str) -> str | None:
    if one is None:
        return None
    if includes(dimension, one, other):
        return other
    return one if includes(dimension, other, one) else None
