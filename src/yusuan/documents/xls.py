"""XLS and ET workbooks, read with xlrd: values, formats, merges and what is hidden."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from yusuan.documents import cell_values, limits
from yusuan.documents.archive import DAMAGED, ENCRYPTED, TOO_MUCH
from yusuan.documents.model import Document, Note, Source, UnreadableDocument
from yusuan.documents.spreadsheet import Sheet, SheetCell, sheets_to_document

if TYPE_CHECKING:
    from xlrd.book import Book
    from xlrd.sheet import Sheet as XlrdSheet

_GENERAL: Final = "General"
_MENDED: Final = "工作簿的内部结构有误，已勉强读取，请用 Excel 打开后另存，再核对一遍。"


def read(data: bytes, source: Source) -> Document:
    """The Document an XLS workbook holds; raises UnreadableDocument."""
    import xlrd
    from xlrd.compdoc import CompDocError

    try:
        try:
            return sheets_to_document(_sheets(data, mend=False), source, ())
        except CompDocError:
            return sheets_to_document(_sheets(data, mend=True), source, (Note(_MENDED),))
    except xlrd.XLRDError as error:
        message = ENCRYPTED if "encrypt" in str(error).lower() else DAMAGED
        raise UnreadableDocument(message) from error
    except (CompDocError, *limits.DAMAGE) as error:
        raise UnreadableDocument(DAMAGED) from error


def _sheets(data: bytes, *, mend: bool) -> list[Sheet]:
    """The sheets; ``mend`` forgives the faulty containers that some exporting systems write."""
    import xlrd

    book = xlrd.open_workbook(
        file_contents=data,
        formatting_info=True,
        ragged_rows=True,
        on_demand=True,
        logfile=io.StringIO(),
        ignore_workbook_corruption=mend,
    )
    return [_sheet(book, index) for index in range(book.nsheets)]


def _sheet(book: Book, index: int) -> Sheet:
    sheet = book.sheet_by_index(index)
    if sum(sheet.row_len(row) for row in range(sheet.nrows)) > limits.CELLS:
        raise UnreadableDocument(TOO_MUCH)
    styles: dict[int, tuple[str, bool]] = {}
    found = Sheet(
        name=sheet.name,
        cells={
            (row, column): _cell(book, sheet, row, column, styles)
            for row in range(sheet.nrows)
            for column in range(sheet.row_len(row))
            if sheet.cell_type(row, column) != 0
        },
        merges=tuple(
            (top, left, bottom - top, right - left)
            for top, bottom, left, right in sheet.merged_cells
        ),
        hidden=sheet.visibility != 0,
        hidden_rows=frozenset(
            row for row, each in sheet.rowinfo_map.items() if each.hidden or each.height == 0
        ),
        hidden_columns=frozenset(
            column for column, each in sheet.colinfo_map.items() if each.hidden or each.width == 0
        ),
    )
    book.unload_sheet(index)
    return found


def _cell(
    book: Book, sheet: XlrdSheet, row: int, column: int, styles: dict[int, tuple[str, bool]]
) -> SheetCell:
    key = sheet.cell_xf_index(row, column)
    if key not in styles:
        styles[key] = _style(book, key)
    number_format, ruled = styles[key]
    return cell_values.cell(
        _value(sheet, row, column),
        number_format,
        ruled=ruled,
        from_1904=book.datemode == 1,
    )


def _style(book: Book, key: int) -> tuple[str, bool]:
    """The number format of a style, and whether it draws lines at the sides of a cell."""
    if not 0 <= key < len(book.xf_list):
        return _GENERAL, False
    style = book.xf_list[key]
    border = style.border
    ruled = border.left_line_style or border.right_line_style
    boxed = border.top_line_style and border.bottom_line_style
    written = book.format_map.get(style.format_key)
    text = written.format_str if written else _GENERAL
    return cell_values.built_in(style.format_key, text), bool(ruled or boxed)


def _value(sheet: XlrdSheet, row: int, column: int) -> object:
    """The value of a cell; xlrd's kinds are 1 text, 2 number, 3 date, 4 logical, 5 error."""
    import xlrd

    value = sheet.cell_value(row, column)
    match sheet.cell_type(row, column):
        case 1 | 2 | 3:
            return value
        case 4:
            return bool(value)
        case 5:
            return xlrd.error_text_from_code.get(value, "#VALUE!")
    return None
