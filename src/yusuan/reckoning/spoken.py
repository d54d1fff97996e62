"""Computations that are written in words: 「5000份，每份100元」, 「每人每月500元，共20人」.

A segment with one unit price and one count of each thing the price is for is a product. Months of
a year are 12 where the text speaks of a whole year; what leaves a doubt is no computation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from yusuan.ledger import UNITS
from yusuan.reckoning.formulas import Computation
from yusuan.reckoning.prices import Price, prices
from yusuan.reckoning.quantities import Quantity, fold, quantities

_SEGMENT = re.compile(r"[;；。\n]")
_SIGNS = re.compile(
    r"[×*÷+=]|(?<=\d)[xX/](?=\d)|乘|[%‰]|约|左右|其中|不超过|不[少低]于|至[少多]|以[上内]"
)
_YEAR = re.compile(r"全年|一年|年(?:度)?(?:共|合计|需|支出|费用)|每年|年均")
_TOTAL = re.compile(r"(?:共计|合计|总计|小计|共需|共|全年|一年|需|计|为|年度)[^，,\d]{0,6}$")
_SINGLE = re.compile(r"(?:单价|每[个台件套张份]?价格?)[为:]?$")
_ALIKE = {
    "日": "天",
    "个月": "月",
    "名": "人",
    "位": "人",
    "人数": "人",
    "季": "季度",
    "年度": "年",
}
_TIMES = {"月": 12, "季度": 4, "年": 1}
_MOST = 8


@dataclass(frozen=True, slots=True)
class _Segment:
    """A stretch of a text between stops, and where it begins in the text."""

    text: str
    start: int


def spoken(text: str) -> tuple[Computation, ...]:
    """The computations a text says in words, in order; positions are those of the folded text."""
    folded = fold(text)
    found = (_computation(segment) for segment in _segments(folded))
    return tuple(one for one in found if one)


def _segments(text: str) -> Iterator[_Segment]:
    at = 0
    for end in [*(match.start() for match in _SEGMENT.finditer(text)), len(text)]:
        yield _Segment(text[at:end], at)
        at = end + 1


def _computation(segment: _Segment) -> Computation | None:
    text = segment.text
    if _SIGNS.search(text) or "(" in text:
        return None
    found = quantities(text)
    price = _price(text, found)
    if price is None or len(found) > _MOST:
        return None
    counts = [one for one in found if not one.is_money and one.kind and one.unit not in UNITS]
    totals = [one for one in found if one.is_money and one.start != price.start]
    if len(totals) > 1 or (totals and totals[0].start < price.start and len(found) < 2):
        return None
    value = _product(price, counts, whole_year=bool(_YEAR.search(text)))
    if value is None:
        return None
    sure = bool(counts) or bool(_YEAR.search(text))  # 每月2500元 may be for a part of the year
    stated = totals[0] if totals else None
    if stated is not None and not _TOTAL.search(text[: stated.start]):
        return None
    stated = stated and replace(stated, per="")
    end = segment.start + len(text)
    return Computation(text, value, True, stated, segment.start, end, sure)


def _price(text: str, found: Sequence[Quantity]) -> Price | None:
    """The one unit price of a segment; 「单价4500元」 is for what the segment counts."""
    named = prices(text)
    if len(named) == 1:
        return named[0]
    single = [one for one in found if one.is_money and _SINGLE.search(text[: one.start])]
    counts = [one for one in found if not one.is_money and one.kind]
    if named or len(single) != 1 or len(counts) != 1:
        return None
    return Price(single[0].base, (counts[0].unit,), single[0].start, single[0].end)


def _product(price: Price, counts: Sequence[Quantity], *, whole_year: bool) -> Decimal | None:
    """The price times a count of each thing it is for; None unless every count is taken up."""
    value, wanted, left = price.value, [_alike(one) for one in price.per], list(counts)
    if all(one in _TIMES for one in wanted) and not left and not whole_year:
        return value * _TIMES[wanted[0]] if len(wanted) == 1 and wanted[0] != "年" else None
    while wanted:
        unit = wanted.pop()
        own = [one for one in left if _alike(one.kind) == unit]
        if len(own) > 1:
            return None
        if own:
            left.remove(own[0])
            value *= own[0].base
            per = _alike(own[0].per)
            value *= _TIMES.get(per, 1)  # 每月1期 comes twelve times a year
            wanted += [per] if per and per not in _TIMES else []
        elif unit in _TIMES and (whole_year or unit == "年"):
            value *= _TIMES[unit]
        else:
            return None
    return None if left else value


def _alike(unit: str) -> str:
    return _ALIKE.get(unit, unit)
