"""The client, against the application as it is served; and against a portal that is busy."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from tests.web import serving
from tests.web.places import example
from tests.web.public.conftest import DEMO, SAMPLE
from yusuan import compiling
from yusuan.client import Portal, Refused

BUDGET = DEMO.rstrip("/")


def test_everything_can_be_asked(demo: serving.Served) -> None:
    portal = Portal(demo.url)
    [budget] = portal.budgets(year=2022)
    assert budget["id"] == BUDGET
    facts = {one["fact"]: one["amount"] for one in portal.facts(budget["id"])}
    volume = compiling.compose(example(SAMPLE)).volume
    assert facts.keys() == {fact.id for fact in volume.facts}
    assert [one["id"] for one in portal.districts()] == ["999999"]
    assert [one["id"] for one in portal.departments("999999")] == ["001"]
    assert portal.department("999999", "001")["years"] == [2022]
    assert portal.table(budget["id"], "t01")["id"] == "t01"
    assert portal.fact(budget["id"], "t01.1")["amount"] == facts["t01.1"]
    assert next(portal.search("三公"))["name"]
    some = list(portal.facts(budget["id"], flow="revenue"))
    assert 0 < len(some) < len(facts)
    with pytest.raises(Refused, match="没有这份预算"):
        portal.budget("999999/001/1999")
    with pytest.raises(Refused, match="没有“color”这个参数"):
        list(portal.budgets(color="red"))


def test_what_is_known_is_not_read_again(demo: serving.Served) -> None:
    portal = Portal(demo.url)
    first = portal.budget(BUDGET)
    assert portal.budget(BUDGET) is first


def test_an_address_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="ftp"):
        Portal("ftp://example.org")
    with pytest.raises(OSError):
        Portal("http://127.0.0.1:1", seconds=2).budget(BUDGET)


class _Busy(BaseHTTPRequestHandler):
    """A portal that answers 429 as often as it was told, then what was asked for."""

    left = 0

    def do_GET(self) -> None:
        busy = _Busy.left > 0
        _Busy.left -= 1
        body = json.dumps({"detail": "太多"} if busy else {"id": "x"}).encode()
        self.send_response(429 if busy else 200)
        self.send_header("Content-Length", str(len(body)))
        if busy:
            self.send_header("Retry-After", "1")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def busy() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Busy)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_busy_portal_is_asked_again_when_it_says(busy: str) -> None:
    _Busy.left = 1
    begun = time.monotonic()
    assert Portal(busy).budget("a/b/c") == {"id": "x"}
    assert time.monotonic() - begun >= 1
    _Busy.left = 9
    with pytest.raises(Refused, match="429: 太多"):
        Portal(busy).budget("a/b/c")
