"""Rows of text as a grid: which rows are the header, and which cells reach over others.

A text keeps no spans. Those of a header are rebuilt where its form leaves no choice: a cell reaches
right over the blanks that have deeper labels below them, and down over blanks. Cells of the body
stay where the text has them; only the label of a total reaches over the label columns beside it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from yusuan.documents.text_rows import Row

DEEPEST = 8
_GAPS = re.compile(r"[\s\u00a0\u3000]+")
_NUMBER = re.compile(
    r"[-+−－△▲(（]{0,2}[¥￥]?\d[\d,，]*(?:\.\d*)?%?[)）]?(?:亿元|万元|千元|元|万)?"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_CODE = re.compile(r"\d{2,}")
_TOTALS = frozenset(("合计", "总计", "小计", "共计"))
Span = tuple[int, int]  # rows, columns


def squeezed(text: str) -> str:
    """The text without any white space."""
    return _GAPS.sub("", text)


def is_number(text: str) -> bool:
    """Whether a cell holds a figure: an amount, a share, a count; a bare year is a label."""
    if not text or len(text) > 40:
        return False
    bare = squeezed(text)
    return _NUMBER.fullmatch(bare) is not None and _YEAR.fullmatch(bare) is None


def width_of(rows: Sequence[Row]) -> int:
    """The number of columns of the widest row."""
    return max((row.width for row in rows), default=0)


def usual_width(rows: Sequence[Row]) -> int:
    """The number of columns most rows have; of two equally frequent, the greater."""
    counts = Counter(row.width for row in rows)
    return max(counts, key=lambda width: (counts[width], width), default=0)


def by_column(row: Row, width: int) -> list[str]:
    """The texts of a row at their columns, with blanks up to a width."""
    texts = [""] * width
    for number, text in enumerate(row.cells):
        texts[row.columns[number] if row.columns else number] = text
    return texts


def header_depth(rows: Sequence[Row]) -> int:
    """How many rows at the top are the header, by form alone.

    A header ends before the first row with a figure or a code in front, and before a row with a
    text under a label that reaches over one column only.
    """
    width = width_of(rows[:DEEPEST])
    owner: list[int] = [-1] * width
    group: list[bool] = [True] * width
    for depth, row in enumerate(rows[:DEEPEST]):
        texts = by_column(row, width)
        if not _can_head(row, texts):
            return depth
        if any(text and not group[column] for column, text in enumerate(texts[: row.known])):
            return depth
        for start, end in _extents(texts, owner, row.known):
            owner[start:end] = [depth * width + start] * (end - start)
            group[start:end] = [end - start > 1] * (end - start)
    return min(len(rows), DEEPEST)


def _can_head(row: Row, texts: list[str]) -> bool:
    if not row.filled or any(is_number(text) for text in row.filled):
        return False
    return not _CODE.fullmatch(squeezed(texts[0]))


def _extents(texts: list[str], owner: list[int], known: int | None) -> list[Span]:
    """How far each label could reach: over the blanks to its right, within the label above it."""
    found = []
    for start, text in enumerate(texts[:known]):
        if text:
            end = start + 1
            while end < len(texts) and not texts[end] and owner[end] == owner[start]:
                end += 1
            found.append((start, end))
    return found


def is_complete(rows: Sequence[Row]) -> bool:
    """Whether the rows have a header that names every column."""
    depth, width = header_depth(rows), width_of(rows)
    heads = [by_column(row, width) for row in rows[:depth]]
    return depth > 0 and all(any(head[column] for head in heads) for column in range(width))


def header_spans(rows: Sequence[Row], depth: int) -> dict[Span, Span]:
    """The spans of the header cells that reach over others, by (row, column)."""
    width = width_of(rows[:depth])
    heads = [by_column(row, width) for row in rows[:depth]]
    owner: list[int] = [-1] * width
    spans: dict[Span, Span] = {}
    for row, texts in enumerate(heads):
        for start, end in _extents(texts, owner, rows[row].known):
            below = heads[row + 1 :]
            right = _last_named(below, start, end) + 1
            down = _blank_rows(below, start, right)
            owner[start:end] = [row * width + start] * (end - start)
            if right - start > 1 or down:
                spans[row, start] = (down + 1, right - start)
    return spans


def _last_named(below: list[list[str]], start: int, end: int) -> int:
    named = (column for column in range(start, end) if any(row[column] for row in below))
    return max(named, default=start)


def _blank_rows(below: list[list[str]], start: int, end: int) -> int:
    for count, row in enumerate(below):
        if any(row[start:end]):
            return count
    return len(below)


def total_span(row: Row, label_columns: frozenset[int]) -> int:
    """Over how many columns the label of a total reaches: the blanks up to its first figure.

    The column before that figure must hold labels in other rows; else the blank may be a figure
    that is missing.
    """
    if row.columns or squeezed(row.cells[0]) not in _TOTALS:
        return 1
    reach = next((number for number, text in enumerate(row.cells[1:], 1) if text), 1)
    if reach < 2 or not is_number(row.cells[reach]) or reach - 1 not in label_columns:
        return 1
    return reach


def label_columns(body: Sequence[Row]) -> frozenset[int]:
    """The columns of which the body's filled cells are all words."""
    words: set[int] = set()
    figures: set[int] = set()
    for row in body:
        for column, text in enumerate(row.cells):
            if text and column not in figures:
                (figures if is_number(text) else words).add(column)
    return frozenset(words - figures)
