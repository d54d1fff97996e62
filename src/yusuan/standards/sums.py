"""Which cells of a section add up to which, as its own headings and hierarchy promise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yusuan.ledger import Measure, Section
from yusuan.standards.nesting import FRAME, nest, refines


@dataclass(frozen=True, slots=True)
class Heading:
    """A total measure and the measures that make it up, by their numbers in the section."""

    total: int
    parts: tuple[int, ...]


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
            and refines(measures[part].coordinates, measures[other].coordinates)
            for other in parts
        )
    ]


def children(section: Section) -> dict[int, list[int]]:
    """Lines with the lines directly below them, by numbers; 合计 has the topmost below it."""
    lines = section.lines
    bare = [not line.coordinates.without("balance", *FRAME) for line in lines]
    places = [
        line.coordinates if line.understood and not line.partial and not bare[n] else None
        for n, line in enumerate(lines)
    ]
    totals = [n for n, line in enumerate(lines) if line.total and bare[n]]
    total = next((n for n in totals if "balance" not in lines[n].coordinates), None)
    total = totals[0] if total is None and totals else total
    below: dict[int, list[int]] = {}
    for child, parent in enumerate(nest(places)):
        above = total if parent is None else parent
        if places[child] is not None and above is not None:
            below.setdefault(above, []).append(child)
    return below
