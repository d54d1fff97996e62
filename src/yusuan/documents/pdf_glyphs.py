"""The characters of a page, out of PDFium, as runs: what stands side by side without a gap."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import compress
from math import atan2, pi
from operator import ne, sub

from yusuan.documents import pdf_calls
from yusuan.documents.pdf_calls import Box, Pointer
from yusuan.documents.pdf_clips import Clips
from yusuan.documents.pdf_frame import Frame

_BLANK = frozenset(
    "\x00\x01\t\n\x0b\x0c\r\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007"
    "\u2008\u2009\u200a\u200b\u200c\u200d\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
)
_UNCODED = re.compile(r"[\x00\ufffd-\uffff]")
# Fonts made by Chinese office programs give radicals (⼯, U+2F2F) for the characters they look
# like (工); PDFium gives U+0002 for a hyphen at the end of a line.
_PRINTED = {
    code: folded
    for code in (*range(0x2E80, 0x2FD6), *range(0xF900, 0xFB00))
    if len(folded := unicodedata.normalize("NFKC", chr(code))) == 1
} | {2: "-", 0xAD: "-"}
_TO_PRINT = re.compile(r"[\x02\xad\u2e80-\u2fd5\uf900-\ufaff]")
_WORD = re.compile("[^" + "".join(sorted(_BLANK)) + "]+")

WORD_GAP = 0.3  # of the height of a character; a wider gap ends a run


@dataclass(slots=True)
class Run:
    """Characters that touch. Not frozen: a page has thousands, and freezing doubles their cost."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    first: int  # its characters are ``first`` to ``last`` of the page's glyphs
    last: int

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        """About the size of its font."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The visible characters of a page with their boxes, a list for each side, and their runs."""

    text: str
    lefts: list[float]
    tops: list[float]
    rights: list[float]
    bottoms: list[float]
    runs: list[Run]
    unseen: tuple[Run, ...] = ()  # drawn so that nobody sees them
    slanted: tuple[Run, ...] = ()  # askew, as a watermark is
    uncoded: int = 0  # characters whose font does not say what they are

    def run(self, first: int, last: int, top: float, bottom: float) -> Run:
        """The run of the characters from ``first`` to ``last``, which touch, none a blank."""
        text = self.text[first : last + 1]
        return Run(text, self.lefts[first], top, self.rights[last], bottom, first, last)

    def part(self, first: int, last: int) -> Run:
        """The run of the characters from ``first`` to ``last``, blanks left out."""
        kept = [at for at in range(first, last + 1) if self.text[at] not in _BLANK]
        return Run(
            "".join(self.text[at] for at in kept),
            min(self.lefts[at] for at in kept),
            min(self.tops[at] for at in kept),
            max(self.rights[at] for at in kept),
            max(self.bottoms[at] for at in kept),
            first,
            last,
        )


@dataclass(frozen=True, slots=True)
class RawText:
    """What PDFium says of the characters of a page, in page space.

    A stretch is the characters that one object drew; the lists below have one entry for each.
    """

    text: str
    boxes: list[float]  # four for each character
    starts: list[int]
    stops: list[int]
    owners: list[int]
    turns: list[int]  # quarter turns clockwise; -1 for another angle
    clips: list[Box | None]
    modes: list[int]
    colours: list[int]  # four for each stretch

    @property
    def turn(self) -> int:
        """The quarter turn, clockwise in page space, of most characters."""
        if not any(self.turns):
            return 0
        counts: Counter[int] = Counter()
        for turn, start, stop in zip(self.turns, self.starts, self.stops, strict=True):
            counts[turn] += stop - start
        del counts[-1]
        return counts.most_common(1)[0][0] if counts else 0


def raw_text(text_page: Pointer, count: int, clips: Clips) -> RawText:
    """Everything that must be asked of PDFium about the characters of a page."""
    text = pdf_calls.page_text(text_page, count)
    if _TO_PRINT.search(text):  # looking first is ten times as fast as translating
        text = text.translate(_PRINTED)
    starts, stops, owners = _stretches(pdf_calls.text_objects(text_page, range(count)))
    objects = list(map(pdf_calls.pointer, owners))
    return RawText(
        text,
        pdf_calls.loose_boxes(text_page, count),
        starts,
        stops,
        owners,
        _turns(text_page, starts),
        clips.boxes(objects),
        pdf_calls.render_modes(objects),
        pdf_calls.fill_colours(objects),
    )


