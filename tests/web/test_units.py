"""A unit's clerk types what is the unit's: its rows and its projects, nothing of the rest."""

import json
from typing import Any

import pytest
from django.test import Client

from tests.web.places import Place, place
from yusuan.web.accounts.models import Post
from yusuan.web.budgeting import access, drafts
from yusuan.web.budgeting.models import Row
from yusuan.web.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Place:
    """The first department with two units; its clerk is narrowed to the second."""
    found = place()
    dossier = found.dossiers[0]
    own = dossier.rows.get(list="units")
    drafts.load(dossier, None, _shared(dossier.rows.all(), own.cells["code"]))
    found.people["clerk1"].posts.update(unit="004002")
    return found


def _shared(rows: Any, own: str) -> dict[str, list[dict[str, str]]]:
    tables: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        tables.setdefault(row.list, []).append(dict(row.cells))
    tables["units"].append({"code": "004002", "name": "某中心", "kind": "行政单位"})
    for list_ in ("spending", "projects"):
        tables[list_][-1]["unit"] = "某中心" if list_ == "projects" else "004002"
    assert {own, "004002"} <= {one["unit"] for one in tables["spending"]}
    return tables


def row(here: Place, list_: str, *, ours: bool) -> Row:
    rows = here.dossiers[0].rows.filter(list=list_, gone=False)
    return next(r for r in rows if (r.cells.get("unit") in ("004002", "某中心")) == ours)


def save(here: Place, *edits: dict[str, str], remove: list[dict[str, Any]] | None = None) -> Any:
    client = Client()
    client.force_login(here.people["clerk1"])
    body = json.dumps({"edits": edits, "remove": remove or [], "token": ""})
    where = f"/budgets/{here.dossiers[0].pk}/cells/"
    return client.post(where, body, content_type="application/json")


def edit(list_: str, row: Any, column: str, was: str, text: str) -> dict[str, str]:
    return {"list": list_, "row": str(row), "column": column, "was": was, "text": text}


def test_their_own_rows_are_typed_in(here: Place) -> None:
    one = row(here, "spending", ours=True)
    answer = save(here, edit("spending", one.pk, "amount", one.cells["amount"], "7"))
    one.refresh_from_db()
    assert (answer.status_code, one.cells["amount"]) == (200, "7")


@pytest.mark.parametrize("column", ["amount", "unit"])
def test_rows_of_others_are_refused(here: Place, column: str) -> None:
    one = row(here, "spending", ours=False)
    text = "004002" if column == "unit" else "7"
    answer = save(here, edit("spending", one.pk, column, one.cells[column], text))
    assert answer.status_code == 400
    assert "本单位" in answer.json()["error"]
    assert Row.objects.get(pk=one.pk).cells == one.cells


def test_their_row_cannot_be_given_away_nor_anothers_deleted(here: Place) -> None:
    mine, other = row(here, "spending", ours=True), row(here, "spending", ours=False)
    given = save(here, edit("spending", mine.pk, "unit", "004002", other.cells["unit"]))
    deleted = save(here, remove=[{"row": other.pk, "gone": True}])
    assert (given.status_code, deleted.status_code) == (400, 400)
    assert not Row.objects.get(pk=other.pk).gone


def test_new_rows_are_the_units_or_of_its_projects(here: Place) -> None:
    project = row(here, "projects", ours=True).cells
    new = edit("spending", "+a", "amount", "", "3")
    assert save(here, new).status_code == 400
    assert save(here, new, edit("spending", "+a", "unit", "", "004002")).status_code == 200
    goal = edit("goals", "+b", "text", "", "保障运转")
    assert save(here, goal).status_code == 400
    assert save(here, goal, edit("goals", "+b", "project", "", project["key"])).status_code == 200


def test_what_is_the_departments_is_read_only(here: Place) -> None:
    client = Client()
    client.force_login(here.people["clerk1"])
    pk = here.dossiers[0].pk
    one = here.dossiers[0].rows.get(list="entity", gone=False)
    assert save(here, edit("entity", one.pk, "name", one.cells["name"], "别名")).status_code == 400
    assert b'"editable": false' in client.get(f"/budgets/{pk}/lists/entity/").content
    assert client.post(f"/budgets/{pk}/upload/").status_code == 403
    assert client.post(f"/budgets/{pk}/step/", {"step": "sign_1"}).status_code in (403, 409)


def test_the_grid_shows_them_their_rows(here: Place) -> None:
    client = Client()
    client.force_login(here.people["clerk1"])
    found = client.get(f"/budgets/{here.dossiers[0].pk}/rows/spending/").json()["rows"]
    assert {cells["unit"] for _, cells in found} == {"004002"}
    assert here.dossiers[0].rows.filter(list="spending", gone=False).count() > len(found)


def test_a_post_for_the_whole_department_is_not_narrowed(here: Place) -> None:
    user, dossier = here.people["clerk1"], here.dossiers[0]
    Post.objects.create(
        user=user, role=Role.CLERK, district=here.district, department=dossier.department
    )
    assert access.units(user, dossier) == frozenset()
    assert access.whole(user, dossier)
