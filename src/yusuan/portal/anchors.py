"""Addresses of figures within their tables: 2010301.basic, made of what a figure is about."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from yusuan.ledger import DIMENSIONS, Fact

#: The codes of the row come first, then what the column says.
_FIRST: Final = ("function", "dept_economic", "gov_economic", "project", "item", "line", "unit")
_ORDER: Final = (*_FIRST, *(name for name in DIMENSIONS if name not in _FIRST))
_ODD: Final = re.compile(r"[^\w.]+")


def anchors(facts: Sequence[Fact]) -> Mapping[str, str]:
    """The anchor of each figure of one table, by its id: what tells it from all of the table.

    What was not understood is numbered; of figures that say the same, all but the first too.
    """
    known = [fact for fact in facts if fact.understood]
    shared = (
        set.intersection(*(set(fact.coordinates.items()) for fact in known)) if known else set()
    )
    found: dict[str, str] = {}
    used: dict[str, int] = {}
    for fact in facts:
        said = [
            fact.coordinates[name]
            for name in _ORDER
            if fact.understood
            and name in fact.coordinates
            and (name, fact.coordinates[name]) not in shared
        ]
        name = _ODD.sub("_", ".".join(said)) or ("all" if fact.understood else "x")
        used[name] = used.get(name, 0) + 1
        found[fact.id] = name if used[name] == 1 else f"{name}~{used[name]}"
    return found
