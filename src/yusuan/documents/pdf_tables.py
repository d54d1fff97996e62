"""What stitching over pages works on: the part of a table, or of a paragraph, on one page."""

from __future__ import annotations

from dataclasses import dataclass

from yusuan.documents.model import Cell, Paragraph
from yusuan.documents.pdf_calls import Box


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table of one page; its rows and columns are counted on this page."""

    cells: tuple[Cell, ...]
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
