"""A connection that sees the tables of a data set, and can reach and change nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from yusuan.dataset import layout, schema
from yusuan.dataset.values import Answer

if TYPE_CHECKING:
    import duckdb


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


def answer(cursor: duckdb.DuckDBPyConnection, limit: int | None) -> Answer:
    """What a cursor gives, at most ``limit`` rows."""
    described = cursor.description or []
    rows = cursor.fetchall() if limit is None else cursor.fetchmany(limit + 1)
    more = limit is not None and len(rows) > limit
    return Answer(
        tuple(one[0] for one in described),
        tuple(str(one[1]) for one in described),
        tuple(rows[:limit] if more else rows),
        more,
    )
