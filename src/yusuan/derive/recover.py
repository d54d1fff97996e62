"""A published disclosure read back into the budget that its tables can be derived from.

The lines are as fine as the tables allow and no finer; see docs/why/margins.md. The explanation
text is not read.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from yusuan.derive.lines import coordinates, kinds
from yusuan.derive.margins import Part
from yusuan.derive.naming import named
from yusuan.derive.plans import plans
from yusuan.derive.printed import SPENDING, current, plain, settled
from yusuan.derive.purchasing import purchases
from yusuan.derive.rounding import Sum, fitted
from yusuan.derive.slices import parts
from yusuan.derive.sources import by_fund, finest, lowest
from yusuan.derive.surplus import with_items
from yusuan.derive.target_lines import with_target_lines
from yusuan.ledger import Amount, Coordinates, Disclosure, Fact, Remark, in_unit
from yusuan.ledger.budgets import Budget, EarlierFigure, Entity, RevenueLine, SpendingLine, Unit
from yusuan.standards.dimensions import ancestors, includes

#: What only target forms say of a figure; their own lists hold it.
_ALIEN = ("item", "measure", "line", "procurement", "service")


def recover(disclosure: Disclosure) -> tuple[Budget, tuple[Remark, ...]]:
    """The budget of a disclosure, and what could not be settled on the way; nothing is guessed."""
    units = _units(disclosure)
    figures = [f for f in _table_facts(disclosure) if f.coordinates.get("flow")]
    printed, remarks = settled((_about(f, units), f) for f in figures if _plain(f))
    income = {c.without("flow"): a for c, a in printed.items() if c["flow"] == "revenue"}
    spent = {c.without("flow"): a for c, a in printed.items() if c["flow"] == "expenditure"}
    items, said = settled((_about(f, units), f) for f in figures if "item" in f.coordinates)
    revenue = _revenue(income, units)
    found = _spending(spent, [line for line, _ in revenue], items)
    budget = Budget(_entity(disclosure), units, purchases=purchases(disclosure, units))
    budget = replace(budget, spending=_fitted(found, budget, spent), earlier=_earlier(disclosure))
    budget = replace(budget, revenue=tuple(_even(*one, budget) for one in revenue))
    budget, told = plans(replace(budget, names=named(disclosure, budget)), disclosure)
    budget, differing = with_target_lines(budget, disclosure)
    return budget, (*remarks, *said, *told, *differing, *_unsettled(budget))


def _entity(disclosure: Disclosure) -> Entity:
    return Entity(
        disclosure.entity or "",
        disclosure.year or 0,
        stage=disclosure.stage or "budget",
        scope=disclosure.scope or "department",
        form_set=disclosure.form_set or "general",
    )


def _units(disclosure: Disclosure) -> tuple[Unit, ...]:
    """The units at the bottom; a code above them is their department's."""
    names = dict(disclosure.units)
    for fact in _table_facts(disclosure):
        if "unit" in fact.coordinates:
            names.setdefault(fact.coordinates["unit"], fact.coordinates["unit"])
    above = {up for code in names for up in ancestors("unit", code)}
    found = [
        Unit(code, name, department=next((up for up in ancestors("unit", code) if up in names), ""))
        for code, name in names.items()
        if code not in above
    ]
    name = disclosure.entity or ""
    return tuple(found) or (Unit(name, name),)


def _table_facts(disclosure: Disclosure) -> list[Fact]:
    tables = {one.id for one in disclosure.statements if not one.targets}
    return [fact for fact in current(disclosure) if fact.table in tables]


def _plain(fact: Fact) -> bool:
    return not any(name in fact.coordinates for name in _ALIEN)


def _about(fact: Fact, units: tuple[Unit, ...]) -> Coordinates:
    """What a figure is about within the budget; a department's only unit is not said."""
    about = fact.coordinates.without("entity", "year", "stage", "line")
    known = {unit.code for unit in units}
    if len(units) == 1 or about.get("unit") not in known:
        about = about.without("unit")
    return about


def _revenue(
    income: dict[Coordinates, Amount], units: tuple[Unit, ...]
) -> list[tuple[RevenueLine, Amount]]:
    """The lines of revenue, each with its amount as printed."""
    own = {c: a for c, a in income.items() if set(c) <= {"unit", "fund", "balance"}}
    said = {c["unit"] for c in own if "unit" in c}
    only = units[0].code if len(units) == 1 else ""
    whole = lowest({c["fund"]: a for c, a in own.items() if tuple(c) == ("fund",)})
    lines: list[tuple[RevenueLine, Amount]] = []
    for unit in sorted(said) or [""]:
        for balance in ("", "carryover"):
            funds = {
                c.get("fund", ""): a
                for c, a in own.items()
                if c.get("unit", "") == unit and c.get("balance", "") == balance
            }
            named = {fund: a for fund, a in funds.items() if fund} or funds
            for fund, amount in lowest(named).items():
                source = finest(fund, whole)
                line = RevenueLine(unit or only, source, plain(amount.value), bool(balance))
                lines.append((line, amount))
    return lines


