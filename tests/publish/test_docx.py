"""The Word file is a real one: headings, contents, repeated headers, turned pages."""

import io
import re
from dataclasses import replace

import docx
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_LINE_SPACING
from docx.oxml.ns import qn

from tests.publish.volumes import small, table
from yusuan.publish import docx as writer
from yusuan.publish.volume import Part, TableBlock


def opened(*blocks: TableBlock) -> Document:
    volume = small()
    if blocks:
        volume = replace(volume, parts=(Part("表", blocks),))
    return docx.Document(io.BytesIO(writer.write(volume)))


@pytest.fixture(scope="module")
def document() -> Document:
    return opened()


def test_headings_have_the_styles_of_headings(document: Document) -> None:
    found = {one.text: one.style.name for one in document.paragraphs if one.style}
    assert found["第一部分 说明"] == "Heading 1"
    assert found["部门支出总表"] == "Heading 2"


def test_the_contents_are_a_field_that_is_filled_in_already(document: Document) -> None:
    assert "TOC \\o" in document.element.xml
    lines = [one.text.strip() for one in document.paragraphs if "toc 2" in one.style.name]
    assert lines == ["一、支出情况", "部门支出总表"]


def test_nobody_is_asked_to_update_fields_at_opening(document: Document) -> None:
    assert document.settings.element.find(qn("w:updateFields")) is None


def test_every_link_of_the_contents_leads_to_a_bookmark(document: Document) -> None:
    anchors = {one.get(qn("w:anchor")) for one in document.element.iter(qn("w:hyperlink"))}
    marks = {one.get(qn("w:name")) for one in document.element.iter(qn("w:bookmarkStart"))}
    assert anchors
    assert anchors == marks


def test_the_rows_of_a_header_are_repeated_and_no_row_breaks(document: Document) -> None:
    rows = document.tables[0]._tbl.tr_lst
    assert [row.trPr.find(qn("w:tblHeader")) is not None for row in rows] == [
        True,
        True,
        False,
        False,
    ]
    assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in rows)


def test_numbers_stand_on_the_right(document: Document) -> None:
    cell = document.tables[0].cell(2, 2)
    assert (cell.text, cell.paragraphs[0].alignment) == ("1,234.50", 2)


def test_merged_cells_are_merged(document: Document) -> None:
    first = document.tables[0]
    assert first.cell(0, 0)._tc is first.cell(0, 1)._tc


def test_a_wide_table_stands_in_a_section_that_lies_across() -> None:
    wide = table("|".join(["项目名称一二三"] * 14), "|".join(["1,234.50"] * 14))
    narrow = TableBlock("a", "窄表", table("名称|金额", "甲|1.00"))
    found = opened(narrow, TableBlock("b", "宽表", wide), narrow)
    turned = [one.orientation for one in found.sections]
    assert turned == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT]


def test_every_section_has_the_page_number_at_its_foot(document: Document) -> None:
    assert all("PAGE" in one.footer._element.xml for one in document.sections)


def test_fonts_are_named_with_others_that_may_stand_in(document: Document) -> None:
    parts = document.part.package.iter_parts()
    fonts = next(one for one in parts if one.partname.endswith("fontTable.xml")).blob.decode()
    assert '<w:font w:name="宋体"><w:altName w:val="SimSun"/>' in re.sub(r">\s+<", "><", fonts)
    assert 'w:eastAsia="宋体"' in document.styles.element.xml


def test_a_line_of_the_contents_has_a_place_for_its_page(document: Document) -> None:
    line = next(one for one in document.paragraphs if one.text.startswith("一、支出情况\t"))
    assert "PAGEREF h2 \\h" in line._p.xml


def test_the_title_page_has_no_number_and_the_next_section_has(document: Document) -> None:
    first = document.sections[0]
    assert first.different_first_page_header_footer
    assert first._sectPr.find(qn("w:titlePg")) is not None
    wide = table("|".join(["项目名称一二三"] * 14), "|".join(["1,234.50"] * 14))
    turned = opened(TableBlock("b", "宽表", wide)).sections[-1]
    assert not turned.different_first_page_header_footer


def test_a_line_of_a_table_is_as_high_with_any_font(document: Document) -> None:
    rules = document.tables[0].cell(2, 2).paragraphs[0].paragraph_format
    assert rules.line_spacing_rule == WD_LINE_SPACING.EXACTLY


def test_the_file_names_its_title_and_its_language(document: Document) -> None:
    about = document.core_properties
    assert (about.title, about.language) == (small().title, "zh-CN")
