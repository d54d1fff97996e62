"""A connection that sees the tables of a data set, and can reach and change nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from yusuan.dataset import layout, schema
from yusuan.dataset.values import Stream

if TYPE_CHECKING:
    import duckdb

_BATCH: Final = 10_000


class QueryRefused(Exception):
    """A query that is not answered; the message is one Chinese sentence for a person."""


def connected(
    folder: Path, state: layout.State, memory: str, spill: Path | None = None
) -> duckdb.DuckDBPyConnection:
    """A connection that sees the tables as views, and can reach nothing else.

    What needs more memory fails, unless there is a folder to ``spill`` into.
    """
    import duckdb

    connection = duckdb.connect(
        ":memory:",
        config={
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "python_enable_replacements": False,
            "temp_directory": str(spill) if spill else "",
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
            f'CREATE VIEW "{table.name}" AS SELECT {columns} FROM read_parquet([{shown}])'
        )
    connection.execute(f"SET allowed_paths=[{', '.join(map(_quoted, allowed))}]")
    connection.execute("SET parquet_metadata_cache=true")
    connection.execute("SET enable_external_access=false")
    connection.execute("SET lock_configuration=true")
    return connection


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def admit(query: str) -> None:
    """Refuse all but one statement that reads."""
    import duckdb

    try:
        statements = duckdb.extract_statements(query)
    except duckdb.Error as error:
        said = str(error).strip().splitlines()[0]
        raise QueryRefused(f"查询有误：{said}") from error
    if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
        raise QueryRefused("只能查询：请写一句 SELECT。")


def too_long(seconds: float) -> QueryRefused:
    """The refusal of a query that takes longer."""
    return QueryRefused(f"查询超过 {seconds:g} 秒，已停止，请加条件后再试。")


def too_great() -> QueryRefused:
    """The refusal of a query that takes too much memory."""
    return QueryRefused("查询所需内存超过上限，已停止，请加条件后再试。")


@contextmanager
def told(seconds: float) -> Iterator[None]:
    """Turn what DuckDB says into a sentence for a person."""
    import duckdb

    try:
        yield
    except duckdb.InterruptException as error:
        raise too_long(seconds) from error
    except (duckdb.OutOfMemoryException, MemoryError) as error:
        raise too_great() from error
    except duckdb.PermissionException as error:
        raise QueryRefused("查询只能读数据集里的表，不能读写别的文件。") from error
    except duckdb.Error as error:
        said = str(error).strip().splitlines()[0]
        raise QueryRefused(f"查询有误：{said}") from error


def streamed(cursor: duckdb.DuckDBPyConnection) -> Stream:
    """What a cursor gives, fetched a batch at a time."""
    described = cursor.description or []
    columns = tuple(one[0] for one in described)
    return Stream(columns, tuple(str(one[1]) for one in described), _rows(cursor))


def _rows(cursor: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    while rows := cursor.fetchmany(_BATCH):
        yield from rows
