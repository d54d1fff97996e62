"""Money by its source: which fund each printed figure of spending is of, and the revenue lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from yusuan.derive.margins import slack
from yusuan.derive.printed import root
from yusuan.ledger import Amount, Coordinates
from yusuan.ledger import total_of as sum_of
from yusuan.standards.dimensions import ancestors, includes

Cells = Mapping[Coordinates, Amount]

#: A sum of several budgets, and what a table does not list: neither is a source of its own.
_SUMS = ("appropriation", "appropriation.own", "appropriation.transfer", "rest")


def lowest(funds: Mapping[str, Amount]) -> dict[str, Amount]:
    """Funds without funds below them, and what a fund has beyond those below it."""
    found: dict[str, Amount] = {}
    for fund, amount in funds.items():
        below = [value for name, value in funds.items() if _next(fund, name, funds)]
        rest = amount.value - sum_of(below).value
        if rest > slack([amount, *below]) or (not below and rest):
            found[fund] = Amount(rest, sum_of([amount, *below]).precision)
    return found


def _next(fund: str, name: str, funds: Mapping[str, Amount]) -> bool:
    """Whether a fund is the next one below another among those that are printed."""
    above = (one for one in ancestors("fund", name) if one in funds)
    return next(above, None) == fund


def by_fund(cells: Cells, revenue: Mapping[str, Amount]) -> Iterator[tuple[str, Cells]]:
    """The figures of spending of each fund that has money, without the fund itself."""
    said = {c["fund"] for c, a in cells.items() if "fund" in c and a.value} - set(_SUMS)
    tops = sorted(one for one in said if not said & set(ancestors("fund", one)))
    whole = {c: a for c, a in cells.items() if "fund" not in c}
    if len(tops) < 2 and _covers(tops, cells, whole):
        merged = {c.without("fund"): a for c, a in cells.items() if _of(c, tops)}
        yield _only(tops, revenue), {**whole, **merged}
        return
    own = {fund: _own(cells, fund) for fund in tops}
    left = _left(whole, own)
    for fund in tops:
        yield finest(fund, revenue), {**left.pop(fund, {}), **own[fund]}
    others = [one for one in revenue if not any(includes("fund", top, one) for top in tops)]
    for rest in left.values():
        yield others[0] if len(others) == 1 else "rest", rest


def _own(cells: Cells, fund: str) -> dict[Coordinates, Amount]:
    return {c.without("fund"): a for c, a in cells.items() if c.get("fund") == fund}


def _covers(tops: list[str], cells: Cells, whole: Cells) -> bool:
    """Whether the one fund there is holds all the money, as far as totals are printed."""
    if not tops or not whole:
        return True
    all_money = whole.get(Coordinates())
    of_fund = cells.get(Coordinates({"fund": tops[0]}))
    return all_money is None or of_fund is None or all_money.agrees(of_fund)


def _of(about: Coordinates, tops: list[str]) -> bool:
    fund = about.get("fund", "")
    return fund in tops or fund in _SUMS[:1]


def _only(tops: list[str], revenue: Mapping[str, Amount]) -> str:
    if tops:
        return finest(tops[0], revenue)
    return next(iter(revenue)) if len(revenue) == 1 else ""


def finest(fund: str, revenue: Mapping[str, Amount]) -> str:
    """The one source of revenue within a fund, or the fund where there are several or none."""
    found = [one for one in revenue if includes("fund", fund, one)]
    return found[0] if len(found) == 1 else fund


def _left(whole: Cells, own: Mapping[str, Cells]) -> dict[str, dict[Coordinates, Amount]]:
    """What the funds leave of the whole, by the fund it must be of; "" is one not printed.

    Where the funds make up the whole, and all but one print figures of a kind, that one has the
    rest of those; where they do not, the rest is known for figures that all of them print.
    """
    kinds = {fund: {_kind(one) for one in cells} for fund, cells in own.items()}
    short = bool(_rest(Coordinates(), whole, own)) if Coordinates() in whole else False
    found: dict[str, dict[Coordinates, Amount]] = {}
    for about in whole:
        silent = [fund for fund in own if _kind(about) not in kinds[fund]]
        rest = _rest(about, whole, own)
        if rest and len(silent) == (0 if short else 1):
            found.setdefault(silent[0] if silent else "", {})[about] = rest
    return found if short else {fund: left for fund, left in found.items() if fund}


def _kind(about: Coordinates) -> tuple[str, ...]:
    """The dimensions a figure is printed by, and its nature, which tables are made for."""
    return (*about, root(about["nature"])) if "nature" in about else tuple(about)


def _rest(about: Coordinates, whole: Cells, own: Mapping[str, Cells]) -> Amount | None:
    parts = [cells[about] for cells in own.values() if about in cells]
    amount, less = whole[about], sum_of(parts)
    if amount.value - less.value <= slack([amount, *parts]):
        return None
    return Amount(amount.value - less.value, amount.precision + less.precision)
