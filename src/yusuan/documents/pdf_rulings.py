"""The rulings of a page: what is drawn thin and straight, upright, with its two ends."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from operator import attrgetter

from yusuan.documents import pdf_calls, pdf_paths
from yusuan.documents.pdf_calls import Box, Pointer, pointer
from yusuan.documents.pdf_clips import Clips
from yusuan.documents.pdf_frame import Frame
from yusuan.documents.pdf_paths import IDENTITY, Colour, Ink, Matrix, Point

THIN = 3.0  # points; a filled shape thinner than this is a ruling, a thicker one is shading
SHORTEST = 2.0  # points; anything shorter is a dot or part of a drawn letter
MOST_OBJECTS = 200_000  # on one page
MOST_SEGMENTS = 100_000
_DEEPEST = 8  # forms inside forms

_PATH, _IMAGE, _FORM = 2, 3, 5


@dataclass(slots=True)
class Ruling:
    """A straight line: its position across its own direction, and where it starts and ends.

    Not frozen, like a run: freezing triples what making one costs.
    """

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Area:
    """A filled rectangle or an image: where, the number of its object on the page, its colour."""

    box: Box
    order: int
    white: bool
    opaque: bool  # what was drawn before it cannot be seen


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn on a page besides its text."""

    horizontals: tuple[Ruling, ...] = ()
    verticals: tuple[Ruling, ...] = ()
    images: tuple[Box, ...] = ()
    areas: tuple[Area, ...] = ()
    orders: Mapping[int, int] = field(default_factory=dict)  # of the page's objects, by address
    too_much: bool = False  # a ceiling was met, and the rest of the drawing was not read


class _Canvas:
    """The lines and areas found so far, in the frame of the page."""

    def __init__(self, frame: Frame, clips: Clips, texts: Container[int]) -> None:
        self.frame = frame
        self.clips = clips
        self.texts = texts  # objects of the page that are known to be text
        self.horizontals: list[Ruling] = []
        self.verticals: list[Ruling] = []
        self.images: list[Box] = []
        self.areas: list[Area] = []  # of images
        # Filled shapes: path, box, order, colour, and whether it is no more than a rectangle.
        self.filled: list[tuple[Pointer, Box, int, Colour, bool]] = []
        self.ordered: Sequence[int] = ()  # the objects of the page
        self.order = 0  # of the object of the page that is being read
        self.objects = 0
        self.segments = 0

    @property
    def full(self) -> bool:
        return self.objects > MOST_OBJECTS or self.segments > MOST_SEGMENTS

    def line(self, box: Box) -> None:
        """Add a box of page space as a ruling if it is thin and long enough."""
        left, top, right, bottom = self.frame.box(*box)
        width, height = right - left, bottom - top
        if height < THIN and width >= max(SHORTEST, 2 * height):
            self.horizontals.append(Ruling((top + bottom) / 2, left, right))
        elif width < THIN and height >= max(SHORTEST, 2 * width):
            self.verticals.append(Ruling((left + right) / 2, top, bottom))

    def drawing(self) -> Drawing:
        areas = (*self.areas, *_areas(self))
        ordered = self.ordered if areas else ()
        return Drawing(
            tuple(self.horizontals),
            tuple(self.verticals),
            tuple(self.images),
            areas,
            {one: order for order, one in enumerate(ordered)},
            self.full,
        )


def drawing(
    page: Pointer, count: int, frame: Frame, clips: Clips, texts: Container[int]
) -> Drawing:
    """Everything drawn on a page of so many objects that may hold a table together."""
    canvas = _Canvas(frame, clips, texts)
    canvas.objects = count
    if not canvas.full:
        canvas.ordered = pdf_calls.page_objects(page, count)
        _draw(canvas, canvas.ordered, IDENTITY, 0)
    return canvas.drawing()


