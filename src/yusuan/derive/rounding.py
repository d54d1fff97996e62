"""Amounts within their rounding such that every printed sum comes out as printed.

A figure printed in 万元 to two decimals stands for any amount within 50 元 of it. Printed sums
say more about it than it says itself; amounts are moved within that range, and never beyond it,
until the sums agree. What rounding does not explain is left as it was printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from yusuan.ledger import Amount

YUAN = Decimal(1)
ROUNDS = 60


@dataclass(frozen=True, slots=True)
class Sum:
    """A printed amount and the parts (by number) that make it up."""

    amount: Amount
    parts: tuple[int, ...]


def fitted(parts: Sequence[Amount], sums: Iterable[Sum]) -> list[Decimal]:
    """The amounts of the parts, moved within their own rounding so that the sums come out."""
    values = [one.value for one in parts]
    explained = [one for one in sums if _explained(one, parts)]
    explained.sort(key=lambda one: len(one.parts))
    for _ in range(ROUNDS):
        if not sum(_fit(one, values, parts) for one in explained):
            break
    return values


def _explained(one: Sum, parts: Sequence[Amount]) -> bool:
    """Whether rounding can explain the difference between a sum and its parts."""
    gap = one.amount.value - sum(parts[number].value for number in one.parts)
    reach = one.amount.half + sum(parts[number].half for number in one.parts)
    return bool(one.parts) and abs(gap) <= reach


def _bounds(amount: Amount) -> tuple[Decimal, Decimal]:
    """The least and the greatest whole 元 that is printed like this (四舍五入)."""
    if amount.precision <= YUAN:
        return amount.value, amount.value
    return amount.value - amount.half, amount.value + amount.half - YUAN


def _fit(one: Sum, values: list[Decimal], parts: Sequence[Amount]) -> bool:
    """Move the parts of one sum into its range, the greatest first; whether any was moved."""
    low, high = _bounds(one.amount)
    total = sum((values[number] for number in one.parts), Decimal(0))
    gap = max(low - total, Decimal(0)) or min(high - total, Decimal(0))
    moved = False
    for number in sorted(one.parts, key=lambda n: -values[n]):
        if not gap:
            break
        least, most = _bounds(parts[number])
        step = min(gap, most - values[number]) if gap > 0 else max(gap, least - values[number])
        values[number] += step
        gap -= step
        moved = moved or bool(step)
    return moved
