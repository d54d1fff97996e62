"""A year's money by the members of a dimension, and what is known of both of two dimensions.

A flow from a fund to a function is a printed figure of both, or printed figures added up. What is
known of neither is no flow: it is left over, and said to be (docs/why/margins.md). Only where all
other flows of a stage are known does a difference say what the last one is.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from yusuan.forms.figures import Figures
from yusuan.ledger import Coordinates, Fact, total_of
from yusuan.standards.dimensions import CODED, ancestors

Facts = Mapping[Coordinates, Fact]
ZERO: Final = Decimal(0)

SPENDING: Final = Coordinates({"flow": "expenditure"})
REVENUE: Final = Coordinates({"flow": "revenue"})
_CARRIED: Final = "carryover"
#: A figure that says one of these is of something finer or other than a flow of money.
_APART: Final = frozenset({"item", "measure", "line", "procurement", "service"})
#: Figures divide a sum in several ways; the way that knows most of it is taken.
_WAYS: Final = ((), ("unit",), ("fund",), ("nature",))


@dataclass(frozen=True, slots=True)
class Sum:
    """An amount and the printed figures it is the sum of; none where it is a difference."""

    value: Decimal
    facts: tuple[Fact, ...] = ()

    @property
    def slack(self) -> Decimal:
        """How far rounding can have moved it."""
        return sum((fact.amount.half for fact in self.facts), ZERO)


@dataclass(frozen=True, slots=True)
class Node:
    """A member of a dimension with its money; without a member, what no member was printed for."""

    member: str
    money: Sum


@dataclass(frozen=True, slots=True)
class Stage:
    """All the money, by the members of one dimension, the largest first."""

    dimension: str
    nodes: tuple[Node, ...]
    total: Sum

    @property
    def whole(self) -> bool:
        """Whether a member is printed for all of it."""
        return all(node.member for node in self.nodes)


#: How much goes from a node of a stage, by its number, to a node of the next.
Links = Mapping[tuple[int, int], Sum]


class Money:
    """The figures of a year, to be asked for stages and for what flows between them."""

    def __init__(self, facts: Facts, year: int) -> None:
        self._facts = {key: fact for key, fact in facts.items() if not _APART & key.keys()}
        self._classes = _by_class(self._facts)
        added = (_as_one(key, found) for key, found in self._classes.items())
        self._figures = Figures(added, year)

    def total(self, flow: Coordinates = SPENDING) -> Sum:
        """The figure of all spending, or of all revenue with what was carried over."""
        with_carried = flow | {"balance": "total"}
        keys = (with_carried, flow) if flow == REVENUE else (flow, with_carried)
        found = [self._facts[key] for key in keys if key in self._facts]
        return _summed(found[:1])

    def sum(self, wanted: Coordinates) -> Sum:
        """What the figures within some coordinates come to, at least."""
        ways = (self._figures.parts(wanted, axes) for axes in _WAYS)
        sums = (
            _summed([fact for key in way for fact in self._classes[key]])
            for way in dict.fromkeys(ways)
        )
        return max(sums, key=lambda one: one.value)

    def stage(self, dimension: str, flow: Coordinates = SPENDING) -> Stage | None:
        """All money of a flow by a dimension; None where the figures come to more than all.

        What no figure says is a node without a member.
        """
        members = self._members(dimension, flow)
        nodes = [Node(one, self.sum(flow | {dimension: one})) for one in members]
        if flow == REVENUE and dimension == "fund":
            nodes = [node for node in nodes if node.member != _CARRIED]
            nodes.append(Node(_CARRIED, self.sum(flow | {"balance": _CARRIED})))
        return _adding_up(dimension, nodes, self.total(flow))

    def _members(self, dimension: str, flow: Coordinates) -> list[str]:
        """The topmost members; of 财政拨款 its budgets, where they add up to it."""
        said = dict.fromkeys(
            key[dimension]
            for key in self._facts
            if dimension in key and key.get("flow") == flow["flow"]
        )
        if dimension in CODED:
            return sorted({member[:3] for member in said})
        top = [one for one in said if not said.keys() & set(ancestors(dimension, one))]
        return [one for member in top for one in self._finer(dimension, member, said, flow)]

    def _finer(
        self, dimension: str, member: str, said: Mapping[str, object], flow: Coordinates
    ) -> list[str]:
        below = [one for one in said if ancestors(dimension, one)[:1] == (member,)]
        if dimension != "fund" or not below:
            return [member]
        whole = self.sum(flow | {dimension: member})
        parts = [self.sum(flow | {dimension: one}) for one in below]
        return below if abs(whole.value - value_of(parts)) <= whole.slack else [member]

    def links(self, left: Stage, right: Stage, flow: Coordinates = SPENDING) -> Links | None:
        """What is known to go from each node to each; None where that is more than a node has."""
        found: dict[tuple[int, int], Sum] = {}
        for i, one in enumerate(left.nodes):
            for j, other in enumerate(right.nodes):
                if one.member and other.member:
                    at = _at(left.dimension, one.member, flow)
                    money = self.sum(flow | at | {right.dimension: other.member})
                    if money.value:
                        found[i, j] = money
        return _completed(left, right, found)


def _by_class(facts: Facts) -> dict[Coordinates, list[Fact]]:
    """The figures by what they say of classes, without those that a coarser one includes."""
    found: dict[Coordinates, list[Fact]] = defaultdict(list)
    for key, fact in facts.items():
        coded = [(name, member) for name, member in key.items() if name in CODED]
        wider = [((name, member), *_wider(name, member)) for name, member in coded]
        coarser = (key | dict(pairs) for pairs in itertools.product(*wider))
        if not any(one != key and one in facts for one in coarser):
            found[key | {name: member[:3] for name, member in coded}].append(fact)
    return found


def _wider(name: str, member: str) -> Iterator[tuple[str, str]]:
    return ((name, wider) for wider in ancestors(name, member))


def _as_one(key: Coordinates, facts: Sequence[Fact]) -> Fact:
    """Figures of one class as if it were printed."""
    return replace(facts[0], coordinates=key, amount=total_of(fact.amount for fact in facts))


def _at(dimension: str, member: str, flow: Coordinates) -> dict[str, str]:
    """Where a node's figures stand: money carried over is received as a balance."""
    carried = (dimension, member, flow) == ("fund", _CARRIED, REVENUE)
    return {"balance" if carried else dimension: member}


