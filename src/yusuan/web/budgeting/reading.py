"""The draft as a budget: the cells go through the same books as a folder or a workbook does.

A problem's place is the row's number and the column's key, so that the page finds the cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from yusuan import books, compiling
from yusuan.books import entity, reading, rows
from yusuan.books.columns import Sheet
from yusuan.books.raw import RawCell, RawTable
from yusuan.books.schema import ENTITY, MONEY_UNIT, SHEETS
from yusuan.ledger.budgets import Budget
from yusuan.publish.compose import Composed
from yusuan.web.budgeting.drafts import Edit, Refused, Removal
from yusuan.web.budgeting.models import Dossier, Revision, Row
from yusuan.web.once import Once

_KEPT = 48


def tables_of(budget: Budget, unit: str = MONEY_UNIT) -> dict[str, list[dict[str, str]]]:
    """A budget as typed rows by list, the way back from ``opened``."""
    found = {"entity": [{key: text for key, _, text in entity.lines(budget.entity, unit)}]}
    for sheet in SHEETS:
        keys = [column.key for column in sheet.columns]
        found[sheet.key] = [
            {k: t for k, t in zip(keys, rows.cells(sheet, record, unit), strict=True) if t}
            for record in getattr(budget, sheet.key)
        ]
    return found


def opened(dossier: Dossier) -> compiling.Opened:
    """The budget of the draft as it stands, with its problems."""
    return _opened((dossier.pk, dossier.stamp))


def _of_draft(key: tuple[int, str]) -> compiling.Opened:
    """Read a draft; the name of the save is only there to tell it from others."""
    found = Row.objects.filter(dossier=key[0], gone=False)
    by_list: dict[str, list[Row]] = {}
    for row in found:
        by_list.setdefault(row.list, []).append(row)
    return _read(by_list)


def numbers(dossier: Dossier) -> dict[str, list[int]]:
    """For each list, the numbers of the draft's rows in the order of the budget's records."""
    lost = {one.cell.rstrip(".") for one in opened(dossier).problems if one.cell.endswith(".")}
    found: dict[str, list[int]] = {}
    for row in Row.objects.filter(dossier=dossier, gone=False):
        if any(row.cells.values()) and str(row.pk) not in lost:
            found.setdefault(row.list, []).append(row.pk)
    return found


def _read(by_list: Mapping[str, Iterable[Row]]) -> compiling.Opened:
    cells: dict[str, RawCell] = {}
    for row in by_list.get("entity", ()):
        cells |= {k: RawCell(text, f"{row.pk}.{k}") for k, text in row.cells.items()}
    headings = {k: RawCell(k, f".{k}") for k in (column.key for column in ENTITY.columns)}
    who, unit, problems = entity.read("entity", cells, headings)
    if who is None:
        return compiling.Opened(None, tuple(problems))
    tables = {sheet.key: _table(sheet, by_list.get(sheet.key, ())) for sheet in SHEETS}
    budget, found = reading.budget_of(who, unit, tables)
    return compiling.Opened(budget, (*problems, *found))


def _table(sheet: Sheet, found: Iterable[Row]) -> RawTable:
    listed = [row for row in found if any(row.cells.values())]
    at = {column.key: index for index, column in enumerate(sheet.columns)}
    return RawTable(
        sheet.key,
        {index: RawCell(column.heading, column.key) for index, column in enumerate(sheet.columns)},
        tuple(
            {at[k]: RawCell(text, f"{row.pk}.{k}") for k, text in row.cells.items() if k in at}
            for row in listed
        ),
        tuple(row.pk for row in listed),
        keys=tuple(at),
    )


def revised(revision: Revision) -> compiling.Opened:
    """The budget of a revision."""
    return compiling.Opened(*_revised((revision.pk, revision.digest)))


def _of_revision(key: tuple[int, str]) -> tuple[Budget | None, tuple[books.Problem, ...]]:
    files = Revision.objects.values_list("files", flat=True).get(pk=key[0])
    return books.read_files({name: text.encode() for name, text in files.items()})


_opened = Once(_of_draft, _KEPT)
_revised = Once(_of_revision, _KEPT)
_composed = Once(compiling.compose, _KEPT)


def composed(budget: Budget) -> Composed:
    """Everything that follows from a budget, kept for the next who asks."""
    return _composed(budget)


def tried(dossier: Dossier, edits: Iterable[Edit], removals: Iterable[Removal]) -> compiling.Opened:
    """The budget as it would be after a change that is not saved; Refused where rows are gone."""
    rows = {str(row.pk): row for row in Row.objects.filter(dossier=dossier, gone=False)}
    for number, edit in enumerate(edits):
        if edit.row not in rows:
            if not edit.row.startswith("+"):
                raise Refused("有一行已经不在这份预算里，请刷新页面后再试。")
            rows[edit.row] = Row(pk=-1 - number, list=edit.list, cells={})
        cells = rows[edit.row].cells
        rows[edit.row].cells = {**cells, edit.column: edit.text}
    for removal in removals:
        if removal.gone:
            rows.pop(str(removal.row), None)
    by_list: dict[str, list[Row]] = {}
    for row in rows.values():
        by_list.setdefault(row.list, []).append(row)
    return _read(by_list)
