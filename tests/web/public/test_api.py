"""The API: its answers, their limits, and that it keeps to its own document."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import lxml.html
import pytest
from django.test import Client

from tests.web import serving
from tests.web.public.conftest import WHERE, forget
from yusuan.portal import api, openapi
from yusuan.web.public.rates import Rate
from yusuan.web.publishing.models import Version

pytestmark = pytest.mark.django_db
BUDGET = WHERE.rstrip("/")
CHECKER = Path(sys.executable).parent / "schemathesis"


@pytest.fixture(autouse=True)
def fresh() -> None:
    forget()


def ask(address: str, **headers: str) -> Any:
    return Client().get(f"/api/v1/{address}", headers=headers)


def test_what_can_be_asked_of_a_budget(published: Version) -> None:
    [budget] = ask("budgets?year=2024").json()["items"]
    assert (budget["id"], budget["version"]) == (BUDGET, 1)
    assert budget["url"] == f"http://testserver/public/{WHERE}"
    assert ask("budgets?year=2023").json()["total"] == 0
    whole = ask(f"budgets/{BUDGET}").json()
    spent = next(one for one in whole["figures"] if one["key"] == "total:expenditure")
    facts = ask(f"budgets/{BUDGET}/facts?flow=expenditure&per_page=200").json()
    assert spent["amount"] in {one["amount"] for one in facts["items"]}
    assert ask("districts/430000").json()["budgets"] == 1
    assert ask("departments/430000/001").json()["years"] == [2024]
    assert len(ask(f"budgets/{BUDGET}/tables/t01").json()["cells"]) > 20


def test_a_figure_has_an_address_where_it_stands(published: Version) -> None:
    fact = ask(f"budgets/{BUDGET}/facts/t01.1").json()
    where, _, anchor = fact["url"].removeprefix("http://testserver").partition("#")
    text = Client().get(where).content.decode()
    [shown] = lxml.html.fromstring(text).xpath("//*[@id=$anchor]", anchor=anchor)
    assert (shown.get("data-f"), shown.text) == ("t01.1", fact["printed"])


def test_lists_are_paged_and_lead_on(published: Version) -> None:
    found, seen = ask(f"budgets/{BUDGET}/facts?per_page=50"), []
    while True:
        seen += [one["fact"] for one in found.json()["items"]]
        following = found.json()["next"]
        if following is None:
            break
        assert found["Link"] == f'<{following}>; rel="next"'
        found = Client().get(following.removeprefix("http://testserver"))
    assert len(seen) == len(set(seen)) == found.json()["total"] > 500


def test_what_is_asked_wrongly_is_told(published: Version) -> None:
    wrong = ("budgets?year=x", "budgets?nothing=1", "budgets?page=0", "budgets?page=1&page=2",
             "search", "search?q=", "budgets?stage=x", "budgets?per_page=201")  # fmt: skip
    nothing = ("nothing", "budgets/a%0Ab/c/d", "budgets/1/2/3", f"budgets/{BUDGET}/tables/t99",
               f"budgets/{BUDGET}/facts/x", "districts/1", "departments/430000/002")  # fmt: skip
    for addresses, status in ((wrong, 400), (nothing, 404)):
        for address in addresses:
            refused = ask(address)
            assert refused.status_code == status, address
            assert refused["Content-Type"] == "application/problem+json"
            assert refused["Access-Control-Allow-Origin"] == "*"
            assert refused.json()["status"] == status
            assert refused.json()["detail"].endswith("。")


def test_methods(published: Version) -> None:
    client = Client(enforce_csrf_checks=True)
    for method in ("post", "put", "patch", "delete"):
        refused = getattr(client, method)("/api/v1/budgets")
        assert (refused.status_code, refused["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert client.head("/api/v1/budgets").status_code == 200
    asked = client.options("/api/v1/budgets")
    assert (asked.status_code, asked["Access-Control-Allow-Methods"]) == (204, "GET, HEAD, OPTIONS")


def test_who_asks_too_often_waits(published: Version, settings: Any) -> None:
    settings.API_RATE = 3
    answers = [ask("districts") for _ in range(5)]
    assert answers[0].status_code == 200
    assert answers[-1].status_code == 429
    assert 0 < int(answers[-1]["Retry-After"]) <= 60
    assert answers[-1]["Content-Type"] == "application/problem+json"
    assert ask("districts", **{"x-forwarded-for": "10.0.0.9"}).status_code == 429


def test_a_rate_is_of_one_asker_and_one_minute() -> None:
    rate = Rate()
    assert [rate.wait("a", 2, 120) for _ in range(3)] == [0, 0, 60]
    assert rate.wait("b", 2, 121) == 0
    assert rate.wait("a", 2, 170) == 10
    assert rate.wait("a", 2, 180) == 0


def test_answers_are_as_the_document_says(published: Version) -> None:
    described = ask("openapi.json").json()
    known = {"district": "430000", "department": "001", "period": "2024"}
    known |= {"table": "t01", "fact": "t01.1"}
    for path, one in described["paths"].items():
        parts = [p for p in one["get"]["parameters"] if p["in"] == "path"]
        assert all(p["example"] == known[p["name"]] for p in parts), path
        answer = ask(path.format(**known).removeprefix("/") + ("?q=三公" * (path == "/search")))
        assert answer.status_code == 200, path
        schema = one["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        jsonschema.validate(answer.json(), schema | {"components": described["components"]})


def test_the_document_lists_every_operation() -> None:
    described = openapi.document("/api/v1")
    assert list(described["paths"]) == [f"/{one.address}" for one in api.OPERATIONS]
    named = {one["get"]["operationId"] for one in described["paths"].values()}
    assert named == {one.key for one in api.OPERATIONS}


def test_the_api_keeps_to_its_document(demo: serving.Served, tmp_path: Path) -> None:
    """Schemathesis asks what the document allows, and what it does not; the same every time."""
    ran = subprocess.run(
        [
            CHECKER, "run", f"{demo.url}/api/v1/openapi.json", "--checks", "all",
            "--phases", "examples,coverage,fuzzing", "--max-examples", "15",
            "--generation-deterministic", "--workers", "1", "--no-color",
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )  # fmt: skip
    said = ran.stdout + ran.stderr
    assert ran.returncode == 0, said
    assert f"Tested: {len(api.OPERATIONS)}" in said
    assert "No issues found" in said
