"""The audit log: readable, and never changed unnoticed."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from tests.web.places import Place, place
from yusuan.web.audit import chain, guards
from yusuan.web.audit.models import Entry, Unchangeable
from yusuan.web.budgeting import drafts, moving, telling
from yusuan.web.budgeting.drafts import Edit

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Place:
    return place()


def edited(here: Place, text: str) -> None:
    row = here.dossiers[0].rows.filter(list="spending").first()
    edit = Edit("spending", str(row.pk), "note", row.cells.get("note", ""), text)
    drafts.save(here.dossiers[0], here.people["clerk1"], [edit])


def test_the_database_refuses_to_change_an_entry(here: Place) -> None:
    guards.install(connection)
    edited(here, "备注")
    for change in (
        lambda: Entry.objects.update(who="别人"),
        lambda: Entry.objects.filter(number=1).delete(),
    ):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            change()
    edited(here, "还能再记")
    assert list(chain.broken()) == []


def test_the_model_refuses_too(here: Place) -> None:
    entry = Entry.objects.first()
    assert entry is not None
    with pytest.raises(Unchangeable):
        entry.save()
    with pytest.raises(Unchangeable):
        entry.delete()


def test_every_kind_of_tampering_is_told(here: Place) -> None:
    for text in ("一", "二", "三"):
        edited(here, text)
    of = Entry.objects.filter(chain=here.dossiers[0].chain)
    assert list(chain.broken()) == []
    of.filter(number=2).update(who="别人")
    assert [one[-5:] for one in chain.broken()] == ["内容被改过"]
    of.filter(number=3).delete()
    said = "".join(chain.broken())
    assert "不见了" in said


def test_the_log_reads_in_words(here: Place) -> None:
    dossier = here.dossiers[0]
    edited(here, "一条备注")
    moving.take(here.people["clerk1"], dossier, "finish_1")
    moving.take(here.people["head1"], dossier, "reject_1", "再核一遍")
    client = Client()
    client.force_login(here.people["clerk1"])
    page = client.get(f"/budgets/{dossier.pk}/history/").content.decode()
    for words in ("修改草稿", "支出 · 备注：（空） → 一条备注", "意见：再核一遍", "送负责人签批："):
        assert words in page
    assert "finish_1" not in page
    client.force_login(here.people["budget"])
    assert "一条备注" not in client.get(f"/budgets/{dossier.pk}/history/").content.decode()


def test_the_log_has_pages(here: Place) -> None:
    for number in range(60):
        edited(here, f"第{number}次")
    client = Client()
    client.force_login(here.people["clerk1"])
    url = f"/budgets/{here.dossiers[0].pk}/history/"
    assert "第59次" in client.get(url).content.decode()
    second = client.get(url + "?page=2").content.decode()
    assert "第59次" not in second
    assert "第0次" in second


def test_an_action_nobody_named_is_shown_as_it_is(here: Place) -> None:
    with transaction.atomic():
        entry = chain.record("other", None, "budget:1", number=3, more=[1], reason="因为")
    told = telling.told(entry)
    assert (told.action, told.lines) == ("other", ("版本：3", "原因：因为"))


def test_the_command_verifies_all_chains(tmp_path: Path) -> None:
    from tests.web.commands import run

    run("audit", "--data", tmp_path, code=0, ready=True)
    database = sqlite3.connect(tmp_path / "yusuan.sqlite3")
    database.execute(
        "INSERT INTO audit_entry (chain, number, at, who, action, detail, before, hash)"
        " VALUES ('system', 2, '2024-01-01 00:00:00', '', 'x', '{}', '', '')"
    )
    database.commit()
    database.close()
    said = run("audit", "--data", tmp_path, code=1)
    assert "system：第 1 条到第 1 条不见了" in said
