"""Shares of lines added up: the amount at a set of coordinates is all that lies within them.

A line that is coarser than its neighbours (「303」 beside 「30302」) is a rest; its coordinates
state the whole, so that a reader of facts never has to know which figure was a rest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import product

from yusuan.derive.places import Entry
from yusuan.ledger import Coordinates
from yusuan.standards.dimensions import ancestors


@dataclass(frozen=True, slots=True)
class Share:
    """Money of one row of a list, at the finest coordinates it is known by, in a view or in all."""

    about: Coordinates
    amount: Decimal
    row: int
    view: str = ""


@dataclass(slots=True)
class Total:
    """What the rows within some coordinates come to."""

    amount: Decimal = Decimal(0)
    rows: list[int] = field(default_factory=list)


def totals(shares: Iterable[Share], source: str) -> Iterator[tuple[Coordinates, Decimal, Entry]]:
    """Every set of coordinates among the shares, once, with the sum of all that it includes."""
    listed = list(shares)
    views: dict[Coordinates, set[str]] = defaultdict(set)
    for share in listed:
        views[share.about].add(share.view)
    found = {about: Total() for about in views}
    coarser = _Coarser(views)
    for share in listed:
        for about in coarser.of(share.about):
            if _counts(share.view, views[about]):
                found[about].amount += share.amount
                found[about].rows.append(share.row)
    for about, total in found.items():
        yield about, total.amount, Entry(source, tuple(dict.fromkeys(total.rows)))


def _counts(view: str, wanted: set[str]) -> bool:
    """Whether a share is seen where these views look: what is in all views, and their own."""
    return not view or view == min(wanted - {""}, default="")


class _Coarser:
    """Finds which of some coordinates include given ones, trying only members that occur."""

    def __init__(self, known: Iterable[Coordinates]) -> None:
        self._known = frozenset(known)
        self._shapes = {tuple(about) for about in self._known}
        self._pairs = {pair for about in self._known for pair in about.items()}
        self._ups: dict[tuple[str, str], list[str]] = {}

    def of(self, about: Coordinates) -> Iterator[Coordinates]:
        """The known coordinates that are these or include them; a balance stands apart."""
        for shape in self._shapes:
            same_balance = ("balance" in shape) == ("balance" in about)
            if same_balance and all(name in about for name in shape):
                options = [self._up(name, about[name]) for name in shape]
                for members in product(*options):
                    made = Coordinates(zip(shape, members, strict=True))
                    if made in self._known:
                        yield made

    def _up(self, name: str, member: str) -> list[str]:
        pair = (name, member)
        if pair not in self._ups:
            up = (member, *ancestors(name, member))
            self._ups[pair] = [one for one in up if (name, one) in self._pairs]
        return self._ups[pair]
