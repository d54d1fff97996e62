"""The rows of a sheet, told apart: which belong to a table, which are titles, units and notes.

Drawn lines decide where there are any.  Where a sheet has none, a table begins at the first row
with several texts that is no line of captions such as 单位名称：… and 单位：万元.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

_TRAILING_BLANKS: Final = 64
_NOTE: Final = re.compile(r"\s*(?:注|备注|说明|附注|填表说明|※|\*)\s*\d*\s*[：:、.．]")
_CAPTION: Final = re.compile(
    r"[（(【]?[^：:，。；]{1,14}[：:][^：:，。；]{0,40}|(?:公开|附|预算)?\s*[附表]\s*[件表]?\s*[\d一二三四五六七八九十—–-]+[)）】]?"
    r"|[（(]?\s*(?:金额)?\s*单位\s*[：:]?\s*(?:人民币)?\s*[元万亿千百]+元?\s*[)）]?|\d{4}年\d{1,2}月\d{1,2}日|第?\d+页.*"
)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A cell of a row, where it begins, with what it covers."""

    column: int
    height: int
    width: int
    text: str
    stored: str | None
    ruled: bool
    number: bool

    @property
    def says(self) -> bool:
        """Whether anything stands in it, shown or not."""
        return bool(self.text.strip()) or self.stored is not None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a sheet with the cells that begin in it, from left to right."""

    index: int
    anchors: tuple[Anchor, ...]

    @property
    def texts(self) -> tuple[Anchor, ...]:
        """The cells in which something stands."""
        return tuple(each for each in self.anchors if each.says)

    @property
    def is_ruled(self) -> bool:
        """Whether lines are drawn beside its cells."""
        return any(each.ruled for each in self.anchors)


@dataclass(frozen=True, slots=True)
class Region:
    """Rows that belong together: a table, or texts outside any table."""

    is_table: bool
    rows: tuple[Row, ...]


def is_caption(text: str) -> bool:
    """Whether a text is a line about a table (附件1, 单位：万元, 部门：…) rather than its title."""
    return bool(_CAPTION.fullmatch(text.strip()))


def rows_to_regions(rows: Sequence[Row]) -> Iterator[Region]:
    """The regions of a sheet, in order."""
    kinds = _ruled_kinds(rows) if _has_ruled_table(rows) else _bare_kinds(rows)
    start = 0
    for at in range(1, len(rows) + 1):
        if at == len(rows) or kinds[at] != kinds[start] or _is_new_table(rows, kinds, start, at):
            yield from _region(kinds[start], rows[start:at])
            start = at


def _region(is_table: bool, rows: Sequence[Row]) -> Iterator[Region]:  # noqa: FBT001
    """The region of some rows, without blank rows at its ends beyond the ruled ones."""
    said = [at for at, row in enumerate(rows) if row.texts]
    if not said:
        return
    end = said[-1] + 1
    if is_table:
        bottom = max(row.index + each.height for row in rows[:end] for each in row.texts)
        while end < len(rows) and rows[end].index < bottom:
            end += 1
        while end < len(rows) and end - said[-1] < _TRAILING_BLANKS and rows[end].is_ruled:
            end += 1
    yield Region(is_table, tuple(rows[said[0] : end]))
