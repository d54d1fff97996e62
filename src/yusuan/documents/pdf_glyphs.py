"""The characters of a page, out of PDFium, as runs: what stands side by side without a gap."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import atan2, pi

from yusuan.documents import pdf_calls
from yusuan.documents.pdf_calls import Box
from yusuan.documents.pdf_frame import Frame

_BLANK = frozenset(
    "\x00\x01\t\n\x0b\x0c\r\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007"
    "\u2008\u2009\u200a\u200b\u200c\u200d\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
)
_UNCODED = frozenset("\x00\ufffd\ufffe\uffff")
# Fonts made by Chinese office programs give radicals (⼯, U+2F2F) for the characters they look
# like (工); PDFium gives U+0002 for a hyphen at the end of a line.
_PRINTED = {
    code: folded
    for code in (*range(0x2E80, 0x2FD6), *range(0xF900, 0xFB00))
    if len(folded := unicodedata.normalize("NFKC", chr(code))) == 1
} | {2: "-", 0xAD: "-"}

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
        counts: Counter[int] = Counter()
        for turn, start, stop in zip(self.turns, self.starts, self.stops, strict=True):
            counts[turn] += stop - start
        del counts[-1]
        return counts.most_common(1)[0][0] if counts else 0


def raw_text(text_page: int, count: int) -> RawText:
    """Everything that must be asked of PDFium about the characters of a page."""
    text = pdf_calls.page_text(text_page, count).translate(_PRINTED)
    objects = pdf_calls.text_objects(text_page, count)
    edges = [at for at in range(count) if at == 0 or objects[at] != objects[at - 1]]
    spans = [
        (start, stop, owner)
        for start, stop in zip(edges, [*edges[1:], count], strict=False)
        if (owner := objects[start]) is not None
    ]
    starts, owners = [start for start, _, _ in spans], [owner for _, _, owner in spans]
    return RawText(
        text,
        pdf_calls.loose_boxes(text_page, count),
        starts,
        [stop for _, stop, _ in spans],
        owners,
        [
            0 if angle == 0 else _quarter(text_page, at, angle)
            for at, angle in zip(starts, pdf_calls.angles(text_page, starts), strict=True)
        ],
        pdf_calls.clip_boxes(owners),
        pdf_calls.render_modes(owners),
        pdf_calls.fill_colours(owners),
    )


def _quarter(text_page: int, position: int, angle: float) -> int:
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
    if not apart and not _UNCODED.intersection(page.text):
        return whole
    everything = set(range(len(page.text)))
    uncoded = sum(
        page.text[at] in _UNCODED
        for start, stop in zip(raw.starts, raw.stops, strict=True)
        for at in range(start, stop)
    )
    return replace(
        whole,
        unseen=tuple(_runs(page, everything - unseen)),
        slanted=tuple(_runs(page, everything - slanted)),
        uncoded=uncoded,
    )


def _runs(page: Glyphs, apart: set[int]) -> Iterator[Run]:
    """Runs of the characters that are not kept apart."""
    text, lefts, tops, rights, bottoms = (
        page.text,
        page.lefts,
        page.tops,
        page.rights,
        page.bottoms,
    )
    run: Run | None = None
    for at, character in enumerate(text):
        if character in _BLANK or at in apart:
            if run:
                yield run
            run = None
            continue
        left, top, bottom = lefts[at], tops[at], bottoms[at]
        if run:
            ceiling, floor, height = run.top, run.bottom, bottom - top
            gap = left - run.right
            if top == ceiling and bottom == floor:  # the usual case, and it must be quick
                if -WORD_GAP * height < gap < WORD_GAP * height:
                    run.text += character
                    run.right = rights[at]
                    run.last = at
                    continue
            elif _beside(run, gap, top, bottom):
                run.text += character
                run.right = rights[at]
                run.last = at
                run.top, run.bottom = min(ceiling, top), max(floor, bottom)
                continue
            yield run
        run = Run(character, left, top, rights[at], bottom, at, at)
    if run:
        yield run


def _beside(run: Run, gap: float, top: float, bottom: float) -> bool:
    """Whether a character of another height still stands beside a run, on its line."""
    smaller, larger = sorted((bottom - top, run.bottom - run.top))
    shared = min(run.bottom, bottom) - max(run.top, top)
    return -WORD_GAP * larger < gap < WORD_GAP * larger and shared > 0.6 * smaller
