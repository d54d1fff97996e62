"""What is compiled, written and read again says the same, in every form set and format."""

from functools import cache

import pytest

from tests.round.made_budgets import LARGE, SETS, SMALL, Size, budget
from tests.round.reading import FORMATS, differences, failed, read
from yusuan import compiling
from yusuan.publish.compose import Composed

#: A budget with some of everything, and one without a line: blank forms come back too.
FULL = Size(3, 25, 3, 0.1)
EMPTY = Size(1, 0, 0, 1)
#: Budgets made at random; benchmarks/roundtrip.py makes as many as one likes.
SEEDS = range(3)
#: Those that once did not hold or come back: a page or a blank line parts a form, a half is
#: rounded twice, projects share a special fund, a class is the last place of zeros.
ONCE = [
    ("general", 108, "pdf"),
    ("jianghan-2022", 103, "pdf"),
    ("jianghan-2022", 113, "csv"),
    ("shifeng-2020", 108, "html"),
    ("shifeng-2023-targets", 103, "docx"),
    ("hetang-2024", 103, "csv"),
]


@cache
def composed(name: str, seed: int, size: Size) -> Composed:
    return compiling.compose(budget(seed, name, size))


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("size", [FULL, EMPTY], ids=["full", "empty"])
def test_a_composed_budget_holds(name: str, size: Size) -> None:
    assert failed(composed(name, 1, size).disclosure) == []


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("size", [FULL, EMPTY], ids=["full", "empty"])
def test_every_format_gives_back_what_was_composed(name: str, format_: str, size: Size) -> None:
    made = composed(name, 1, size)
    found = read(made.volume, format_)
    assert differences(made.disclosure, found) == []
    assert failed(found) == []


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("seed", SEEDS)
def test_any_budget_comes_back_whole(seed: int, name: str, format_: str) -> None:
    made = composed(name, seed, SMALL)
    found = read(made.volume, format_)
    assert differences(made.disclosure, found) == []
    assert failed(found) == []


@pytest.mark.parametrize(("name", "seed", "format_"), ONCE)
def test_what_once_failed_comes_back_whole(name: str, seed: int, format_: str) -> None:
    made = composed(name, seed, SMALL)
    assert failed(made.disclosure) == []
    found = read(made.volume, format_)
    assert differences(made.disclosure, found) == []
    assert failed(found) == []


@pytest.mark.parametrize("format_", FORMATS)
def test_a_large_budget_comes_back_whole(format_: str) -> None:
    made = composed("general", 1, LARGE)
    found = read(made.volume, format_)
    assert differences(made.disclosure, found) == []
