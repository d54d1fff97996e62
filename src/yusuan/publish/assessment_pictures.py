"""The pictures of a self-assessment: a radar of its classes, bars of all scores."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from yusuan.assessing import Assessment
from yusuan.assessing.points import rounded
from yusuan.publish.volume import Picture, Series
from yusuan.standards.assessment import WHOLE, conventions
from yusuan.standards.target_classes import printed_class

_RATE = "得分率"
_SCORE = "得分"


def radar(found: Assessment, number: int) -> Picture:
    """The share of its points that each level-2 class earned, the execution first."""
    classes = list(dict.fromkeys(one.level2 for one in found.items))
    names = [printed_class(key).removesuffix("指标") or "预算执行" for key in classes]
    whose = found.name if found.project else "部门整体支出"
    return Picture(
        f"picture-{number}",
        f"{whose}各类得分率",
        "radar",
        tuple(names),
        Series(f"{_RATE}（%）", tuple(_share(found, key) for key in classes)),
        unit="%",
    )


def _share(found: Assessment, key: str) -> Decimal | None:
    """In per cent; None where a line of the class is not assessed."""
    own = [one for one in found.items if one.level2 == key]
    points = sum((one.points for one in own), Decimal(0))
    scores = [one.score for one in own if one.score is not None]
    if len(scores) < len(own) or not points:
        return None
    return rounded(sum(scores, Decimal(0)) / points * 100)


def bars(found: Sequence[Assessment], number: int) -> Picture:
    """The scores of all, with lines where a grade begins."""
    grades = sorted((one.low, one.label) for one in conventions().grades if one.low)
    return Picture(
        f"picture-{number}",
        "自评得分",
        "bars",
        tuple(one.name if one.project else "部门整体支出" for one in found),
        Series(_SCORE, tuple(one.total for one in found)),
        WHOLE,
        marks=tuple((at, f"{label} {at}") for at, label in grades),
    )
