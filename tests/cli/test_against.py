"""``yusuan check --against``: what is new, what is gone, what stayed."""

import json
from pathlib import Path
from typing import Any

import click
import openpyxl
import pytest

from tests.publish.schema import faults
from tests.samples import RIGHT, WRONG, right, wrong
from yusuan.checks import Result, check
from yusuan.cli import run
from yusuan.cli.against import change_lines
from yusuan.ledger import Disclosure, Origin
from yusuan.publish.comparison import Earlier, Told, compared

Captured = pytest.CaptureFixture[str]
SCHEMA = json.loads(
    (Path(__file__).parents[2] / "docs" / "reference" / "check.schema.json").read_text("utf-8")
)
#: The second wrong figure of a sheet whose first one is right.
OTHER = RIGHT.replace("\t60.00\t40.00", "\t61.00\t40.00")


@pytest.fixture
def last(tmp_path: Path, capsys: Captured) -> Path:
    """The report on a wrong document."""
    report = tmp_path / "上次.json"
    run(["check", str(wrong(tmp_path)), "--format", "json", "-o", str(report)])
    return report


def against(paths: list[Path], last: Path, capsys: Captured) -> dict[str, Any]:
    run(["check", *map(str, paths), "--against", str(last), "--format", "json"])
    report = json.loads(capsys.readouterr().out)
    assert list(faults(report, SCHEMA, SCHEMA)) == []
    return dict(report["against"])


def test_the_same_again_is_all_kept(last: Path, tmp_path: Path, capsys: Captured) -> None:
    found = against([wrong(tmp_path)], last, capsys)
    assert found == {"new": [], "gone": [], "kept": 2, "missing": [], "not_compared": []}


def test_what_was_corrected_is_gone_and_what_came_is_new(
    last: Path, tmp_path: Path, capsys: Captured
) -> None:
    path = tmp_path / "错.txt"
    path.write_text(OTHER, encoding="utf-8")
    assert run(["check", str(path), "--against", str(last)]) == 1
    said = capsys.readouterr().out
    assert "错误（新） · " in said
    assert "与上次比较：新 2 个，消失 2 个，仍在 0 个" in said
    assert said.count("消失 · 错误 · ") == 2
    found = against([path], last, capsys)
    assert {one["document"] for one in (*found["new"], *found["gone"])} == {0}
    assert not {one["key"] for one in found["new"]} & {one["key"] for one in found["gone"]}


def test_a_renamed_document_is_known_by_its_entity_and_year(
    last: Path, tmp_path: Path, capsys: Captured
) -> None:
    found = against([right(tmp_path, "改名.txt")], last, capsys)
    assert (len(found["gone"]), found["missing"]) == (2, [])


def test_a_document_without_a_name_is_known_by_its_path(tmp_path: Path, capsys: Captured) -> None:
    path, report = tmp_path / "a.txt", tmp_path / "r.json"
    nameless = WRONG.replace("某市某区测试局", "")
    path.write_text(nameless, encoding="utf-8")
    run(["check", str(path), "--format", "json", "-o", str(report)])
    path.write_text(nameless.replace("31.00", "30.00"), encoding="utf-8")
    found = against([path], report, capsys)
    assert {one["rule"] for one in found["gone"]} == {"rows-add-up"}


def test_a_document_that_was_not_checked_now_has_lost_nothing(
    last: Path, tmp_path: Path, capsys: Captured
) -> None:
    path = tmp_path / "别家.txt"
    path.write_text(WRONG.replace("测试局", "示范局"), encoding="utf-8")
    found = against([path], last, capsys)
    assert (len(found["new"]), found["gone"]) == (2, [])
    assert [Path(one).name for one in found["missing"]] == ["错.txt"]
    run(["check", str(path), "--against", str(last)])
    said = "".join(capsys.readouterr().out.split())
    assert "（上次的结果里没有这份文件）" in said
    assert "这次没有的文件没有比较" in said


def test_a_check_that_did_not_end_is_not_compared() -> None:
    origin = Origin("a.txt", "", "text")
    before = (Earlier("a.txt", "", None, (Told("k1", "r", "error", "错"),)),)
    group = ((Disclosure(origin, None, None, None),), (Result((), ()),))
    found = compared([(group, False)], before)
    assert (found.changes, found.gone, found.missing) == ((None,), 0, ())
    assert "没有核对完" in click.unstyle("".join(change_lines(None, 80)))


def test_of_two_documents_of_one_body_each_is_compared_with_itself() -> None:
    def document(path: str) -> Disclosure:
        return Disclosure(Origin(path, path, "text"), "某局", 2022, "budget", "department")

    about = ("某局", 2022, "department")
    one, two = Told("k1", "r", "error", "甲"), Told("k2", "r", "error", "乙")
    before = (Earlier("b.txt", "", about, (two,)), Earlier("a.txt", "", about, (one,)))
    found = compared([(([document("a.txt")], check([document("a.txt")])), True)], before)
    assert found.changes[0]
    assert found.changes[0].gone == (one,)


def test_the_workbook_and_the_page_tell_of_it(last: Path, tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "错.txt"
    path.write_text(OTHER, encoding="utf-8")
    book, page = tmp_path / "x.xlsx", tmp_path / "x.html"
    files = ["--xlsx", str(book), "--html", str(page)]
    run(["check", str(path), "--against", str(last), *files])
    rows = list(openpyxl.load_workbook(book)["与上次比较"].iter_rows(values_only=True))[1:]
    assert sorted(row[0] for row in rows) == ["新", "新", "消失", "消失"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "不是核对结果"),
        (b"[]", "不是核对结果"),
        (b'{"schema": "yusuan.facts/1", "facts": []}', "不是核对结果"),
        (b'{"schema": "yusuan.check/1", "documents": [5]}', "不是核对结果"),
        (b"\xff\xfe", "不是核对结果"),
        (b"[" * 100_000, "不是核对结果"),
        (
            b'{"schema": "yusuan.check/1", "documents": [{"source": {"path": "a"}, '
            b'"findings": [{"rule": "r"}]}]}',
            "没有编号",
        ),
    ],
)
def test_what_is_no_report_is_refused_in_one_sentence(
    data: bytes, said: str, tmp_path: Path, capsys: Captured
) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(data)
    assert run(["check", str(right(tmp_path)), "--against", str(path)]) == 2
    told = capsys.readouterr()
    assert (told.out, told.err.count("\n")) == ("", 1)
    assert said in told.err
    assert run(["check", str(right(tmp_path)), "--against", str(tmp_path / "没有")]) == 2
