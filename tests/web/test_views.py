"""Pages: each shows what is the person's own, and nothing else."""

import json

import pytest
from django.test import Client

from tests.web.places import Place, place
from yusuan.web.budgeting import moving
from yusuan.web.budgeting.models import Dossier, Year
from yusuan.web.budgeting.states import State

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Place:
    return place()


def as_(here: Place, name: str) -> Client:
    client = Client()
    client.force_login(here.people[name])
    return client


PAGES = (
    "",
    "lists/spending/",
    "lists/entity/",
    "rows/spending/",
    "live/",
    "preview/",
    "disclosure/",
    "history/",
    "workbook/",
)


@pytest.mark.parametrize("page", PAGES)
def test_a_clerk_sees_the_own_budget_and_not_another(here: Place, page: str) -> None:
    client = as_(here, "clerk1")
    assert client.get(f"/budgets/{here.dossiers[0].pk}/{page}").status_code == 200
    assert client.get(f"/budgets/{here.dossiers[1].pk}/{page}").status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_nobody_sees_anything_without_signing_in(here: Place, page: str) -> None:
    answer = Client().get(f"/budgets/{here.dossiers[0].pk}/{page}")
    assert (answer.status_code, answer["Location"][:7]) == (302, "/login/")


def test_the_desk_shows_a_year_and_what_is_under_way(here: Place) -> None:
    dossier = here.dossiers[0]
    old, done = (
        Dossier.objects.create(
            department=dossier.department,
            year=Year.objects.create(district=here.district, year=dossier.year.year - back),
            state=state,
        )
        for back, state in ((1, State.DRAFTING), (2, State.DISCLOSED))
    )
    client = as_(here, "clerk1")
    desk = client.get("/").content.decode()
    first, second = desk.split("其他预算")
    assert f"/budgets/{dossier.pk}/" in first and f"/budgets/{old.pk}/" in first
    assert f"/budgets/{done.pk}/" not in desk
    assert f"?year={done.year.year}" in second
    earlier = client.get(f"/?year={done.year.year}").content.decode().split("其他预算")
    assert f"/budgets/{done.pk}/" in earlier[1] and f"/budgets/{done.pk}/" not in earlier[0]


def test_the_bureau_does_not_see_a_draft(here: Place) -> None:
    client = as_(here, "budget")
    pk = here.dossiers[0].pk
    assert client.get(f"/budgets/{pk}/rows/spending/").status_code == 404
    assert client.get(f"/budgets/{pk}/workbook/").status_code == 404
    assert client.get(f"/budgets/{pk}/disclosure/").status_code == 404


def test_cells_are_saved_and_conflicts_answered(here: Place) -> None:
    client, dossier = as_(here, "clerk1"), here.dossiers[0]
    row = dossier.rows.filter(list="spending").first()
    edit = {"list": "spending", "row": str(row.pk), "column": "note", "was": "", "text": "甲"}
    url = f"/budgets/{dossier.pk}/cells/"
    first = client.post(url, json.dumps({"edits": [edit]}), "application/json")
    assert first.status_code == 200
    second = client.post(url, json.dumps({"edits": [{**edit, "text": "乙"}]}), "application/json")
    assert second.status_code == 409
    assert second.json()["conflicts"][0]["theirs"] == "甲"


@pytest.mark.parametrize(
    "body", [b"", b"[]", b'{"edits": [1]}', b'{"edits": [{"list": 3}]}', b"\xff"]
)
def test_a_save_that_is_no_save_is_refused(here: Place, body: bytes) -> None:
    answer = as_(here, "clerk1").post(
        f"/budgets/{here.dossiers[0].pk}/cells/", body, "application/json"
    )
    assert answer.status_code == 400


def test_a_budget_that_was_submitted_cannot_be_typed_in(here: Place) -> None:
    dossier = here.dossiers[0]
    dossier.state = State.SUBMITTED_1
    dossier.save()
    answer = as_(here, "clerk1").post(
        f"/budgets/{dossier.pk}/cells/", json.dumps({"edits": []}), "application/json"
    )
    assert answer.status_code == 403


