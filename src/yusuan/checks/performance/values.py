"""指标值：百分比合理，写法一致，方向对头，数带单位。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from yusuan.checks.performance.forms import Form, Said, failed, listed, short
from yusuan.checks.rule import Rule, Ruling
from yusuan.reckoning import Quantity, Target
from yusuan.reckoning.targets import (
    ABOVE,
    AT_LEAST,
    AT_MOST,
    BELOW,
    NO_UNIT,
)

_BASIS = "财预〔2015〕88号：绩效指标应当具体明确、可衡量"
HUNDRED = Rule(
    "rate-within-hundred",
    "百分比合理：满意度、合格率、及时率等不会超过100%。",
    "A rate of parts of a whole is within 100 %.",
    "warning",
    _BASIS,
)
NOTATION = Rule(
    "rate-in-one-notation",
    "比率写法一致：同类比率统一写成百分数，不与小数混用。",
    "Rates are printed in one notation, per cent or decimal.",
    "warning",
    _BASIS,
)
DIRECTION = Rule(
    "operator-points-the-right-way",
    "指标方向：成本、差错类指标用≤，满意度、完成率类指标用≥。",
    "Costs and faults are at most, satisfaction and completion at least.",
    "warning",
    _BASIS,
)
UNIT = Rule(
    "number-has-unit",
    "计量单位：数量、成本指标的数要带单位。",
    "The number of a quantity or a cost has its unit.",
    "warning",
    _BASIS,
)
RULES = (HUNDRED, NOTATION, DIRECTION, UNIT)

_WITHIN = re.compile(
    r"(?:满意|合格|及时|准确|达标|办结|到岗|到位|参与|差错|错漏|容错|优良|按时)[率度]"
)
_MAY_EXCEED = re.compile(r"增长|提升|提高|增幅|完成率|超|同比|扩大")
_RATE = re.compile(r"(?:率|满意度|比例|占比)$")
_GOOD = re.compile(
    r"(?:满意|合格|及时|准确|达标|办结|到岗|到位|完成|覆盖|参与|优良|按时|知晓)[率度]"
)
_BAD = re.compile(
    r"(?:差错|错误|错漏|容错|投诉|事故|失误|死亡|违规|逾期|返工|退货|故障)(?:率|数|次数|起数)?$"
)
_COST = re.compile(r"(?:成本|支出|费用|造价|控制数|总额|经费)$")


def rulings(forms: Sequence[Form]) -> Iterator[Ruling]:
    """How the rules of values end."""
    for form in forms:
        yield from _rates(form)
        yield from _directions(form)
        yield from _units(form)
    yield from _notations(forms)


def _shares(one: Said) -> Iterator[tuple[Target, Quantity]]:
    for target in one.targets:
        for number in (target.quantity, target.upper):
            if number is not None and number.kind == "%":
                yield target, number


def _rates(form: Form) -> Iterator[Ruling]:
    for one in form.indicators:
        said = one.name + one.text
        over = [number for _, number in _shares(one) if number.base > 100]
        if over and _WITHIN.search(said) and not _MAY_EXCEED.search(said):
            yield failed(
                HUNDRED.id,
                form,
                f"{form.where}{one.label}填 {over[0]}，这一比率不会超过 100%；请核对",
                f"{form.where} {one.name}: {over[0]} cannot exceed 100 %",
                [one.place],
                printed=str(over[0]),
            )


def _is_bare_rate(one: Said) -> bool:
    number = one.targets[0].quantity if len(one.targets) == 1 else None
    return (
        number is not None
        and not number.unit
        and Decimal(0) <= number.value <= 1
        and bool(_RATE.search(one.name))
    )


def _notations(forms: Sequence[Form]) -> Iterator[Ruling]:
    """Rates printed as decimals where the same document prints others in per cent."""
    in_per_cent = {form.document for form in forms for one in form.indicators for _ in _shares(one)}
    for form in forms:
        bare = [one for one in form.indicators if _is_bare_rate(one)]
        if bare and form.document in in_per_cent:
            yield failed(
                NOTATION.id,
                form,
                f"{form.where}指标{listed([one.name for one in bare])}的值写成小数"
                f"（{short(bare[0].text)}），别处的比率写成百分数；请统一写成百分数",
                f"{form.where}: {len(bare)} rates are printed as decimals, others in per cent",
                [one.place for one in bare],
            )


def _directions(form: Form) -> Iterator[Ruling]:
    for one in form.indicators:
        wrong = _wrong_way(one)
        if wrong:
            sign, right = wrong
            yield failed(
                DIRECTION.id,
                form,
                f"{form.where}{one.label}用了“{sign}”，这类指标应当用“{right}”；请核对方向",
                f"{form.where} {one.name}: {sign} where {right} is meant",
                [one.place],
                printed=sign,
                expected=right,
            )


def _wrong_way(one: Said) -> tuple[str, str] | None:
    for target in one.targets:
        number = target.quantity
        if number is None:
            continue
        low = target.operator in (AT_MOST, BELOW)
        high = target.operator in (AT_LEAST, ABOVE)
        name = one.name if not one.prose else target.words
        if high and (_BAD.search(name) or (number.is_money and _COST.search(name))):
            return target.operator, AT_MOST
        if (
            low
            and _GOOD.search(name)
            and not _BAD.search(name)
            and not name.startswith(("不", "未"))
        ):
            return target.operator, AT_LEAST
        if high and number.is_money and one.key in ("output.cost", "cost.economic"):
            return target.operator, AT_MOST
    return None


def _units(form: Form) -> Iterator[Ruling]:
    bare = [
        one
        for one in form.indicators
        if one.key in ("output.quantity", "output.cost", "cost.economic", "cost")
        and one.indicator.unit in NO_UNIT
        and any(t.quantity and not t.quantity.unit for t in one.targets)
        and not _RATE.search(one.name)
        and not _is_bare_share(one)
    ]
    if bare:
        shown = [f"{one.name}：{one.text}" if not one.prose else one.text for one in bare]
        yield failed(
            UNIT.id,
            form,
            f"{form.where}{_kinds(bare)}指标{listed(shown)}的数没有单位；请写明单位",
            f"{form.where}: {len(bare)} numbers have no unit",
            [one.place for one in bare],
        )


def _is_bare_share(one: Said) -> bool:
    return bool(one.targets[0].quantity and one.targets[0].quantity.value <= 1 and one.text != "1")


def _kinds(found: Sequence[Said]) -> str:
    return "、".join(dict.fromkeys("成本" if "cost" in one.key else "数量" for one in found))
