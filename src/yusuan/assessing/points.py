"""Points given out so that they add up: in proportion, to the hundredth, by largest remainder."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import Final

STEP: Final = Decimal("0.01")


def rounded(value: Decimal) -> Decimal:
    """A score as it is given: to the hundredth, halves up."""
    return value.quantize(STEP, ROUND_HALF_UP)


def shared(total: Decimal, parts: Sequence[Decimal]) -> list[Decimal]:
    """A total in proportion to some parts, each to the hundredth, adding up to it exactly.

    Every share is rounded down, and the hundredths left go to the largest remainders, the first
    of equal ones first. The total is of whole hundredths; parts of nought in all share equally.
    """
    whole = sum(parts, Decimal(0))
    if not whole:
        parts, whole = [Decimal(1)] * len(parts), Decimal(len(parts))
    exact = [total * part / whole for part in parts]
    given = [one.quantize(STEP, ROUND_DOWN) for one in exact]
    left = int((total - sum(given, Decimal(0))) / STEP)
    order = sorted(range(len(parts)), key=lambda at: (given[at] - exact[at], at))
    for at in order[:left]:
        given[at] += STEP
    return given


def split(total: Decimal, count: int) -> list[Decimal]:
    """A total in equal parts to the hundredth that add up to it."""
    return shared(total, [Decimal(1)] * count)


def plain(value: Decimal) -> str:
    """A number without the noughts at its end: 「8.5」."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def percent(ratio: Decimal) -> str:
    """A ratio in per cent to the hundredth: 「85%」."""
    return f"{plain(rounded(ratio * 100))}%"
