"""What differs between two budgets: the rows that changed, and the cells of tables that moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, fields
from decimal import Decimal
from itertools import accumulate

from yusuan.derive.facts import Purse, facts, gaps
from yusuan.derive.norms import Normed
from yusuan.derive.tables import table
from yusuan.documents import Table
from yusuan.ledger import Fact
from yusuan.ledger.budgets import ZERO, Budget
from yusuan.standards.form_sets import Form, form_set


@dataclass(frozen=True, slots=True)
class Change:
    """A row of one of the budget's lists that only one of two budgets has."""

    list: str
    row: object
    added: bool


@dataclass(frozen=True, slots=True)
class Moved:
    """A cell that prints otherwise: its form, its row and column in words, and both texts."""

    form: str
    title: str
    row: str
    column: str
    before: str
    after: str


def changes(before: Budget, after: Budget) -> Iterator[Change]:
    """The rows gone and the rows added, list by list; a row that is only moved is the same."""
    for field in fields(Budget):
        old, new = (_rows(one, field.name) for one in (before, after))
        yield from (Change(field.name, row, False) for row in (old - new).elements())
        yield from (Change(field.name, row, True) for row in (new - old).elements())


def _rows(budget: Budget, name: str) -> Counter[object]:
    value = getattr(budget, name)
    return Counter(value if isinstance(value, tuple) else (value,))


@dataclass(frozen=True, slots=True)
class OutOfBalance:
    """Money of a unit and a fund that only one of two budgets has in balance.

    There its revenue cannot be shown by function, so such cells are not compared.
    """

    unit: str
    fund: str
    gap: Decimal  # revenue less the spending known by function, in the budget that lacks balance
    later: bool  # whether that is the later one


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two budgets print otherwise, and what of it cannot be told."""

    moved: tuple[Moved, ...]
    out_of_balance: tuple[OutOfBalance, ...] = ()
    uncompared: int = 0  # cells that follow from what is out of balance


def compare(before: Budget, after: Budget) -> Comparison:
    """The cells of the later budget's tables that print otherwise than they did, or are new."""
    told = tuple(_out_of_balance(before, after))
    apart = {(one.unit, one.fund) for one in told}
    sides = [_Printing(one, apart) for one in (before, after)]
    found: list[Moved] = []
    uncompared = 0
    for form in form_set(after.entity.form_set).tables:
        old, new = (side.page(form) for side in sides)
        unknown = {spot for side in sides for spot in side.following(form)}
        uncompared += len(unknown)
        for spot in dict.fromkeys((*old, *new)):
            one, other = old.get(spot, ""), new.get(spot, "")
            if one != other and spot not in unknown:
                title = form.titled(after.entity.year)
                found.append(Moved(form.key, title, *spot[:2], one, other))
    return Comparison(tuple(found), told, uncompared)


def _out_of_balance(before: Budget, after: Budget) -> Iterator[OutOfBalance]:
    """What one of two budgets has in balance, and the other has not."""
    old, new = (gaps(Normed.of(one).budget) for one in (before, after))
    for purse in dict.fromkeys((*old, *new)):
        one, other = old.get(purse, ZERO), new.get(purse, ZERO)
        if bool(one) != bool(other):
            yield OutOfBalance(*purse, other or one, later=bool(other))


#: A cell by the words that lead to it, and a number where words repeat.
_Spot = tuple[str, str, int]


class _Printing:
    """The tables of one budget, with and without what follows from some units and funds."""

    def __init__(self, budget: Budget, apart: Collection[Purse]) -> None:
        self._budget = budget
        self._whole = facts(budget)
        self._less = facts(budget, apart) if apart else self._whole

    def page(self, form: Form) -> dict[_Spot, str]:
        """The figures of a form."""
        return _cells(form, *_table(self._budget, form, self._whole))

    def following(self, form: Form) -> set[_Spot]:
        """The cells of a form that print otherwise once that is left out."""
        if self._less is self._whole or self._less == self._whole:
            return set()
        whole, less = self.page(form), _cells(form, *_table(self._budget, form, self._less))
        return {spot for spot in (*whole, *less) if whole.get(spot, "") != less.get(spot, "")}


def _table(budget: Budget, form: Form, found: Iterable[Fact]) -> tuple[Table, int]:
    grid = table(budget, form, found)
    return grid.table, grid.header


def _cells(form: Form, table: Table, header: int) -> dict[_Spot, str]:
    """The figures of a table by the words that lead to them, those of their own list only."""
    widths = [(int(one.gap), len(one.columns)) for one in form.sections]
    starts = list(accumulate(w for pair in widths for w in pair))[::2]
    texts = {(cell.row, cell.column): cell.text for cell in table.cells}
    found: dict[_Spot, str] = {}
    seen: Counter[tuple[str, str]] = Counter()
    for (row, column), text in sorted(texts.items()):
        label = _label(texts, row, range(max(s for s in starts if s <= column), column))
        if row >= header and label:
            key = label, _heading(texts, header, column)
            seen[key] += 1
            found[*key, seen[key]] = text
    return found


def _label(texts: dict[tuple[int, int], str], row: int, columns: range) -> str:
    """The words of a row before a cell, without the figures between."""
    before = (texts.get((row, one), "") for one in columns)
    return " ".join(text for text in before if text and not _is_figure(text))


def _is_figure(text: str) -> bool:
    return text.replace(",", "").replace(".", "", 1).lstrip("-").isdigit() and "." in text


def _heading(texts: dict[tuple[int, int], str], header: int, column: int) -> str:
    """The lowest heading of a column that has words."""
    above = (texts.get((row, column), "") for row in reversed(range(header)))
    return next((text for text in above if text), "")
