"""Which cells of a section add up to which, as its own headings and hierarchy promise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from yusuan.ledger import Coordinates, Line, Measure, Section
from yusuan.standards.dimensions import ancestors


@dataclass(frozen=True, slots=True)
class Heading:
    """A total measure and the measures that make it up, by their numbers in the section."""

    total: int
    parts: tuple[int, ...]


def refines(fine: Mapping[str, str], coarse: Mapping[str, str]) -> bool:
    """Whether the fine coordinates are the coarse ones, or a part of them, in every dimension."""
    return all(
        name in fine and (fine[name] == member or member in ancestors(name, fine[name]))
        for name, member in coarse.items()
    )


def headings(measures: Sequence[Measure]) -> Iterator[Heading]:
    """Every total measure with its parts: one for each heading or column beside it.

    A heading inside is represented by its own total or, lacking one, by all its leaves. A measure
    that is part of another summand (经费拨款 beside 一般公共预算), or marked 其中, is left out.
    """
    for number, measure in enumerate(measures):
        if not measure.total:
            continue
        above = measure.groups[:-1]
        beside = [
            other
            for other, candidate in enumerate(measures)
            if other != number and candidate.groups[: len(above)] == above and not candidate.partial
        ]
        parts = _whole(measures, list(_represented(measures, beside, len(above))))
        if parts and not any(
            measures[part].total and measures[part].groups[:-1] == above for part in parts
        ):
            yield Heading(number, tuple(parts))


def _represented(measures: Sequence[Measure], beside: Sequence[int], depth: int) -> Iterator[int]:
    """One measure for each heading: its total, or all below it where it has none."""
    by_heading: dict[int, list[int]] = {}
    for number in beside:
        groups = measures[number].groups
        by_heading.setdefault(groups[depth] if len(groups) > depth else -number, []).append(number)
    for members in by_heading.values():
        totals = [m for m in members if measures[m].total and len(measures[m].groups) == depth + 2]
        if totals:
            yield totals[0]
        elif len(members) > 1:
            yield from _represented(measures, members, depth + 1)
        else:
            yield members[0]


def _whole(measures: Sequence[Measure], parts: list[int]) -> list[int]:
    """The parts that are not themselves contained in another part."""
    return [
        part
        for part in parts
        if not any(
            other != part
            and measures[other].coordinates
            and measures[part].coordinates != measures[other].coordinates
            and refines(measures[part].coordinates, measures[other].coordinates)
            for other in parts
        )
    ]


def parents(lines: Sequence[Line]) -> dict[int, int]:
    """For each line the line it is directly a part of, by numbers: the closest that includes it.

    Hierarchy decides first (201 ⊃ 20103, unit ⊃ unit and function, 合计 ⊃ all); where two lines
    include a third equally well, the nearer one above it does.
    """
    found: dict[int, int] = {}
    index: dict[Coordinates, list[int]] = {}
    for number, line in enumerate(lines):
        if line.understood and not line.partial:
            index.setdefault(line.coordinates, []).append(number)
    for number, line in enumerate(lines):
        if not line.understood:
            continue
        for coarser in _coarser(line.coordinates):
            candidates = [n for n in index.get(coarser, ()) if n != number]
            if candidates:
                above = [n for n in candidates if n < number]
                found[number] = above[-1] if above else candidates[0]
                break
    return found


def _coarser(coordinates: Coordinates) -> Iterator[Coordinates]:
    """Coordinates that include these, the closest first: one step up, then two …"""
    frontier = [coordinates]
    seen = {coordinates}
    while frontier:
        following: list[Coordinates] = []
        for current in frontier:
            for name in reversed(tuple(current)):
                above = ancestors(name, current[name])
                options = [current | {name: member} for member in above[:1]]
                options.append(current.without(name))
                for option in options:
                    if option not in seen:
                        seen.add(option)
                        following.append(option)
                        yield option
        frontier = following


def children(section: Section) -> dict[int, list[int]]:
    """Lines with the lines directly below them, by numbers."""
    below: dict[int, list[int]] = {}
    for child, parent in parents(section.lines).items():
        if not section.lines[child].partial:
            below.setdefault(parent, []).append(child)
    return below
