"""The unit prices that a text names: 「550元/人·天」, 「每人每天100元」, 「550元×20人×2天」."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from yusuan.ledger import UNITS
from yusuan.reckoning.quantities import NUMBER, Quantity, fold, of

_MONEY = "|".join(sorted((u for u in UNITS if u not in {"万", "亿"}), key=len, reverse=True))
_PRICE = re.compile(
    rf"(?P<before>(?:(?:每个?|人均)(?:[一-鿿]{{1,3}}?)??){{1,3}})?(?P<number>{NUMBER})(?P<unit>{_MONEY})"
    r"(?P<rates>(?:(?:[/·、]|每个?)[(]?个?[一-鿿]{1,3}?(?=[/·、每)×*xX=+÷,，。;；:共计合]|$)[)]?)*)"
)
_FACTOR = re.compile(
    rf"(?:[×*xX]|乘以?)(?:每[一-鿿])?(?:{NUMBER})(?P<unit>个?[一-鿿]{{1,2}})(?=[×*xX=,，。;；)（(]|共|计|合|$)"
)
_RATE = re.compile(r"[/·、(每]+个?([^\W\d每]{1,3})")
_EVERY = re.compile(
    r"(?:每个?|(?=人均))(人次|人|天|日|月|年|次|场|期|份|台|套|间|平方米|公里|户|亩|[一-鿿])"
)
_ALIKE = {"日": "天", "个月": "月", "名": "人", "位": "人", "人次": "人"}
#: Times of which one has a sure number of another.
_IN_A_YEAR = {"月": 12, "季": 4, "季度": 4, "年": 1}


@dataclass(frozen=True, slots=True)
class Price:
    """So much 元 for one of each unit of ``per``; where it stands in the folded text."""

    value: Decimal
    per: tuple[str, ...]
    start: int
    end: int

    def in_terms_of(self, per: tuple[str, ...]) -> Decimal | None:
        """The price said of other units: a month's as a year's; None where that cannot be."""
        mine, wanted = sorted(map(_alike, self.per)), sorted(map(_alike, per))
        if mine == wanted:
            return self.value
        rest = [one for one in mine if one not in wanted]
        other = [one for one in wanted if one not in mine]
        if len(rest) == len(other) == 1 and {rest[0], other[0]} <= _IN_A_YEAR.keys():
            return self.value * _IN_A_YEAR[rest[0]] / _IN_A_YEAR[other[0]]
        return None


def _alike(unit: str) -> str:
    return _ALIKE.get(unit, unit)


@lru_cache(maxsize=4096)
def prices(text: str) -> tuple[Price, ...]:
    """The unit prices of a text in order; what is for nothing in particular is none."""
    folded = fold(text)
    found = []
    for match in _PRICE.finditer(folded):
        number: Quantity = of(match["number"], match["unit"])
        per = [*_EVERY.findall(match["before"] or ""), *_RATE.findall(match["rates"] or "")]
        end = match.end()
        if not per:
            per, end = _factors(folded, match.end())
        if per:
            found.append(Price(number.base, tuple(per), match.start("number"), end))
    return tuple(found)


def _factors(text: str, at: int) -> tuple[list[str], int]:
    """The units that a bare price is multiplied by: 「550元×20人×2天」 is for 人 and 天."""
    found = []
    while factor := _FACTOR.match(text, at):
        found.append(factor["unit"].removeprefix("个") or "个")
        at = factor.end()
    return found, at
