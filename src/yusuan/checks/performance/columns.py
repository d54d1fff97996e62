"""指标各栏：指标值与内容、单位、类型各栏说的是同一个数。"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from yusuan.checks.performance.forms import Form, Said, failed, held, listed, short
from yusuan.checks.rule import Rule, Ruling
from yusuan.reckoning import Quantity, fold, quantities
from yusuan.reckoning.targets import NO_UNIT, QUALITY, named_operator

_BASIS = "财预〔2015〕88号：绩效指标应当具体明确、可衡量"
COLUMNS = Rule(
    "indicator-columns-agree",
    "指标各栏一致：指标值与指标值内容、度量单位、指标值类型说的是同一个数。",
    "An indicator's value, its content, unit and operator columns say the same.",
    "error",
    _BASIS,
)
OPERATOR = Rule(
    "operator-fits-value",
    "指标值类型：有数的用≥、≤、=，没有数的用定性。",
    "A number goes with an operator, words with 定性.",
    "warning",
    _BASIS,
)
RULES = (COLUMNS, OPERATOR)


def rulings(forms: Sequence[Form]) -> Iterator[Ruling]:
    """How the rules of columns end."""
    for form in forms:
        for one in form.indicators:
            yield from _columns(form, one)
        yield from _operators(form)


def _columns(form: Form, one: Said) -> Iterator[Ruling]:
    """The value against the columns that repeat its parts."""
    content, value = one.indicator.content, one.indicator.value
    if not content or not value:
        return
    inside, outside = quantities(value), quantities(content)
    if not inside and not outside:
        return
    place = [one.place]
    if not outside or not inside:
        yield failed(
            COLUMNS.id,
            form,
            f"{form.where}{one.label}：指标值“{short(value)}”，指标值内容“{short(content)}”，"
            f"一处是数一处是文字；指标值内容请填数",
            f"{form.where} {one.name}: value {value}, content {content}",
            place,
            severity="warning",
            printed=short(content),
            expected=short(value),
        )
        return
    first, second = inside[0], outside[0]
    apart = first.value != second.value or len(inside) != len(outside)
    if apart:
        yield failed(
            COLUMNS.id,
            form,
            f"{form.where}{one.label}：指标值“{short(value)}”，而指标值内容是“{short(content)}”；"
            f"同一指标请填同一个数",
            f"{form.where} {one.name}: the value is {value}, the content {content}",
            place,
            printed=str(second),
            expected=str(first),
            difference=f"{second.value - first.value:f}",
        )
    yield from _units(form, one, first, agree=not apart)


def _units(form: Form, one: Said, number: Quantity, *, agree: bool) -> Iterator[Ruling]:
    """The unit of a value against the column of units, whatever the numbers say."""
    value, unit = one.indicator.value, one.indicator.unit
    if number.unit and unit not in NO_UNIT and _other_unit(number.unit, unit):
        yield failed(
            COLUMNS.id,
            form,
            f"{form.where}{one.label}：指标值“{short(value)}”的单位与度量单位“{short(unit)}”不同；"
            f"请统一单位",
            f"{form.where} {one.name}: value {value}, unit column {unit}",
            [one.place],
            severity="warning",
            printed=unit,
            expected=number.unit,
        )
    elif agree:
        yield held(COLUMNS.id, form)


def _other_unit(one: str, other: str) -> bool:
    kinds = [Quantity(Decimal(1), fold(unit)) for unit in (one, other)]
    return (kinds[0].kind, kinds[0].base) != (kinds[1].kind, kinds[1].base)


def _operators(form: Form) -> Iterator[Ruling]:
    """The column of operators: 定量 is none, 定性 has no number, words have no other."""
    beside = [one for one in form.indicators if one.indicator.operator]
    if not beside:
        return
    unnamed = [one for one in beside if not named_operator(one.indicator.operator)]
    numbered = [
        one
        for one in beside
        if named_operator(one.indicator.operator) == QUALITY and quantities(one.text)
    ]
    worded = [
        one
        for one in beside
        if named_operator(one.indicator.operator) not in ("", QUALITY)
        and not any(target.is_measured for target in one.targets)
    ]
    for found, words, words_en in (
        (unnamed, "的指标值类型不是运算符，请选≥、≤、=、>、<或定性", "have no operator"),
        (numbered, "是数，类型却填“定性”，请改用≥、≤或=", "are numbers but called 定性"),
        (worded, "不是数，类型却填运算符，请改为定性或补上数", "are words with an operator"),
    ):
        if found:
            yield failed(
                OPERATOR.id,
                form,
                f"{form.where}指标{listed([one.name for one in found])}{words}",
                f"{form.where}: {len(found)} indicators {words_en}",
                [one.place for one in found],
            )
    if not (unnamed or numbered or worded):
        yield held(OPERATOR.id, form)
