"""The workbook holds exact numbers that print as the tables do, and text that stays text."""

import io
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from tests.publish.volumes import small, table
from yusuan.documents import Cell, Table
from yusuan.publish import xlsx
from yusuan.publish.volume import Part, TableBlock, Text
from yusuan.publish.xlsx_names import sheet_names


def opened(*blocks: TableBlock) -> Workbook:
    volume = small()
    if blocks:
        volume = replace(volume, parts=(Part("表", blocks),))
    return openpyxl.load_workbook(io.BytesIO(xlsx.write(volume)))


@pytest.fixture(scope="module")
def book() -> Workbook:
    return opened()


def test_there_is_a_sheet_of_contents_a_sheet_a_table_and_one_of_text(book: Workbook) -> None:
    assert book.sheetnames == ["目录", "部门支出总表", "文字说明"]


def test_the_contents_lead_to_the_sheets(book: Workbook) -> None:
    links = [cell.hyperlink.location for row in book["目录"] for cell in row if cell.hyperlink]
    assert links == ["'部门支出总表'!A1", "'文字说明'!A1"]


def test_a_figure_is_a_number_with_the_format_it_is_printed_in(book: Workbook) -> None:
    cell = book["部门支出总表"]["C5"]
    assert (cell.value, cell.number_format) == (1234.5, "#,##0.00")


def test_a_code_stays_text(book: Workbook) -> None:
    assert book["部门支出总表"]["A6"].value == "201"


def test_the_header_is_merged_frozen_and_repeated_on_paper(book: Workbook) -> None:
    sheet = book["部门支出总表"]
    assert "A3:B3" in {str(one) for one in sheet.merged_cells.ranges}
    assert sheet.freeze_panes in {"A5", "C5"}
    assert sheet.print_title_rows == "$3:$4"


def test_paper_is_as_wide_as_the_table(book: Workbook) -> None:
    sheet = book["部门支出总表"]
    assert sheet.page_setup.fitToWidth in {None, 1}  # one page is what is meant unsaid
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.sheet_properties.pageSetUpPr.fitToPage


@pytest.mark.parametrize("text", ["=1+1", "+86", "-说明", "@某", "http://a.cn", "1E5"])
def test_text_that_looks_like_something_else_stays_text(text: str) -> None:
    sheet = opened(TableBlock("t", "表", table("名称|金额", f"{text}|1.00")))["表"]
    assert (sheet["A3"].value, sheet["A3"].data_type, sheet["A3"].hyperlink) == (text, "s", None)


@pytest.mark.parametrize(
    ("text", "value", "shown"),
    [
        ("1,234.50", Decimal("1234.50"), "#,##0.00"),
        ("12", Decimal(12), "0"),
        ("-3.0", Decimal("-3.0"), "0.0"),
        ("１２.０", None, "@"),
        ("365. 55", None, "@"),
        ("12万元", None, "@"),
        ("1234567890123456.78", None, "@"),
        ("007", None, "@"),
        ("-", None, "@"),
    ],
)
def test_only_what_prints_exactly_becomes_a_number(text: str, value: object, shown: str) -> None:
    assert xlsx.exact(text) == (value, shown)


def test_names_of_sheets_are_short_allowed_and_all_different() -> None:
    long = "一般公共预算财政拨款基本支出情况表（按部门预算经济分类科目）"
    names = sheet_names(
        ["目录"], ["目录", long + "甲", long + "乙", "a/b", "A B", "'x'", "", "History"]
    )
    assert len({name.casefold() for name in names}) == len(names) == 8
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)


def test_the_text_fits_on_paper_and_has_the_titles_of_what_it_holds(book: Workbook) -> None:
    sheet = book["文字说明"]
    found = [row[0].value for row in sheet]
    assert found == ["第一部分 说明", "一、支出情况", "2022年支出总计1,234.50万元。"]
    assert sheet.column_dimensions["A"].width < 70


def test_a_paragraph_of_text_gets_the_height_of_its_lines() -> None:
    long = "各项支出均按规定安排。" * 12
    volume = replace(small(), parts=(Part("一", (Text(long), Text("短\n句"))),))
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx.write(volume)))["文字说明"]
    heights = [sheet.row_dimensions[row].height for row in (2, 3)]
    assert heights[0] > 75
    assert 30 < heights[1] < 40


def test_cells_that_overlap_are_refused_as_excel_would_refuse_the_file() -> None:
    overlapping = Table((Cell(0, 0, "甲", colspan=2), Cell(0, 1, "乙", rowspan=2)), 2, 2)
    with pytest.raises(ValueError, match="overlap at B2"):
        opened(TableBlock("t", "表", overlapping, header=0))
