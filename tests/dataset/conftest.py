"""A data set of the examples, built once."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from yusuan import dataset
from yusuan.dataset.building import Built, build
from yusuan.dataset.sources import sources

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
NAMES = ("hetang-2024", "jianghan-2022", "shifeng-2020")


@pytest.fixture(scope="session")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with budgets, and a text that can be read."""
    folder = tmp_path_factory.mktemp("inputs")
    for name in NAMES:
        shutil.copytree(EXAMPLES / name, folder / name)
    return folder


@pytest.fixture(scope="session")
def built(inputs: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Built]:
    folder = tmp_path_factory.mktemp("data")
    return folder, build(list(sources([inputs])), folder, jobs=2)


@pytest.fixture(scope="session")
def data(built: tuple[Path, Built]) -> Iterator[dataset.Dataset]:
    with dataset.open(built[0]) as opened:
        yield opened
