"""``yusuan accept``: a reason silences a finding, and nothing else does."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.samples import RIGHT, WRONG, right, wrong
from yusuan.cli import run

Captured = pytest.CaptureFixture[str]


def found(path: Path, capsys: Captured, *options: str) -> dict[str, Any]:
    run(["check", str(path), "--format", "json", *options])
    (document,) = json.loads(capsys.readouterr().out)["documents"]
    return dict(document)


def keys(path: Path, capsys: Captured) -> list[str]:
    return [one["key"] for one in found(path, capsys)["findings"]]


def beside(path: Path) -> Path:
    return path.with_name(path.name + ".accepted.csv")


@pytest.fixture
def accepted(tmp_path: Path, capsys: Captured) -> Path:
    """A document whose two findings are accepted."""
    path = wrong(tmp_path)
    assert run(["accept", str(path), *keys(path, capsys), "--reason", "=上级 核定数"]) == 0
    capsys.readouterr()
    return path


def test_what_is_accepted_no_longer_counts_and_is_listed_with_its_reason(
    accepted: Path, capsys: Captured
) -> None:
    assert run(["check", str(accepted)]) == 0
    said = capsys.readouterr().out
    assert "发现的问题：0 个" in said
    assert "已接受的问题：2 个" in said
    assert said.count("理由：=上级 核定数") == 2
    assert said.rstrip().endswith("提示 0，另已接受 2 个。")


def test_the_file_is_for_excel_and_its_text_stays_text(accepted: Path) -> None:
    data = beside(accepted).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    heads, row, _ = csv.reader(io.StringIO(data.decode("utf-8-sig")))
    assert heads == ["编号", "规则", "问题", "理由", "处理人", "日期"]
    assert (row[1], row[3], row[4]) == ("表内行合计", "'=上级 核定数", "")
    assert len(row[5]) == 10


def test_every_output_tells_of_it(accepted: Path, tmp_path: Path, capsys: Captured) -> None:
    assert {one["accepted"] for one in found(accepted, capsys)["findings"]} == {"=上级 核定数"}
    run(["check", str(accepted), "--format", "csv", "--xlsx", str(tmp_path / "x.xlsx")])
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out.removeprefix("\ufeff"))))
    assert [row["接受的理由"] for row in rows] == ["'=上级 核定数"] * 2
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    assert book["问题"].max_row == 1
    assert [cell.value for cell in book["已接受的问题"]["F"]] == ["理由", *["=上级 核定数"] * 2]


def test_it_can_be_ignored(accepted: Path, capsys: Captured) -> None:
    assert run(["check", str(accepted), "--no-accepted"]) == 1
    assert "已接受的问题" not in capsys.readouterr().out


def test_a_folder_does_not_take_the_file_for_a_document(accepted: Path, capsys: Captured) -> None:
    assert run(["check", str(accepted.parent), str(beside(accepted))]) == 0
    assert "共读 1 个文件；" in capsys.readouterr().out


def test_what_no_longer_occurs_is_said(accepted: Path, capsys: Captured) -> None:
    accepted.write_text(RIGHT, encoding="utf-8")
    assert run(["check", str(accepted)]) == 0
    said = capsys.readouterr().out
    assert "接受过而这次没有用上：2 个" in said
    assert said.count("没有再出现") == 2


def test_a_finding_with_other_figures_is_a_finding_again(accepted: Path, capsys: Captured) -> None:
    accepted.write_text(WRONG.replace("31.00", "39.00"), encoding="utf-8")
    assert run(["check", str(accepted)]) == 1
    said = capsys.readouterr().out
    assert "发现的问题：2 个" in said
    assert said.count("接受之后数字有变") == 2


def test_what_is_accepted_is_listed_and_can_be_undone(accepted: Path, capsys: Captured) -> None:
    first, second = keys(accepted, capsys)
    assert run(["accept", str(accepted)]) == 0
    assert "已接受的问题：2 个" in capsys.readouterr().out
    assert run(["accept", str(accepted), "--undo", first]) == 0
    assert run(["check", str(accepted)]) == 1
    assert run(["accept", str(accepted), "--undo", second]) == 0
    assert not beside(accepted).exists()
    capsys.readouterr()
    assert run(["accept", str(accepted), "--undo", second]) == 2
    assert "没有接受过" in capsys.readouterr().err


def test_more_is_added_and_a_new_reason_takes_the_place_of_the_old(
    tmp_path: Path, capsys: Captured
) -> None:
    path = wrong(tmp_path)
    one, two = keys(path, capsys)
    run(["accept", str(path), one, "--reason", "甲"])
    run(["accept", str(path), two, "--reason", "乙", "--by", "经办"])
    run(["accept", str(path), one, "--reason", "丙"])
    rows = list(csv.reader(io.StringIO(beside(path).read_text("utf-8-sig"))))[1:]
    assert [(row[0], row[3], row[4]) for row in rows] == [(one, "丙", ""), (two, "乙", "经办")]


@pytest.mark.parametrize("reason", [[], ["--reason", "  "]])
def test_without_a_reason_nothing_is_accepted(
    reason: list[str], tmp_path: Path, capsys: Captured
) -> None:
    path = wrong(tmp_path)
    assert run(["accept", str(path), *keys(path, capsys), *reason]) == 2
    assert "没有写理由" in capsys.readouterr().err
    assert not beside(path).exists()


def test_an_unknown_key_is_refused_and_nothing_is_written(tmp_path: Path, capsys: Captured) -> None:
    path = wrong(tmp_path)
    known = keys(path, capsys)[0]
    assert run(["accept", str(path), known, "k000000000", "--reason", "甲"]) == 2
    assert "没有编号是“k000000000”的问题" in capsys.readouterr().err
    assert not beside(path).exists()


def test_a_finding_across_files_is_accepted_with_the_other_file(
    tmp_path: Path, capsys: Captured
) -> None:
    other = right(tmp_path, "甲.txt")
    path = tmp_path / "乙.txt"
    path.write_text(RIGHT.replace("100.00", "101.00").replace("70.00", "71.00"), encoding="utf-8")
    run(["check", str(other), str(path), "--format", "json"])
    documents = json.loads(capsys.readouterr().out)["documents"]
    across = [f for d in documents for f in d["findings"] if any(":" in one for one in f["facts"])]
    key = across[0]["key"]
    last = documents[1]["source"]["path"]
    assert run(["accept", last, key, "--reason", "甲"]) == 2
    assert "--with" in capsys.readouterr().err
    assert run(["accept", last, key, "--reason", "甲", "--with", str(other)]) == 0
    assert run(["accept", last, key, "--reason", "甲", "--with", str(tmp_path)]) == 0
    assert run(["accept", str(tmp_path), key, "--reason", "甲"]) == 2
    assert "是文件夹" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("规则,问题\n", "第一行缺少“编号、理由”"),
        ("", "第一行缺少"),
        ("编号,理由\nkxyz,甲\n", "第 2 行的编号“kxyz”不是问题的编号"),
        ("编号,理由\n{key},\n", "第 2 行没有写理由"),
        ("编号,理由\n,甲\n", "第 2 行没有编号"),
        ("编号,理由\n{key},甲\n{key},乙\n", "第 3 行的编号“{key}”前面已经有了"),
        ('编号,理由\n{key},"甲\n', "不是完整的 CSV"),
        ("\0编号", "不是文本"),
    ],
)
def test_a_broken_file_is_told_of_in_one_sentence_and_silences_nothing(
    data: str, said: str, tmp_path: Path, capsys: Captured
) -> None:
    path = wrong(tmp_path)
    key = keys(path, capsys)[0]
    beside(path).write_text(data.replace("{key}", key), encoding="utf-8")
    assert run(["check", str(path)]) == 1
    told = capsys.readouterr()
    assert told.err.count("\n") == 1
    assert said.replace("{key}", key) in told.err
    assert "发现的问题：2 个" in told.out


def test_a_broken_file_is_no_clean_result(tmp_path: Path) -> None:
    path = right(tmp_path)
    beside(path).write_text("坏了", encoding="utf-8")
    assert run(["check", str(path)]) == 2


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_the_file_is_read_as_excel_saves_it(
    encoding: str, tmp_path: Path, capsys: Captured
) -> None:
    path = wrong(tmp_path)
    rows = "".join(f"{key};甲;\r\n" for key in keys(path, capsys))
    beside(path).write_bytes(f"编号;理由;日期\r\n;;\r\n{rows}".encode(encoding))
    assert run(["check", str(path)]) == 0
