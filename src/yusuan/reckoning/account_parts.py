"""The sums of money that a cost basis names, and how its text groups them.

A text has segments (to a stop), clauses (to a comma), brackets, and perhaps a numbered list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import accumulate, pairwise

from yusuan.ledger import UNITS, Amount
from yusuan.reckoning.formulas import Computation
from yusuan.reckoning.quantities import Quantity, quantities

_TOTAL = re.compile(r"(?:共计|合计|总计|小计|总共|共需|共)[^，,。;；、\d]{0,8}$")
_PART = re.compile(r"其中|各$|每(?:[一-鿿]{1,3})?$|标准|单价|不超过|以上")
_MONEY_WORD = re.compile(
    r"(?:费用?|工资|补助|补贴|经费|金额|资金|共计|合计|总计|小计|奖金)[为:约]?$|¥$"
)
_ITEM = re.compile(r"(?:^|(?<=[;；。\n:]))\d{1,2}(?:[、)]|\.(?!\d))")
_SEGMENT = re.compile(r"[;；。\n]")
CLAUSE = re.compile(r"[，,;；。\n]|(?<=[元万])、")
_ALL_OF_A_CLAUSE = re.compile(r"^(?:左右|整|不等|等|/年|每年|一年)?$")
_PRICE = re.compile(r"^(?:/(?!年(?!/))|每(?!年)|、[人月年])|^[^，,。;；]{0,2}的?标准")


@dataclass(frozen=True, slots=True)
class Part:
    """A sum of money that a text names, in 元, and where; ``total`` where it is said to be one."""

    value: Decimal
    precision: Decimal
    start: int
    end: int
    total: bool = False
    computed: Computation | None = None
    whole_clause: bool = True  # nothing of its clause follows it

    @property
    def exact(self) -> Decimal:
        """What it comes to where it is computed, else what is printed."""
        return self.computed.value if self.computed else self.value


def parts_of(text: str, found: Sequence[Computation]) -> Iterator[Part]:
    """The sums of money of a text, each computation as one; prices and 其中 are none."""
    yield from map(_of_computation, found)
    for one in _money(text):
        if not any(each.start <= one.start < each.end for each in found):
            part = _of_quantity(text, one)
            if part is not None:
                yield part


def _money(text: str) -> Iterator[Quantity]:
    """Quantities that are money: by unit, a bare 万, or a bare number after a word for money."""
    for one in quantities(text):
        named = one.unit in UNITS
        bare = not one.unit and _MONEY_WORD.search(text[: one.start][-4:])
        if (named or bare) and not one.about:
            yield one


def _of_computation(one: Computation) -> Part:
    said = one.said
    value, precision = (said.value, said.precision) if said else (one.value, Decimal(0))
    return Part(value, precision, one.start, one.end, False, one)


def _of_quantity(text: str, one: Quantity) -> Part | None:
    clause = CLAUSE.split(text[: one.start])[-1].rpartition("(")[2]
    after = text[one.end :]
    if one.per and one.per != "年":
        return None
    if _PART.search(clause) or _PRICE.match(after):
        return None
    scale = UNITS.get(one.unit, Decimal(1))
    end = CLAUSE.search(text, one.end)
    rest = text[one.end : end.start() if end else len(text)].partition("(")[0].partition(")")[0]
    return Part(
        one.value * scale,
        scale.scaleb(-one.decimals),
        one.start,
        one.end,
        bool(_TOTAL.search(clause)),
        None,
        bool(_ALL_OF_A_CLAUSE.match(rest)),
    )


def clauses_of(text: str) -> Iterator[tuple[int, int]]:
    """Where the clauses outside brackets stand."""
    breaks = [m for m in CLAUSE.finditer(text) if not depth_at(text, m.start())]
    at = 0
    for one in breaks:
        yield at, one.start()
        at = one.end()
    yield at, len(text)


def total_of(parts: Sequence[Part]) -> tuple[Decimal, Decimal]:
    """Their sum, and the finest place that they print; 0 where all of them are computed."""
    value = sum((one.exact for one in parts), Decimal(0))
    return value, min((one.precision for one in parts if not one.computed), default=Decimal(0))


def of_segments(text: str, parts: Sequence[Part]) -> list[Part]:
    """The parts of each segment, or the total it states for them."""
    breaks = [match.start() for match in _SEGMENT.finditer(text)]
    found: list[Part] = []
    for low, high in pairwise([-1, *breaks, len(text) + 1]):
        within = [one for one in parts if low < one.start < high]
        totals = [number for number, one in enumerate(within) if one.total]
        found += within[totals[-1] :] if totals else within
    return found


def unrepeated(parts: Sequence[Part]) -> list[Part]:
    """The parts without a computation that only shows how the sum before it was found."""
    found: list[Part] = []
    for one in parts:
        before = found[-1] if found else None
        if one.computed and before and not before.computed:
            said = Amount(one.value, one.precision)
            if said.agrees(Amount(before.value, before.precision)):
                continue
        found.append(one)
    return found


def items_of(text: str) -> list[tuple[int, int]]:
    """Where the items of a numbered list stand."""
    starts = [match.start() for match in _ITEM.finditer(text) if not depth_at(text, match.start())]
    return list(pairwise([*starts, len(text) + 1])) if len(starts) > 1 else []


def firsts(text: str, parts: Sequence[Part]) -> list[Part]:
    """The first sum of each item of a numbered list: what follows explains it."""
    found = []
    for start, end in items_of(text):
        within = [one for one in parts if start <= one.start < end]
        found += within[:1]
    return found


def brackets_of(text: str) -> Iterator[tuple[int, int]]:
    """Where the outermost brackets that close open and close."""
    depths = depths_of(text)
    start = -1
    for at in range(len(text)):
        if depths[at] == 0 and depths[at + 1] == 1:
            start = at
        elif depths[at] == 1 and depths[at + 1] == 0:
            yield start, at


def depth_at(text: str, at: int) -> int:
    """How many brackets a place stands in; one that never closes is none."""
    return depths_of(text)[at]


@lru_cache(maxsize=64)
def depths_of(text: str) -> tuple[int, ...]:
    """How many brackets each letter stands in."""
    steps, opened = [0] * (len(text) + 2), []
    for number, char in enumerate(text):
        if char == "(":
            opened.append(number)
        elif char == ")" and opened:
            steps[opened.pop() + 1] += 1
            steps[number + 1] -= 1
    return tuple(accumulate(steps))
