"""Dear results: many who ask at once wait for one computation, and a failure is not kept."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from yusuan.web.once import Once


def test_many_who_ask_at_once_wait_for_one_computation() -> None:
    asked: list[int] = []
    together = threading.Barrier(8)

    def compute(key: int) -> int:
        asked.append(key)
        time.sleep(0.1)
        return key * 2

    once = Once(compute, 2)

    def ask(key: int) -> int:
        together.wait()
        return once(key)

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(ask, [3] * 8)) == [6] * 8
    assert asked == [3]


def test_the_oldest_goes_and_a_failure_is_tried_again() -> None:
    asked: list[int] = []

    def compute(key: int) -> int:
        asked.append(key)
        if asked.count(key) == 1 and key == 9:
            raise ValueError
        return key

    once = Once(compute, 2)
    with pytest.raises(ValueError):
        once(9)
    assert once(9) == 9
    for key in (1, 2, 9):
        once(key)
    assert asked == [9, 9, 1, 2, 9]
