"""Codes of a budget that ended before its year, or have another name since."""

from __future__ import annotations

from collections.abc import Iterator

from yusuan.ledger.budgets import Budget
from yusuan.standards.classification import codes, normal

_SYSTEMS = {
    "function": "支出功能科目",
    "dept_economic": "部门经济科目",
    "gov_economic": "政府经济科目",
}


def ended(budget: Budget) -> Iterator[str]:
    """A sentence for each code that the year before had and this year has not, or not so named."""
    year = budget.entity.year
    for system, code in _used(budget):
        known = codes(system)
        before, now = known.get(code, year - 1), known.get(code, year)
        name = _SYSTEMS[system]
        if before and now is None:
            yield f"{name} {code}（{before.name}）{year} 年起停用，请改用当年的科目。"
        elif before and now and normal(before.name) != normal(now.name):
            yield f"{name} {code}（{before.name}）{year} 年改称“{now.name}”，请核对还用不用它。"


def _used(budget: Budget) -> dict[tuple[str, str], None]:
    """The codes that lines name, each once, in the order of the lines."""
    lines = (*budget.spending, *budget.purchases)
    pairs = ((system, getattr(line, system, "")) for system in _SYSTEMS for line in lines)
    return dict.fromkeys(pair for pair in pairs if pair[1])
