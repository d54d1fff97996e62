"""The classes of performance indicators: printed name → canonical key, of both generations."""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache
from importlib import resources

from yusuan.standards.labels import fold

_SATISFACTION = re.compile(r".{2,16}满意度指标")


@cache
def _names() -> dict[tuple[str, str], str]:
    """Level and folded name → key."""
    file = resources.files("yusuan.standards") / "data" / "target_labels.csv"
    rows = csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    return {
        (row["role"], fold(row["label"])): row["key"]
        for row in rows
        if row["role"] in ("class1", "class2")
    }


def class_key(text: str, role: str = "class2") -> str:
    """The canonical key of an indicator class; empty where the text is not the name of one.

    Two names run together (two lines of one cell) are one name; so is any 「…满意度指标」.
    """
    folded = fold(text)
    found = _names().get((role, folded))
    if found or role == "class1":
        return found or ""
    if _SATISFACTION.fullmatch(folded):
        return "satisfaction.beneficiary"
    return _joined_key(folded)


@lru_cache(maxsize=4096)
def _joined_key(folded: str) -> str:
    names = {name: key for (role, name), key in _names().items() if role == "class2"}
    for name, key in names.items():
        rest = folded.removeprefix(name).removeprefix("指标")
        if folded.startswith(name) and len(name) > 3 and rest in names and names[rest] == key:
            return key
    return ""


def parents(key: str) -> tuple[str, ...]:
    """The level-1 classes that a level-2 class is printed under, the usual one first."""
    if key == "output.cost":
        return ("output", "cost")
    if key == "satisfaction.beneficiary":
        return ("satisfaction", "outcome")
    return (key.partition(".")[0],)


@cache
def default_name(key: str) -> str:
    """The usual printed name of a level-1 class; empty where it has none."""
    named = (name for (role, name), own in _names().items() if role == "class1" and own == key)
    return next(named, "")


@cache
def printed_class(key: str) -> str:
    """The usual printed name of a class of either level; empty where it has none."""
    level2 = (name for (role, name), own in _names().items() if role == "class2" and own == key)
    return next(level2, "") or default_name(key)
