"""``yusuan check``: what it prints, what it returns, and that one bad file stops nothing."""

import csv
import io
import json
import re
from functools import partial
from pathlib import Path

import pytest

from tests.books.made import plausible
from tests.samples import RIGHT, WRONG, broken, right, wrong
from yusuan import compiling, pipeline
from yusuan.cli import run
from yusuan.cli.terminal import width

Captured = pytest.CaptureFixture[str]


def test_a_file_whose_sums_hold_gives_zero_and_the_ledger(tmp_path: Path, capsys: Captured) -> None:
    assert run(["check", str(right(tmp_path))]) == 0
    said = capsys.readouterr().out
    assert "某市某区测试局 · 2022年 · 预算 · 部门" in said
    assert "勾稽检查：" in said
    assert "发现的问题：0 个" in said


def test_a_wrong_sum_gives_one_and_the_figures_with_their_places(
    tmp_path: Path, capsys: Captured
) -> None:
    assert run(["check", str(wrong(tmp_path))]) == 1
    said = capsys.readouterr().out
    assert "31.00  2010302 / 一般行政管理事务（第 10 行第 5 格）" in said
    assert "应为 31 万元，相差 -1 万元" in said


def test_the_last_line_sums_up(tmp_path: Path, capsys: Captured) -> None:
    run(["check", str(right(tmp_path)), str(broken(tmp_path))])
    last = "".join(capsys.readouterr().out.rpartition("\n\n")[2].split("\n"))
    assert re.match(
        r"共读 1 个文件（另有 1 个没能读入）；查了 \d+ 项关系：通过 \d+、舍入 0、", last
    )
    assert last.endswith("错误 0、警告 0、提示 0。")


def test_no_line_is_wider_than_eighty_columns(tmp_path: Path, capsys: Captured) -> None:
    run(["check", str(wrong(tmp_path))])
    assert max(map(width, capsys.readouterr().out.splitlines())) <= 80


def test_a_file_that_cannot_be_read_is_told_of_and_the_others_are_checked(
    tmp_path: Path, capsys: Captured
) -> None:
    assert run(["check", str(broken(tmp_path)), str(right(tmp_path))]) == 2
    said = capsys.readouterr()
    assert said.err.count("\n") == 1
    assert "坏.pdf”：" in said.err
    assert re.search(r"查了 \d{2} 项关系：通过 \d{2}、", said.out)


def test_an_error_found_counts_for_more_than_a_file_not_read(tmp_path: Path) -> None:
    assert run(["check", str(broken(tmp_path)), str(wrong(tmp_path))]) == 1


def test_a_path_that_is_not_there_is_told_of(tmp_path: Path, capsys: Captured) -> None:
    assert run(["check", str(tmp_path / "没有.pdf")]) == 2
    assert "找不到这个文件" in capsys.readouterr().err


def test_a_folder_without_documents_is_told_of(tmp_path: Path, capsys: Captured) -> None:
    assert run(["check", str(tmp_path)]) == 2
    assert "没有可读的文件" in capsys.readouterr().err


def test_a_budget_of_ours_is_not_taken_for_documents(tmp_path: Path, capsys: Captured) -> None:
    compiling.save(plausible(), tmp_path / "预算")
    assert run(["check", str(tmp_path / "预算")]) == 2
    assert "yusuan build" in capsys.readouterr().err
    right(tmp_path)
    assert [path.parent for path in pipeline.files(tmp_path)] == [tmp_path]


def test_a_folder_is_searched(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "下级").mkdir()
    wrong(tmp_path / "下级")
    right(tmp_path)
    assert run(["check", str(tmp_path), "--format", "json"]) == 1
    assert len(json.loads(capsys.readouterr().out)["documents"]) == 2


