"""XLSX workbooks: shown and stored values, merges, what is hidden, and what is no table."""

from __future__ import annotations

import io
import re
import time

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.documents.made import (
    book,
    cell_at,
    damaged,
    differences,
    grid,
    notes,
    only_table,
    outline,
    rows_book,
    source,
    spans,
    texts,
    truth,
    with_part,
)
from yusuan.documents import xlsx
from yusuan.documents.model import Document, UnreadableDocument

SHEET = "xl/worksheets/sheet1.xml"
HEADER = ["项目", "预算数", "备注"]


def read(data: bytes) -> Document:
    return xlsx.read(data, source("xlsx"))


@pytest.mark.parametrize("name", ["jianghan-2022", "shifeng-2020"])
def test_a_shared_workbook_is_read_cell_for_cell(shared, name):
    document = read((shared / "documents" / f"{name}.xlsx").read_bytes())
    assert differences(document, truth(shared, name)) == []


def test_a_number_is_shown_by_its_format_and_its_value_is_kept():
    def write(workbook, sheet):
        sheet.write_row(0, 0, HEADER)
        sheet.write(1, 0, "甲")
        sheet.write(1, 1, 111.6768, workbook.add_format({"num_format": "0.00"}))

    cell = cell_at(read(book(write)), "B2")
    assert (cell.text, cell.stored) == ("111.68", "111.6768")


def test_a_value_shown_exactly_is_not_kept_twice():
    def write(workbook, sheet):
        sheet.write_row(0, 0, HEADER)
        sheet.write(1, 0, "甲")
        sheet.write(1, 1, 1060, workbook.add_format({"num_format": "#,##0.00"}))

    cell = cell_at(read(book(write)), "B2")
    assert (cell.text, cell.stored) == ("1,060.00", None)


def test_a_zero_its_format_hides_is_shown_empty_and_kept():
    def write(workbook, sheet):
        sheet.write_row(0, 0, HEADER)
        sheet.write(1, 0, "甲")
        sheet.write(1, 1, 0, workbook.add_format({"num_format": "0.00;-0.00;;@"}))

    cell = cell_at(read(book(write)), "B2")
    assert (cell.text, cell.stored) == ("", "0")


def test_dates_are_shown_as_dates():
    def write(workbook, sheet):
        sheet.write_row(0, 0, HEADER)
        sheet.write(1, 0, "甲")
        sheet.write(1, 1, 44562, workbook.add_format({"num_format": 'yyyy"年"m"月"d"日"'}))
        sheet.write(1, 2, 44562, workbook.add_format({"num_format": 31}))

    table = only_table(read(book(write)))
    assert grid(table)[1] == ["甲", "2022年1月1日", "2022年1月1日"]


def test_error_values_and_logical_values_stay_as_they_are_shown():
    def write(_, sheet):
        sheet.write_row(0, 0, HEADER)
        sheet.write(1, 0, "甲")
        sheet.write_formula(1, 1, "=A1/0", None, "#DIV/0!")
        sheet.write_boolean(1, 2, True)

    assert grid(only_table(read(book(write))))[1] == ["甲", "#DIV/0!", "TRUE"]


def test_merged_cells_are_spans():
    def write(workbook, sheet):
        lines = workbook.add_format({"border": 1})
        sheet.merge_range("A1:A2", "项目", lines)
        sheet.merge_range("B1:C1", "预算数", lines)
        sheet.write_row(1, 1, ["人员", "公用"], lines)
        sheet.write_row(2, 0, ["甲", 1, 2], lines)

    table = only_table(read(book(write)))
    assert spans(table) == {"项目": (2, 1), "预算数": (1, 2)}
    assert grid(table)[2] == ["甲", "1", "2"]


