"""A browser, and servers on both databases; what is not there is skipped, and says so."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from tests.web import serving

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Headless Chromium, Debian's."""
    program = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if program is None:
        pytest.skip("there is no Chromium on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=program, args=FLAGS)
        yield started
        started.close()


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
