"""A standard times what it counts, exact to the 分."""

from decimal import Decimal

import pytest

from yusuan.ledger.budgets import Budget, Entity, Norm, Quantity, Unit
from yusuan.ledger.norms import made, reckoned

UNITS = (Unit("1", "甲局", posts=20, staff=18, retirees=3), Unit("2", "乙队", staff=7))
VEHICLES = (Quantity("vehicles", Decimal(3), "辆"),)


def amounts(norm: Norm) -> list[tuple[str, str | None]]:
    budget = Budget(Entity("甲局", 2025), UNITS, quantities=VEHICLES, norms=(norm,))
    return [(one.unit, str(one.line.amount) if one.line else None) for one in reckoned(budget)]


@pytest.mark.parametrize(
    ("norm", "expected"),
    [
        (Norm("basic", Decimal(4800)), [("1", "86400.00"), ("2", "33600.00")]),
        (Norm("basic", Decimal(4800), unit="2"), [("2", "33600.00")]),
        (Norm("basic", Decimal(4800), "posts"), [("1", "96000.00"), ("2", None)]),
        (Norm("basic", Decimal(100), "retirees", unit="1", months=7), [("1", "175.00")]),
        (Norm("basic", Decimal("0.35"), "retirees", unit="1", months=1), [("1", "0.09")]),
        (Norm("basic", Decimal(9), "quantity", unit="1", quantity="vehicles"), [("1", "27.00")]),
        (Norm("basic", Decimal(9), "quantity", quantity="vehicles"), [("", None)]),
        (Norm("basic", Decimal(9), "quantity", unit="1", quantity="rooms"), [("1", None)]),
        (Norm("basic", Decimal(9), unit="3"), [("3", None)]),
    ],
)
def test_what_a_standard_comes_to(norm: Norm, expected: list[tuple[str, str | None]]) -> None:
    assert amounts(norm) == expected


def test_only_standards_that_derive_make_lines_and_nobody_makes_none() -> None:
    units = (Unit("1", "甲局", staff=0), Unit("2", "乙队", staff=7))
    norms = (Norm("basic", Decimal(9), use="check"), Norm("basic", Decimal(9), months=6))
    budget = Budget(Entity("甲局", 2025), units, norms=norms)
    assert [(row, line.unit, line.amount) for row, line in made(budget)] == [
        (1, "2", Decimal("31.50"))
    ]


def test_the_arithmetic_is_written_out() -> None:
    norms = (
        Norm("basic", Decimal(4800), unit="1", months=6),
        Norm("basic", Decimal(9), "quantity", unit="1", quantity="vehicles"),
    )
    budget = Budget(Entity("甲局", 2025), UNITS, quantities=VEHICLES, norms=norms)
    assert [one.arithmetic for one in reckoned(budget)] == [
        "18 人 × 4800 元 × 6 个月 ÷ 12 = 43200.00 元",
        "3 辆 × 9 元 = 27.00 元",
    ]