def _draw(canvas: _Canvas, objects: Sequence[int], matrix: Matrix, depth: int) -> None:
    """Put what is drawn by the objects of a page, or of a form, on the canvas."""
    texts = canvas.texts
    others = [(order, one) for order, one in enumerate(objects) if one not in texts]
    pointers = [pointer(one) for _, one in others]
    drawn = [
        (order, one, kind)
        for (order, _), one, kind in zip(others, pointers, pdf_calls.types(pointers), strict=True)
        if kind in (_PATH, _IMAGE, _FORM)
    ]
    sides = iter(pdf_calls.bounds([one for _, one, _ in drawn]))
    paths = [one for _, one, kind in drawn if kind == _PATH]
    inked = zip(pdf_paths.inks(paths), pdf_paths.lengths(paths), strict=True)
    for (order, one, kind), *box in zip(drawn, sides, sides, sides, sides, strict=True):
        if depth == 0:
            canvas.order = order
        left, bottom, right, top = box
        placed = _apply(matrix, (left, bottom, right, top))
        if kind == _PATH:
            ink, length = next(inked)
            _path(canvas, one, placed, matrix, ink, length)
        elif kind == _IMAGE:
            _image(canvas, placed)
        else:
            _form(canvas, one, matrix, depth + 1)


def _form(canvas: _Canvas, form: Pointer, matrix: Matrix, depth: int) -> None:
    count = pdf_calls.form_length(form)
    canvas.objects += count
    if not canvas.full and depth <= _DEEPEST:
        inner = _multiply(pdf_paths.matrix_of(form), matrix)
        _draw(canvas, pdf_calls.form_objects(form, count), inner, depth)


def _image(canvas: _Canvas, box: Box) -> None:
    placed = canvas.frame.box(*box)
    canvas.images.append(placed)
    canvas.areas.append(Area(placed, canvas.order, white=False, opaque=False))
    canvas.line(box)


def _path(canvas: _Canvas, path: Pointer, box: Box, matrix: Matrix, ink: Ink, length: int) -> None:
    fill, stroked = ink
    filled = fill is not None and fill.seen
    thin = min(box[2] - box[0], box[3] - box[1]) < THIN
    if thin and (length <= 5 or not filled):
        if filled or stroked:
            canvas.line(box)
        return
    canvas.segments += length
    if canvas.full or (fill is None and not stroked):
        return
    if stroked or filled:
        points = _multiply(pdf_paths.matrix_of(path), matrix)
        for part in pdf_paths.corners(path, length, points):
            _part(canvas, part, filled=filled, stroked=stroked)
    if fill is not None and not thin:
        canvas.filled.append((path, box, canvas.order, fill, length <= 5))


def _areas(canvas: _Canvas) -> Iterator[Area]:
    """The filled shapes; what clips them is asked of all at once, not at a third of the speed."""
    paths = [path for path, *_ in canvas.filled]
    clips = canvas.clips.boxes(paths)
    for (path, box, order, fill, rectangle), clip in zip(canvas.filled, clips, strict=True):
        opaque = rectangle and fill.alpha == 255 and not pdf_paths.transparent(path)
        seen = _cut(box, clip) if opaque and clip else box
        yield Area(canvas.frame.box(*seen), order, fill.white, opaque)


def _cut(box: Box, clip: Box) -> Box:
    left, bottom = max(box[0], clip[0]), max(box[1], clip[1])
    return left, bottom, max(left, min(box[2], clip[2])), max(bottom, min(box[3], clip[3]))


def _part(canvas: _Canvas, points: list[Point], *, filled: bool, stroked: bool) -> None:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    box = min(xs), min(ys), max(xs), max(ys)
    if filled and min(box[2] - box[0], box[3] - box[1]) < THIN:
        canvas.line(box)
    if stroked:
        for (x0, y0), (x1, y1) in pairwise(points):
            canvas.line((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))


def _multiply(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def _apply(matrix: Matrix, box: Box) -> Box:
    if matrix is IDENTITY:
        return box
    a, b, c, d, e, f = matrix
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in box[::2] for y in box[1::2]]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


_at, _start = attrgetter("at"), attrgetter("start")


def joined(rulings: Iterable[Ruling], apart: float, gap: float) -> list[Ruling]:
    """Rulings at about the same position as one, where they touch or nearly do."""
    result: list[Ruling] = []
    for band in _bands(sorted(rulings, key=_at), apart):
        at = sum(ruling.at for ruling in band) / len(band)
        band.sort(key=_start)
        start, end = band[0].start, band[0].end
        for ruling in band[1:]:
            if ruling.start > end + gap:
                result.append(Ruling(at, start, end))
                start, end = ruling.start, ruling.end
            else:
                end = max(end, ruling.end)
        result.append(Ruling(at, start, end))
    return result


def _bands(rulings: list[Ruling], apart: float) -> Iterator[list[Ruling]]:
    band: list[Ruling] = []
    for ruling in rulings:
        if band and ruling.at - band[0].at > apart:
            yield band
            band = []
        band.append(ruling)
    if band:
        yield band
