"""机关运行经费: what keeps the organs running is their operating expenditure (domain: N-11).

Institutions have operating expenditure that is no organ operating cost, and some places count
projects to it. Figures far apart are therefore of different footings; those that are nearly the
same are meant to be the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from yusuan.checks import reasons
from yusuan.checks.budgets import Budget
from yusuan.checks.figures import Figure
from yusuan.checks.relations import Relation
from yusuan.checks.rule import Rule
from yusuan.ledger import Coordinates

ORGAN_COST = Rule(
    "organ-running-cost",
    "机关运行经费：机关运行经费等于机关和参公单位基本支出中的公用经费。",
    "The organ operating cost is the operating expenditure of the organs.",
    "warning",
    "《预算法》第十四条：公开机关运行经费的安排情况",
)
#: How far apart, as a share of the operating expenditure, the two can be and be meant as one.
_NEAR = Decimal("0.1")
_COST = Coordinates({"flow": "expenditure", "item": "organ_running_cost"})
_OPERATING = Coordinates({"flow": "expenditure", "nature": "basic.operating"})


def organ_cost(budget: Budget) -> Iterator[Relation]:
    """The organ operating cost, of all funds or of one, against the operating expenditure."""
    for key in budget.index:
        if key.without("fund") == _COST:
            cost, operating = budget.reference(key), _operating(budget, key.get("fund"))
            if cost and operating and cost.value:
                apart = abs(cost.value - operating.value) > operating.value * _NEAR
                doubt = reasons.OTHER_FOOTING if apart else ""
                yield Relation(ORGAN_COST.id, (operating,), (cost,), doubt)


def _operating(budget: Budget, fund: str | None) -> Figure | None:
    funds = [fund, "gpb"] if fund else ["gpb"]
    found = (budget.reference(_OPERATING | {"fund": name}) for name in funds)
    return next((figure for figure in found if figure), None) or budget.reference(_OPERATING)
