"""What somebody asks is ended when its time or its memory is over, whatever it is doing."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from yusuan import dataset
from yusuan.dataset.building import Built
from yusuan.dataset.values import Answer, Stream

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="bounds are those of Linux")

#: Single calls that hear no interrupt; each takes minutes, or all memory of the machine.
RUNAWAYS = {
    "one call that searches": "SELECT regexp_replace(repeat('a', 200000000), 'a', 'b', 'g') <> ''",
    "one call that sorts": "SELECT list_sort(list_transform(range(30000000), lambda x: hash(x)))",
    "one call that grows": "SELECT sum(length(repeat(text, 100000000))) FROM cells",
    "two calls": "SELECT length(repeat('x', 2000000000)) + length(repeat('y', 2000000000))",
    "a constant": "SELECT len(range(0, 2000000000))",
    "a distance": "SELECT damerau_levenshtein(repeat('ab', 20000), repeat('ba', 20000))",
    "many rows": "SELECT count(*) FROM cells a, cells b, cells c",
    "rows that are fetched": "SELECT * FROM cells a, cells b, cells c",
}


def whole(found: Stream) -> Answer:
    return found.answer()


def counted(found: Stream) -> int:
    return sum(1 for _ in found.rows)


@pytest.fixture
def folder(built: tuple[Path, Built]) -> Path:
    return built[0]


def test_an_answer_is_that_of_the_data_set(folder: Path, data: dataset.Dataset) -> None:
    asked = "SELECT department, year FROM disclosures ORDER BY ALL"
    assert dataset.ask(folder, asked, whole) == data.sql(asked)


@pytest.mark.parametrize("query", RUNAWAYS.values(), ids=RUNAWAYS)
def test_a_query_that_runs_away_is_ended(folder: Path, query: str) -> None:
    began = time.monotonic()
    with pytest.raises(dataset.QueryRefused, match="已停止"):
        dataset.ask(folder, query, counted, seconds=2)
    assert time.monotonic() - began < 10


def test_memory_is_bounded(folder: Path) -> None:
    query = RUNAWAYS["one call that grows"]
    asked = [sys.executable, "-m", "yusuan", "query", query, "--data", str(folder)]
    started = subprocess.Popen([*asked, "--timeout", "20"], stderr=subprocess.PIPE)
    assert started.stderr is not None
    with started.stderr as said:
        assert "内存超过上限" in said.read().decode()
    _, _, used = os.wait4(started.pid, 0)
    started.returncode = 2
    assert used.ru_maxrss < 3 * 1024**2  # kB, of the process and of those it waited for


def test_a_query_ends_though_who_asked_was_killed(folder: Path) -> None:
    query = RUNAWAYS["one call that searches"]
    asked = [sys.executable, "-m", "yusuan", "query", query, "--data", str(folder)]
    with subprocess.Popen([*asked, "--timeout", "2"], start_new_session=True) as started:
        worker = _child(started.pid)
        os.kill(started.pid, signal.SIGKILL)
    assert _gone(worker, 15)


def _child(parent: int) -> int:
    """The process that a process started; AssertionError where it starts none."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        found = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
        if found:
            return int(found[0])
        time.sleep(0.05)
    raise AssertionError("nothing was started")


def _gone(process: int, seconds: float) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if not _alive(process):
            return True
        time.sleep(0.1)
    os.kill(process, signal.SIGKILL)
    return False


def _alive(process: int) -> bool:
    """Whether it is there and no zombie that nobody waits for."""
    try:
        said = Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return False
    return said.rpartition(")")[2].split()[0] != "Z"
