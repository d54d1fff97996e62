"""A sheet that grows row by row, each row after the drawing of its form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from yusuan.documents.model import Cell, Table
from yusuan.standards.form_sets import FormCell, Layout

#: What a cell of the drawing prints in the row that is being written.
Fill = Callable[[FormCell], str]


class Sheet:
    """The cells printed so far; a cell of the drawing may reach over several printed rows."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.height = 0
        self._cells: list[Cell] = []
        self._labels: set[tuple[int, int]] = set()
        self._open: dict[tuple[int, int], int] = {}  # place in the drawing → number of its cell

    def row(self, number: int, fill: Fill, *, again: bool = False) -> None:
        """Print a row of the drawing; ``again`` says that it repeats the row just printed."""
        same = again
        for cell in self.layout.crossing(number):
            text = fill(cell)
            goes_on = cell.row < number or (again and not cell.slots)
            if cell.slots:
                same = same and self._printed(cell) == text
            goes_on = same if cell.merged else goes_on
            if goes_on and (cell.row, cell.column) in self._open:
                at = self._open[cell.row, cell.column]
                self._cells[at] = replace(self._cells[at], rowspan=self._cells[at].rowspan + 1)
            else:
                self._open[cell.row, cell.column] = len(self._cells)
                self._cells.append(Cell(self.height, cell.column, text, colspan=cell.colspan))
                if cell.merged or all(slot.column is None for slot in cell.slots):
                    self._labels.add((self.height, cell.column))
        self.height += 1

    def _printed(self, cell: FormCell) -> str:
        at = self._open.get((cell.row, cell.column))
        return "" if at is None else self._cells[at].text

    def close(self) -> None:
        """What is printed next belongs to none of the cells printed so far."""
        self._open.clear()

    def line(self, label: str, text: str = "") -> None:
        """A row that the drawing does not have: a label, and the text that takes the rest of it."""
        width = self.layout.columns if not text else 1
        self._cells.append(Cell(self.height, 0, label, colspan=width))
        self._labels.add((self.height, 0))
        if text:
            rest = max(self.layout.columns - 1, 1)
            self._cells.append(Cell(self.height, 1, text, colspan=rest))
        self.height += 1

    def labels(self) -> frozenset[tuple[int, int]]:
        """Where the labels of the form stand, and the classes over several rows."""
        return frozenset(self._labels)

    def table(self) -> Table:
        """The sheet as a table, its cells from left to right and from top to bottom."""
        cells = sorted(self._cells, key=lambda cell: (cell.row, cell.column))
        return Table(tuple(cells), self.height, self.layout.columns)
