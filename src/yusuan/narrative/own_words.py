"""The words a document brings along: its body, its units and projects, the codes it prints."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yusuan.ledger import Coordinates, Disclosure, Line
from yusuan.narrative.lexicon import Senses
from yusuan.standards.dimensions import ancestors
from yusuan.standards.labels import fold
from yusuan.standards.vocabulary import Phrase

SHORTEST = 3  # letters; what is shorter is no name of a body or a project
_PLACES = re.compile(r"省|市|区|县|自治州|自治区")
_AFTER_PROJECT = (
    "",
    "工作",
    "经费",
    "工作经费",
    "专项",
    "项目",
    "专项经费",
    "经费专项",
    "项目经费",
)


def own_words(disclosure: Disclosure) -> dict[str, Senses]:
    """The words of a document beside those of its year, folded, with what they say."""
    found: dict[str, Senses] = {}
    for name, sense in _names(disclosure):
        key = fold(name)
        if len(key) >= SHORTEST:
            found[key] = tuple(dict.fromkeys((*found.get(key, ()), sense)))
    return found


def office(disclosure: Disclosure) -> str | None:
    """The unit that bears the name of the whole body, where there are several units.

    Empty where none is known to; None where there is but one unit, which is the body.
    """
    units = _units(disclosure)
    above = {up for unit in units for up in ancestors("unit", unit)}
    if len(units.keys() - above) < 2:
        return None
    named = [
        unit for unit, name in units.items() if _is_body(name, disclosure) and unit not in above
    ]
    return named[0] if len(named) == 1 else ""


def _names(disclosure: Disclosure) -> Iterator[tuple[str, Phrase]]:
    for name in _entity_names(disclosure.entity or ""):
        yield name, Phrase("body")
    for unit, name in _units(disclosure).items():
        if not _is_body(name, disclosure):
            yield name, Phrase("member", Coordinates({"unit": unit}))
    yield from _projects(disclosure)
    for line in _lines(disclosure):
        label = line.path[-1].lstrip("0123456789 ")
        if len(label) > SHORTEST:
            yield label, Phrase("member", line.coordinates.only("function"))


def _units(disclosure: Disclosure) -> dict[str, str]:
    """The units that figures are given for, by code or by name, each with its name if known."""
    names = dict(disclosure.units)
    said = (f.coordinates["unit"] for f in disclosure.facts if f.table and "unit" in f.coordinates)
    return names | {unit: names.get(unit, "" if unit.isdigit() else unit) for unit in said}


def _is_body(name: str, disclosure: Disclosure) -> bool:
    """Whether a unit is called as the body, or shorter: 区财政局."""
    letters = iter(fold(disclosure.entity or ""))
    return bool(name) and all(letter in letters for letter in fold(name))


def _entity_names(entity: str) -> Iterator[str]:
    """A body's name, and what is left of it without the places it belongs to."""
    name = fold(entity)
    yield name
    bare = name.removeprefix("中共")
    yield bare
    for place in _PLACES.finditer(bare):
        yield bare[place.end() :]
        yield bare[place.start() :]


def _projects(disclosure: Disclosure) -> Iterator[tuple[str, Phrase]]:
    """Projects, with 工作, 经费 … after their names or without it, and their lines."""
    project = Coordinates({"flow": "expenditure", "nature": "project"})
    said = [f.coordinates.only("project", "line") for f in disclosure.facts if f.table]
    for name in dict.fromkeys(about["project"] for about in said if "project" in about):
        sense = Phrase("member", project | {"project": name})
        for end in _AFTER_PROJECT:
            yield name + end, sense
            short = name.removesuffix(end) if end else ""
            if len(fold(short)) > SHORTEST:
                yield short, sense
    for about in dict.fromkeys(about for about in said if len(about) == 2):
        line = about["line"].rpartition(">")[2]
        yield line, Phrase("member", project | about, about.only("project"))


def _lines(disclosure: Disclosure) -> Iterator[Line]:
    """The lines of tables that stand for a code of the functional classification."""
    for statement in disclosure.statements:
        for section in statement.sections:
            for line in section.lines:
                said = line.coordinates.keys() - {"unit", "flow", "fund"}
                if line.path and line.understood and said == {"function"}:
                    yield line
