"""CSV as a budget's folder holds it: exact both ways, and harmless when a spreadsheet opens it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

_QUOTED = frozenset(',"\r\n')
_ACTIVE = frozenset("=+-@\t\r'")  # how a spreadsheet's formulas and commands begin


def line(cells: Sequence[str]) -> str:
    """One row as a line with its end; quoted only where it must be, so that changes are small."""
    return ",".join(map(_quoted, cells)) + "\n"


def read(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of a text with the line each begins on; raises ``csv.Error`` where none can be."""
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    before = 0
    for row in rows:
        yield before + 1, row
        before = rows.line_num


def guarded(text: str) -> str:
    """Text that a spreadsheet would run, with an apostrophe before it."""
    return f"'{text}" if text[:1] in _ACTIVE and text else text


def unguarded(text: str) -> str:
    """The text without the apostrophe that ``guarded`` put there."""
    return text[1:] if text[:1] == "'" and text[1:2] in _ACTIVE and len(text) > 1 else text


def _quoted(cell: str) -> str:
    if _QUOTED.isdisjoint(cell) and cell == cell.strip():
        return cell
    return '"' + cell.replace('"', '""') + '"'


def lines(rows: Iterable[Sequence[str]]) -> str:
    """Rows as the text of a file."""
    return "".join(map(line, rows))
