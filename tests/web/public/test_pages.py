"""The pages of the portal in the web application: what is public, and nothing else."""

from __future__ import annotations

import shutil
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given
from hypothesis import settings as bounds
from hypothesis import strategies as st

from tests.web.public.conftest import SECRET, WHERE, forget
from yusuan.web.budgeting.models import Revision
from yusuan.web.public import keeping, sites
from yusuan.web.publishing.models import Version

pytestmark = pytest.mark.django_db
BELOW = ("", "t01/", "explanation/", "projects/", "files/", "versions/", "chart/flow/")
PAGES = (
    "", "430000/", "430000/001/", *(WHERE + one for one in BELOW), "compare/", "search/",
    "search/?q=三公", "glossary/", "download/", "feed.xml", "sitemap.xml", "robots.txt",
    "compare.json", "search.json", f"{WHERE}figures.json", "assets/page.css",
)  # fmt: skip


@pytest.fixture(autouse=True)
def fresh() -> None:
    forget()


def page(address: str, **headers: str) -> Any:
    return Client().get(f"/public/{address}", headers=headers)


def test_addresses_last(published: Version) -> None:
    for address in PAGES:
        assert page(address).status_code == 200, address
    answer = page(f"{WHERE}t03")
    assert (answer.status_code, answer["Location"]) == (302, f"/public/{WHERE}t03/")
    assert page("search/?q=三公").content.decode().count('<span class="state">') >= 3


def test_nothing_that_is_not_published_is_there(published: Version) -> None:
    prepared = Version.objects.get(number=2)
    other = prepared.dossier.year.dossiers.exclude(pk=prepared.dossier_id).get().department
    for address in PAGES:
        text = page(address).content.decode(errors="replace")
        assert SECRET not in text, address
        assert other.name not in text, address
    for address in ("430000/002/", "430000/002/2024/", f"{WHERE}2/", f"{WHERE}2/read/"):
        assert page(address).status_code == 404, address
    assert Client().get("/api/v1/departments/430000/002").status_code == 404
    assert Client().get("/api/v1/budgets").json()["items"][0]["version"] == 1


def test_a_version_appears_when_it_is_published(published: Version) -> None:
    prepared = Version.objects.get(number=2)
    assert page(WHERE).content.decode().count("第 1 版") == 1
    prepared.published_at = published.published_at
    prepared.reason, prepared.changed = "写错了", {"cells": [["《甲》乙，丙", "1", "2"]]}
    prepared.save()
    assert "第 2 版" in page(WHERE).content.decode()
    assert "《甲》乙，丙：原来是 1，现在是 2" in page(f"{WHERE}versions/").content.decode()
    budget = Client().get(f"/api/v1/budgets/{WHERE[:-1]}").json()
    assert [one["reason"] for one in budget["versions"]] == ["写错了", None]


def test_days_are_those_of_the_place(published: Version) -> None:
    assert "2024-02-02 公开" in page(WHERE).content.decode()
    assert "2024-02-02" in page(f"{WHERE}1/").content.decode()


def test_a_chart_may_stand_in_other_pages_and_nothing_else_may(published: Version) -> None:
    chart = page(f"{WHERE}chart/function/")
    assert "X-Frame-Options" not in chart
    assert "frame-ancestors *" in chart["Content-Security-Policy"]
    assert page(WHERE)["X-Frame-Options"] == "DENY"


def test_what_is_known_is_not_sent_again(published: Version) -> None:
    word = next(one["name"] for one in published.files if one["name"].endswith(".docx"))
    addresses = [*(f"/public/{one}" for one in PAGES), "/api/v1/budgets", "/public/data/facts.csv"]
    for address in (*addresses, f"/public/{WHERE}file/{word}"):
        first = Client().get(address)
        first.getvalue()
        forget()  # a page that is made again is the same page
        again = Client().get(address, headers={"if-none-match": first["ETag"]})
        assert (again.status_code, again.getvalue()) == (304, b""), address
        assert again["Cache-Control"] == "public, no-cache"
        assert "Cookie" not in first.get("Vary", ""), address