def test_a_file_named_twice_is_read_once(tmp_path: Path, capsys: Captured) -> None:
    run(["check", str(right(tmp_path)), str(tmp_path), "--format", "json"])
    assert len(json.loads(capsys.readouterr().out)["documents"]) == 1


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(RIGHT.encode())))
    assert run(["check", "-", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)["documents"][0]
    assert (found["source"]["path"], found["source"]["kind"]) == ("-", "text")


def test_json_is_printed_even_when_nothing_could_be_read(tmp_path: Path, capsys: Captured) -> None:
    assert run(["check", str(broken(tmp_path)), "--format", "json"]) == 2
    assert json.loads(capsys.readouterr().out)["documents"] == []


def test_csv_has_a_row_for_every_finding(tmp_path: Path, capsys: Captured) -> None:
    run(["check", str(wrong(tmp_path)), "--format", "csv"])
    text = capsys.readouterr().out.removeprefix("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["级别"] for row in rows] == ["错误", "错误"]
    assert rows[0]["差额（元）"] == "-10000"


def test_the_report_goes_to_a_file_whole(tmp_path: Path, capsys: Captured) -> None:
    report = tmp_path / "报告.txt"
    assert run(["check", str(wrong(tmp_path)), "-o", str(report)]) == 1
    assert "发现的问题：2 个" in report.read_text(encoding="utf-8")
    assert capsys.readouterr().out == ""
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_what_is_read_is_never_written_over(tmp_path: Path, capsys: Captured) -> None:
    path = wrong(tmp_path)
    assert run(["check", str(path), "-o", str(path)]) == 2
    assert path.read_text(encoding="utf-8") == WRONG
    assert "不能又写到它上面" in capsys.readouterr().err


def test_a_figure_of_another_file_is_shown_with_that_file(tmp_path: Path, capsys: Captured) -> None:
    right(tmp_path, "甲.txt")
    other = RIGHT.replace("40.00\n201\t", "41.00\n201\t").replace("\t40.00\t40.00\t", "\t40.00\t\t")
    (tmp_path / "乙.txt").write_text(other, encoding="utf-8")
    run(["check", str(tmp_path)])
    said = capsys.readouterr().out
    assert "甲.txt t01《部门支出总表》" in said or "乙.txt t01《部门支出总表》" in said


def test_a_document_without_tables_is_not_called_free_of_faults(
    tmp_path: Path, capsys: Captured
) -> None:
    (tmp_path / "说明.txt").write_text("这里只有一句话，没有表。\n", encoding="utf-8")
    run(["check", str(tmp_path)])
    assert "不能据此认为没有问题" in capsys.readouterr().out


def test_a_label_that_is_not_understood_is_listed_once_with_its_count(
    tmp_path: Path, capsys: Captured
) -> None:
    text = RIGHT.replace("\t项目支出\n", "\t闻所未闻栏\n", 1)
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    run(["check", str(tmp_path)])
    said = capsys.readouterr().out
    assert said.count("闻所未闻栏”（") == 1
    assert "个数字）" in said


def test_a_check_that_does_not_end_is_no_clean_result(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    stopped = partial(pipeline.check_all, seconds=0)
    monkeypatch.setattr(pipeline, "check_all", lambda found, **_: stopped(found))
    assert run(["check", str(right(tmp_path))]) == 2
    said = capsys.readouterr()
    assert "对.txt”：核对超过 0 秒，已停止。" in said.err
    assert "未查 · 表内行合计：核对超过 0 秒，已停止" in said.out


@pytest.mark.shared
def test_every_shared_document_is_reported(shared: Path, capsys: Captured) -> None:
    run(["check", str(shared / "disclosures"), str(shared / "seeds"), "--format", "json"])
    said = capsys.readouterr()
    assert said.err == ""
    assert len(json.loads(said.out)["documents"]) == 13


def test_a_page_and_a_workbook_are_written_beside_the_report(
    tmp_path: Path, capsys: Captured
) -> None:
    page, book = tmp_path / "报告.html", tmp_path / "问题.xlsx"
    path = f"{tmp_path}/./{wrong(tmp_path).name}"
    assert run(["check", path, "--html", str(page), "--xlsx", str(book)]) == 1
    assert "发现的问题：2 个" in capsys.readouterr().out
    assert 'id="n2"' in page.read_text(encoding="utf-8")
    assert book.read_bytes()[:2] == b"PK"


def test_reports_of_several_bodies_go_into_a_folder(tmp_path: Path, capsys: Captured) -> None:
    other = wrong(tmp_path)
    other.write_text(WRONG.replace("某市某区测试局", "某市某区另一局"), encoding="utf-8")
    files = [str(right(tmp_path)), str(other)]
    assert run(["check", *files, "--html", str(tmp_path / "报告")]) == 1
    assert sorted(path.name for path in (tmp_path / "报告").iterdir()) == [
        "index.html", "对.html", "错.html",
    ]  # fmt: skip
    run(["check", *files, "--html", str(tmp_path / "一份.html")])
    assert "几个单位的报告要写进文件夹" in capsys.readouterr().err


def test_a_page_is_never_written_over_what_is_read(tmp_path: Path) -> None:
    path = str(wrong(tmp_path))
    assert run(["check", path, "--html", path]) == 2
    assert run(["check", path, "--xlsx", path]) == 2


def test_a_page_of_nothing_read_is_not_written(tmp_path: Path) -> None:
    page = tmp_path / "报告.html"
    assert run(["check", str(broken(tmp_path)), "--html", str(page)]) == 2
    assert not page.exists()
