"""The rows of a sheet, told apart: which belong to a table, which are titles, units and notes.

Drawn lines decide where there are any.  Where a sheet has none, a table begins at the first row
with several texts that is no line of captions such as 单位名称：… and 单位：万元.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

TRAILING_BLANKS: Final = 64
_NOTE: Final = re.compile(r"\s*(?:注|备注|说明|附注|填表说明|※|\*)\s*\d*\s*[：:、.．]")
_CAPTION: Final = re.compile(
    r"[（(【]?[^：:，。；]{1,14}[：:][^：:，。；]{0,40}"
    r"|(?:附|预算|公开)?\s*[附表]\s*[件表]?\s*[\d一二三四五六七八九十—–-]+[)）】]?"
    r"|[（(【]?(?:部门)?\s*(?:公开|预算|决算|财决|附)?\s*\d{1,3}\s*表[)）】]?"
    r"|[（(]?\s*(?:金额)?\s*单位\s*(?:人民币)?\s*[元万亿千百]+元?\s*[)）]?"
    r"|\d{4}年\d{1,2}月\d{1,2}日|第?\d+页.*"
)
_FIGURE: Final = re.compile(r"[-+¥￥\d.,，%％（()）\s]*")


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
        return self.stored is not None or (self.text != "" and not self.text.isspace())

    @property
    def is_merged(self) -> bool:
        """Whether it covers more than one position."""
        return self.height > 1 or self.width > 1


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
            yield from _regions(rows[start:at], is_table=kinds[start])
            start = at


def _regions(rows: Sequence[Row], *, is_table: bool) -> Iterator[Region]:
    """The region of some rows; a table's boxed titles and the notes at its foot stand outside."""
    said = [at for at, row in enumerate(rows) if row.texts]
    if not said:
        return
    first, last = said[0], said[-1] + 1
    if not is_table:
        yield Region(False, tuple(rows[first:last]))
        return
    top, end = _below_titles(rows, said), _above_notes(rows, said)
    if first < top:
        yield Region(False, tuple(rows[first:top]))
    yield Region(True, tuple(rows[top : _with_blanks(rows, end) if end == last else end]))
    if end < last:
        yield Region(False, tuple(rows[end:last]))


def _below_titles(rows: Sequence[Row], said: Sequence[int]) -> int:
    """Where a table begins below the titles boxed over its whole width."""
    everything = [each for row in rows for each in row.texts]
    left = min(each.column for each in everything)
    right = max(each.column + each.width for each in everything)
    for at in said[:-1]:
        only = rows[at].texts[0]
        across = only.width > 1 and only.column <= left and only.column + only.width >= right
        if len(rows[at].texts) > 1 or not across or only.height > 1 or only.number:
            return at
    return said[0]


def _above_notes(rows: Sequence[Row], said: Sequence[int]) -> int:
    """Where a table ends above the notes and other long single texts at its foot."""
    end = len(said)
    while end > 1 and _is_note(rows[said[end - 1]]):
        end -= 1
    return said[end - 1] + 1


def _is_note(row: Row) -> bool:
    only = row.texts[0]
    if len(row.texts) > 1 or only.number:
        return False
    return bool(_NOTE.match(only.text)) or (not row.is_ruled and len(only.text) > 40)


def _with_blanks(rows: Sequence[Row], end: int) -> int:
    """Where a table ends with the blank rows that are drawn, or that a cell above covers."""
    bottom = max(row.index + each.height for row in rows[:end] for each in row.anchors)
    last = end + TRAILING_BLANKS
    while end < min(len(rows), last) and (rows[end].is_ruled or rows[end].index < bottom):
        end += 1
    return end


def _has_ruled_table(rows: Sequence[Row]) -> bool:
    return any(row.is_ruled and len(row.texts) > 1 for row in rows)


def _ruled_kinds(rows: Sequence[Row]) -> list[bool]:
    """For each row whether it belongs to a table, where the tables are drawn with lines."""
    kinds: list[bool] = []
    bottom = -1
    for at, row in enumerate(rows):
        above = bool(kinds) and kinds[-1]
        close = above and row.index == rows[at - 1].index + 1
        kinds.append(_is_drawn(row, within=row.index < bottom, above=above, close=close))
        if kinds[-1]:
            bottom = max([bottom, *(row.index + each.height for each in row.anchors)])
    _take_in_labels(rows, kinds)
    return kinds


def _take_in_labels(rows: Sequence[Row], kinds: list[bool]) -> None:
    """Take a label that lost its lines back into the table, where figures go on right below it."""
    for at in range(1, len(rows) - 1):
        above, row, below = rows[at - 1 : at + 2]
        inside = kinds[at - 1] and not kinds[at] and kinds[at + 1]
        close = above.index + 1 == row.index == below.index - 1
        goes_on = any(each.number for each in below.texts) and not _is_header(below)
        kinds[at] |= inside and close and goes_on and not is_caption(row.texts[0].text)


def _is_drawn(row: Row, *, within: bool, above: bool, close: bool) -> bool:
    if within or row.is_ruled:
        return True
    if len(row.texts) < 2:
        return above and not row.texts
    has_number = any(each.number for each in row.texts)
    return has_number or (close and not _is_caption_row(row))


def _bare_kinds(rows: Sequence[Row]) -> list[bool]:
    """For each row whether it belongs to a table, where no lines are drawn."""
    kinds: list[bool] = []
    within = False
    last_text = -1
    for at, row in enumerate(rows):
        count = len(row.texts)
        gap = row.index > last_text + 1
        if not within:
            within = count > 1 and not _is_title_row(row)
        elif count == 1 and gap:
            within = not _leads_to_table(rows, at)
        elif count > 1 and gap:
            within = not _is_title_row(row)
        kinds.append(within)
        last_text = row.index if count else last_text
    return kinds


def _is_caption_row(row: Row) -> bool:
    return all(is_caption(each.text) and not each.number for each in row.texts)


def _is_title_row(row: Row) -> bool:
    """Whether a row above a table holds captions, and a title beside them at most."""
    captions = [is_caption(each.text) for each in row.texts]
    return sum(captions) >= max(1, len(captions) - 1) and not any(each.number for each in row.texts)


def _leads_to_table(rows: Sequence[Row], at: int) -> bool:
    """Whether only titles and captions stand between a single text and the next header."""
    for row in rows[at + 1 :]:
        if len(row.texts) > 1 and not _is_caption_row(row):
            return _is_header(row)
    return True


def _is_header(row: Row) -> bool:
    """Whether a row names columns: texts, no numbers, and hardly a hole between them."""
    texts = row.texts
    if len(texts) < 2 or any(each.number or _FIGURE.fullmatch(each.text) for each in texts):
        return False
    width = texts[-1].column + texts[-1].width - texts[0].column
    return sum(each.width for each in texts) >= 0.8 * width


def _is_new_table(rows: Sequence[Row], kinds: Sequence[bool], start: int, at: int) -> bool:
    """Whether a header after a blank row begins another table."""
    if not kinds[at] or not _is_header(rows[at]):
        return False
    last = at - 1
    while last > start and not rows[last].texts and not rows[last].is_ruled:
        last -= 1
    if rows[at].index == rows[last].index + 1:
        return False
    before = rows[start:at]
    bottom = max(row.index + each.height for row in before for each in row.anchors)
    return bottom <= rows[at].index and any(each.number for row in before for each in row.texts)
