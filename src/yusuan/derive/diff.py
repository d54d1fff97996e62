"""What differs between two budgets: the rows that changed, and the cells of tables that moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields

from yusuan.derive.facts import facts
from yusuan.derive.names import names, units
from yusuan.documents import Table
from yusuan.forms.render import render
from yusuan.ledger import Fact
from yusuan.ledger.budgets import Budget
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


def moved(before: Budget, after: Budget) -> Iterator[Moved]:
    """The cells of the later budget's tables that print otherwise than they did, or are new."""
    printed = [(one, facts(one)) for one in (before, after)]
    for form in form_set(after.entity.form_set).tables:
        old, new = (_cells(*_table(one, form, found)) for one, found in printed)
        for place in dict.fromkeys((*old, *new)):
            one, other = old.get(place, ""), new.get(place, "")
            if one != other:
                yield Moved(form.key, form.titled(after.entity.year), *place[:2], one, other)


def _table(budget: Budget, form: Form, found: Iterable[Fact]) -> tuple[Table, int]:
    year = budget.entity.year
    given = names(budget, form.key)
    grid = render(form, found, year=year, units=units(budget), names=given)
    return grid.table, grid.header


def _cells(table: Table, header: int) -> dict[tuple[str, str, int], str]:
    """The figures of a table by the words that lead to them, and a number where words repeat."""
    texts = {(cell.row, cell.column): cell.text for cell in table.cells}
    found: dict[tuple[str, str, int], str] = {}
    seen: Counter[tuple[str, str]] = Counter()
    for (row, column), text in sorted(texts.items()):
        label = _label(texts, row, column)
        if row >= header and label:
            key = label, _heading(texts, header, column)
            seen[key] += 1
            found[*key, seen[key]] = text
    return found


def _label(texts: dict[tuple[int, int], str], row: int, column: int) -> str:
    """The words of a row before a cell, without the figures between."""
    before = (texts.get((row, one), "") for one in range(column))
    return " ".join(text for text in before if text and not _is_figure(text))


def _is_figure(text: str) -> bool:
    return text.replace(",", "").replace(".", "", 1).lstrip("-").isdigit() and "." in text


def _heading(texts: dict[tuple[int, int], str], header: int, column: int) -> str:
    """The lowest heading of a column that has words."""
    above = (texts.get((row, column), "") for row in reversed(range(header)))
    return next((text for text in above if text), "")
