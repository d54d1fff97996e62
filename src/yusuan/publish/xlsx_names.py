"""Names of sheets: at most 31 characters, none that a spreadsheet refuses, no two alike."""

from __future__ import annotations

import re
from collections.abc import Sequence

_LONGEST = 31
_REFUSED = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


def sheet_names(taken: Sequence[str], titles: Sequence[str]) -> list[str]:
    """A name for each title, in order; spreadsheets take A and a for the same."""
    used = {name.casefold() for name in taken} | {"history"}  # a name Excel keeps for itself
    found: list[str] = []
    for number, title in enumerate(titles, 1):
        name = _free(_safe(title) or f"表{number}", used)
        used.add(name.casefold())
        found.append(name)
    return found


def _safe(title: str) -> str:
    return _REFUSED.sub(" ", title).strip().strip("'").strip()[:_LONGEST].strip("' ")


def _free(name: str, used: set[str]) -> str:
    """The name, or the name with the first number that makes it new."""
    candidate, number = name, 1
    while candidate.casefold() in used:
        number += 1
        end = f"（{number}）"
        candidate = name[: _LONGEST - len(end)] + end
    return candidate
