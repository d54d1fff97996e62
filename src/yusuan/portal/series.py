"""The same figures over the years of a department, as far as its editions print them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from yusuan.portal.digest import Digest
from yusuan.portal.editions import Edition

Listed = Sequence[tuple[Edition, Digest]]


@dataclass(frozen=True, slots=True)
class Point:
    """One year's amount in 元; ``at`` is its address from the site's root.

    ``told_later`` is true of an amount that only the next year's budget prints as last year's.
    """

    amount: Decimal
    at: str
    told_later: bool = False


def comparable(editions: Listed) -> Listed:
    """Budgets of whole departments, one a year; a compiled one goes before one that was read."""
    found: dict[int, tuple[Edition, Digest]] = {}
    for edition, digest in editions:
        if edition.stage != "budget" or edition.scope == "unit" or not digest.figures:
            continue
        if edition.year not in found or edition.made:
            found[edition.year] = (edition, digest)
    return [found[year] for year in sorted(found)]


def series(editions: Listed) -> Mapping[str, tuple[str, Mapping[int, Point]]]:
    """By key: the name of a figure, and its amounts by year."""
    found: dict[str, tuple[str, dict[int, Point]]] = {}
    listed = comparable(editions)
    for edition, digest in listed:
        for one in digest.figures:
            _, points = found.setdefault(one.key, (one.name, {}))
            points[edition.year] = Point(Decimal(one.amount), edition.address + one.at)
    for edition, digest in listed:
        for one in digest.figures:
            if one.before:
                later = Point(Decimal(one.before), edition.address + one.at, told_later=True)
                found[one.key][1].setdefault(edition.year - 1, later)
    return found
