"""Which common indicators suit a project, and why each does; a person chooses, nothing is forced.

Ranked by the words of the project's name, those of its cost lines, its functions, and by the
classes that it still lacks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yusuan.standards.labels import fold
from yusuan.standards.target_library import ANY, Common, Kind, kinds, library

#: What every project has at least one of: the name of the group, and the classes that are of it.
GROUPS = (
    ("数量", ("output.quantity",)),
    ("质量", ("output.quality",)),
    ("时效", ("output.timeliness",)),
    ("成本", ("output.cost", "cost")),
    ("效益", ("outcome",)),
    ("满意度", ("satisfaction",)),
)
_LACKING, _OF_ANY = 3.0, 0.3
_IN_NAME, _IN_COSTS = 3.0, 1.5
_BY_LEVEL = {7: 1.6, 5: 1.2, 3: 0.4}  # of a function's code: the finer, the more it tells
_MOST_WORDS = 2
_OF_A_GROUP = 3
_NEAR = 0.6  # of the best score of a group: less suits far less


@dataclass(frozen=True, slots=True)
class Sought:
    """What is known of a project: its words, codes, and the indicators that it has already."""

    name: str
    costs: str = ""  # the words of its spending lines, run together
    functions: tuple[str, ...] = ()
    classes: frozenset[str] = frozenset()
    indicators: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An indicator of the library with what speaks for it, in Chinese."""

    indicator: Common
    reasons: tuple[str, ...]
    score: float
    lacking: bool = False  # whether the project has none of its group

    @property
    def group(self) -> str:
        """The group of classes it is of: 数量 … 满意度."""
        return group(self.indicator.class_)


def group(class_: str) -> str:
    """The group that a canonical class is of; empty where it is of none."""
    return next((name for name, keys in GROUPS if class_.startswith(keys)), "")


def lacking(classes: frozenset[str]) -> tuple[str, ...]:
    """The groups that some classes leave out, in their order."""
    present = {group(one) for one in classes}
    return tuple(name for name, _ in GROUPS if name not in present)


def suggest(sought: Sought, most: int = 18) -> tuple[Suggestion, ...]:
    """The indicators that suit a project best, a few of each group before the others."""
    missing = lacking(sought.classes)
    known = {fold(name) for name in sought.indicators}
    told = {key: _told(kind, sought) for key, kind in kinds().items()}
    told[ANY] = (_OF_ANY, ("各类项目通用",))
    found = [
        _suggestion(one, *told[one.kind], missing)
        for one in library()
        if told[one.kind][0] and fold(one.name) not in known
    ]
    found.sort(key=lambda one: -one.score)
    return tuple(_spread(found))[:most]


def _suggestion(
    one: Common, score: float, reasons: tuple[str, ...], missing: tuple[str, ...]
) -> Suggestion:
    name = group(one.class_)
    if name in missing:
        return Suggestion(one, (*reasons, f"还没有{name}指标"), score + _LACKING, True)
    return Suggestion(one, reasons, score)


def _told(kind: Kind, sought: Sought) -> tuple[float, tuple[str, ...]]:
    """How surely a project is of a kind, and by what."""
    named, paid = _within(kind.words, sought.name), _within(kind.words, sought.costs)
    level = max(
        (_shared(code, own) for code in sought.functions for own in kind.functions), default=0
    )
    score = _IN_NAME * len(named) + _IN_COSTS * len(paid) + _BY_LEVEL.get(level, 0)
    reasons = [f"项目名称有“{'”“'.join(named)}”"] if named else []
    reasons += [f"支出内容有“{'”“'.join(paid)}”"] if paid else []
    code = next((c for c in sought.functions for own in kind.functions if _shared(c, own)), "")
    reasons += [f"功能科目 {code}"] if level else []
    return score, tuple(reasons)


def _within(words: Sequence[str], text: str) -> list[str]:
    """The first words that stand in a text, none within another."""
    found = [word for word in words if word in text]
    whole = [word for word in found if not any(word != one and word in one for one in found)]
    return whole[:_MOST_WORDS]


def _shared(code: str, own: str) -> int:
    """The length of a kind's code where the other lies within it, else 0."""
    return len(own) if code.startswith(own) else 0


def _spread(found: list[Suggestion]) -> Iterator[Suggestion]:
    """A few of each group, of as many kinds as suit; then what is left of those kinds."""
    first: list[Suggestion] = []
    for name, _ in GROUPS:
        own = [one for one in found if one.group == name]
        first += sorted(own, key=lambda one: _turn(one, own))[:_OF_A_GROUP]
    yield from sorted(first, key=lambda one: not one.lacking)
    chosen = {one.indicator.kind for one in first}
    yield from (one for one in found if one.indicator.kind in chosen and one not in first)


def _turn(one: Suggestion, own: Sequence[Suggestion]) -> tuple[bool, int, float]:
    """When it is one's turn: what suits far less comes last, else the kinds take turns."""
    alike = [other for other in own if other.indicator.kind == one.indicator.kind]
    return one.score < own[0].score * _NEAR, alike.index(one), -one.score
