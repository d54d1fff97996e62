"""Spending that follows from a standard: people or things counted, times so much a head.

Exact to the 分: count × standard × months ÷ 12, rounded half up once for each unit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext

from yusuan.ledger.budgets import Budget, Norm, SpendingLine

_CENT = Decimal("0.01")
_YEAR = 12
_DIGITS = 80  # more than any product has, so that only the last step rounds


@dataclass(frozen=True, slots=True)
class Reckoned:
    """What a standard comes to for one unit; no line where what it counts is not known."""

    row: int  # of the list of standards, 0-based
    unit: str
    line: SpendingLine | None
    arithmetic: str = ""  # 「18 人 × 4800 元 = 86400.00 元」


def reckoned(budget: Budget) -> tuple[Reckoned, ...]:
    """What every standard comes to, unit by unit, in the order of the lists."""
    return tuple(
        _of_unit(row, norm, unit, budget)
        for row, norm in enumerate(budget.norms)
        for unit in _units(norm, budget)
    )


def made(budget: Budget) -> Iterator[tuple[int, SpendingLine]]:
    """The lines that standards add to those typed, each with the row of its standard."""
    for one in reckoned(budget):
        line = one.line
        if budget.norms[one.row].use == "derive" and line is not None and line.amount:
            yield one.row, line


def _units(norm: Norm, budget: Budget) -> tuple[str, ...]:
    if norm.unit or norm.basis == "quantity":  # a quantity is of no unit unless one is named
        return (norm.unit,)
    return tuple(unit.code for unit in budget.units) or ("",)


def _of_unit(row: int, norm: Norm, unit: str, budget: Budget) -> Reckoned:
    count = _count(norm, unit, budget)
    if count is None:
        return Reckoned(row, unit, None)
    months = _YEAR if norm.months is None else norm.months
    with localcontext(prec=_DIGITS):
        amount = (count * norm.amount * months / _YEAR).quantize(_CENT, ROUND_HALF_UP)
    line = SpendingLine(
        unit,
        norm.nature,
        amount,
        norm.function,
        norm.dept_economic,
        fund=norm.fund,
        note=norm.note,
    )
    part = "" if norm.months is None else f" × {months} 个月 ÷ 12"
    words = f"{count:f} {_word(norm, budget)} × {norm.amount:f} 元{part} = {amount:f} 元"
    return Reckoned(row, unit, line, words)


def _count(norm: Norm, unit: str, budget: Budget) -> Decimal | None:
    """How many there are; None where nobody said."""
    if norm.basis == "quantity":
        values = [one.value for one in budget.quantities if one.key == norm.quantity]
        return sum(values, Decimal(0)) if values and unit else None
    numbers = [getattr(one, norm.basis) for one in budget.units if one.code == unit]
    known = [Decimal(number) for number in numbers if number is not None]
    return sum(known, Decimal(0)) if known else None


def _word(norm: Norm, budget: Budget) -> str:
    if norm.basis != "quantity":
        return "人"
    return next((q.unit for q in budget.quantities if q.key == norm.quantity and q.unit), "个")
