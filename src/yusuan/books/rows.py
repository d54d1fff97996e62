"""Records ⇄ rows of cells: one list of a budget, whatever kind of file it stands in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from yusuan.books.columns import Column, Sheet, default
from yusuan.books.problems import Fault, Problem, shortened
from yusuan.books.raw import RawCell, RawTable
from yusuan.books.values import ABSENT, Known, Reader, reader, write
from yusuan.ledger import UNITS, Coordinates

_UNIT: Final = re.compile(r"\((\w+)\)$")
_ABOUT: Final = "about"


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A record that was read, with the cells it came from by column key."""

    record: Any
    number: int
    cells: Mapping[str, RawCell]


@dataclass(frozen=True, slots=True)
class ReadList:
    """A list as it was read: what could be built, and where each part of it stands."""

    sheet: Sheet
    table: RawTable
    rows: tuple[ReadRow, ...]
    columns: Mapping[str, int]  # where the columns stand

    def place(self, key: str, row: ReadRow) -> str:
        """Where a field of a row stands, also where its cell is empty."""
        return _place(self.sheet.column(key), row.number, row.cells, self.columns, self.table)


def used(sheet: Sheet, records: Iterable[Any]) -> Sheet:
    """The sheet without the columns that are written only where a row says something in them."""
    rows = list(records)
    kept = tuple(
        each
        for each in sheet.columns
        if not each.sparse
        or any(field_of(row, each) != default(sheet.record, each.key) for row in rows)
    )
    return replace(sheet, columns=kept)


def cells(sheet: Sheet, record: Any, unit: str, *, blank: bool = False) -> list[str]:
    """The texts of a record's cells, in the order of the columns."""
    return [write(column, field_of(record, column, blank=blank), unit) for column in sheet.columns]


def field_of(record: Any, column: Column, *, blank: bool = False) -> Any:
    """The value a column holds of a record; a dimension is a part of its coordinates.

    Where amounts are ``blank``, still to be typed, their columns hold nothing.
    """
    if blank and column.kind == "amount":
        return None
    if column.dimension:
        return record.about.get(column.key)
    return getattr(record, column.key)


def read(sheet: Sheet, table: RawTable, known: Known) -> tuple[ReadList, list[Problem]]:
    """The records of a table, and everything that is wrong with it."""
    columns, problems = _columns(sheet, table, known.unit)
    readers = {each.key: reader(each, known) for each in sheet.columns}
    rows = []
    for number, row in zip(table.numbers, table.rows, strict=True):
        by_key = {key: row[at] for key, at in columns.items() if at in row}
        problems += _stray(row, columns, table)
        where = _Row(sheet, table, columns, number, by_key)
        record, found = where.read(readers)
        problems += found
        if record is not None:
            rows.append(ReadRow(record, number, by_key))
    return ReadList(sheet, table, tuple(rows), columns), problems


def _columns(sheet: Sheet, table: RawTable, unit: str) -> tuple[dict[str, int], list[Problem]]:
    """Which column stands where; headings that are unknown, doubled, missing or in another unit."""
    wanted = {_folded(each.heading): each for each in sheet.columns}
    found: dict[str, int] = {}
    problems = []
    for at, cell in table.headings.items():
        heading, printed = _split(cell.text)
        column = wanted.get(heading)
        if column is None or column.key in found:
            problems.append(_unread(column, cell).at(table.name, cell.place))
            continue
        found[column.key] = at
        if printed and column.kind == "amount" and printed != unit:
            problems.append(_two_units(printed, unit).at(table.name, cell.place))
    missing = [each.heading for each in sheet.columns if each.required and each.key not in found]
    if missing and (table.rows or table.headings):
        wrong = f"缺少“{'”“'.join(missing)}”列"
        problems.append(Problem(table.name, "", wrong, "请在第一行补上这些列名"))
    return found, problems


def _unread(column: Column | None, cell: RawCell) -> Fault:
    if column is None:
        wrong = f"不认识“{shortened(cell.text)}”这一列，没有读入"
        return Fault(wrong, "请改成模板里的列名，或删去这一列", "warning")
    return Fault(f"“{column.heading}”列出现了两次，后一列没有读入", "请只留一列")


def _two_units(printed: str, unit: str) -> Fault:
    return Fault(f"列名写的是{printed}，首页写的金额单位是{unit}", "已按首页读取，请改成一致")


