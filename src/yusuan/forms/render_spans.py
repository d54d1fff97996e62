"""Cells that cover more than their own place: groups of rows, and totals over two lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from yusuan.documents.model import Cell


def joined_groups(cells: Iterable[Cell], left: int) -> Iterator[Cell]:
    """A list whose first column names groups: each name once, over its rows.

    A row that belongs to no group has its label there, over both columns.
    """
    given = list(cells)
    labels = {cell.row: cell.text for cell in given if cell.column == left + 1}
    names = {cell.row: cell.text for cell in given if cell.column == left}
    for cell in given:
        alone = not labels.get(cell.row, "")
        above = names.get(cell.row - 1) if labels.get(cell.row - 1) else None
        if cell.column == left and alone:
            yield replace(cell, colspan=2)
        elif cell.column == left:
            if above != cell.text:
                yield replace(cell, rowspan=_run(names, labels, cell.row))
        elif cell.column != left + 1 or not alone:
            yield cell


def _run(names: dict[int, str], labels: dict[int, str], row: int) -> int:
    end = row + 1
    while names.get(end) == names[row] and labels.get(end):
        end += 1
    return end - row


def reaching_over(cells: Iterable[Cell], tail: int, left: int, over: int) -> Iterator[Cell]:
    """The cells of a list, the labels of its tail widened over the columns of the list before."""
    for cell in cells:
        if over and cell.row >= tail and cell.column == left:
            yield replace(cell, column=left - over, colspan=cell.colspan + over)
        else:
            yield cell
