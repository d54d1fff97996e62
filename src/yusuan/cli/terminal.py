"""Text in columns where a Chinese character is two wide: measured, padded, wrapped."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

_CLOSING = "，。；：、）」』”’！？％%》】…"
_OPENING = "（「『“‘《【〔"
_TOKEN = re.compile(rf"\s+|[{_OPENING}]*(?:[!-~]+|.)[{_CLOSING}]*", re.DOTALL)


def width(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(_width(char) for char in text)


def _width(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in {"Cf", "Cc"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def pad(text: str, columns: int, *, right: bool = False) -> str:
    """The text filled with spaces to a number of columns, on its left to set it right."""
    filling = " " * max(0, columns - width(text))
    return filling + text if right else text + filling


def wrap(text: str, columns: int, first: int | None = None) -> list[str]:
    """Lines no wider than the columns; words and numbers are broken only where they must be.

    The first line may have another width.
    """
    room = columns if first is None else first
    lines, line = [], ""
    for token in _tokens(text, min(columns, room)):
        if width(line) + width(token.rstrip()) > room and line.strip():
            lines.append(line.rstrip())
            line, room = "", columns
        line += token if line else token.lstrip()
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def _tokens(text: str, columns: int) -> Iterator[str]:
    for match in _TOKEN.finditer(" ".join(text.split())):
        token = match[0]
        while width(token) > columns:
            size = next(n for n in range(len(token), 0, -1) if width(token[:n]) <= columns or n < 2)
            yield token[:size]
            token = token[size:]
        yield token


def indented(text: str, columns: int, first: str, rest: str | None = None) -> Iterator[str]:
    """A paragraph with something before its first line, and its other lines set in as far."""
    margin = " " * width(first) if rest is None else rest
    for number, line in enumerate(wrap(text, columns - width(margin), columns - width(first))):
        yield (margin if number else first) + line


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, and whether it is set right, as figures are."""

    heading: str
    right: bool = False


def table(columns: Sequence[Column], rows: Sequence[Sequence[str]], total: int) -> Iterator[str]:
    """Rows in aligned columns, two spaces in; the widest column wraps where the total is short."""
    headings = [column.heading for column in columns]
    widths = [max(map(width, cells)) for cells in zip(headings, *rows, strict=True)]
    spare = total - 2 - sum(widths) - 2 * (len(widths) - 1)
    if spare < 0:
        widest = widths.index(max(widths))
        widths[widest] = max(12, widths[widest] + spare)
    for row in (headings, *rows):
        yield from _printed(columns, row, widths)


def _printed(columns: Sequence[Column], row: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    wrapped = [wrap(cell, size) for cell, size in zip(row, widths, strict=True)]
    for parts in zip_longest(*wrapped, fillvalue=""):
        cells = (
            pad(part, size, right=column.right)
            for part, size, column in zip(parts, widths, columns, strict=True)
        )
        yield ("  " + "  ".join(cells)).rstrip()
