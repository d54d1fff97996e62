"""How far what was reached reaches what was demanded: a share from 0 to 1, and why.

The rules by operator, for a demand *t* and what came of it *a* (docs/why/self-assessment.md):
at least (≥, >), equal and no sign: a ÷ t, at most 1 (costs in money and errors without a sign are
at most); at most (≤, <): t ÷ a, at most 1; a range: by
the end it misses; a day: the days of the year up to the day demanded ÷ those up to the day it was
done; words: by the band or the share that the clerk gives. More than is demanded never costs
points. What gives no share (a demand of 0 that is missed) gives none of the points, and says so.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from yusuan.assessing.points import percent, plain
from yusuan.ledger.budgets import Result, TargetIndicator
from yusuan.reckoning import Deadline, Quantity, Target, targets
from yusuan.reckoning.targets import (
    ABOVE,
    AT_MOST,
    BELOW,
    EQUAL,
    QUALITY,
    RANGE,
    deadline_in,
    named_operator,
)
from yusuan.standards.assessment import conventions

ONE: Final = Decimal(1)
ZERO: Final = Decimal(0)


@dataclass(frozen=True, slots=True)
class Attainment:
    """A share of the points, as factors in words; None where nothing can be said, and why.

    ``reached`` says whether the demand is met, ``over`` whether so far that it wants a reason.
    """

    ratio: Decimal | None
    words: str
    reached: bool = False
    over: bool = False


def attainment(indicator: TargetIndicator, result: Result, year: int) -> Attainment:
    """How far a result reaches its indicator."""
    demanded = targets(indicator.value, indicator.unit, indicator.operator)
    measured = [one for one in demanded if one.is_measured]
    quality = named_operator(indicator.operator) == QUALITY
    if quality or not measured or len(measured) < len(demanded):
        return _by_quality(result)
    signed = [_signed(one, indicator) for one in measured]
    found = _measured(signed, result, indicator.unit, year)
    if found.ratio is None and (result.percent is not None or result.band):
        return _by_quality(result)
    return found


def _signed(target: Target, indicator: TargetIndicator) -> Target:
    """A demand without a direction has the one of its subject: costs and errors are at most."""
    if target.operator not in ("", EQUAL) or target.quantity is None:
        return target
    down = conventions().down
    cost = target.quantity.is_money and "cost" in indicator.level2.split(".")
    if cost or any(one in indicator.name for one in down):
        return replace(target, operator=AT_MOST)
    return target


def _by_quality(result: Result) -> Attainment:
    """The share the clerk gives; the best band alone gives all of it, another needs a share."""
    known = conventions()
    band = known.band(result.band)
    if result.percent is not None:
        ratio = min(max(result.percent / 100, ZERO), ONE)
        band = band or next(one for one in known.bands if ratio * 100 >= one.low)
        return Attainment(ratio, f"{percent(ratio)}（{band.label}）", band.key == "full")
    if band is None:
        return Attainment(None, "没有填定性结果或得分比例")
    if band.key == "full":
        return Attainment(ONE, f"100%（{band.label}）", reached=True)
    low, high = plain(band.low), plain(band.high)
    return Attainment(None, f"定性结果是“{band.label}”，没有填得分比例（{low}%—{high}%）")


def _measured(demanded: Sequence[Target], result: Result, unit: str, year: int) -> Attainment:
    if not result.value.strip():
        return Attainment(None, "没有填实际完成值")
    if demanded[0].deadline is not None and demanded[0].quantity is None:
        return _by_day(demanded[0].deadline, result.value, year)
    came = [one.quantity for one in targets(result.value, unit) if one.quantity is not None]
    if len(came) != len(demanded):
        wrong = f"实际完成值“{result.value}”里有 {len(came)} 个数，目标有 {len(demanded)} 个"
        return Attainment(None, wrong)
    parts = [_compared(one, actual) for one, actual in zip(demanded, came, strict=True)]
    return parts[0] if len(parts) == 1 else _together(parts)


def _together(parts: Sequence[Attainment]) -> Attainment:
    """Several demands of one indicator weigh the same."""
    ratios = [one.ratio for one in parts if one.ratio is not None]
    if len(ratios) < len(parts):
        return next(one for one in parts if one.ratio is None)
    words = f"（{' + '.join(one.words for one in parts)}）÷ {len(parts)}"
    mean = sum(ratios, ZERO) / len(parts)
    return Attainment(mean, words, all(p.reached for p in parts), any(p.over for p in parts))


def _compared(target: Target, actual: Quantity) -> Attainment:
    assert target.quantity is not None
    wanted = target.quantity
    values = _in_one_kind(wanted, actual)
    if values is None:
        return Attainment(None, f"目标的单位（{wanted}）与完成值的单位（{actual}）不同，不能比较")
    demand, reached = values
    if target.operator == RANGE:
        assert target.upper is not None
        high = target.upper.value if actual.unit == wanted.unit else target.upper.base
        return _in_range(demand, high, reached)
    if target.operator in (AT_MOST, BELOW) or (not demand and target.operator != ABOVE):
        return _at_most(demand, reached, strict=target.operator == BELOW)
    found = _at_least(demand, reached, strict=target.operator == ABOVE)
    more = target.operator == EQUAL and reached > demand
    return replace(found, over=True) if more else found


def _in_one_kind(wanted: Quantity, actual: Quantity) -> tuple[Decimal, Decimal] | None:
    """Both values as printed where their units are one, else in the same kind.

    Those of a time are taken for the year where they differ.
    """
    if wanted.kind != actual.kind:
        return None
    if wanted.per == actual.per:
        same = wanted.unit == actual.unit
        return (wanted.value, actual.value) if same else (wanted.base, actual.base)
    yearly = wanted.yearly, actual.yearly
    return None if yearly[0] is None or yearly[1] is None else (yearly[0], yearly[1])


def _at_least(demand: Decimal, reached: Decimal, *, strict: bool) -> Attainment:
    met = reached > demand if strict else reached >= demand
    if not demand:
        return _all_or_nothing(demand, reached, met=met)
    over = reached > demand * (ONE + conventions().over / 100)
    return _proportion(reached, demand, met=met, over=over)


def _at_most(demand: Decimal, reached: Decimal, *, strict: bool) -> Attainment:
    met = reached < demand if strict else reached <= demand
    if not (demand and reached):
        return _all_or_nothing(demand, reached, met=met)
    return _proportion(demand, reached, met=met, over=False)


def _in_range(low: Decimal, high: Decimal, reached: Decimal) -> Attainment:
    if low <= reached <= high:
        return Attainment(ONE, "100%（在目标范围内）", reached=True)
    if reached < low:
        return _at_least(low, reached, strict=False)
    return _at_most(high, reached, strict=False)


def _all_or_nothing(demand: Decimal, reached: Decimal, *, met: bool) -> Attainment:
    if met:
        return Attainment(ONE, "100%", reached=True)
    words = f"0（目标是 {plain(demand)}，实际 {plain(reached)}，没有达到时不能按比例）"
    return Attainment(ZERO, words)


def _proportion(above: Decimal, below: Decimal, *, met: bool, over: bool) -> Attainment:
    """What is above the line over what is below, from 0 to 1; met is all of it."""
    if met:
        return Attainment(ONE, "100%", reached=True, over=over)
    return Attainment(min(above / below, ONE), f"{plain(above)} ÷ {plain(below)}")


def _by_day(deadline: Deadline, value: str, year: int) -> Attainment:
    done = deadline_in(value)
    if done is None:
        return Attainment(None, f"目标是日期，实际完成值“{value}”里没有日期")
    due, came = (day_of(one, year) for one in (deadline, done))
    if came <= due:
        return Attainment(ONE, "100%", reached=True)
    start = date(due.year, 1, 1)
    allowed, taken = ((one - start).days + 1 for one in (due, came))
    return Attainment(Decimal(allowed) / taken, f"{allowed} 天 ÷ {taken} 天（从年初算起）")


def day_of(deadline: Deadline, year: int) -> date:
    """The last day a deadline allows; the year of the budget where it names none."""
    in_year, month = deadline.year or year, deadline.month or 12
    last = monthrange(in_year, month)[1]
    return date(in_year, month, min(deadline.day or last, last))
