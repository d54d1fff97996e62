"""What a sheet and a column of a budget's books are: the words of the one table in ``schema``."""

from __future__ import annotations

import unicodedata
from dataclasses import MISSING, dataclass, fields
from functools import cache
from typing import Any, Literal

from yusuan.standards.classification import normal
from yusuan.standards.dimensions import members

Kind = Literal[
    "text", "amount", "number", "int", "date", "code", "key", "unit", "project", "choice", "bool"
]
"""``key`` names the row itself; ``unit`` and ``project`` point to such a row of another sheet."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the values a cell may hold, and the words a clerk reads for it."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the field it holds, its heading, and how its cells are read and explained."""

    key: str
    heading: str
    kind: Kind
    hint: str
    required: bool = False
    system: str = ""  # of a code: the classification it is from
    choices: tuple[Choice, ...] = ()
    suggested: tuple[str, ...] = ()  # offered to the clerk, but anything else is right too
    width: int = 14
    long: bool = False  # text of several lines
    signed: bool = False  # an amount that may well be negative
    sparse: bool = False  # left out of a folder's file where no row of it says anything
    dimension: bool = False  # a part of the row's coordinates, ``key`` being the dimension

    def label(self, value: str) -> str:
        """The words for a value; a value that is none of the choices stands for itself."""
        return next((each.label for each in self.choices if each.value == value), value)

    def values(self) -> dict[str, str]:
        """Every choice by its value, its label, and the last part of a label that is no other's."""
        ends: dict[str, list[str]] = {}
        for each in self.choices:
            ends.setdefault(normal(each.label.split("/")[-1]), []).append(each.value)
        found = {end: values[0] for end, values in ends.items() if len(values) == 1}
        found.update((normal(each.label), each.value) for each in self.choices)
        return found | {each.value: each.value for each in self.choices}

    def heading_in(self, unit: str) -> str:
        """The heading as it is printed; an amount's names the unit."""
        return f"{self.heading}（{unit}）" if self.kind == "amount" else self.heading


@dataclass(frozen=True, slots=True)
class Sheet:
    """One list of the budget: a sheet of the workbook, a CSV file of the folder."""

    key: str  # the field of Budget
    title: str
    record: type
    hint: str  # what a row is
    example: str
    columns: tuple[Column, ...]
    optional: bool = False  # a workbook made before there was this sheet is none the worse

    @property
    def file(self) -> str:
        """The name of its file in a folder."""
        return f"{self.key}.csv"

    def column(self, key: str) -> Column:
        """The column of a field; ValueError where there is none."""
        return self.columns[self._at(key)]

    def letter(self, key: str) -> str:
        """The letters of a column in the workbook."""
        return letters(self._at(key))

    def _at(self, key: str) -> int:
        return [each.key for each in self.columns].index(key)


def letters(index: int) -> str:
    """The letters of a column counted from nought."""
    return (letters(index // 26 - 1) if index >= 26 else "") + chr(65 + index % 26)


@cache
def default(record: type, key: str) -> Any:
    """What a field is where nothing is said; ``MISSING`` where it must be said."""
    found = next((each for each in fields(record) if each.name == key), None)
    return MISSING if found is None else found.default


def folded(text: str) -> str:
    """Text as short entries are compared: half width, without spaces around it."""
    return unicodedata.normalize("NFKC", text).strip()


def of_dimension(name: str) -> tuple[Choice, ...]:
    """The members of a dimension as choices, in the order of the standards."""
    found = (each for each in members().values() if each.dimension == name)
    return tuple(Choice(each.key, each.label) for each in found)


def choices(**labels: str) -> tuple[Choice, ...]:
    """Choices written as value = label."""
    return tuple(Choice(value, label) for value, label in labels.items())
