"""The grid of a DOCX table: rows and cells where spans, vertical merges and gaps put them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Final

from lxml import etree

from yusuan.documents import limits
from yusuan.documents.docx_styles import VAL, W, integer, is_on
from yusuan.documents.docx_text import DELETED, Reading

_WRAPPERS: Final = frozenset(
    W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")
)
_CLOSE: Final = 60  # twips, about a millimetre: lines this close were meant to be one


@dataclass(slots=True)
class GridCell:
    """A cell of the grid while it is being laid out; ``node`` is None for a gap."""

    node: etree._Element
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1


@dataclass(slots=True)
class Grid:
    """The cells of a table, the number of its rows and of its columns."""

    cells: list[GridCell] = field(default_factory=list)
    rows: int = 0
    columns: int = 0


def children(node: etree._Element, name: str) -> Iterator[etree._Element]:
    """The children of that name, also those wrapped in controls and insertions."""
    for child in node:
        if child.tag == W + name:
            yield child
        elif child.tag in _WRAPPERS:
            yield from children(child, name)


def table_grid(table: etree._Element, reading: Reading) -> Grid:
    """Lay out a table; rows deleted or hidden are left out."""
    grid = Grid()
    open_merges: dict[int, GridCell] = {}
    for row in children(table, "tr"):
        if _is_gone(row, reading):
            continue
        end = _lay_row(row, grid, open_merges)
        grid.columns = max(grid.columns, end)
        grid.rows += 1
    _join_close_lines(table, grid)
    return grid


def _is_gone(row: etree._Element, reading: Reading) -> bool:
    properties = row.find(W + "trPr")
    if properties is None:
        return False
    if any(child.tag in DELETED for child in properties):
        reading.changed = True
        return True
    if is_on(properties, "hidden"):
        reading.hidden.append("".join(each.text or "" for each in row.iter(W + "t")))
        return True
    return False


def _lay_row(row: etree._Element, grid: Grid, open_merges: dict[int, GridCell]) -> int:
    """Put the cells of a row into the grid, and return the column after the last."""
    column = _gap(row, "gridBefore")
    for node in children(row, "tc"):
        said = _said(node.find(W + "tcPr"))
        span = min(max(integer(said.get("gridSpan")) or 1, 1), limits.SPAN)
        above = open_merges.get(column)
        beside = grid.cells[-1] if grid.cells and grid.cells[-1].row == grid.rows else None
        if _state(said, "hMerge") == "continue" and beside is not None:
            beside.colspan += span
        elif _state(said, "vMerge") == "continue" and above and above.colspan == span:
            above.rowspan += 1
        else:
            cell = GridCell(node, grid.rows, column, colspan=span)
            grid.cells.append(cell)
            _close(open_merges, column, span)
            if _state(said, "vMerge") == "restart":
                open_merges[column] = cell
        column += span
    _close_unreached(open_merges, grid.rows)
    return column + _gap(row, "gridAfter")


def _gap(row: etree._Element, name: str) -> int:
    return min(max(integer(row.find(f"{W}trPr/{W}{name}")) or 0, 0), limits.SPAN)


def _said(properties: etree._Element | None) -> dict[str, etree._Element]:
    """What the properties of a cell say, by name."""
    if properties is None:
        return {}
    return {str(each.tag).removeprefix(W): each for each in properties}


def _state(said: dict[str, etree._Element], name: str) -> str:
    """Whether a merge begins (restart) or goes on (continue); empty for no merge."""
    return str(said[name].get(VAL, "continue")) if name in said else ""


def _close(open_merges: dict[int, GridCell], column: int, span: int) -> None:
    for each in range(column, column + span) if span < len(open_merges) else list(open_merges):
        if column <= each < column + span:
            open_merges.pop(each, None)


def _close_unreached(open_merges: dict[int, GridCell], row: int) -> None:
    """A merge that a row did not go on with has ended."""
    for column, cell in list(open_merges.items()):
        if cell.row + cell.rowspan <= row:
            del open_merges[column]


def _join_close_lines(table: etree._Element, grid: Grid) -> None:
    """Make one line of column lines that stand within a millimetre of each other.

    Rows drawn by hand seldom meet exactly, and Word then keeps a sliver of a column that no
    reader sees; taken as a column it would shift the cells of some rows against the header.
    """
    widths = [integer(each, W + "w") or 0 for each in table.iterfind(f"{W}tblGrid/{W}gridCol")]
    if len(widths) != grid.columns or not grid.cells:
        return
    slim = {(cell.column, cell.column + cell.colspan) for cell in grid.cells}
    lines = [0, *accumulate(widths)]
    joined = [0]
    start = 0
    for at in range(1, len(lines)):
        inner = any((left, at) in slim for left in range(start, at))
        close = lines[at] - lines[start] <= _CLOSE and not inner
        joined.append(joined[-1] if close else joined[-1] + 1)
        start = start if close else at
    for cell in grid.cells:
        left, right = joined[cell.column], joined[cell.column + cell.colspan]
        cell.column, cell.colspan = left, right - left
    grid.columns = joined[-1]