def test_titles_units_and_notes_are_paragraphs_around_the_table():
    rows = [["附件1"], ["2022年收支总表"], ["单位：万元"], HEADER, ["甲", 1, "无"], ["注：含结转"]]
    for ruled in (True, False):
        document = read(rows_book(rows, ruled=ruled))
        assert outline(document) == ["附件1", "2022年收支总表", "单位：万元", "2×3", "注：含结转"]


def test_the_unit_at_the_right_of_the_entity_is_a_paragraph_too():
    rows = [["收支总表"], ["单位名称：某局", None, "单位：万元"], HEADER, ["甲", 1, "无"]]
    document = read(rows_book(rows))
    assert outline(document) == ["收支总表", "单位名称：某局", "单位：万元", "2×3"]
    assert [block.place.cell for block in document.blocks] == ["A1", "A2", "C2", "A3"]


def test_a_title_boxed_over_the_whole_width_is_no_row_of_the_table():
    def write(workbook, sheet):
        lines = workbook.add_format({"border": 1})
        sheet.merge_range("A1:C1", "收支总表", lines)
        sheet.write_row(1, 0, HEADER, lines)
        sheet.write_row(2, 0, ["甲", 1, "无"], lines)

    assert outline(read(book(write))) == ["收支总表", "2×3"]


def test_a_heading_over_the_whole_width_within_a_table_stays_in_it():
    def write(workbook, sheet):
        lines = workbook.add_format({"border": 1})
        sheet.write_row(0, 0, HEADER, lines)
        sheet.write_row(1, 0, ["甲", 1, "无"], lines)
        sheet.merge_range("A3:C3", "二、项目支出", lines)
        sheet.write_row(3, 0, ["乙", 2, "无"], lines)

    assert outline(read(book(write, name0="Sheet1"))) == ["4×3"]


@pytest.mark.parametrize("ruled", [True, False])
def test_two_tables_on_a_sheet_are_two_tables(ruled):
    first = [["收入总表"], HEADER, ["甲", 1, "无"]]
    second = [["支出总表"], ["单位：万元"], ["科目", "合计"], ["乙", 2]]
    document = read(rows_book([*first, [], *second], ruled=ruled))
    assert outline(document) == ["收入总表", "2×3", "支出总表", "单位：万元", "2×2"]


def test_a_title_beside_its_unit_is_no_row_of_the_table():
    rows = [["公开01表"], ["收支总表", None, "单位：万元"], HEADER, ["甲", 1, "无"]]
    document = read(rows_book(rows))
    assert outline(document) == ["公开01表", "收支总表", "单位：万元", "2×3"]


def test_a_label_without_lines_among_the_figures_stays_in_the_table():
    rows = [["收支总表"], HEADER, ["甲", 1, "无"], ["其中"], ["乙", 2, "无"]]
    assert outline(read(rows_book(rows, ruled=True))) == ["收支总表", "4×3"]


def test_a_header_after_a_blank_row_begins_a_table_of_its_own():
    rows = [HEADER, ["甲", 1, "无"], [], ["科目", "合计", "说明"], ["乙", 2, "有"]]
    assert outline(read(rows_book(rows, name="Sheet1"))) == ["2×3", "2×3"]


def test_a_blank_row_among_the_figures_does_not_part_a_table():
    rows = [HEADER, ["甲", 1, "无"], [], ["乙", 2, "无"]]
    document = read(rows_book(rows, name="Sheet1"))
    assert outline(document) == ["3×3"]
    assert cell_at(document, "B4").row == 2


def test_a_note_between_two_tables_is_kept_between_them():
    first = [["收入表"], HEADER, ["甲", 1, "无"], ["注：不含结转"]]
    document = read(rows_book([*first, [], ["支出表"], HEADER, ["乙", 2, "无"]]))
    assert outline(document) == ["收入表", "2×3", "注：不含结转", "支出表", "2×3"]


def test_the_last_row_with_a_label_alone_stays_in_the_table():
    rows = [HEADER, ["甲", 1, "无"], ["结转下年"]]
    assert outline(read(rows_book(rows, name="Sheet1"))) == ["3×3"]


