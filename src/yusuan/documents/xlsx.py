"""XLSX workbooks: read with openpyxl, or with calamine where openpyxl refuses the file."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from yusuan.documents import cell_values, limits
from yusuan.documents.archive import DAMAGED, Archive
from yusuan.documents.model import Document, Note, Place, Source, UnreadableDocument
from yusuan.documents.spreadsheet import Sheet, SheetCell, sheets_to_document
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
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


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
        sheets = _with_calamine(data, found, error)
        notes.insert(0, Note(_LOST))
    return sheets_to_document(sheets, source, notes)


def _with_openpyxl(data: bytes) -> list[Sheet]:
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of extensions it drops and we do not read
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
    return cell_values.built_in(each._style.numFmtId, each.number_format), ruled


def _hidden_columns(sheet: Worksheet) -> Iterator[int]:
    for each in sheet.column_dimensions.values():
        if (each.hidden or each.width == 0) and each.min and each.max:
            yield from range(each.min - 1, min(each.max, limits.SPAN))


def _with_calamine(data: bytes, found: Survey, reason: BaseException) -> list[Sheet]:
    """The sheets as calamine sees them: values and merges, without formats and hidden rows."""
    import python_calamine

    if not found.is_dense:
        raise UnreadableDocument(DAMAGED) from reason
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        return [
            _plain_sheet(book.get_sheet_by_name(each.name), hidden=str(each.visible) != "SheetVisibleEnum.Visible")
            for each in book.sheets_metadata
            if str(each.typ) == "SheetTypeEnum.WorkSheet"
        ]
    except (python_calamine.CalamineError, *limits.DAMAGE) as error:
        raise UnreadableDocument(DAMAGED) from error
