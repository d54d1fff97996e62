"""``yusuan new``, ``build`` and ``verify``: from a blank workbook to a proven folder."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from tests.books.made import plausible
from yusuan import compiling
from yusuan.cli import run

Captured = pytest.CaptureFixture[str]


def test_a_blank_budget_is_made_once(tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "预算.xlsx"
    assert run(["new", str(path), "--name", "示例局", "--year", "2025"]) == 0
    before = path.read_bytes()
    assert run(["new", str(path), "--name", "示例局", "--year", "2025"]) == 2
    assert path.read_bytes() == before
    assert "已经存在" in capsys.readouterr().err


def test_a_new_budget_needs_a_name_and_a_year(tmp_path: Path, capsys: Captured) -> None:
    assert run(["new", str(tmp_path / "x.xlsx")]) == 2
    assert "--from" in capsys.readouterr().err


def test_a_budget_is_built_and_verified(tmp_path: Path, capsys: Captured) -> None:
    compiling.save(plausible(), tmp_path / "b.xlsx")
    out = tmp_path / "out"
    assert run(["build", str(tmp_path / "b.xlsx"), "-o", str(out), "--formats", "html,data"]) == 0
    assert (out / "index.html").exists()
    assert run(["verify", str(out), "--budget", str(tmp_path / "b.xlsx")]) == 0
    (out / "data" / "facts.csv").unlink()
    assert run(["verify", str(out)]) == 1
    assert "facts.csv" in capsys.readouterr().err


def test_a_budget_with_errors_is_built_only_as_a_draft(tmp_path: Path, capsys: Captured) -> None:
    books = plausible()
    wrong = replace(books, revenue=(replace(books.revenue[0], amount=Decimal(1)),))
    compiling.save(wrong, tmp_path / "b")
    arguments = ["build", str(tmp_path / "b"), "-o", str(tmp_path / "out"), "--formats", "html"]
    assert run(arguments) == 1
    assert not (tmp_path / "out").exists()
    assert "没有生成" in capsys.readouterr().err
    assert run([*arguments, "--draft"]) == 0
    assert (tmp_path / "out" / "index.html").exists()


@pytest.mark.parametrize("arguments", [["build", "无此文件"], ["verify", "无此文件夹"]])
def test_what_is_not_there_gets_one_sentence(arguments: list[str], capsys: Captured) -> None:
    assert run(arguments) in {1, 2}
    assert "Traceback" not in capsys.readouterr().err


def test_an_unknown_form_set_is_named(tmp_path: Path, capsys: Captured) -> None:
    books = plausible()
    unknown = replace(books, entity=replace(books.entity, form_set="没有这套"))
    compiling.save(unknown, tmp_path / "b")
    assert run(["build", str(tmp_path / "b")]) in {1, 2}
    assert "没有这套" in capsys.readouterr().err


def test_an_unknown_format_is_refused(tmp_path: Path, capsys: Captured) -> None:
    compiling.save(plausible(), tmp_path / "b.xlsx")
    assert run(["build", str(tmp_path / "b.xlsx"), "--formats", "docx,rtf"]) == 2
    assert "rtf" in capsys.readouterr().err


def test_a_change_is_shown_with_what_moved(tmp_path: Path, capsys: Captured) -> None:
    books = plausible()
    line = replace(books.spending[0], amount=Decimal(1305000))
    changed = replace(books, spending=(line, *books.spending[1:]))
    compiling.save(books, tmp_path / "old.xlsx")
    compiling.save(changed, tmp_path / "new")
    assert run(["diff", str(tmp_path / "old.xlsx"), str(tmp_path / "new")]) == 1
    said = capsys.readouterr().out
    assert "改了的行：2" in said
    assert "金额（万元） 130.5" in said
    assert "：201.00 → 211.00" in said
    assert "支出预算" in said.split("变了的段落")[1]
    assert run(["diff", str(tmp_path / "new"), str(tmp_path / "new")]) == 0
    assert run(["diff", str(tmp_path / "new"), str(tmp_path / "none")]) == 2
