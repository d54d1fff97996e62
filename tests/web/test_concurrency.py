"""Fifty clerks at once, and a server that is killed: no save that was acknowledged is lost."""

from __future__ import annotations

import threading
import time

import pytest

from tests.web import serving
from tests.web.clerks import Clerk, Gone, Work, save_for_a_while

PASSWORD = "示范密码-2020"
CLERKS, SECONDS = 50, 8


def crew(served: serving.Served, many: int) -> list[tuple[Clerk, int]]:
    """Clerks of two departments, each with the budget on their desk; two of them hold still."""
    found = []
    sessions: dict[str, Clerk] = {}
    for number in range(many):
        name = f"clerk{2 + number % 2}"
        if name not in sessions:
            sessions[name] = Clerk(served.url)
            sessions[name].sign_in(name, PASSWORD)
        clerk = Clerk(served.url, dict(sessions[name].cookies))
        found.append((clerk, clerk.budgets()[0]))
    for one in sessions.values():
        one.close()
    return found


def work_of(served: serving.Served, seconds: float) -> tuple[Work, list[threading.Thread]]:
    """Half of the clerks write rows of their own, half all the same five rows."""
    work, threads = Work(), []
    for number, (clerk, budget) in enumerate(crew(served, CLERKS)):
        mine = 5 + number // 2 if number % 4 < 2 else None
        named = {"mine": mine}
        given = (clerk, budget, seconds, work, number)
        threads.append(threading.Thread(target=save_for_a_while, args=given, kwargs=named))
    for thread in threads:
        thread.start()
    return work, threads


def last_texts(work: Work) -> dict[int, str]:
    """The text that each row must have: of its save with the highest version."""
    return {row: text for _, row, text, _ in sorted(work.acknowledged)}


def now(served: serving.Served) -> dict[int, str]:
    found: dict[int, str] = {}
    for clerk, budget in crew(served, 2):
        rows = clerk.get(f"/budgets/{budget}/rows/spending/")["rows"]
        found |= {row: cells.get("note", "") for row, cells in rows}
        clerk.close()
    return found


def test_fifty_clerks_lose_nothing(served: serving.Served) -> None:
    served.command("demo", "--data", str(served.data), "--no-serve", "--password", PASSWORD)
    work, threads = work_of(served, SECONDS)
    for thread in threads:
        thread.join()
    assert work.wrong == []
    assert len(work.acknowledged) > CLERKS
    texts = now(served)
    wanted = last_texts(work)
    assert {row: texts[row] for row in wanted} == wanted
    versions = [(one[3], one[0]) for one in work.acknowledged]
    assert len(versions) == len(set(versions)), "two saves got the same version"


def test_a_server_that_is_killed_has_every_save_it_acknowledged(served: serving.Served) -> None:
    served.command("demo", "--data", str(served.data), "--no-serve", "--password", PASSWORD)
    work, threads = work_of(served, 30)
    time.sleep(3)
    served.process.kill()
    served.process.wait()
    for thread in threads:
        thread.join()
    assert len(work.acknowledged) > 10
    with pytest.raises(Gone):
        Clerk(served.url).ask("GET", "/login/")  # nothing is left that answers
    again = serving.start(served.data, served.environment.get("DATABASE_URL", ""))
    try:
        texts = now(again)
        acknowledged = {text for _, _, text, _ in work.acknowledged}
        for row, text in last_texts(work).items():
            # a save that was done but whose answer was cut off may stand on top of it
            assert texts[row] == text or (texts[row] and texts[row] not in acknowledged)
        assert "没有发现" in again.command("audit", "--data", str(again.data))
    finally:
        serving.stop(again)
