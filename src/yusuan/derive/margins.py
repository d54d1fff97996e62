"""Lines from margins: money known by function and by economic class, joined where that is sure.

Two margins give their product only where one of them has a single member left. Elsewhere both
are kept as they are, as two views of the same money (docs/why/margins.md): a product that nobody
printed would be an invention.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from yusuan.ledger import Amount

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Part:
    """Money of one slice: what is known of where it stands, its amount, and the view it is of."""

    where: tuple[tuple[str, str], ...]
    amount: Amount
    view: str = ""

    def at(self, **more: str) -> Part:
        """The same money with more known of it, or the same more finely."""
        return Part(tuple({**dict(self.where), **more}.items()), self.amount, self.view)

    def under(self, other: Part) -> Part:
        """The same money with what is known of another added where it says nothing itself."""
        return other.at(**dict(self.where)).of(self.amount)

    def of(self, amount: Amount) -> Part:
        """Another amount of what is known by the same."""
        return Part(self.where, amount, self.view)

    def get(self, name: str) -> str:
        """The member it is known by in a dimension; empty where it is not known."""
        return dict(self.where).get(name, "")

    def seen(self, view: str) -> Part:
        """The same money, in one view only."""
        return Part(self.where, self.amount, view)


def part(amount: Amount, **where: str) -> Part:
    """Money by what is known of it; what is empty is not known."""
    return Part(tuple((name, member) for name, member in where.items() if member), amount)


def slack(amounts: Iterable[Amount]) -> Decimal:
    """How far rounding can have moved a sum of these."""
    return sum((one.half for one in amounts), ZERO)


def leaves(values: Mapping[str, Amount]) -> dict[str, Amount]:
    """The codes without codes below them, and what a code has beyond those below it."""
    found: dict[str, Amount] = {}
    for code, amount in values.items():
        below = [values[one] for one in _children(code, values)]
        rest = amount.value - sum((one.value for one in below), ZERO)
        allowed = slack(below) + amount.half if below else ZERO
        if rest > allowed or (not below and rest):
            precision = 2 * slack([amount, *below])
            found[code] = Amount(rest, precision)
    return found


def _children(code: str, codes: Iterable[str]) -> list[str]:
    below = [one for one in codes if one != code and one.startswith(code)]
    return [one for one in below if not any(o != one and one.startswith(o) for o in below)]


def even(rows: list[Part], columns: list[Part]) -> bool:
    """Whether two sides come to the same, as far as their rounding lets one tell."""
    gap = sum((one.amount.value for one in rows), ZERO)
    gap -= sum((one.amount.value for one in columns), ZERO)
    return abs(gap) <= slack(one.amount for one in (*rows, *columns))


def join(rows: list[Part], columns: list[Part], other: str = "economic") -> Iterator[Part]:
    """Rows and columns of one sum as lines: their product where one side has a single member.

    Elsewhere rows are seen by function, and columns in the ``other`` view.
    """
    if not rows or not columns:
        yield from (*rows, *columns)
        return
    same = even(rows, columns)
    if same and len(rows) == 1:
        yield from (one.under(rows[0]) for one in columns)
    elif same and len(columns) == 1:
        yield from (one.at(**dict(columns[0].where)) for one in rows)
    else:
        yield from (one.seen("function") for one in rows)
        yield from (one.seen(other) for one in columns)


def minus(whole: Mapping[str, Amount], taken: Mapping[str, Amount]) -> dict[str, Amount]:
    """What is left of each member; a rest that rounding explains is nothing."""
    found: dict[str, Amount] = {}
    for member, amount in whole.items():
        less = taken.get(member)
        if less is None:
            found[member] = amount
        elif amount.value - less.value > (amount.precision + less.precision) / 2:
            rest = amount.value - less.value
            found[member] = Amount(rest, amount.precision + less.precision)
    return found