def test_what_a_change_would_move_is_shown_and_not_saved(here: Place) -> None:
    client, dossier = as_(here, "clerk1"), here.dossiers[0]
    row = dossier.rows.filter(list="spending").first()
    edit = {"list": "spending", "row": str(row.pk), "column": "amount", "was": "", "text": "1"}
    answer = client.post(
        f"/budgets/{dossier.pk}/trial/", json.dumps({"edits": [edit]}), "application/json"
    )
    assert "公开表的格" in answer.content.decode()
    row.refresh_from_db()
    assert row.cells["amount"] != "1"


def test_a_step_needs_its_role_and_what_it_asks_for(here: Place) -> None:
    dossier = here.dossiers[0]
    assert [one.key for one in moving.open_to(here.people["clerk1"], dossier)] == ["finish_1"]
    assert moving.open_to(here.people["head1"], dossier) == []
    url = f"/budgets/{dossier.pk}/step/"
    assert as_(here, "head1").post(url, {"step": "submit_1"}).status_code == 403
    blocked = as_(here, "clerk1").post(url, {"step": "finish_1", "seen": "0"})
    assert blocked.status_code == 409


def test_codes_are_offered_by_number_name_and_initials(here: Place) -> None:
    client = as_(here, "clerk1")
    for typed in ("20103", "政府办公厅", "zfbgt"):
        found = client.get("/codes/function/", {"year": "2024", "q": typed}).json()["offered"]
        assert any("政府办公厅" in one["value"] + one["more"] for one in found), typed


def test_the_workbook_goes_out_and_comes_back_as_the_same_budget(here: Place) -> None:
    client, dossier = as_(here, "clerk1"), here.dossiers[0]
    from django.core.files.uploadedfile import SimpleUploadedFile

    from yusuan.web.budgeting import reading

    before = reading.opened(dossier).budget
    data = client.get(f"/budgets/{dossier.pk}/workbook/").content
    client.post(f"/budgets/{dossier.pk}/upload/", {"file": SimpleUploadedFile("b.xlsx", data)})
    dossier.refresh_from_db()
    assert reading.opened(dossier).budget == before
    assert dossier.revisions.count() == 1
    client.post(f"/budgets/{dossier.pk}/upload/", {"file": SimpleUploadedFile("b.xlsx", b"PK no")})
    dossier.refresh_from_db()
    assert reading.opened(dossier).budget == before


def test_a_workbook_of_another_department_is_taken_with_a_warning(here: Place) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    client, dossier = as_(here, "clerk1"), here.dossiers[0]
    data = client.get(f"/budgets/{dossier.pk}/workbook/").content
    page = client.post(
        f"/budgets/{dossier.pk}/upload/", {"file": SimpleUploadedFile("b.xlsx", data)}, follow=True
    ).content.decode()
    assert "请核对没有导错" in page and dossier.department.name in page


def test_before_anything_is_submitted_the_bureau_is_told_so(here: Place) -> None:
    page = as_(here, "budget").get(f"/budgets/{here.dossiers[0].pk}/preview/").content.decode()
    assert "还没有报送" in page and "iframe" not in page
    own = as_(here, "clerk1").get(f"/budgets/{here.dossiers[0].pk}/preview/").content.decode()
    assert "iframe" in own


def test_pages_carry_a_policy_without_inline_scripts(here: Place) -> None:
    answer = as_(here, "clerk1").get("/")
    assert "unsafe-inline" not in answer["Content-Security-Policy"]
    assert "default-src 'self'" in answer["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("status", "said"), [(404, "没有这个页面"), (403, "现在不能这样做"), (500, "系统出错了")]
)
def test_what_goes_wrong_is_said_in_a_page(
    here: Place, monkeypatch: pytest.MonkeyPatch, status: int, said: str
) -> None:
    client, pk = as_(here, "clerk1"), here.dossiers[0].pk
    client.raise_request_exception = False
    if status == 500:
        monkeypatch.setattr("yusuan.web.budgeting.access.dossiers", lambda _: 1 / 0)
    ask = {404: "/nothing/", 403: f"/budgets/{pk}/step/", 500: "/"}[status]
    answer = client.post(ask, {"step": "x"}) if status == 403 else client.get(ask)
    assert answer.status_code == status
    assert f"<h1>{said}</h1>" in answer.content.decode()
