"""Where a table begins and ends among the rows of a text.

Titles and unit lines that stand in front of a header as rows of a few filled cells become prose,
and so do notes and signatures after the last row; a unit line among the rows begins a new table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from yusuan.documents.text_grid import squeezed
from yusuan.documents.text_rows import Item, Prose, Row

_TITLE = re.compile(
    r"(?:附件|附表|公开|表)\d{1,3}(?:[-－—.]\d{1,3})?表?"
    r"|[^。：:]{2,60}表(?:[（(][^。]{1,30}[）)])?"
)
_NOBODY = re.compile(r"签字|签章|负责人|联系|电话")
_PAIR = re.compile(r"([^：:。]{1,12})[：:]")
_MONEY = re.compile(r"[：:]\s*(?:人民币)?[万亿千]?元")
_NOTE = re.compile(r"(?:注|说明|备注)\d?[：:]")
_SIGNED = re.compile(
    r"[^：:]{0,12}(?:签字|签章|盖章|填表人|填报人|制表人|制表|审核人|经办人|负责人|联系电话|联系人|日期)"
    r"[^：:]{0,6}[：:]"
)
_FEW = 4  # the most filled cells a unit line or a signature has
Section = Prose | list[Row]


def sections(items: Iterable[Item]) -> Iterator[Section]:
    """Prose, and runs of rows; two runs in succession had a gap between them."""
    run: list[Row] = []
    for item in items:
        if isinstance(item, Row):
            run.append(item)
            continue
        if run:
            yield run
            run = []
        if isinstance(item, Prose):
            yield item
    if run:
        yield run


def parted(section: Section) -> Iterator[Section]:
    """A run of rows as tables, with the titles, unit lines, notes and signatures as prose."""
    if isinstance(section, Prose):
        yield section
        return
    for run in _tables_of(section):
        start, end = _preamble(run, 0), len(run)
        while end > start and _is_postamble(run[end - 1]):
            end -= 1
        yield from _as_prose(run[:start])
        if max((len(row.filled) for row in run[start:end]), default=0) > 1:
            yield run[start:end]
        else:
            yield from _as_prose(run[start:end])
        yield from _as_prose(run[end:])


def _tables_of(run: list[Row]) -> Iterator[list[Row]]:
    """The tables of one run: a new one begins where a line with the unit stands among the rows."""
    start, index = 0, _preamble(run, 0)
    while index < len(run):
        end = _preamble(run, index)
        if any(_is_label(row) and _MONEY.search("".join(row.cells)) for row in run[index:end]):
            yield run[start:index]
            start = index
        index = max(end, index + 1)
    yield run[start:]


def _preamble(run: list[Row], index: int) -> int:
    """The index after the titles, unit lines and empty rows that stand at an index."""
    while index < len(run) and _is_front(run[index]):
        index += 1
    return index


def _is_front(row: Row) -> bool:
    return not any(row.cells) or _is_title(row) or _is_label(row)


def _is_title(row: Row) -> bool:
    filled = row.filled
    return len(filled) == 1 and _TITLE.fullmatch(squeezed(filled[0])) is not None


def _is_label(row: Row) -> bool:
    """Whether a row says whose table it is and in what unit: 单位名称：…, 单位：万元."""
    if not 0 < len(row.filled) <= _FEW:
        return False
    filled = [squeezed(text) for text in row.filled]
    pairs = [_PAIR.match(text) for text in filled]
    if any(pair and _NOBODY.search(pair[1]) for pair in pairs):
        return False
    known = (pair or _TITLE.fullmatch(text) for pair, text in zip(pairs, filled, strict=True))
    return all(known) and any(pair and "单位" in pair[1] for pair in pairs)


def _is_postamble(row: Row) -> bool:
    filled = row.filled
    if not 0 < len(filled) <= _FEW or not row.cells[0]:
        return False
    if len(filled) == 1 and _NOTE.match(filled[0]):
        return True
    return all(_SIGNED.match(squeezed(text)) for text in filled)


def _as_prose(rows: Iterable[Row]) -> Iterator[Prose]:
    for row in rows:
        for number, text in enumerate(row.cells):
            if text:
                yield Prose(text, row.lines[number] if row.lines else row.line)
