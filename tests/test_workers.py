"""Work in processes of its own: in order, and bounded."""

import os
import time
from pathlib import Path

import pytest

from yusuan import workers
from yusuan.workers import Done, Limits, Lost, each


def double(number: int) -> int:
    return 2 * number


def slow_at_two(number: int) -> int:
    time.sleep(60 if number == 2 else 0)
    return number


def dies_at_two(number: int) -> int:
    if number == 2:
        os._exit(9)
    return number


def fails_at_two(number: int) -> int:
    if number == 2:
        raise ValueError("两")
    return number


def greedy(size: int) -> int:
    return len(bytearray(size))


def starts_another(path: str) -> None:
    """Start a process of its own, note its number, and never end."""
    import subprocess

    started = subprocess.Popen(["sleep", "60"])
    Path(path).write_text(str(started.pid))
    time.sleep(60)


def values(found: list[Done[int] | Lost]) -> list[int | str]:
    return [one.value if isinstance(one, Done) else one.why for one in found]


@pytest.mark.parametrize("jobs", [1, 3, 100])
def test_results_come_in_the_order_of_the_items(jobs: int) -> None:
    assert values(list(each(double, range(10), jobs=jobs))) == [2 * n for n in range(10)]


def test_nothing_to_do_is_done_at_once() -> None:
    assert list(each(double, [])) == []


def test_a_fresh_interpreter_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_is_alone", lambda: False)
    assert values(list(each(double, [1, 2], jobs=1))) == [2, 4]


def test_what_takes_too_long_is_stopped_and_the_others_go_on() -> None:
    began = time.monotonic()
    found = values(list(each(slow_at_two, range(5), jobs=2, limits=Limits(seconds=5))))
    assert found == [0, 1, "timeout", 3, 4]
    assert time.monotonic() - began < 50


def test_a_process_that_dies_takes_only_its_own_piece_with_it() -> None:
    assert values(list(each(dies_at_two, range(5), jobs=2))) == [0, 1, "crash", 3, 4]


def test_a_fault_is_told_with_its_kind_and_place() -> None:
    found = list(each(fails_at_two, range(4), jobs=1))
    assert values(found) == [0, 1, "fault", 3]
    lost = found[2]
    assert isinstance(lost, Lost)
    assert "ValueError: 两 (test_workers.py:" in lost.detail


def test_memory_is_bounded() -> None:
    found = each(greedy, [1000, 8 * 1024**3, 1000], jobs=1, limits=Limits(memory=4 * 1024**3))
    assert values(list(found)) == [1000, "memory", 1000]


def test_what_a_worker_started_is_stopped_with_it(tmp_path: Path) -> None:
    noted = tmp_path / "pid"
    assert list(each(starts_another, [str(noted)], limits=Limits(seconds=2))) == [Lost("timeout")]
    state = Path(f"/proc/{noted.read_text()}/stat")
    time.sleep(0.2)
    assert not state.exists() or state.read_text().split()[2] == "Z"


def test_no_process_is_left_when_the_results_are_not_wanted_any_more() -> None:
    found = each(slow_at_two, range(5), jobs=2)
    next(found)
    began = time.monotonic()
    found.close()  # type: ignore[attr-defined]
    assert time.monotonic() - began < 5


def test_few_results_wait_for_their_turn(tmp_path: Path) -> None:
    found = each(_touch, [(str(tmp_path), n) for n in range(50)], jobs=2)
    next(found)
    time.sleep(0.5)
    assert len(list(tmp_path.iterdir())) <= 5
    found.close()  # type: ignore[attr-defined]


def _touch(item: tuple[str, int]) -> None:
    Path(item[0], str(item[1])).touch()
