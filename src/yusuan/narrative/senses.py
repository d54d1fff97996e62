"""Which of its senses a word has where it stands; none where that is not certain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from yusuan.ledger import Coordinates
from yusuan.standards.dimensions import CODED
from yusuan.standards.vocabulary import Phrase

_LEVELS = {"类": 3, "款": 5, "项": 7}
_CLASS = 3  # digits of a class, in any classification
_SYSTEMS = ("line", "gov_economic", "dept_economic", "function", "item", "project", "fund")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where a word stands.

    ``context`` is what else is said, ``path`` the code said just before, ``axis`` the
    classification the list follows, ``codes`` those the document has figures of, ``marks`` the
    words for a level that follow (类、款、项).
    """

    context: Coordinates = Coordinates()
    path: Coordinates = Coordinates()
    axis: str = ""
    codes: frozenset[Coordinates] = frozenset()
    marks: tuple[str, ...] = ()

    @property
    def sizes(self) -> set[int]:
        """How long the code is, by the words for its level."""
        return {size for mark in self.marks for name, size in _LEVELS.items() if name in mark}


def choose(text: str, senses: Sequence[Phrase], here: Surroundings) -> tuple[Phrase | None, str]:
    """The sense a word has here; or none, and why."""
    if not senses:
        return None, f"“{text}”不明所指"
    systems: dict[str, list[Phrase]] = {}
    for sense in senses:
        systems.setdefault(_system(sense), []).append(sense)
    system = _chosen_system(systems, here)
    if system is None:
        return None, f"“{text}”不明所指" if len(
            systems
        ) < 2 else f"“{text}”在不同分类中都有，不能确定是哪一个"
    found = systems[system]
    if system not in CODED:
        return (found[0], "") if len(found) == 1 else (None, f"“{text}”有几种意思")
    code = _code(found, system, here)
    return (code, "") if code else (None, f"叫“{text}”的科目有几个，不能确定是哪一个")


def _system(sense: Phrase) -> str:
    return next((name for name in _SYSTEMS if name in sense.coordinates), "other")


def _chosen_system(systems: Mapping[str, Sequence[Phrase]], here: Surroundings) -> str | None:
    """The one system the word speaks in here; None where it could be several."""
    left, context = dict(systems), here.context
    if "function" in left and (here.sizes or here.path):
        return "function"
    if "gov_economic" in left and not _is_economic(left, "gov_economic", here):
        del left["gov_economic"]
    loose = "dept_economic" in left and not _is_economic(left, "dept_economic", here)
    if loose and "function" not in left:
        del left["dept_economic"]
    named = [name for name in ("line", "gov_economic", "dept_economic") if name in left]
    for name in (here.axis, *named):
        if name in left and (name in context or name in (here.axis, "line")):
            return name
    if "project" in left and context.get("nature") == "project":
        return "project"
    if "project" in context or "fund" in left:
        left.pop("function", None)  # what a project is spent on is no function
    if any(_below(sense, "function", context) for sense in left.get("function", ())):
        return "function"
    nature = context.get("nature", "")
    if nature.startswith("basic.") and "dept_economic" in left:
        return "dept_economic"
    if left.keys() == {"item", "dept_economic"}:
        return "dept_economic" if nature == "basic" and "item" not in context else "item"
    return next(iter(left)) if len(left) == 1 else None


def _is_economic(systems: Mapping[str, Sequence[Phrase]], system: str, here: Surroundings) -> bool:
    """Whether economic classes are spoken of: names like 办公经费 are loosely used otherwise.

    A class (工资福利支出) says so itself; one that both systems have is the department's.
    """
    if system in (*here.context, here.axis):
        return True
    if system == "dept_economic" and here.context.get("nature", "").startswith("basic"):
        return True
    if system == "gov_economic" and len(systems) > 1:
        return False
    return any(len(sense.coordinates[system]) == _CLASS for sense in systems[system])


def _below(sense: Phrase, system: str, above: Coordinates) -> bool:
    code = sense.coordinates[system]
    return system in above and code.startswith(above[system]) and code != above[system]


def _code(found: Sequence[Phrase], system: str, here: Surroundings) -> Phrase | None:
    """The code meant: of the level said, under what was said, of those the document has."""
    sizes = here.sizes
    pool = [s for s in found if not sizes or len(s.coordinates[system]) in sizes]
    if system in here.path:
        named = [s for s in pool if s.coordinates.only(system) == here.path]
        pool = [s for s in pool if _below(s, system, here.path)] or named
    else:
        pool = [s for s in pool if _below(s, system, here.context)] or pool
        known = [s for s in pool if s.coordinates.only(system) in here.codes]
        if known:
            pool = known
        elif any(system in code for code in here.codes):
            # a name alone is of a code that the tables print, or of a class
            pool = [s for s in pool if len(s.coordinates[system]) == _CLASS]
    pool.sort(key=lambda s: len(s.coordinates[system]))
    if not pool:
        return None
    first = pool[0].coordinates[system]
    rest = [s for s in pool if not s.coordinates[system].startswith(first)]
    # a name that nothing stands above is first of all that of a class
    return pool[0] if len(first) == _CLASS or not rest else None
