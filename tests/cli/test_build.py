"""``yusuan new``, ``build`` and ``verify``: from a blank workbook to a proven folder."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from tests.books.made import plausible
from yusuan import compiling
from yusuan.cli import run
from yusuan.ledger.budgets import Answer, Budget, Norm

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


def wages_as_a_project() -> Budget:
    """A plausible budget with one line that the codes speak against."""
    books = plausible()
    line = replace(books.spending[1], function="2010301")
    return replace(books, spending=(books.spending[0], line, books.spending[2]))


def built(budget: Budget, folder: Path, *more: str) -> int:
    compiling.save(budget, folder / "b.xlsx")
    out = ["-o", str(folder / "out"), "--formats", "html", *more]
    return run(["build", str(folder / "b.xlsx"), *out])


def test_a_warning_is_told_with_its_name_and_stops_nothing(
    tmp_path: Path, capsys: Captured
) -> None:
    assert built(wages_as_a_project(), tmp_path) == 0
    told = capsys.readouterr().err
    assert "警告 L-01｜001001 2010301 30201 P1：支出第 2 行：" in told
    assert "“警告说明”表各写一行" in told
    assert run(["verify", str(tmp_path / "out"), "--budget", str(tmp_path / "b.xlsx")]) == 0
    assert "说明：（没有说明）" in capsys.readouterr().out


def test_strict_stops_at_a_warning_nobody_explained(tmp_path: Path) -> None:
    assert built(wages_as_a_project(), tmp_path, "--strict") == 1
    assert not (tmp_path / "out").exists()


def test_the_rows_that_are_written_answer_once_they_are_filled_in(
    tmp_path: Path, capsys: Captured
) -> None:
    listed = tmp_path / "警告.csv"
    assert built(wages_as_a_project(), tmp_path, "--warnings", str(listed)) == 0
    heading, row = listed.read_text("utf-8-sig").splitlines()
    assert heading == "规则,对象,说明,警告内容"
    rule, about, text, _ = row.split(",", 3)
    assert text == ""
    answered = replace(wages_as_a_project(), answers=(Answer(rule, about, "改革试点"),))
    capsys.readouterr()
    assert built(answered, tmp_path, "--strict") == 0
    assert "警告 L-01" not in capsys.readouterr().err
    assert run(["verify", str(tmp_path / "out")]) == 0
    assert "说明：改革试点" in capsys.readouterr().out


def test_an_explanation_of_nothing_is_told(tmp_path: Path, capsys: Captured) -> None:
    books = replace(plausible(), answers=(Answer("L-01", "001001", "改革试点"),))
    assert built(books, tmp_path) == 0
    assert "警告说明第 1 行（L-01｜001001）没有对应的警告" in capsys.readouterr().err


def test_a_warning_about_what_was_typed_is_answered_too(tmp_path: Path, capsys: Captured) -> None:
    books = plausible()
    coarse = replace(books.spending[1], function="20133")
    books = replace(books, spending=(books.spending[0], coarse, books.spending[2]))
    assert built(books, tmp_path, "--strict") == 1
    assert "警告 coarse-function｜支出 20133：支出 D3：" in capsys.readouterr().err
    answered = replace(books, answers=(Answer("coarse-function", "支出 20133", "尚未细化"),))
    assert built(answered, tmp_path, "--strict") == 0


def test_what_standards_make_is_shown_with_its_arithmetic(tmp_path: Path, capsys: Captured) -> None:
    books = plausible()
    item = {"unit": "001001", "function": "2010301", "dept_economic": "30202"}
    norm = Norm("basic.operating", Decimal(100), **item)
    more = replace(books.revenue[0], amount=books.revenue[0].amount + 1800)
    books = replace(books, norms=(norm,), revenue=(more, books.revenue[1]))
    assert built(books, tmp_path) == 0
    said = capsys.readouterr().out
    assert "按定额标准生成支出 1 笔，共 1800 元：" in said
    assert "定额标准第 1 行，001001 2010301 30202：18 人 × 100 元 = 1800.00 元" in said
