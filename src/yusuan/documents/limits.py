"""How much of a file is read at most, so that no file can stop the work of the others."""

from __future__ import annotations

import struct
import zipfile
import zlib
from typing import Final

FILE_BYTES: Final = 64 * 1024 * 1024
EXPANDED_BYTES: Final = 512 * 1024 * 1024
MEMBERS: Final = 10_000
EXPANSION: Final = 200  # a member may be this many times its packed size …
SMALL_MEMBER: Final = 32 * 1024 * 1024  # … unless it is small anyway
CELLS: Final = 1_500_000
CELL_TEXT: Final = 32_767  # what Excel itself allows in a cell
PARAGRAPH_TEXT: Final = 1_000_000
SPAN: Final = 16_384
OFFICE_SECONDS: Final = 120

DAMAGE: Final = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    NameError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
    zipfile.BadZipFile,
)
"""What a reading library raises on a damaged file; each was seen or is documented to happen."""


def clipped(text: str, ceiling: int = CELL_TEXT) -> tuple[str, bool]:
    """The text cut to the ceiling, and whether anything was cut."""
    return (text, False) if len(text) <= ceiling else (text[:ceiling], True)
