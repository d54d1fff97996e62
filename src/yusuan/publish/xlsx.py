"""The disclosure as a workbook: a sheet a table, a contents sheet with links, a sheet of text.

A figure is a number only where the number prints, to the last place, what the table prints;
any other cell is text, whatever it begins with. Equal volumes give equal bytes.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, TypeGuard

from yusuan.documents.model import Cell
from yusuan.ledger import parse_number
from yusuan.publish import xlsx_charts as charts
from yusuan.publish.volume import (
    Block,
    Heading,
    Part,
    TableBlock,
    Text,
    Volume,
    figure_columns,
    grid_rows,
    is_figure,
)
from yusuan.publish.volume_layout import LARGE, Layout, ems, heights, layout
from yusuan.publish.volume_words import Alignment, alignment, subtitle
from yusuan.publish.xlsx_names import sheet_names

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

    from yusuan.publish.xlsx_sheet import Rows, Sheet

SONG: Final = "宋体"
CONTENTS: Final = "目录"
WORDS: Final = "文字说明"
CHARTS: Final = "图"
_A3, _A4 = 8, 9
_EXACT = 15  # digits a spreadsheet keeps
_AS_TEXT = "@"
_LONGEST = 32_000  # characters of a cell; a spreadsheet refuses more than 32 767
#: The column of text, in units of width: on A4 with any font, as LibreOffice cuts a single column
#: that is wider than the page, and the ems that surely go on a line of it.
_TEXT_WIDTH, _TEXT_EMS = 66, 30
_SIZE = 10.0  # of the type, in points
_HIGHEST = 409.0  # points; a row cannot be higher
_EM = 5.5  # points of a column's width to one unit of width


@dataclass(slots=True)
class _Book:
    """A workbook while it is written, with one format for each look."""

    book: Workbook
    looks: dict[tuple[tuple[str, Any], ...], Format] = field(default_factory=dict)
    ruled: dict[tuple[Alignment, str, bool, bool], int] = field(default_factory=dict)

    def look(self, **properties: Any) -> Format:
        """The format with these properties, made once."""
        key = tuple(sorted(properties.items()))
        if key not in self.looks:
            self.looks[key] = self.book.add_format(
                {"font_name": SONG, "font_size": _SIZE, **properties}
            )
        return self.looks[key]

    def style(self, **properties: Any) -> int:
        """The number of the format with these properties."""
        from yusuan.publish.xlsx_sheet import style

        return style(self.look(**properties))


def write(volume: Volume) -> bytes:
    """The XLSX of a volume."""
    import xlsxwriter

    made = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(made, options) as workbook:
        _name(workbook, volume)
        book = _Book(workbook)
        tables = list(volume.tables)
        names = sheet_names(
            [CONTENTS, WORDS, CHARTS], [block.title or block.id for block in tables]
        )
        _contents(book, volume, tables, names)
        for block, name in zip(tables, names, strict=True):
            _sheet(book, block, name)
        if pictures := list(volume.pictures):
            charts.add(workbook, CHARTS, pictures)
        _words(book, volume)
    return made.getvalue()


def _name(workbook: Workbook, volume: Volume) -> None:
    workbook.set_properties(
        {
            "title": volume.title,
            "author": volume.entity,
            "subject": subtitle(volume),
            "created": datetime(volume.year, 1, 1),  # noqa: DTZ001 - UTC is meant
        }
    )


def _contents(book: _Book, volume: Volume, tables: list[TableBlock], names: list[str]) -> None:
    sheet = book.book.add_worksheet(CONTENTS)
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 64)
    sheet.write_string(0, 0, volume.title, book.look(bold=True, font_size=16))
    sheet.write_string(1, 0, subtitle(volume), book.look(font_color="#555555"))
    link = book.look(font_color="#0B57A4", underline=1, font_size=11)
    lines = [(block.title or block.id, name) for block, name in zip(tables, names, strict=True)]
    lines += [(CHARTS, CHARTS)] if any(volume.pictures) else []
    if any(_is_text(block) for block in volume.blocks):
        lines.append((WORDS, WORDS))
    for row, (title, name) in enumerate(lines, 3):
        quoted = name.replace("'", "''")
        sheet.write_url(row, 0, f"internal:'{quoted}'!A1", link, _kept(title)[:255])
    sheet.fit_to_pages(1, 0)
    sheet.set_paper(_A4)


def _words(book: _Book, volume: Volume) -> None:
    """The text of the disclosure, a paragraph a row."""
    lines = [line for part in volume.parts for line in _lines(part)]
    if not lines:
        return
    sheet = book.book.add_worksheet(WORDS)
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, _TEXT_WIDTH)
    plain = book.look(text_wrap=True, valign="vcenter", font_size=11)
    bold = book.look(text_wrap=True, valign="vcenter", bold=True, font_size=12)
    for row, (text, headline) in enumerate(lines):
        sheet.write_string(row, 0, _kept(text), bold if headline else plain)
        needed = sum(math.ceil(ems(line) / _TEXT_EMS) or 1 for line in text.split("\n"))
        sheet.set_row(row, min(16.0 * needed + (6 if headline else 3), _HIGHEST))
    sheet.fit_to_pages(1, 0)
    sheet.set_paper(_A4)
    sheet.center_horizontally()
    sheet.set_footer("&C— &P —")


def _lines(part: Part) -> Iterator[tuple[str, bool]]:
    """The headings and paragraphs of a part, under its title; a part of tables has none."""
    found = [(one.text, isinstance(one, Heading)) for one in part.blocks if _is_text(one)]
    if found and part.title:
        yield part.title, True
    yield from found


def _is_text(block: Block) -> TypeGuard[Heading | Text]:
    return isinstance(block, (Heading, Text)) and bool(block.text)


def _sheet(book: _Book, block: TableBlock, name: str) -> None:
    from yusuan.publish.xlsx_sheet import Sheet

    sheet = book.book.add_worksheet(name, worksheet_class=Sheet)
    plan = layout(block)
    scale = _SIZE / plan.size  # on screen the type is as large everywhere; paper shrinks it back
    widths = tuple(width * scale for width in plan.widths)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, round(width / _EM, 2))
    above = 2 if block.left or block.right else 1
    below = [text for text in (block.empty, block.note) if text]
    count = above + block.table.rows + len(below)
    rows = sheet.rows(count, max(block.table.columns, 1))
    _above(book, rows, block)
    for row, height in enumerate(heights(block, widths, _SIZE), above):
        rows.heights[row] = min(round(height, 1), _HIGHEST)
    _cells(book, rows, block, above)
    for row, text in enumerate(below, above + block.table.rows):
        _across(rows, row, 0, block, text, book.style(text_wrap=True, valign="top"))
    _print(sheet, block, plan, above, count - 1)


def _above(book: _Book, rows: Rows, block: TableBlock) -> None:
    """The title, and what stands left and right under it."""
    title = book.style(bold=True, font_size=14, align="center", valign="vcenter")
    _across(rows, 0, 0, block, block.title, title)
    rows.heights[0] = 26.0
    if not (block.left or block.right):
        return
    columns = block.table.columns
    left, right = book.style(align="left"), book.style(align="right")
    if columns > 1 and block.right:
        parted = (columns - 1) // 2 if columns > 2 else 0
        _across(rows, 1, parted + 1, block, block.right, right)
        _across(rows, 1, 0, block, block.left, left, parted)
    else:
        _across(rows, 1, 0, block, "　".join(filter(None, (block.left, block.right))), left)


def _across(
    rows: Rows,
    row: int,
    left: int,
    block: TableBlock,
    text: str,
    look: int,
    right: int | None = None,
) -> None:
    """A text over the columns from ``left`` on, as far as the table goes if not said."""
    right = block.table.columns - 1 if right is None else right
    if right > left:
        rows.merge(row, left, row, right, look)
    rows.text(row, left, _kept(text), look)


def _cells(book: _Book, rows: Rows, block: TableBlock, top: int) -> None:
    columns = figure_columns(block)
    for cells in grid_rows(block):
        for cell in cells:
            _cell(book, rows, block, cell, top, figure=is_figure(block, cell, columns))


def _cell(
    book: _Book, rows: Rows, block: TableBlock, cell: Cell, top: int, *, figure: bool
) -> None:
    number, shown = exact(cell.text) if figure else (None, _AS_TEXT)
    side = alignment(block, cell, figure=figure)
    look = _ruled(book, side, shown, header=cell.row < block.header, wraps=not figure)
    row, column = top + cell.row, cell.column
    if cell.rowspan > 1 or cell.colspan > 1:
        rows.merge(row, column, row + cell.rowspan - 1, column + cell.colspan - 1, look)
    if number is not None:
        rows.number(row, column, number, look)
    else:
        rows.text(row, column, _kept(cell.text), look)


def _ruled(book: _Book, side: Alignment, shown: str, *, header: bool, wraps: bool) -> int:
    """The look of a cell of a table; asked for every cell, so it is found by little."""
    key = (side, shown, header, wraps)
    if key not in book.ruled:
        shade = {"bg_color": "#EFEFEF", "bold": True} if header else {}
        book.ruled[key] = book.style(
            border=1,
            border_color="#8A8A8A",
            valign="vcenter",
            align=side,
            text_wrap=wraps,
            num_format=shown,
            **shade,
        )
    return book.ruled[key]


def exact(text: str) -> tuple[Decimal | None, str]:
    """The number a figure is and the format that prints it; None where none prints it so."""
    printed = parse_number(text)
    if printed is None or printed.unit or len(printed.value.as_tuple().digits) > _EXACT:
        return None, _AS_TEXT
    decimals = "." + "0" * printed.decimals if printed.decimals else ""
    value = printed.value
    if text == f"{value:,.{printed.decimals}f}" and "," in text:
        return value, f"#,##0{decimals}"
    if text == f"{value:.{printed.decimals}f}":
        return value, f"0{decimals}"
    return None, _AS_TEXT


def _kept(text: str) -> str:
    """A text as long as a cell can hold; what is beyond is marked."""
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "……（全文见其他格式）"


def _print(sheet: Sheet, block: TableBlock, plan: Layout, top: int, last: int) -> None:
    """Frozen headers, and on paper: the page, the header on every sheet, no column cut."""
    header = top + block.header
    sheet.freeze_panes(header, min(_fixed(block), 3))
    if block.header:
        sheet.repeat_rows(top, header - 1)
    if plan.page.landscape:
        sheet.set_landscape()
    sheet.set_paper(_A3 if plan.page is LARGE else _A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    sheet.set_footer("&C— &P —")
    sheet.center_horizontally()
    right = max(block.table.columns - 1, 0)
    sheet.print_area(0, 0, max(last, header), right)
    from yusuan.publish.xlsx_sheet import letters

    sheet.ignore_errors({"number_stored_as_text": f"A1:{letters(right)}{last + 1}"})


def _fixed(block: TableBlock) -> int:
    """How many label columns stand before the first figures; none where nothing would scroll."""
    first = min(figure_columns(block), default=0)
    return first if block.table.columns > first + 4 else 0
