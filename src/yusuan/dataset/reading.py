"""A data set opened for reading: SQL over its tables, and the questions that are asked most.

Nothing can be written through it, no other file and no network can be reached from SQL, and a
query that takes too long is stopped. A ``Dataset`` may be shared by threads: each call has a
cursor of its own.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Self, TypeVar

from yusuan.dataset import layout, schema
from yusuan.documents.model import Cell
from yusuan.documents.model import Table as Grid

if TYPE_CHECKING:
    import duckdb

SECONDS: Final = 30.0
_T = TypeVar("_T")


class QueryRefused(Exception):
    """A query that is not answered; the message is one Chinese sentence for a person."""


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


class Dataset:
    """A data set of a folder. Raises ``layout.NoDataset`` where there is none to be read."""

    def __init__(self, folder: Path, *, seconds: float = SECONDS, memory: str = "1GB") -> None:
        self.folder = folder
        self.state = layout.read(folder)
        self._seconds = seconds
        self._connection = _connected(folder, self.state, memory)

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
        """Answer one SELECT, at most ``limit`` rows; raises ``QueryRefused`` with the reason."""
        import duckdb

        _admit(query)
        cursor = self._connection.cursor()
        patience = self._seconds if seconds is None else seconds
        timer = threading.Timer(patience, cursor.interrupt)
        timer.daemon = True
        timer.start()
        try:
            cursor.execute(query, parameters or None)
            return _answer(cursor, limit)
        except duckdb.InterruptException as error:
            raise QueryRefused(f"查询超过 {patience:g} 秒，已停止，请加条件后再试。") from error
        except duckdb.OutOfMemoryException as error:
            raise QueryRefused("查询所需内存超过上限，已停止，请加条件后再试。") from error
        except duckdb.PermissionException as error:
            raise QueryRefused("查询只能读数据集里的表，不能读写别的文件。") from error
        except duckdb.Error as error:
            said = str(error).strip().splitlines()[0]
            raise QueryRefused(f"查询有误：{said}") from error
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
            f"SELECT {_columns(Issued)} FROM disclosures WHERE {condition}{newest}"  # noqa: S608
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
            f"SELECT {_columns(Figure)} FROM facts WHERE {condition}",  # noqa: S608
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

    def _listed(self, kind: type[_T], query: str, values: Sequence[object]) -> list[_T]:
        return [kind(*row) for row in self.sql(query, values).rows]


def _connected(folder: Path, state: layout.State, memory: str) -> duckdb.DuckDBPyConnection:
    """A connection that sees the tables as views, and can reach nothing else."""
    import duckdb

    connection = duckdb.connect(
        ":memory:",
        config={
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "python_enable_replacements": False,
            "temp_directory": "",
            "memory_limit": memory,
        },
    )
    allowed: list[str] = []
    for table in schema.ALL:
        files = [str(path) for path in layout.parts(folder, state, table.name)]
        allowed += files
        shown = ", ".join(map(_quoted, files))
        columns = ", ".join(f'"{name}"' for name in table.names)
        connection.execute(
            f'CREATE VIEW "{table.name}" AS SELECT {columns} FROM read_parquet([{shown}])'  # noqa: S608
        )
    connection.execute(f"SET allowed_paths=[{', '.join(map(_quoted, allowed))}]")
    connection.execute("SET parquet_metadata_cache=true")
    connection.execute("SET enable_external_access=false")
    connection.execute("SET lock_configuration=true")
    return connection


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _admit(query: str) -> None:
    """Refuse all but one statement that reads."""
    import duckdb

    try:
        statements = duckdb.extract_statements(query)
    except duckdb.Error as error:
        said = str(error).strip().splitlines()[0]
        raise QueryRefused(f"查询有误：{said}") from error
    if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
        raise QueryRefused("只能查询：请写一句 SELECT。")


def _answer(cursor: duckdb.DuckDBPyConnection, limit: int | None) -> Answer:
    described = cursor.description or []
    rows = cursor.fetchall() if limit is None else cursor.fetchmany(limit + 1)
    more = limit is not None and len(rows) > limit
    return Answer(
        tuple(one[0] for one in described),
        tuple(str(one[1]) for one in described),
        tuple(rows[:limit] if more else rows),
        more,
    )


def _columns(kind: type[Any]) -> str:
    return ", ".join(f'"{one.name}"' for one in fields(kind))


def _condition(where: Mapping[str, object], table: schema.Table) -> tuple[str, list[object]]:
    """Columns that equal values, for a WHERE; raises KeyError for a column there is not."""
    unknown = where.keys() - set(table.names)
    if unknown:
        raise KeyError(", ".join(sorted(unknown)))
    parts = [f'"{name}" IS NOT DISTINCT FROM ?' for name in where]
    return " AND ".join(parts) or "true", list(where.values())
