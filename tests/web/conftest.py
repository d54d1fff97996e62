"""Servers on both databases; what is not there is skipped, and says so."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests.web import serving


@pytest.fixture(params=["sqlite", "postgres"])
def served(request: pytest.FixtureRequest) -> Iterator[serving.Served]:
    """The application in its own process, on each database."""
    with ExitStack() as stack:
        database = ""
        if request.param == "postgres":
            if serving.postgres_programs() is None:
                pytest.skip("there is no PostgreSQL on this machine")
            database = stack.enter_context(serving.postgres())
        yield stack.enter_context(serving.serving(database))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Tests that commit empty the tables afterwards, the audit log too: its guards are off.

    The test of the guards puts them on for itself.
    """
    from django.db import connection

    from yusuan.web.audit import guards

    with django_db_blocker.unblock():
        guards.remove(connection)
