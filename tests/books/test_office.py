"""LibreOffice opens the workbook, comes to the same sums, and saves the same budget."""

import io
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest

from tests.books.made import plausible
from yusuan.books import read_workbook, workbook_bytes
from yusuan.documents import office
from yusuan.ledger.budgets import Budget, Norm, Quantity


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


def with_standards() -> Budget:
    """Standards of every kind: for all units and for one, made and only checked."""
    units = tuple(replace(one, staff=7, posts=9, retirees=5) for one in plausible().units)
    norms = (
        Norm("basic.operating", Decimal("4800.5"), function="2010301", dept_economic="30201"),
        Norm("basic.personnel", Decimal(1000), "retirees", unit="001001", months=7, fund="gpb.tax"),
        Norm("basic.operating", Decimal(333), "posts", months=5),
        Norm("basic.operating", Decimal(30000), "quantity", unit="001002", quantity="vehicles"),
        Norm("basic.operating", Decimal(30000), "quantity", quantity="vehicles"),
        Norm("basic.operating", Decimal(999), use="check"),
    )
    quantities = (Quantity("vehicles", Decimal(3), "辆"),)
    return replace(plausible(), units=units, norms=norms, quantities=quantities)


def test_what_standards_add_is_in_the_totals() -> None:
    told = results(workbook_bytes(with_standards()))
    added = 2 * 7 * Decimal("4800.5") + Decimal("2916.67") + 2 * Decimal("1248.75") + 90000
    spent = Decimal("2010000.05") + added
    assert told["校验!A9"] == "其中：按定额标准生成的支出"
    assert told["校验!B9"] == pytest.approx(float(added / 10000))
    assert told["校验!B6"] == pytest.approx(float(spent / 10000))


@pytest.mark.parametrize(
    "budget",
    [plausible(), unbalanced(), with_standards()],
    ids=["even", "uneven", "standards"],
)
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