def _stretches(objects: Sequence[int | None]) -> tuple[list[int], list[int], list[int]]:
    """Where the characters of one object start and stop, and the object."""
    edges = list(compress(range(len(objects)), map(ne, objects, (0, *objects))))
    owners = [objects[edge] for edge in edges]
    ends = [*edges[1:], len(objects)]
    return (
        list(compress(edges, owners)),
        list(compress(ends, owners)),
        [owner for owner in owners if owner],
    )


def _turns(text_page: Pointer, starts: list[int]) -> list[int]:
    angles = pdf_calls.angles(text_page, starts)
    if not any(angles):
        return [0] * len(starts)
    return [
        0 if angle == 0 else _quarter(text_page, at, angle)
        for at, angle in zip(starts, angles, strict=True)
    ]


def _quarter(text_page: Pointer, position: int, angle: float) -> int:
    """The angle as quarter turns; -1 for text that is neither level nor upright."""
    turn = angle / (pi / 2)
    if abs(turn - round(turn)) < 0.05:
        return round(turn) % 4
    matrix = pdf_calls.character_matrix(text_page, position)
    if matrix is None:
        return -1
    # Letters made to lean have an angle of their own; their line is what counts.
    turn = -atan2(matrix[1], matrix[0]) / (pi / 2)
    return round(turn) % 4 if abs(turn - round(turn)) < 0.05 else -1


def placed(raw: RawText, frame: Frame) -> Glyphs:
    """The characters of a page upright, before they are told apart and become runs."""
    boxes = raw.boxes
    sides = frame.columns(boxes[0::4], boxes[1::4], boxes[2::4], boxes[3::4])
    return Glyphs(raw.text, *sides, [])


def as_runs(page: Glyphs, raw: RawText, unseen: set[int], slanted: set[int]) -> Glyphs:
    """The page with its runs; what is not seen or stands askew is kept apart."""
    apart = unseen | slanted
    whole = replace(page, runs=list(_runs(page, apart)))
    if not apart and not _UNCODED.search(page.text):
        return whole
    everything = set(range(len(page.text)))
    uncoded = sum(
        len(_UNCODED.findall(page.text, start, stop))
        for start, stop in zip(raw.starts, raw.stops, strict=True)
    )
    return replace(
        whole,
        unseen=tuple(_runs(page, everything - unseen)),
        slanted=tuple(_runs(page, everything - slanted)),
        uncoded=uncoded,
    )


def _runs(page: Glyphs, apart: set[int]) -> Iterator[Run]:
    """Runs of the characters that are not kept apart."""
    text, tops, bottoms = page.text, page.tops, page.bottoms
    if apart:
        text = "".join(" " if at in apart else one for at, one in enumerate(text))
    gaps = list(map(sub, page.lefts[1:], page.rights))
    for word in _WORD.finditer(text):
        first, stop = word.span()
        top, bottom = tops[first], bottoms[first]
        near = WORD_GAP * (bottom - top)
        rest = zip(
            gaps[first : stop - 1], tops[first + 1 : stop], bottoms[first + 1 : stop], strict=True
        )
        for at, (gap, ceiling, floor) in enumerate(rest, first + 1):
            # Neither higher nor deeper than the run is the usual case, and it must be quick.
            if top <= ceiling < floor <= bottom and -near < gap < near:
                continue
            if _beside(gap, top, bottom, ceiling, floor):
                top = min(top, ceiling)
                bottom = max(bottom, floor)
            else:
                yield page.run(first, at - 1, top, bottom)
                first, top, bottom = at, ceiling, floor
            near = WORD_GAP * (bottom - top)
        yield page.run(first, stop - 1, top, bottom)


def _beside(gap: float, top: float, bottom: float, ceiling: float, floor: float) -> bool:
    """Whether a character from ceiling to floor still stands beside a run from top to bottom."""
    tall, high = bottom - top, floor - ceiling
    smaller, larger = (tall, high) if tall < high else (high, tall)
    shared = min(bottom, floor) - max(top, ceiling)
    return -WORD_GAP * larger < gap < WORD_GAP * larger and shared > 0.6 * smaller
