"""One fund's money of one nature: its printed margins and products as parts of lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from yusuan.derive.margins import Part, even, join, leaves, minus, part, slack
from yusuan.derive.printed import root
from yusuan.ledger import Amount, Coordinates
from yusuan.ledger import total_of as sum_of

Cells = Mapping[Coordinates, Amount]


def parts(cells: Cells) -> Iterator[Part]:
    """The parts of one fund's money, each with the nature it is of where that is known."""
    natures = list(dict.fromkeys(root(one["nature"]) for one in cells if "nature" in one))
    slices = {nature: _of_nature(cells, nature) for nature in natures}
    if not natures:
        yield from _slice(cells)
    elif len(natures) == 1:
        whole = {one: amount for one, amount in cells.items() if "nature" not in one}
        yield from (one.at(nature=natures[0]) for one in _slice({**whole, **slices[natures[0]]}))
    else:
        yield from _several(cells, slices)


def _of_nature(cells: Cells, nature: str) -> dict[Coordinates, Amount]:
    """The cells of one nature; 人员经费 and 公用经费 stand for it where a class says which."""
    found = {c.without("nature"): a for c, a in cells.items() if c.get("nature") == nature}
    split: dict[Coordinates, list[Amount]] = defaultdict(list)
    for about, amount in cells.items():
        part_of = about.get("nature", nature) != nature and root(about["nature"]) == nature
        if part_of and "dept_economic" in about:
            split[about.without("nature")].append(amount)
    return {one: sum_of(amounts) for one, amounts in split.items()} | found


def _several(cells: Cells, slices: Mapping[str, dict[Coordinates, Amount]]) -> Iterator[Part]:
    """Parts of several natures; a class printed only for all of them belongs to the one left."""
    blind = [n for n, one in slices.items() if not any("dept_economic" in c for c in one)]
    if len(blind) == 1:
        slices[blind[0]].update(_left(cells, slices))
    by_function = any("function" in c for one in slices.values() for c in one)
    for nature, one in slices.items():
        for found in _slice(one):
            named = found.at(nature=nature)
            yield named if by_function else named.seen("economic")
    if not by_function:
        whole = {c: a for c, a in cells.items() if "nature" not in c and "dept_economic" not in c}
        yield from (one.seen("function") for one in _slice(whole))


def _left(cells: Cells, slices: Mapping[str, Cells]) -> dict[Coordinates, Amount]:
    """Classes of all natures together less those of the natures that print them."""
    whole = _by("dept_economic", cells)
    known: dict[str, list[Amount]] = defaultdict(list)
    for one in slices.values():
        for code, amount in _by("dept_economic", one).items():
            known[code].append(amount)
    left = minus(whole, {code: sum_of(amounts) for code, amounts in known.items()})
    return {Coordinates({"dept_economic": code}): amount for code, amount in left.items()}


def _by(name: str, cells: Cells) -> dict[str, Amount]:
    """The margin along one dimension."""
    return {c[name]: amount for c, amount in cells.items() if tuple(c) == (name,)}


def _slice(cells: Cells) -> Iterator[Part]:
    """The parts of one slice: unit by unit where its classes are printed so, else as a whole."""
    units = dict.fromkeys(c["unit"] for c in cells if "unit" in c and "dept_economic" in c)
    if not units:
        yield from _crossed(list(_rows(cells)), _by("dept_economic", cells), _products(cells))
    for unit in units:
        own = {c.without("unit"): a for c, a in cells.items() if c.get("unit") == unit}
        yield from (one.at(unit=unit) for one in _slice(own))


def _rows(cells: Cells) -> Iterator[Part]:
    """What is known by unit, function and project, as finely as the tables say it together."""
    shapes = {tuple(name for name in c if name != "unit") for c in cells if "unit" in c}
    units = dict.fromkeys(c["unit"] for c in cells if "unit" in c)
    for unit in ("", *units):
        own = {c.without("unit"): a for c, a in cells.items() if c.get("unit", "") == unit}
        if not unit:
            own = {c: a for c, a in own.items() if tuple(c) not in shapes}
        for found in _of_unit(own):
            yield found.at(unit=unit) if unit else found


