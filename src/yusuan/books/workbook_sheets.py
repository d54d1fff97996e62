"""The sheets of a workbook that hold the lists: headings that explain, room, drop-downs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from yusuan.books import exact
from yusuan.books.columns import Column, Sheet, letters
from yusuan.books.rows import field_of
from yusuan.books.values import write
from yusuan.books.workbook_lists import Lists, code_label
from yusuan.books.workbook_style import Looks
from yusuan.standards.target_help import help_of_list

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

CELL_UNITS: Final = 32_767  # UTF-16 units a cell holds
ROWS: Final = 1_048_575
COLUMNS: Final = 16_383

_ACTIVE: Final = ("=", "+", "-", "@")
_ALLOWED: Final = {
    "format_cells": True,
    "format_columns": True,
    "format_rows": True,
    "insert_rows": True,
    "delete_rows": True,
    "sort": True,
    "autofilter": True,
}


class TooLong(ValueError):
    """Something a workbook cannot hold; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Making:
    """A workbook being made: what all its sheets need."""

    book: Workbook
    looks: Looks
    lists: Lists
    unit: str

    @property
    def lines(self) -> int:
        """How many lines of every sheet are made ready."""
        return self.lists.lines


def add(making: Making, sheet: Sheet, records: tuple[Any, ...], *, blank: bool = False) -> None:
    """Add the sheet of a list, with its records; ``blank`` amounts are still to be typed."""
    page = making.book.add_worksheet(sheet.title)
    if len(records) > ROWS:
        raise TooLong(f"“{sheet.title}”有 {len(records)} 行，一个工作表放不下，请改用预算文件夹。")
    _lay_out(making, page, sheet)
    for at, column in enumerate(sheet.columns):
        _head(making, page, sheet, at)
        _offer(making, page, column, at)
        _mark(making, page, sheet, at)
        for row, record in enumerate(records, 1):
            _put(making, page, (row, at), column, field_of(record, column, blank=blank))


def _lay_out(making: Making, page: Worksheet, sheet: Sheet) -> None:
    for at, column in enumerate(sheet.columns):
        page.set_column(at, at, column.width, making.looks[_look(column)])
    _unlock_the_rest(making, page, len(sheet.columns))
    page.set_row(0, 32)
    page.freeze_panes(1, 1)
    page.hide_gridlines(0)
    page.autofilter(0, 0, making.lines, len(sheet.columns) - 1)
    page.protect("", _ALLOWED)
    page.ignore_errors(
        {"number_stored_as_text": f"A1:{letters(len(sheet.columns))}{making.lines + 1}"}
    )
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.set_footer("&C&A　第 &P 页，共 &N 页")


def _unlock_the_rest(making: Making, page: Worksheet, first: int) -> None:
    """Unlock the columns at the right: Excel deletes a row only where no cell of it is locked."""
    used = page.dim_colmax
    page.set_column(first, COLUMNS, None, making.looks["free"])
    page.dim_colmax = used  # else the writer looks at 16,384 cells a row


def _look(column: Column) -> str:
    if column.kind == "amount":
        return "amount"
    if column.kind in ("int", "number"):
        return "number"
    return "long" if column.long else "text"


def _head(making: Making, page: Worksheet, sheet: Sheet, at: int) -> None:
    column = sheet.columns[at]
    look = making.looks["required" if column.required else "heading"]
    page.write_string(0, at, column.heading_in(making.unit), look)
    words = [f"{'必填' if column.required else '选填'}。{column.hint}"]
    if explained := help_of_list(sheet.key, column.key):
        words.append(explained.text)
    if at == 0:
        words.append(f"本表：{sheet.hint}。\n举例：{sheet.example}")
    text = "\n".join(words)
    tall = 24 + 18 * sum(1 + len(line) // 18 for line in text.split("\n"))
    page.write_comment(
        0, at, text, {"x_scale": 2, "height": tall, "font_size": 9, "color": "#FFFBE6"}
    )


def _offer(making: Making, page: Worksheet, column: Column, at: int) -> None:
    source = making.lists.source(column)
    if not source:
        return
    strict = column.kind == "bool" or bool(column.choices)
    rule: dict[str, Any] = {
        "validate": "list",
        "source": f"={source}",
        "error_type": "warning",
        "error_title": f"没有这个{column.heading}"[:32],
        "error_message": f"{column.hint}"[:255],
        "show_error": strict,
    }
    page.data_validation(1, at, making.lines, at, rule)


def _mark(making: Making, page: Worksheet, sheet: Sheet, at: int) -> None:
    """Colour what is typed but no number, and what is required but empty, as it happens."""
    column, here = sheet.columns[at], f"{letters(at)}2"
    if column.kind in ("amount", "number", "int"):
        wrong = f'=AND({here}<>"",NOT(ISNUMBER({here})))'
        _colour(making, page, at, wrong, "bad")
    if column.required:
        last = letters(len(sheet.columns) - 1)
        empty = f'=AND(COUNTA($A2:${last}2)>0,{here}="")'
        _colour(making, page, at, empty, "wanting")


def _colour(making: Making, page: Worksheet, at: int, rule: str, look: str) -> None:
    made = {"type": "formula", "criteria": rule, "format": making.looks[look]}
    page.conditional_format(1, at, making.lines, at, made)


def _put(
    making: Making, page: Worksheet, where: tuple[int, int], column: Column, value: Any
) -> None:
    text = write(column, value, making.unit)
    if not text:
        return
    if column.kind == "code":
        text = code_label(column, text, making.lists.year)
    numeric = column.kind in ("amount", "number", "int")
    number = exact.plain(text) if numeric else None
    if number is not None and exact.storable(number):
        page.write_number(*where, float(number), making.looks[_look(column)])
        return
    if len(text.encode("utf-16-le", "surrogatepass")) // 2 > CELL_UNITS:
        raise TooLong(
            f"“{page.get_name()}”第 {where[0] + 1} 行的“{column.heading}”超过 {CELL_UNITS} 字，"
            "一个单元格放不下，请分成几段，或改用预算文件夹。"
        )
    page.write_string(*where, text, making.looks[_texture(column, text)])


def _texture(column: Column, text: str) -> str:
    """The look of a text; one that begins like a formula bears the mark that it is none."""
    look = _look(column) if column.kind not in ("amount", "int", "number") else "text"
    quoted = {"text": "quoted", "long": "long_quoted"}
    return quoted[look] if text.startswith(_ACTIVE) else look
