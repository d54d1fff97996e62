"""Traces of conversion: figures that slipped a column, rows printed twice, rows rebuilt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from yusuan.checks.families import Family, Strip
from yusuan.checks.figures import Figure, Listing
from yusuan.checks.relations import Relation, slack
from yusuan.ledger import Coordinates


def is_shifted(listing: Listing, line: int, families: Sequence[Family]) -> bool:
    """Whether the row's column sums all hold once its figures are moved by one column (R-12)."""
    strip = listing.rows[line]
    claimed = [family for family in families if not family.doubt]
    if not claimed or _all_hold(strip, claimed):
        return False
    return any(_all_hold(moved, claimed) for moved in _moved(strip, len(listing.columns)))


def _moved(strip: Strip, size: int) -> Iterator[dict[int, Figure]]:
    """The row with the figures from some column on moved by one, to either side."""
    for start in range(size):
        rest = [i for i in strip if i >= start]
        if not rest:
            return
        before = {i: figure for i, figure in strip.items() if i < start}
        if size - 1 not in strip:
            yield before | {i + 1: strip[i] for i in rest}
        if start and start - 1 not in strip:
            yield before | {i - 1: strip[i] for i in rest}


def _all_hold(strip: Strip, families: Sequence[Family]) -> bool:
    shown = 0
    for family in families:
        whole = strip.get(family.whole)
        parts = [strip[i] for i in family.parts if i in strip]
        figures = [*parts, whole] if whole else parts
        total = sum((part.value for part in parts), Decimal(0))
        if abs((whole.value if whole else Decimal(0)) - total) > slack(figures):
            return False
        shown += bool(whole and whole.value and parts)
    return shown > 0


def holds_without_repeats(relation: Relation) -> bool:
    """Whether a sum holds once lines printed twice, alike in coordinates and value, count once."""
    kept: dict[tuple[Coordinates, Decimal], Figure] = {}
    for part in relation.parts:
        kept.setdefault((part.fact.coordinates, part.value), part)
    if len(kept) == len(relation.parts):
        return False
    parts = list(kept.values())
    gap = relation.whole - sum((part.value for part in parts), Decimal(0))
    return abs(gap) <= slack([*relation.wholes, *parts])
