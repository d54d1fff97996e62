"""Tables whose columns are aligned by spaces, as text tools print the pages of a PDF.

Such columns are a guess, and each table is noted as one; spans are not rebuilt, since a heading
stands over the middle of what it covers.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yusuan.documents.model import Note, Place
from yusuan.documents.text_grid import is_number
from yusuan.documents.text_markup import plain
from yusuan.documents.text_rows import Gap, Item, Row, prose, prose_items

_TOKEN = re.compile(r"[^\s\u3000]+(?:[ \u00a0][^\s\u3000]+)*")
_GAPPY = re.compile(r"\S(?:[ \u00a0]{2}|\u3000{2})\s*\S")
_FEWEST = 3
_LONGEST = 2_000
_MOST = 1_000_000


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int


def aligned_items(lines: Sequence[str], start: int, notes: list[Note]) -> Iterator[Item]:
    """The lines as prose and gaps, and as rows where several in succession are aligned."""
    index = 0
    while index < len(lines):
        end = _block_end(lines, index)
        rows = _rows(lines[index:end], start + index) if end > index else None
        if rows:
            message = "这张表的列是按空格对齐推断的，可能错位，请对照原件。"
            notes.append(Note(message, Place(line=start + index)))
            yield from rows
        end = max(end, index + 1) if rows else max(end, _next_gappy(lines, index))
        if not rows:
            yield from prose_items(lines[index:end], start + index)
        index = end


def _is_gappy(line: str) -> bool:
    return "  " in line and len(line) <= _LONGEST and _GAPPY.search(line) is not None


def _next_gappy(lines: Sequence[str], index: int) -> int:
    index += 1
    while index < len(lines) and not _is_gappy(lines[index]):
        index += 1
    return index


def _block_end(lines: Sequence[str], index: int) -> int:
    """The end of the lines with gaps that begin here; one line between two may lack a gap."""
    end = index
    while index < len(lines):
        if _is_gappy(lines[index]):
            end = index + 1
        elif index > end:
            break
        index += 1
    return end


def _rows(lines: Sequence[str], start: int) -> list[Item] | None:
    gappy = sum(_is_gappy(line) for line in lines)
    if gappy < _FEWEST or sum(line.count("  ") for line in lines) > _MOST:
        return None
    for wide in (2, 1):
        tokens = [_tokens(line, wide) for line in lines]
        bounds = _bounds(tokens)
        if bounds is not None:
            return [_placed(row, bounds, start + number) for number, row in enumerate(tokens)]
    return _in_order([_tokens(line, 1) for line in lines], lines, start)


def _tokens(line: str, wide: int) -> list[_Token]:
    """The pieces of a line between gaps, with the columns of the screen they stand in."""
    at = [0]
    for char in line[:_LONGEST]:
        at.append(at[-1] + (wide if unicodedata.east_asian_width(char) in "WF" else 1))
    return [
        _Token(match[0], at[match.start()], at[match.end()])
        for match in _TOKEN.finditer(line[:_LONGEST])
    ]


def _has_figure(tokens: list[_Token]) -> bool:
    return any(is_number(token.text) for token in tokens[1:])


def _bounds(rows: list[list[_Token]]) -> list[tuple[int, int]] | None:
    """Where the columns stand, from the rows with figures; None if two cells of a row meet."""
    body = [tokens for tokens in rows if _has_figure(tokens)]
    if len(body) < 2:
        return None
    bounds: list[tuple[int, int]] = []
    for token in sorted((token for row in body for token in row), key=lambda token: token.start):
        if bounds and token.start < bounds[-1][1]:
            bounds[-1] = (bounds[-1][0], max(bounds[-1][1], token.end))
        else:
            bounds.append((token.start, token.end))
    meets = any(len({_column(token, bounds) for token in row}) < len(row) for row in body)
    return None if meets or len(bounds) < 2 else bounds


def _column(token: _Token, bounds: list[tuple[int, int]]) -> int:
    """The first column a token reaches over; else the nearest."""
    column = bisect_right(bounds, token.start, key=lambda bound: bound[1])
    if column == len(bounds):
        return column - 1
    if token.end > bounds[column][0] or column == 0:
        return column
    nearer_left = token.start - bounds[column - 1][1] < bounds[column][0] - token.end
    return column - 1 if nearer_left else column


def _placed(tokens: list[_Token], bounds: list[tuple[int, int]], line: int) -> Item:
    if not tokens:
        return Gap()
    texts: dict[int, str] = {}
    for token in tokens:
        column = _column(token, bounds)
        texts[column] = f"{texts[column]} {token.text}" if column in texts else token.text
    columns = tuple(sorted(texts))
    return Row(tuple(plain(texts[column]) for column in columns), line, columns=columns, known=0)


def _in_order(rows: list[list[_Token]], lines: Sequence[str], start: int) -> list[Item] | None:
    """The pieces as cells in their order, if most lines have as many and some have figures."""
    counts = Counter(len(row) for row in rows if row)
    width, times = counts.most_common(1)[0]
    figures = sum(_has_figure(row) for row in rows)
    if width < 2 or times * 10 < sum(counts.values()) * 6 or figures < 2:
        return None
    return [
        _ordered(row, line, start + number)
        for number, (row, line) in enumerate(zip(rows, lines, strict=True))
    ]


def _ordered(tokens: list[_Token], line: str, number: int) -> Item:
    if not tokens:
        return Gap()
    if len(tokens) == 1:
        return prose(line, number)
    return Row(tuple(plain(token.text) for token in tokens), number, known=0)
