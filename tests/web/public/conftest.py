"""The portal of the sample district as it is served, and of a small district in the process."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings

from tests.web import serving
from tests.web.places import Place, example, place
from yusuan.web.budgeting import drafts, moving, reading
from yusuan.web.budgeting.states import State
from yusuan.web.public import api, sites, views
from yusuan.web.publishing import versions
from yusuan.web.publishing.models import Version
from yusuan.web.work import loop

WHERE = "430000/001/2024/"
#: What the sample district publishes: an example, under an address of its own.
SAMPLE, DEMO = "jianghan-2022", "999999/001/2022/"
SECRET = "还没有公开的标题"


@pytest.fixture(scope="session")
def demo() -> Iterator[serving.Served]:
    """The sample district, served; its budget is published."""
    with serving.serving(more={"YUSUAN_API_RATE": "1000000"}) as served:
        served.command(
            "demo", "--data", str(served.data), "--no-serve", "--password", "a sample password"
        )
        yield served


@pytest.fixture(scope="module")
def published(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Version]:
    """A version that is public, and beside it what is not: a correction, another department."""
    data = tmp_path_factory.mktemp("data")
    with (
        override_settings(DATA=data),
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        here = place(filled=False)
        found = publish(here)
        prepared = Version.objects.create(
            dossier=found.dossier, number=2, revision=found.revision, title=SECRET,
            stage=found.stage, files=found.files,
        )  # fmt: skip
        shutil.copytree(found.folder, prepared.folder)
        forget()
        yield found
        transaction.set_rollback(True)
    forget()


def publish(here: Place) -> Version:
    drafts.load(here.dossiers[0], None, reading.tables_of(example()))
    dossier = here.dossiers[0]
    dossier.state = State.APPROVED
    dossier.save()
    moving.keep(dossier, here.people["budget"], "登记人大批准")
    dossier.state = State.RELEASED
    dossier.save()
    version = versions.freeze(here.people["head1"], dossier)
    assert loop.run(once=True) == 1
    version.refresh_from_db()
    version.published_at = datetime(2024, 2, 1, 20, tzinfo=UTC)
    version.save()
    return version


def forget() -> None:
    """No site and no page of before is served."""
    sites.of.clear()
    views.pages.clear()
    api.rate.clear()