def test_blank_drawn_rows_at_the_foot_stay_in_the_table():
    rows = [HEADER, ["", "", ""]]
    assert outline(read(rows_book(rows, ruled=True, name="Sheet1"))) == ["2×3"]


def test_the_name_of_the_sheet_stands_in_for_a_missing_title():
    rows = [["单位：万元"], HEADER, ["甲", 1, "无"]]
    assert outline(read(rows_book(rows, name="收支总表")))[0] == "收支总表"
    assert outline(read(rows_book(rows, name="Sheet1")))[0] == "单位：万元"


def test_a_sheet_of_sentences_is_paragraphs():
    rows = [["部门预算说明"], ["本部门共有五个科室。"], ["预算比上年增加。"]]
    assert outline(read(rows_book(rows))) == [row[0] for row in rows]


def test_hidden_rows_columns_and_sheets_are_kept_and_marked():
    def seen(_, sheet):
        sheet.write_row(0, 0, HEADER)
        sheet.write_row(1, 0, ["甲", 1, "无"])
        sheet.write_row(2, 0, ["乙", 2, "无"])
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_column(2, 2, None, None, {"hidden": True})

    def unseen(_, sheet):
        sheet.write_row(0, 0, HEADER)
        sheet.write_row(1, 0, ["丙", 1, "无"])
        sheet.hide()

    document = read(book(seen, unseen))
    hidden = {cell.text for table in document.tables for cell in table.cells if cell.hidden}
    assert hidden == {"备注", "乙", "2", "无", "丙", "项目", "预算数", "1"}
    assert not cell_at(read(book(seen)), "B2").hidden
    assert "隐藏" in notes(document)


def test_hidden_texts_outside_tables_are_left_out_and_named():
    def write(_, sheet):
        sheet.write_row(0, 0, ["内部测算稿"])
        sheet.write_row(1, 0, HEADER)
        sheet.write_row(2, 0, ["甲", 1, "无"])
        sheet.set_row(0, None, None, {"hidden": True})

    document = read(book(write, name0="Sheet1"))
    assert texts(document) == []
    assert "A1" in notes(document)


def test_a_formula_without_its_value_is_named():
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "收支"
    for row in (HEADER, ["甲", "=1+2", None], ["乙", 5, None]):
        sheet.append(row)
    buffer = io.BytesIO()
    workbook.save(buffer)
    document = read(buffer.getvalue())
    assert "工作表“收支”的 B2" in notes(document)
    assert "B3" not in notes(document)


def test_a_formula_with_its_value_is_read_without_a_word():
    def write(_, sheet):
        sheet.write_row(0, 0, HEADER)
        sheet.write_row(1, 0, ["甲"])
        sheet.write_formula(1, 1, "=0.1+0.2", None, 0.30000000000000004)
        sheet.write_formula(1, 2, '=IF(1,"","")', None, "甲")

    document = read(with_part(book(write), SHEET, lambda old: old.replace("甲".encode(), b"")))
    assert cell_at(document, "B2").text == "0.3"
    assert notes(document) == ""


def test_a_sheet_with_a_cell_in_the_farthest_corner_is_read_at_once():
    def write(_, sheet):
        sheet.write_row(0, 0, HEADER)
        sheet.write_row(1, 0, ["甲", 1, "无"])
        sheet.write("XFD1048576", "角")

    began = time.process_time()
    document = read(book(write, name0="Sheet1"))
    assert "角" in str(document.blocks)
    assert time.process_time() - began < 2


def test_thousands_of_blank_styled_rows_are_not_rows_of_the_table():
    def write(workbook, sheet):
        lines = workbook.add_format({"border": 1})
        sheet.write_row(0, 0, HEADER, lines)
        sheet.write_row(1, 0, ["甲", 1, "无"], lines)
        for row in range(2, 20_000):
            sheet.write_blank(row, 0, None, lines)

    assert only_table(read(book(write))).rows < 100


