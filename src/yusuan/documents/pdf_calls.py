"""PDFium called in bulk: one loop in C for a whole page instead of one Python call per character.

The functions are those of the raw API, bound a second time for arguments made ready beforehand:
the address of an object as a ``Pointer`` (0.03 µs, once), and places for results once for all
pages. A call is then 0.12 µs; it is 0.29 µs where an address is made an argument at each call.
The places for results are shared: like PDFium itself, these are for one thread at a time.
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from itertools import repeat
from typing import Any, TypeVar

import pypdfium2.raw as raw

ADDRESS, INT, UNSIGNED, FLOAT = ctypes.c_void_p, ctypes.c_int, ctypes.c_uint, ctypes.c_float

Box = tuple[float, float, float, float]
Pointer = Any  # an address made ready as an argument; ctypes has no public name for its type
T = TypeVar("T")

pointer: Callable[[int | None], Pointer] = ctypes.c_void_p.from_param


def bind(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    """A function of PDFium; without types of arguments it takes pointers and C integers only."""
    address = ctypes.cast(getattr(raw, name), ctypes.c_void_p).value
    assert address is not None
    function: Callable[..., Any] = ctypes.PYFUNCTYPE(result, *arguments)(address)
    return function


_get_text = bind("FPDFText_GetText", INT)
_unicode = bind("FPDFText_GetUnicode", UNSIGNED)
_loose_box = bind("FPDFText_GetLooseCharBox", INT)
_object = bind("FPDFText_GetTextObject", ADDRESS)
_angle = bind("FPDFText_GetCharAngle", FLOAT)
_matrix = bind("FPDFText_GetMatrix", INT)
_mode = bind("FPDFTextObj_GetTextRenderMode", INT)
_fill = bind("FPDFPageObj_GetFillColor", INT)
_bounds = bind("FPDFPageObj_GetBounds", INT)
_type = bind("FPDFPageObj_GetType", INT)
_page_object = bind("FPDFPage_GetObject", ADDRESS)

_ROOM = 1024  # records of four numbers that are asked for in one go
_results = (ctypes.c_uint * (4 * _ROOM))()
_LETTERS = 8 * _ROOM - 1  # characters, and a zero after them, for which there is room as well
_bytes = memoryview(_results).cast("B")
_views: dict[Any, memoryview[Any]] = {
    INT: _bytes.cast("i"),
    UNSIGNED: _bytes.cast("I"),
    FLOAT: _bytes.cast("f"),
}
RECORDS = [[ctypes.byref(_results, 16 * at) for at in range(_ROOM)]]
FIELDS = [[ctypes.byref(_results, 16 * at + 4 * part) for at in range(_ROOM)] for part in range(4)]


def asked(
    function: Callable[..., Any],
    subjects: Sequence[Sequence[Any]],
    results: Sequence[Sequence[Pointer]],
    number: Any,
    unsaid: int = 0,
) -> list[Any]:
    """Four numbers for each subject, end to end: what a function writes to its results.

    Where it writes nothing, every byte is ``unsaid``.
    """
    found: list[Any] = []
    for start in range(0, len(subjects[0]), _ROOM):
        part = [subject[start : start + _ROOM] for subject in subjects]
        size = 4 * len(part[0])
        ctypes.memset(_results, unsaid, 4 * size)
        drain(map(function, *part, *results))
        found += _views[number][:size].tolist()
    return found


drain: Callable[[Iterable[Any]], None] = deque[Any](maxlen=0).extend


def pointer_of(handle: Any) -> Pointer:
    """A handle of pypdfium2's raw API as an argument; casting it would leave a cycle."""
    return pointer(ctypes.addressof(handle.contents))


def page_text(text_page: Pointer, count: int) -> str:
    """The characters of a page, one for one, in PDFium's order."""
    text = "".join(_text_part(text_page, start, count) for start in range(0, count, _LETTERS))
    if len(text) == count:
        return text
    # A character without a code, or outside the basic plane, breaks the one-for-one order.
    codes = map(_unicode, repeat(text_page), range(count))
    return "".join(chr(code) if code <= 0x10FFFF else "\ufffd" for code in codes)


def _text_part(text_page: Pointer, start: int, count: int) -> str:
    size = min(_LETTERS, count - start)
    written = _get_text(text_page, start, size, RECORDS[0][0])
    return bytes(_bytes[: 2 * max(0, written - 1)]).decode("utf-16-le", "replace")


def loose_boxes(text_page: Pointer, count: int) -> list[float]:
    """Left, top, right, bottom of every character in page space, end to end in one list."""
    return asked(_loose_box, ([text_page] * count, range(count)), RECORDS, FLOAT)


def text_objects(text_page: Pointer, positions: Iterable[int]) -> list[int | None]:
    """The page object that drew each character; None for a character PDFium made up."""
    return list(map(_object, repeat(text_page), positions))


def angles(text_page: Pointer, positions: Iterable[int]) -> list[float]:
    """The clockwise angle, in radians, of the characters at the given positions."""
    return list(map(_angle, repeat(text_page), positions))


def character_matrix(text_page: Pointer, position: int) -> tuple[float, ...] | None:
    """The matrix a character is drawn with; None where PDFium does not say."""
    matrix = raw.FS_MATRIX()
    if not _matrix(text_page, position, ctypes.byref(matrix)):
        return None
    return matrix.a, matrix.b, matrix.c, matrix.d


def render_modes(objects: Sequence[Pointer]) -> list[int]:
    """The text render mode of each text object (3 and 7 leave no ink)."""
    return list(map(_mode, objects))


def fill_colours(objects: Sequence[Pointer]) -> list[int]:
    """Red, green, blue and alpha of each object's fill, end to end in one list."""
    return asked(_fill, (objects,), FIELDS, UNSIGNED)


def page_objects(page: Pointer, count: int) -> list[int]:
    """The objects of a page in the order they are drawn, but for those that cannot be had."""
    return list(filter(None, map(_page_object, repeat(page), range(count))))


def form_objects(form: Pointer, count: int) -> list[int]:
    """The objects of a form in the order they are drawn, but for those that cannot be had."""
    return list(filter(None, map(_form_object, repeat(form), range(count))))


def form_length(form: Pointer) -> int:
    """How many objects a form has; what cannot be had counts as none."""
    return max(0, int(_form_length(form)))


_form_length = bind("FPDFFormObj_CountObjects", INT)
# Its index is longer than an integer.
_form_object = bind("FPDFFormObj_GetObject", ADDRESS, ADDRESS, ctypes.c_ulong)


def types(objects: Iterable[Pointer]) -> list[int]:
    """The type of each page object: 1 for text, 2 for a path, 3 an image, 5 a form."""
    return list(map(_type, objects))


def bounds(objects: Sequence[Pointer]) -> list[float]:
    """Left, bottom, right, top of each object, end to end in one list."""
    return asked(_bounds, (objects,), FIELDS, FLOAT)
