"""A look at the XML of a workbook before a library opens it: sizes, and formulas without values."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from yusuan.documents import limits
from yusuan.documents.archive import TOO_MUCH, Archive, refuse_declarations
from yusuan.documents.model import UnreadableDocument

_RANGE: Final = re.compile(
    rb'<(?:\w+:)?(?:mergeCell|hyperlink)\s[^>]*?ref="\$?([A-Z]{1,3})\$?(\d{1,7})'
    rb':\$?([A-Z]{1,3})\$?(\d{1,7})"'
)
_CELL: Final = re.compile(rb'<(?:\w+:)?c\s[^>]*?\br="([A-Z]{1,3})(\d{1,7})"')
_FORMULA: Final = re.compile(
    rb"<(?:\w+:)?c\s([^>]*)>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)"
    rb"\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_REFERENCE: Final = re.compile(rb'\br="([A-Z]{1,3}\d{1,7})"')
_SPREAD_AT_MOST: Final = 500_000  # openpyxl makes an object for every cell a merge covers
_DENSE_AT_MOST: Final = 20_000_000  # calamine holds every cell between the first and the last


@dataclass(frozen=True, slots=True)
class Survey:
    """What the parts of a workbook say of themselves."""

    uncached: Mapping[str, tuple[str, ...]]  # sheet → cells whose formula has no stored value
    spreads: bool  # merges or links over so many cells that openpyxl would not come back
    is_dense: bool  # every sheet small enough for a reader that keeps empty cells too


def survey(archive: Archive) -> Survey:
    """Look at every sheet; raises UnreadableDocument where there is too much to read."""
    for name in (*archive.matching("", ".xml"), *archive.matching("", ".rels")):
        refuse_declarations(archive.read(name))
    parts = {title: archive.read(name) for title, name in _sheets(archive).items()}
    if sum(data.count(b"<c ") + data.count(b":c ") for data in parts.values()) > limits.CELLS:
        raise UnreadableDocument(TOO_MUCH)
    return Survey(
        uncached={title: found for title, data in parts.items() if (found := _uncached(data))},
        spreads=any(_spread(data) > _SPREAD_AT_MOST for data in parts.values()),
        is_dense=all(_is_dense(data) for data in parts.values()),
    )


def _sheets(archive: Archive) -> dict[str, str]:
    """The sheets by their titles: the names of their parts."""
    book = "xl/workbook.xml"
    targets = {}
    for each in archive.root("xl/_rels/workbook.xml.rels"):
        targets[each.get("Id", "")] = _resolved(each.get("Target", ""))
    found = {}
    for sheet in archive.root(book).iter("{*}sheet"):
        link = next((value for key, value in sheet.items() if key.endswith("}id")), "")
        target = targets.get(link, "")
        if target in archive.names:
            found[sheet.get("name", "")] = target
    return found


def _resolved(target: str) -> str:
    return posixpath.normpath(posixpath.join("/xl", target.replace("\\", "/"))).lstrip("/")


def _uncached(data: bytes) -> tuple[str, ...]:
    """The cells with a formula and no value; an empty text is a value."""
    if b"f>" not in data and b"<f" not in data:
        return ()
    heads = (found[1] for found in _FORMULA.finditer(data))
    names = (_REFERENCE.search(head) for head in heads if b't="str"' not in head)
    return tuple(name[1].decode("ascii") for name in names if name)


def _spread(data: bytes) -> int:
    """How many cells the merges and links of a sheet cover."""
    return sum(
        (abs(_number(right) - _number(left)) + 1) * (abs(int(bottom) - int(top)) + 1)
        for left, top, right, bottom in _RANGE.findall(data)
    )


def _is_dense(data: bytes) -> bool:
    rows = [0]
    columns = [0]
    for letters, row in _CELL.findall(data):
        rows.append(int(row))
        columns.append(_number(letters))
    return max(rows) * max(columns) <= _DENSE_AT_MOST


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
