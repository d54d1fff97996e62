"""The paths of a page as PDFium tells them: what they are inked with, and their corners."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat

import pypdfium2.raw as raw

from yusuan.documents.pdf_calls import (
    ADDRESS,
    FIELDS,
    FLOAT,
    INT,
    UNSIGNED,
    Pointer,
    asked,
    bind,
    pointer,
)

_draw_mode = bind("FPDFPath_GetDrawMode", INT)
_fill = bind("FPDFPageObj_GetFillColor", INT)
_stroke = bind("FPDFPageObj_GetStrokeColor", INT)
_length = bind("FPDFPath_CountSegments", INT)
_segment = bind("FPDFPath_GetPathSegment", ADDRESS)
_type = bind("FPDFPathSegment_GetType", INT)
_closes = bind("FPDFPathSegment_GetClose", INT)
_point = bind("FPDFPathSegment_GetPoint", INT)
_matrix = bind("FPDFPageObj_GetMatrix", INT)
_transparent = bind("FPDFPageObj_HasTransparency", INT)

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Colour:
    """What of a colour tells whether it is seen."""

    white: bool
    alpha: int

    @property
    def seen(self) -> bool:
        """Whether it leaves a mark on a white page."""
        return self.alpha > 0 and not self.white


Ink = tuple[Colour | None, bool]  # the fill, if there is one; whether a stroke can be seen


def inks(paths: Sequence[Pointer]) -> list[Ink]:
    """What each path is filled with, and whether it is stroked."""
    modes = asked(_draw_mode, (paths,), FIELDS[:2], INT)
    fills, strokes = _colours(_fill, paths, modes[0::4]), _colours(_stroke, paths, modes[1::4])
    return [
        (fill, stroke is not None and stroke.seen)
        for fill, stroke in zip(fills, strokes, strict=True)
    ]


def _colours(
    ask: Callable[..., int], paths: Sequence[Pointer], used: Sequence[int]
) -> Iterator[Colour | None]:
    """The colour of the paths that use one."""
    inked = [path for path, uses in zip(paths, used, strict=True) if uses]
    parts = iter(asked(ask, (inked,), FIELDS, UNSIGNED, unsaid=0xFF))
    colours = map(_colour, parts, parts, parts, parts)
    return (next(colours) if uses else None for uses in used)


@lru_cache(1000)
def _colour(red: int, green: int, blue: int, alpha: int) -> Colour:
    if alpha > 255:  # nothing was said
        return Colour(white=False, alpha=255)
    return Colour(min(red, green, blue) >= 250, alpha)


def lengths(paths: Sequence[Pointer]) -> list[int]:
    """How many segments each path has."""
    return list(map(_length, paths))


def corners(path: Pointer, count: int, matrix: Matrix) -> Iterator[list[Point]]:
    """The corners of each part of a path; a curve ends the part it stands in."""
    segments = list(map(pointer, map(_segment, repeat(path), range(count))))
    values = asked(_point, (segments,), FIELDS[:2], FLOAT)
    a, b, c, d, e, f = matrix
    points: list[Point] = []
    for x, y, kind, closes in zip(
        values[0::4], values[1::4], map(_type, segments), map(_closes, segments), strict=True
    ):
        if kind != raw.FPDF_SEGMENT_LINETO:
            if len(points) > 1:
                yield points
            points = []
        points.append((a * x + c * y + e, b * x + d * y + f))
        if closes and len(points) > 1:
            points.append(points[0])
    if len(points) > 1:
        yield points


def matrix_of(one: Pointer) -> Matrix:
    """The matrix an object is drawn with."""
    found = raw.FS_MATRIX()
    if not _matrix(one, ctypes.byref(found)):
        return IDENTITY
    return found.a, found.b, found.c, found.d, found.e, found.f


def transparent(one: Pointer) -> bool:
    """Whether what was drawn before an object may be seen through it."""
    return bool(_transparent(one))
