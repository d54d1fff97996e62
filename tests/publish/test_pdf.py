"""The PDF has bookmarks, a title, an embedded font, and pages as its tables need them."""

import io
import itertools
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pdfplumber
import pypdfium2 as pdfium
import pytest
from pdfplumber.page import Page

from tests.publish.volumes import small, table
from yusuan.publish import pdf
from yusuan.publish.pdf_signs import lacking
from yusuan.publish.volume import Part, TableBlock, Text

ROOT = Path(__file__).parents[2]


def opened(*blocks: TableBlock) -> pdfium.PdfDocument:
    volume = small()
    if blocks:
        volume = replace(volume, parts=(Part("第二部分", blocks),))
    return pdfium.PdfDocument(pdf.write(volume))


def text(page: pdfium.PdfPage) -> str:
    return page.get_textpage().get_text_range()


@pytest.fixture(scope="module")
def document() -> pdfium.PdfDocument:
    return opened()


def test_the_headings_are_bookmarks(document: pdfium.PdfDocument) -> None:
    found = [(one.level, one.get_title()) for one in document.get_toc()]
    assert found == [
        (0, "第一部分 说明"),
        (1, "一、支出情况"),
        (0, "第二部分 预算表"),
        (1, "部门支出总表"),
    ]


def test_the_file_names_its_title_and_its_language(document: pdfium.PdfDocument) -> None:
    assert document.get_metadata_dict()["Title"] == small().title
    assert re.search(rb"/Lang\s*\(zh-CN\)", pdf.write(small()))


def test_its_font_is_in_the_file() -> None:
    assert b"NotoSansSC" in pdf.write(small())
    assert b"/FontFile" in pdf.write(small())


def test_the_date_of_the_file_is_that_of_its_year(document: pdfium.PdfDocument) -> None:
    assert document.get_metadata_dict()["CreationDate"].startswith("D:20220101")


def test_the_header_of_a_long_table_stands_on_every_page() -> None:
    rows = ["科目名称|金额", *["某项支出|1.00"] * 120]
    found = opened(TableBlock("t", "长表", table(*rows)))
    pages = [text(page) for page in found]
    with_rows = [page for page in pages if "某项支出" in page]
    assert len(with_rows) > 2
    assert all("科目名称" in page for page in with_rows)


def test_the_title_of_a_part_stands_on_the_page_of_its_first_table() -> None:
    found = opened(TableBlock("t", "短表", table("科目名称|金额", "某项支出|1.00")))
    assert any("第二部分" in text(page) and "某项支出" in text(page) for page in found)


def test_a_wide_table_lies_across_and_no_column_is_cut() -> None:
    wide = table("|".join(["项目名称一二三"] * 14), "|".join(["1,234.50"] * 14))
    found = opened(TableBlock("t", "宽表", wide))
    page = next(page for page in found if "1,234.50" in text(page))
    assert page.get_width() > page.get_height()
    assert text(page).count("1,234.50") == 14


def test_a_text_that_looks_like_markup_is_printed_as_it_is() -> None:
    found = opened(TableBlock("t", "表", table("名称|金额", '#read("/etc/hostname")|1.00')))
    assert any('#read("/etc/hostname")' in text(page) for page in found)


def test_it_is_tagged_and_made_for_the_archive(document: pdfium.PdfDocument) -> None:
    assert pdfium.raw.FPDFCatalog_IsTagged(document)
    assert re.search(rb"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A<", pdf.write(small()))


def test_a_sign_the_font_lacks_costs_the_standard_and_not_the_file() -> None:
    written = pdf.write(small(text="某某\ue000公司"))
    assert b"pdfaid" not in written
    assert "公司" in "".join(text(page) for page in pdfium.PdfDocument(written))


def test_signs_without_a_glyph_are_named_and_no_others() -> None:
    assert lacking(small()) == ""
    assert lacking(small(text="☑甲\n乙𠮷局，丙\ue000丁≥1", title="表𡈽")) == "\ue000𠮷𡈽"


def test_the_title_page_has_no_number(document: pdfium.PdfDocument) -> None:
    assert ["—" in text(page) for page in document][:3] == [False, True, True]


def test_no_line_begins_with_a_mark_that_closes() -> None:
    words = "各项支出，均按规定安排；其中：会议、培训（含外出）等，逐项核定。" * 12
    rows = ["项目名称|说明", *[f"某项|注{words[start:]}" for start in range(0, 30, 3)]]
    long = Part(
        "第二部分", (*(Text("注" + words[n:]) for n in range(9)), TableBlock("t", "", table(*rows)))
    )
    written = pdf.write(replace(small(), parts=(long,)))
    with pdfplumber.open(io.BytesIO(written)) as opened:
        begun = "".join(mark for page in opened.pages for mark in beginnings(page))
    assert len(begun) > 150
    assert not set(begun) & set("，。；：、）")


def beginnings(page: Page) -> Iterator[str]:
    """The first mark of every line of a page; the marks of a file are in their order."""
    marks = [one for one in page.chars if one["text"].strip()]
    for before, one in itertools.pairwise(marks):
        if one["x0"] < before["x0"] or abs(one["bottom"] - before["bottom"]) > 3:
            yield one["text"]


#: Sets a volume seven times and says how much memory was the most after two and after seven.
SETS = """
import resource
from tests.publish.volumes import example
from yusuan.publish import pdf
from yusuan.publish.pdf_signs import lacking

volume, most = example()[0], []
for _ in range(7):
    pdf.write(volume)
    most.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
print(most[1], most[6])
"""


def test_many_volumes_take_no_more_memory_than_a_few() -> None:
    command = [sys.executable, "-c", SETS]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    few, many = map(int, done.stdout.split())
    assert many < 1.3 * few
