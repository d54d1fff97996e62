"""Plain workbooks out and in: a heading row and rows below it. All text stays text."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from yusuan.books.workbook_cells import sheets
from yusuan.documents import UnreadableDocument
from yusuan.publish.volume_layout import ems

LARGEST: Final = 10 * 2**20
_WIDEST: Final = 60

Cell = str | int | Decimal | None


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet: its name, lines above the table, headings, rows."""

    name: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    above: Sequence[str] = ()


def write(*pages: Page) -> bytes:
    """A workbook; text that looks like a formula is text."""
    import xlsxwriter

    made = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(made, options) as book:
        head = book.add_format({"bold": True, "bg_color": "#F3F5F7", "border": 1})
        plain, money = book.add_format({"border": 1}), book.add_format(
            {"border": 1, "num_format": "#,##0.00####"}
        )  # fmt: skip
        for page in pages:
            sheet = book.add_worksheet(page.name[:31])
            top = len(page.above)
            for row, text in enumerate(page.above):
                sheet.write_string(row, 0, text)
            sheet.write_row(top, 0, page.heads, head)
            for row, cells in enumerate(page.rows, top + 1):
                for column, cell in enumerate(cells):
                    if isinstance(cell, Decimal | int):
                        sheet.write_number(row, column, float(cell), money)
                    else:
                        sheet.write_string(row, column, cell or "", plain)
            for column, width in enumerate(_widths(page)):
                sheet.set_column(column, column, width)
            sheet.freeze_panes(top + 1, 0)
    return made.getvalue()


def _widths(page: Page) -> Iterator[float]:
    for column, title in enumerate(page.heads):
        longest = max([title, *(str(row[column] or "") for row in page.rows)], key=len)
        yield min(2 * ems(longest) + 3, _WIDEST)


class Unread(ValueError):
    """A workbook that is not what was asked for; the text is for the person."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A row as it was typed: its number in the sheet, its cells by heading."""

    number: int
    cells: Mapping[str, str]


def read(data: bytes, heads: Iterable[str]) -> list[Typed]:
    """The rows of the first sheet below the row that has all headings; raises Unread."""
    wanted = list(heads)
    try:
        found = sheets(data)
    except UnreadableDocument as error:
        raise Unread("这不是能读的 Excel 工作簿（.xlsx）。") from error
    for cells in found.values():
        rows: dict[int, dict[int, str]] = {}
        for (row, column), cell in cells.items():
            rows.setdefault(row, {})[column] = cell.typed.strip()
        for top, titles in sorted(rows.items()):
            at = {title: column for column, title in titles.items()}
            if all(title in at for title in wanted):
                return [
                    Typed(row + 1, {title: texts.get(at[title], "") for title in wanted})
                    for row, texts in sorted(rows.items())
                    if row > top and any(texts.values())
                ]
    raise Unread("工作簿里没有这几列：" + "、".join(wanted) + "。")
