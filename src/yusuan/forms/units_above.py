"""Units printed as headings of the rows below them: 「004001 甲局」, then its functions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from yusuan.ledger import Line
from yusuan.standards.dimensions import ancestors


def under_units(lines: Sequence[Line]) -> list[Line]:
    """The lines with the unit they stand under, where several units have lines of their own.

    Below a single unit the lines are those of the whole list, as they are where no unit is named.
    """
    heads = {n: line.coordinates["unit"] for n, line in enumerate(lines) if _is_head(line)}
    above = {up for unit in heads.values() for up in ancestors("unit", unit)}
    owners = {n: unit for n, unit in heads.items() if unit not in above}
    if sum(n + 1 < len(lines) and _is_bare(lines[n + 1]) for n in owners) < 2:
        return list(lines)
    found: list[Line] = []
    unit = ""
    for number, line in enumerate(lines):
        if number in heads or line.total:
            unit = owners.get(number, "")
        own = line.coordinates | {"unit": unit} if unit and _is_bare(line) else line.coordinates
        found.append(replace(line, coordinates=own))
    return found


def _is_head(line: Line) -> bool:
    return tuple(line.coordinates) == ("unit",) and line.understood and not line.total


def _is_bare(line: Line) -> bool:
    """Whether a line says something, and no unit."""
    return bool(line.coordinates) and "unit" not in line.coordinates and not line.total
