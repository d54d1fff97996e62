"""Which rows of a budget a printed figure is made of."""

from __future__ import annotations

from collections.abc import Iterable

from yusuan.derive.facts import revenue
from yusuan.derive.items import purchases
from yusuan.derive.lines import spending
from yusuan.derive.places import Entry
from yusuan.derive.totals import Share
from yusuan.ledger import Coordinates
from yusuan.ledger.budgets import Budget
from yusuan.standards.dimensions import ancestors

_FRAME = ("entity", "year", "stage", "accounting", "measure")


def within(budget: Budget, about: Coordinates) -> Entry | None:
    """The rows whose money lies within some coordinates; None where none does.

    A figure of another year than the budget's own is made of none of its rows.
    """
    if about.get("year", str(budget.entity.year)) != str(budget.entity.year):
        return None
    wanted = about.without(*_FRAME)
    if "procurement" in wanted:
        return _rows("purchases", purchases(budget), wanted)
    if wanted.get("flow") == "revenue":
        return _rows("revenue", revenue(budget), wanted.without("function"))
    return _rows("spending", spending(budget), wanted)


def _rows(list_: str, shares: Iterable[Share], wanted: Coordinates) -> Entry | None:
    rows = (share.row for share in shares if _lies(share.about, wanted))
    found = tuple(dict.fromkeys(rows))
    return Entry(list_, found) if found else None


def _lies(about: Coordinates, wanted: Coordinates) -> bool:
    for name, member in wanted.items():
        own = about.get(name, "")
        if member != own and member not in ancestors(name, own):
            return False
    return True
