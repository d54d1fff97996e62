"""The words for members of a budget's own lists and of the classifications of its year."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from yusuan.ledger import Coordinates
from yusuan.ledger.budgets import Budget
from yusuan.standards import classification
from yusuan.standards.dimensions import CODED, label, members

_T = TypeVar("_T")
_DIMENSIONS = {
    "flow": "收支",
    "balance": "结转口径",
    "function": "支出功能科目",
    "dept_economic": "部门经济科目",
    "gov_economic": "政府经济科目",
    "unit": "预算单位",
    "project": "项目",
    "fund": "资金来源",
    "nature": "支出性质",
    "item": "事项",
    "procurement": "采购类别",
    "service": "服务类别",
    "line": "明细",
}
#: What is not repeated in a description: it goes without saying beside the rest.
_SILENT = frozenset({"entity", "year", "stage", "measure"})


def members_of(dimension: str) -> str:
    """The words for a dimension."""
    return _DIMENSIONS.get(dimension, dimension)


class Names:
    """The names used in one budget's text."""

    def __init__(self, budget: Budget) -> None:
        self._year = budget.entity.year
        self._units = {unit.code: unit.name for unit in budget.units}
        self._projects = {project.key: project.name for project in budget.projects}
        self._order = {
            "unit": [one for unit in budget.units for one in (unit.code, unit.name)],
            "project": [one for p in budget.projects for one in (p.key, p.name)],
        }

    def label(self, dimension: str, member: str) -> str:
        """The words a person reads for a member."""
        if dimension in CODED:
            known = classification.codes(dimension)
            found = known.get(member, self._year) or known.get(member)
            return found.name if found else member
        if dimension == "unit":
            return self._units.get(member, member)
        if dimension == "project":
            return self._projects.get(member, member)
        if dimension == "line":
            return member.rpartition(">")[2]
        return label(dimension, member)

    def ordered(self, dimension: str, found: Mapping[str, _T]) -> dict[str, _T]:
        """Members in their usual order: codes ascending, names as the budget lists them."""
        if dimension in CODED:
            return dict(sorted(found.items()))
        listed = self._order.get(dimension) or [m for d, m in members() if d == dimension]
        rank = {member: number for number, member in enumerate(listed)}
        return {m: found[m] for m in sorted(found, key=lambda m: rank.get(m, len(rank)))}

    def spelt(self, about: Coordinates) -> str:
        """Coordinates as a clerk enters them: 「收支：支出，支出性质：基本支出」."""
        said = about.without(*_SILENT).items()
        return "，".join(
            f"{members_of(name)}：{member if name in CODED else self.label(name, member)}"
            for name, member in said
        )

    def describe(self, about: Coordinates) -> str:
        """What a figure is about, in words: 「一般公共预算基本支出」."""
        said = about.without(*_SILENT)
        inner = [self.label(name, member) for name, member in said.items() if name != "flow"]
        flow = said.get("flow")
        tail = label("flow", flow) if flow else ""
        if not inner:
            return f"{tail}预算" if tail else "合计"
        joined = "".join(inner).replace("“", "‘").replace("”", "’")
        return joined if joined.endswith(tail) else joined + tail
