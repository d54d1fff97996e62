"""LibreOffice opens the workbook, comes to the same sums, and saves the same budget."""

import io
from dataclasses import replace

import openpyxl
import pytest

from tests.books.made import plausible
from yusuan.books import read_workbook, workbook_bytes
from yusuan.documents import office
from yusuan.ledger.budgets import Budget


def saved(data: bytes) -> bytes:
    """The workbook as LibreOffice saves it."""
    if not office.program():
        pytest.skip("LibreOffice (soffice) is not installed here")
    return office.convert(data, ".xlsx", "xlsx")


def results(data: bytes) -> dict[str, object]:
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    cells = ((title, cell) for title in ("首页", "校验") for row in book[title] for cell in row)
    return {f"{title}!{cell.coordinate}": cell.value or "" for title, cell in cells}


def unbalanced() -> Budget:
    return replace(plausible(), revenue=plausible().revenue[:1])


def test_a_workbook_saved_by_libreoffice_holds_the_same_budget() -> None:
    assert read_workbook(saved(workbook_bytes(plausible()))) == (plausible(), ())


@pytest.mark.parametrize("budget", [plausible(), unbalanced()], ids=["even", "uneven"])
def test_the_formulas_come_to_what_stands_in_the_cells(budget: Budget) -> None:
    data = workbook_bytes(budget)
    file = io.BytesIO()
    openpyxl.load_workbook(io.BytesIO(data)).save(file)  # formulas only: nothing is left to copy
    calculated = results(saved(file.getvalue()))
    told = results(data).items()
    wrong = {at: (it, calculated[at]) for at, it in told if not near(it, calculated[at])}
    assert wrong == {}


def near(one: object, other: object) -> bool:
    if isinstance(one, int | float) and isinstance(other, int | float):
        return abs(one - other) < 1e-9
    return one == other
