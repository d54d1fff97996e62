"""The self-assessment: every line scored by what was recorded, nothing silently full or nought."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from yusuan.assessing.attainment import ONE, Attainment, attainment
from yusuan.assessing.model import EXECUTION, Assessment, Item, Money
from yusuan.assessing.money import latest, money_of, of_day
from yusuan.assessing.points import percent, plain, rounded
from yusuan.assessing.subjects import Subject, key_of, printed, results_at, subjects
from yusuan.assessing.weights import TITLES, weights
from yusuan.ledger import in_unit
from yusuan.ledger.budgets import Budget, Execution, Result, TargetIndicator
from yusuan.reckoning import quantities
from yusuan.standards.assessment import Scheme, conventions

_UNIT = "万元"
_RATE = "预算执行率"


def assessments(budget: Budget, scheme: str = "") -> tuple[Assessment, ...]:
    """The self-assessments at the end of the year: the whole first, then each project.

    Only what was recorded for the last day of the year counts. ``scheme`` is the key of a scheme
    for all; where it is empty each subject has the one its indicators ask for. Raises KeyError for
    a scheme that is not known.
    """
    return tuple(assess(budget, one, scheme) for one in subjects(budget))


def assess(budget: Budget, subject: Subject, scheme: str = "") -> Assessment:
    """The self-assessment of one subject."""
    year = budget.entity.year
    end = date(year, 12, 31)
    known = conventions()
    chosen = (
        known.scheme(scheme) if scheme else known.scheme_of(x.level2 for x in subject.indicators)
    )
    execution = latest(budget.executions, subject.project, year, end)
    if execution is not None and of_day(execution.through, year) != end:
        execution = None
    money = money_of(budget, subject.project, execution)
    counted = [one for one in subject.indicators if chosen.class_of(one.level2)]
    given = weights(chosen, counted, money=bool(money.budget))
    results = {
        key: one for key, one in results_at(budget, end).items() if of_day(one.through, year) == end
    }
    often = Counter(one.name for one in counted)
    items = [
        _indicator(one, points, results.get(key_of(one)), chosen, year, often)
        for one, points in zip(counted, given.indicators, strict=True)
    ]
    first = [executed(money, given.execution, execution)] if given.execution else []
    return Assessment(
        subject.project,
        subject.name,
        subject.unit,
        end,
        chosen,
        money,
        (*first, *(_with_rate(one, money) for one in items)),
        execution,
        subject.goals,
        (*subject.remarks, *given.remarks, *_uncounted(subject, chosen)),
    )


def _uncounted(subject: Subject, scheme: Scheme) -> Iterator[str]:
    for one in subject.indicators:
        if not scheme.class_of(one.level2):
            yield f"指标“{one.name}”的类别“{one.level2}”没有分值，没有计入。"


def executed(money: Money, points: Decimal, execution: Execution | None) -> Item:
    """The points of the execution: in proportion to the rate, at most all of them."""
    reason, measure = (execution.reason, execution.measure) if execution else ("", "")
    target, actual = _amount(money.budget), _amount(money.executed)
    rate = money.rate
    if rate is None or money.budget is None or money.executed is None:
        how = "没有填全年执行数，未评分。"
        return _execution(target, "", points, None, how)
    score = rounded(points * min(max(rate, Decimal(0)), ONE))
    spent, planned = (in_unit(one, _UNIT) for one in (money.executed, money.budget))
    how = f"{plain(score)} 分 = {plain(points)} × {spent} ÷ {planned}"
    if rate > 1:
        how = f"{plain(score)} 分：执行率 {percent(rate)}，超过 100% 按满分计"
    wanting = _execution_wanting(rate, reason)
    item = _execution(target, actual, points, score, f"{how}。")
    return replace(
        item,
        ratio=min(max(rate, Decimal(0)), ONE),
        reached=rate >= 1,
        reason=reason,
        measure=measure,
        wanting=wanting,
    )


def _execution(target: str, actual: str, points: Decimal, score: Decimal | None, how: str) -> Item:
    return Item(EXECUTION, EXECUTION, TITLES[EXECUTION], target, actual, points, score, how)


def _execution_wanting(rate: Decimal, reason: str) -> tuple[str, ...]:
    if reason:
        return ()
    if rate > 1:
        return (f"执行数超过全年预算数（执行率 {percent(rate)}），请说明原因。",)
    if rate * 100 < conventions().explained_below:
        return (f"预算执行率只有 {percent(rate)}，请说明原因。",)
    return ()


def _amount(value: Decimal | None) -> str:
    return "" if value is None else f"{in_unit(value, _UNIT)}{_UNIT}"


def _named(one: TargetIndicator, often: Mapping[str, int]) -> str:
    """What an indicator is called among the others: of namesakes, also by its goal."""
    alone = one.goal is None or often[one.name] < 2
    return one.name if alone else f"{one.name}（目标{one.goal}）"


def _indicator(
    one: TargetIndicator,
    points: Decimal,
    result: Result | None,
    scheme: Scheme,
    year: int,
    often: Mapping[str, int],
) -> Item:
    """One indicator with its result, or without one."""
    if result is None:
        found = Attainment(None, "没有填完成情况")
        result = Result(one.level2, one.name)
    else:
        found = attainment(one, result, year)
    score = None if found.ratio is None else rounded(points * found.ratio)
    how = _how(score, points, found)
    return Item(
        scheme.class_of(one.level2),
        one.level2,
        _named(one, often),
        printed(one),
        _actual(result),
        points,
        score,
        how,
        found.ratio,
        found.reached,
        result.reason,
        result.measure,
        one.goal,
        tuple(_wanting(one, found, result)),
    )


def _how(score: Decimal | None, points: Decimal, found: Attainment) -> str:
    if score is None:
        return f"{found.words}，未评分。"
    return f"{plain(score)} 分 = {plain(points)} × {found.words}。"


def _actual(result: Result) -> str:
    """What came of it, in the clerk's words; for words alone, the band."""
    band = conventions().band(result.band)
    return result.value or (band.label if band else "")


def _with_rate(item: Item, money: Money) -> Item:
    """An indicator that is the execution rate itself, beside the rate that the money gives."""
    if _RATE not in item.name or money.rate is None:
        return item
    said = [one for one in quantities(item.actual) if one.unit == "%"]
    rate = money.rate * 100
    if len(said) != 1 or abs(said[0].value - rate) <= said[0].step:
        return item
    words = f"“{item.name}”填的是 {item.actual}，按执行数算是 {percent(money.rate)}，请核对。"
    return replace(item, wanting=(*item.wanting, words))


def _wanting(one: TargetIndicator, found: Attainment, result: Result) -> Iterator[str]:
    if found.ratio is None or result.reason:
        return
    if not found.reached:
        yield f"“{one.name}”没有达到目标（{printed(one)}，实际 {_actual(result)}），请写偏差原因。"
    elif found.over:
        words = f"“{one.name}”比目标（{printed(one)}）超出较多，实际 {_actual(result)}，"
        yield words + "请说明是不是目标定低了。"


def weighted_mean(projects: tuple[Assessment, ...]) -> Decimal | None:
    """The projects' totals weighted by their money, for information only; None without any.

    Only projects that have a total and money count.
    """
    known = [(one.total, one.money.budget) for one in projects if one.project]
    pairs = [(total, money) for total, money in known if total is not None and money]
    if not pairs:
        return None
    weight = sum((money for _, money in pairs), Decimal(0))
    return rounded(sum((total * money for total, money in pairs), Decimal(0)) / weight)
