"""A budget as one Excel workbook, made for typing and pasting; read back without loss."""

from __future__ import annotations

import io
from collections.abc import Container
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from yusuan.books import workbook_front, workbook_sheets, workbook_totals
from yusuan.books.schema import LINES, MONEY_UNIT, SHEETS
from yusuan.books.storing import replace_file
from yusuan.books.workbook_lists import Lists
from yusuan.books.workbook_sheets import Making, TooLong
from yusuan.books.workbook_style import Looks, printable
from yusuan.ledger.budgets import Budget

__all__ = ["TooLong", "workbook_bytes", "write_workbook"]

_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - identical bytes for identical content


def write_workbook(
    budget: Budget, path: Path, *, unit: str = MONEY_UNIT, blank: Container[str] = ()
) -> None:
    """Write the workbook, replacing the one that was there; raises TooLong.

    The amounts of the lists named ``blank`` are left to be typed: their cells are empty.
    """
    replace_file(path, workbook_bytes(budget, unit=unit, blank=blank))


def workbook_bytes(budget: Budget, *, unit: str = MONEY_UNIT, blank: Container[str] = ()) -> bytes:
    """The bytes of the workbook: identical for identical content; raises TooLong."""
    import xlsxwriter

    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        book.set_properties({"title": printable(f"{budget.entity.name}预算"), "created": _MADE})
        longest = max(len(getattr(budget, sheet.key)) for sheet in SHEETS)
        lists = Lists(budget.entity.year, max(LINES, longest))
        making = Making(book, Looks(book), lists, unit)
        front = book.add_worksheet(workbook_front.TITLE)
        totals = book.add_worksheet(workbook_totals.TITLE)
        workbook_front.write(making, budget, front)
        for sheet in SHEETS:
            records = getattr(budget, sheet.key)
            workbook_sheets.add(making, sheet, records, blank=sheet.key in blank)
        workbook_totals.Totals(making, _as_empty(budget, blank), totals).write()
        lists.write(book)
    return file.getvalue()


def _as_empty(budget: Budget, blank: Container[str]) -> Budget:
    """The budget as sums of empty cells see it."""
    empty: dict[str, Any] = {
        sheet.key: tuple(replace(one, amount=Decimal(0)) for one in getattr(budget, sheet.key))
        for sheet in SHEETS
        if sheet.key in blank
    }
    return replace(budget, **empty)
