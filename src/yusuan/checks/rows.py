"""表内行合计: which lines of a list add up to which."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from yusuan.checks import reasons
from yusuan.checks.families import Choice, Family, relate, settle
from yusuan.checks.figures import Listing
from yusuan.checks.relations import Relation
from yusuan.ledger import Coordinates, Line
from yusuan.standards.nesting import (
    CLOSED,
    FRAME,
    by_first_refined,
    exhausts,
    is_coded,
    nest,
    without_frame,
)

RULE = "rows-add-up"


@dataclass(frozen=True, slots=True)
class Outline:
    """The lines of a list as a tree: where each stands, and which lines are totals of it all."""

    lines: Sequence[Line]
    places: Sequence[Coordinates | None]  # None: not understood, 其中, a total, or said twice
    parents: Sequence[int | None]
    totals: dict[int, Coordinates]  # 合计, 本年合计
    grand: dict[int, Coordinates]  # 总计: with carry-over
    headings: dict[int, Coordinates]  # understood, but saying nothing that sets them apart
    strangers: tuple[int, ...]  # not understood

    @property
    def tops(self) -> tuple[int, ...]:
        """The lines under no other."""
        pairs = zip(self.places, self.parents, strict=True)
        return tuple(i for i, (place, up) in enumerate(pairs) if place and up is None)

    @property
    def leaves(self) -> tuple[int, ...]:
        """The lines with no other under them."""
        above = set(self.parents)
        return tuple(
            i
            for i, place in enumerate(self.places)
            if place and i not in above and not self.lines[i].total
        )

    def place(self, index: int) -> Coordinates:
        """What a line of the tree is about."""
        place = self.places[index]
        assert place is not None
        return place

    def children(self) -> dict[int, list[int]]:
        """The lines directly under each line."""
        found: dict[int, list[int]] = {}
        for index, parent in enumerate(self.parents):
            if parent is not None:
                found.setdefault(parent, []).append(index)
        return found

    def tops_of(self, frame: Coordinates, *, carried: bool) -> tuple[int, ...]:
        """The top lines in a total's frame: carry-over, or the year's own money."""
        tops = ((i, self.place(i)) for i in self.tops)
        return tuple(
            i
            for i, place in tops
            if (place.get("balance") == "carryover") == carried
            and all(place.get(name) == frame[name] for name in FRAME if name in frame)
        )


def outline(lines: Sequence[Line]) -> Outline:
    """The tree of the lines, by what they mean and, where that is not enough, by their outline."""
    places = without_frame(
        [line.coordinates if line.understood and not line.partial else None for line in lines]
    )
    plain = {place for line, place in zip(lines, places, strict=True) if place and not line.total}
    kinds: dict[str, dict[int, Coordinates]] = {"total": {}, "grand": {}, "heading": {}}
    for index, line in enumerate(lines):
        place = places[index]
        kind = _kind(line, place, plain) if place is not None else ""
        if kind and place is not None:
            kinds.setdefault(kind, {})[index] = place
            places[index] = None
    return Outline(
        lines,
        places,
        _by_level(lines, places, nest(places)),
        kinds["total"],
        kinds["grand"],
        kinds["heading"],
        tuple(i for i, line in enumerate(lines) if not line.understood and not line.partial),
    )


def _kind(line: Line, place: Coordinates, plain: set[Coordinates]) -> str:
    """What a line is, where it is not one among the parts; empty where it is."""
    bare = not place.without("balance", *FRAME)
    if bare and place.get("balance") == "total":
        return "grand"
    if bare and "balance" not in place:
        return "total" if line.total else "heading"
    return "echo" if line.total and place in plain else ""


def _by_level(
    lines: Sequence[Line], places: Sequence[Coordinates | None], parents: list[int | None]
) -> list[int | None]:
    """Parents with those added that only the printed outline tells (一、 ⊃ （一））."""
    open_lines: list[int] = []
    for index, line in enumerate(lines):
        if places[index] is None or line.level is None or line.total:
            continue
        while open_lines and (lines[open_lines[-1]].level or 0) >= line.level:
            open_lines.pop()
        if parents[index] is None and open_lines:
            parents[index] = open_lines[-1]
        open_lines.append(index)
    return parents


def rows_add_up(listing: Listing, tree: Outline) -> Iterator[Relation]:
    """Every line against the lines under it, in every column; 其中 against the line above."""
    families = settle([*_under_lines(tree), *_totals(tree)], listing.columns)
    for family in families:
        for measure, strip in enumerate(listing.columns):
            relation = relate(RULE, family, strip, partial(listing.has_cell, measure=measure))
            if relation:
                yield relation
    yield from _parts_within(listing)


def _under_lines(tree: Outline) -> Iterator[Choice]:
    for parent, children in tree.children().items():
        place = tree.place(parent)
        groups = by_first_refined(children, tree.places, place)
        strangers = tuple(i for i in tree.strangers if parent < i <= max(children) + 1)
        views = [
            Family(
                parent,
                group,
                unproven=_unproven(name, place, parent, group, tree),
                strangers=strangers,
                kind="" if is_coded(name) or name in CLOSED else name,
            )
            for name, group in groups.items()
            if name
        ]
        if len(views) > 1:
            union = Family(parent, tuple(children), strangers=strangers)
            yield Choice((union, *views), parallel=True)
        elif views:
            yield Choice(tuple(views))


def _unproven(
    name: str, whole: Coordinates, parent: int, parts: Sequence[int], tree: Outline
) -> str:
    """Why a gap would not be an error: the list may show only some of the parts.

    Codes are printed in full; so are the parts of a printed 小计, and those a printed outline
    numbers under their line.
    """
    if is_coded(name) or (len(parts) > 1 and _is_claimed(parent, parts, tree.lines)):
        return ""
    if name in CLOSED:
        printed = {tree.place(i)[name] for i in parts if name in tree.place(i)}
        complete = name in whole and exhausts(name, whole[name], printed)
        return "" if complete else reasons.SELECTION
    return "" if len(parts) > 1 else reasons.SELECTION


def _is_claimed(parent: int, parts: Sequence[int], lines: Sequence[Line]) -> bool:
    """Whether the print itself says that the parts make up the line."""
    above = lines[parent].level
    numbered = above is not None and all((lines[i].level or 0) > above for i in parts)
    return lines[parent].total or numbered


def _totals(tree: Outline) -> Iterator[Choice]:
    for total, frame in tree.totals.items():
        yield from _total(total, frame, tree)
    for heading, frame in tree.headings.items():
        own = tree.tops_of(frame, carried=False)
        if own:
            yield Choice((Family(heading, own, unproven=reasons.AMBIGUOUS),))
    for grand, frame in tree.grand.items():
        yield from _grand(grand, frame, tree)


def _total(total: int, frame: Coordinates, tree: Outline) -> Iterator[Choice]:
    """合计: the top lines; with carry-over among them where no 总计 stands beside it."""
    own = tree.tops_of(frame, carried=False)
    carried = () if tree.grand else tree.tops_of(frame, carried=True)
    groups = {k: v for k, v in by_first_refined(own, tree.places, frame).items() if k}
    whole = Family(total, (*own, *carried), strangers=tree.strangers)
    views = [Family(total, group, strangers=tree.strangers) for group in groups.values()]
    if not whole.parts:
        return
    if len(tree.totals) > 1:
        stretches = _stretches(total, own, tree)
        several = (Family(total, own, strangers=tree.strangers), *stretches, *views)
        yield Choice(tuple(replace(f, unproven=reasons.AMBIGUOUS) for f in several))
    elif len(views) > 1:
        yield Choice((whole, *views), parallel=True)
    else:
        yield Choice((whole, *views) if carried else (whole,))


def _grand(grand: int, frame: Coordinates, tree: Outline) -> Iterator[Choice]:
    """总计: 本年合计 and carry-over; or every top line, where no 本年合计 is printed."""
    own, carried = tree.tops_of(frame, carried=False), tree.tops_of(frame, carried=True)
    readings = [Family(grand, (*own, *carried), strangers=tree.strangers)]
    current = [*tree.totals, *tree.headings][:1]
    if current:
        readings.insert(0, Family(grand, (*current, *carried)))
    readings = [family for family in readings if family.parts]
    if readings:
        yield Choice(tuple(readings))


def _stretches(total: int, own: tuple[int, ...], tree: Outline) -> list[Family]:
    """One of several totals: of the lines since the total before, or up to the next."""
    before = max((t for t in tree.totals if t < total), default=-1)
    after = min((t for t in tree.totals if t > total), default=len(tree.lines))
    spans = ((before, total), (total, after))
    found = [tuple(i for i in own if first < i < last) for first, last in spans]
    return [Family(total, parts) for parts in found if parts]


def _parts_within(listing: Listing) -> Iterator[Relation]:
    """其中 is never more than the line it belongs to."""
    lines = listing.section.lines
    whole = -1
    for index, line in enumerate(lines):
        if not line.partial:
            whole = index
            continue
        for part in listing.rows[index].values() if whole >= 0 else ():
            above = listing.rows[whole].get(part.measure)
            if above is not None:
                sure = above.firm and part.fact.understood and lines[whole].understood
                doubt = "" if sure else reasons.UNKNOWN_COLUMN
                yield Relation(RULE, (above,), (part,), doubt, ceiling=True)
