"""Exact decimals as written: no rounding, no context, no float on the way."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from yusuan.ledger import UNITS

_PLAIN: Final = re.compile(r"-?\d{1,60}(\.\d{1,60})?")
_STORED_DIGITS: Final = 15  # what a workbook's numbers hold


def plain(text: str) -> Decimal | None:
    """The decimal that plain digits write, or None where the text is anything else."""
    return Decimal(text) if _PLAIN.fullmatch(text) and text.isascii() else None


def written(value: Decimal) -> str:
    """A decimal in plain digits without trailing zeros; ValueError for what is no number."""
    if not value.is_finite():
        raise ValueError(f"金额或数值 {value} 不是有限的数")
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def in_unit(value: Decimal, unit: str) -> Decimal:
    """A value of 元 in another unit, exactly."""
    return _shifted(value, -_places(unit))


def from_unit(value: Decimal, unit: str) -> Decimal:
    """A value of some unit in 元, exactly."""
    return _shifted(value, _places(unit))


def storable(value: Decimal) -> bool:
    """Whether a workbook's binary number holds the value exactly enough to come back."""
    digits = "".join(map(str, value.as_tuple().digits)).strip("0")
    return len(digits) <= _STORED_DIGITS and abs(value.adjusted()) <= _STORED_DIGITS


def stored(value: float) -> str:
    """The digits a workbook's binary number stands for: fifteen, as Excel itself shows."""
    return written(Decimal(f"{value:.{_STORED_DIGITS}g}"))


def _places(unit: str) -> int:
    return UNITS[unit].adjusted()


def _shifted(value: Decimal, places: int) -> Decimal:
    sign, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int):
        raise TypeError(f"金额 {value} 不是有限的数")
    return Decimal((sign, digits, exponent + places))
