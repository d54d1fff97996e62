"""The figures a disclosure prints of its own year, each set of coordinates with one amount.

A figure printed several times has one amount here: the most precise of those that agree; where
they contradict each other, the one that its own parts add up to, else the one printed most.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from yusuan.ledger import Amount, Coordinates, Disclosure, Fact, Remark
from yusuan.ledger import total_of as sum_of
from yusuan.standards.dimensions import CODED, includes, label

#: Dimensions a line of spending has a field for.
SPENDING = (
    "unit",
    "fund",
    "function",
    "nature",
    "dept_economic",
    "gov_economic",
    "project",
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One printed amount, and the table it stands in."""

    amount: Amount
    table: str


def current(disclosure: Disclosure) -> list[Fact]:
    """The understood figures of the disclosure's own year and stage."""
    year, stage = str(disclosure.year), disclosure.stage
    return [
        fact
        for fact in disclosure.facts
        if fact.understood
        and fact.coordinates.get("year", year) == year
        and fact.coordinates.get("stage", stage) == stage
    ]


def settled(
    facts: Iterable[tuple[Coordinates, Fact]],
) -> tuple[dict[Coordinates, Amount], list[Remark]]:
    """One amount for each set of coordinates, and what was said of contradictions."""
    printed: dict[Coordinates, list[Figure]] = defaultdict(list)
    for about, fact in facts:
        printed[about].append(Figure(fact.amount, fact.table or ""))
    first = {about: _finest(figures) for about, figures in printed.items()}
    found: dict[Coordinates, Amount] = {}
    remarks: list[Remark] = []
    for about, figures in printed.items():
        found[about] = first[about]
        if any(not one.amount.agrees(first[about]) for one in figures):
            found[about] = _chosen(about, figures, first)
            remarks.append(_contradiction(about, figures, found[about]))
    return found, remarks


def _finest(figures: Iterable[Figure]) -> Amount:
    return min((one.amount for one in figures), key=lambda one: one.precision)


def _chosen(
    about: Coordinates, figures: list[Figure], all_of_them: Mapping[Coordinates, Amount]
) -> Amount:
    candidates = dict.fromkeys(one.amount for one in figures)
    for parts in _divisions(about, all_of_them):
        whole = sum_of(parts)
        for amount in candidates:
            if abs(whole.value - amount.value) <= (whole.precision + amount.precision) / 2:
                return amount
    tables = {a: len({one.table for one in figures if one.amount == a}) for a in candidates}
    return max(candidates, key=lambda amount: tables[amount])


def _divisions(
    about: Coordinates, found: Mapping[Coordinates, Amount]
) -> Iterable[tuple[Amount, ...]]:
    """The amounts of the parts of a figure, divided along one more dimension."""
    parts: dict[str, list[Amount]] = defaultdict(list)
    for other, amount in found.items():
        if len(other) == len(about) + 1 and all(other.get(n) == m for n, m in about.items()):
            name = next(name for name in other if name not in about)
            if name not in CODED or len(other[name]) == CODED[name][-1]:
                parts[name].append(amount)
    return [tuple(amounts) for amounts in parts.values()]


def _contradiction(about: Coordinates, figures: list[Figure], chosen: Amount) -> Remark:
    values = "、".join(dict.fromkeys(str(one.amount.value) for one in figures))
    words = "，".join(label(name, member) for name, member in about.items())
    message = f"“{words}”在各表中印的数不同（{values} 元），已取 {chosen}，请核对原件。"
    return Remark(message, kind="reconstruction")


def root(member: str) -> str:
    """The nature a line of the ledger has: 人员经费 and 公用经费 are parts of 基本支出."""
    return "basic" if includes("nature", "basic", member) else member


def plain(value: Decimal) -> Decimal:
    """An amount without the zeros that its printing left behind the point."""
    return value.quantize(Decimal(1)) if value == value.to_integral() else value.normalize()
