"""Lists that run on beside themselves: one list printed in two or three columns of a table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from yusuan.ledger import Section
from yusuan.standards.dimensions import CODED


def joined(sections: Iterable[Section]) -> list[Section]:
    """The lists of a table, with those that continue one another made one.

    301 … on the left and 302 … on the right are one list: alike in what heads them and in their
    columns, of one classification, with no code in common, and no total closing the left one.
    """
    found: list[Section] = []
    for section in sections:
        if found and _runs_on(found[-1], section):
            found[-1] = _join(found[-1], section)
        else:
            found.append(section)
    return found


def _runs_on(left: Section, right: Section) -> bool:
    if left.coordinates != right.coordinates or not _alike(left, right):
        return False
    ours, theirs = _codes(left), _codes(right)
    one_system = len({name for name, _ in ours | theirs}) == 1
    closed = any(line.total and not line.coordinates.without("flow") for line in left.lines)
    return bool(ours and theirs) and one_system and not closed and not ours & theirs


def _alike(left: Section, right: Section) -> bool:
    ours = [(measure.coordinates, measure.understood) for measure in left.measures]
    return ours == [(measure.coordinates, measure.understood) for measure in right.measures]


def _codes(section: Section) -> set[tuple[str, str]]:
    return {
        (name, line.coordinates[name])
        for line in section.lines
        for name in CODED
        if name in line.coordinates
    }


def _join(left: Section, right: Section) -> Section:
    size = len(left.lines)
    below = {(line + size, measure): fact for (line, measure), fact in right.cells.items()}
    return replace(left, lines=(*left.lines, *right.lines), cells={**left.cells, **below})
