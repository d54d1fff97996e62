"""Triggers by which the database refuses to change or delete an entry, whoever asks.

They do not stop the owner of the database, who can drop them: that the chain tells.
"""

from __future__ import annotations

from typing import Final

from django.db.backends.base.base import BaseDatabaseWrapper

_TABLE: Final = "audit_entry"
_SAID: Final = "entries of the audit log are never changed"
_SQLITE: Final = tuple(
    f"CREATE TRIGGER {_TABLE}_no_{event.lower()} BEFORE {event} ON {_TABLE} "
    f"BEGIN SELECT RAISE(ABORT, '{_SAID}'); END"
    for event in ("UPDATE", "DELETE")
)
_POSTGRESQL: Final = (
    f"CREATE OR REPLACE FUNCTION {_TABLE}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{_SAID}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
    f"CREATE TRIGGER {_TABLE}_no_change BEFORE UPDATE OR DELETE ON {_TABLE} "
    f"FOR EACH ROW EXECUTE FUNCTION {_TABLE}_refuse()",
)
_REMOVED: Final = {
    "sqlite": (
        f"DROP TRIGGER IF EXISTS {_TABLE}_no_update",
        f"DROP TRIGGER IF EXISTS {_TABLE}_no_delete",
    ),
    "postgresql": (
        f"DROP TRIGGER IF EXISTS {_TABLE}_no_change ON {_TABLE}",
        f"DROP FUNCTION IF EXISTS {_TABLE}_refuse()",
    ),
}
_MADE: Final = {"sqlite": _SQLITE, "postgresql": _POSTGRESQL}


def install(connection: BaseDatabaseWrapper) -> None:
    """Make the triggers; a database of another kind has none."""
    _run(connection, _MADE.get(connection.vendor, ()))


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away."""
    _run(connection, _REMOVED.get(connection.vendor, ()))


def _run(connection: BaseDatabaseWrapper, statements: tuple[str, ...]) -> None:
    with connection.cursor() as cursor:
        for one in statements:
            cursor.execute(one)
