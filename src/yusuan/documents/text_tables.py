"""From the stream of rows, prose and gaps to the blocks of a document.

An empty line may be a page break: a run of rows goes on in the next one unless that has a header of
its own. A form (a table whose first rows do not name every column) goes on whatever its width,
since forms change their width; all its rows stay in order, and a note says that two widths were
taken for one table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from yusuan.documents.model import Block, Cell, Note, Paragraph, Place, Table
from yusuan.documents.text_grid import (
    header_depth,
    header_spans,
    is_complete,
    is_number,
    label_columns,
    total_span,
    usual_width,
    width_of,
)
from yusuan.documents.text_markup import ILLEGIBLE
from yusuan.documents.text_parts import Section, parted, sections
from yusuan.documents.text_rows import Item, Prose, Row
from yusuan.documents.text_spread import spread_header

LONGEST = 100_000
_TOP = 40  # the rows that show what kind of table it is


def items_to_blocks(items: Iterable[Item], notes: list[Note]) -> tuple[Block, ...]:
    """The blocks the items stand for, in their order; what was decided goes to the notes."""
    parts = (part for section in sections(items) for part in parted(section))
    blocks: list[Block] = []
    for section in _joined(parts, notes):
        blocks.extend(_blocks(section, notes))
    return tuple(blocks)


class _Growing:
    """A table that may go on after an empty line, with what is asked of it each time."""

    __slots__ = ("_head", "_known", "form", "rows", "widths")

    def __init__(self, rows: list[Row]) -> None:
        self.rows: list[Row] = []
        self.widths: set[int] = set()
        self._known = False
        self.form = False
        self._head: list[tuple[str, ...]] = []
        self.extend(rows)

    def extend(self, rows: list[Row]) -> None:
        self.rows.extend(rows)
        self.widths.update(row.width for row in rows)
        if not self._known:
            top = self.rows[:_TOP]
            self.form = not is_complete(top)
            self._head = [row.filled for row in top[: header_depth(top)]]
            self._known = len(self.rows) >= _TOP

    def goes_on(self, run: list[Row]) -> bool:
        """Whether a run after an empty line belongs to the table."""
        if self._head and self._head == [row.filled for row in run[: len(self._head)]]:
            return True
        if self.form:
            return True
        usual = usual_width(run)
        return not _has_own_header(run) and any(
            width in self.widths for width in (usual - 1, usual, usual + 1)
        )


def _joined(sections: Iterable[Section], notes: list[Note]) -> Iterator[Section]:
    """The sections, with a table that a page break parted made one again."""
    last: _Growing | None = None
    for section in sections:
        if last and isinstance(section, list) and last.goes_on(section):
            _say_joined(last, section, notes)
            last.extend(section)
            continue
        if last:
            yield last.rows
        last = _Growing(section) if isinstance(section, list) else None
        if isinstance(section, Prose):
            yield section
    if last:
        yield last.rows


def _say_joined(table: _Growing, run: list[Row], notes: list[Note]) -> None:
    if usual_width(run) not in table.widths:
        place = Place(line=run[0].line)
        notes.append(Note("空行前后的格数不同，因中间没有标题，按同一张表读，请对照原件。", place))


def _has_own_header(run: list[Row]) -> bool:
    if len(run) < 2:
        return False
    depth = header_depth(run[:_TOP])
    body = run[depth : depth + _TOP]
    return (
        depth > 0
        and is_complete(run[:_TOP])
        and any(is_number(text) for row in body for text in row.filled)
    )


def _blocks(section: Section, notes: list[Note]) -> Iterator[Block]:
    if isinstance(section, list):
        yield _table(section, notes)
        return
    place = Place(line=section.line)
    _say_illegible(section.text, place, notes)
    for start in range(0, len(section.text), LONGEST):
        yield Paragraph(section.text[start : start + LONGEST], place, section.level)


def _table(rows: list[Row], notes: list[Note]) -> Table:
    if any(row.lines for row in rows):
        rows = spread_header(rows, notes)
    depth = header_depth(rows)
    cells = [*_header_cells(rows, depth, notes), *_body_cells(rows, depth, notes)]
    exact = all(row.exact for row in rows) and len({row.width for row in rows}) == 1
    place = Place(line=rows[0].line)
    return Table(tuple(cells), len(rows), width_of(rows), place, ragged=not exact)


def _header_cells(rows: Sequence[Row], depth: int, notes: list[Note]) -> Iterator[Cell]:
    spans = header_spans(rows, depth)
    covered = {
        (row + down, column + right)
        for (row, column), (height, width) in spans.items()
        for down in range(height)
        for right in range(width)
        if down or right
    }
    for number, row in enumerate(rows[:depth]):
        for cell in _cells(row, number, notes):
            if (number, cell.column) not in covered:
                height, width = spans.get((number, cell.column), (1, 1))
                yield _spanned(cell, height, width)


def _body_cells(rows: Sequence[Row], depth: int, notes: list[Note]) -> Iterator[Cell]:
    labels = label_columns(rows[depth:])
    for number, row in enumerate(rows[depth:], depth):
        reach = total_span(row, labels)
        cells = _cells(row, number, notes)
        if reach > 1:
            yield _spanned(cells[0], 1, reach)
            yield from cells[reach:]
        else:
            yield from cells


def _spanned(cell: Cell, height: int, width: int) -> Cell:
    if height == width == 1:
        return cell
    return Cell(cell.row, cell.column, cell.text, height, width, cell.place)


def _cells(row: Row, number: int, notes: list[Note]) -> list[Cell]:
    cells = []
    for index, text in enumerate(row.cells):
        place = Place(line=row.lines[index] if row.lines else row.line, cell=index + 1)
        if len(text) > LONGEST:
            notes.append(Note(f"这一格超过 {LONGEST} 字，只读了前面的部分。", place))
            text = text[:LONGEST]
        if "[" in text:
            _say_illegible(text, place, notes)
        cells.append(Cell(number, row.columns[index] if row.columns else index, text, place=place))
    return cells


def _say_illegible(text: str, place: Place, notes: list[Note]) -> None:
    if ILLEGIBLE.search(text):
        notes.append(Note("原文此处无法辨认，请查看原件后补上。", place))