def _of_unit(cells: Cells) -> Iterator[Part]:
    functions = leaves(_by("function", cells))
    named = [
        part(amount, function=c["function"], project=c["project"])
        for c, amount in cells.items()
        if tuple(c) == ("function", "project") and amount.value
    ]
    known = {one.get("project") for one in named}
    free = [
        part(a, project=p) for p, a in _by("project", cells).items() if p not in known and a.value
    ]
    taken: dict[str, list[Amount]] = defaultdict(list)
    for one in named:
        taken[one.get("function")].append(one.amount)
    rest = minus(functions, {code: sum_of(amounts) for code, amounts in taken.items()})
    yield from named
    yield from join([part(a, function=f) for f, a in rest.items()], free, "project")


def _products(cells: Cells) -> dict[str, dict[str, Amount]]:
    """Function → class → amount, where tables cross the two."""
    crossed: dict[str, dict[str, Amount]] = defaultdict(dict)
    for about, amount in cells.items():
        if tuple(about) == ("function", "dept_economic"):
            crossed[about["function"]][about["dept_economic"]] = amount
    lowest = leaves({code: sum_of(found.values()) for code, found in crossed.items()})
    return {code: leaves(found) for code, found in crossed.items() if code in lowest}


def _crossed(
    rows: list[Part], classes: Mapping[str, Amount], products: Mapping[str, Mapping[str, Amount]]
) -> Iterator[Part]:
    """Rows and classes joined, with what is printed of both at once taken first."""
    aside = [one for one in rows if one.view == "project"]
    rows = [one for one in rows if one.view != "project"]
    crossed, left = _taken(rows, products)
    taken: dict[str, list[Amount]] = defaultdict(list)
    for one in crossed:
        taken[one.get("dept_economic")].append(one.amount)
    columns = minus(leaves(classes), {code: sum_of(found) for code, found in taken.items()})
    coarse = {code for code in taken if any(c != code and c.startswith(code) for c in columns)}
    yield from aside
    yield from (one for one in crossed if one.get("dept_economic") not in coarse)
    for code in sorted(coarse):
        under = {c: columns.pop(c) for c in list(columns) if c.startswith(code)}
        yield from join(
            [one for one in crossed if one.get("dept_economic") == code], _columns(under)
        )
    yield from join(left, _columns(columns))


def _columns(classes: Mapping[str, Amount]) -> list[Part]:
    return [part(amount, dept_economic=code) for code, amount in classes.items()]


def _taken(
    rows: Iterable[Part], products: Mapping[str, Mapping[str, Amount]]
) -> tuple[list[Part], list[Part]]:
    """Rows as the products printed of their functions, and what is left of each."""
    crossed: list[Part] = []
    left: list[Part] = []
    groups: dict[str, list[Part]] = defaultdict(list)
    for one in rows:
        groups[one.get("function")].append(one)
    for function, group in groups.items():
        own = [
            part(amount, function=function, dept_economic=code)
            for code, amount in products.get(function, {}).items()
        ]
        if len(group) > 1:
            whole = even(group, own)
            crossed.extend(join(group, own) if whole else ())
            left.extend(() if whole else group)
        else:
            crossed.extend(one.under(group[0]) for one in own)
            left.extend(_beyond(group[0], own))
    return crossed, left


def _beyond(row: Part, own: list[Part]) -> Iterator[Part]:
    """What a row has that none of its products is."""
    amounts = [one.amount for one in own]
    rest = row.amount.value - sum_of(amounts).value
    allowed = slack([row.amount, *amounts])
    if rest > allowed:
        yield row.of(Amount(rest, 2 * allowed))
