"""``yusuan dataset`` and ``yusuan query``: what they print, and their exit codes."""

import json
from pathlib import Path

import pytest

from tests.dataset.conftest import EXAMPLES
from yusuan.cli import run


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    made = tmp_path_factory.mktemp("data")
    assert run(["dataset", "build", str(EXAMPLES / "shifeng-2020"), "-o", str(made)]) == 0
    return str(made)


def test_a_second_build_says_that_nothing_changed(
    folder: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["dataset", "build", str(EXAMPLES / "shifeng-2020"), "-o", folder]) == 0
    assert "新收入 0 份，未变 1 份" in capsys.readouterr().out


def test_what_is_not_taken_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "坏.pdf").write_bytes(b"%PDF-1.7 no more")
    assert run(["dataset", "build", str(tmp_path / "坏.pdf"), "-o", str(tmp_path / "d")]) == 2
    assert "没有收入" in capsys.readouterr().err


def test_a_query_is_a_table(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["query", "SELECT year, department FROM disclosures", "--data", folder]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["year", "department"] and lines[2].startswith("2020  ")


def test_a_query_is_json(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["query", "SELECT year FROM disclosures", "--data", folder, "--format", "json"]
    assert run(asked) == 0
    assert json.loads(capsys.readouterr().out) == [{"year": 2020}]


def test_what_is_no_select_is_refused(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["query", "DROP VIEW facts", "--data", folder]) == 2
    assert "SELECT" in capsys.readouterr().err


def test_no_data_set_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["query", "SELECT 1", "--data", str(tmp_path)]) == 2
    assert "没有数据集" in capsys.readouterr().err


def test_searching_says_what_was_found(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["dataset", "search", "石峰区", "--data", folder]) == 0
    assert "石峰区" in capsys.readouterr().out
    assert run(["dataset", "search", "没有这样的词", "--data", folder]) == 1


def test_years_are_compared_and_what_is_not_is_told(
    folder: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["dataset", "compare", "--data", folder, "--level", "3"]) == 0
    assert "5089300" in capsys.readouterr().out
    assert run(["dataset", "compare", "--data", folder, "--stage", "final"]) == 1
    assert "不和" in capsys.readouterr().err


def test_the_schema_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["dataset", "schema", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["schema"] == "yusuan.dataset/1"
