"""Tables without rulings: rows of words whose numbers stand under each other become a grid.

The reader is anchored on numbers, because prose has none that line up: a table is a stretch of
lines of two or more separate pieces, with numbers that share a column over several lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from yusuan.documents import pdf_grid
from yusuan.documents.pdf_glyphs import Run
from yusuan.documents.pdf_grid import Grid
from yusuan.documents.pdf_text import Line

_NUMBER = re.compile(r"[-－+]?[\d０-９][\d０-９,，.．]*%?|[-－—]+")
_SMALL = re.compile(r"\d{1,3}")
_GAP = 0.8  # of the height of the text; a wider gap parts two pieces of a line
_FEWEST_NUMBERS = 3
_MOST_BETWEEN = 3  # lines without numbers between two rows with numbers


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one line with a wide gap on either side."""

    text: str
    left: float
    right: float

    @property
    def number(self) -> bool:
        """Whether it is a number or a code and nothing else."""
        return bool(_NUMBER.fullmatch(self.text))


@dataclass(frozen=True, slots=True)
class Row:
    """A line as pieces."""

    pieces: tuple[Piece, ...]
    top: float
    bottom: float
    last: int  # the number of its line; of the last one where a row has several

    @property
    def is_data(self) -> bool:
        """Whether numbers stand beside something else, or several numbers beside each other."""
        return len(self.pieces) > 1 and any(piece.number for piece in self.pieces)

    @property
    def height(self) -> float:
        """About the size of its font."""
        return self.bottom - self.top

    @property
    def width(self) -> float:
        """From the first to the last of its pieces."""
        return self.pieces[-1].right - self.pieces[0].left


def grids(lines: Sequence[Line]) -> list[Grid]:
    """The tables that numbers in columns make of lines that stand in no ruled table."""
    rows = [_row(line, number) for number, line in enumerate(lines)]
    return [
        grid for start, stop in _stretches(rows) if (grid := _grid(rows, start, stop)) is not None
    ]


def _row(line: Line, number: int) -> Row:
    pieces: list[list[Run]] = []
    for run in line.runs:
        if pieces and run.left - pieces[-1][-1].right <= _GAP * run.height:
            pieces[-1].append(run)
        else:
            pieces.append([run])
    return Row(
        tuple(
            Piece("".join(run.text for run in runs), runs[0].left, runs[-1].right)
            for runs in pieces
        ),
        line.box[1],
        line.box[3],
        number,
    )


def _stretches(rows: Sequence[Row]) -> Iterator[tuple[int, int]]:
    """From the first to the last row with numbers, wherever such rows follow each other."""
    data = [number for number, row in enumerate(rows) if row.is_data]
    start = 0
    for end in range(1, len(data) + 1):
        if end == len(data) or not _together(rows, data[end - 1], data[end]):
            stretch = data[start:end]
            numbers = sum(piece.number for at in stretch for piece in rows[at].pieces)
            if numbers >= _FEWEST_NUMBERS:
                yield stretch[0], stretch[-1]
            start = end


def _together(rows: Sequence[Row], first: int, second: int) -> bool:
    between = rows[first + 1 : second]
    if len(between) > _MOST_BETWEEN or any(_is_prose(row) for row in between):
        return False
    return all(
        below.top - above.bottom < 3 * above.height
        for above, below in pairwise(rows[first : second + 1])
    )


def _is_prose(row: Row) -> bool:
    text = row.pieces[0].text
    return len(row.pieces) == 1 and (
        "：" in text
        or text[-1] in "。；"
        or row.pieces[0].right - row.pieces[0].left > 30 * row.height
    )


def _grid(rows: Sequence[Row], start: int, stop: int) -> Grid | None:
    data = [row for row in rows[start : stop + 1] if row.is_data]
    columns = _columns(data)
    if len(columns) < 2 or not _line_up(data, columns) or _is_contents(data):
        return None
    first = start
    while first > 0 and start - first < 5 and _is_header(rows[first - 1], rows[first], columns):
        first -= 1
    header = list(rows[first:start])
    if first == start and len(data) < _FEWEST_NUMBERS:
        return None
    for row in header:
        columns = _with_header(columns, row)
    xs = _cuts(columns)
    header_rows = _header_rows(header, xs)
    body = _body_rows(rows[start : stop + 1])
    return _assembled(xs, header_rows, body)


