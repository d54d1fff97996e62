"""What a data set answers with: rows of any query, departments, disclosures, figures, tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import Any

from yusuan.documents.model import Table as Grid


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gave: names and SQL types of the columns, and the rows.

    ``more`` says that there were more rows than were asked for.
    """

    columns: tuple[str, ...]
    types: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    more: bool = False

    def dicts(self) -> list[dict[str, Any]]:
        """The rows as mappings of column → value."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Stream:
    """What a query gives, while it gives it: its rows can be gone through once."""

    columns: tuple[str, ...]
    types: tuple[str, ...]
    rows: Iterator[tuple[Any, ...]]

    def answer(self, limit: int | None = None) -> Answer:
        """The next rows, ``limit`` of them at most; all that are left where there is no limit."""
        if limit is None:
            return Answer(self.columns, self.types, tuple(self.rows))
        rows = tuple(islice(self.rows, limit))
        more = next(self.rows, None) is not None if len(rows) == limit else False
        return Answer(self.columns, self.types, rows, more)


@dataclass(frozen=True, slots=True)
class Department:
    """A body whose disclosures are in the data set."""

    district: str
    department: str
    code: str
    years: tuple[int, ...]
    disclosures: int


@dataclass(frozen=True, slots=True)
class Issued:
    """A disclosure, as the table ``disclosures`` has it."""

    id: str
    key: str
    district: str
    department: str
    code: str
    year: int
    stage: str
    scope: str
    source: str
    kind: str
    path: str
    sha256: str
    title: str
    form_set: str | None
    version: int
    latest: bool
    published: str
    tables: int
    facts: int
    understood: int
    numeric: int
    coverage: Decimal | None
    passed: int
    rounding: int
    failed: int
    not_applicable: int
    not_checked: int
    untouched: int
    errors: int
    warnings: int
    infos: int
    withheld: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure, as the table ``facts`` has it; amounts are 元."""

    disclosure: str
    fact: str
    table: str | None
    row: str
    column: str
    printed: str
    amount: Decimal | None
    precision: Decimal | None
    understood: bool
    year: int | None
    stage: str | None
    unit: str | None
    flow: str | None
    balance: str | None
    fund: str | None
    function: str | None
    nature: str | None
    dept_economic: str | None
    gov_economic: str | None
    item: str | None
    project: str | None
    procurement: str | None
    rest: str | None
    remark: str
    place: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as printed: ``grid`` is what any writer sets, ``facts`` binds cells to figures."""

    id: str
    title: str
    left: str
    right: str
    note: str
    unit: str | None
    form: str | None
    header: int
    grid: Grid
    facts: Mapping[tuple[int, int], str]
    figures: frozenset[tuple[int, int]]
