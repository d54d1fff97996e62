"""XLSX workbooks: read with openpyxl, or with calamine where openpyxl refuses the file."""

from __future__ import annotations

import contextlib
import io
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from yusuan.documents import cell_values, limits
from yusuan.documents.archive import DAMAGED, Archive
from yusuan.documents.model import Document, Note, Place, Source, UnreadableDocument
from yusuan.documents.spreadsheet import Sheet, SheetCell, sheets_to_document
from yusuan.documents.xlsx_plain import sheets_without_formats
from yusuan.documents.xlsx_survey import Survey, survey

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_LOST: Final = (
    "工作簿的样式或结构不合规范，已换一种方式读取："
    "数字格式、隐藏的行列没有读到，请用 Excel 打开后另存一份再试。"
)
_NAMED_AT_MOST: Final = 10


def read(data: bytes, source: Source) -> Document:
    """The Document an XLSX workbook holds; raises UnreadableDocument."""
    archive = Archive(data)
    found = survey(archive)
    notes = [*_formula_notes(found), *_drawing_notes(archive)]
    try:
        if found.spreads:
            raise ValueError("merges beyond all bounds")
        sheets = _with_openpyxl(data)
    except (KeyError, *limits.DAMAGE) as error:
        if not found.is_dense:
            raise UnreadableDocument(DAMAGED) from error
        sheets = sheets_without_formats(data)
        notes.insert(0, Note(_LOST))
    return sheets_to_document(sheets, source, notes)


def _with_openpyxl(data: bytes) -> list[Sheet]:
    import openpyxl

    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")  # of extensions that we do not read either
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
    if not book.worksheets:
        raise ValueError("no sheets of the usual namespace")
    return [_sheet(book, each) for each in book.worksheets]


def _sheet(book: Workbook, sheet: Worksheet) -> Sheet:
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    from_1904 = book.epoch == CALENDAR_MAC_1904
    styles: dict[int, tuple[str, bool]] = {}
    cells: dict[tuple[int, int], SheetCell] = {}
    for (row, column), each in sheet._cells.items():  # the sparse cells; a walk would be dense
        key = each.style_id if each.has_style else 0
        if key not in styles:
            styles[key] = _style(each)
        number_format, ruled = styles[key]
        cells[row - 1, column - 1] = cell_values.cell(
            each.value, number_format, ruled=ruled, from_1904=from_1904
        )
    return Sheet(
        name=sheet.title,
        cells=cells,
        merges=tuple(
            (each.min_row - 1, each.min_col - 1, each.size["rows"], each.size["columns"])
            for each in sheet.merged_cells.ranges
        ),
        hidden=sheet.sheet_state != "visible",
        hidden_rows=frozenset(
            row - 1 for row, each in sheet.row_dimensions.items() if each.hidden or each.ht == 0
        ),
        hidden_columns=frozenset(_hidden_columns(sheet)),
    )


def _style(each: Cell | MergedCell) -> tuple[str, bool]:
    """The number format of a cell, and whether lines are drawn at its sides."""
    border = each.border
    sides = [side is not None and side.style not in (None, "none") for side in (
        border.left, border.right, border.top, border.bottom
    )]  # fmt: skip
    ruled = sides[0] or sides[1] or (sides[2] and sides[3])
    style = getattr(each, "_style", None)  # the only place of a built-in format's number
    number = 0 if style is None else int(style.numFmtId)
    return cell_values.built_in(number, each.number_format), ruled


def _hidden_columns(sheet: Worksheet) -> Iterator[int]:
    for each in sheet.column_dimensions.values():
        if (each.hidden or each.width == 0) and each.min and each.max:
            yield from range(each.min - 1, min(each.max, limits.SPAN))


def _formula_notes(found: Survey) -> Iterator[Note]:
    for title, cells in found.uncached.items():
        named = "、".join(cells[:_NAMED_AT_MOST])
        more = f"等 {len(cells)} 个单元格" if len(cells) > _NAMED_AT_MOST else ""
        message = (
            f"工作表“{title}”的 {named}{more}的公式没有缓存值，按空读取，"
            "请用 Excel 打开保存后再试。"
        )
        yield Note(message, Place(sheet=title, cell=cells[0]))


def _drawing_notes(archive: Archive) -> Iterator[Note]:
    drawings = archive.matching("xl/drawings/drawing")
    if any(b":t>" in archive.read(name) for name in drawings):
        yield Note("工作簿中有文本框或图形，其中的文字未读入，请核对。")
    if any(archive.matching("xl/media/", "")):
        yield Note("工作簿中有图片，图片里的文字未读入，请核对。")
