"""The administrator's desk: lists of people come in, posts go out, and nobody else gets near."""

from __future__ import annotations

from io import BytesIO

import pyotp
import pytest
from django.core.cache import cache
from django.test import Client
from openpyxl import Workbook

from tests.web.places import Place, place
from yusuan.web.accounts.models import Post, User
from yusuan.web.administration import people
from yusuan.web.audit.models import Entry
from yusuan.web.budgeting.models import Department, Dossier
from yusuan.web.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Place:
    return place(filled=False)


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def book(*rows: tuple[object, ...]) -> bytes:
    made = Workbook()
    made.active.append(people.HEADINGS)
    for row in rows:
        made.active.append(row)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def test_only_a_clerk_is_narrowed_to_a_unit(here: Place) -> None:
    data = book(
        (105, "戊局", "wu1", "经办戊", "经办", "105001", "", ""),
        (105, "戊局", "wu2", "负责人戊", "单位负责人", "105001", "", ""),
        (106, "己局", "", "", "", "106001", "", ""),
    )
    taken = people.take(here.district, people.rows(data), here.people["admin"])
    assert [one.split("：")[0] for one in taken.problems] == ["第 3 行"]
    assert User.objects.get(username="wu1").posts.get().unit == "105001"
    assert here.district.departments.filter(code="106").exists()
    with pytest.raises(ValueError, match="经办"):
        people.give(
            here.people["admin"], here.people["head1"], Role.HEAD, here.district,
            here.departments[0], "001001",
        )  # fmt: skip


def test_departments_and_people_come_from_a_workbook(here: Place) -> None:
    data = book(
        (101, "甲局", "jia1", "经办甲", "经办", "101001", "a@example.org", ""),
        (101, "甲局", "jia1", "经办甲", "单位负责人"),
        ("", "", "yusuan1", "预算股甲", "预算股"),
        (102, "乙局"),
        (103, "丙局", "bing", "丙", "科长"),
        ("", "", "ding", "丁", "经办"),
    )
    taken = people.take(here.district, people.rows(data), here.people["admin"])
    assert (taken.departments, [name for name, _ in taken.people], taken.posts) == (
        2,
        ["jia1", "yusuan1"],
        3,
    )
    assert [one.split("：")[0] for one in taken.problems] == ["第 6 行", "第 7 行"]
    assert not Department.objects.filter(code="103").exists()
    assert User.objects.get(username="jia1").must_change
    again = people.take(here.district, people.rows(data), here.people["admin"])
    assert (again.departments, again.people, again.posts) == (0, (), 0)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"no workbook"])
def test_a_file_that_is_no_workbook_is_one_sentence(data: bytes) -> None:
    with pytest.raises(people.NoList):
        people.rows(data)


PAGES = ("/administration/", "/administration/people/new/", "/administration/districts/new/")


@pytest.mark.parametrize("page", PAGES)
def test_only_administrators_find_the_desk(here: Place, page: str) -> None:
    assert as_(here.people["admin"]).get(page).status_code == 200
    for name in ("clerk1", "head1", "sector", "performance", "budget"):
        assert as_(here.people[name]).get(page).status_code == 404
    assert Client().get(page).status_code == 302


def test_an_administrator_sees_no_budget(here: Place) -> None:
    client = as_(here.people["admin"])
    assert client.get(f"/budgets/{here.dossiers[0].pk}/").status_code == 404


def test_a_year_is_opened_for_all_departments(here: Place) -> None:
    client, pk = as_(here.people["admin"]), here.district.pk
    client.post(f"/administration/districts/{pk}/years/new/", {"year": 2031})
    year = here.district.years.get(year=2031)
    client.post(f"/administration/districts/{pk}/years/{year.pk}/open/")
    client.post(f"/administration/districts/{pk}/years/{year.pk}/open/")
    assert Dossier.objects.filter(year=year).count() == 2


def test_a_post_is_given_and_taken_with_a_trace(here: Place) -> None:
    client, user = as_(here.people["admin"]), here.people["clerk1"]
    said = {"role": "head", "district": here.district.pk, "department": here.departments[1].pk}
    client.post(f"/administration/people/{user.pk}/", said)
    post = user.posts.get(department=here.departments[1])
    client.post(f"/administration/people/{user.pk}/act/", {"action": "withdraw", "post": post.pk})
    assert not Post.objects.filter(pk=post.pk).exists()
    assert [e.action for e in Entry.objects.filter(chain="system")] == ["post_given", "post_taken"]


def test_who_is_switched_off_is_out_at_once(here: Place) -> None:
    client, user = as_(here.people["clerk1"]), here.people["clerk1"]
    assert client.get("/").status_code == 200
    people.switch(here.people["admin"], user, active=False)
    assert client.get("/").status_code == 302


def test_a_first_password_must_be_changed(here: Place) -> None:
    user = here.people["clerk1"]
    client = as_(user)
    user.must_change = True
    user.save()
    assert client.get("/")["Location"] == "/account/"
    client.post(
        "/account/",
        {
            "old_password": "correct horse",
            "new_password1": "battery staple 8",
            "new_password2": "battery staple 8",
        },
    )
    assert client.get("/").status_code == 200


def test_a_code_is_asked_for_after_the_password(here: Place) -> None:
    cache.clear()
    user = here.people["clerk1"]
    user.otp_secret = pyotp.random_base32()
    user.save()
    client = as_(user)
    assert client.get("/")["Location"] == "/account/code/"
    assert client.post("/account/code/", {"code": "000000x"}).status_code == 400
    good = pyotp.TOTP(user.otp_secret).now()
    assert client.post("/account/code/", {"code": good})["Location"] == "/"
    assert client.get("/").status_code == 200


def test_codes_cannot_be_guessed_for_long(here: Place) -> None:
    cache.clear()
    user = here.people["clerk1"]
    user.otp_secret = pyotp.random_base32()
    user.save()
    client = as_(user)
    for _ in range(6):
        client.post("/account/code/", {"code": "12345x"})
    good = pyotp.TOTP(user.otp_secret).now()
    assert client.post("/account/code/", {"code": good}).status_code == 400


def test_a_person_gets_and_loses_what_is_kept_of_them(here: Place) -> None:
    user = here.people["clerk1"]
    assert as_(user).get("/account/data/").json()["account"] == "clerk1"
    people.forget(here.people["admin"], user)
    assert not User.objects.filter(username="clerk1").exists()
    assert Entry.objects.filter(action="person_deleted").exists()
