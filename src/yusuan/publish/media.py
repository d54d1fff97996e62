"""The media type of a file that is offered, by the end of its name."""

from __future__ import annotations

import mimetypes
from pathlib import PurePath
from typing import Final

#: Those that the lists of an operating system may lack, or give without the character set.
_TYPES: Final = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".parquet": "application/vnd.apache.parquet",
    ".csv": "text/csv; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".json": "application/json; charset=utf-8",
}


def media_type(name: str) -> str:
    """The media type of a file of a name."""
    known = _TYPES.get(PurePath(name).suffix) or mimetypes.guess_type(name)[0]
    return known or "application/octet-stream"
