"""A table's cells by position, so that a covered position answers with the cell that covers it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from yusuan.documents import Cell, Table
from yusuan.ledger import is_dash, parse_number


@dataclass(frozen=True, slots=True)
class Grid:
    """Positions → cells of one table; rows and columns are 0-based."""

    rows: int
    columns: int
    origin: dict[tuple[int, int], Cell]
    ragged: bool

    @classmethod
    def of(cls, table: Table) -> Grid:
        """Lay out a table; spans never reach beyond it, and what is hidden is not published."""
        origin = {
            (row, column): cell
            for cell in table.cells
            if not cell.hidden
            for row in range(cell.row, min(cell.row + cell.rowspan, table.rows))
            for column in range(cell.column, min(cell.column + cell.colspan, table.columns))
        }
        return cls(table.rows, table.columns, origin, table.ragged)

    def at(self, row: int, column: int) -> Cell | None:
        """The cell that covers a position."""
        return self.origin.get((row, column))

    def text(self, row: int, column: int) -> str:
        """The text that covers a position; empty where there is none."""
        cell = self.origin.get((row, column))
        return cell.text.strip() if cell else ""

    def own(self, row: int, column: int) -> Cell | None:
        """The cell that begins at a position; None where another one reaches over it."""
        cell = self.origin.get((row, column))
        return cell if cell and cell.row == row and cell.column == column else None

    def row(self, row: int) -> Iterator[Cell]:
        """The cells that begin in a row, or reach down into it, each once, left to right."""
        seen: set[int] = set()
        for column in range(self.columns):
            cell = self.origin.get((row, column))
            if cell and id(cell) not in seen:
                seen.add(id(cell))
                yield cell

    def texts(self, row: int) -> list[str]:
        """The texts of a row that are not blank, each cell once."""
        return [cell.text.strip() for cell in self.row(row) if cell.text.strip()]


def is_number(text: str) -> bool:
    """Whether a cell prints one number."""
    return parse_number(text) is not None


def is_blank(text: str) -> bool:
    """Whether a cell prints nothing, or the dash that stands for nothing."""
    return not text.strip() or is_dash(text)
