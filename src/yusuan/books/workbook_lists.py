"""The hidden sheet of a workbook that its drop-downs and sums draw on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from yusuan.books.columns import Column, letters
from yusuan.books.schema import ENTITY, LINES, SHEETS
from yusuan.standards.classification import codes
from yusuan.standards.dimensions import ancestors

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

TITLE: Final = "代码表"

_SYSTEMS: Final = {
    "function": "支出功能科目",
    "dept_economic": "部门经济科目",
    "gov_economic": "政府经济科目",
}
_BOOL: Final = ("是", "否")


def code_label(column: Column, code: str, year: int) -> str:
    """A code as a clerk reads it: 「2010301 行政运行」; an unknown one stands for itself."""
    known = codes(column.system).get(code, None if column.dimension else year)
    return f"{code} {known.name}" if known else code


@dataclass(slots=True)
class Lists:
    """The lists a workbook needs, each by what it holds, with where it stands."""

    year: int
    lines: int = LINES
    at: dict[tuple[str, ...], int] = field(default_factory=dict)

    def source(self, column: Column) -> str:
        """The cells a column's drop-down takes its entries from; empty where it has none."""
        match column.kind:
            case "unit":
                return self.filled("单位")
            case "project":
                return self.filled("项目")
            case _:
                entries = self._entries(column)
                return self.range(entries) if entries else ""

    def range(self, entries: tuple[str, ...]) -> str:
        """Where a list stands; it is added where it did not stand yet."""
        at = letters(self.at.setdefault(entries, len(self.at)))
        return f"{TITLE}!${at}$2:${at}${len(entries) + 1}"

    def part(self, entries: tuple[str, ...], first: int, last: int) -> str:
        """The entries of a list from one to another, counted from nought."""
        at = letters(self.at.setdefault(entries, len(self.at)))
        return f"{TITLE}!${at}${first + 2}:${at}${last + 2}"

    def filled(self, title: str) -> str:
        """The filled part of the first column of a sheet."""
        cells = f"{title}!$A$2:$A${self.lines + 1}"
        return f"OFFSET({title}!$A$2,0,0,MAX(1,COUNTA({cells})),1)"

    def _entries(self, column: Column) -> tuple[str, ...]:
        if column.kind == "code":
            return self._codes(column.system)
        if column.kind == "bool":
            return _BOOL
        return tuple(each.label for each in column.choices) or column.suggested

    def _codes(self, system: str) -> tuple[str, ...]:
        found = (codes(system).get(code, self.year) for code in codes(system))
        return tuple(sorted(f"{each.code} {each.name}" for each in found if each))

    def write(self, book: Workbook) -> None:
        """Add the hidden sheet, once everything is known that it must hold."""
        sheet = book.add_worksheet(TITLE)
        for entries, at in self.at.items():
            sheet.write_string(0, at, _heading(entries))
            for row, entry in enumerate(entries, 1):
                sheet.write_string(row, at, entry)
        sheet.protect()
        sheet.very_hidden()


def _heading(entries: tuple[str, ...]) -> str:
    for sheet in (ENTITY, *SHEETS):
        for column in sheet.columns:
            if tuple(each.label for each in column.choices) == entries:
                return column.heading
    system = next((s for s in _SYSTEMS if entries[0].split()[0] in codes(s)), "")
    return _SYSTEMS.get(system, "可选内容")


FUNDS: Final = next(c for c in SHEETS[1].columns if c.key == "fund").choices
"""Every fund, those that are parts of another directly after it."""


def fund_groups() -> tuple[tuple[str, int, int], ...]:
    """Funds that are balanced by themselves: the label, and the first and last of its entries."""
    groups = [each for each in FUNDS if each.value in _BALANCED]
    return tuple((each.label, *_extent(each.value)) for each in groups)


_OF_APPROPRIATION: Final = ("gpb", "gf", "scb", "appropriation.own", "appropriation.transfer")
_BALANCED: Final = frozenset(
    each.value
    for each in FUNDS
    if (each.value in _OF_APPROPRIATION)
    or (not ancestors("fund", each.value) and each.value != "appropriation")
)


def _extent(fund: str) -> tuple[int, int]:
    inside = [
        at
        for at, each in enumerate(FUNDS)
        if fund == each.value or fund in ancestors("fund", each.value)
    ]
    return inside[0], inside[-1]
