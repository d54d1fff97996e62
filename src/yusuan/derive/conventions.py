"""Which function a class of the basic expenditure is shown under (cross-checks X-03 to X-07).

Pensions, medical care and housing have functions of their own, and money of one is paid from
classes of their own. Lines that say both are looked at one by one; where money is known by
function and by class apart, the two sums are laid beside each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from yusuan.derive.told import (
    Numbered,
    Told,
    about,
    by_class,
    by_function,
    by_unit,
    money,
    rows_of,
    titled,
    whose,
)
from yusuan.ledger import in_unit

_HALF_A_HUNDRED = Decimal(50)  # 元: what rounding to 百元 moves a figure by at most


@dataclass(frozen=True, slots=True)
class _Pair:
    """Functions and the classes they are paid from; ``also`` may stand there, but need not."""

    rule: str
    functions: tuple[str, ...]
    classes: tuple[str, ...]
    also: tuple[str, ...] = ()
    within: tuple[str, ...] = ("301",)  # classes that are told of where they are none of these


_PENSION = _Pair("X-03", ("2080505",), ("30108",))
_PAIRS = (
    _PENSION,
    _Pair("X-03", ("2080506",), ("30109",)),
    _Pair("X-03", ("2101101", "2101102"), ("30110",), ("30112",)),
    _Pair("X-03", ("2210201",), ("30113",)),
    _Pair("X-04", ("2101103",), ("30111",), ("30112", "30307"), ("301", "303")),
    _Pair("X-05", ("2080501", "2080502"), ("30301", "30302")),
)
_LOWERED = 2019
#: Retirees are paid for by other classes of 303 and by operating money as well.
_SUMMED = tuple(pair for pair in _PAIRS if pair.rule != "X-05")


def conventions(lines: Sequence[Numbered], year: int) -> Iterator[Told]:
    """Lines of the basic expenditure, unit by unit, against the pairs of function and class."""
    basic = [(n, line) for n, line in lines if line.nature.startswith("basic")]
    for unit, own in by_unit(basic).items():
        for pair in _PAIRS:
            yield from _of_pair(pair, own)
        for pair in _SUMMED:
            yield from _sums(pair, own, unit)
        yield from _annuity(own, unit, year)


def _of_pair(pair: _Pair, lines: Sequence[Numbered]) -> Iterator[Told]:
    """Lines that say function and class both; a class elsewhere only where the function is used."""
    used = any(line.function in pair.functions for _, line in lines)
    for number, line in lines:
        code = line.dept_economic
        if line.function in pair.functions:
            if _is_odd(pair, code):
                yield Told(
                    pair.rule, about(line), _other_class(pair, line.function, code), (number,)
                )
        elif used and code in pair.classes and _is_elsewhere(pair, line.function):
            yield Told(
                pair.rule, about(line), _other_function(pair, line.function, code), (number,)
            )


def _is_odd(pair: _Pair, code: str) -> bool:
    fits = code in pair.classes or code in pair.also
    return len(code) == 5 and code.startswith(pair.within) and not fits


def _is_elsewhere(pair: _Pair, function: str) -> bool:
    """Whether a function, known to the 项, is of another 款 than those of the pair."""
    return len(function) == 7 and function[:5] != pair.functions[0][:5]


def _other_class(pair: _Pair, function: str, code: str) -> str:
    return (
        f"科目 {titled('function', function)}一般对应经济科目 {'、'.join(pair.classes)}，"
        f"这一行是 {titled('dept_economic', code)}，请核对。"
    )


def _other_function(pair: _Pair, function: str, code: str) -> str:
    return (
        f"经济科目 {titled('dept_economic', code)}一般列在 {'、'.join(pair.functions)}，"
        f"这一行列在 {titled('function', function)}，请核对。"
    )


def _sums(pair: _Pair, lines: Sequence[Numbered], unit: str) -> Iterator[Told]:
    """The two sums, where money is known by function and by class apart."""
    shown = [(n, one) for n, one in by_function(lines) if one.function in pair.functions]
    paid = [(n, one) for n, one in by_class(lines) if one.dept_economic in pair.classes]
    also = [(n, one) for n, one in by_class(lines) if one.dept_economic in pair.also]
    apart = any(line.view for _, line in (*shown, *paid))
    if not (apart and shown and paid):
        return
    slack = _HALF_A_HUNDRED * (len(shown) + len(paid) + len(also))
    least, most = money(paid), money(paid) + money(also)
    if least - slack <= money(shown) <= most + slack:
        return
    message = (
        f"科目 {'、'.join(pair.functions)} 共 {in_unit(money(shown), '元')} 元，"
        f"一般对应的经济科目 {'、'.join(pair.classes)} 共 {in_unit(least, '元')} 元，请核对。"
    )
    name = f"{whose(unit)} {' '.join((*pair.functions, *pair.classes))}"
    yield Told(pair.rule, name, message, rows_of((*shown, *paid)))


def _annuity(lines: Sequence[Numbered], unit: str, year: int) -> Iterator[Told]:
    """The occupational annuity is 8 % of the base of which the pension is 16 or 20 % (X-07)."""
    pension, annuity = (_paid(lines, code) for code in ("30108", "30109"))
    base, paid = money(pension), money(annuity)
    due = [base * 8 / rate for rate in _rates(year)]
    if pension and paid and not any(_near(paid, one) for one in due):
        message = (
            f"职业年金（30109）{in_unit(paid, '元')} 元，按养老保险缴费（30108）"
            f"{in_unit(base, '元')} 元的基数应为 {in_unit(_cents(due[-1]), '元')} 元，请核对。"
        )
        rows = rows_of((*pension, *annuity))
        yield Told("X-07", whose(unit), message, rows, severity="info")


def _rates(year: int) -> tuple[int, ...]:
    """The unit's rates of the pension in percent: 16 since May 2019 (国办发〔2019〕13号)."""
    return (20,) if year < _LOWERED else (20, 16) if year == _LOWERED else (16,)


def _near(paid: Decimal, due: Decimal) -> bool:
    return abs(paid - due) <= due / 100 + _HALF_A_HUNDRED


def _cents(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal("0.01"), ROUND_HALF_UP)


def _paid(lines: Iterable[Numbered], code: str) -> list[Numbered]:
    return [(n, line) for n, line in by_class(lines) if line.dept_economic == code]