def _columns(rows: Sequence[Row]) -> list[tuple[float, float]]:
    """The stretches across the page that the pieces of the rows fill."""
    pieces = sorted(
        (piece for row in rows for piece in row.pieces),
        key=lambda piece: (not piece.number, piece.right - piece.left),
    )
    columns: list[tuple[float, float]] = []
    for piece in pieces:
        touched = [c for c in columns if piece.left < c[1] and piece.right > c[0]]
        if len(touched) > 1:
            continue
        left, right = piece.left, piece.right
        if touched:
            columns.remove(touched[0])
            left, right = min(left, touched[0][0]), max(right, touched[0][1])
        columns.append((left, right))
    return sorted(columns)


def _line_up(rows: Sequence[Row], columns: Sequence[tuple[float, float]]) -> bool:
    """Whether the numbers of some column share an edge or a middle."""
    if len(rows) == 1:
        return sum(piece.number for piece in rows[0].pieces) >= _FEWEST_NUMBERS
    near = 0.6 * median(row.height for row in rows)
    for left, right in columns:
        numbers = [
            piece
            for row in rows
            for piece in row.pieces
            if piece.number and left <= (piece.left + piece.right) / 2 <= right
        ]
        if len(numbers) < min(len(rows), 2):
            continue
        sides = (
            [piece.left for piece in numbers],
            [piece.right for piece in numbers],
            [(piece.left + piece.right) / 2 for piece in numbers],
        )
        if any(max(side) - min(side) < near for side in sides):
            return True
    return False


def _is_contents(rows: Sequence[Row]) -> bool:
    """Whether the rows are a table of contents: titles, and page numbers that never fall."""
    numbers = [row.pieces[-1].text for row in rows]
    if not all(len(row.pieces) <= 3 for row in rows) or not all(map(_SMALL.fullmatch, numbers)):
        return False
    pages = [int(number) for number in numbers]
    return pages == sorted(pages) and not any(piece.number for r in rows for piece in r.pieces[:-1])


def _is_header(row: Row, below: Row, columns: Sequence[tuple[float, float]]) -> bool:
    """Whether a line over a table is part of its header, and not its title or its unit."""
    if below.top - row.bottom > 2 * row.height:
        return False
    text = "".join(piece.text for piece in row.pieces)
    if "：" in text or ":" in text or text[-1] in "。；":
        return False
    left, right = columns[0][0], columns[-1][1]
    if len(row.pieces) > 1:
        return True
    piece = row.pieces[0]
    off_centre = abs((piece.left + piece.right) / 2 - (left + right) / 2)
    return off_centre > 0.1 * (right - left) and left < piece.right and piece.left < right


def _with_header(columns: list[tuple[float, float]], row: Row) -> list[tuple[float, float]]:
    """The columns with their headings, and those that have nothing under their heading.

    A heading at the left of a column whose numbers stand at the right touches none of them: it
    goes to the nearest column that has no heading yet.
    """
    if len(row.pieces) < 2:
        return columns
    columns = list(columns)
    bare = [c for c in columns if not any(_touches(piece, c) for piece in row.pieces)]
    for piece in row.pieces:
        if any(_touches(piece, column) for column in columns):
            continue
        nearest = min(bare, key=lambda column: _apart(piece, column), default=None)
        if nearest is None:
            columns.append((piece.left, piece.right))
            continue
        bare.remove(nearest)
        wider = min(piece.left, nearest[0]), max(piece.right, nearest[1])
        free = all(c is nearest or c[1] <= wider[0] or c[0] >= wider[1] for c in columns)
        if free:
            columns[columns.index(nearest)] = wider
    return sorted(columns)


