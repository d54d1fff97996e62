"""The workbook of findings can be worked through, and holds no formula of anybody's."""

import io
from dataclasses import replace

import openpyxl
from openpyxl.workbook import Workbook

from tests.samples import WRONG, disclosure
from yusuan.checks import Outcome, Result, check
from yusuan.checks.findings import Finding
from yusuan.ledger import Disclosure
from yusuan.publish import findings_book
from yusuan.publish.findings import COLUMNS


def book(found: Disclosure, *results: Result) -> Workbook:
    stream = io.BytesIO()
    findings_book.write_xlsx([((found,), results or check([found]))], stream)
    return openpyxl.load_workbook(io.BytesIO(stream.getvalue()))


def column(sheet: object, name: str) -> list[object]:
    heads, *rows = sheet.iter_rows(values_only=True)  # type: ignore[attr-defined]
    return [row[heads.index(name)] for row in rows]


def test_every_finding_has_a_row_with_room_for_a_decision() -> None:
    sheet = book(disclosure(WRONG))["问题"]
    heads = [cell.value for cell in sheet[1]]
    assert heads == [*COLUMNS[:-1], "处理意见", "说明", "处理人", "日期"]
    assert column(sheet, "级别") == ["错误", "错误"]
    assert column(sheet, "规则") == ["表内行合计", "表内行合计"]
    assert column(sheet, "差额（元）") == [-10_000, -10_000]
    assert column(sheet, "处理意见") == [None, None]


def test_decisions_are_chosen_from_a_list_for_every_row() -> None:
    sheet = book(disclosure(WRONG))["问题"]
    found = {one.type: one for one in sheet.data_validations.dataValidation}
    assert found["list"].formula1 == '"属实,不属实,已解释"'
    assert str(found["list"].sqref) == "O2:O3"
    assert str(found["date"].sqref) == "R2:R3"


def test_headings_stay_in_sight_and_filter() -> None:
    sheet = book(disclosure(WRONG))["问题"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:R3")
    assert sheet.print_title_rows == "$1:$1"


def test_text_that_looks_like_a_formula_stays_text() -> None:
    found = disclosure(WRONG)
    nasty = replace(found, entity="=HYPERLINK(1)", origin=replace(found.origin, path="@x"))
    sheet = book(nasty, *check([found]))["问题"]
    assert [(cell.value, cell.data_type) for cell in sheet[2][:2]] == [
        ("@x", "s"),
        ("=HYPERLINK(1)", "s"),
    ]


def test_the_ledger_of_checks_stands_on_a_sheet_of_its_own() -> None:
    sheet = book(disclosure(WRONG))["检查台账"]
    (rows,) = (row for row in sheet.iter_rows(values_only=True) if row[1] == "表内行合计")
    assert (rows[3], rows[5]) == (13, 2)


def test_reasons_are_listed_with_how_often_they_hold() -> None:
    found = disclosure(WRONG.replace("\t项目支出\n", "\t闻所未闻栏\n", 1))
    sheet = book(found)["未查和不适用"]
    assert sum(int(str(times)) for times in column(sheet, "项数")) > 0
    assert set(column(sheet, "结果")) <= {"未查", "不适用"}


def test_what_is_no_money_keeps_its_unit() -> None:
    finding = Finding(
        "r", "error", "不对", "", (), (), "5.1", "5.2", "0.1", "", None, "5.1", "", "%", key="k1"
    )
    result = Result((Outcome("r", "failed", "", (), (), finding),), ())
    sheet = book(disclosure(), result)["问题"]
    assert (column(sheet, "应为（元）"), column(sheet, "编号")) == (["5.1%"], ["k1"])


def test_a_clean_document_has_its_headings_all_the_same() -> None:
    sheet = book(disclosure())["问题"]
    assert (sheet.max_row, sheet["A1"].value) == (1, "文件")
