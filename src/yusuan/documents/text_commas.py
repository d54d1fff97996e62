"""Comma-separated values: rows and gaps, with quotes and line breaks inside cells."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Sequence

from yusuan.documents.model import Note, Place
from yusuan.documents.text_markup import plain
from yusuan.documents.text_rows import Gap, Item, Row, prose

_SAMPLE = 200
#: Letters of a cell at most, whatever others in this process let the reader of values take in.
_LONGEST = 131_072


def is_comma_separated(lines: Sequence[str], path: str) -> bool:
    """Whether commas part the cells: the name says so, or most lines have as many."""
    sample = [line for line in lines[:_SAMPLE] if line.strip()]
    if any("\t" in line for line in sample):
        return False
    if path.lower().endswith(".csv"):
        return any("," in line for line in sample)
    counts = Counter(line.count(",") for line in sample)
    commas, times = counts.most_common(1)[0] if counts else (0, 0)
    return commas >= 2 and times >= 3 and times * 10 >= len(sample) * 8


def comma_items(lines: Sequence[str], notes: list[Note]) -> Iterator[Item]:
    """The rows of the values; an empty line or a row of empty cells is a gap."""
    open_row = _OpenRow(lines)
    reader = csv.reader(open_row)
    line = 1
    while True:
        try:
            cells = open_row.next_of(reader)
        except StopIteration:
            return
        except csv.Error:  # a cell beyond the limit of the reader: an open quote swallows the rest
            message = "从这一行起引号不成对或一格过长，以下各行按普通文字读，请检查原件。"
            notes.append(Note(message, Place(line=line)))
            yield from (prose(text, line + n) for n, text in enumerate(lines[line - 1 :]) if text)
            return
        yield _item(cells, line)
        line = reader.line_num + 1


class _OpenRow:
    """The lines of a row one by one; raises ``csv.Error`` where a cell of it does not end."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = iter(lines)
        self._taken = 0

    def next_of(self, reader: Iterator[list[str]]) -> list[str]:
        """The next row that a reader makes of the lines."""
        self._taken = 0
        cells = next(reader)
        if max(map(len, cells), default=0) > _LONGEST:
            raise csv.Error("a cell is too long")
        return cells

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self._taken > _LONGEST:
            raise csv.Error("a row does not end")
        line = f"{next(self._lines)}\n"
        self._taken += len(line)
        return line


def _item(cells: list[str], line: int) -> Item:
    texts = tuple(plain(cell) for cell in cells)
    if not any(texts):
        return Gap()
    return prose(cells[0], line) if len(texts) == 1 else Row(texts, line, exact=True)
