"""Whether the part of a table on a page begins with the header of the table before, or another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import takewhile

from yusuan.documents.pdf_tables import PageCell

EDGE = 0.012  # of a table's width; column edges nearer than this are one edge
_AMOUNT = re.compile(r"[-－+]?[\d０-９][\d０-９,，.．]*%?|[-－—/0]+")
_MOSTLY = 0.8  # of the texts of a column of amounts, from the first amount on, are amounts
_MOST = 8  # rows looked at for a repeated header

_Signature = list[tuple[str, float]]  # the texts of a row, and where they begin


def plain(text: str) -> str:
    """A text without its white space."""
    return "".join(text.split())


@lru_cache(10_000)  # figures and labels come again, and looking them up is a fifth of judging
def is_amount(text: str) -> bool:
    """Whether a text is a figure, or what stands for none."""
    return bool(_AMOUNT.fullmatch(plain(text)))


def repeated(
    head: Sequence[PageCell], edges: Sequence[float], rows: int,
    part: Sequence[PageCell], own: Sequence[float], count: int,
) -> tuple[int, bool]:  # fmt: skip
    """How many of the ``count`` rows of a part are the header of a table of ``rows`` again.

    Also whether the row after them is the row that followed them the first time: then it is the
    same form begun again.
    """
    before, after = _signatures(head, 2 * _MOST, edges), _signatures(part, _MOST + 1, own)
    start = _start(before[: min(_MOST, rows) + 1], after)
    if start < 0:
        return 0, False
    again = 0
    while again < min(_MOST, count, rows - start):
        row = after[again]
        if not _alike(before[start + again], row) or (_has_amount(row) and not _counts(row)):
            break
        again += 1
    spans = [(cell.row, cell.row + cell.rowspan) for cell in part if cell.rowspan > 1]
    while 0 < again < count and any(first < again < stop for first, stop in spans):
        again -= 1
    return again, bool(again) and _same_row(before[start + again], after[again])


def _start(before: Sequence[_Signature], after: Sequence[_Signature]) -> int:
    """The row of the table at which the first row of the part stood before; -1 for none.

    The last of the rows given is only looked at together with the one before it.
    """
    rows = 1 if len(after[0]) >= 2 else 2
    wanted = [item for row in after[:rows] for item in row]
    for start in range(len(before) - 1):
        found = [item for row in before[start : start + rows] for item in row]
        if len(found) >= 2 and _alike(found, wanted):
            return start
    return -1


def _has_amount(row: _Signature) -> bool:
    return any(is_amount(text) for text, _ in row)


def _counts(row: _Signature) -> bool:
    """Whether a row numbers the columns: 1, 2, 3 … from left to right."""
    amounts = [text for text, _ in row if is_amount(text)]
    return len(amounts) > 1 and amounts == [str(n) for n in range(1, len(amounts) + 1)]


def _same_row(before: _Signature, after: _Signature) -> bool:
    return bool(before and after) and before[0][0] == after[0][0] and not is_amount(after[0][0])


def _signatures(cells: Iterable[PageCell], count: int, edges: Sequence[float]) -> list[_Signature]:
    """What is written where in each of the first rows of cells in reading order."""
    rows: list[_Signature] = [[] for _ in range(count)]
    for cell in cells:
        if cell.row >= count:
            break
        if cell.text:
            rows[cell.row].append((plain(cell.text), edges[cell.column]))
    return rows


def _alike(one: _Signature, other: _Signature) -> bool:
    return len(one) == len(other) and all(
        text == also and abs(at - there) <= 2 * EDGE
        for (text, at), (also, there) in zip(one, other, strict=True)
    )


def other_header(
    tail: Sequence[PageCell], edges: Sequence[float],
    part: Sequence[PageCell], own: Sequence[float],
) -> bool:  # fmt: skip
    """Whether the part begins with labels over the columns that hold amounts so far."""
    top = [cell for cell in takewhile(lambda cell: cell.row == 0, part) if cell.text]
    amounts = [cell for cell in top if is_amount(cell.text)]
    labels = [cell for cell in top if not is_amount(cell.text)]
    # An amount under amounts settles it, and most rows have one: the labels are rarely looked at.
    if any(_under_amounts(tail, edges, own[cell.column]) for cell in amounts):
        return False
    return any(_under_amounts(tail, edges, own[cell.column]) for cell in labels)


def _under_amounts(tail: Sequence[PageCell], edges: Sequence[float], edge: float) -> bool:
    """Whether one of the columns that begin at an edge holds amounts, and hardly any words."""
    near = [column for column, at in enumerate(edges) if abs(at - edge) <= EDGE]
    return any(_holds_amounts(_texts(tail, column), _last(tail, column)) for column in near)


def _holds_amounts(texts: Sequence[str], last: str) -> bool:
    """Whether a column holds amounts below its header, to its end.

    The values of a list of targets are figures and words; and in a form, amounts may stand high
    above a list of words.
    """
    amounts = [is_amount(text) for text in texts]
    if not any(amounts) or not is_amount(last) or 2 * sum(amounts) <= len(amounts):
        return False
    begun = amounts[amounts.index(True) :]
    return sum(begun) >= _MOSTLY * len(begun)


def _last(tail: Sequence[PageCell], column: int) -> str:
    """The last text that begins in a column."""
    return next((cell.text for cell in reversed(tail) if cell.column == column and cell.text), "")


def _texts(cells: Sequence[PageCell], column: int) -> list[str]:
    return [
        cell.text for cell in cells if cell.column == column and cell.text and cell.colspan == 1
    ]
