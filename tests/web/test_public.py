"""The portal in the web application: the pages of the static site, and the API beside them."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import lxml.html
import pytest
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client

from tests.web.places import Place, example, place
from yusuan import books, compiling
from yusuan.client import Portal, Refused
from yusuan.portal import openapi
from yusuan.portal.folder import Folder
from yusuan.portal.site import Site
from yusuan.web.budgeting import drafts, moving, reading
from yusuan.web.budgeting.states import State
from yusuan.web.public import sites
from yusuan.web.publishing import versions
from yusuan.web.publishing.models import Version
from yusuan.web.work import loop

pytestmark = pytest.mark.django_db

WHERE = "430000/001/2024/"


@pytest.fixture(autouse=True)
def fresh() -> None:
    """No site of another test is served."""
    sites._kept.clear()


@pytest.fixture
def here(tmp_path: Path, settings: Any) -> Place:
    settings.DATA = tmp_path
    found = place(filled=False)
    drafts.load(found.dossiers[0], None, reading.tables_of(example()))
    dossier = found.dossiers[0]
    dossier.state = State.APPROVED
    dossier.save()
    moving.keep(dossier, found.people["budget"], "登记人大批准")
    dossier.state = State.RELEASED
    dossier.save()
    return found


@pytest.fixture
def published(here: Place) -> Version:
    version = versions.freeze(here.people["head1"], here.dossiers[0])
    assert loop.run(once=True) == 1
    version.refresh_from_db()
    version.published_at = datetime(2024, 2, 1, tzinfo=UTC)
    version.save()
    cache.clear()
    return version


def page(address: str, **headers: str) -> Any:
    return Client().get(f"/public/{address}", headers=headers)


def cells(text: bytes) -> list[list[str]]:
    root = lxml.html.fromstring(text.decode())
    found = root.xpath("//section[contains(@class, 'table')]//tr")
    return [[cell.text_content() for cell in row.xpath("./td | ./th")] for row in found]


def test_nothing_is_shown_before_it_is_published(here: Place) -> None:
    assert page("").status_code == 200
    for address in ("430000/", "430000/001/", WHERE, f"{WHERE}t01/", f"{WHERE}figures.json"):
        assert page(address).status_code == 404
    assert Client().get("/api/v1/budgets").json()["items"] == []


def test_pages_equal_the_static_site_and_the_published_tables(
    published: Version, tmp_path: Path
) -> None:
    """The same budget in a folder makes the same pages, but for its addresses and names."""
    budget = reading.revised(published.revision).budget
    assert budget is not None
    books.write_folder(budget, tmp_path / "data" / "one")
    left: list[str] = []
    (tmp_path / "store").mkdir()
    static = Site(Folder(tmp_path / "data", tmp_path / "store", left.append))
    assert left == []
    [edition] = static.editions.values()
    tables = [a for a in static.pages() if re.search(r"/t\d\d/$", a)]
    assert len(tables) == 24
    whole = lxml.html.fromstring((published.folder / "index.html").read_bytes().decode())
    printed = [
        [cell.text_content() for cell in row.xpath("./td | ./th")]
        for row in whole.xpath("//section[contains(@class, 'table')]//tr")
    ]
    shown = []
    for address in tables:
        slug = address.removeprefix(edition.address)
        dynamic = page(WHERE + slug).content
        assert cells(dynamic) == cells(static.page(address).body)
        shown += cells(dynamic)
    assert shown == printed
    for below in ("", "projects/", "explanation/"):
        found = [
            re.findall(r'data-f="[^"]*">[^<]*<', text.decode())
            for text in (page(WHERE + below).content, static.page(edition.address + below).body)
        ]
        assert found[0] == found[1]
        assert found[0] or below != ""


def test_addresses_last(published: Version) -> None:
    assert "某局1" in page("").content.decode()
    for address in ("430000/", "430000/001/", WHERE, f"{WHERE}versions/", "download/", "feed.xml"):
        assert page(address).status_code == 200, address
    answer = page(f"{WHERE}t03")
    assert (answer.status_code, answer["Location"]) == (302, f"/public/{WHERE}t03/")
    assert page(f"{WHERE}t99/").status_code == 404
    assert page("search/?q=三公").content.decode().count('<span class="state">') >= 3
    assert Client().post("/public/").status_code == 405


def test_a_chart_may_stand_in_other_pages_and_nothing_else_may(published: Version) -> None:
    chart = page(f"{WHERE}chart/function/")
    assert "X-Frame-Options" not in chart
    assert "frame-ancestors *" in chart["Content-Security-Policy"]
    other = page(WHERE)
    assert other["X-Frame-Options"] == "DENY"


def test_what_is_known_is_not_sent_again(published: Version) -> None:
    for address in (f"/public/{WHERE}", "/api/v1/budgets"):
        first = Client().get(address)
        again = Client().get(address, headers={"if-none-match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")


def test_digests_are_kept_in_the_data_folder(published: Version, tmp_path: Path) -> None:
    assert page("430000/").status_code == 200
    [kept] = (tmp_path / "portal").glob("*.json")
    kept.write_bytes(b"{")
    sites._kept.clear()
    assert page("430000/").status_code == 200, "what is damaged is made anew"


def test_the_api_in_short(published: Version) -> None:
    client = Client()
    [budget] = client.get("/api/v1/budgets?year=2024").json()["items"]
    assert (budget["id"], budget["version"]) == ("430000/001/2024", 1)
    assert client.get("/api/v1/budgets?year=2023").json()["total"] == 0
    whole = client.get(f"/api/v1/budgets/{budget['id']}").json()
    spent = next(one for one in whole["figures"] if one["key"] == "total:expenditure")
    facts = client.get(f"/api/v1/budgets/{budget['id']}/facts?per_page=200&flow=expenditure").json()
    assert spent["amount"] in {one["amount"] for one in facts["items"]}
    assert facts["pages"] > 1
    assert "page=2" in facts["next"]
    table = client.get(f"/api/v1/budgets/{budget['id']}/tables/t01").json()
    assert len(table["cells"]) > 20
    for wrong in ("budgets?year=x", "budgets?nothing=1", "budgets?page=0", "search", "search?q="):
        assert client.get(f"/api/v1/{wrong}").status_code == 400, wrong
    assert client.post("/api/v1/budgets").status_code == 405
    for nothing in ("nothing", "budgets/a%0Ab/c/d"):
        refused = client.get(f"/api/v1/{nothing}")
        assert (refused.status_code, refused["Content-Type"]) == (404, "application/problem+json")


def test_who_asks_too_often_waits(published: Version, settings: Any) -> None:
    settings.API_RATE = 3
    answers = [Client().get("/api/v1/districts") for _ in range(5)]
    assert answers[0].status_code == 200
    assert answers[-1].status_code == 429
    assert 0 < int(answers[-1]["Retry-After"]) <= 60


def test_the_document_is_openapi() -> None:
    import schemathesis

    described = openapi.document("https://budget.example.org/api/v1")
    assert described["openapi"].startswith("3.1")
    schemathesis.openapi.from_dict(described).validate()


@pytest.fixture
def asked(published: Version, settings: Any) -> Iterator[Any]:
    import schemathesis

    settings.API_RATE = 1_000_000
    for signal in (request_started, request_finished):  # a test keeps its connection
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_the_api_keeps_to_its_document(asked: Any) -> None:
    """Schemathesis asks what the document allows, and what it does not."""
    import schemathesis

    for operation in (one.ok() for one in asked.get_all_operations()):
        ask(operation, schemathesis.GenerationMode.POSITIVE)
        if list(operation.query):  # else nothing can be said wrongly
            ask(operation, schemathesis.GenerationMode.NEGATIVE)


KNOWN = {"district": "430000", "department": "001", "period": "2024", "table": "t01"}


def ask(operation: Any, mode: Any) -> None:
    """Some questions of an operation, and the well-formed ones of a budget that is there."""
    from hypothesis import HealthCheck, Phase, given
    from hypothesis import settings as bounds

    @given(case=operation.as_strategy(generation_mode=mode))
    @bounds(
        max_examples=12,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    def one(case: Any) -> None:
        case.call_and_validate()
        if mode.is_positive and case.path_parameters:
            case.path_parameters = {name: KNOWN[name] for name in case.path_parameters}
            case.call_and_validate()

    one()


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def served(transactional_db: None, here: Place) -> Iterator[str]:
    version = versions.freeze(here.people["head1"], here.dossiers[0])
    assert loop.run(once=True) == 1
    version.refresh_from_db()
    version.published_at = datetime(2024, 2, 1, tzinfo=UTC)
    version.save()
    cache.clear()
    server = make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=_Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_the_client(served: str) -> None:
    portal = Portal(served)
    [budget] = portal.budgets(year=2024)
    facts = list(portal.facts(budget["id"]))
    composed = compiling.compose(example())
    assert len(facts) == len(composed.volume.facts)
    assert [one["id"] for one in portal.districts()] == ["430000"]
    assert [one["id"] for one in portal.departments("430000")] == ["001"]
    assert portal.budget(budget["id"]) == portal.budget(budget["id"]), "the second is known"
    assert portal.table(budget["id"], "t01")["id"] == "t01"
    assert next(portal.search("三公"))["name"]
    with pytest.raises(Refused, match="没有这份预算"):
        portal.budget("430000/001/1999")