def _even(line: RevenueLine, printed: Amount, budget: Budget) -> RevenueLine:
    """A line of revenue that is just what its fund spends, where rounding explains the gap."""
    spent = sum(
        one.amount
        for one in budget.spending
        if (one.unit, one.fund) == (line.unit, line.fund) and one.view in {"", "function"}
    )
    exact = Amount(Decimal(spent), Decimal("0.01"))
    return replace(line, amount=exact.value) if printed.agrees(exact) else line


def _spending(
    spent: dict[Coordinates, Amount],
    revenue: list[RevenueLine],
    items: dict[Coordinates, Amount],
) -> list[Part]:
    """The parts of spending, fund by fund."""
    carried = any(c.get("balance") == "carryover" and a.value for c, a in spent.items())
    whole = {
        c.without("balance"): a
        for c, a in spent.items()
        if "balance" not in c or (c["balance"] == "total" and not carried)
    }
    now = {**whole, **{c: a for c, a in spent.items() if "balance" not in c}}
    now = {c: a for c, a in now.items() if set(c) <= set(SPENDING) - {"gov_economic"}}
    sources = {one.fund: Amount(one.amount, one.amount) for one in revenue if not one.carryover}
    return [
        one.at(fund=fund) if fund else one
        for fund, cells in by_fund(now, sources)
        for one in with_items(list(parts(cells)), fund, items)
    ]


def _fitted(
    found: list[Part], budget: Budget, spent: dict[Coordinates, Amount]
) -> tuple[SpendingLine, ...]:
    """The parts as lines, their amounts such that the printed sums come out."""
    only = budget.units[0].code if len(budget.units) == 1 else ""
    lines = [_line(one, only) for one in found]
    known = kinds(budget)
    places = [coordinates(line, known) for line in lines]
    views = [line.view for line in lines]
    sums = [one for c, a in spent.items() for one in _sums(c, a, places, views)]
    amounts = fitted([one.amount for one in found], sums)
    return tuple(
        replace(line, amount=plain(value)) for line, value in zip(lines, amounts, strict=True)
    )


def _line(one: Part, unit: str) -> SpendingLine:
    where = {"unit": unit, "nature": "", "fund": "", **dict(one.where)}
    return SpendingLine(amount=one.amount.value, view=one.view, **where)


def _sums(
    about: Coordinates, amount: Amount, places: list[Coordinates], views: list[str]
) -> Iterable[Sum]:
    """A printed figure as a sum of lines, in each view that it can be seen in."""
    wanted = about.without("balance")
    within = [number for number, place in enumerate(places) if _within(place, wanted)]
    if "function" in about and _classes(about) and any(views[number] for number in within):
        return
    sides = {"function": not _classes(about), "economic": "function" not in about}
    either = [view for view, looked_at in sides.items() if looked_at] or ["function"]
    for view in either:
        yield Sum(amount, tuple(n for n in within if views[n] in {"", view}))


def _classes(about: Coordinates) -> bool:
    return "dept_economic" in about or "gov_economic" in about


def _within(place: Coordinates, wanted: Coordinates) -> bool:
    return all(name in place and includes(name, m, place[name]) for name, m in wanted.items())


def _earlier(disclosure: Disclosure) -> tuple[EarlierFigure, ...]:
    """Figures of other years, each once."""
    own = str(disclosure.year)
    found: dict[Coordinates, EarlierFigure] = {}
    for fact in disclosure.facts:
        about = fact.coordinates.without("entity", "stage")
        if fact.understood and about.get("year", own) != own:
            found.setdefault(about, EarlierFigure(about, plain(fact.amount.value)))
    return tuple(found.values())


def _unsettled(budget: Budget) -> Iterable[Remark]:
    """A word on money that is known by function and by class, but not by both."""
    views = {line.view for line in budget.spending if line.view}
    if views:
        seen = (one.amount for one in budget.spending if one.view == "function")
        total = in_unit(sum(seen, Decimal(0)), "万元")
        yield Remark(
            f"有 {total} 万元只分别知道功能分类和经济分类，交叉数原件没有印，"
            "已按两种口径分别列出；要得到完整的预算，请补录交叉明细。"
        )
