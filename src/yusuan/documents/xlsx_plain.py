"""XLSX workbooks that openpyxl refuses: values and merges, without formats and hidden rows."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from yusuan.documents import cell_values, limits
from yusuan.documents.archive import DAMAGED
from yusuan.documents.model import UnreadableDocument
from yusuan.documents.spreadsheet import Sheet

if TYPE_CHECKING:
    from python_calamine import CalamineSheet


def sheets_without_formats(data: bytes) -> list[Sheet]:
    """The sheets of a workbook whose extents are known to be small: calamine keeps empty cells."""
    import python_calamine

    shown = python_calamine.SheetVisibleEnum.Visible
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        return [
            _sheet(book.get_sheet_by_name(each.name), hidden=each.visible != shown)
            for each in book.sheets_metadata
            if each.typ == python_calamine.SheetTypeEnum.WorkSheet
        ]
    except (python_calamine.CalamineError, *limits.DAMAGE) as error:
        raise UnreadableDocument(DAMAGED) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # how Rust fails; it is no Exception
            raise UnreadableDocument(DAMAGED) from error
        raise


def _sheet(sheet: CalamineSheet, *, hidden: bool) -> Sheet:
    rows = sheet.to_python(skip_empty_area=False)
    return Sheet(
        name=sheet.name,
        cells={
            (row, column): cell_values.cell(value)
            for row, values in enumerate(rows)
            for column, value in enumerate(values)
            if value != ""
        },
        merges=tuple(
            (top, left, bottom - top + 1, right - left + 1)
            for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
        ),
        hidden=hidden,
    )
