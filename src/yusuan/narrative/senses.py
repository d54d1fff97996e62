"""Which of its senses a word has where it stands; none where that is not certain."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from yusuan.ledger import Coordinates
from yusuan.standards.dimensions import CODED
from yusuan.standards.vocabulary import Phrase

_LEVELS = {"类": 3, "款": 5, "项": 7}
_SYSTEMS = ("gov_economic", "dept_economic", "function", "item", "project", "fund")


def choose(
    text: str,
    senses: Sequence[Phrase],
    context: Coordinates,
    path: Coordinates,
    codes: frozenset[Coordinates],
    marks: Iterable[str],
) -> tuple[Phrase | None, str]:
    """The sense a word has, or none and why.

    ``context`` is what else is said, ``path`` the code said just before, ``codes`` those the
    document has figures of, ``marks`` the words for a level that follow (类、款、项).
    """
    if not senses:
        return None, f"“{text}”不明所指"
    systems: dict[str, list[Phrase]] = {}
    for sense in senses:
        systems.setdefault(_system(sense), []).append(sense)
    sizes = {size for mark in marks for name, size in _LEVELS.items() if name in mark}
    system = _chosen_system(systems, context, bool(sizes or path))
    if system is None:
        return None, f"“{text}”在不同分类中都有，不能确定是哪一个"
    found = systems[system]
    if system not in CODED:
        return (found[0], "") if len(found) == 1 else (None, f"“{text}”有几种意思")
    code = _code(found, system, context, path, codes, sizes)
    return (code, "") if code else (None, f"叫“{text}”的科目有几个，不能确定是哪一个")


def _system(sense: Phrase) -> str:
    return next((name for name in _SYSTEMS if name in sense.coordinates), "other")


def _chosen_system(
    systems: dict[str, list[Phrase]], context: Coordinates, in_path: bool
) -> str | None:
    """The one system the word speaks in here; None where it could be several."""
    left = dict(systems)
    if in_path and "function" in left:
        return "function"
    if "gov_economic" in left and len(left) > 1 and "gov_economic" not in context:
        del left["gov_economic"]
    for name in ("gov_economic", "dept_economic"):
        if name in left and name in context:
            return name
    if "project" in left and context.get("nature") == "project":
        return "project"
    if "fund" in left:
        left.pop("function", None)
    if "function" in left and "function" in context:
        above = context["function"]
        if any(_below(sense, "function", above) for sense in left["function"]):
            return "function"
    if {"item", "dept_economic"} >= left.keys() and len(left) == 2:
        basic = context.get("nature", "").startswith("basic")
        return "dept_economic" if basic and "item" not in context else "item"
    return next(iter(left)) if len(left) == 1 else None


def _below(sense: Phrase, system: str, above: str) -> bool:
    code = sense.coordinates[system]
    return code.startswith(above) and code != above


def _code(
    found: Sequence[Phrase],
    system: str,
    context: Coordinates,
    path: Coordinates,
    codes: frozenset[Coordinates],
    sizes: set[int],
) -> Phrase | None:
    """The code meant: of the level said, under what was said, of those the document has."""
    pool = [s for s in found if not sizes or len(s.coordinates[system]) in sizes]
    if system in path:
        pool = [s for s in pool if _below(s, system, path[system])]
        if not pool:
            return None
    elif system in context:
        pool = [s for s in pool if _below(s, system, context[system])] or pool
    if len(pool) > 1:
        pool = [s for s in pool if s.coordinates.only(system) in codes] or pool
    pool.sort(key=lambda s: len(s.coordinates[system]))
    if not pool:
        return None
    first = pool[0].coordinates[system]
    return pool[0] if all(s.coordinates[system].startswith(first) for s in pool) else None
