"""三公, meetings and training beyond the basic expenditure: that money is in the projects.

A table of 三公 covers basic and project expenditure. What it prints beyond the 款 of the basic
expenditure is spent by projects (cross-checks T7-03), and is taken out of their coarser class.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from yusuan.derive.items import ITEMS
from yusuan.derive.margins import Part, slack
from yusuan.ledger import Amount, Coordinates
from yusuan.standards.dimensions import includes

_CODES = {item: [code for code in ITEMS if ITEMS[code] == item] for item in ITEMS.values()}


def with_items(parts: list[Part], fund: str, items: Mapping[Coordinates, Amount]) -> list[Part]:
    """The parts with what the tables of items say of them: in projects, and by function."""
    if not includes("fund", "gpb", fund):
        return parts
    for item, codes in _CODES.items():
        if len(codes) == 1:
            printed = {c: a for c, a in items.items() if c.get("item") == item}
            parts = _in_projects(parts, codes[0], printed)
            parts = _by_function(parts, codes[0], printed)
    return parts


def _in_projects(parts: list[Part], code: str, printed: Mapping[Coordinates, Amount]) -> list[Part]:
    whole = next((a for c, a in printed.items() if not {"unit", "function"} & set(c)), None)
    known = [p.amount for p in parts if p.get("dept_economic") == code and p.view != "function"]
    if whole is None:
        return parts
    rest = Amount(whole.value - sum((one.value for one in known), Decimal(0)), whole.precision)
    room = [
        p
        for p in parts
        if p.get("nature") == "project"
        and p.get("dept_economic") == code[:3]
        and p.view != "function"
    ]
    if rest.value <= slack([whole, *known]) or len(room) != 1 or room[0].amount.value < rest.value:
        return parts
    left = Amount(room[0].amount.value - rest.value, room[0].amount.precision)
    split = [room[0].at(dept_economic=code).of(rest), *([room[0].of(left)] if left.value else [])]
    at = parts.index(room[0])
    return [*parts[:at], *split, *parts[at + 1 :]]


def _by_function(parts: list[Part], code: str, printed: Mapping[Coordinates, Amount]) -> list[Part]:
    """Move an item out of the views where its table says the function it stands under."""
    said = {c["function"]: a for c, a in printed.items() if "function" in c and a.value}
    classes = [p for p in parts if p.get("dept_economic") == code and p.view == "economic"]
    if len(said) != 1 or len(classes) != 1:
        return parts
    function, amount = next(iter(said.items()))
    rows = [
        p
        for p in parts
        if p.view == "function"
        and p.get("function") == function
        and p.get("nature") == classes[0].get("nature")
        and not p.get("dept_economic")
    ]
    if len(rows) != 1 or not classes[0].amount.agrees(amount):
        return parts
    rest = Amount(rows[0].amount.value - amount.value, rows[0].amount.precision)
    if rest.value < 0:
        return parts
    known = classes[0].under(rows[0]).seen("")
    kept = [p for p in parts if p not in (rows[0], classes[0])]
    return [*kept, known, *([rows[0].of(rest)] if rest.value else [])]
