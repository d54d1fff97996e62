"""Amounts: exact decimals in 元, each with the precision it was printed at."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from functools import lru_cache

UNITS = {
    "元": Decimal(1),
    "百元": Decimal(100),
    "千元": Decimal(1_000),
    "万元": Decimal(10_000),
    "万": Decimal(10_000),
    "百万元": Decimal(1_000_000),
    "亿元": Decimal(100_000_000),
    "亿": Decimal(100_000_000),
}

_FEN = Decimal("0.01")  # the finest that money is counted in
_LONGEST_FIRST = sorted(UNITS, key=len, reverse=True)
_DASHES = frozenset("-—–−─―－/")
_NUMBER = re.compile(r"(?P<sign>[-−－]?)(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?P<rest>\.\d+)?")
_CURRENCY = "¥￥"
#: Digits; what is longer is an account or an order number, and more than decimals keep exactly.
_LONGEST = 20


@dataclass(frozen=True, slots=True)
class Printed:
    """A number as printed: its value and how many decimals it shows, before any unit."""

    value: Decimal
    decimals: int
    unit: str | None = None  # a unit printed in the cell itself, as in 「20万元」


@dataclass(frozen=True, slots=True, order=True)
class Amount:
    """A sum of money in 元; ``precision`` is one unit of the last printed place, in 元 too."""

    value: Decimal
    precision: Decimal

    @property
    def half(self) -> Decimal:
        """Half a unit of the last printed place: how far rounding can have moved the figure."""
        return self.precision / 2

    def agrees(self, other: Amount) -> bool:
        """Whether both can be printings of one figure: the finer, rounded, gives the coarser.

        Half up is the rule (四舍五入); half even is accepted (domain: R-04, R-10). A half may be
        rounded down where the finer figure is itself rounded, coarser than 分: 12.0746 is printed
        12.075 and 12.07.
        """
        fine, coarse = (self, other) if self.precision <= other.precision else (other, self)
        modes = [ROUND_HALF_UP, ROUND_HALF_EVEN]
        modes += [ROUND_HALF_DOWN] if fine.precision > _FEN else []
        return coarse.value in {_round(fine.value, coarse.precision, mode) for mode in modes}

    def __str__(self) -> str:
        return f"{self.value:f} 元"


def _round(value: Decimal, step: Decimal, mode: str) -> Decimal:
    return (value / step).quantize(Decimal(1), rounding=mode) * step


def total(amounts: Iterable[Amount]) -> Amount:
    """The sum; its precision is the sum of the parts' (each may be off by half of its own)."""
    value, slack = Decimal(0), Decimal(0)
    for amount in amounts:
        value += amount.value
        slack += amount.precision
    return Amount(value, slack)


@lru_cache(maxsize=65536)
def parse_number(text: str) -> Printed | None:
    """The number a cell prints, or None where the cell is not one number and nothing else.

    Full-width digits, thousands commas, stray spaces inside (「365. 55」) and a unit of money at
    the end are understood (domain: R-01). Per cents, dates, codes with dots and counts with
    other units are not amounts.
    """
    folded = unicodedata.normalize("NFKC", text).strip()
    if not folded or len(folded) > 3 * _LONGEST:
        return None
    compact = "".join(folded.split()).lstrip(_CURRENCY)
    negative = len(compact) > 2 and compact[0] == "(" and compact[-1] == ")"
    compact = compact[1:-1] if negative else compact
    unit = next((name for name in _LONGEST_FIRST if compact.endswith(name)), None)
    match = _NUMBER.fullmatch(compact.removesuffix(unit) if unit else compact)
    if match is None:
        return None
    digits = match["digits"].replace(",", "") + (match["rest"] or "")
    if len(digits) > _LONGEST:
        return None
    value = Decimal(digits)
    if match["sign"] or negative:
        value = -value
    return Printed(value, len(match["rest"] or ".") - 1, unit)


def is_dash(text: str) -> bool:
    """Whether a cell holds only the dash that stands for nothing."""
    stripped = text.strip()
    return bool(stripped) and all(char in _DASHES for char in stripped)


def amount_of(printed: Printed, unit: str) -> Amount:
    """A printed number with the unit of its table (or its own, which wins) as an Amount in 元."""
    factor = UNITS[printed.unit or unit]
    return Amount(printed.value * factor, factor.scaleb(-printed.decimals))


def in_unit(value: Decimal, unit: str) -> str:
    """A value in 元 written in another unit, exactly and without trailing zeros: 「508.93」."""
    quotient = value / UNITS[unit]
    text = f"{quotient:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
