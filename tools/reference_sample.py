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
    Acceptance,
    Finding,
    Outcome,
    Result,
)
from yusuan.ledger import (
    Amount,
    Claim,
    Coordinates,
    CostLine,
    Disclosure,
    Fact,
    Goal,
    Indicator,
    Origin,
    Passage,
    Remark,
    Statement,
    TargetForm,
)
from yusuan.ledger.claims import RATE
from yusuan.publish import comparison, report


@dataclass(frozen=True, slots=True)
class Nowhere:
    """A place that knows nothing."""

    def as_dict(self) -> dict[str, object]:
        """Nothing: what a place holds depends on the kind of file."""
        return {}


HERE = Nowhere()


def sample() -> dict[str, object]:
    """The report as ``yusuan check --format json`` would print it."""
    group = (_disclosure(),), (_result(),)
    documents = list(report.documents([group]))
    told = comparison.Told("", "", "error", "")
    change = comparison.Change(frozenset({""}), (told,), 0, known=True)
    against = comparison.as_dict([group], comparison.Comparison((change,), ()))
    return {"schema": report.SCHEMA, "version": "", "documents": documents, "against": against}


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
    one = Decimal(1)
    claim = Claim("c1", RATE, "p1", 0, 1, "", one, one, "%", "", HERE, base=Coordinates())
    return Disclosure(
        origin,
        None,
        None,
        None,
        statements=(statement,),
        units=(("", ""),),
        passages=(Passage("p1", "", HERE),),
        claims=(claim,),
    )


def _result() -> Result:
    finding = Finding("", "error", "", "", (HERE,), ("f1",), "1", "1", "0", "", "f1", "1", "")
    statuses = (PASSED, ROUNDING, FAILED, NOT_APPLICABLE, NOT_CHECKED)
    outcomes = [
        Outcome("rule", status, "", ("f1",), (), finding if status == FAILED else None)
        for status in statuses
    ]
    idle = ((Acceptance("", "", "", ""), ""),)
    return Result(tuple(outcomes), ("f1",), ("前提",), idle)
