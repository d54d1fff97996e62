"""What a page asks of the database is bounded, and does not grow with departments and years."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.web.places import Place, example, place
from yusuan.web.accounts.models import Post
from yusuan.web.budgeting import drafts, moving, reading
from yusuan.web.budgeting.models import Department, Dossier, Year
from yusuan.web.budgeting.states import State

pytestmark = pytest.mark.django_db
B = "/budgets/{budget}/"
#: Page → the most queries; the session and the person are two of them.
PAGES = {
    "clerk1": {
        "/": 10, B: 16, f"{B}lists/spending/": 14, f"{B}rows/spending/": 12,
        f"{B}changes/?since=0": 10,
        f"{B}live/": 18, f"{B}preview/": 10, f"{B}history/": 12, f"{B}compare/": 20,
        f"{B}publication/": 20, "/review/notices/": 10, "/account/": 10, "/check/": 10,
    },
    "sector": {"/": 10, B: 16, "/review/years/{year}/": 25, "/review/{budget}/": 25},
    "budget": {
        "/": 10, "/review/years/{year}/": 25, "/review/years/{year}/totals/": 20,
        "/review/years/{year}/notices/": 20, "/review/{budget}/controls/": 25,
    },
    "admin": {
        "/administration/": 12, "/administration/districts/{district}/departments/": 10,
        "/administration/people/{person}/": 14,
    },
    "": {"/login/": 2, "/public/": 4},
}  # fmt: skip


@pytest.fixture(scope="module")
def here(django_db_setup: None, django_db_blocker: Any) -> Any:
    with django_db_blocker.unblock(), transaction.atomic():
        found = place()
        submit(found.dossiers)
        yield found
        transaction.set_rollback(True)


def submit(dossiers: list[Dossier]) -> None:
    for one in dossiers:
        Dossier.objects.filter(pk=one.pk).update(state=State.REVIEW_1)
        one.refresh_from_db()
        moving.keep(one, None, "一上")


def grow(here: Place) -> None:
    """Twelve more departments, and as many years of the first one."""
    tables = reading.tables_of(example())
    for number in range(12):
        other = Department.objects.create(
            district=here.district, code=f"9{number:02}", name=f"另{number}局"
        )
        Post.objects.create(
            user=here.people["sector"], role="sector", district=here.district, department=other
        )
        year = Year.objects.create(district=here.district, year=2000 + number)
        made = [
            Dossier.objects.create(department=other, year=here.year),
            Dossier.objects.create(department=here.departments[0], year=year),
        ]
        if number < 2:
            for one in made:
                drafts.load(one, None, tables)
            submit(made)


def asked(here: Place, name: str) -> dict[str, int]:
    """The number of queries of each page, when it was asked once before."""
    client = Client()
    if name:
        client.force_login(here.people[name])
    named = {
        "budget": here.dossiers[0].pk,
        "year": here.year.pk,
        "district": here.district.pk,
        "person": here.people["clerk1"].pk,
    }
    found = {}
    for page in PAGES[name]:
        where = page.format(**named)
        assert client.get(where).status_code == 200, where
        with CaptureQueriesContext(connection) as queries:
            client.get(where)
        found[page] = len(queries)
    return found


@pytest.mark.parametrize("name", PAGES)
def test_queries_do_not_grow_with_departments_and_years(here: Place, name: str) -> None:
    few = asked(here, name)
    grow(here)
    many = asked(here, name)
    over = {page: count for page, count in few.items() if count > PAGES[name][page]}
    grown = {page: (few[page], many[page]) for page in few if many[page] > few[page]}
    assert (over, grown) == ({}, {})
