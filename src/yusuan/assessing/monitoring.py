"""In the year: money and targets against the time gone by (双监控), and what needs correction.

What is counted and adds up over the year (次, 件, 期, money) is laid beside the share of the year
that is over, and forecast by it; rates, dates and words are laid beside their targets as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from yusuan.assessing.attainment import attainment, day_of
from yusuan.assessing.model import Money
from yusuan.assessing.money import latest, money_of, of_day
from yusuan.assessing.points import percent, plain, rounded
from yusuan.assessing.subjects import Key, Subject, key_of, printed, results_at, subjects
from yusuan.ledger import in_unit
from yusuan.ledger.budgets import Budget, Execution, Result, TargetIndicator
from yusuan.reckoning import Target, targets
from yusuan.reckoning.targets import ABOVE, AT_LEAST, AT_MOST, BELOW, EQUAL
from yusuan.standards.assessment import conventions

#: How something stands; the second of each pair says whether it needs correction.
STATES: Final = {
    "done": ("已完成", False),
    "normal": ("正常", False),
    "ahead": ("偏快", True),
    "behind": ("滞后", True),
    "over": ("超过目标", True),
    "missed": ("低于目标", True),
    "overdue": ("逾期", True),
    "open": ("未到期", False),
    "unknown": ("没有记录", False),
}
_UNIT: Final = "万元"
_SHARES: Final = ("%", "百分点")


@dataclass(frozen=True, slots=True)
class Progress:
    """How one thing stands: a share of its target, the share expected, and where it will end."""

    name: str
    target: str
    actual: str
    through: date | None
    share: Decimal | None
    expected: Decimal | None  # the share of the year gone by; None where time says nothing
    forecast: str
    state: str  # a key of STATES
    reason: str = ""
    measure: str = ""

    @property
    def label(self) -> str:
        """The state in words."""
        return STATES[self.state][0]

    @property
    def needs_correction(self) -> bool:
        """Whether something must be put right before the year ends."""
        return STATES[self.state][1]


@dataclass(frozen=True, slots=True)
class Monitoring:
    """One project, or the whole where ``project`` is empty, up to a day."""

    project: str
    name: str
    day: date
    money: Money
    execution: Progress
    indicators: tuple[Progress, ...]

    @property
    def to_correct(self) -> tuple[Progress, ...]:
        """What needs correction, the money first."""
        return tuple(one for one in (self.execution, *self.indicators) if one.needs_correction)


def monitorings(budget: Budget, day: date) -> tuple[Monitoring, ...]:
    """How everything stands by the last records up to a day: the whole first, then the projects."""
    results = results_at(budget, day)
    return tuple(_monitoring(budget, one, day, results) for one in subjects(budget))


def _monitoring(
    budget: Budget, subject: Subject, day: date, results: Mapping[Key, Result]
) -> Monitoring:
    execution = latest(budget.executions, subject.project, budget.entity.year, day)
    money = money_of(budget, subject.project, execution)
    return Monitoring(
        subject.project,
        subject.name,
        day,
        money,
        _of_money(money, execution, budget.entity.year),
        tuple(
            _of_indicator(one, results.get(key_of(one)), budget.entity.year, day)
            for one in subject.indicators
        ),
    )


def gone_by(day: date) -> Decimal:
    """The share of its year that is over at the end of a day."""
    first, last = date(day.year, 1, 1), date(day.year, 12, 31)
    return Decimal((day - first).days + 1) / ((last - first).days + 1)


def _of_money(money: Money, execution: Execution | None, year: int) -> Progress:
    planned = "" if money.budget is None else f"{in_unit(money.budget, _UNIT)}{_UNIT}"
    rate = money.rate
    if execution is None or rate is None:
        return Progress("预算执行", planned, "", None, None, None, "", "unknown")
    day = of_day(execution.through, year)
    expected = gone_by(day)
    spent = in_unit(execution.executed, _UNIT)
    at_end = rounded(execution.executed / expected / 10_000)
    forecast = f"{plain(at_end)}{_UNIT}（{percent(rate / expected)}）"
    return Progress(
        "预算执行",
        planned,
        f"{spent}{_UNIT}",
        day,
        rate,
        expected,
        forecast if expected < 1 else "",
        "over" if rate > 1 else _against_time(rate, expected),
        execution.reason,
        execution.measure,
    )


def _against_time(share: Decimal, expected: Decimal) -> str:
    known = conventions()
    if share >= 1 and expected >= 1:
        return "done"
    gap = (share - expected) * 100
    if gap < -known.behind:
        return "behind"
    return "ahead" if gap > known.ahead else "normal"


def _of_indicator(one: TargetIndicator, result: Result | None, year: int, day: date) -> Progress:
    demanded = targets(one.value, one.unit, one.operator)
    due = demanded[0].deadline if len(demanded) == 1 else None
    if result is None:
        state = "overdue" if due and day_of(due, year) < day else "open" if due else "unknown"
        return Progress(one.name, printed(one), "", None, None, None, "", state)
    at = of_day(result.through, year)
    found = attainment(one, result, year)
    adds_up = len(demanded) == 1 and _adds_up(demanded[0])
    expected = gone_by(at) if adds_up else None
    state = _state(demanded, found.ratio, met=found.reached, expected=expected)
    done = state == "done"
    return Progress(
        one.name,
        printed(one),
        result.value or (f"{plain(result.percent)}%" if result.percent is not None else ""),
        at,
        found.ratio,
        expected,
        _forecast(demanded[0], result, one.unit, expected) if expected and not done else "",
        state,
        result.reason,
        result.measure,
    )


def _adds_up(target: Target) -> bool:
    """Whether a count grows over the year, so that its share is compared with the time."""
    if target.quantity is None or target.upper is not None or target.quantity.per:
        return False
    return target.quantity.kind not in _SHARES and bool(target.quantity.kind)


def _state(
    demanded: tuple[Target, ...], ratio: Decimal | None, *, met: bool, expected: Decimal | None
) -> str:
    if ratio is None:
        return "unknown"
    at_most = bool(demanded) and demanded[0].operator in (AT_MOST, BELOW)
    if at_most:
        return "normal" if met else "over"
    if met:
        return "done"
    if expected is None:
        return "missed"
    return "behind" if (ratio - expected) * 100 < -conventions().behind else "normal"


def _forecast(target: Target, result: Result, unit: str, expected: Decimal) -> str:
    """What a count comes to at the end of the year, if it goes on like this."""
    came = [one.quantity for one in targets(result.value, unit) if one.quantity is not None]
    growing = target.operator in (AT_LEAST, ABOVE, EQUAL, "", AT_MOST, BELOW)
    if expected >= 1 or len(came) != 1 or not growing:
        return ""
    at_end = (came[0].value / expected).quantize(Decimal(1))
    return f"{plain(at_end)}{came[0].unit}"


def correction_words(one: Progress) -> Iterator[str]:
    """In a sentence what of a thing needs correction."""
    if not one.needs_correction:
        return
    said = f"“{one.name}”{one.label}：目标 {one.target}，实际 {one.actual or '没有记录'}"
    if one.share is not None and one.expected is not None:
        said += f"，完成 {percent(one.share)}，时间过了 {percent(one.expected)}"
    if one.forecast:
        said += f"，照此到年底为 {one.forecast}"
    yield said + ("。" if one.measure else "；请写纠正措施。")
