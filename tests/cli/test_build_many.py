"""``yusuan build`` with many budgets: each in its folder, none stopped by another."""

import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from tests.books.made import plausible
from yusuan import compiling, workers
from yusuan.cli import build_many, run

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A folder of two good budgets and of what stands beside budgets."""
    folder = tmp_path / "全部预算"
    (folder / "二组").mkdir(parents=True)
    compiling.save(plausible(), folder / "甲局.xlsx")
    compiling.save(plausible(), folder / "二组" / "乙局")
    (folder / "~$甲局.xlsx").write_bytes(b"lock")
    (folder / "说明.txt").write_text("不是预算")
    return folder


def build(*arguments: Path | str) -> int:
    return run(["build", *map(str, arguments), "--formats", "html", "--jobs", "2"])


def test_every_budget_of_a_folder_gets_a_folder(shelf: Path, tmp_path: Path) -> None:
    out = tmp_path / "公开"
    assert build(shelf, "-o", out) == 0
    assert sorted(one.name for one in out.iterdir()) == ["乙局", "生成记录.txt", "甲局"]
    assert run(["verify", str(out / "甲局"), "--budget", str(shelf / "甲局.xlsx")]) == 0
    assert run(["verify", str(out / "乙局"), "--budget", str(shelf / "二组" / "乙局")]) == 0


def test_what_was_published_among_budgets_is_no_budget(shelf: Path) -> None:
    assert build(shelf, "-o", shelf / "公开") == 0
    again = compiling.budgets(shelf)
    assert sorted(one.name for one in again) == ["乙局", "甲局.xlsx"]


def test_one_that_cannot_be_read_stops_no_other(
    shelf: Path, tmp_path: Path, capsys: Captured
) -> None:
    (shelf / "坏.xlsx").write_text("不是工作簿")
    out = tmp_path / "公开"
    assert build(shelf, "-o", out) == 2
    said = capsys.readouterr()
    assert "坏.xlsx：没能生成" in said.err
    assert "甲局.xlsx：已生成" in said.out
    assert "共 3 份预算：已生成 2 份、没能生成 1 份" in said.out
    assert {one.name for one in out.iterdir()} == {"甲局", "乙局", "生成记录.txt"}


def test_the_worst_exit_code_counts_and_the_record_says_why(shelf: Path, tmp_path: Path) -> None:
    books = plausible()
    wrong = replace(books, revenue=(replace(books.revenue[0], amount=Decimal(1)),))
    compiling.save(wrong, tmp_path / "错.xlsx")
    out = tmp_path / "公开"
    assert build(shelf / "甲局.xlsx", tmp_path / "错.xlsx", "-o", out) == 1
    record = (out / "生成记录.txt").read_text(encoding="utf-8")
    assert "错.xlsx：有错误，没有生成" in record
    assert "不符" in record
    assert not (out / "错").exists()


def test_a_budget_named_twice_is_built_once(shelf: Path, tmp_path: Path, capsys: Captured) -> None:
    assert build(shelf, shelf / "甲局.xlsx", "-o", tmp_path / "公开") == 0
    assert "共 2 份预算" in capsys.readouterr().out


def test_names_that_are_alike_get_the_folder_before_them() -> None:
    paths = [Path("a/预算.xlsx"), Path("b/预算.xlsx"), Path("b/预算.XLSX"), Path("丙局.xlsx")]
    assert build_many._names(paths) == ["a-预算", "b-预算", "b-预算（2）", "丙局"]


def test_a_process_that_dies_is_one_budget_that_was_not_built(
    shelf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.setattr(workers, "each", lambda *_, **__: [workers.Lost("crash")] * 2)
    assert build(shelf / "甲局.xlsx", shelf / "无此文件", "-o", tmp_path) == 2
    assert "意外退出" in capsys.readouterr().err


def test_on_a_terminal_a_bar_stands_before_anything_is_said(
    shelf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert build(shelf, "-o", tmp_path / "公开") == 0
    said = capsys.readouterr()
    assert "生成预算" in said.err
    assert said.out.count("：已生成 →") == 2


def test_a_list_of_warnings_is_of_one_budget(shelf: Path, capsys: Captured) -> None:
    assert build(shelf, "--warnings", "w.csv") == 2
    assert "只能用于一份预算" in capsys.readouterr().err
