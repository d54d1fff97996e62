"""A data set opened for reading: SQL over its tables, and the questions that are asked most.

Nothing can be written through it, no other file and no network can be reached from SQL, and a
query that takes too long is stopped. A ``Dataset`` may be shared by threads: each call has a
cursor of its own.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self, TypeVar

from yusuan.dataset import indexing, layout, schema
from yusuan.dataset.connection import admit, connected, streamed, told
from yusuan.dataset.searching import FOUND, Hit, Searcher
from yusuan.dataset.values import Answer, Department, Figure, Issued, Sheet, Stream
from yusuan.documents.model import Cell
from yusuan.documents.model import Table as Grid

SECONDS: Final = 30.0
_T = TypeVar("_T")


class Dataset:
    """A data set of a folder. Raises ``layout.NoDataset`` where there is none to be read."""

    def __init__(self, folder: Path, *, seconds: float = SECONDS, memory: str = "1GB") -> None:
        self.folder = folder
        self.state = layout.read(folder)
        self._seconds = seconds
        self._connection = connected(folder, self.state, memory)
        self._searcher: Searcher | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of it."""
        self._connection.close()

    @property
    def stale(self) -> bool:
        """Whether the folder holds another build by now."""
        return layout.read(self.folder).build != self.state.build

    def sql(
        self,
        query: str,
        parameters: Sequence[object] | Mapping[str, object] = (),
        *,
        limit: int | None = None,
        seconds: float | None = None,
    ) -> Answer:
        """Answer one SELECT, at most ``limit`` rows; raises ``QueryRefused`` with the reason.

        For queries that are known: what others write is asked by ``asking.ask``, as a function
        of DuckDB that is at it cannot be stopped, and what it takes is not counted.
        """
        with self.stream(query, parameters, seconds=seconds) as found:
            return found.answer(limit)

    @contextmanager
    def stream(
        self,
        query: str,
        parameters: Sequence[object] | Mapping[str, object] = (),
        *,
        seconds: float | None = None,
    ) -> Iterator[Stream]:
        """Answer one SELECT row by row; all that is done with them counts as the query's time."""
        admit(query)
        cursor = self._connection.cursor()
        patience = self._seconds if seconds is None else seconds
        timer = threading.Timer(patience, cursor.interrupt)
        timer.daemon = True
        timer.start()
        try:
            with told(patience):
                cursor.execute(query, parameters or None)
                yield streamed(cursor)
        finally:
            timer.cancel()
            cursor.close()

    def departments(self, district: str | None = None) -> list[Department]:
        """The bodies, by district and name."""
        found = self.sql(
            "SELECT district, department, max(code), list_sort(list(DISTINCT year)), count(*)"
            " FROM disclosures WHERE ?::VARCHAR IS NULL OR district = ?"
            " GROUP BY ALL ORDER BY district, department",
            (district, district),
        )
        return [
            Department(district, department, code, tuple(years), count)
            for district, department, code, years, count in found.rows
        ]

    def years(self, department: str | None = None) -> list[int]:
        """The years there are disclosures of, the newest first."""
        found = self.sql(
            "SELECT DISTINCT year FROM disclosures WHERE year IS NOT NULL"
            " AND (?::VARCHAR IS NULL OR department = ?) ORDER BY year DESC",
            (department, department),
        )
        return [row[0] for row in found.rows]

    def disclosures(self, *, latest: bool = True, **where: object) -> list[Issued]:
        """The disclosures with some values of columns (``district=…``, ``year=…``)."""
        condition, values = _condition(where, schema.DISCLOSURES)
        newest = " AND latest" if latest else ""
        return self._listed(
            Issued,
            f"SELECT {_columns(Issued)} FROM disclosures WHERE {condition}{newest}"
            " ORDER BY district, department, year DESC, stage, scope, version DESC, id",
            values,
        )

    def disclosure(self, identity: str) -> Issued | None:
        """One disclosure by its id."""
        return next(iter(self.disclosures(latest=False, id=identity)), None)

    def facts(self, disclosure: str, **where: object) -> list[Figure]:
        """The figures of a disclosure with some values of columns; None asks for what is unsaid.

        ``facts(id, function="2010301", nature="basic", table="t03")``.
        """
        condition, values = _condition({"disclosure": disclosure, **where}, schema.FACTS)
        return self._listed(
            Figure,
            f"SELECT {_columns(Figure)} FROM facts WHERE {condition}",
            values,
        )

    def tables(self, disclosure: str) -> list[tuple[str, str]]:
        """Id and title of every table of a disclosure, in order."""
        found = self.sql(
            'SELECT "table", title FROM tables WHERE disclosure = ? ORDER BY ordinal', (disclosure,)
        )
        return [(row[0], row[1]) for row in found.rows]

    def table(self, disclosure: str, table: str) -> Sheet | None:
        """A table as it was printed; None where there is none of that id."""
        head = self.sql(
            "SELECT title, caption_left, caption_right, note, money_unit, form, header, rows,"
            ' columns FROM tables WHERE disclosure = ? AND "table" = ?',
            (disclosure, table),
        ).rows
        if not head:
            return None
        title, left, right, note, unit, form, header, rows, columns = head[0]
        found = self.sql(
            'SELECT row, "column", text, rowspan, colspan, figure, fact FROM cells'
            ' WHERE disclosure = ? AND "table" = ? ORDER BY row, "column"',
            (disclosure, table),
        ).rows
        grid = Grid(tuple(Cell(*row[:5]) for row in found), rows, columns)
        facts = {(row[0], row[1]): row[6] for row in found if row[6]}
        figures = frozenset((row[0], row[1]) for row in found if row[5])
        return Sheet(table, title, left, right, note, unit, form, header, grid, facts, figures)

    def search(self, asked: str, *, limit: int = 10, kinds: Sequence[str] = FOUND) -> list[Hit]:
        """What is found of some words, of an amount or of initials, ``limit`` of each kind.

        Raises NoDataset where the index is not there.
        """
        if self._searcher is None:
            self._searcher = Searcher(indexing.path(self.folder, self.state))
        return self._searcher.search(asked, limit, kinds)

    def _listed(self, kind: type[_T], query: str, values: Sequence[object]) -> list[_T]:
        return [kind(*row) for row in self.sql(query, values).rows]


def _columns(kind: type[Any]) -> str:
    return ", ".join(f'"{one.name}"' for one in fields(kind))


def _condition(where: Mapping[str, object], table: schema.Table) -> tuple[str, list[object]]:
    """Columns that equal values, for a WHERE; raises KeyError for a column there is not."""
    unknown = where.keys() - set(table.names)
    if unknown:
        raise KeyError(", ".join(sorted(unknown)))
    parts = [f'"{name}" IS NOT DISTINCT FROM ?' for name in where]
    return " AND ".join(parts) or "true", list(where.values())
