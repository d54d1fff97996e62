"""What a wrong per cent seems to be instead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import ROUND_DOWN, Decimal

from yusuan.checks.causes import misprint
from yusuan.checks.figures import Figure
from yusuan.checks.ratios import HUNDRED, Ratio
from yusuan.checks.text.words import rounded
from yusuan.ledger import Amount


def last_place(exact: Decimal, percent: Figure) -> str:
    """Why only the last place differs."""
    printed, step = percent.value, percent.amount.precision
    if printed == exact.quantize(step, rounding=ROUND_DOWN):
        return "疑末位直接舍去，没有四舍五入"
    if printed == rounded(rounded(exact, step / 10), step):
        return "疑分两次四舍五入"
    return "仅末位相差，疑由未取整的数计算"


def reversed_sign(ratio: Ratio) -> str:
    """An increase called a decrease, or the reverse."""
    percent = ratio.percent
    turned = replace(percent, amount=Amount(-percent.value, percent.amount.precision))
    held = percent.value and Ratio(turned, ratio.top, ratio.bottom).holds()
    return "增减方向写反" if held else ""


def other_scale(percent: Figure, exact: Decimal) -> str:
    """A fraction printed as a per cent, or the reverse."""
    half = percent.amount.half
    if abs(percent.value * HUNDRED - exact) <= half * HUNDRED:
        return "疑把比值当作百分数，没有乘以 100"
    if abs(percent.value / HUNDRED - exact) <= half:
        return "疑多乘了 100"
    return ""


def slipped(percent: Figure, exact: Decimal) -> str:
    """A slip of the finger, where the number is long enough to tell one."""
    step = percent.amount.precision
    if len(percent.value.as_tuple().digits) < 3 or abs(percent.value - exact) < 10 * step:
        return ""
    return misprint(f"{percent.value:f}", f"{rounded(exact, percent.amount.precision):f}")


def copied(percent: Figure, right: Iterable[tuple[Figure, Ratio]]) -> str:
    """The same per cent printed rightly of something else."""
    if percent.value == percent.value.to_integral_value():
        return ""
    for other, ratio in right:
        if is_alike(ratio.percent, percent):
            return f"与“{' '.join(other.fact.row)}”的百分比相同，疑为照抄"
    return ""


def is_alike(one: Figure, other: Figure) -> bool:
    """Whether one document prints the same per cent twice, be it up or down."""
    return abs(one.value) == abs(other.value) and one.document == other.document
