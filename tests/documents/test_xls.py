"""XLS workbooks: the same blocks as an XLSX workbook gives, from the older format."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable

import pytest
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.documents.made import (
    cell_at,
    damaged,
    differences,
    grid,
    notes,
    only_table,
    outline,
    source,
    spans,
    truth,
)
from yusuan.documents import xls
from yusuan.documents.model import Document, UnreadableDocument

HEADER = ["项目", "预算数", "备注"]


def read(data: bytes) -> Document:
    return xls.read(data, source("xls"))


def book(write: Callable[[xlwt.Worksheet], None], name: str = "Sheet1") -> bytes:
    workbook = xlwt.Workbook()
    write(workbook.add_sheet(name))
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def rows(sheet: xlwt.Worksheet, *values: list[object]) -> None:
    for at, row in enumerate(values):
        for column, value in enumerate(row):
            sheet.write(at, column, value)


def test_a_shared_workbook_is_read_cell_for_cell(shared):
    document = read((shared / "documents/shifeng-2020.xls").read_bytes())
    assert differences(document, truth(shared, "shifeng-2020")) == []


@pytest.mark.parametrize(
    ("value", "number_format", "text", "stored"),
    [
        (111.6768, "0.00", "111.68", "111.6768"),
        (1060, "#,##0.00", "1,060.00", None),
        (0, "0.00;-0.00;;@", "", "0"),
        (0.1 + 0.2, "General", "0.3", None),
        (datetime.date(2022, 1, 5), "yyyy-mm-dd", "2022-01-05", None),
        ("甲", "General", "甲", None),
    ],
)
def test_values_are_shown_by_their_formats(value, number_format, text, stored):
    def write(sheet):
        rows(sheet, HEADER, ["甲"])
        sheet.write(1, 1, value, xlwt.easyxf(num_format_str=number_format))

    cell = cell_at(read(book(write)), "B2")
    assert (cell.text, cell.stored) == (text, stored)


def test_merged_cells_are_spans_and_titles_are_paragraphs():
    def write(sheet):
        lines = xlwt.easyxf("borders: left thin, right thin, top thin, bottom thin")
        sheet.write(0, 0, "收支总表")
        sheet.write_merge(1, 2, 0, 0, "项目", lines)
        sheet.write_merge(1, 1, 1, 2, "预算数", lines)
        for column, text in enumerate(["人员", "公用"], start=1):
            sheet.write(2, column, text, lines)
        for column, value in enumerate(["甲", 1, 2]):
            sheet.write(3, column, value, lines)

    document = read(book(write))
    assert outline(document) == ["收支总表", "3×3"]
    assert spans(only_table(document)) == {"项目": (2, 1), "预算数": (1, 2)}


def test_hidden_rows_and_columns_are_marked():
    def write(sheet):
        rows(sheet, HEADER, ["甲", 1, "无"], ["乙", 2, "无"])
        sheet.row(2).hidden = True
        sheet.col(2).hidden = True

    document = read(book(write))
    hidden = [cell.text for cell in only_table(document).cells if cell.hidden]
    assert hidden == ["备注", "无", "乙", "2", "无"]
    assert "隐藏" in notes(document)


def test_a_name_that_says_something_stands_in_for_a_missing_title():
    data = book(lambda sheet: rows(sheet, HEADER, ["甲", 1, "无"]), name="支出总表")
    assert outline(read(data)) == ["支出总表", "2×3"]


def test_an_encrypted_workbook_asks_for_the_password_to_be_taken_off():
    data = book(lambda sheet: rows(sheet, HEADER))
    start = data.index(b"\x09\x08\x10\x00")
    record = b"\x2f\x00\x06\x00" + bytes(6)  # FILEPASS right after the first record
    locked = data[: start + 20] + record + data[start + 20 + len(record) :]
    with pytest.raises(UnreadableDocument, match="加密"):
        read(locked)


SOUND = book(lambda sheet: rows(sheet, HEADER, ["甲", 1.5, "无"], ["乙", 2, "有"]))


def test_a_sound_workbook_is_read_as_it_was_written():
    assert grid(only_table(read(SOUND))) == [HEADER, ["甲", "1.5", "无"], ["乙", "2", "有"]]


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32))
def test_a_damaged_workbook_is_read_or_refused_in_one_sentence(seed):
    try:
        assert read(damaged(SOUND, seed)).blocks
    except UnreadableDocument as refusal:
        assert str(refusal).endswith("。")