def test_files_are_sent_as_they_were_published(published: Version) -> None:
    for one in published.files:
        answer = page(f"{WHERE}file/{quote(one['name'])}")
        assert answer["Content-Disposition"].startswith("attachment"), one
        assert answer.getvalue() == (published.folder / one["name"]).read_bytes()
    assert page(f"{WHERE}file/../../1.progress").status_code == 404


def test_pages_ask_the_database_once(published: Version) -> None:
    for address in (*(f"/public/{one}" for one in PAGES), "/api/v1/budgets", "/api/v1/search?q=a"):
        Client().get(address)
        with CaptureQueriesContext(connection) as queries:
            Client().get(address)
        assert len(queries) <= 1, address


def test_what_is_kept_is_made_anew_where_it_is_damaged(published: Version, settings: Any) -> None:
    first = page("430000/").content
    kept = list((settings.DATA / ".portal").rglob(f"{published.pk}-*.json"))
    assert len(kept) == 2
    for one in kept:
        one.write_bytes(b"{")
    forget()
    assert page("430000/").content == first


def test_the_worker_makes_ready_and_puts_away(published: Version, settings: Any) -> None:
    kept = settings.DATA / ".portal" / keeping.maker()
    for old in (kept.with_name("older") / "1-a.digest.json", kept / "0-gone.digest.json"):
        old.parent.mkdir(parents=True, exist_ok=True)
        old.write_text("{}")
    page("data/facts.csv").getvalue()
    for one in kept.glob(f"{published.pk}-*"):
        one.unlink()
    sites.prepare()
    sites.prepare()
    names = {one.name.split(".", 1)[-1] for one in kept.glob("*.json")}
    assert names == {"digest.json", "facts.json"}
    assert len(list(kept.glob("all-*"))) == 1
    assert {one.name for one in kept.parent.iterdir()} == {kept.name}


def test_a_version_that_cannot_be_shown_still_has_its_files(
    published: Version, settings: Any
) -> None:
    Revision.objects.filter(pk=published.revision_id).update(files={}, digest="0" * 64)
    shutil.rmtree(settings.DATA / ".portal")
    assert page("430000/").status_code == 200
    answer = page(f"{WHERE}t01/")
    assert (answer.status_code, answer["Location"]) == (302, f"/public/{WHERE}1/")
    assert page(f"{WHERE}1/").status_code == 200
    assert page("data/facts.csv").getvalue().count(b"\n") == 1
    assert Client().get(f"/api/v1/budgets/{WHERE}facts").status_code == 404
    assert Client().get("/api/v1/openapi.json").status_code == 200
    sites.prepare()


def test_only_reading_is_answered(published: Version) -> None:
    for address in ("", WHERE, f"{WHERE}chart/flow/", "data/facts.csv", f"{WHERE}file/index.html"):
        assert Client().post(f"/public/{address}").status_code == 405, address
        head = Client().head(f"/public/{address}")
        assert (head.status_code, head.getvalue()) == (200, b"")


def test_robots_are_led_to_what_is_public() -> None:
    text = Client().get("/robots.txt").content.decode()
    assert text.splitlines() == [
        "User-agent: *",
        "Allow: /public/",
        "Disallow: /",
        "Sitemap: http://testserver/public/sitemap.xml",
    ]


@bounds(
    max_examples=80,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(
    before=st.sampled_from(["", WHERE, "430000/001/", "data/", "assets/", f"{WHERE}file/"]),
    said=st.text(max_size=30),
    end=st.sampled_from(["", "/", "//", "/1/", "?q=%ff", "/figures.json"]),
)
def test_no_address_breaks_it(published: Version, before: str, said: str, end: str) -> None:
    said = quote(said.encode("utf-8", "surrogatepass"), safe="/")
    answer = Client().get(f"/public/{before}{said}{end}")
    answer.getvalue()
    assert answer.status_code in {200, 301, 302, 404}, (before, said, end)
