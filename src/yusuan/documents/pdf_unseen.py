"""Which characters of a page nobody can see: they are in the file, but were not published."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from yusuan.documents.pdf_calls import Box
from yusuan.documents.pdf_frame import Frame
from yusuan.documents.pdf_glyphs import Glyphs, RawText
from yusuan.documents.pdf_rulings import Area, Drawing

_INVISIBLE_MODES = frozenset({3, 7})
_FILLED_MODES = frozenset({0, 4})  # the others stroke an outline, whatever the fill is
_BAND = 20.0  # points; areas are looked up by the bands of the page they reach into


def unseen(raw: RawText, page: Glyphs, frame: Frame, drawing: Drawing) -> set[int]:
    """The characters without ink, clipped away, off the page, covered, or white on white."""
    return _without_ink(raw) | _out_of_view(raw, page, frame) | _hidden_by(raw, page, drawing)


def slanted(raw: RawText) -> set[int]:
    """The characters that stand askew."""
    if -1 not in raw.turns:
        return set()
    stretches = zip(raw.turns, raw.starts, raw.stops, strict=True)
    return {at for turn, start, stop in stretches if turn < 0 for at in range(start, stop)}


def _without_ink(raw: RawText) -> set[int]:
    found: set[int] = set()
    if 0 not in raw.colours[3::4] and _INVISIBLE_MODES.isdisjoint(raw.modes):
        return found
    for number, (mode, alpha) in enumerate(zip(raw.modes, raw.colours[3::4], strict=True)):
        if mode in _INVISIBLE_MODES or (not alpha and mode in _FILLED_MODES):
            found.update(range(raw.starts[number], raw.stops[number]))
    return found


def _out_of_view(raw: RawText, page: Glyphs, frame: Frame) -> set[int]:
    whole = 0.0, 0.0, *frame.size
    found: set[int] = set()
    if not any(raw.clips) and _holds_all(whole, page):
        return found
    lefts, tops, rights, bottoms = page.lefts, page.tops, page.rights, page.bottoms
    (left, top, right, bottom), current = whole, None
    for start, stop, clip in zip(raw.starts, raw.stops, raw.clips, strict=True):
        if clip is not current:  # objects that follow each other mostly share their clip
            current = clip
            left, top, right, bottom = _within(whole, frame.box(*clip) if clip else whole)
        for at in range(start, stop):
            if (
                left <= lefts[at]
                and rights[at] <= right
                and top <= tops[at]
                and bottoms[at] <= bottom
            ):
                continue
            across, down = (lefts[at] + rights[at]) / 2, (tops[at] + bottoms[at]) / 2
            if not (left <= across <= right and top <= down <= bottom):
                found.add(at)
    return found


def _holds_all(box: Box, page: Glyphs) -> bool:
    if not page.text:
        return True
    left, top, right, bottom = box
    return (
        left <= min(page.lefts)
        and top <= min(page.tops)
        and max(page.rights) <= right
        and max(page.bottoms) <= bottom
    )


def _within(one: Box, other: Box) -> Box:
    return (
        max(one[0], other[0]),
        max(one[1], other[1]),
        min(one[2], other[2]),
        min(one[3], other[3]),
    )


def _hidden_by(raw: RawText, page: Glyphs, drawing: Drawing) -> set[int]:
    """The characters under something painted later, or white with only white behind them."""
    white = _white(raw)
    covers = [area for area in drawing.areas if area.opaque]
    later = max((area.order for area in covers), default=-1)
    if not white and later < 0:
        return set()
    suspects = [
        number
        for number, owner in enumerate(raw.owners)
        if number in white or drawing.orders.get(owner, later) < later
    ]
    if not suspects:
        return set()
    over = _by_band(covers)
    behind = _by_band([area for area in drawing.areas if not area.white])
    found: set[int] = set()
    for number in suspects:
        start, stop = raw.starts[number], raw.stops[number]
        order = drawing.orders.get(raw.owners[number], later)
        middles = _middles(page, start, stop)
        above = _near(over, middles, order)
        if number in white:
            under = _near(behind, middles, -1)
            found.update(
                at for at, (x, y) in enumerate(middles, start)
                if _in_any(above, x, y) or not _in_any(under, x, y)
            )  # fmt: skip
        elif above:
            found.update(at for at, (x, y) in enumerate(middles, start) if _in_any(above, x, y))
    return found


def _middles(page: Glyphs, start: int, stop: int) -> list[tuple[float, float]]:
    lefts, tops, rights, bottoms = page.lefts, page.tops, page.rights, page.bottoms
    return [
        ((lefts[at] + rights[at]) / 2, (tops[at] + bottoms[at]) / 2) for at in range(start, stop)
    ]


def _near(
    bands: dict[int, list[Area]], points: Sequence[tuple[float, float]], order: int
) -> list[Box]:
    """The areas drawn after an object that reach into the bands of its characters."""
    found = {int(y // _BAND) for _, y in points}
    return [area.box for band in found for area in bands.get(band, ()) if area.order > order]


def _white(raw: RawText) -> set[int]:
    reds, greens, blues = raw.colours[0::4], raw.colours[1::4], raw.colours[2::4]
    if 255 not in reds:
        return set()
    return {
        number
        for number, colour in enumerate(zip(reds, greens, blues, strict=True))
        if colour == (255, 255, 255) and raw.modes[number] in _FILLED_MODES
    }


def _by_band(areas: Sequence[Area]) -> dict[int, list[Area]]:
    bands: dict[int, list[Area]] = defaultdict(list)
    for area in areas:
        first, last = int(area.box[1] // _BAND), int(area.box[3] // _BAND)
        for band in range(max(first, -50), min(last, 1000) + 1):
            bands[band].append(area)
    return dict(bands)


def _in_any(boxes: Sequence[Box], x: float, y: float) -> bool:
    return any(left <= x <= right and top <= y <= bottom for left, top, right, bottom in boxes)
