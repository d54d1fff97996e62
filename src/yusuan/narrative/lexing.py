"""The numbers of a text with their units: money, per cents, counts; all else is no claim."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from yusuan.ledger import UNITS

MONEY = "money"
PERCENT = "percent"
COUNT = "count"
BARE = "bare"  # a figure with decimals, or a zero, without any unit

_SAME_LENGTH = str.maketrans(
    {
        **{chr(0xFF10 + digit): str(digit) for digit in range(10)},
        "．": ".",
        "％": "%",
        "﹪": "%",
        "（": "(",
        "）": ")",
        "：": ":",
        "；": ";",
        "，": "，",
        "\xa0": " ",
        "\u3000": " ",
        "－": "-",
        "−": "-",
    }
)
_NUMBER = re.compile(
    r"(?<![\d.A-Za-z_])(?P<sign>-(?=\d))?"
    r"(?P<digits>\d{1,3}(?:,[ \n]?\d{3})+(?:[ \n]?\.[ \n]?\d+)?"
    r"|\d{1,3}(?:，\d{3})+(?:\.\d+)?(?= ?(?:万元|元|千元|亿元))"
    r"|\d{1,3}(?: \d{3})+\.\d+(?= ?(?:万元|元|千元|亿元))"
    r"|\d+(?:\n\d+(?=\.\d+ ?(?:万元|元|亿元|千元|%)))?(?:[ \n]?\.[ \n]?\d+)?)"
)
_UNIT = re.compile(
    r"\s{0,3}(?:(?P<money>亿元|百万元|千元|百元|万元|元|[万亿](?=[，,。;:、)以及和与左的]|$))"
    r"|(?P<percent>%|个百分点|百分点|倍)"
    r"|(?P<count>人次|批次|人|名|辆|平方米|㎡|m²|m2|平米|台\(套\)|台/套|台套|台|套|家|个(?!百分点)))"
)
_THRESHOLD = re.compile(r"\s?\(?含?\)?(?:及?以[上下内]|/|每)")
_RATE_BEFORE = re.compile(r"(?:单价|单位价值|价值|每[人辆台月年次天]{1,2}|人均|标准为?)\s*(?:在)?$")
_ENDS = re.compile(r"\s*(?:[，,。;、)]|$)")
_LONGEST = 18  # digits; what has more is the number of an account


@dataclass(frozen=True, slots=True)
class Number:
    """A number with its unit where it stands; ``value`` and ``step`` are in 元 for money.

    For per cents they are per cent (倍 times 100), for counts plain numbers. ``step`` is one unit
    of the last printed place.
    """

    kind: str
    start: int
    end: int
    value: Decimal
    step: Decimal
    unit: str


def even(text: str) -> str:
    """The text with full-width digits and brackets made plain; every letter keeps its place."""
    return text.translate(_SAME_LENGTH)


def numbers(text: str, start: int = 0, end: int | None = None) -> Iterator[Number]:
    """The numbers of an even text that can be claims, from left to right.

    Dates, years, ordinals, codes, numbers of documents and of paragraphs have no such unit.
    Thresholds and prices (单价20万元以上, 500元/人) are no figures of the budget.
    """
    for match in _NUMBER.finditer(text, start, len(text) if end is None else end):
        digits = "".join(match["digits"].replace(",", "").replace("，", "").split())
        whole, _, decimals = digits.partition(".")
        if len(whole) + len(decimals) > _LONGEST:
            continue
        unit = _UNIT.match(text, match.end())
        value, step = Decimal(digits), Decimal(1).scaleb(-len(decimals))
        if match["sign"]:
            value = -value
        if unit is None:
            if (decimals or value == 0) and _is_bare(text, match):
                yield Number(BARE, match.start(), match.end(), value, step, "")
            continue
        before = text[max(match.start() - 12, 0) : match.start()]
        if _THRESHOLD.match(text, unit.end()) or _RATE_BEFORE.search(before):
            continue
        yield _measured(match.start(), unit, value, step)


def _is_bare(text: str, match: re.Match[str]) -> bool:
    before = text[: match.start()].rstrip()
    return bool(_ENDS.match(text, match.end())) and bool(before) and before[-1] in "为是数共计额"


def _measured(start: int, unit: re.Match[str], value: Decimal, step: Decimal) -> Number:
    name = unit[0].strip()
    if unit["money"]:
        factor = UNITS[name]
        return Number(MONEY, start, unit.end(), value * factor, step * factor, name)
    if unit["percent"]:
        factor = Decimal(100 if name == "倍" else 1)
        return Number(PERCENT, start, unit.end(), value * factor, step * factor, name)
    return Number(COUNT, start, unit.end(), value, step, name)
