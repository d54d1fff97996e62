"""A small department with a year behind it, for tests."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from yusuan.ledger.budgets import (
    Budget,
    Entity,
    Execution,
    Project,
    Result,
    SpendingLine,
    TargetGoal,
    TargetIndicator,
    Unit,
)

YEAR = 2024


def indicator(level2: str, name: str, value: str, unit: str = "", **more: Any) -> TargetIndicator:
    """An annual indicator of the project P1, at least so much unless said otherwise."""
    said = {"project": "P1", "operator": "≥", **more}
    return TargetIndicator(level2, name, value=value, unit=unit, **said)


def result(one: TargetIndicator, value: str = "", **more: Any) -> Result:
    """What an indicator came to at the end of the year."""
    return Result(one.level2, one.name, value, one.project, one.horizon, one.goal, **more)


CASES = indicator("output.quantity", "办件", "5000", "件")
RIGHT = indicator("output.quality", "合格率", "98", "%")
USE = indicator("outcome.social", "办事便利", "明显提高", operator="定性")
LIKED = indicator("satisfaction.beneficiary", "群众满意度", "95", "%")


def assessed(**more: Any) -> Budget:
    """A project of 30 万元 that did nearly all it promised."""
    budget = Budget(
        Entity("示例局", YEAR, "001"),
        units=(Unit("001001", "示例局本级"),),
        spending=(
            SpendingLine("001001", "basic", Decimal(1000000), "2010301"),
            SpendingLine("001001", "project", Decimal(300000), "2010302", project="P1"),
        ),
        projects=(Project("P1", "窗口服务经费", "001001"),),
        goals=(TargetGoal("办好五千件事", "P1"),),
        indicators=(CASES, RIGHT, USE, LIKED),
        executions=(Execution(Decimal(270000), "P1", reason="节约"),),
        results=(
            result(CASES, "5100件"),
            result(RIGHT, "99%"),
            result(USE, "窗口合并", band="full", percent=Decimal(90)),
            result(LIKED, "95%"),
        ),
    )
    return replace(budget, **more)
