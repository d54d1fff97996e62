"""Simulated clerks: each signs in, saves cells for a while, and remembers what was acknowledged."""

from __future__ import annotations

import json
import random
import re
import threading
import time
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from typing import Any
from urllib.parse import urlencode, urlsplit


class Gone(OSError):
    """The server does not answer."""


@dataclass
class Clerk:
    """One person at one browser; keeps cookies and the connection."""

    url: str
    cookies: dict[str, str] = field(default_factory=dict)
    line: HTTPConnection | None = None

    def ask(self, method: str, path: str, body: bytes = b"", kind: str = "") -> tuple[int, bytes]:
        """Status and body of an answer; Gone where there is none."""
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if method == "POST":
            headers |= {"Content-Type": kind, "X-CSRFToken": self.cookies.get("csrftoken", "")}
        try:
            self.line = self.line or HTTPConnection(urlsplit(self.url).netloc, timeout=60)
            self.line.request(method, path, body or None, headers)
            answer = self.line.getresponse()
            said = answer.read()
        except (OSError, HTTPException) as error:
            self.close()
            raise Gone(str(error)) from error
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _, rest = cookie.partition("=")
            self.cookies[name] = rest.partition(";")[0]
        return answer.status, said

    def close(self) -> None:
        """Hang up."""
        if self.line:
            self.line.close()
        self.line = None

    def sign_in(self, name: str, password: str) -> None:
        """Through the same page as people."""
        self.ask("GET", "/login/")
        said = urlencode({"username": name, "password": password})
        status, _ = self.ask("POST", "/login/", said.encode(), "application/x-www-form-urlencoded")
        assert status == 302, (name, status)

    def get(self, path: str) -> Any:
        """What JSON an address gives."""
        status, said = self.ask("GET", path)
        assert status == 200, (path, status)
        return json.loads(said)

    def budgets(self) -> list[int]:
        """The budgets on the desk."""
        _, said = self.ask("GET", "/")
        return sorted({int(one) for one in re.findall(rb"/budgets/(\d+)/", said)})


@dataclass
class Work:
    """What a group of clerks did: saves that were acknowledged, in order, and what went wrong."""

    acknowledged: list[tuple[int, int, str, str]] = field(default_factory=list)  # version, row, …
    times: list[float] = field(default_factory=list)
    conflicts: int = 0
    wrong: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)


def save_for_a_while(
    clerk: Clerk, budget: int, seconds: float, work: Work, seed: int, *, mine: int | None = None
) -> None:
    """Change notes of the list of spending until the time is over or the server is gone.

    ``mine`` is the row that only this clerk writes; None lets all write the same ones.
    """
    try:
        _save(clerk, budget, seconds, work, seed, mine)
    except Gone:
        pass
    finally:
        clerk.close()


def _save(
    clerk: Clerk, budget: int, seconds: float, work: Work, seed: int, mine: int | None
) -> None:
    chance = random.Random(seed)
    found = clerk.get(f"/budgets/{budget}/rows/spending/")["rows"]
    now = {row: cells.get("note", "") for row, cells in found}
    rows = [list(now)[mine % len(now)]] if mine is not None else list(now)[:5]
    until = time.monotonic() + seconds
    number = 0
    while time.monotonic() < until:
        row, number = chance.choice(rows), number + 1
        text = f"{seed}-{number}"
        edit = {
            "list": "spending",
            "row": str(row),
            "column": "note",
            "was": now[row],
            "text": text,
        }
        body = json.dumps({"token": f"{seed}-{number}", "edits": [edit]}).encode()
        start = time.perf_counter()
        status, said = clerk.ask("POST", f"/budgets/{budget}/cells/", body, "application/json")
        with work.lock:
            work.times.append(time.perf_counter() - start)
            if status == 200:
                now[row] = text
                work.acknowledged.append((json.loads(said)["version"], row, text, str(budget)))
            elif status == 409:
                work.conflicts += 1
                now[row] = json.loads(said)["conflicts"][0]["theirs"]
            else:
                work.wrong.append(f"{status} {said[:200]!r}")
