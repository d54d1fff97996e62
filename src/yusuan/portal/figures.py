"""The figures of an edition that people compare: totals, classifications, 三公经费."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from yusuan.ledger import Coordinates, Fact
from yusuan.publish.page_charts import by_meaning
from yusuan.publish.page_meanings import bare_name
from yusuan.publish.page_money import REVENUE, SPENDING, Facts, Money, Sum
from yusuan.publish.volume import Volume

#: What figures are grouped by, and the group's name for readers.
GROUPS: Final = {
    "total": "收支总额",
    "fund": "收入来源",
    "function": "功能分类（钱用在哪些方面）",
    "nature": "基本支出和项目支出",
    "dept_economic": "部门经济分类（钱用来买什么）",
    "gov_economic": "政府经济分类",
    "item": "三公经费和单独公开的经费",
}
_ITEMS: Final = (
    "three_publics",
    "three_publics.overseas",
    "three_publics.vehicles",
    "three_publics.vehicles.purchase",
    "three_publics.vehicles.running",
    "three_publics.reception",
    "meetings",
    "training",
    "organ_running_cost",
    "procurement",
)
#: An item is printed of all money, or of the budget that pays it.
_FUNDS: Final[Sequence[Mapping[str, str]]] = ({}, {"fund": "gpb"}, {"fund": "appropriation"})


@dataclass(frozen=True, slots=True)
class Figure:
    """One amount in 元, of this year and, where it is printed, of last year.

    ``facts`` are what is printed of it; several where it had to be added up. ``about`` are the
    coordinates, without what the whole disclosure says.
    """

    group: str
    member: str
    name: str
    amount: Decimal
    facts: tuple[Fact, ...]
    about: Coordinates
    before: Decimal | None = None

    @property
    def key(self) -> str:
        """Names it among the figures of all editions."""
        return f"{self.group}:{self.member}"


def figures(volume: Volume) -> tuple[Figure, ...]:
    """The figures of a volume that can be compared, by group and as large as they are."""
    now, before = (by_meaning(volume, volume.year - back) for back in (0, 1))
    return tuple(_figures(volume.year, now, before))


def _figures(year: int, now: Facts, before: Facts) -> Iterator[Figure]:
    money, old = Money(now, year), Money(before, year - 1)
    for member, name, flow in (("revenue", "收入", REVENUE), ("expenditure", "支出", SPENDING)):
        total = money.total(flow)
        if total.facts:
            yield Figure(
                "total", member, name, total.value, total.facts, flow, _of(old.total(flow))
            )
    for dimension in ("fund", "function", "nature", "dept_economic", "gov_economic"):
        flow = REVENUE if dimension == "fund" else SPENDING
        stage = money.stage(dimension, flow)
        for node in sorted(stage.nodes if stage else (), key=lambda one: -one.money.value):
            if not node.member or not node.money.facts:
                continue
            about = flow | {dimension: node.member}
            name = bare_name(dimension, node.member, year)
            value, facts = node.money.value, node.money.facts
            yield Figure(dimension, node.member, name, value, facts, about, _printed(before, about))
    yield from _items(year, now, before)


def _items(year: int, now: Facts, before: Facts) -> Iterator[Figure]:
    for item in _ITEMS:
        for fund in _FUNDS:
            about = SPENDING | {"item": item, **fund}
            fact = now.get(about)
            if fact is not None:
                name, value = bare_name("item", item, year), fact.amount.value
                yield Figure("item", item, name, value, (fact,), about, _printed(before, about))
                break


def _of(money: Sum) -> Decimal | None:
    return money.value if money.facts else None


def _printed(facts: Facts, about: Coordinates) -> Decimal | None:
    found = facts.get(about)
    return found.amount.value if found else None
