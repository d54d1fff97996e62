"""One footing: how coordinates of one budget are brought together before they are compared.

Each step has its reason, kept in ``premises`` for the report:

- the year, stage and entity of the document need not be said;
- 年度金额 is this year's budget; an economic class, a nature, an item or a project is spending,
  and the money of a project is 项目支出;
- without any carry-over a 总计 is the same as the year's own total;
- with one source of money only, spending of that source is all spending;
- with one unit only, the unit is the department.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from yusuan.checks.figures import TEXT, Figure, votes
from yusuan.ledger import Coordinates, Disclosure
from yusuan.standards.dimensions import ancestors, label

_SPENDING = ("nature", "dept_economic", "gov_economic", "item", "project", "procurement")
_TOTALS = (Coordinates(), Coordinates({"balance": "total"}))
_FLOWS = {"revenue": "收入", "expenditure": "支出"}


@dataclass(slots=True)
class Footing:
    """How coordinates of one budget are brought to one footing."""

    year: str | None = None
    stage: str | None = None
    entities: frozenset[str] = frozenset()
    names: Mapping[str, str] = field(default_factory=dict)  # unit name → code
    uncarried: frozenset[str] = frozenset()  # flows without carry-over
    sole: frozenset[str] = frozenset()  # funds that are all the money there is
    units: frozenset[str] = frozenset()  # the only unit, under all its codes
    _cache: dict[Coordinates, Coordinates] = field(default_factory=dict)

    def key(self, place: Coordinates) -> Coordinates:
        """The coordinates figures are compared by."""
        found = self._cache.get(place)
        if found is None:
            found = self._cache[place] = self._key(place)
        return found

    def _key(self, place: Coordinates) -> Coordinates:
        said = dict(place)
        for name, usual in (("year", self.year), ("stage", self.stage), ("measure", "annual")):
            if said.get(name) == usual:
                said.pop(name, None)
        if said.get("entity") in self.entities:
            del said["entity"]
        if "flow" not in said and any(name in said for name in _SPENDING):
            said["flow"] = "expenditure"
        if "project" in said and said.get("nature") == "project":
            del said["nature"]
        if "unit" in said:
            said["unit"] = self.names.get(said["unit"], said["unit"])
        if said.get("unit") in self.units:
            del said["unit"]
        if "year" not in said and "stage" not in said:
            self._drop_money(said)
        return Coordinates(said)

    def _drop_money(self, said: dict[str, str]) -> None:
        """Leave out the balance and the fund, where there is only one of each this year."""
        if said.get("balance") == "total" and said.get("flow") in self.uncarried:
            del said["balance"]
        if said.get("fund") in self.sole and "balance" not in said:
            del said["fund"]

    @property
    def premises(self) -> tuple[str, ...]:
        """What was taken as given, in words."""
        found = [
            f"{_FLOWS[flow]}没有结转，{_FLOWS[flow]}总计与本年{_FLOWS[flow]}按同一数比较"
            for flow in sorted(self.uncarried)
        ]
        if self.sole:
            names = "、".join(label("fund", fund) for fund in sorted(self.sole))
            found.append(f"资金来源只有{names}，不分来源的数与该来源的数按同一数比较")
        if self.units:
            found.append("只有一个预算单位，单位数与部门数按同一数比较")
        return tuple(found)

    def premise(self, one: Coordinates, other: Coordinates) -> str:
        """What equates two places that are not said alike."""
        found = []
        if one.get("balance") != other.get("balance"):
            found.append("没有结转")
        if one.get("fund") != other.get("fund"):
            found.append("资金来源单一")
        if one.get("unit") != other.get("unit"):
            found.append("只有一个单位")
        return "、".join(found)


def footing(disclosures: Iterable[Disclosure], figures: Sequence[Figure]) -> Footing:
    """The footing of one budget, as its own tables show it; without any, its sentences."""
    documents = list(disclosures)
    base = Footing(
        next((str(d.year) for d in documents if d.year), None),
        next((d.stage for d in documents if d.stage), None),
        frozenset(d.entity for d in documents if d.entity),
        _names(documents),
    )
    plain = [figure for figure in figures if figure.firm and not figure.partial]
    if any(figure.list >= 0 for figure in plain):
        plain = [figure for figure in plain if figure.statement.id != TEXT]
    firm = [(base.key(figure.fact.coordinates), figure) for figure in plain]
    base.uncarried = _uncarried(firm)
    base._cache.clear()
    base.sole = _sole(firm, base.uncarried)
    base.units = _only_unit(firm, base.names)
    base._cache.clear()
    return base


def _names(documents: Iterable[Disclosure]) -> dict[str, str]:
    """Each unit's name with its code, the finest where several bear one name."""
    found: dict[str, str] = {}
    for document in documents:
        for code, name in document.units:
            if len(code) >= len(found.get(name, "")):
                found[name] = code
    return found


Keyed = Sequence[tuple[Coordinates, Figure]]


def _uncarried(firm: Keyed) -> frozenset[str]:
    """The flows with figures of which none is carry-over this year."""
    flows, carried = set(), set()
    for place, figure in firm:
        if "year" in place or "stage" in place or "flow" not in place:
            continue
        flows.add(place["flow"])
        if figure.value and "carryover" in {place.get("balance"), place.get("fund")}:
            carried.add(place["flow"])
    return frozenset(flows - carried)


def _sole(firm: Keyed, uncarried: frozenset[str]) -> frozenset[str]:
    """The funds whose revenue is all the revenue there is, by what most tables print."""
    if "revenue" not in uncarried or "carryover" in _funds(firm):
        return frozenset()
    totals: list[Figure] = []
    by_fund: dict[str, list[Figure]] = defaultdict(list)
    for place, figure in firm:
        rest = place.without("flow", "fund")
        if place.get("flow") == "revenue" and rest in _TOTALS:
            (by_fund[place["fund"]] if "fund" in place else totals).append(figure)
    total = _usual(totals)
    sole = {fund for fund, figures in by_fund.items() if total and _usual(figures) == total}
    return frozenset(sole.union(*(ancestors("fund", fund) for fund in sole)))


def _usual(figures: Sequence[Figure]) -> Decimal | None:
    """The value most lists print."""
    counted = votes(figures).most_common(1)
    return counted[0][0] if counted else None


def _funds(firm: Keyed) -> set[str]:
    return {place["fund"] for place, figure in firm if "fund" in place and figure.value}


def _only_unit(firm: Keyed, names: Mapping[str, str]) -> frozenset[str]:
    """The unit and its department's code, where no other unit appears and none contradicts it."""
    units = {place["unit"] for place, _ in firm if "unit" in place}
    above = {up for unit in units for up in ancestors("unit", unit)}
    leaves = units - above
    if len(leaves) != 1 or _contradicted(firm):
        return frozenset()
    return frozenset(units | {name for name, code in names.items() if code in units})


def _contradicted(firm: Keyed) -> bool:
    """Whether some list prints a unit's own total that is not the total of the list."""
    seen: dict[tuple[int, str, int, int, Coordinates], set[Decimal]] = defaultdict(set)
    for place, figure in firm:
        rest = place.without("unit")
        if figure.list < 0 or not rest.keys() <= {"flow", "fund", "nature", "item", "balance"}:
            continue
        at = (figure.document, figure.statement.id, figure.list, figure.measure, rest)
        seen[at].add(figure.value)
    gaps = sum(len(values) > 1 for values in seen.values())
    return 2 * gaps > len(seen)
