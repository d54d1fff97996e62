"""A sheet of any workbook, and the blocks a reader sees on it: titles, tables, notes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from yusuan.documents import limits
from yusuan.documents.limits import clipped
from yusuan.documents.model import (
    Block,
    Cell,
    Document,
    Note,
    Paragraph,
    Place,
    Source,
    Table,
    UnreadableDocument,
)
from yusuan.documents.sheet_rows import TRAILING_BLANKS, Anchor, Row, is_caption, rows_to_regions

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

    ``merges`` are (row, column, rows, columns); they may overlap, or reach beyond all cells.
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


def sheets_to_document(sheets: Sequence[Sheet], source: Source, notes: Sequence[Note]) -> Document:
    """The sheets one after another, with what the reading of the file had to say before."""
    blocks: list[Block] = []
    said = list(notes)
    for sheet in sheets:
        found, remarks = sheet_to_blocks(sheet)
        blocks.extend(found)
        said.extend(remarks)
    if not blocks:
        raise UnreadableDocument("工作簿里没有任何内容，请检查是否选对了文件。")
    return Document(source, tuple(blocks), tuple(said))


def sheet_to_blocks(sheet: Sheet) -> tuple[list[Block], list[Note]]:
    """The blocks of a sheet in reading order, and what had to be left out."""
    blocks: list[Block] = []
    unseen: list[str] = []
    sheet, notes = _within_bounds(sheet)
    for region in rows_to_regions(_rows(sheet, notes)):
        if region.is_table:
            blocks.append(_table(sheet, region.rows))
        else:
            blocks.extend(_paragraphs(sheet, region.rows, unseen))
    _add_name(sheet, blocks)
    return blocks, [*notes, *_hidden_notes(sheet, unseen)]


def _within_bounds(sheet: Sheet) -> tuple[Sheet, list[Note]]:
    """The sheet without empty rows far below its last text, and with endless texts cut."""
    said = (row for (row, _), cell in sheet.cells.items() if cell.text or cell.stored)
    end = max(said, default=-1) + TRAILING_BLANKS
    cells = {at: cell for at, cell in sheet.cells.items() if at[0] <= end}
    cut = [at for at, cell in cells.items() if len(cell.text) > limits.CELL_TEXT]
    notes = []
    for at in cut:
        cells[at] = replace(cells[at], text=clipped(cells[at].text)[0])
        name = cell_name(*at)
        message = f"工作表“{sheet.name}”{name} 的文字过长，只读了前 {limits.CELL_TEXT} 个字。"
        notes.append(Note(message, Place(sheet=sheet.name, cell=name)))
    return replace(sheet, cells=cells), notes


def _rows(sheet: Sheet, notes: list[Note]) -> list[Row]:
    """The rows that exist, each with the cells that begin in it."""
    present = sorted({row for row, _ in sheet.cells})
    spans, covered = _spans(sheet, present)
    anchors: dict[int, list[Anchor]] = {row: [] for row in present}
    behind = []
    for (row, column), cell in sheet.cells.items():
        if column in covered.get(row, ()):
            behind.extend([cell_name(row, column)] if cell.text.strip() else [])
            continue
        height, width = spans.get((row, column), (1, 1))
        anchors[row].append(
            Anchor(column, height, width, cell.text, cell.stored, cell.ruled, cell.number)
        )
    if behind:
        message = (
            f"工作表“{sheet.name}”的 {'、'.join(behind[:10])} 被合并单元格盖住，"
            "其中的内容没有公开显示，未收入。"
        )
        notes.append(Note(message, Place(sheet=sheet.name, cell=behind[0])))
    return [
        Row(row, tuple(sorted(cells, key=lambda each: each.column)))
        for row, cells in anchors.items()
    ]


_Spans = dict[tuple[int, int], tuple[int, int]]


def _spans(sheet: Sheet, present: Sequence[int]) -> tuple[_Spans, dict[int, set[int]]]:
    """The merges that begin at a cell, and the columns they cover in each row that exists.

    A merge that overlaps an earlier one is ignored, as Excel repairs such files.
    """
    right = max((column for _, column in sheet.cells), default=0) + 1
    spans: _Spans = {}
    covered: dict[int, set[int]] = {}
    for row, column, height, width in sheet.merges:
        width = min(width, right - column)
        rows = present[bisect_left(present, row) : bisect_left(present, row + height)]
        columns = set(range(column, column + width))
        taken = any(not columns.isdisjoint(covered.get(each, ())) for each in rows)
        if not rows or rows[0] != row or not columns or taken or (row, column) in spans:
            continue
        spans[row, column] = (rows[-1] - row + 1, width)
        for each in rows:
            covered.setdefault(each, set()).update(columns)
        covered[row].discard(column)
    return spans, covered


def _table(sheet: Sheet, rows: tuple[Row, ...]) -> Table:
    """The table of a region; rows and columns in which nothing stands are not counted."""
    extent = _extent(rows)
    row_at, column_at = _positions(rows, extent)
    cells = tuple(
        _cell(sheet, row.index, anchor, row_at, column_at)
        for row in rows
        if row.index in row_at
        for anchor in row.anchors
        if anchor.column in column_at
    )
    first = Place(sheet=sheet.name, cell=cell_name(rows[0].index, extent.start))
    return Table(cells, rows=len(row_at), columns=len(column_at), place=first)


def _extent(rows: tuple[Row, ...]) -> range:
    """The columns from the first to the last that hold a text, and the ruled ones beside them."""
    said = [each for row in rows for each in row.anchors if each.says or each.is_merged]
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
    used_rows: list[int] = []
    used_columns: set[int] = set()
    bottom = -1
    for row in rows:
        used = [each for each in row.anchors if each.says or each.ruled or each.is_merged]
        if used or row.index < bottom:
            used_rows.append(row.index)
        for each in used:
            bottom = max(bottom, row.index + each.height)
            used_columns.update(range(each.column, each.column + each.width))
    column_at = (column for column in extent if column in used_columns)
    return (
        {row: index for index, row in enumerate(used_rows)},
        {column: index for index, column in enumerate(column_at)},
    )


def _cell(
    sheet: Sheet, row: int, anchor: Anchor, row_at: dict[int, int], column_at: dict[int, int]
) -> Cell:
    height = width = 1
    if anchor.is_merged:
        rows = range(row, row + anchor.height)
        columns = range(anchor.column, anchor.column + anchor.width)
        height = sum(each in row_at for each in rows)
        width = sum(each in column_at for each in columns)
    return Cell(
        row=row_at[row],
        column=column_at[anchor.column],
        text=anchor.text.strip(),
        rowspan=height,
        colspan=width,
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
