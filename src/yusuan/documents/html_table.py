"""The grid of a table of a web page: rows and cells where row and column spans put them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from yusuan.documents import limits
from yusuan.documents.html_text import Visible
from yusuan.documents.model import UnreadableDocument

_GROUPS: Final = ("thead", "tbody", "tfoot")
_COLUMNS_AT_MOST: Final = 1000
_NUMBER: Final = re.compile(r"\s*(\d{1,9})")
_Group = list[list[etree._Element]]  # the rows of one part of a table, each a list of cells


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell of the grid and where it lies."""

    node: etree._Element
    row: int
    column: int
    rowspan: int
    colspan: int


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a table, the number of its rows and of its columns."""

    slots: tuple[Slot, ...]
    rows: int
    columns: int
    beyond: int = 0  # cells that would stand beyond the last column a browser keeps


def table_grid(table: etree._Element, visible: Visible) -> Grid:
    """Lay out a table; spans end with their part of the table, and never overlap.

    A row of one cell never widens a table: titles are often said to span a thousand columns.
    """
    groups = [[_cells(row, visible) for row in group] for group in _row_groups(table, visible)]
    _refuse_too_much(groups)
    first = _slots(groups, alone_at_most=1)
    if any(len(row) == 1 and _colspan(row[0]) > 1 for group in groups for row in group):
        several = any(len(row) > 1 for group in groups for row in group)
        first = _slots(groups, alone_at_most=_columns(first) if several else _COLUMNS_AT_MOST)
    beyond = sum(len(row) for group in groups for row in group) - len(first)
    return Grid(tuple(first), sum(map(len, groups)), _columns(first), beyond)


def cells(table: etree._Element, visible: Visible) -> Iterator[etree._Element]:
    """The table's own cells, not those of tables within it."""
    for group in _row_groups(table, visible):
        for row in group:
            yield from _cells(row, visible)


def _row_groups(table: etree._Element, visible: Visible) -> list[list[etree._Element]]:
    """The rows of the head, the bodies and the foot, in the order in which they are shown."""
    heads: list[list[etree._Element]] = []
    bodies: list[list[etree._Element]] = []
    feet: list[list[etree._Element]] = []
    loose: list[etree._Element] = []
    for child in table:
        if child.tag == "tr" and visible.shows(child):
            loose.append(child)
        elif child.tag in _GROUPS and visible.shows(child):
            if loose:
                bodies.append(loose)
                loose = []
            rows = [each for each in child if each.tag == "tr" and visible.shows(each)]
            {"thead": heads, "tbody": bodies, "tfoot": feet}[child.tag].append(rows)
    return [*heads, *bodies, *([loose] if loose else []), *feet]


def _cells(row: etree._Element, visible: Visible) -> list[etree._Element]:
    return [each for each in row if each.tag in ("td", "th") and visible.shows(each)]


def _refuse_too_much(groups: list[_Group]) -> None:
    covered = sum(_colspan(cell) for group in groups for row in group for cell in row)
    if covered > limits.CELLS:
        raise UnreadableDocument("网页中的表格过大，为安全起见没有读取，请拆成几个文件再试。")


def _slots(groups: list[_Group], *, alone_at_most: int) -> list[Slot]:
    slots: list[Slot] = []
    top = 0
    for group in groups:
        slots.extend(_lay_out(group, top, alone_at_most))
        top += len(group)
    return slots


def _columns(slots: list[Slot]) -> int:
    return max((each.column + each.colspan for each in slots), default=0)


def _lay_out(rows: _Group, top: int, alone_at_most: int) -> Iterator[Slot]:
    taken_until: dict[int, int] = {}  # column → the first row in which it is free again
    for index, row in enumerate(rows):
        column = 0
        for node in row:
            while taken_until.get(column, 0) > index:
                column += 1
            if column >= _COLUMNS_AT_MOST:
                break
            room = (alone_at_most if len(row) == 1 else _COLUMNS_AT_MOST) - column
            span = _free(taken_until, index, column, min(_colspan(node), max(room, 1)))
            height = _rowspan(node, len(rows) - index)
            for each in range(column, column + span):
                taken_until[each] = index + height
            yield Slot(node, top + index, column, height, span)
            column += span


def _free(taken_until: dict[int, int], row: int, column: int, span: int) -> int:
    """How much of a span is free in its row."""
    for at in range(column, column + span):
        if taken_until.get(at, 0) > row:
            return max(at - column, 1)
    return span


def _colspan(node: etree._Element) -> int:
    return min(max(_number(node, "colspan") or 1, 1), _COLUMNS_AT_MOST)


def _rowspan(node: etree._Element, left: int) -> int:
    """The rows a cell covers; 0 is all that are left."""
    number = _number(node, "rowspan")
    return left if number == 0 else min(number or 1, left)


def _number(node: etree._Element, name: str) -> int | None:
    found = _NUMBER.match(node.get(name, ""))
    return int(found[1]) if found else None
