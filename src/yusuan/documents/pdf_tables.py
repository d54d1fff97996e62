"""The part of a table that stands on one page: what stitching over pages works on."""

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


PageBlock = PageTable | Paragraph
