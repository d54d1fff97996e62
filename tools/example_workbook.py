"""An example as a workbook: one sheet with the text, then one sheet for every table."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from tools.grids import Example, GridCell, Sheet

_MADE = datetime(2022, 1, 31)  # noqa: DTZ001 - a workbook keeps no time zone
_PLAIN = {"font_name": "宋体", "font_size": 10}
_BOX = _PLAIN | {"border": 1, "valign": "vcenter", "text_wrap": True}
_STYLES: dict[str, dict[str, object]] = {
    "heading": _PLAIN | {"bold": True, "font_size": 12},
    "paragraph": _PLAIN | {"text_wrap": True, "valign": "top"},
    "plain": _PLAIN,
    "right": _PLAIN | {"align": "right"},
    "title": _PLAIN | {"bold": True, "font_size": 16, "align": "center", "valign": "vcenter"},
    "head": _BOX | {"bold": True, "align": "center", "bg_color": "#EEF2F6"},
    "text": _BOX,
    "centre": _BOX | {"align": "center"},
    "amount": _BOX | {"num_format": "#,##0.00"},
    "figure": _BOX | {"align": "center"},
}
_TOP = 3  # rows above the table: its number, its title, the unit

Styles = dict[str, Format]


def write(example: Example, path: Path) -> None:
    """Write the workbook; the same example always gives the same file."""
    book = xlsxwriter.Workbook(path)
    book.set_properties({"title": example.title, "author": "yusuan", "created": _MADE})
    styles = {name: book.add_format(style) for name, style in _STYLES.items()}
    _write_text(book.add_worksheet("说明"), example, styles)
    for sheet in example.sheets:
        _write_sheet(book.add_worksheet(sheet.name), example, sheet, styles)
    book.close()


def _write_text(page: Worksheet, example: Example, styles: Styles) -> None:
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.set_column(0, 0, 110)
    page.write(0, 0, example.title, styles["title"])
    for row, (level, paragraph) in enumerate(example.text, 2):
        page.write(row, 0, paragraph, styles["heading" if level else "paragraph"])


def _write_sheet(page: Worksheet, example: Example, sheet: Sheet, styles: Styles) -> None:
    last = len(sheet.rows[0]) - 1
    _set_page(page, sheet, last)
    page.write(0, 0, sheet.number, styles["plain"])
    page.merge_range(1, 0, 1, last, sheet.title, styles["title"])
    page.set_row(1, 28)
    page.write(2, 0, sheet.above, styles["plain"])
    if not sheet.form:
        page.write(2, last, f"单位：{example.unit}", styles["right"])
    for cell in sheet.cells:
        _write_cell(page, sheet, cell, styles)
    for row, line in enumerate(sheet.rows):
        page.set_row(_TOP + row, _height(sheet, line))
    if sheet.note:
        page.write(_TOP + len(sheet.rows), 0, sheet.note, styles["plain"])


def _set_page(page: Worksheet, sheet: Sheet, last: int) -> None:
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.ignore_errors({"number_stored_as_text": "A1:Z400"})  # codes are text on purpose
    if last > 5 and not sheet.form:
        page.set_landscape()
    for column, width in enumerate(_widths(sheet)):
        page.set_column(column, column, width)
    if sheet.header:
        page.freeze_panes(_TOP + sheet.header, 0)
        page.repeat_rows(_TOP, _TOP + sheet.header - 1)


def _write_cell(page: Worksheet, sheet: Sheet, cell: GridCell, styles: Styles) -> None:
    row, style = _TOP + cell.row, styles[_style(sheet, cell)]
    if cell.rowspan > 1 or cell.colspan > 1:
        end = (row + cell.rowspan - 1, cell.column + cell.colspan - 1)
        page.merge_range(row, cell.column, *end, "", style)
    if cell.amount is not None:
        page.write_number(row, cell.column, cell.amount, style)
    else:
        page.write_string(row, cell.column, cell.text, style)


def _style(sheet: Sheet, cell: GridCell) -> str:
    if cell.row < sheet.header:
        return "head"
    if cell.amount is not None:
        return "figure" if sheet.form else "amount"
    return "centre" if sheet.form and len(cell.text) < 12 else "text"


def _widths(sheet: Sheet) -> tuple[int, ...]:
    """Column widths in characters; a Chinese character is two of them."""
    if sheet.widths:
        return sheet.widths
    body = [row for row in sheet.rows[sheet.header :] if "<" not in row] or sheet.rows
    longest = (max(len(row[column]) for row in body) for column in range(len(sheet.rows[0])))
    return tuple(min(max(10, 2 * length + 1), 36) for length in longest)


def _height(sheet: Sheet, line: tuple[str, ...]) -> float:
    """The height that the longest cell of a line needs, in points."""
    widths = _widths(sheet)
    lines = 1
    for column, text in enumerate(line):
        span = 1 + next(
            (n for n, other in enumerate(line[column + 1 :]) if other != "<"),
            len(line) - column - 1,
        )
        lines = max(lines, -(-2 * len(text) // sum(widths[column : column + span])))
    return 13.5 * lines + 5
