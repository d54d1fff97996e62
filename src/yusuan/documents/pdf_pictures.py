"""The pages of a PDF as pictures, as a reader sees them."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from typing import Final

from yusuan.documents import pdf

MOST_PAGES: Final = 400
_SCALE: Final = 1.5  # pixels a point
_LONGEST: Final = 1700  # pixels of a side
_SIXTEEN: Final = bytes(min(255, (value + 8) // 17 * 17) for value in range(256))  # shades of grey


@dataclass(frozen=True, slots=True)
class Picture:
    """A page, from 1, with its size in points as it is shown, as a grey PNG."""

    page: int
    width: float
    height: float
    png: bytes


def pictures(data: bytes) -> tuple[Picture, ...]:
    """A picture of each page, of the first ``MOST_PAGES``; raises ``UnreadableDocument``."""
    with pdf.opened(data) as document:
        return tuple(_picture(document[n], n + 1) for n in range(min(len(document), MOST_PAGES)))


def _picture(page: pdf.Page, number: int) -> Picture:
    width, height = page.get_size()
    scale = min(_SCALE, _LONGEST / max(width, height, 1.0))
    bitmap = page.render(scale=scale, grayscale=True)
    try:
        pixels = bytes(bitmap.buffer).translate(_SIXTEEN)
        png = _png(pixels, bitmap.width, bitmap.height, bitmap.stride)
    finally:
        bitmap.close()
        page.close()
    return Picture(number, width, height, png)


def _png(pixels: bytes, width: int, height: int, stride: int) -> bytes:
    """Rows of grey bytes as a PNG (ISO/IEC 15948), each row without a filter."""
    rows = b"".join(
        b"\0" + pixels[start : start + width] for start in range(0, height * stride, stride)
    )
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in chunks
    )
