"""The official classifications by year: codes, their names over time, and the correspondence."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TypeVar

_K = TypeVar("_K")

SYSTEMS = ("function", "dept_economic", "gov_economic", "revenue")

_BRACKETS = str.maketrans("[]{}【】〔〕〈〉", "()()()()()")


@dataclass(frozen=True, slots=True)
class Code:
    """One code under the name it had in some years; no year means no end that is known."""

    system: str
    code: str
    name: str
    level: str  # 类 | 款 | 项
    parent: str | None
    valid_from: int | None
    valid_to: int | None
    confidence: str  # sure | likely | unverified
    basis: str  # the document that says so
    budget: str = ""  # gpb | gf | scb | sif: the budget a function code is used in
    also: tuple[str, ...] = ()  # other spellings met in documents

    def holds(self, year: int | None) -> bool:
        """Whether the code bears this name in the year; without a year, whether it ever did."""
        if year is None:
            return True
        return (self.valid_from or year) <= year <= (self.valid_to or year)


@dataclass(frozen=True, slots=True)
class Classification:
    """One system of codes: every row of its file, found by code, by name and by parent."""

    system: str
    _rows: Mapping[str, tuple[Code, ...]]
    _exact: Mapping[str, tuple[Code, ...]]
    _bare: Mapping[str, tuple[Code, ...]]
    _children: Mapping[str | None, tuple[Code, ...]]

    def __contains__(self, code: object) -> bool:
        return code in self._rows

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def get(self, code: str, year: int | None = None) -> Code | None:
        """The code as it was in the year, or its latest row without one; None where unknown."""
        return next((row for row in reversed(self.history(code)) if row.holds(year)), None)

    def history(self, code: str) -> tuple[Code, ...]:
        """Every row of a code, the earliest first."""
        return self._rows.get(code, ())

    def named(self, name: str, year: int | None = None) -> tuple[Code, ...]:
        """The codes that bear a name in the year: as written, else without bracket qualifiers.

        Without a year every code that ever bore it is given, once, with its latest such row.
        """
        for index, wanted in (
            (self._exact, normal(name)),
            (self._exact, bare(name)),
            (self._bare, bare(name)),
        ):
            found = {row.code: row for row in index.get(wanted, ()) if row.holds(year)}
            if found:
                return tuple(found.values())
        return ()

    def children(self, code: str | None, year: int | None = None) -> tuple[Code, ...]:
        """The codes directly under a code, or the topmost where it is None, in code order."""
        found = {row.code: row for row in self._children.get(code, ()) if row.holds(year)}
        return tuple(found.values())


@cache
def normal(name: str) -> str:
    """A name as names are compared: half width, no spaces, one kind of brackets and quotes."""
    folded = unicodedata.normalize("NFKC", name).translate(_BRACKETS)
    return re.sub(r"[\s“”\"‘’']", "", folded)


@cache
def bare(name: str) -> str:
    """The normal form without its last bracket group: 行政运行（政府办公厅（室））→ 行政运行."""
    text = normal(name)
    depth = 0
    for index in range(len(text) - 1, 0, -1) if text.endswith(")") else ():
        depth += (text[index] == ")") - (text[index] == "(")
        if depth == 0:
            return text[:index]
    return text


@cache
def codes(system: str) -> Classification:
    """One classification: function, dept_economic, gov_economic or revenue."""
    if system not in SYSTEMS:
        raise KeyError(system)
    rows: dict[str, list[Code]] = defaultdict(list)
    exact: dict[str, list[Code]] = defaultdict(list)
    shorter: dict[str, list[Code]] = defaultdict(list)
    children: dict[str | None, list[Code]] = defaultdict(list)
    for row in (_code(system, record) for record in _records(system)):
        rows[row.code].append(row)
        children[row.parent].append(row)
        for name in _spellings(row):
            exact[normal(name)].append(row)
            shorter[bare(name)].append(row)
    return Classification(
        system, _frozen(rows), _frozen(exact), _frozen(shorter), _frozen(children)
    )


def _frozen(index: Mapping[_K, list[Code]]) -> dict[_K, tuple[Code, ...]]:
    return {key: tuple(rows) for key, rows in index.items()}


def _code(system: str, record: Mapping[str, str]) -> Code:
    return Code(
        system,
        record["code"],
        record["name"],
        record["level"],
        record["parent"] or None,
        _year(record["valid_from"]),
        _year(record["valid_to"]),
        record["confidence"],
        record["basis"],
        record.get("budget", ""),
        tuple(filter(None, record["also"].split("；"))),
    )


def _spellings(row: Code) -> tuple[str, ...]:
    """A name, its other spellings, and a class both with 支出 and without it."""
    names = (row.name, *row.also)
    if row.level != "类":
        return names
    return tuple({name.removesuffix("支出") + end for name in names for end in ("", "支出")})


@dataclass(frozen=True, slots=True)
class Correspondence:
    """One department 款 and a government 款 that it belongs to, for a kind of unit."""

    dept: str
    unit_type: str  # administrative (organs and 参公 institutions) | institution | any
    gov: str
    valid_from: int | None
    valid_to: int | None
    confidence: str
    basis: str

    def holds(self, unit_type: str, year: int | None) -> bool:
        """Whether it applies to the kind of unit in the year."""
        if "any" not in (unit_type, self.unit_type) and unit_type != self.unit_type:
            return False
        return year is None or (self.valid_from or year) <= year <= (self.valid_to or year)


@cache
def correspondences() -> tuple[Correspondence, ...]:
    """The correspondence of the two economic classifications (财预〔2017〕98号 and later books)."""
    return tuple(
        Correspondence(
            record["dept"],
            record["unit_type"],
            record["gov"],
            _year(record["valid_from"]),
            _year(record["valid_to"]),
            record["confidence"],
            record["basis"],
        )
        for record in _records("correspondence")
    )


@cache
def correspondence(dept_code: str, unit_type: str, year: int | None) -> tuple[str, ...]:
    """The government codes of a department code: 款 for a 款, 类 for a 类; empty where none."""
    size = len(dept_code)
    found = (row for row in correspondences() if row.holds(unit_type, year))
    return tuple(sorted({row.gov[:size] for row in found if row.dept[:size] == dept_code}))


@cache
def sure_correspondence(dept_code: str, unit_type: str, year: int | None) -> tuple[str, ...]:
    """The same where all that is said of a department code is certain; else empty."""
    held = (row for row in correspondences() if row.holds(unit_type, year))
    found = {row.confidence for row in held if row.dept.startswith(dept_code)}
    return correspondence(dept_code, unit_type, year) if found == {"sure"} else ()


def correspondence_back(gov_code: str, unit_type: str, year: int | None) -> tuple[str, ...]:
    """The department codes of a government code: the inverse of ``correspondence``."""
    size = len(gov_code)
    found = (row for row in correspondences() if row.holds(unit_type, year))
    return tuple(sorted({row.dept[:size] for row in found if row.gov[:size] == gov_code}))


def _records(name: str) -> list[dict[str, str]]:
    file = resources.files("yusuan.standards") / "data" / "codes" / f"{name}.csv"
    return list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))


def _year(text: str) -> int | None:
    return int(text) if text else None
