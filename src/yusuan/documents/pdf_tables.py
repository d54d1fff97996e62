"""What stitching over pages works on: the part of a table, or of a paragraph, on one page."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import repeat
from typing import TypeVar

from yusuan.documents.model import Cell, Paragraph, Place
from yusuan.documents.pdf_calls import Box

Record = TypeVar("Record", Cell, Place)


@dataclass(slots=True)
class PageCell:
    """A cell of one page, to be moved into the table it is part of.

    Not frozen: it is made and moved in a fifth of the time that a Cell and its Place take, and
    they are made once, when all is known about them.
    """

    row: int
    column: int
    text: str
    rowspan: int
    colspan: int
    page: int
    shown: Box  # where it stands on the page as a reader sees it


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table of one page; its rows and columns are counted on this page."""

    cells: list[PageCell]  # given up to the table over all pages
    rows: int
    columns: int
    page: int
    xs: tuple[float, ...]  # the edges of its columns, as the page is read
    ys: tuple[float, ...]
    shown: Box  # where it stands on the page as a reader sees it
    page_size: tuple[float, float]
    filled: frozenset[int] = frozenset()  # the cells whose last line reaches their right side
    ruled: bool = True


@dataclass(frozen=True, slots=True)
class PageText:
    """A paragraph of one page, and what its lines say of a page break through it."""

    paragraph: Paragraph
    open_end: bool = False  # its last line is full, and its sentence has not ended
    flush: bool = False  # its first line stands at the margin, where broken lines go on
    height: float = 0.0  # about the size of its font
    top: float = 0.0  # of the height of the page, from 0 to 1


PageBlock = PageTable | PageText


def final(cells: Sequence[PageCell], table: int) -> tuple[Cell, ...]:
    """The cells of the table of that number as they are published."""
    rows, columns = [cell.row for cell in cells], [cell.column for cell in cells]
    places = _made(
        Place,
        len(cells),
        {
            "page": [cell.page for cell in cells],
            "bbox": [cell.shown for cell in cells],
            "table": repeat(table),
            "row": [row + 1 for row in rows],
            "column": [column + 1 for column in columns],
        },
    )
    made = _made(
        Cell,
        len(cells),
        {
            "row": rows,
            "column": columns,
            "text": [cell.text for cell in cells],
            "rowspan": [cell.rowspan for cell in cells],
            "colspan": [cell.colspan for cell in cells],
            "place": places,
        },
    )
    return tuple(made)


def _made(kind: type[Record], count: int, columns: Mapping[str, Iterable[object]]) -> list[Record]:
    """So many records from a column of values for each field that is not at its default.

    A frozen record takes 1 µs to make the plain way, and filling its slots column by column 0.4;
    a thousand pages have a quarter of a million of them.
    """
    records = list(map(object.__new__, repeat(kind, count)))
    for part in fields(kind):
        values = columns.get(part.name, repeat(part.default))
        deque(map(getattr(kind, part.name).__set__, records, values), maxlen=0)
    return records
