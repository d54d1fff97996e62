"""Runs become lines, and lines become the text of a cell or a paragraph."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from yusuan.documents.pdf_calls import Box
from yusuan.documents.pdf_glyphs import Glyphs, Run

_NUMERIC = frozenset("0123456789.,%-－，．０１２３４５６７８９")


@dataclass(frozen=True, slots=True)
class Line:
    """Runs that stand on one line, from left to right, and their text as printed."""

    runs: tuple[Run, ...]
    text: str
    box: Box

    @property
    def height(self) -> float:
        """About the size of its font."""
        return max(run.height for run in self.runs)


def lines(runs: list[Run], page: Glyphs) -> list[Line]:
    """Runs as lines from top to bottom."""
    usual = 0.7 * median([run.bottom - run.top for run in runs]) if runs else 0.0
    rows: list[list[Run]] = []
    tall = [run for run in runs if run.bottom - run.top >= usual]
    for run in sorted(tall, key=lambda run: run.top + run.bottom):
        last = rows[-1][-1] if rows else None
        if last and run.middle - last.middle < 0.5 * min(run.height, last.height):
            rows[-1].append(run)
        else:
            rows.append([run])
    # The box of a comma or a stop may be as small as its ink: it belongs where it overlaps most.
    if len(tall) < len(runs):
        for run in runs:
            if run.height < usual:
                _lay(run, rows)
    rows.sort(key=lambda row: row[0].middle)
    return [line(row, page) for row in rows]


def _lay(run: Run, rows: list[list[Run]]) -> None:
    best = max(rows, key=lambda row: _overlap(run, row[0]), default=None)
    if best and _overlap(run, best[0]) > 0.5 * run.height:
        best.append(run)
    else:
        rows.append([run])


def _overlap(one: Run, other: Run) -> float:
    return min(one.bottom, other.bottom) - max(one.top, other.top)


def line(runs: list[Run], page: Glyphs) -> Line:
    """One line of runs that stand beside each other."""
    if len(runs) == 1:
        run = runs[0]
        return Line((run,), run.text, (run.left, run.top, run.right, run.bottom))
    runs = _once(sorted(runs, key=lambda run: run.left), page)
    box = (
        min(run.left for run in runs),
        min(run.top for run in runs),
        max(run.right for run in runs),
        max(run.bottom for run in runs),
    )
    return Line(tuple(runs), _beside(runs, page), box)


def _beside(runs: list[Run], page: Glyphs) -> str:
    parts = [runs[0].text]
    for left, right in pairwise(runs):
        if _spaced(left, right, page):
            parts.append(" ")
        parts.append(right.text)
    return "".join(parts)


def _spaced(left: Run, right: Run, page: Glyphs) -> bool:
    """Whether two runs on one line are read with a space between them."""
    gap = right.left - left.right
    height = min(left.height, right.height)
    before, after = left.text[-1], right.text[0]
    if before in _NUMERIC and after in _NUMERIC:
        return gap > 0.8 * height  # digits set wide apart are still one number
    if before.isascii() and after.isascii():
        # Where a font that is not in the file is measured badly, a space still tells.
        return gap > 0.12 * height or page.text[left.last + 1 : right.first].isspace()
    return gap > 0.45 * height


def _once(runs: list[Run], page: Glyphs) -> list[Run]:
    """Runs with what was drawn twice, to look bold, taken once."""
    if all(right.left > left.right - 0.25 * right.height for left, right in pairwise(runs)):
        return runs
    singles = sorted(
        (page.part(at, at) for run in runs for at in range(run.first, run.last + 1)),
        key=lambda single: single.left,
    )
    kept: list[Run] = []
    for single in singles:
        if not any(_same(single, other) for other in kept[-4:]):
            kept.append(single)
    return kept


def _same(one: Run, other: Run) -> bool:
    near = 0.3 * max(one.right - one.left, 1.0)
    return (
        one.text == other.text
        and abs(one.left - other.left) < near
        and abs(one.middle - other.middle) < 0.3 * one.height
    )


def wide(character: str) -> bool:
    """Whether a character belongs to Chinese text, which is written without spaces."""
    return character >= "\u2e80" or character in "“”‘’…—·、。《》"


def numeric(character: str) -> bool:
    """Whether a character may be part of a printed number."""
    return character in _NUMERIC


def glue(before: str, after: str) -> str:
    """What stands between the end of one line and the start of the next."""
    return "" if wide(before[-1]) and wide(after[0]) else " "


def cell_text(runs: list[Run], page: Glyphs, box: Box) -> tuple[str, bool]:
    """The text of a cell, and whether its last line fills it so that the text may go on.

    A number that filled its line and went on in the next is one number.
    """
    if len(runs) == 1:
        run = runs[0]
        room = (box[2] - box[0]) - (run.right - run.left)
        return run.text, room < 2 * run.height
    found = lines(runs, page)
    text = found[0].text
    for above, below in pairwise(found):
        before, after = above.text[-1], below.text[0]
        one_number = before in _NUMERIC and after in _NUMERIC and _fills(above, box)
        text += ("" if one_number else glue(before, after)) + below.text
    return text, _fills(found[-1], box)


def _fills(last: Line, box: Box) -> bool:
    return (box[2] - box[0]) - (last.box[2] - last.box[0]) < 2 * last.height
