"""``yusuan extract``: every figure as data."""

import csv
import io
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.samples import broken, right, wrong
from yusuan.cli import run

Captured = pytest.CaptureFixture[str]


def test_csv_has_every_figure_of_every_file(tmp_path: Path, capsys: Captured) -> None:
    assert run(["extract", str(right(tmp_path)), str(wrong(tmp_path))]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert len(rows) == 44
    assert {Path(row["document"]).name for row in rows} == {"对.txt", "错.txt"}


def test_json_says_its_schema(tmp_path: Path, capsys: Captured) -> None:
    run(["extract", str(right(tmp_path)), "--format", "json"])
    found = json.loads(capsys.readouterr().out)
    assert (found["schema"], len(found["facts"])) == ("yusuan.facts/1", 22)


def test_parquet_goes_to_a_file(tmp_path: Path) -> None:
    path = tmp_path / "数.parquet"
    assert run(["extract", str(right(tmp_path)), "--format", "parquet", "-o", str(path)]) == 0
    assert pq.read_table(path).num_rows == 22


def test_parquet_is_not_written_on_a_screen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert run(["extract", str(right(tmp_path)), "--format", "parquet"]) == 2
    assert "请用 -o 指定文件" in capsys.readouterr().err


def test_a_file_that_cannot_be_read_leaves_the_others(tmp_path: Path, capsys: Captured) -> None:
    assert run(["extract", str(broken(tmp_path)), str(right(tmp_path))]) == 2
    assert len(capsys.readouterr().out.splitlines()) == 23


def test_excel_gets_its_mark(tmp_path: Path, capsys: Captured) -> None:
    run(["extract", str(right(tmp_path)), "--bom"])
    assert capsys.readouterr().out.startswith("\ufeffdocument,")
