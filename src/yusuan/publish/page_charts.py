"""The pictures of a page, from facts that are there and that add up; otherwise no picture."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from typing import Final

from yusuan.ledger import Coordinates, Fact, in_unit
from yusuan.publish.page_meanings import bare_name
from yusuan.publish.page_svg import Share, bars, pairs, treemap
from yusuan.publish.volume import Volume
from yusuan.standards.dimensions import ancestors

_WHOLE: Final = ("entity", "year", "stage")  # what every figure of a disclosure shares
_TOP: Final = 3  # digits of a class
Facts = Mapping[Coordinates, Fact]


@dataclass(frozen=True, slots=True)
class _Split:
    """A total and the parts of it that one dimension makes."""

    total: Fact
    parts: tuple[tuple[str, Fact], ...]


def charts(volume: Volume) -> Iterator[str]:
    """The figures of the overview, as HTML."""
    now, before = _by_meaning(volume, volume.year), _by_meaning(volume, volume.year - 1)
    funds = _split(now, "revenue", "fund")
    if funds:
        yield _figure("钱从哪里来", funds, bars(_shares(funds, "fund", volume)))
    nature = _split(now, "expenditure", "nature")
    if nature:
        yield _figure("基本支出与项目支出", nature, bars(_shares(nature, "nature", volume)))
    function = _split(now, "expenditure", "function")
    if function:
        picture = treemap(_shares(function, "function", volume))
        yield _figure("钱用在哪些方面（功能分类）", function, picture, whole=True)
        yield from _changes(function, before, volume)
    economic = _split(now, "expenditure", "dept_economic")
    if economic:
        picture = bars(_shares(economic, "dept_economic", volume))
        yield _figure("钱用来做什么（经济分类）", economic, picture)


def _by_meaning(volume: Volume, year: int) -> Facts:
    """The facts of a year by what they mean; the first of those that mean the same."""
    found: dict[Coordinates, Fact] = {}
    for fact in volume.facts:
        said = fact.coordinates.get("year", str(volume.year))
        stage = fact.coordinates.get("stage", volume.stage)
        if said == str(year) and stage in {volume.stage, "prior"} and fact.understood:
            found.setdefault(fact.coordinates.without(*_WHOLE), fact)
    return found


def _split(facts: Facts, flow: str, dimension: str) -> _Split | None:
    """The parts of all revenue or expenditure, where they are there and add up to it."""
    members = {
        key[dimension]: fact
        for key, fact in facts.items()
        if set(key) == {"flow", dimension} and key["flow"] == flow and fact.amount.value > 0
    }
    top = {
        member: fact
        for member, fact in members.items()
        if not members.keys() & set(ancestors(dimension, member))
    }
    total = facts.get(Coordinates({"flow": flow}))
    total = total or facts.get(Coordinates({"flow": flow, "balance": "total"}))
    summed = sum(fact.amount.value for fact in top.values())
    if not top or total is None or summed != total.amount.value:
        return None
    top = _finer(dimension, top, members) if dimension == "fund" else top
    parts = sorted(top.items(), key=lambda pair: (-pair[1].amount.value, pair[0]))
    return _Split(total, tuple(parts))


def _finer(dimension: str, top: Mapping[str, Fact], members: Mapping[str, Fact]) -> dict[str, Fact]:
    """Each part by its own parts, where those are there and add up to it (财政拨款 by budget)."""
    found: dict[str, Fact] = {}
    for member, fact in top.items():
        below = {
            key: one for key, one in members.items() if ancestors(dimension, key)[:1] == (member,)
        }
        adds_up = sum(one.amount.value for one in below.values()) == fact.amount.value
        found.update(below if below and adds_up else {member: fact})
    return found


def _shares(split: _Split, dimension: str, volume: Volume) -> list[Share]:
    return [
        Share(bare_name(dimension, member, volume.year), fact.amount.value, _amount(fact), fact.id)
        for member, fact in split.parts
    ]


def _amount(fact: Fact) -> str:
    return f"{Decimal(in_unit(fact.amount.value, '万元')):,f}万元"


def _changes(split: _Split, before: Facts, volume: Volume) -> Iterator[str]:
    """This year beside last, for the classes that both years print."""
    rows = [
        (now, Share(now.label, old.amount.value, _amount(old), old.id))
        for (member, _), now in zip(split.parts, _shares(split, "function", volume), strict=True)
        if (old := before.get(Coordinates({"flow": "expenditure", "function": member})))
    ]
    if rows:
        yield _figure("与上年相比（深色为本年，浅色为上年）", split, pairs(rows), whole=True)


def _figure(title: str, split: _Split, picture: str, *, whole: bool = False) -> str:
    kind = ' class="whole"' if whole else ""
    total = f"<small>合计 {escape(_amount(split.total))}</small>"
    return f"<figure{kind}><figcaption>{escape(title)}{total}</figcaption>{picture}</figure>"
