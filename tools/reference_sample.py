"""A report in which every field of the JSON contract occurs once; the values mean nothing."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from yusuan.checks.findings import (
    FAILED,
    NOT_APPLICABLE,
    NOT_CHECKED,
    PASSED,
    ROUNDING,
    Finding,
    Outcome,
    Result,
)
from yusuan.ledger import (
    Amount,
    Coordinates,
    CostLine,
    Disclosure,
    Fact,
    Goal,
    Indicator,
    Origin,
    Remark,
    Statement,
    TargetForm,
)
from yusuan.publish import report


@dataclass(frozen=True, slots=True)
class Nowhere:
    """A place that knows nothing."""

    def as_dict(self) -> dict[str, object]:
        """Nothing: what a place holds depends on the kind of file."""
        return {}


HERE = Nowhere()


def sample() -> dict[str, object]:
    """The report as ``yusuan check --format json`` would print it."""
    documents = list(report.documents([((_disclosure(),), (_result(),))]))
    return {"schema": report.SCHEMA, "version": "", "documents": documents}


def _disclosure() -> Disclosure:
    amount = Amount(Decimal(1), Decimal(1))
    fact = Fact("f1", "t1", ("行",), ("列",), "1", amount, Coordinates(), HERE)
    target = TargetForm(
        kind="whole",
        name="",
        fields=(("栏", ""),),
        goals=(Goal("", "", place=HERE),),
        indicators=(Indicator("", "", "", place=HERE),),
        costs=(CostLine("", amounts=("f1",), place=HERE),),
        tasks=(("",),),
        place=HERE,
    )
    statement = Statement(
        "t1", "", "元", HERE, 1, 1, loose=(fact,), targets=(target,), remarks=(Remark("", HERE),)
    )
    origin = Origin("", "", "text")
    return Disclosure(origin, None, None, None, statements=(statement,), units=(("", ""),))


def _result() -> Result:
    finding = Finding("", "error", "", "", (HERE,), ("f1",), "1", "1", "0", "", "f1", "1", "")
    statuses = (PASSED, ROUNDING, FAILED, NOT_APPLICABLE, NOT_CHECKED)
    outcomes = [
        Outcome("rule", status, "", ("f1",), (), finding if status == FAILED else None)
        for status in statuses
    ]
    return Result(tuple(outcomes), ("f1",), ("前提",))
