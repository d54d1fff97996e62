"""The cells of a workbook as they were typed: exact texts, exact numbers, and what is broken."""

from __future__ import annotations

import contextlib
import io
import re
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from yusuan.books import exact
from yusuan.books.raw import RawCell
from yusuan.documents import UnreadableDocument, cell_values, limits
from yusuan.documents.archive import DAMAGED, TOO_MUCH, Archive
from yusuan.documents.xlsx_survey import survey

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.workbook import Workbook

Cells = dict[tuple[int, int], RawCell]
"""Cells by row and column, both counted from nought."""

_STRINGS: Final = "xl/sharedStrings.xml"
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_UNCACHED: Final = "公式没有计算结果"


def sheets(data: bytes) -> dict[str, Cells]:
    """The cells of every sheet that are not empty; raises UnreadableDocument."""
    if len(data) > limits.FILE_BYTES:
        raise UnreadableDocument(TOO_MUCH)
    archive = Archive(data)
    found = survey(archive)
    if found.spreads:
        raise UnreadableDocument(TOO_MUCH)
    try:
        book = _opened(archive, data)
        return {
            each.title: dict(_cells(book, each, frozenset(found.uncached.get(each.title, ()))))
            for each in book.worksheets
        }
    except (KeyError, *limits.DAMAGE) as error:
        raise UnreadableDocument(DAMAGED) from error


def _opened(archive: Archive, data: bytes) -> Workbook:
    """The workbook with its texts as they are; openpyxl alone would lose parts of some."""
    from openpyxl.reader.excel import ExcelReader

    class Exact(ExcelReader):
        def read_strings(self) -> None:
            self.shared_strings = _strings(archive)

    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")  # of extensions that we do not read either
        reader = Exact(io.BytesIO(data), data_only=True, keep_links=False)
        reader.read()
    book: Workbook = reader.wb
    return book


def _strings(archive: Archive) -> list[str]:
    if _STRINGS not in archive.names:
        return []
    entries = archive.root(_STRINGS).iterfind("{*}si")
    return [_unescaped("".join(_runs(entry))) for entry in entries]


def _runs(entry: Any) -> Iterator[str]:
    """The texts of an entry; the phonetic ones that East Asian editions add are no content."""
    for text in entry.iter("{*}t"):
        if not text.getparent().tag.endswith("}rPh"):
            yield text.text or ""


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def _cells(
    book: Workbook, sheet: Any, uncached: frozenset[str]
) -> Iterator[tuple[tuple[int, int], RawCell]]:
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    from_1904 = book.epoch == CALENDAR_MAC_1904
    for (row, column), each in sheet._cells.items():  # the sparse cells; a walk would be dense
        if each.value is not None:
            yield (row - 1, column - 1), _cell(each, from_1904=from_1904)
        elif each.coordinate in uncached:
            yield (row - 1, column - 1), RawCell("", each.coordinate, broken=_UNCACHED)


def _cell(each: Cell | MergedCell, *, from_1904: bool) -> RawCell:
    value, place = each.value, each.coordinate
    if each.data_type == "e":
        return RawCell("", place, broken=f"公式的结果是错误值 {value}")
    if isinstance(value, str):
        return RawCell(value, place)
    shown = cell_values.cell(value, each.number_format, from_1904=from_1904).text
    if isinstance(value, int | float) and not isinstance(value, bool):
        return RawCell(shown, place, number=exact.stored(value))
    return RawCell(shown, place)
