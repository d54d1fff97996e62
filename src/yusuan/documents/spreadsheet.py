"""A sheet of any workbook, and the blocks a reader sees on it: titles, tables, notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from yusuan.documents.model import Block, Cell, Note, Paragraph, Place, Table
from yusuan.documents.sheet_rows import Anchor, Row, is_caption, rows_to_regions

_DEFAULT_NAME: Final = re.compile(r"(?:sheet|工作表|表格?)\s*\d*(?:\s*\(\d+\))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell as its workbook has it; ``ruled`` says that a line is drawn at its sides."""

    text: str
    stored: str | None = None
    ruled: bool = False
    number: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as its workbook has it: cells by (row, column), 0-based, only those that exist.

    ``merges`` are (row, column, rows, columns) and do not overlap.
    """

    name: str
    cells: Mapping[tuple[int, int], SheetCell]
    merges: tuple[tuple[int, int, int, int], ...] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = field(default=frozenset())
    hidden_columns: frozenset[int] = field(default=frozenset())

    def is_hidden(self, row: int, column: int) -> bool:
        """Whether a reader of the workbook does not see the cell."""
        return self.hidden or row in self.hidden_rows or column in self.hidden_columns


def cell_name(row: int, column: int) -> str:
    """The name of a cell at a 0-based position: (6, 1) is B7."""
    return f"{column_letters(column)}{row + 1}"


def column_letters(column: int) -> str:
    """The letters of a 0-based column: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def sheet_to_blocks(sheet: Sheet) -> tuple[list[Block], list[Note]]:
    """The blocks of a sheet in reading order, and what had to be left out."""
    regions = rows_to_regions(_rows(sheet))
    blocks: list[Block] = []
    unseen: list[str] = []
    for region in regions:
        if region.is_table:
            blocks.append(_table(sheet, region.rows))
        else:
            blocks.extend(_paragraphs(sheet, region.rows, unseen))
    _add_name(sheet, blocks)
    return blocks, _hidden_notes(sheet, unseen)


def _rows(sheet: Sheet) -> list[Row]:
    """The rows that hold anything, each with the cells that begin in it."""
    spans = {(row, column): (height, width) for row, column, height, width in sheet.merges}
    covered = _covered(sheet)
    anchors: dict[int, list[Anchor]] = {}
    for (row, column), cell in sheet.cells.items():
        if (row, column) not in covered:
            height, width = spans.pop((row, column), (1, 1))
            anchor = Anchor(column, height, width, cell.text, cell.stored, cell.ruled, cell.number)
            anchors.setdefault(row, []).append(anchor)
    for (row, column), (height, width) in spans.items():
        anchors.setdefault(row, []).append(Anchor(column, height, width, "", None, False, False))
    return [
        Row(row, tuple(sorted(cells, key=lambda each: each.column)))
        for row, cells in sorted(anchors.items())
    ]


def _covered(sheet: Sheet) -> set[tuple[int, int]]:
    """The existing cells that a merge covers without beginning there."""
    by_row: dict[int, list[tuple[int, int, int]]] = {}
    for row, column, height, width in sheet.merges:
        for each in range(row, row + height):
            by_row.setdefault(each, []).append((column, column + width, row))
    return {
        (row, column)
        for row, column in sheet.cells
        for left, right, top in by_row.get(row, ())
        if left <= column < right and (row, column) != (top, left)
    }


def _table(sheet: Sheet, rows: tuple[Row, ...]) -> Table:
    """The table of a region; rows and columns without a cell in it are not counted."""
    extent = _extent(rows)
    row_at, column_at = _positions(rows, extent)
    cells = tuple(
        _cell(sheet, row.index, anchor, row_at, column_at)
        for row in rows
        for anchor in row.anchors
        if anchor.column in extent
    )
    first = Place(sheet=sheet.name, cell=cell_name(rows[0].index, min(extent)))
    return Table(cells, rows=len(row_at), columns=len(column_at), place=first)


def _extent(rows: tuple[Row, ...]) -> range:
    """The columns from the first to the last that hold a text, and the ruled ones beside them."""
    said = [each for row in rows for each in row.anchors if each.says or each.width > 1]
    left = min(each.column for each in said)
    right = max(each.column + each.width for each in said)
    ruled = {each.column for row in rows if row.texts for each in row.anchors if each.ruled}
    while right in ruled and right - left < 256:
        right += 1
    while left - 1 in ruled and right - left < 256:
        left -= 1
    return range(left, right)


def _positions(rows: tuple[Row, ...], extent: range) -> tuple[dict[int, int], dict[int, int]]:
    """Where each row and column of the sheet stands in the table."""
    used_rows: set[int] = set()
    used_columns: set[int] = set()
    for row in rows:
        for each in row.anchors:
            if each.column in extent:
                used_rows.update(range(row.index, row.index + each.height))
                used_columns.update(range(each.column, min(each.column + each.width, extent.stop)))
    row_at = {row: index for index, row in enumerate(sorted(used_rows))}
    return row_at, {column: index for index, column in enumerate(sorted(used_columns))}


def _cell(
    sheet: Sheet, row: int, anchor: Anchor, row_at: dict[int, int], column_at: dict[int, int]
) -> Cell:
    columns = range(anchor.column, anchor.column + anchor.width)
    return Cell(
        row=row_at[row],
        column=column_at[anchor.column],
        text=anchor.text,
        rowspan=anchor.height,
        colspan=sum(column in column_at for column in columns),
        place=Place(sheet=sheet.name, cell=cell_name(row, anchor.column)),
        stored=anchor.stored,
        hidden=sheet.is_hidden(row, anchor.column),
    )


def _paragraphs(sheet: Sheet, rows: tuple[Row, ...], unseen: list[str]) -> Iterator[Paragraph]:
    for row in rows:
        for anchor in row.anchors:
            name = cell_name(row.index, anchor.column)
            if anchor.text.strip() and sheet.is_hidden(row.index, anchor.column):
                unseen.append(name)
            elif anchor.text.strip():
                yield Paragraph(anchor.text.strip(), Place(sheet=sheet.name, cell=name))


def _add_name(sheet: Sheet, blocks: list[Block]) -> None:
    """Put the sheet's name before a table that nothing else names."""
    table = next((at for at, block in enumerate(blocks) if isinstance(block, Table)), None)
    if table is None or _DEFAULT_NAME.fullmatch(sheet.name.strip()):
        return
    before = (block for block in blocks[:table] if isinstance(block, Paragraph))
    if all(is_caption(block.text) for block in before):
        blocks.insert(0, Paragraph(sheet.name.strip(), Place(sheet=sheet.name)))


def _hidden_notes(sheet: Sheet, unseen: list[str]) -> list[Note]:
    place = Place(sheet=sheet.name)
    notes = []
    if sheet.hidden:
        message = f"工作表“{sheet.name}”是隐藏的：其中的表格照读并标为隐藏，请确认是否应当公开。"
        notes.append(Note(message, place))
    elif sheet.hidden_rows or sheet.hidden_columns:
        message = f"工作表“{sheet.name}”有隐藏的行或列：其中的单元格照读并标为隐藏，请核对。"
        notes.append(Note(message, place))
    if unseen:
        cells = "、".join(unseen[:10])
        message = f"工作表“{sheet.name}”中隐藏的表外文字没有公开显示，未收入：{cells}。"
        notes.append(Note(message, place))
    return notes
