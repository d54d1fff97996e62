"""A text as a stream of rows, prose and gaps: what every dialect of table is turned into first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yusuan.documents.text_markup import closes_bold, opens_bold, plain, plain_paragraph

_QUOTED_LINES = 60  # how far a quoted cell is followed before its quote is taken for a plain one


@dataclass(frozen=True, slots=True)
class Row:
    """The cells one row of text holds, before anything is known of the grid they stand in."""

    cells: tuple[str, ...]
    line: int
    lines: tuple[int, ...] | None = None  # the line of each cell, where they differ
    columns: tuple[int, ...] | None = None  # the column of each cell, where it is not its order
    known: int | None = None  # of a header row: only so many cells surely stand at their columns
    exact: bool = False  # the dialect keeps every cell apart, so that none can slip

    @property
    def width(self) -> int:
        """The number of columns the row reaches over."""
        return (self.columns[-1] + 1 if self.columns else 0) or len(self.cells)

    @property
    def filled(self) -> tuple[str, ...]:
        """The texts of the cells that are not empty."""
        return tuple([text for text in self.cells if text])


@dataclass(frozen=True, slots=True)
class Prose:
    """A line that is no part of a table."""

    text: str
    line: int
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """Empty lines."""


Item = Row | Prose | Gap


def prose(text: str, line: int) -> Prose:
    """A line outside any table, without its markup."""
    words, level = plain_paragraph(text)
    return Prose(words, line, level)


def prose_items(lines: Sequence[str], start: int) -> Iterator[Item]:
    """Lines without tables (``start`` is the number of the first) as prose and gaps.

    A bold run over several lines is one paragraph: the marks say that it is.
    """
    index = 0
    while index < len(lines):
        end = index + 1
        if opens_bold(lines[index]):
            end = _bold_end(lines, index)
        text = "\n".join(lines[index:end])
        yield prose(text, start + index) if plain(text) else Gap()
        index = end


def _bold_end(lines: Sequence[str], index: int) -> int:
    for later in range(index + 1, min(index + 6, len(lines))):
        if not lines[later].strip():
            break
        if closes_bold(lines[later]):
            return later + 1
        if "**" in lines[later]:
            break
    return index + 1


def tab_row(lines: Sequence[str], index: int) -> tuple[Row, int]:
    """The row of tab-separated cells that begins at a line, and the index of the line after it."""
    text, end = lines[index], index + 1
    if '"' not in text:
        return Row(tuple([plain(cell) for cell in text.split("\t")]), index + 1), end
    if _open_quote(text):
        text, end = _with_quoted_lines(lines, index)
    cells = tuple(plain(_unquoted(cell)) for cell in text.split("\t"))
    return Row(cells, index + 1), end


def _open_quote(text: str) -> bool:
    last = text.rsplit("\t", 1)[-1].lstrip(" ")
    return last.startswith('"') and last.count('"') % 2 == 1


def _with_quoted_lines(lines: Sequence[str], index: int) -> tuple[str, int]:
    """A row whose quoted cell holds line breaks, as spreadsheets write them; else the line."""
    parts = [lines[index]]
    for later in range(index + 1, min(index + _QUOTED_LINES, len(lines))):
        parts.append(lines[later])
        head, tab, _ = lines[later].partition("\t")
        if tab and '"' not in head:
            break
        if head.count('"') % 2:
            if not head.rstrip(" ").endswith('"'):
                break
            if not _open_quote(lines[later].partition("\t")[2]):
                return "\n".join(parts), later + 1
    return lines[index], index + 1


def _unquoted(cell: str) -> str:
    inner = cell.strip(" ")
    if len(inner) > 1 and inner[0] == inner[-1] == '"' and "“" not in inner:
        return inner[1:-1].replace('""', '"')
    return cell


_PIPES = re.compile(r"^\s{0,8}\|.*\|\s*$")
_RULE = re.compile(r"^[\s|:+-]+$")


def is_piped(line: str) -> bool:
    """Whether a line is a row of cells between bars, as in Markdown."""
    return "|" in line and _PIPES.match(line) is not None


def piped_row(line: str, number: int) -> Row | None:
    """The cells between the bars of a line; None for the rule under a header."""
    if "-" in line and _RULE.match(line):
        return None
    inner = line.strip()[1:-1].replace("\\|", "\x00")
    cells = tuple(plain(cell.replace("\x00", "|")) for cell in inner.split("|"))
    return Row(cells, number, exact=True)
