"""The rulings of a page: what is drawn thin and straight, upright, with its two ends."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

import pypdfium2.raw as raw

from yusuan.documents import pdf_calls
from yusuan.documents.pdf_calls import Box
from yusuan.documents.pdf_frame import Frame

THIN = 3.0  # points; a filled shape thinner than this is a ruling, a thicker one is shading
SHORTEST = 2.0  # points; anything shorter is a dot or part of a drawn letter
MOST_OBJECTS = 200_000  # on one page
MOST_SEGMENTS = 100_000
_DEEPEST = 8  # forms inside forms

_PATH, _IMAGE, _FORM = 2, 3, 5
Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Ruling:
    """A straight line: its position across its own direction, and where it starts and ends."""

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

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.horizontals: list[Ruling] = []
        self.verticals: list[Ruling] = []
        self.images: list[Box] = []
        self.areas: list[Area] = []
        self.orders: dict[int, int] = {}
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
        return Drawing(
            tuple(self.horizontals),
            tuple(self.verticals),
            tuple(self.images),
            tuple(self.areas),
            self.orders if self.areas else {},
            self.full,
        )


def drawing(page: int, frame: Frame) -> Drawing:
    """Everything drawn on a page that may hold a table together."""
    canvas = _Canvas(frame)
    handle = ctypes.cast(page, raw.FPDF_PAGE)
    _walk(canvas, page, raw.FPDFPage_CountObjects(handle), _IDENTITY, 0)
    return canvas.drawing()


def _walk(canvas: _Canvas, parent: int, count: int, matrix: Matrix, depth: int) -> None:
    canvas.objects += count
    if canvas.full or depth > _DEEPEST:
        return
    found, types = pdf_calls.children(parent, count, form=depth > 0)
    if depth == 0:
        canvas.orders = {one: order for order, one in enumerate(found)}
    drawn = [
        (order, one, kind)
        for order, (one, kind) in enumerate(zip(found, types, strict=True))
        if kind in (_PATH, _IMAGE, _FORM)
    ]
    sides = pdf_calls.bounds([one for _, one, _ in drawn])
    for number, (order, one, kind) in enumerate(drawn):
        if depth == 0:
            canvas.order = order
        left, bottom, right, top = sides[4 * number : 4 * number + 4]
        box = _apply(matrix, (left, bottom, right, top))
        if kind == _PATH:
            _path(canvas, one, box, matrix)
        elif kind == _IMAGE:
            _image(canvas, box)
        else:
            form = ctypes.cast(one, raw.FPDF_PAGEOBJECT)
            inner = _multiply(_matrix(form), matrix)
            _walk(canvas, one, raw.FPDFFormObj_CountObjects(form), inner, depth + 1)


def _image(canvas: _Canvas, box: Box) -> None:
    placed = canvas.frame.box(*box)
    canvas.images.append(placed)
    canvas.areas.append(Area(placed, canvas.order, white=False, opaque=False))
    canvas.line(box)


def _path(canvas: _Canvas, address: int, box: Box, matrix: Matrix) -> None:
    path = ctypes.cast(address, raw.FPDF_PAGEOBJECT)
    fill, stroked = _ink(path)
    filled = fill is not None and fill.seen
    count = raw.FPDFPath_CountSegments(path)
    thin = min(box[2] - box[0], box[3] - box[1]) < THIN
    if thin and (count <= 5 or not filled):
        if filled or stroked:
            canvas.line(box)
        return
    canvas.segments += count
    if canvas.full or (fill is None and not stroked):
        return
    points = _multiply(_matrix(path), matrix)
    for part in _subpaths(path, count, points):
        _subpath(canvas, part, filled=filled, stroked=stroked)
    if fill is not None and not thin:
        _area(canvas, address, box, fill, rectangle=count <= 5)


def _area(canvas: _Canvas, address: int, box: Box, fill: _Colour, *, rectangle: bool) -> None:
    path = ctypes.cast(address, raw.FPDF_PAGEOBJECT)
    opaque = rectangle and fill.alpha == 255 and not raw.FPDFPageObj_HasTransparency(path)
    clip = pdf_calls.clip_boxes([address])[0] if opaque else None
    if clip:
        left, bottom = max(box[0], clip[0]), max(box[1], clip[1])
        box = left, bottom, max(left, min(box[2], clip[2])), max(bottom, min(box[3], clip[3]))
    canvas.areas.append(Area(canvas.frame.box(*box), canvas.order, fill.white, opaque))


def _subpath(
    canvas: _Canvas, points: list[tuple[float, float]], *, filled: bool, stroked: bool
) -> None:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    box = min(xs), min(ys), max(xs), max(ys)
    if filled and min(box[2] - box[0], box[3] - box[1]) < THIN:
        canvas.line(box)
    if stroked:
        for (x0, y0), (x1, y1) in pairwise(points):
            canvas.line((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))


def _subpaths(
    path: raw.FPDF_PAGEOBJECT, count: int, matrix: Matrix
) -> Iterator[list[tuple[float, float]]]:
    """The corners of each part of a path; a curve ends the part it stands in."""
    points: list[tuple[float, float]] = []
    for index in range(count):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        kind = raw.FPDFPathSegment_GetType(segment)
        point = _transform(matrix, _point(segment))
        if kind != raw.FPDF_SEGMENT_LINETO:
            if len(points) > 1:
                yield points
            points = []
        points.append(point)
        if raw.FPDFPathSegment_GetClose(segment) and len(points) > 1:
            points.append(points[0])
    if len(points) > 1:
        yield points


def _point(segment: raw.FPDF_PATHSEGMENT) -> tuple[float, float]:
    x, y = ctypes.c_float(), ctypes.c_float()
    raw.FPDFPathSegment_GetPoint(segment, x, y)
    return x.value, y.value


@dataclass(frozen=True, slots=True)
class _Colour:
    white: bool
    alpha: int

    @property
    def seen(self) -> bool:
        """Whether it leaves a mark on a white page."""
        return self.alpha > 0 and not self.white


def _ink(path: raw.FPDF_PAGEOBJECT) -> tuple[_Colour | None, bool]:
    """What a path is filled with, if it is, and whether it has a stroke that can be seen."""
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(path, mode, stroke):
        return None, False
    fill = _colour(raw.FPDFPageObj_GetFillColor, path) if mode.value else None
    return fill, bool(stroke.value) and _colour(raw.FPDFPageObj_GetStrokeColor, path).seen


def _colour(ask: Callable[..., int], path: raw.FPDF_PAGEOBJECT) -> _Colour:
    parts = [ctypes.c_uint() for _ in range(4)]
    if not ask(path, *parts):
        return _Colour(white=False, alpha=255)
    red, green, blue, alpha = (part.value for part in parts)
    return _Colour(min(red, green, blue) >= 250, alpha)


def _matrix(one: raw.FPDF_PAGEOBJECT) -> Matrix:
    found = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(one, found):
        return _IDENTITY
    return found.a, found.b, found.c, found.d, found.e, found.f


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


def _transform(matrix: Matrix, point: tuple[float, float]) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    x, y = point
    return a * x + c * y + e, b * x + d * y + f


def _apply(matrix: Matrix, box: Box) -> Box:
    if matrix is _IDENTITY:
        return box
    corners = [_transform(matrix, (x, y)) for x in box[::2] for y in box[1::2]]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def joined(rulings: Iterable[Ruling], apart: float, gap: float) -> list[Ruling]:
    """Rulings at about the same position as one, where they touch or nearly do."""
    result: list[Ruling] = []
    for band in _bands(sorted(rulings, key=lambda ruling: ruling.at), apart):
        at = sum(ruling.at for ruling in band) / len(band)
        band.sort(key=lambda ruling: ruling.start)
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
