"""Whole-and-parts along one side of a list, and which reading of it the figures bear out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from yusuan.checks import reasons
from yusuan.checks.figures import Figure
from yusuan.checks.relations import Relation, slack

Strip = Mapping[int, Figure]  # a column by its lines, or a row by its measures

_SYSTEMATIC = 3  # so many sums tried and none that holds: the reading is wrong, not the figures


@dataclass(frozen=True, slots=True)
class Family:
    """One line (or column) and those that should add up to it."""

    whole: int
    parts: tuple[int, ...]
    doubt: str = ""  # what a gap is put down to, whatever the other sums show
    unproven: str = ""  # what a gap is put down to unless the sum holds somewhere
    strangers: tuple[int, ...] = ()  # not understood; may belong to it
    kind: str = ""  # the open list it is one of many of: purchases, projects


@dataclass(frozen=True, slots=True)
class Choice:
    """Several readings of one whole, the likeliest first; in parallel views several may hold."""

    readings: tuple[Family, ...]
    parallel: bool = False


def settle(choices: Sequence[Choice], strips: Sequence[Strip]) -> list[Family]:
    """The readings that the figures bear out, with the doubts that remain."""
    found = [family for choice in choices for family in _settled(choice, strips)]
    complete = {
        family.kind
        for family in found
        if family.kind and len(family.parts) > 1 and _tally(family, strips)[0]
    }
    return [replace(family, doubt="") if family.kind in complete else family for family in found]


def _settled(choice: Choice, strips: Sequence[Strip]) -> list[Family]:
    counted = [(family, *_tally(family, strips)) for family in choice.readings]
    if not choice.parallel:
        return [_judged(*max(counted, key=lambda entry: entry[1]))]
    union, *views = counted
    # Tiny figures agree with any reading: the union must hold as often as the best of the views.
    if union[1] and union[1] >= max(held for _, held, _ in views):
        return [union[0]]
    if not any(held for _, held, _ in views):
        return [replace(union[0], doubt=union[0].doubt or reasons.AMBIGUOUS)]
    return [
        family if held else replace(family, doubt=family.doubt or reasons.AMBIGUOUS)
        for family, held, _ in views
    ]


def _judged(family: Family, held: int, tried: int) -> Family:
    if held:
        return family
    doubt = family.unproven or (reasons.SYSTEMATIC if tried >= _SYSTEMATIC else "")
    return replace(family, doubt=family.doubt or doubt)


def _tally(family: Family, strips: Sequence[Strip]) -> tuple[int, int]:
    """In how many strips the sum holds, of how many in which it can be tried."""
    held = tried = 0
    for strip in strips:
        whole = strip.get(family.whole)
        parts = [strip[part] for part in family.parts if part in strip and strip[part].value]
        if whole is None or not whole.value or not parts:
            continue
        tried += 1
        gap = whole.value - sum((part.value for part in parts), Decimal(0))
        held += abs(gap) <= slack([whole, *parts])
    return held, tried


def relate(
    rule: str, family: Family, strip: Strip, has_cell: Callable[[int], bool]
) -> Relation | None:
    """The family as a relation of one strip; None where nothing is printed to relate."""
    whole = strip.get(family.whole)
    parts = tuple(strip[part] for part in family.parts if part in strip)
    strangers = tuple(strip[i] for i in family.strangers if i in strip and strip[i].value)
    if whole is None and (not any(p.value for p in parts) or not has_cell(family.whole)):
        return None
    wholes = (whole,) if whole else ()
    relation = Relation(rule, wholes, parts, _doubt(family, wholes, parts, strangers, has_cell))
    with_strangers = replace(relation, parts=(*parts, *strangers))
    if strangers and whole and abs(with_strangers.gap) <= with_strangers.slack:
        return with_strangers
    return relation


def _doubt(
    family: Family,
    wholes: Sequence[Figure],
    parts: Sequence[Figure],
    strangers: Sequence[Figure],
    has_cell: Callable[[int], bool],
) -> str:
    if strangers:
        return reasons.UNKNOWN_LINE
    if not all(figure.firm for figure in (*wholes, *parts)):
        return reasons.UNKNOWN_COLUMN
    if not wholes or (not parts and wholes[0].value):
        return reasons.BLANK
    if not all(has_cell(part) for part in family.parts):
        return reasons.LOST
    if family.doubt == reasons.SELECTION and _exceeded(wholes[0], parts):
        return ""
    return family.doubt


def _exceeded(whole: Figure, parts: Sequence[Figure]) -> bool:
    """Whether parts are already more than the whole: then it matters not that some are left out."""
    if any(part.value < 0 for part in parts):
        return False
    return sum((part.value for part in parts), Decimal(0)) > whole.value + slack([whole, *parts])
