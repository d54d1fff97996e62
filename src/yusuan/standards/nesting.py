"""Which coordinates are parts of which: nesting, and whether a list of parts is complete."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import product

from yusuan.ledger import DIMENSIONS, Coordinates
from yusuan.standards.dimensions import CODED, ancestors, includes, members

#: What frames a figure and never splits it into parts.
FRAME = ("entity", "year", "stage", "flow", "measure")
#: Dimensions whose members are a short fixed list; a print may show only some of them.
CLOSED = frozenset({"fund", "nature", "item", "procurement"})
_RANK = {name: rank for rank, name in enumerate(DIMENSIONS)}


def refines(fine: Coordinates, coarse: Coordinates) -> bool:
    """Whether one is about a real part of what the other is about.

    A balance that is not said means this year's own money: it is a part of the total, and
    carry-over is no part of it.
    """
    if fine == coarse or not _within_balance(fine, coarse):
        return False
    return all(
        name == "balance" or (name in fine and includes(name, member, fine[name]))
        for name, member in coarse.items()
    )


def _within_balance(fine: Coordinates, coarse: Coordinates) -> bool:
    return coarse.get("balance") in {fine.get("balance"), "total"}


def first_refined(fine: Coordinates, coarse: Coordinates) -> str:
    """The first dimension in which the finer says more; balance goes with the fund."""
    names = (name for name, member in fine.items() if coarse.get(name) != member)
    found = next((name for name in names if name not in FRAME), "")
    return "fund" if found == "balance" else found


def disjoint(one: Coordinates, other: Coordinates) -> bool:
    """Whether two parts cannot hold the same money: they differ in a dimension both name."""
    if one.get("balance") != other.get("balance"):
        return True
    return any(
        not includes(name, member, other[name]) and not includes(name, other[name], member)
        for name, member in one.items()
        if name in other
    )


def nest(places: Sequence[Coordinates | None]) -> list[int | None]:
    """The place each one refines most closely, the nearest above it; None for the topmost.

    Places given as None take no part. Balances nest apart from each other.
    """
    at: dict[Coordinates, list[int]] = defaultdict(list)
    for index, place in enumerate(places):
        if place:
            at[place].append(index)
    known = {pair for place in at for pair in place.items()}
    shapes = {tuple(place) for place in at}
    closest = {place: _closest(place, at, known, shapes) for place in at}
    return [
        _nearest(index, [i for parent in closest[place] for i in at[parent]]) if place else None
        for index, place in enumerate(places)
    ]


def _closest(
    place: Coordinates,
    at: Mapping[Coordinates, object],
    known: Collection[tuple[str, str]],
    shapes: Collection[tuple[str, ...]],
) -> list[Coordinates]:
    """The coarser coordinates that are present and as deep as any."""
    best: list[Coordinates] = []
    deepest = 0
    for coarser, depth in _coarser(place, known, shapes):
        if depth >= deepest and coarser in at:
            best = [coarser] if depth > deepest else [*best, coarser]
            deepest = depth
    return best


def _coarser(
    place: Coordinates, known: Collection[tuple[str, str]], shapes: Collection[tuple[str, ...]]
) -> Iterator[tuple[Coordinates, int]]:
    options: list[list[tuple[str, str] | None]] = []
    for name, member in place.items():
        wider = [(name, up) for up in ancestors(name, member) if (name, up) in known]
        kept: list[tuple[str, str] | None] = [(name, member), *wider]
        options.append(kept if name == "balance" else [*kept, None])
    for chosen in product(*options):
        pairs = tuple(pair for pair in chosen if pair)
        if pairs and tuple(name for name, _ in pairs) in shapes:
            coarser = Coordinates(pairs)
            if coarser != place:
                yield coarser, sum(len(ancestors(*pair)) + 1 for pair in pairs)


def _nearest(index: int, candidates: Sequence[int]) -> int | None:
    above = [candidate for candidate in candidates if candidate < index]
    return max(above) if above else min(candidates, default=None)


def exhausts(dimension: str, whole: str, printed: Collection[str]) -> bool:
    """Whether the members printed are all the parts that a member has."""
    parts = [key for (name, key), m in members().items() if name == dimension and m.parent == whole]
    return bool(parts) and all(
        part in printed or exhausts(dimension, part, printed) for part in parts
    )


def is_coded(dimension: str) -> bool:
    """Whether the dimension's members are official codes, printed in full under each other."""
    return dimension in CODED


def without_frame(places: Sequence[Coordinates | None]) -> list[Coordinates | None]:
    """Coordinates without the frame dimensions that all of them share (or leave unsaid)."""
    said = {
        name: {place[name] for place in places if place is not None and name in place}
        for name in FRAME
    }
    shared = [name for name, found in said.items() if len(found) <= 1]
    return [place.without(*shared) if place is not None else None for place in places]


def by_first_refined(
    parts: Sequence[int], places: Sequence[Coordinates | None], whole: Coordinates
) -> dict[str, tuple[int, ...]]:
    """Parts grouped by the dimension they split the whole in, in the order they are printed."""
    groups: dict[str, list[int]] = defaultdict(list)
    for part in parts:
        place = places[part]
        assert place is not None
        groups[first_refined(place, whole)].append(part)
    return {name: tuple(found) for name, found in groups.items()}
