"""Comma-separated values: rows and gaps, with quotes and line breaks inside cells."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Sequence

from yusuan.documents.model import Note, Place
from yusuan.documents.text_markup import plain
from yusuan.documents.text_rows import Gap, Item, Row, prose

_SAMPLE = 200


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
    reader = csv.reader(f"{line}\n" for line in lines)
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:  # a cell beyond the limit of the reader: an open quote swallows the rest
            message = "从这一行起引号不成对或一格过长，以下各行按普通文字读，请检查原件。"
            notes.append(Note(message, Place(line=line)))
            yield from (prose(text, line + n) for n, text in enumerate(lines[line - 1 :]) if text)
            return
        yield _item(cells, line)
        line = reader.line_num + 1


def _item(cells: list[str], line: int) -> Item:
    texts = tuple(plain(cell) for cell in cells)
    if not any(texts):
        return Gap()
    return prose(cells[0], line) if len(texts) == 1 else Row(texts, line, exact=True)
