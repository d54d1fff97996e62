"""Target forms written down in a few words, and what the rules say of them."""

from __future__ import annotations

from decimal import Decimal

from tests.checks.tools import Spot, book
from yusuan.checks import check
from yusuan.checks.findings import Finding
from yusuan.ledger import (
    UNITS,
    Amount,
    Coordinates,
    CostLine,
    Disclosure,
    Fact,
    Goal,
    Indicator,
    Statement,
    TargetForm,
)

#: The short names of the classes: level 1, level 2.
CLASSES = {
    "数量": ("产出指标", "数量指标"),
    "质量": ("产出指标", "质量指标"),
    "时效": ("产出指标", "时效指标"),
    "成本": ("产出指标", "成本指标"),
    "社会": ("效益指标", "社会效益指标"),
    "经济": ("效益指标", "经济效益指标"),
    "生态": ("效益指标", "生态效益指标"),
    "可持续": ("效益指标", "可持续影响指标"),
    "满意度": ("满意度指标", "服务对象满意度指标"),
}


def indicator(kind: str, name: str, value: str = "", **more: str) -> Indicator:
    """An indicator of a class: ``indicator("数量", "培训次数", "≥4次")``."""
    return Indicator(*CLASSES[kind], name, value, place=Spot(1), **more)  # type: ignore[arg-type]


def statement(
    *indicators: Indicator,
    kind: str = "project",
    name: str = "甲项目",
    total: str = "",
    costs: tuple[tuple[str, str, str], ...] = (),
    goals: tuple[tuple[str, str, str], ...] = (),
    number: int = 1,
    **fields: str,
) -> Statement:
    """A form: its indicators, its total in 万元, its cost lines (name, basis, 万元), its goals."""
    facts, lines = [], []
    about = {"flow": "expenditure"} | ({} if kind == "whole" else {"project": name})
    identity = f"t{number:02}"
    if total:
        facts.append(_fact(f"{identity}.0", identity, total, about))
    for count, (label, basis, amount) in enumerate(costs, 1):
        said = about | ({"project": label} if kind == "whole" else {"line": label})
        facts.append(_fact(f"{identity}.{count}", identity, amount, said))
        lines.append(CostLine(label, basis, "", (facts[-1].id,), Spot(2)))
    target = TargetForm(
        kind,
        name,
        tuple(fields.items()),
        tuple(Goal(label, text, horizon) for label, horizon, text in goals),
        tuple(indicators),
        tuple(lines),
        place=Spot(0),
    )
    return Statement(
        identity, "绩效目标表", "万元", Spot(0), 0, 0, loose=tuple(facts), targets=(target,)
    )


def _fact(identity: str, table: str, amount: str, about: dict[str, str]) -> Fact:
    value = Decimal(amount)
    step = UNITS["万元"].scaleb(-max(0, -int(value.as_tuple().exponent)))
    found = Amount(value * UNITS["万元"], step)
    return Fact(identity, table, (), (), amount, found, Coordinates(about), Spot(3))


def document(*forms: Statement) -> Disclosure:
    """A document of target forms, of the year 2022."""
    return book("", statements=forms) if forms else book("")


def findings(rule: str, *forms: Statement) -> list[Finding]:
    """What one rule says of a document of forms."""
    (result,) = check([document(*forms)])
    return [finding for finding in result.findings if finding.rule == rule]


def messages(rule: str, *forms: Statement) -> list[str]:
    """The same in words."""
    return [finding.message for finding in findings(rule, *forms)]
