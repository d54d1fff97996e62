"""A sheet that grows row by row: labels at the side, cells spread over its width."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from yusuan.documents.model import Cell, Table


class Sheet:
    """The cells of a form in one sheet of a fixed width."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.height = 0
        self.heads: tuple[str, ...] = ()  # headings over fields side by side
        self._cells: list[Cell] = []
        self._sides: dict[int, tuple[str, int, int]] = {}  # column → label, span, first row

    def sides(self, labels: Mapping[int, tuple[str, int]]) -> None:
        """The labels at the sides of the next row, by column, with their spans.

        One that stood beside the row before goes on, unless one on its left has changed.
        """
        changed = False
        for column in sorted({*labels, *self._sides}):
            before = self._sides.get(column)
            changed = changed or (before is None or before[:2] != labels.get(column))
            if not changed:
                continue
            if before:
                self.beside(before[0], column, before[2], before[1])
                del self._sides[column]
            if column in labels:
                self._sides[column] = (*labels[column], self.height)

    def line(self, texts: Sequence[str], left: int = 0) -> None:
        """A row whose texts share the width from a column on; the last take what is left over."""
        for (start, end), text in zip(self.places(len(texts), left), texts, strict=True):
            self.cell(start, end - start, text)
        self.height += 1

    def pair(self, label: str, text: str, left: int = 0) -> None:
        """A row of one label and the text that takes the rest of it."""
        self.cell(left, 1, label)
        self.cell(left + 1, self.width - left - 1, text)
        self.height += 1

    def cell(self, column: int, span: int, text: str) -> None:
        """A cell in the row that is being written."""
        self._cells.append(Cell(self.height, column, text, colspan=span))

    def beside(self, text: str, column: int, since: int, span: int = 1) -> None:
        """A label at the side of the rows from one on to the last."""
        if self.height > since:
            self._cells.append(Cell(since, column, text, self.height - since, span))

    def places(self, count: int, left: int = 0) -> list[tuple[int, int]]:
        """Where each of several cells begins and ends, spread evenly from a column on."""
        wide = self.width - left
        edges = [left + wide * number // count for number in range(count + 1)]
        return list(pairwise(edges))

    def table(self) -> Table:
        """The sheet as a table, its cells from left to right and from top to bottom."""
        cells = sorted(self._cells, key=lambda cell: (cell.row, cell.column))
        return Table(tuple(cells), self.height, self.width)
