"""How the points of a subject are given to its classes and indicators; they add up to 100."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final

from yusuan.assessing.points import STEP, plain, rounded, shared, split
from yusuan.ledger.budgets import TargetIndicator
from yusuan.standards.assessment import WHOLE, Scheme

ZERO: Final = Decimal(0)
#: What the classes are called in sentences.
TITLES: Final = {
    "execution": "预算执行",
    "cost": "成本指标",
    "output": "产出指标",
    "outcome": "效益指标",
    "satisfaction": "满意度指标",
}


@dataclass(slots=True)
class Weights:
    """The points of the execution and of each indicator, in their order, and what was done."""

    execution: Decimal
    indicators: list[Decimal]
    remarks: list[str] = field(default_factory=list)


def weights(scheme: Scheme, indicators: Sequence[TargetIndicator], *, money: bool) -> Weights:
    """The points of a subject whose money is (not) known, by what it has indicators of.

    Weights that clerks gave to all indicators and that add up to what the scheme has for them
    stand as given. Else each class has the points of the scheme, those of absent classes shared
    among the others; within it given weights stand and the others share what is left.
    """
    found = Weights(scheme.execution if money else ZERO, [ZERO] * len(indicators))
    groups = [scheme.class_of(one.level2) for one in indicators]
    if not indicators:
        return found
    total = WHOLE - found.execution
    if not money:
        found.remarks.append(
            f"没有预算数，预算执行的 {plain(scheme.execution)} 分按比例分给各类指标。"
        )
    given = [one.weight for one in indicators]
    known = [one for one in given if one is not None and one >= 0]
    if len(known) == len(given) and sum(known, ZERO) == total:
        found.indicators = known
        found.remarks += _unusual(scheme, groups, found.indicators, money=money)
        return found
    for group, points in _classes(scheme, groups, total, found.remarks).items():
        places = [at for at, one in enumerate(groups) if one == group]
        parts = _within(group, points, [given[at] for at in places], found.remarks)
        for at, part in zip(places, parts, strict=True):
            found.indicators[at] = part
    return found


def remarks_on_given(scheme: Scheme, indicators: Sequence[TargetIndicator]) -> list[str]:
    """What there is to say of the weights that clerks gave; nothing where they gave none."""
    plainly = [replace(one, weight=None) for one in indicators]
    known = weights(scheme, plainly, money=True).remarks
    return [one for one in weights(scheme, indicators, money=True).remarks if one not in known]


def _classes(
    scheme: Scheme, groups: Sequence[str], total: Decimal, remarks: list[str]
) -> dict[str, Decimal]:
    """The points of the classes that apply; those of the others are shared in proportion."""
    present = [key for key in scheme.classes if key in groups]
    absent = [key for key in scheme.classes if key not in groups]
    points = shared(total, [scheme.classes[key] for key in present])
    found = dict(zip(present, points, strict=True))
    if absent:
        moved = "、".join(f"{TITLES[key]} {plain(scheme.classes[key])} 分" for key in absent)
        now = "、".join(f"{TITLES[key]} {plain(one)} 分" for key, one in found.items())
        remarks.append(f"没有设{moved}，按比例分给其他各类：{now}。")
    return found


def _within(
    group: str, points: Decimal, given: Sequence[Decimal | None], remarks: list[str]
) -> list[Decimal]:
    """The points of a class for its indicators: given ones stand, the others share the rest."""
    said = [one for one in given if one is not None]
    total = sum(said, ZERO)
    rest = points - total
    fits = rest > 0 if len(said) < len(given) else not rest
    if not said:
        return split(points, len(given))
    if fits and all(one == one.quantize(STEP) and one >= 0 for one in said):
        shares = iter(split(rest, len(given) - len(said)))
        return [next(shares) if one is None else one for one in given]
    remarks.append(_misfit(group, points, total, open_=len(given) - len(said)))
    known = [max(one or ZERO, ZERO) for one in given]
    if len(said) == len(given):
        return shared(points, known)
    return split(points, len(given))


def _misfit(group: str, points: Decimal, total: Decimal, *, open_: int) -> str:
    title = TITLES[group]
    if not open_:
        return (
            f"{title}的权重加起来是 {plain(total)} 分，应为 {plain(points)} 分，已按比例折算；"
            "请核对权重。"
        )
    return (
        f"{title}已填的权重加起来是 {plain(total)} 分，{title}共 {plain(points)} 分，"
        f"没有填权重的 {open_} 个指标没有分可分，已改为平分；请核对权重。"
    )


def _unusual(
    scheme: Scheme, groups: Sequence[str], given: Sequence[Decimal], *, money: bool
) -> list[str]:
    """Where clerks gave the classes other points than the scheme: said, not changed."""
    found = dict.fromkeys(scheme.classes, ZERO)
    for group, points in zip(groups, given, strict=True):
        found[group] += points
    if not money or found == dict(scheme.classes):
        return []
    now = "、".join(f"{TITLES[key]} {plain(rounded(one))} 分" for key, one in found.items())
    return [f"各类分值按所填权重：{now}；通行的是{scheme.title}。"]
