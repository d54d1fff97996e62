"""The members of each dimension and how they nest: which figure is a part of which."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources

#: Dimensions whose members are official codes: a code is part of every code that is its prefix.
CODED = {"function": (3, 5, 7), "dept_economic": (3, 5), "gov_economic": (3, 5)}


@dataclass(frozen=True, slots=True)
class Member:
    """One member of a dimension, with the words a person reads for it."""

    dimension: str
    key: str
    parent: str | None
    label: str
    label_en: str


@cache
def members() -> dict[tuple[str, str], Member]:
    """Every member that is not an official code, by dimension and key."""
    file = resources.files("yusuan.standards") / "data" / "members.csv"
    rows = list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))
    return {
        (row["dimension"], row["member"]): Member(
            row["dimension"], row["member"], row["parent"] or None, row["label"], row["label_en"]
        )
        for row in rows
    }


@cache
def ancestors(dimension: str, member: str) -> tuple[str, ...]:
    """The members that include this one, nearest first; it is not among them itself.

    Units are named by code or by name; a unit code (004001) is part of its department's (004).
    """
    if dimension in CODED:
        return tuple(member[:size] for size in reversed(CODED[dimension]) if size < len(member))
    if dimension == "line":  # a path: 「信息网络购置>路由器」
        parts = member.split(">")
        return tuple(">".join(parts[:size]) for size in range(len(parts) - 1, 0, -1))
    if dimension == "unit":
        return tuple(member[:size] for size in range(len(member) - 1, 2, -1) if member.isdigit())
    found = members().get((dimension, member))
    if found is None or found.parent is None:
        return ()
    return (found.parent, *ancestors(dimension, found.parent))


def includes(dimension: str, coarse: str, fine: str) -> bool:
    """Whether the fine member is the coarse one or a part of it."""
    return coarse == fine or coarse in ancestors(dimension, fine)


def label(dimension: str, member: str) -> str:
    """The Chinese words for a member; an official code or a name stands for itself."""
    found = members().get((dimension, member))
    return found.label if found else member
