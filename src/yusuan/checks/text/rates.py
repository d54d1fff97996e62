"""增减率: growth is the change over last year's figure (domain: N-04, N-05, N-08, R-09)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from yusuan.checks.budgets import Budget
from yusuan.checks.figures import Figure
from yusuan.checks.findings import FAILED, NOT_APPLICABLE, NOT_CHECKED, PASSED, ROUNDING
from yusuan.checks.ratios import HUNDRED, Ratio
from yusuan.checks.rule import Rule, Ruling
from yusuan.checks.text.comparisons import Comparison
from yusuan.checks.text.diagnoses import (
    copied,
    is_alike,
    last_place,
    other_scale,
    reversed_sign,
    slipped,
)
from yusuan.checks.text.words import misprinted, per_cent, quoted, rounded, spoken
from yusuan.checks.wording import number

RATE = Rule(
    "text-rate",
    "增减率：文字说明中的增减百分比等于增减额除以上年数。",
    "A rate of growth in the text is the change divided by last year's figure.",
    "error",
    "财预〔2016〕143号：说明收支增减变化情况",
)
NO_OPERANDS = "没有说明增减额或上年数，增减率不能复算"
UNSURE = "没有认清这句话所指的数字，增减率不能复算"
NO_BASE = "上年数为零"


def rates(budget: Budget, found: Sequence[Comparison]) -> Iterator[Ruling]:
    """How each rate of growth ended."""
    growths = [(one, one.growth) for one in found if one.rate]
    right = [(one, ratio) for one, ratio in growths if ratio and ratio.holds()]
    for one, ratio in growths:
        yield _ruling(budget, one, ratio, right)


def _ruling(
    budget: Budget,
    one: Comparison,
    ratio: Ratio | None,
    right: Sequence[tuple[Comparison, Ratio]],
) -> Ruling:
    assert one.rate
    at = one.rate.document
    facts = tuple(f.fact.id for f in ratio.figures) if ratio else (one.rate.claim.id,)
    if ratio is None:
        reason = NO_OPERANDS if one.rate.claim.understood else UNSURE
        return Ruling(RATE.id, at, NOT_CHECKED, reason, facts=facts)
    exact = ratio.exact
    if exact is None:
        return _without_base(budget, one, ratio)
    if ratio.holds():
        alike = rounded(exact, ratio.percent.amount.precision) == ratio.percent.value
        return Ruling(RATE.id, at, PASSED if alike else ROUNDING, facts=facts, tie=ratio)
    percent = ratio.percent
    base = _wrong_base(one, ratio)
    near = not base and ratio.nearly_holds()
    cause = last_place(exact, percent) if near else base or _diagnosis(budget, ratio, exact, right)
    printed, wanted = _directed(percent.value, exact, percent)
    said = [told for told in (one.change, one.rate) if told]
    ruling = Ruling(
        RATE.id,
        at,
        FAILED,
        message=f"{quoted(budget, *said)}：{working(ratio)} = {wanted}，写作 {printed}",
        message_en=f"Growth is printed as {printed}; {working(ratio)} = {wanted}",
        cause=cause,
    )
    return misprinted(ruling, ratio, exact, near=near, certain=_certain(one))


def _directed(printed: Decimal, exact: Decimal, at: Figure) -> tuple[str, str]:
    """Both rates in words; with their directions where these differ."""
    if printed * exact >= 0:
        return f"{abs(printed):f}%", per_cent(abs(exact), at)
    names = ["增长" if value >= 0 else "下降" for value in (printed, exact)]
    return f"{names[0]}{abs(printed):f}%", names[1] + per_cent(abs(exact), at)


def _certain(one: Comparison) -> bool:
    """Whether the sentence itself says all that the rate rests on."""
    return one.beside and (one.change is not None or one.before_beside)


def _without_base(budget: Budget, one: Comparison, ratio: Ratio) -> Ruling:
    """A rate printed although last year's figure is nothing: there is nothing to compare with."""
    assert one.rate
    facts = tuple(figure.fact.id for figure in ratio.figures)
    if not ratio.percent.value:
        return Ruling(RATE.id, one.rate.document, NOT_APPLICABLE, NO_BASE, facts=facts)
    said = [told for told in (one.change, one.rate) if told]
    percent = f"{ratio.percent.value:f}%"
    return Ruling(
        RATE.id,
        one.rate.document,
        FAILED,
        message=f"{quoted(budget, *said)}：上年数为 0，增减率没有意义，不应写 {percent}，"
        "可写“上年无此项”",
        message_en=f"Last year's figure is nothing, so no rate ({percent}) can be given",
        places=tuple(figure.fact.place for figure in ratio.figures),
        facts=facts,
        printed=f"{ratio.percent.value:f}",
        unit="%",
        cause="以 0 为分母" if abs(ratio.percent.value) != HUNDRED else "分母用了本年数",
        severity="warning",
        suspect=ratio.percent.fact.id,
    )


def working(ratio: Ratio) -> str:
    """The division in figures: 「1,874.31 ÷ 2,053.67」."""
    at = spoken(ratio)
    tops, bottoms = (
        sum((sign * figure.value for figure, sign in terms), Decimal(0))
        for terms in (ratio.top, ratio.bottom)
    )
    return f"{number(abs(tops), at)} ÷ {number(bottoms, at)}"


def _diagnosis(
    budget: Budget, ratio: Ratio, exact: Decimal, right: Sequence[tuple[Comparison, Ratio]]
) -> str:
    """What the printed rate seems to be instead; empty where nothing shows."""
    percent = ratio.percent
    alike = (entry for entry in right if is_alike(entry[1].percent, percent))
    named = ((budget.reference(one.key) or one.now, found) for one, found in alike)
    return (
        reversed_sign(ratio)
        or other_scale(percent, exact)
        or slipped(percent, exact)
        or copied(percent, ((figure, found) for figure, found in named if figure))
    )


def _wrong_base(one: Comparison, ratio: Ratio) -> str:
    """The change over this year's figure, or this year's over last year's, gives the print."""
    now = one.figure
    if now is None or not now.value:
        return ""
    this_year = Ratio(ratio.percent, ratio.top, ((now, 1),))
    if this_year.holds():
        right = working(ratio).partition("÷")[2].strip()
        exact = this_year.exact or Decimal(0)
        return (
            f"分母用了本年数：{working(this_year)} = {per_cent(exact, ratio.percent)}，"
            f"应为 ÷ {right}"
        )
    whole = Ratio(ratio.percent, ((now, 1),), ratio.bottom)
    if whole.holds():
        return f"写成了本年数占上年数的比例：{working(whole)}，应再减 100%"
    return ""
