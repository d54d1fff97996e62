"""Real disclosures: against the rebuilt grids, and against a second reader."""

from __future__ import annotations

import gzip
import json
import re
import warnings
from pathlib import Path

import pdfplumber
import pypdfium2
import pytest

from tests.documents.pdf_drawn import read
from yusuan.documents.model import Document, Table

pytestmark = pytest.mark.shared
REBUILT = ["jianghan-2022", "shifeng-2020"]
DISCLOSED = {
    "js-party-committee-office-2018-dept-budget-tables": 12,
    "js-party-committee-office-2018-dept-budget-text": 0,
    "js-peoples-congress-2017-dept-budget": 12,
    "js-procuratorate-2019-dept-budget": 12,
    "sh-putuo-government-office-2025-dept-budget": 9,
    "sh-putuo-government-office-2025-unit-budget": 9,
    "sh-putuo-social-work-dept-2024-dept-final": 10,
    "sh-putuo-wanli-subdistrict-2023-dept-budget": 14,
}


def _read(path: Path) -> Document:
    return read(path.read_bytes())


def _plain(text: str) -> str:
    return re.sub(r"\s", "", text)


def _wanted(table: dict) -> set[tuple[object, ...]]:
    return {
        (cell["r"], cell["c"], cell["rs"], cell["cs"], _plain(cell["text"]))
        for cell in table["cells"]
        if cell["text"]
    }


def _found(table: Table) -> set[tuple[object, ...]]:
    return {
        (cell.row, cell.column, cell.rowspan, cell.colspan, _plain(cell.text))
        for cell in table.cells
        if cell.text
    }


@pytest.mark.parametrize("name", REBUILT)
def test_rebuilt_tables_have_every_cell_and_span(shared, name):
    grids = json.loads(gzip.decompress((shared / f"documents/{name}.grids.json.gz").read_bytes()))
    tables = list(_read(shared / f"documents/{name}.pdf").tables)
    assert [(t.rows, t.columns) for t in tables] == [(g["rows"], g["cols"]) for g in grids]
    missing = [_wanted(g) - _found(t) for g, t in zip(grids, tables, strict=True)]
    assert not any(missing)


@pytest.mark.parametrize(("name", "count"), DISCLOSED.items())
def test_every_table_of_a_disclosure_is_one_table(shared, name, count):
    assert len(list(_read(shared / f"disclosures/{name}.pdf").tables)) == count


def _numbers(texts: list[str]) -> set[str]:
    return {n for text in texts for n in re.findall(r"\d[\d,]*\.?\d*", _plain(text))}


@pytest.mark.parametrize("name", DISCLOSED)
def test_no_number_that_another_reader_finds_in_a_table_is_missing(shared, name):
    path = shared / f"disclosures/{name}.pdf"
    theirs: list[str] = []
    with warnings.catch_warnings(), pdfplumber.open(path) as other:
        warnings.simplefilter("ignore")
        for page in other.pages:
            width, height = float(page.width), float(page.height)
            shown = page.within_bbox((0, 0, width, height), relative=True, strict=False)
            for rows in shown.dedupe_chars().extract_tables():
                if len(rows) < 2 or len(rows[0]) < 2:
                    continue  # a frame
                theirs += [cell for row in rows for cell in row if cell and any(row[1:])]
    ours = [cell.text for table in _read(path).tables for cell in table.cells]
    assert _numbers(theirs) <= _numbers(ours)


@pytest.mark.parametrize("name", DISCLOSED)
def test_places_lie_on_their_pages(shared, name):
    path = shared / f"disclosures/{name}.pdf"
    with pypdfium2.PdfDocument(path) as document:
        sizes = [document.get_page_size(at) for at in range(len(document))]
    for table in _read(path).tables:
        for cell in table.cells:
            assert cell.place.bbox is not None
            assert cell.place.page is not None
            width, height = sizes[cell.place.page - 1]
            left, top, right, bottom = cell.place.bbox
            assert -2 <= left < right <= width + 2
            assert -2 <= top < bottom <= height + 2


def test_text_below_the_page_is_told(shared):
    document = _read(shared / "disclosures/js-peoples-congress-2017-dept-budget.pdf")
    assert [note.place.page for note in document.notes if "不可见" in note.message] == [11]
