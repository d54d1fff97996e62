"""Documents written down as text: blocks, and tables as lines of cells, read from one TOML file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

_LEFT, _ABOVE = "<", "^"
_AMOUNT = re.compile(r"\d+\.\d+")
_NUMBER = re.compile(r"\d+(\.\d+)?")


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a table: where it starts (0-based), how far it spans, and its text."""

    row: int
    column: int
    rowspan: int
    colspan: int
    text: str
    amount: Decimal | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of an example, with what stands above and below it."""

    name: str
    title: str
    number: str
    above: str
    note: str
    form: bool
    header: int
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def cells(self) -> Iterator[GridCell]:
        """The cells from the top left; what is merged into another is not among them."""
        for row, line in enumerate(self.rows):
            for column, text in enumerate(line):
                if text not in (_LEFT, _ABOVE):
                    yield self._cell(row, column, text)

    def _cell(self, row: int, column: int, text: str) -> GridCell:
        colspan = 1 + _run(self.rows[row][column + 1 :], _LEFT)
        rowspan = 1 + _run([line[column] for line in self.rows[row + 1 :]], _ABOVE)
        figure = _NUMBER if self.form else _AMOUNT
        amount = Decimal(text) if row >= self.header and figure.fullmatch(text) else None
        return GridCell(row, column, rowspan, colspan, text, amount)

    def shown(self, cell: GridCell) -> str:
        """The text of a cell as it is printed: tables have two decimals, forms what was typed."""
        return cell.text if self.form or cell.amount is None else f"{cell.amount:,.2f}"


@dataclass(frozen=True, slots=True)
class Example:
    """A whole document: its name and title, its text as (level, paragraph), and its tables."""

    name: str
    title: str
    unit: str
    text: tuple[tuple[int, str], ...]
    sheets: tuple[Sheet, ...]


def load(path: Path) -> Example:
    """Read an example; a table whose lines are not equally long is refused."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    sheets = tuple(_sheet(number, table) for number, table in enumerate(data["table"], 1))
    text = tuple(_paragraph(line) for line in data["text"].splitlines() if line.strip())
    return Example(data["name"], data["title"], data["unit"], text, sheets)


def _sheet(number: int, table: dict[str, Any]) -> Sheet:
    title = table["title"]
    rows = tuple(_split(line) for line in table["cells"].strip("\n").splitlines())
    if len({len(row) for row in rows}) != 1:
        raise ValueError(f"the lines of {title} are not equally long: {[len(row) for row in rows]}")
    return Sheet(
        name=table.get("sheet", f"{number} {title.removeprefix('2022年')}"),
        title=title,
        number=table.get("number", ""),
        above=table.get("above", ""),
        note=table.get("note", ""),
        form=table.get("form", False),
        header=table["header"],
        widths=tuple(table.get("widths", ())),
        rows=rows,
    )


def _split(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.split("|"))


def _paragraph(line: str) -> tuple[int, str]:
    text = line.lstrip("#")
    return len(line) - len(text), text.strip()


def _run(cells: list[str] | tuple[str, ...], mark: str) -> int:
    """How many cells from the first one on hold nothing but the mark."""
    return next((index for index, cell in enumerate(cells) if cell != mark), len(cells))
