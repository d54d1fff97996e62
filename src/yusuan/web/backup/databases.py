"""A snapshot of the database while it is used, and back: SQLite as a file, PostgreSQL by COPY."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from yusuan.web.backup.archive import Unusable

_SQLITE: Final = "yusuan.sqlite3"
_COLUMNS: Final = "columns.json"
_KEPT_OUT: Final = "django_migrations"  # the schema is made by migrating to what the backup had


def about() -> dict[str, Any]:
    """What the database is: its kind, its migrations, the rows of every table."""
    migrations = MigrationRecorder(connection).applied_migrations()
    return {"vendor": connection.vendor, "migrations": sorted(list(one) for one in migrations)}


def snapshot(folder: Path) -> dict[str, int]:
    """Write the database into a folder, as it is at one moment; the rows of every table."""
    folder.mkdir(parents=True, exist_ok=True)
    if connection.vendor == "sqlite":
        return _sqlite_snapshot(folder / _SQLITE)
    if connection.vendor == "postgresql":
        return _postgresql_snapshot(folder)
    raise Unusable("这种数据库不能用本命令备份，请用数据库自带的工具。")


def _sqlite_snapshot(target: Path) -> dict[str, int]:
    """Through the online backup of SQLite, which waits for nobody and misses nothing."""
    source = str(connection.settings_dict["NAME"])
    with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(target)) as copy:
        live.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
        names = copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {
            name: copy.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608
            for (name,) in names
            if not name.startswith("sqlite_")
        }


def _tables() -> list[str]:
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
    return sorted(name for name in names if name != _KEPT_OUT)


def _postgresql_snapshot(folder: Path) -> dict[str, int]:
    """Every table by COPY, all in one transaction that sees one moment."""
    counts: dict[str, int] = {}
    columns: dict[str, list[str]] = {}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        for table in _tables():
            described = connection.introspection.get_table_description(cursor, table)
            columns[table] = [one.name for one in described]
            cursor.execute(f'SELECT count(*) FROM "{table}"')  # noqa: S608
            counts[table] = cursor.fetchone()[0]
            with (
                (folder / f"{table}.copy").open("wb") as out,
                cursor.copy(f"COPY {_named(table, columns[table])} TO STDOUT") as copy,
            ):
                for block in copy:
                    out.write(block)
    (folder / _COLUMNS).write_text(json.dumps(columns), "utf-8")
    return counts


def _named(table: str, columns: list[str]) -> str:
    return f'"{table}" ({", ".join(f"{chr(34)}{one}{chr(34)}" for one in columns)})'


def fits(manifest: dict[str, Any]) -> None:
    """Raise Unusable where a backup is of another kind of database or of a newer program."""
    if manifest["vendor"] != connection.vendor:
        kinds = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
        was, now = (kinds.get(one, one) for one in (manifest["vendor"], connection.vendor))
        raise Unusable(f"备份是 {was} 的，现在用的是 {now}，请把 DATABASE_URL 设成同一种数据库。")
    known = MigrationLoader(None).graph.nodes  # without a connection, which would make the file
    if any(tuple(one) not in known for one in manifest["migrations"]):
        raise Unusable("备份是更新的程序做的，请先升级本程序再恢复。")


def restore(folder: Path, manifest: dict[str, Any]) -> None:
    """Bring the database back from a folder; all of it or nothing. Raises Unusable."""
    if connection.vendor == "sqlite":
        target = Path(str(connection.settings_dict["NAME"]))
        if target.exists():
            raise Unusable(f"“{target}”已经有了，不能覆盖。")
        connection.close()
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(folder / _SQLITE, target)
        return
    if _tables():
        raise Unusable("数据库里已经有表，不能覆盖，请用一个空的数据库。")
    executor = MigrationExecutor(connection)
    executor.migrate(_last(executor, {(app, name) for app, name in manifest["migrations"]}))
    columns = json.loads((folder / _COLUMNS).read_text("utf-8"))
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            _copied(cursor, folder, columns)
    except BaseException:
        with connection.cursor() as cursor:  # so that the next attempt finds it empty again
            cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
        raise


def _last(executor: MigrationExecutor, had: set[tuple[str, str]]) -> list[tuple[str, str]]:
    """The last migrations of every application among those a database had."""
    graph = executor.loader.graph
    return [
        key
        for key in sorted(had)
        if not any(one.key in had and one.key[0] == key[0] for one in graph.node_map[key].children)
    ]


def _copied(cursor: Any, folder: Path, columns: dict[str, list[str]]) -> None:
    cursor.execute(f"TRUNCATE {', '.join(f'{chr(34)}{one}{chr(34)}' for one in columns)}")
    cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    for table, names in columns.items():
        with (
            (folder / f"{table}.copy").open("rb") as source,
            cursor.copy(f"COPY {_named(table, names)} FROM STDIN") as copy,
        ):
            while block := source.read(2**20):
                copy.write(block)
    models = apps.get_models(include_auto_created=True)
    for statement in connection.ops.sequence_reset_sql(no_style(), list(models)):
        cursor.execute(statement)


def counts() -> dict[str, int]:
    """The rows of every table now."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT count(*) FROM "{table}"')  # noqa: S608
            found[table] = cursor.fetchone()[0]
    return found
