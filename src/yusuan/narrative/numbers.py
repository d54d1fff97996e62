"""How figures are printed in sentences: money, per cents, counts, and Chinese numbering."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from yusuan.ledger import UNITS

_DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Style:
    """The unit of money, fewest and most decimals, and whether thousands are parted by commas."""

    unit: str = "万元"
    decimals: tuple[int, int] = (0, 2)
    thousands: bool = False

    def money(self, value: Decimal) -> str:
        """An amount in 元 in the unit of the text, without the unit itself, rounded half up."""
        return self._printed(value / UNITS[self.unit], self.decimals)

    def percent(self, part: Decimal, whole: Decimal) -> str:
        """A share in per cent, at most two decimals, without the sign for per cent."""
        return self._printed(part * 100 / whole, (0, 2))

    def count(self, value: Decimal) -> str:
        """A count or a quantity, exactly as it was entered."""
        text = f"{value:,f}" if self.thousands else f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text

    def _printed(self, value: Decimal, decimals: tuple[int, int]) -> str:
        fewest, most = decimals
        rounded = value.quantize(Decimal(1).scaleb(-most), ROUND_HALF_UP)
        text = f"{rounded or abs(rounded):{',' if self.thousands else ''}f}"
        whole, _, rest = text.partition(".")
        rest = rest.rstrip("0").ljust(fewest, "0")
        return f"{whole}.{rest}" if rest else whole


def chinese(number: int) -> str:
    """A number up to 99 in Chinese: 「十二」."""
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones or not tens else "")
