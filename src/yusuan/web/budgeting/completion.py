"""What is offered while a code is typed: by number, by name, by the initials of its pinyin."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from yusuan.dataset.words import initials
from yusuan.standards.classification import Code, codes

__all__ = ["initials", "offered"]

_MOST: Final = 30


@lru_cache(maxsize=64)
def _listed(system: str, year: int | None) -> tuple[tuple[str, str, str, str], ...]:
    known = codes(system)
    found = (known.get(code, year) for code in sorted(known))
    return tuple(
        (one.code, one.name, initials(one.name), _above(system, one, year))
        for one in found
        if one is not None
    )


def _above(system: str, one: Code, year: int | None) -> str:
    names: list[str] = []
    while one.parent and (found := codes(system).get(one.parent, year)):
        names.insert(0, found.name)
        one = found
    return " › ".join(names)


def offered(system: str, year: int | None, typed: str) -> list[dict[str, str]]:
    """Codes of a year that begin with a number, or whose name or initials hold what was typed.

    KeyError where there is no such classification.
    """
    wanted = typed.strip().lower()
    first, then = [], []
    for code, name, letters, path in _listed(system, year):
        entry = {"value": f"{code} {name}", "more": path}
        if code.startswith(wanted) or letters.startswith(wanted) or name.startswith(wanted):
            first.append(entry)
        elif wanted in name or wanted in letters:
            then.append(entry)
        if len(first) >= _MOST:
            break
    return [*first, *then][:_MOST]
