"""PDFium called in bulk: one loop in C for a whole page instead of one Python call per character.

The functions are those of the raw API, bound a second time with plain addresses as arguments. That
halves the cost of a call, and PDFium's records can be written side by side into one buffer.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from itertools import repeat
from typing import Any

import pypdfium2.raw as raw

_POINTER, _INT = ctypes.c_void_p, ctypes.c_int


def _bind(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    address = ctypes.cast(getattr(raw, name), ctypes.c_void_p).value
    assert address is not None
    function: Callable[..., Any] = ctypes.PYFUNCTYPE(result, *arguments)(address)
    return function


_loose_box = _bind("FPDFText_GetLooseCharBox", _INT, _POINTER, _INT, _POINTER)
_unicode = _bind("FPDFText_GetUnicode", ctypes.c_uint, _POINTER, _INT)
_angle = _bind("FPDFText_GetCharAngle", ctypes.c_float, _POINTER, _INT)
_object = _bind("FPDFText_GetTextObject", _POINTER, _POINTER, _INT)
_mode = _bind("FPDFTextObj_GetTextRenderMode", _INT, _POINTER)
_fill = _bind("FPDFPageObj_GetFillColor", _INT, _POINTER, *[_POINTER] * 4)
_clip = _bind("FPDFPageObj_GetClipPath", _POINTER, _POINTER)
_clips = _bind("FPDFClipPath_CountPaths", _INT, _POINTER)
_clip_length = _bind("FPDFClipPath_CountPathSegments", _INT, _POINTER, _INT)
_clip_segment = _bind("FPDFClipPath_GetPathSegment", _POINTER, _POINTER, _INT, _INT)
_point = _bind("FPDFPathSegment_GetPoint", _INT, _POINTER, _POINTER, _POINTER)
_page_object = _bind("FPDFPage_GetObject", _POINTER, _POINTER, _INT)
_form_object = _bind("FPDFFormObj_GetObject", _POINTER, _POINTER, ctypes.c_ulong)
_type = _bind("FPDFPageObj_GetType", _INT, _POINTER)
_bounds = _bind("FPDFPageObj_GetBounds", _INT, _POINTER, *[_POINTER] * 4)

Box = tuple[float, float, float, float]


def address_of(handle: Any) -> int:
    """The address behind a handle of pypdfium2's raw API; 0 for none."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def page_text(text_page: int, count: int) -> str:
    """The characters of a page, one for one, in PDFium's order."""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = raw.FPDFText_GetText(
        ctypes.cast(text_page, raw.FPDF_TEXTPAGE), 0, count, ctypes.cast(buffer, _SHORTS)
    )
    text = bytes(buffer)[: 2 * max(0, written - 1)].decode("utf-16-le", "replace")
    if len(text) == count:
        return text
    # A character without a code, or outside the basic plane, breaks the one-for-one order.
    codes = map(_unicode, repeat(text_page), range(count))
    return "".join(chr(code) if code <= 0x10FFFF else "\ufffd" for code in codes)


_SHORTS = ctypes.POINTER(ctypes.c_ushort)


def loose_boxes(text_page: int, count: int) -> list[float]:
    """Left, top, right, bottom of every character in page space, end to end in one list."""
    buffer = (ctypes.c_float * (4 * count))()
    base = ctypes.addressof(buffer)
    _drain(map(_loose_box, repeat(text_page), range(count), range(base, base + 16 * count, 16)))
    return _floats(buffer)


def text_objects(text_page: int, count: int) -> list[int | None]:
    """The page object that drew each character; None for a character PDFium made up."""
    return list(map(_object, repeat(text_page), range(count)))


def angles(text_page: int, positions: Sequence[int]) -> list[float]:
    """The clockwise angle, in radians, of the characters at the given positions."""
    return list(map(_angle, repeat(text_page), positions))


def character_matrix(text_page: int, position: int) -> tuple[float, ...] | None:
    """The matrix a character is drawn with; None where PDFium does not say."""
    matrix = raw.FS_MATRIX()
    handle = ctypes.cast(text_page, raw.FPDF_TEXTPAGE)
    if not raw.FPDFText_GetMatrix(handle, position, matrix):
        return None
    return matrix.a, matrix.b, matrix.c, matrix.d


def render_modes(objects: Sequence[int]) -> list[int]:
    """The text render mode of each text object (3 and 7 leave no ink)."""
    return list(map(_mode, objects))


def fill_colours(objects: Sequence[int]) -> list[int]:
    """Red, green, blue and alpha of each object's fill, end to end in one list."""
    count = len(objects)
    buffer = (ctypes.c_uint * (4 * count))()
    base = ctypes.addressof(buffer)
    stop = base + 16 * count
    columns = (range(base + 4 * part, stop, 16) for part in range(4))
    _drain(map(_fill, objects, *columns))
    return memoryview(buffer).cast("B").cast("I").tolist()


def clip_boxes(objects: Sequence[int]) -> list[Box | None]:
    """The box each object is clipped to, in page space; None where nothing clips it.

    Objects drawn under one clip share its segments in memory, so a clip is measured once.
    """
    clips = list(map(_clip, objects))
    counts = list(map(_clips, clips))
    known: dict[int | None, Box | None] = {}
    boxes: list[Box | None] = []
    for clip, count in zip(clips, counts, strict=True):
        key = _clip_segment(clip, count - 1, 0) if count > 0 else None
        if key is None:
            boxes.append(None)
            continue
        if key not in known:
            known[key] = _clip_box(clip, count)
        boxes.append(known[key])
    return boxes


def _clip_box(clip: int, count: int) -> Box | None:
    boxes = [box for number in range(count) if (box := _path_box(clip, number)) is not None]
    if not boxes:
        return None
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return max(lefts), max(bottoms), min(rights), min(tops)


def _path_box(clip: int, number: int) -> Box | None:
    length = _clip_length(clip, number)
    if not 0 < length <= 1000:  # a clip of that many corners is a drawing, not a cell
        return None
    buffer = (ctypes.c_float * (2 * length))()
    base = ctypes.addressof(buffer)
    for index in range(length):
        segment = _clip_segment(clip, number, index)
        if not _point(segment, base + 8 * index, base + 8 * index + 4):
            return None
    xs, ys = buffer[0::2], buffer[1::2]
    return min(xs), min(ys), max(xs), max(ys)


def children(parent: int, count: int, *, form: bool) -> tuple[list[int], list[int]]:
    """The page objects of a page or of a form, and their types."""
    fetch = _form_object if form else _page_object
    found = [child for child in map(fetch, repeat(parent), range(count)) if child]
    return found, list(map(_type, found))


def bounds(objects: Sequence[int]) -> list[float]:
    """Left, bottom, right, top of each object, end to end in one list."""
    count = len(objects)
    buffer = (ctypes.c_float * (4 * count))()
    base = ctypes.addressof(buffer)
    stop = base + 16 * count
    columns = (range(base + 4 * part, stop, 16) for part in range(4))
    _drain(map(_bounds, objects, *columns))
    return _floats(buffer)


def _floats(buffer: ctypes.Array[ctypes.c_float]) -> list[float]:
    values: list[float] = memoryview(buffer).cast("B").cast("f").tolist()  # type: ignore[assignment]
    return values


def _drain(calls: map[Any]) -> None:
    for _ in calls:
        pass
