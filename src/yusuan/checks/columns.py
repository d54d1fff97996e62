"""表内列合计: which columns of a list add up to which, under their headings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from yusuan.checks import reasons
from yusuan.checks.families import Choice, Family, relate, settle
from yusuan.checks.figures import Listing
from yusuan.checks.relations import Relation
from yusuan.ledger import Coordinates, Measure, Section
from yusuan.standards.nesting import (
    CLOSED,
    disjoint,
    exhausts,
    first_refined,
    is_coded,
    nest,
    refines,
    without_frame,
)

RULE = "columns-add-up"
#: Dimensions a heading may be split in; anything else side by side is not a sum.
_SPLITS = CLOSED | {"dept_economic", "gov_economic", "function", "unit", "project", "service"}

Heading = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Header:
    """The columns of a list with their headings and what they are about."""

    measures: Sequence[Measure]
    places: Sequence[Coordinates | None]  # None: not understood or 其中
    sizes: Counter[Heading]

    @classmethod
    def of(cls, section: Section) -> Header:
        """The header of a list; a heading is a run of header cells that columns share."""
        base = section.coordinates
        places = [
            base | measure.coordinates if measure.understood and not measure.partial else None
            for measure in section.measures
        ]
        sizes = Counter(
            measure.groups[:size]
            for measure in section.measures
            for size in range(len(measure.groups) + 1)
        )
        return cls(section.measures, without_frame(places), sizes)

    def heading(self, measure: int) -> Heading:
        """The lowest heading a column shares with another."""
        groups = self.measures[measure].groups
        sizes = (size for size in range(len(groups), -1, -1) if self.sizes[groups[:size]] > 1)
        return groups[: next(sizes, 0)]

    def under(self, heading: Heading) -> list[int]:
        """Every column under a heading, at any depth."""
        size = len(heading)
        return [i for i, measure in enumerate(self.measures) if measure.groups[:size] == heading]

    def totals(self, heading: Heading) -> list[int]:
        """The 合计 and 小计 directly under a heading."""
        return [
            i
            for i in self.under(heading)
            if self.measures[i].total and self.places[i] is not None and self.heading(i) == heading
        ]

    def spoken_for(self, heading: Heading) -> list[int]:
        """The columns that stand for a heading: its own total, else all that is under it."""
        totals = self.totals(heading)
        return totals[:1] or self.parts(heading)

    def parts(self, heading: Heading) -> list[int]:
        """The columns directly under a heading, each heading below spoken for."""
        found: list[int] = []
        done: set[Heading] = set()
        for index in self.under(heading):
            below = self.measures[index].groups[: len(heading) + 1]
            if len(below) == len(heading) or self.sizes[below] < 2:
                found.append(index)
            elif below not in done:
                done.add(below)
                found.extend(self.spoken_for(below))
        return [i for i in found if not self.measures[i].partial]


def columns_add_up(listing: Listing) -> Iterator[Relation]:
    """Every total column against its summands, in every line; 其中 against the column before."""
    for family in column_families(listing):
        for line, strip in enumerate(listing.rows):
            relation = relate(RULE, family, strip, partial(listing.has_cell, line))
            if relation:
                yield relation
    yield from _parts_within(listing, Header.of(listing.section))


def column_families(listing: Listing) -> list[Family]:
    """Which columns add up to which, as the rows of the list bear out."""
    header = Header.of(listing.section)
    return settle([*_totals(header), *_members(header)], listing.rows)


def _totals(header: Header) -> Iterator[Choice]:
    for total, measure in enumerate(header.measures):
        place = header.places[total]
        if not measure.total or place is None:
            continue
        beside = [i for i in header.parts(header.heading(total)) if i != total]
        summands = _summands(beside, place, header)
        strangers = tuple(i for i in beside if _is_strange(header, i, total))
        yield from _choice(total, place, summands, strangers, header)


def _is_strange(header: Header, index: int, total: int) -> bool:
    """Whether a column beside a total may belong to it though its meaning does not say so.

    A form may put the government fund and the non-tax revenue under one heading with a 合计,
    which then is called by the name of one of them.
    """
    place, whole = header.places[index], header.places[total]
    if place is None or whole is None:
        return True
    both_funds = "fund" in place and "fund" in whole and bool(header.heading(total))
    other = both_funds and not refines(place, whole) and place["fund"] != whole["fund"]
    return other and place.without("fund") == whole.without("fund")


def _summands(candidates: Sequence[int], whole: Coordinates, header: Header) -> list[int]:
    """The columns that are parts of the whole, without those that are parts of another one."""
    places = {i: place for i in candidates if (place := header.places[i]) is not None}
    inside = {i: p for i, p in places.items() if refines(p, whole) or _is_carried(p, whole)}
    return [i for i, place in inside.items() if not any(refines(place, p) for p in inside.values())]


def _is_carried(place: Coordinates, whole: Coordinates) -> bool:
    """Whether a column is carry-over beside a total that does not say whether it has it."""
    own = whole.without("balance")
    return (
        "balance" not in whole
        and place.get("balance") == "carryover"
        and all(place.get(name) == member for name, member in own.items())
    )


def _choice(
    total: int,
    whole: Coordinates,
    summands: Sequence[int],
    strangers: tuple[int, ...],
    header: Header,
) -> Iterator[Choice]:
    carried = [i for i in summands if _balance(header, i) == "carryover"]
    groups: dict[str, list[int]] = {}
    for i in summands:
        if i not in carried:
            groups.setdefault(first_refined(_place(header, i), whole), []).append(i)
    views = [
        Family(total, (*own, *carried), unproven=_few([*own, *carried]), strangers=strangers)
        for name, own in groups.items()
        if name in _SPLITS and _apart(own, header)
    ]
    if len(views) > 1:
        union = Family(total, tuple(summands), strangers=strangers)
        yield Choice((union, *views), parallel=True)
    elif views and carried and "balance" not in whole:
        own = tuple(i for i in views[0].parts if i not in carried)
        yield Choice((*views, replace(views[0], parts=own)))
    elif views:
        yield Choice(tuple(views))


def _place(header: Header, index: int) -> Coordinates:
    place = header.places[index]
    assert place is not None
    return place


def _few(found: Sequence[int]) -> str:
    return "" if len(found) > 1 else reasons.SELECTION


def _balance(header: Header, index: int) -> str | None:
    place = header.places[index]
    return place.get("balance") if place is not None else None


def _apart(found: Sequence[int], header: Header) -> bool:
    """Whether no two of the columns can hold the same money."""
    places = [place for i in found if (place := header.places[i]) is not None]
    return all(
        disjoint(one, other) for number, one in enumerate(places) for other in places[:number]
    )


def _members(header: Header) -> Iterator[Choice]:
    """A column that is no 合计 but has finer ones beside it: 一般公共预算 with 经费拨款."""
    parents = nest(header.places)
    children: dict[int, list[int]] = {}
    for index, parent in enumerate(parents):
        if parent is not None and not _totals_beside(header, index, parent):
            children.setdefault(parent, []).append(index)
    for parent, found in children.items():
        heading = header.heading(parent)
        within = [i for i in found if header.measures[i].groups[: len(heading)] == heading]
        whole = header.places[parent]
        if header.measures[parent].total or whole is None or not within:
            continue
        names = {first_refined(p, whole) for i in within if (p := header.places[i])}
        if len(names) == 1 and names <= _SPLITS and _apart(within, header):
            unproven = _unproven(names.pop(), whole, within, header)
            yield Choice((Family(parent, tuple(within), unproven=unproven),))


def _totals_beside(header: Header, index: int, parent: int) -> bool:
    """Whether a column is a 合计 beside another; the 小计 of a heading stands for that heading."""
    return header.measures[index].total and header.heading(index) == header.heading(parent)


def _unproven(name: str, whole: Coordinates, parts: Sequence[int], header: Header) -> str:
    printed = {p[name] for i in parts if (p := header.places[i]) and name in p}
    if is_coded(name) and len(parts) > 1:
        return ""
    return "" if name in whole and exhausts(name, whole[name], printed) else reasons.SELECTION


def _parts_within(listing: Listing, header: Header) -> Iterator[Relation]:
    """其中 is never more than the column it belongs to."""
    whole: int | None = None
    for index, measure in enumerate(listing.section.measures):
        if not measure.partial:
            whole = index
            continue
        if whole is None or header.heading(whole) != header.heading(index):
            continue
        for part in listing.columns[index].values():
            above = listing.columns[whole].get(part.line)
            if above is not None:
                sure = above.firm and part.fact.understood
                doubt = "" if sure else reasons.UNKNOWN_COLUMN
                yield Relation(RULE, (above,), (part,), doubt, ceiling=True)
