"""Header rows with fewer cells than the columns below them, spread over those columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from yusuan.documents.model import Note, Place
from yusuan.documents.text_grid import DEEPEST, is_number, squeezed, usual_width
from yusuan.documents.text_rows import Row


def spread_header(rows: Sequence[Row], notes: list[Note]) -> list[Row]:
    """The rows with the cells of the short header rows at the columns they must stand at.

    Where neither the count nor the names of the columns below decide it, cells stay in their order;
    a note says so, and also where it was the names.
    """
    leaf = _leaf(rows)
    placed = [_spread(row, rows[leaf]) for row in rows[: max(leaf, 0)]]
    if any(row.known is not None for row, _ in placed) and rows[leaf].cells[0]:
        return list(rows)  # no blank below says that these rows are a header at all
    notes.extend(note for _, note in placed if note)
    return [*(row for row, _ in placed), *rows[len(placed) :]]


def _leaf(rows: Sequence[Row]) -> int:
    """The index of the header row that names the columns, below shorter rows; else -1 or 0."""
    width = usual_width(rows)
    for number, row in enumerate(rows[:DEEPEST]):
        if not row.filled or any(is_number(text) for text in row.filled):
            return -1
        if row.width == width:
            return number
        if row.width > width:
            return -1
    return -1


def _spread(row: Row, leaf: Row) -> tuple[Row, Note | None]:
    columns = _counted(row, leaf)
    if columns:
        return replace(row, columns=columns), None
    names, place = "、".join(squeezed(text) for text in row.filled), Place(line=row.line)
    columns = _named(row, leaf)
    if columns:
        message = f"表头“{names}”各管哪几列，文本里没有写明，按下一级表头的名称判定，请对照原件。"
        return replace(row, columns=columns), Note(message, place)
    message = f"表头“{names}”各管哪几列，文本里没有写明，只按先后排列，请对照原件。"
    return replace(row, known=_first_label(leaf)), Note(message, place)


def _counted(row: Row, leaf: Row) -> tuple[int, ...] | None:
    """The column of each cell of a short header row, if there is only one way to place them.

    A blank below belongs to one cell that reaches down; each run of labels below belongs to the
    cells that are left: one cell to a run, or several over one run whose labels repeat.
    """
    runs = _runs(leaf)
    groups = _groups(row, leaf)
    if groups == len(runs):
        return tuple(start for start, _ in _pieces(leaf, runs))
    if len(runs) == 1 and groups > 1:
        start, end = runs[0]
        return _around(runs[0], leaf, _repeats(_labels(leaf)[start:end], groups))
    return None


def _named(row: Row, leaf: Row) -> tuple[int, ...] | None:
    """The column of each cell, where each group but the first is named by a label below it."""
    runs = _runs(leaf)
    groups = _groups(row, leaf)
    if len(runs) != 1 or groups < 2:
        return None
    start, end = runs[0]
    labels, starts = _labels(leaf)[start:end], [0]
    for text in row.cells[start + 1 : start + groups]:
        name = squeezed(text)
        found = (number for number, label in enumerate(labels) if name and name in label)
        starts.append(next(found, -1))
    rising = all(one < two for one, two in pairwise(starts))
    return _around(runs[0], leaf, starts if rising else None)


def _first_label(leaf: Row) -> int:
    return next(column for column, text in enumerate(leaf.cells) if text)


def _groups(row: Row, leaf: Row) -> int:
    return len(row.cells) - sum(not text for text in leaf.cells)


def _labels(leaf: Row) -> list[str]:
    return [squeezed(text) for text in leaf.cells]


def _around(run: tuple[int, int], leaf: Row, starts: list[int] | None) -> tuple[int, ...] | None:
    """The columns of all cells of a row: those before a run, the groups over it, those after."""
    if starts is None:
        return None
    start, end = run
    return (*range(start), *(start + part for part in starts), *range(end, leaf.width))


def _runs(leaf: Row) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for column, text in enumerate(leaf.cells):
        if not text:
            continue
        if runs and runs[-1][1] == column:
            runs[-1] = (runs[-1][0], column + 1)
        else:
            runs.append((column, column + 1))
    return runs


def _pieces(leaf: Row, runs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    blanks = [(column, column + 1) for column, text in enumerate(leaf.cells) if not text]
    return sorted((*blanks, *runs))


def _repeats(labels: list[str], groups: int) -> list[int] | None:
    """Where groups of labels begin, if only one parting leaves no label twice in a group."""
    forward = _partings(labels)
    backward = _partings(labels[::-1])
    mirrored = [0, *sorted(len(labels) - start for start in backward[1:])]
    return forward if len(forward) == groups and forward == mirrored else None


def _partings(labels: list[str]) -> list[int]:
    starts, seen = [0], set[str]()
    for number, label in enumerate(labels):
        if label in seen:
            starts.append(number)
            seen = set()
        seen.add(label)
    return starts