def _split(heading: str) -> tuple[str, str]:
    """A heading without the unit of money printed after it, and that unit."""
    plain = _folded(heading)
    found = _UNIT.search(plain)
    if found and found[1] in UNITS:
        return plain[: found.start()], found[1]
    return plain, ""


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).rstrip("*")


def _stray(
    row: Mapping[int, RawCell], columns: Mapping[str, int], table: RawTable
) -> Iterator[Problem]:
    """What stands in columns without a heading; columns of an unknown one are told of once."""
    read_at = {*columns.values(), *table.headings}
    for at, cell in row.items():
        if at not in read_at:
            wrong = f"“{shortened(cell.typed)}”在没有列名的列里，没有读入"
            yield Problem(table.name, cell.place, wrong, "请移到有列名的列，或删去", "warning")


def _place(
    column: Column,
    number: int,
    row: Mapping[str, RawCell],
    columns: Mapping[str, int],
    table: RawTable,
) -> str:
    if column.key in row:
        return row[column.key].place
    return table.place(column.heading, number, columns.get(column.key))


@dataclass(slots=True)
class _Row:
    """One row on its way to a record, and what is found wrong on the way."""

    sheet: Sheet
    table: RawTable
    columns: Mapping[str, int]
    number: int
    cells: Mapping[str, RawCell]

    def read(self, readers: Mapping[str, Reader]) -> tuple[Any, list[Problem]]:
        problems: list[Problem] = []
        values: dict[str, Any] = {}
        about: dict[str, str] = {}
        for column in self.sheet.columns:
            value, faults = self._value(column, readers[column.key])
            problems += [self._problem(fault, column) for fault in faults]
            if column.dimension:
                about |= {column.key: value} if value not in (ABSENT, "") else {}
            elif value is not ABSENT:
                values[column.key] = value
        if any(each.dimension for each in self.sheet.columns):
            values[_ABOUT] = Coordinates(about)
        lost = [each.heading for each in self.sheet.columns if self._lost(each, values)]
        if lost:
            problems.append(self._dropped(lost))
            return None, problems
        return self.sheet.record(**values), problems

    def _value(self, column: Column, read_cell: Reader) -> tuple[Any, tuple[Fault, ...]]:
        cell = self.cells.get(column.key)
        if cell is not None and cell.broken:
            return self._unsaid(column), (Fault(cell.broken, _MEND),)
        if cell is None or cell.is_empty:
            return self._empty(column, cell)
        value, fault = read_cell(cell)
        if value is ABSENT:
            value = self._unsaid(column)
            fault = fault or (_missing(column) if column.required else None)
        return value, (fault,) if fault else ()

    def _empty(self, column: Column, cell: RawCell | None) -> tuple[Any, tuple[Fault, ...]]:
        """A missing column means what is usual; an empty cell of it says nothing."""
        missing = (_missing(column),) if column.required and column.key in self.columns else ()
        if cell is not None and cell.text and column.kind in ("text", "key"):
            return cell.text, missing  # spaces only: kept as typed
        return self._unsaid(column), missing

    def _unsaid(self, column: Column) -> Any:
        usual = default(self.sheet.record, column.key)
        textual = column.kind not in ("amount", "number", "int", "date", "bool")
        if textual and (usual is ABSENT or column.key in self.columns):
            return ""
        return usual

    def _lost(self, column: Column, values: Mapping[str, Any]) -> bool:
        return not column.dimension and column.key not in values

    def _problem(self, fault: Fault, column: Column) -> Problem:
        cell = self.cells.get(column.key)
        typed = shortened(cell.typed) if cell else ""
        about = f"{self.sheet.title} {column.heading} {typed}" if fault.rule else ""
        return fault.at(self.table.name, self._place(column), about)

    def _dropped(self, lost: list[str]) -> Problem:
        wrong = f"没有读到“{'”“'.join(lost)}”，这一行没有读入"
        return Problem(self.table.name, self.table.row(self.number), wrong, "请改好后重新读入")

    def _place(self, column: Column) -> str:
        return _place(column, self.number, self.cells, self.columns, self.table)


_MEND: Final = "请改成数字或文字本身，或用 Excel 打开保存后再试"


def _missing(column: Column) -> Fault:
    return Fault(f"没有填“{column.heading}”", column.hint.rstrip("。"))


def records(lists: Iterable[ReadList]) -> dict[str, tuple[Any, ...]]:
    """The records of the lists, as the fields of a Budget."""
    return {each.sheet.key: tuple(row.record for row in each.rows) for each in lists}
