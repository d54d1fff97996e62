"""Publication: built in the background, published with its findings, corrected by a new version."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from tests.web.places import Place, place
from yusuan import compiling
from yusuan.web.audit.chain import broken
from yusuan.web.budgeting import drafts, moving, reading
from yusuan.web.budgeting.drafts import Edit
from yusuan.web.budgeting.states import State
from yusuan.web.publishing import versions
from yusuan.web.publishing.models import Version
from yusuan.web.work import jobs, loop
from yusuan.web.work.jobs import Stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(tmp_path, settings) -> Place:
    settings.DATA = tmp_path
    found = place()
    found.year.approved_on = date(found.year.year, 1, 12)
    found.year.save()
    return found


def as_(here: Place, name: str) -> Client:
    client = Client()
    client.force_login(here.people[name])
    return client


def released(here: Place, number: int = 0) -> None:
    dossier = here.dossiers[number]
    dossier.state = State.APPROVED
    dossier.save()
    moving.keep(dossier, here.people["budget"], "登记人大批准")
    dossier.state = State.RELEASED
    dossier.save()


def built(here: Place, reason: str = "") -> Version:
    """A version as the worker builds it."""
    version = versions.freeze(here.people["head1"], here.dossiers[0], reason)
    assert loop.run(once=True) == 1
    version.refresh_from_db()
    return version


def status(client: Client, url: str) -> int:
    answer = client.get(url)
    answer.getvalue()  # a file that was not read to its end would stay open
    return answer.status_code


def cell(here: Place, list_: str, column: str, text: str, at: int = 0) -> None:
    row = here.dossiers[0].rows.filter(list=list_, gone=False)[at]
    edit = Edit(list_, str(row.pk), column, row.cells.get(column, ""), text)
    drafts.save(here.dossiers[0], here.people["clerk1"], [edit])


def test_the_whole_story_of_a_publication_and_its_correction(here: Place) -> None:
    dossier, people = here.dossiers[0], here.people
    released(here)
    assert versions.publishable(dossier) == ["请先生成公开文件。"]
    version = built(here)
    assert (version.stage, version.error, version.private) == (Stage.READY, "", [])
    assert version.done == version.total == 7
    names = {one["name"] for one in version.files}
    assert {
        "预算公开.docx",
        "预算公开.pdf",
        "预算公开.xlsx",
        "index.html",
        "data/facts.csv",
    } <= names
    assert compiling.verified(version.folder) == []
    where = f"/public/430000/001/{here.year.year}/"
    nobody = Client()
    for url in (where, f"{where}1/", f"{where}1/read/", f"{where}1/files/manifest.json"):
        assert nobody.get(url).status_code == 404, "it is not published yet"
    assert nobody.get("/public/430000/").status_code == 404

    moving.take(people["head1"], dossier, "disclose")
    assert dossier.disclosed_on is not None
    for one in version.files:
        answer = nobody.get(f"{where}1/files/{one['name']}")
        assert len(answer.getvalue()) == one["size"]
    assert status(nobody, where) == status(nobody, f"{where}1/read/") == 200
    assert "某局1" in nobody.get("/public/430000/").content.decode()
    assert "某局2" not in nobody.get("/public/430000/").content.decode()

    with pytest.raises(moving.Blocked):
        moving.take(people["clerk1"], dossier, "correct")
    moving.take(people["clerk1"], dossier, "correct", "绩效目标里有错字")
    moving.take(people["budget"], dossier, "allow")
    assert as_(here, "clerk1").get(f"/budgets/{dossier.pk}/lists/goals/").status_code == 200
    goal = dossier.rows.filter(list="goals").first()
    assert goal is not None
    cell(here, "goals", "text", goal.cells["text"] + "并按季度公布进展。")
    moving.take(people["clerk1"], dossier, "finish_3")
    moving.take(people["head1"], dossier, "submit_3")
    with pytest.raises(moving.Blocked):
        versions.freeze(people["head1"], dossier)  # a correction has its reason
    second = built(here, versions.asked(dossier))
    assert (second.number, second.reason, second.stage) == (2, "绩效目标里有错字", Stage.READY)
    assert any("并按季度公布进展" in after for _, after in second.changed["rows"])
    assert nobody.get(f"{where}2/").status_code == 404
    moving.take(people["head1"], dossier, "disclose")
    assert "这份预算更正过" in nobody.get(where).content.decode()
    page = nobody.get(f"{where}versions/").content.decode()
    assert "绩效目标里有错字" in page
    assert "并按季度公布进展" in page
    old = nobody.get(f"{where}1/").content.decode()
    assert "这一版已经更正过" in old
    assert "并按季度公布进展" not in old
    assert list(broken()) == []


def test_a_correction_that_is_withdrawn_leaves_the_draft_as_published(here: Place) -> None:
    released(here)
    dossier, people = here.dossiers[0], here.people
    Version.objects.create(
        dossier=dossier, number=1, revision=versions.due(dossier), published_at=timezone.now()
    )
    before = reading.opened(dossier).budget
    dossier.state = State.CORRECTING
    dossier.save()
    cell(here, "goals", "text", "改错了")
    assert reading.opened(dossier).budget != before
    moving.take(people["clerk1"], dossier, "withdraw")
    assert (dossier.state, reading.opened(dossier).budget) == (State.DISCLOSED, before)


def test_a_correction_that_corrects_nothing_is_not_published(here: Place) -> None:
    released(here)
    dossier = here.dossiers[0]
    nothing = {"rows": [], "cells": [], "sentences": [], "notes": []}
    version = Version.objects.create(
        dossier=dossier, number=2, revision=versions.due(dossier), stage=Stage.READY,
        changed=nothing,
    )  # fmt: skip
    assert versions.publishable(dossier) == ["和已公开的那一版没有不同，不用更正。"]
    version.delete()


def test_a_correction_does_not_change_what_was_approved(here: Place) -> None:
    released(here)
    dossier = here.dossiers[0]
    assert versions.as_approved(dossier) == []
    cell(here, "spending", "amount", "999999")
    (said,) = versions.as_approved(dossier)
    assert "更正不能改批准的总额" in said


def test_personal_data_keeps_a_version_back(here: Place) -> None:
    cell(here, "passages", "text", "联系人手机：13812345678，负责日常管理。")
    released(here)
    version = built(here)
    assert (version.error, len(version.private)) == ("", 1)
    assert any("个人信息" in one for one in versions.publishable(here.dossiers[0]))
    with pytest.raises(moving.Blocked):
        moving.take(here.people["head1"], here.dossiers[0], "disclose")


def test_what_has_errors_is_not_built_and_says_so(here: Place) -> None:
    cell(here, "spending", "function", "9999999 没有的科目")
    released(here)
    version = built(here)
    assert version.stage == Stage.FAILED
    assert "必须改正" in version.error
    assert not version.folder.exists()


def test_who_may_have_a_version_built_and_when(here: Place) -> None:
    dossier = here.dossiers[0]
    with pytest.raises(PermissionDenied):
        versions.freeze(here.people["head1"], dossier)  # not approved yet
    released(here)
    for name in ("head2", "budget", "sector", "admin"):
        with pytest.raises(PermissionDenied):
            versions.freeze(here.people[name], dossier)
    url = f"/budgets/{dossier.pk}/publication/"
    assert as_(here, "head2").get(url).status_code == 404
    assert as_(here, "head2").post(f"{url}freeze/").status_code == 404
    assert as_(here, "budget").get(url).status_code == 200
    assert Client().get(url).status_code == 302
    assert 'value="disclose"' not in as_(here, "head1").get(url).content.decode(), "not built"
    assert as_(here, "clerk1").post(f"{url}freeze/").status_code == 302
    assert as_(here, "clerk1").get(f"{url}progress/").status_code == 200
    assert as_(here, "clerk1").get(f"{url}files/manifest.json").status_code == 404, "not built"


def test_names_of_files_lead_nowhere_else_and_changed_files_do_not_go_out(here: Place) -> None:
    released(here)
    version = built(here)
    client, url = as_(here, "clerk1"), f"/budgets/{here.dossiers[0].pk}/publication/files/"
    assert status(client, f"{url}manifest.json") == 200
    assert status(as_(here, "clerk2"), f"{url}manifest.json") == 404
    assert status(as_(here, "budget"), f"{url}manifest.json") == 404
    for name in ("../1/manifest.json", "%2e%2e/secret-key", f"{version.folder}/manifest.json"):
        assert status(client, url + name) == 404
    assert versions.publishable(here.dossiers[0]) == []
    (version.folder / "index.html").write_bytes(b"<p>")
    assert any("改动过" in one for one in versions.publishable(here.dossiers[0]))


def test_a_worker_that_died_is_replaced_and_its_late_result_dropped(here: Place) -> None:
    released(here)
    version = versions.freeze(here.people["head1"], here.dossiers[0])
    first = jobs.claim(Version, "one")
    assert first is not None
    assert jobs.claim(Version, "two") is None, "it lives"
    Version.objects.filter(pk=version.pk).update(beat=timezone.now() - timedelta(minutes=2))
    second = jobs.claim(Version, "two")
    assert second is not None
    assert second.attempts == 2
    assert not jobs.ended(first, error="late")
    assert jobs.ended(second, error="wrong")
    version.refresh_from_db()
    assert (version.stage, version.error) == (Stage.FAILED, "wrong")


def test_work_that_kills_its_worker_is_given_up(here: Place) -> None:
    released(here)
    version = versions.freeze(here.people["head1"], here.dossiers[0])
    for _ in range(jobs.MOST):
        assert jobs.claim(Version, "one") is not None
        Version.objects.filter(pk=version.pk).update(beat=timezone.now() - timedelta(minutes=2))
    assert jobs.claim(Version, "one") is None
    version.refresh_from_db()
    assert version.stage == Stage.FAILED


def test_a_version_that_is_built_anew_gives_way(here: Place) -> None:
    released(here)
    first = versions.freeze(here.people["head1"], here.dossiers[0])
    second = versions.freeze(here.people["clerk1"], here.dossiers[0])
    assert (second.number, Version.objects.filter(pk=first.pk).exists()) == (1, False)
    assert reading.revised(second.revision).budget is not None
