"""Where money comes from and goes: fund, function and economic class, as far as figures tell."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from yusuan.publish.page_money import (
    REVENUE,
    SPENDING,
    ZERO,
    Links,
    Money,
    Stage,
    even,
    slack_of,
    value_of,
)


@dataclass(frozen=True, slots=True)
class Flow:
    """Stages of the same money, and what is known of the way between each and the next."""

    stages: tuple[Stage, ...]
    links: tuple[Links, ...]

    def unlinked(self, number: int) -> Decimal:
        """The money of which it is not known where it goes from a stage to the next."""
        nodes = self.stages[number].nodes
        rest = value_of(node.money for node in nodes) - value_of(self.links[number].values())
        return rest if rest > slack_of(nodes) else ZERO


def flow_of(money: Money) -> Flow | None:
    """The way of a year's money as far as its figures tell it; None where they tell of none."""
    function = money.stage("function")
    if function is None or not function.whole:
        return None
    steps = [*_sources(money, function), (function, None), *_uses(money, function)]
    if len(steps) == 1:
        return None
    links = tuple(links for _, links in steps if links is not None)
    return Flow(tuple(stage for stage, _ in steps), links)


_Step = tuple[Stage, "Links | None"]


def _sources(money: Money, function: Stage) -> list[_Step]:
    """The funds with what is known of their use: by what was spent of each, or was received."""
    found: list[tuple[Decimal, Stage, Links]] = []
    for own, other in ((SPENDING, REVENUE), (REVENUE, SPENDING)):
        stage = money.stage("fund", own)
        if stage is None or not stage.whole or not even(stage.total, function.total):
            continue
        for flow in (own, other):
            links = money.links(stage, function, flow)
            if links is None:  # its own figures contradict it, and the others are not asked
                break
            found.append((value_of(links.values()), stage, links))
    best = max(found, key=lambda one: one[0], default=None)
    return [(best[1], best[2])] if best and best[2] else []


def _uses(money: Money, function: Stage) -> list[_Step]:
    """The economic classes, straight from the functions or by way of the natures of spending."""
    direct: list[tuple[Decimal, Decimal, Stage, Links]] = []
    for name in ("dept_economic", "gov_economic"):
        stage = money.stage(name)
        links = money.links(function, stage) if stage else None
        if stage and links:
            named = value_of(node.money for node in stage.nodes if node.member)
            linked = value_of(
                link for (_, right), link in links.items() if stage.nodes[right].member
            )
            direct.append((linked, named, stage, links))
    best = max(direct, key=lambda one: one[0], default=None)
    if best and best[0] + slack_of(best[2].nodes) >= best[1]:
        return [(best[2], best[3])]
    by_nature = _by_nature(money, function)
    if len(by_nature) > 1 or not best:
        return by_nature
    return [(best[2], best[3])]


def _by_nature(money: Money, function: Stage) -> list[_Step]:
    nature = money.stage("nature")
    links = money.links(function, nature) if nature else None
    if nature is None or not links or not nature.whole:
        return []
    economic = money.stage("dept_economic")
    further = money.links(nature, economic) if economic else None
    return [(nature, links), *([(economic, further)] if economic and further else [])]