def test_a_merge_over_the_whole_sheet_does_not_stop_the_reading():
    def write(_, sheet):
        sheet.merge_range("A1:B2", "全部")

    data = with_part(
        book(write), SHEET, lambda part: part.replace(b'ref="A1:B2"', b'ref="A1:XFD1048576"')
    )
    document = read(data)
    assert texts(document) == ["全部"]
    assert "数字格式" in notes(document)


def test_a_broken_style_sheet_costs_the_formats_and_says_so():
    data = rows_book([HEADER, ["甲", 1.5, "无"]], name="Sheet1")
    empty = re.compile(rb"<fill>.*?</fill>")
    document = read(with_part(data, "xl/styles.xml", lambda old: empty.sub(b"<fill/>", old)))
    assert grid(only_table(document)) == [HEADER, ["甲", "1.5", "无"]]
    assert "数字格式" in notes(document)


def test_what_a_merge_covers_is_left_out_and_named():
    def write(_, sheet):
        sheet.write_row(0, 0, HEADER)
        sheet.write_row(1, 0, ["甲", 1, "无"])

    cover = b'</sheetData><mergeCells count="1"><mergeCell ref="A2:B2"/></mergeCells>'
    data = with_part(book(write), SHEET, lambda part: part.replace(b"</sheetData>", cover))
    document = read(data)
    assert spans(only_table(document)) == {"甲": (1, 2)}
    assert "1" not in grid(only_table(document))[1]


def test_a_text_beyond_all_bounds_is_cut_and_named():
    data = rows_book([HEADER, ["甲", "长", "无"]], name="Sheet1")
    longer = ("长" * 40_000).encode()
    document = read(
        with_part(data, "xl/sharedStrings.xml", lambda part: part.replace("长".encode(), longer))
    )
    assert len(cell_at(document, "B2").text) == 32_767
    assert "B2" in notes(document)


def test_an_empty_workbook_is_refused():
    with pytest.raises(UnreadableDocument, match="没有任何内容"):
        read(book(lambda *_: None))


def test_declared_entities_are_refused():
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]>'
    data = with_part(
        rows_book([HEADER]), SHEET, lambda part: bomb + part[part.index(b"<worksheet") :]
    )
    with pytest.raises(UnreadableDocument, match="实体"):
        read(data)


SOUND = rows_book([["收支总表"], HEADER, ["甲", 1.25, "无"], ["乙", -3, "无"]], ruled=True)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from([SHEET, "xl/workbook.xml", "xl/styles.xml", ""]))
def test_a_damaged_workbook_is_read_or_refused_in_one_sentence(seed, part):
    data = with_part(SOUND, part, lambda old: damaged(old, seed)) if part else damaged(SOUND, seed)
    try:
        assert read(data).blocks
    except UnreadableDocument as refusal:
        assert str(refusal).endswith("。")


WORDS = "甲 注：附件1单位万元。"
rows = st.lists(
    st.lists(
        st.one_of(st.none(), st.text(WORDS, max_size=5), st.integers(), st.booleans()), max_size=6
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(rows, st.booleans())
def test_no_text_of_a_sheet_is_ever_lost(rows, ruled):
    def write(workbook, sheet):
        lines = workbook.add_format({"border": 1})
        for at, row in enumerate(rows):
            for column, value in enumerate(row):
                if value is not None:
                    sheet.write_string(at, column, f"甲{value}", lines if ruled else None)

    said = sorted(f"甲{v}".split()[0] for row in rows for v in row if v is not None)
    try:
        document = read(book(write, name0="Sheet1"))
    except UnreadableDocument:
        assert said == []
        return
    cells = [cell.text for table in document.tables for cell in table.cells if cell.text]
    assert sorted(text.split()[0] for text in [*texts(document), *cells]) == said
