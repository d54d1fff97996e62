"""The dialect that writes one cell to a line: a tab begins a cell, an empty line ends a row.

A cell's own text runs over lines without a tab, and may hold an empty line itself; so an empty line
ends a row only if a cell follows it, and a table ends at two empty lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from yusuan.documents.text_markup import plain
from yusuan.documents.text_rows import Gap, Item, Row, prose

_HEADING = re.compile(r"\s*(?:附[件表]|第[一二三四五六七八九十]+部分)")
_SHORT = 30
_AHEAD = 40  # how many lines an empty line inside a cell is followed for its end


def is_cell_a_line(lines: Sequence[str]) -> bool:
    """Whether the tabs of a text begin cells, one to a line, rather than part them or indent."""
    tabbed = [line for line in lines if "\t" in line]
    alone = [line for line in tabbed if line.startswith("\t") and "\t" not in line[1:]]
    if len(tabbed) < 4 or len(alone) * 10 < len(tabbed) * 8:
        return False
    pairs = sum(one.startswith("\t") and two.startswith("\t") for one, two in pairwise(lines))
    short = sum(len(line) <= _SHORT for line in alone)
    return pairs >= 2 and short * 2 >= len(alone)


def cell_items(lines: Sequence[str]) -> Iterator[Item]:
    """The rows, prose and gaps of a text that writes one cell to a line."""
    index, count = 0, len(lines)
    while index < count:
        if lines[index].startswith("\t"):
            row, index = _row(lines, index)
            yield row
            if index + 1 < count and lines[index + 1].startswith("\t"):
                index += 1  # the empty line that ends a row, not a table
        else:
            yield prose(lines[index], index + 1) if plain(lines[index]) else Gap()
            index += 1


def _row(lines: Sequence[str], index: int) -> tuple[Row, int]:
    """The row that begins at a line, and the index of the line after it."""
    cells: list[list[str]] = []
    starts: list[int] = []
    while index < len(lines):
        line = lines[index]
        if line.startswith("\t"):
            for cell in line[1:].split("\t"):
                cells.append([cell])
                starts.append(index + 1)
        elif line.strip():
            cells[-1].append(line)
        elif not _cell_goes_on(lines, index):
            break
        index += 1
    texts = tuple(plain("\n".join(cell)) for cell in cells)
    return Row(texts, starts[0], tuple(starts)), index


def _cell_goes_on(lines: Sequence[str], index: int) -> bool:
    """Whether the empty line at an index stands inside a cell.

    It does if text without a tab comes next and a cell follows that at once, or if one short line
    comes next and a cell follows after one more empty line.
    """
    for later in range(index + 1, min(index + _AHEAD, len(lines))):
        line, before = lines[later], lines[later - 1]
        if line.startswith("\t"):
            alone = later == index + 3 and len(lines[index + 1].strip()) <= _SHORT
            return bool(before.strip()) or alone
        if line.strip():
            if _HEADING.match(line):
                return False
        elif not before.strip():
            return False
    return False
