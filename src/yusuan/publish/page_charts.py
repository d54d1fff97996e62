"""The pictures of a page, from facts that are there and that add up; otherwise no picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from yusuan.ledger import Coordinates, Fact
from yusuan.publish.page_flows import Flow, flow_of
from yusuan.publish.page_meanings import Meanings, bare_name
from yusuan.publish.page_money import (
    REVENUE,
    SPENDING,
    Facts,
    Links,
    Money,
    Node,
    Stage,
    Sum,
)
from yusuan.publish.page_sankey import Column, Ribbon, sankey
from yusuan.publish.page_svg import COLOURS, UNIT, Pair, Share, amount, bars, pairs, treemap
from yusuan.publish.volume import Volume

_WHOLE: Final = ("entity", "year", "stage")  # what every figure of a disclosure shares
_STAGES: Final = {
    "fund": "资金来源",
    "function": "功能分类",
    "nature": "支出性质",
    "dept_economic": "部门经济分类",
    "gov_economic": "政府经济分类",
}


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture with a name that addresses it: its title, and the whole figure as HTML."""

    key: str
    title: str
    html: str


def charts(volume: Volume, meanings: Meanings) -> Iterator[Chart]:
    """The pictures of the overview; what a shape stands for is told to the meanings."""
    yield from _Charts(volume, meanings).drawn()


class _Charts:
    def __init__(self, volume: Volume, meanings: Meanings) -> None:
        self._year = volume.year
        self._meanings = meanings
        self._now = by_meaning(volume, volume.year)
        self._before = by_meaning(volume, volume.year - 1)
        self._money = Money(self._now, volume.year)

    def drawn(self) -> Iterator[Chart]:
        flow = flow_of(self._money)
        if flow:
            yield self._flow(flow)
        economic = self._money.stage("dept_economic") or self._money.stage("gov_economic")
        for key, title, stage in (
            ("fund", "钱从哪里来", self._money.stage("fund", REVENUE)),
            ("nature", "基本支出与项目支出", self._money.stage("nature")),
            ("economic", "钱用来做什么（经济分类）", economic),
        ):
            if stage and len(stage.nodes) > 1 and (stage.whole or stage is economic):
                yield _figure(key, title, stage.total, bars(self._shares(stage)))
        function = self._money.stage("function")
        if function and function.whole:
            picture = treemap(self._shares(function))
            title = "钱用在哪些方面（功能分类）"
            yield _figure("function", title, function.total, picture, whole=True)
        compared = list(self._compared(function))
        if compared:
            title = "与上年相比（深色为本年，浅色为上年）"
            yield _figure("change", title, None, pairs(compared), whole=True)

    def _shares(self, stage: Stage) -> list[Share]:
        return [
            self._share(self._name(stage, node), node.money, "" if node.member else "rest")
            for node in stage.nodes
        ]

    def _share(self, name: str, money: Sum, look: str = "") -> Share:
        leads = self._meanings.sum(name, money.value, money.facts)
        return Share(name, money.value, amount(money.value), leads, look)

    def _name(self, stage: Stage, node: Node) -> str:
        if not node.member:
            return f"没有印出{_STAGES[stage.dimension]}"
        return bare_name(stage.dimension, node.member, self._year)

    def _flow(self, flow: Flow) -> Chart:
        columns = [
            Column(
                _STAGES[stage.dimension],
                tuple(self._bar(stage, one) for one in range(len(stage.nodes))),
                tuple(self._ribbons(flow, place)) if place < len(flow.links) else (),
            )
            for place, stage in enumerate(flow.stages)
        ]
        names = [column.title for column in columns]
        picture = sankey(columns, f"{' → '.join(names)}，单位：{UNIT}")
        said = "".join(f'<p class="note">{escape(one)}</p>' for one in _unknown(flow, names))
        title = "钱从哪里来、用到哪里去" if flow.stages[0].dimension == "fund" else "钱用到哪里去"
        return _figure("flow", title, flow.stages[0].total, picture + said, whole=True)

    def _bar(self, stage: Stage, number: int) -> Share:
        node = stage.nodes[number]
        look = f"c{number % COLOURS}" if stage.dimension == "function" else "plain"
        return self._share(self._name(stage, node), node.money, look if node.member else "rest")

    def _ribbons(self, flow: Flow, place: int) -> Iterator[Ribbon]:
        """The ribbons from a stage to the next; each has the colour of its function."""
        left, right = flow.stages[place : place + 2]
        for (one, other), money in _ordered(flow.links[place]):
            names = (self._name(left, left.nodes[one]), self._name(right, right.nodes[other]))
            ends = {left.dimension: one, right.dimension: other}
            look = f"c{ends['function'] % COLOURS}" if "function" in ends else "plain"
            yield Ribbon(one, other, self._share(" → ".join(names), money, look))

    def _compared(self, function: Stage | None) -> Iterator[Pair]:
        """What is printed for both years: the totals, the classes, 三公经费."""
        totals = (("收入", REVENUE), ("支出", SPENDING))
        wanted = [(f"{name}合计", key) for name, key in totals]
        if function:
            classes = ((self._name(function, node), node.member) for node in function.nodes)
            wanted += [(name, SPENDING | {"function": member}) for name, member in classes]
        publics = bare_name("item", "three_publics", self._year)
        publics_at = SPENDING | {"item": "three_publics"}
        wanted += [(publics, publics_at), (publics, publics_at | {"fund": "gpb"})]
        for name, key in wanted:
            now, old = self._now.get(key), self._before.get(key)
            if now and old:
                shares = (self._share(name, Sum(one.amount.value, (one,))) for one in (now, old))
                yield Pair(*shares)


def _unknown(flow: Flow, names: Sequence[str]) -> Iterator[str]:
    """What the picture cannot show, because it was not printed."""
    for number in range(len(flow.links)):
        rest = flow.unlinked(number)
        if rest:
            ways = f"{names[number]}和{names[number + 1]}"
            yield f"有 {amount(rest)}没有印出按{ways}交叉的数，图上没有连线。"
    if not flow.stages[-1].whole:
        yield f"灰色部分没有印出{names[-1]}。"


def _ordered(links: Links) -> list[tuple[tuple[int, int], Sum]]:
    return sorted(links.items(), key=lambda pair: pair[0])


def by_meaning(volume: Volume, year: int) -> Facts:
    """The facts of a year by what they mean; the first of those that mean the same."""
    found: dict[Coordinates, Fact] = {}
    for fact in volume.facts:
        said = fact.coordinates.get("year", str(volume.year))
        stage = fact.coordinates.get("stage", volume.stage)
        if said == str(year) and stage in {volume.stage, "prior"} and fact.understood:
            found.setdefault(fact.coordinates.without(*_WHOLE), fact)
    return found


def _figure(key: str, title: str, total: Sum | None, picture: str, *, whole: bool = False) -> Chart:
    kind = ' class="whole"' if whole else ""
    said = f"<small>合计 {escape(amount(total.value))}</small>" if total else ""
    html = f"<figure{kind}><figcaption>{escape(title)}{said}</figcaption>{picture}</figure>"
    return Chart(key, title, html)