def _touches(piece: Piece, column: tuple[float, float]) -> bool:
    return piece.left < column[1] and piece.right > column[0]


def _apart(piece: Piece, column: tuple[float, float]) -> float:
    return max(column[0] - piece.right, piece.left - column[1])


def _cuts(columns: Sequence[tuple[float, float]]) -> list[float]:
    inner = [(left[1] + right[0]) / 2 for left, right in pairwise(columns)]
    return [columns[0][0] - 2, *inner, columns[-1][1] + 2]


@dataclass(frozen=True, slots=True)
class _Band:
    """A row of the grid to be: its lines, and the columns that one heading spans in it."""

    top: float
    bottom: float
    spans: tuple[tuple[int, int], ...] = ()


def _header_rows(header: Sequence[Row], xs: Sequence[float]) -> list[_Band]:
    bands = []
    for row, below in zip(header, [*header[1:], None], strict=False):
        spans = tuple(
            span for piece in row.pieces if (span := _span(piece, row, below, xs))[1] > span[0]
        )
        bands.append(_Band(row.top, row.bottom, spans))
    return bands


def _span(piece: Piece, row: Row, below: Row | None, xs: Sequence[float]) -> tuple[int, int]:
    """The first and last column a heading spans: those whose headings below it centres over."""
    touched = [
        at
        for at in range(len(xs) - 1)
        if min(piece.right, xs[at + 1]) - max(piece.left, xs[at]) > 0.3 * row.height
    ]
    first, last = (touched[0], touched[-1]) if touched else (0, 0)
    if below is None:
        return first, last
    others = [other for other in row.pieces if other is not piece]
    left = max((o.right for o in others if o.right <= piece.left), default=xs[0])
    right = min((o.left for o in others if o.left >= piece.right), default=xs[-1])
    under = [p for p in below.pieces if p.left > left and p.right < right]
    middle = (piece.left + piece.right) / 2
    for count in range(len(under), 1, -1):
        for at in range(len(under) - count + 1):
            group = under[at : at + count]
            off = (group[0].left + group[-1].right) / 2 - middle
            if abs(off) < row.height and group[0].left <= piece.left:
                ends = [_column(group[0], xs), _column(group[-1], xs), first, last]
                return min(ends), max(ends)
    return first, last


def _column(piece: Piece, xs: Sequence[float]) -> int:
    middle = (piece.left + piece.right) / 2
    return sum(x <= middle for x in xs[1:-1])


def _body_rows(rows: Sequence[Row]) -> list[_Band]:
    """Rows of the table; a label broken over lines around its numbers is one row."""
    bands: list[_Band] = []
    pitch = median([b.top - a.top for a, b in pairwise(rows)] or [0.0])
    for row in rows:
        last = bands[-1] if bands else None
        if last and (_overlaps(last, row) or _is_rest(last, row, pitch)):
            bands[-1] = _Band(last.top, max(last.bottom, row.bottom))
        else:
            bands.append(_Band(row.top, row.bottom))
    return bands


def _overlaps(band: _Band, row: Row) -> bool:
    return band.bottom - row.top > 0.2 * row.height


def _is_rest(band: _Band, row: Row, pitch: float) -> bool:
    """Whether a line without numbers stands much nearer to the row before than rows do."""
    return (
        len(row.pieces) == 1
        and not row.is_data
        and row.top - band.bottom < (0.5 * (pitch - row.height))
    )


def _assembled(xs: list[float], header: list[_Band], body: list[_Band]) -> Grid:
    bands = [*header, *body]
    inner = [(above.bottom + below.top) / 2 for above, below in pairwise(bands)]
    ys = [bands[0].top - 1, *inner, bands[-1].bottom + 1]
    walls = [[True] * len(bands) for _ in xs]
    for number, band in enumerate(bands):
        for first, last in band.spans:
            for at in range(first + 1, last + 1):
                walls[at][number] = False
    floors = [[True] * (len(xs) - 1) for _ in ys]
    return pdf_grid.grid_of(xs, ys, walls, floors)