def _adding_up(dimension: str, nodes: Iterable[Node], whole: Sum) -> Stage | None:
    kept = sorted(
        (node for node in nodes if node.money.value),
        key=lambda node: (-node.money.value, node.member),
    )
    rest = whole.value - value_of(node.money for node in kept)
    slack = whole.slack + slack_of(kept)
    if not kept or rest < -slack or any(node.money.value < 0 for node in kept):
        return None
    if rest > slack:
        kept.append(Node("", Sum(rest)))
    return Stage(dimension, tuple(kept), whole)


def even(one: Sum, other: Sum) -> bool:
    """Whether two sums are the same, as far as their rounding lets one tell."""
    return abs(one.value - other.value) <= one.slack + other.slack


def _summed(facts: Sequence[Fact]) -> Sum:
    return Sum(sum((fact.amount.value for fact in facts), ZERO), tuple(facts))


def value_of(sums: Iterable[Sum]) -> Decimal:
    """What sums come to together."""
    return sum((one.value for one in sums), ZERO)


def slack_of(nodes: Iterable[Node]) -> Decimal:
    """How far rounding can have moved some nodes together."""
    return sum((node.money.slack for node in nodes), ZERO)


def _completed(left: Stage, right: Stage, found: Mapping[tuple[int, int], Sum]) -> Links | None:
    """Flows with those that differences give; None where they are more than a node has.

    Where all of a stage but one node is accounted for, what the other side has left is its.
    """
    links = dict(found)
    for _ in range(2):
        ours, theirs = _rests(left, links, 0), _rests(right, links, 1)
        if ours is None or theirs is None:
            return None
        for i, j in itertools.product(ours, theirs):
            if len(ours) == 1 or len(theirs) == 1:
                known = links[i, j].value if (i, j) in links else ZERO
                links[i, j] = Sum(known + (theirs[j] if len(ours) == 1 else ours[i]))
    return links


def _rests(stage: Stage, links: Links, side: int) -> dict[int, Decimal] | None:
    """What nodes have beyond the flows that end there; None where the flows are more."""
    found: dict[int, Decimal] = {}
    for number, node in enumerate(stage.nodes):
        own = [link for pair, link in links.items() if pair[side] == number]
        rest = node.money.value - value_of(own)
        slack = sum((one.slack for one in own), node.money.slack)
        if rest < -slack:
            return None
        if rest > slack:
            found[number] = rest
    return found
