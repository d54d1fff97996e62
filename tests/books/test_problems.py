"""Every problem is told at once, with its place and what to do; nothing else is lost."""

import io
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from tests.books.made import plausible
from tests.books.typed import changed, reading
from yusuan.books import (
    Problem,
    files_of,
    read_files,
    read_folder,
    read_workbook,
    workbook_bytes,
)
from yusuan.ledger.budgets import Norm


def places(problems: tuple[Problem, ...]) -> list[str]:
    return [each.where for each in problems]


def test_several_problems_are_told_at_once_and_other_cells_are_kept() -> None:
    budget, problems = reading(A2="009", B2="不知", C3="很多", D4="2999999", H3="P9")
    assert places(problems) == [
        "支出 A2",
        "支出 B2",
        "支出 C3",
        "支出 H3",
        "支出 第 3 行",
        "支出 D4",
    ]
    assert budget.spending[0].amount == Decimal(1205000)
    assert replace(budget, spending=()) == replace(plausible(), spending=())


def test_an_amount_that_is_missing_is_never_nought() -> None:
    budget, problems = reading(C2=None)
    assert len(budget.spending) == 2
    assert "没有读入" in problems[-1].wrong


@pytest.mark.parametrize(
    ("cells", "place", "severity"),
    [
        ({"支出!C2": -5}, "支出 C2", "warning"),
        ({"支出!D2": "20103"}, "支出 D2", "warning"),
        ({"支出!D2": None}, "支出 D2", "warning"),
        ({"支出!H3": None}, "支出 H3", "warning"),
        ({"支出!D2": None, "支出!J2": "按功能分类"}, "支出 D2", "warning"),
        ({"支出!G2": None}, "支出 G2", "error"),
        ({"支出!M2": "备忘"}, "支出 M2", "warning"),
        ({"支出!K1": "科室"}, "支出 K1", "warning"),
        ({"单位!A3": "001001", "收入!A3": "001001", "支出!A4": "001001"}, "单位 A3", "error"),
        ({"单位!F2": "十几"}, "单位 F2", "error"),
        ({"单位!D2": "也许"}, "单位 D2", "error"),
        ({"我的表!A1": "1"}, "我的表", "warning"),
        ({"首页!B11": "斤"}, "首页 B11", "error"),
    ],
)
def test_one_thing_wrong_is_one_problem(
    cells: dict[str, object], place: str, severity: str
) -> None:
    budget, problems = read_workbook(changed(cells))
    assert budget is not None
    assert [(each.where, each.severity) for each in problems] == [(place, severity)]


def test_money_known_by_economic_class_alone_lacks_no_function_and_no_project() -> None:
    cells = {"支出!D3": None, "支出!H3": None, "支出!J3": "按经济分类"}
    assert read_workbook(changed(cells))[1] == ()


def test_a_standard_that_makes_lines_needs_a_function_and_one_that_checks_does_not() -> None:
    norm = Norm("basic.operating", Decimal(4800), dept_economic="30201")
    norms = (norm, replace(norm, use="check"), replace(norm, function="2010301"))
    _, (problem,) = read_workbook(workbook_bytes(replace(plausible(), norms=norms)))
    assert (problem.where, problem.rule, problem.about) == (
        "定额标准 F2",
        "no-function",
        "定额标准",
    )


@pytest.mark.parametrize(
    ("cells", "rule", "about"),
    [
        ({"支出!C2": -5}, "negative-amount", "支出 金额 -5"),
        ({"支出!D2": "2999999"}, "unknown-code", "支出 支出功能科目 2999999"),
        ({"支出!D2": "20103"}, "coarse-function", "支出 20103"),
        ({"支出!D2": None}, "no-function", "支出"),
        ({"支出!H3": None}, "no-project", "支出"),
        ({"支出!M2": "备忘"}, "", ""),
        ({"支出!G2": None}, "", ""),
    ],
)
def test_a_warning_that_asks_for_an_answer_has_a_name(
    cells: dict[str, object], rule: str, about: str
) -> None:
    _, (problem,) = read_workbook(changed(cells))
    assert (problem.rule, problem.about) == (rule, about)


def test_a_warning_has_one_name_in_a_workbook_and_in_a_folder() -> None:
    books = plausible()
    coarse = replace(books.spending[0], function="20133", amount=Decimal(-50000))
    books = replace(books, spending=(coarse, *books.spending[1:]))
    names = [
        [(each.rule, each.about) for each in problems]
        for problems in (read_files(files_of(books))[1], read_workbook(workbook_bytes(books))[1])
    ]
    assert names[0] == names[1] != []


def test_a_file_tells_line_and_heading() -> None:
    files = files_of(plausible())
    files["revenue.csv"] = files["revenue.csv"].replace(b",50.5,", ",五十,".encode())
    _, problems = read_files(files)
    assert places(problems) == ["revenue.csv 第 3 行“金额（万元）”", "revenue.csv 第 3 行"]


def test_unknown_files_columns_and_keys_are_told() -> None:
    files = files_of(plausible()) | {"extra.csv": b"a\n"}
    files["budget.toml"] += b'colour = "red"\n'
    files["tasks.csv"] = "任务名称,颜色\n甲,红\n".encode()
    budget, problems = read_files(files)
    assert budget is not None
    assert [each.name for each in budget.tasks] == ["甲"]
    assert [each.sheet for each in problems] == ["extra.csv", "budget.toml", "tasks.csv"]


def test_a_file_of_another_encoding_is_read_and_told() -> None:
    files = files_of(plausible())
    files["units.csv"] = files["units.csv"].decode().encode("gbk")
    budget, (problem,) = read_files(files)
    assert budget == plausible()
    assert "UTF-8" in problem.wrong


def test_two_units_of_money_in_one_file_are_told() -> None:
    files = files_of(plausible())
    files["revenue.csv"] = files["revenue.csv"].decode().replace("万元", "元").encode()
    assert "金额单位是万元" in read_files(files)[1][0].wrong


@pytest.mark.parametrize("cells", [{"首页!B4": None}, {"首页!B5": "今年"}])
def test_without_a_name_or_a_year_there_is_no_budget(cells: dict[str, object]) -> None:
    budget, problems = read_workbook(changed(cells))
    assert budget is None
    assert "读不出这是谁的预算" in problems[-1].wrong


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0" * 200, b"name,year\n"])
def test_what_is_no_workbook_is_told(data: bytes) -> None:
    budget, (problem,) = read_workbook(data)
    assert budget is None
    assert "xlsx" in problem.remedy


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    assert read_folder(tmp_path / "无")[0] is None
    assert "打不开" in read_workbook(tmp_path / "无.xlsx")[1][0].wrong


def test_a_problem_reads_as_a_sentence() -> None:
    problem = Problem("支出", "C5", "“很多”不是一个数", "请只填数字")
    assert str(problem) == "支出 C5：“很多”不是一个数。请只填数字。"


def test_a_bomb_is_not_unpacked() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", bytes(100 * 1024 * 1024))
    budget, (problem,) = read_workbook(file.getvalue())
    assert budget is None
    assert "压缩炸弹" in problem.wrong
