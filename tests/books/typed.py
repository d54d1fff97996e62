"""Workbooks as clerks type them: cells of a good workbook changed, and what reading says."""

import io
from collections.abc import Mapping
from functools import cache
from typing import Any

import openpyxl

from tests.books.made import plausible
from yusuan.books import Problem, read_workbook, workbook_bytes
from yusuan.ledger.budgets import Budget


@cache
def _plausible() -> bytes:
    return workbook_bytes(plausible())


def changed(cells: Mapping[str, Any]) -> bytes:
    """The workbook of the plausible budget with cells changed, named like 「支出!C2」."""
    book = openpyxl.load_workbook(io.BytesIO(_plausible()))
    for place, value in cells.items():
        title, cell = place.split("!")
        if title not in book.sheetnames:
            book.create_sheet(title)
        book[title][cell] = value
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def reading(**cells: Any) -> tuple[Budget, tuple[Problem, ...]]:
    """The budget read after cells of 「支出」 were changed, and every problem."""
    budget, problems = read_workbook(changed({f"支出!{cell}": v for cell, v in cells.items()}))
    assert budget is not None
    return budget, problems
