"""The calculator of cost bases: 「2080元/人/月×14人×12月=349440元」 read and computed exactly.

A small recursive parser: sums of products of quantities, and what the writer says they come to.
Nothing is evaluated as code. What is not surely a computation is none.

    computation := sum (result)?          result := ("=" | 共 | 合计 | 计 …) quantity
    sum         := product (("+" | "-") product)*
    product     := factor (("×" | "*" | "x" | "÷") factor)*
    factor      := quantity (rate)? | "(" sum ")"
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, DivisionByZero, InvalidOperation

from yusuan.ledger import UNITS, Amount
from yusuan.reckoning.quantities import NUMBER, UNIT, Quantity, fold, of

_NUMBER = re.compile(NUMBER)
_UNIT = re.compile(UNIT)
#: What a price is for: 元/人/月, 元、人/月 (as it is mistyped), 元每人每天, 元/(人·月).
_RATE = re.compile(
    r"(?:[/·]|每个?|、(?=[人月年天次份][/·]))\(?个?[一-鿿]{1,3}?"
    r"(?=[/·每×*xX=+÷,，。;；:)\-共计合]|$)\)?"
)
_TIMES = re.compile(r"[×*xX]|乘以?")
_OVER = re.compile(r"[÷]|/(?=\d)|除以")
_PLUS, _MINUS = re.compile(r"\+|加(?=\d)"), re.compile(r"-|减(?=\d)")
_RESULT = re.compile(
    r"(?:=|≈|[,，]?(?:共需|总计|合计|共计|小计|总共|共|计|合)(?:约|为|需|需要|金额|费用|经费|支出)?[:=]?)(?:约|为)?"
)
_WORDS = re.compile(r"[一-鿿]{0,6}")
_NOT_WORDS = re.compile(r"共|计|合|其中|每|约")
_NOTE = re.compile(r"\([^()×*+=÷\d]{1,20}\)")
_BEFORE_A_NUMBER = re.compile(r"[A-Za-z\d.〔\[#№/×*÷+=-]$|第$")
_SEGMENT = re.compile(r"[;；。\n]")
_AMOUNTS = re.compile(r"\d")
_ABOUT = re.compile(r"左右|上下")
LONGEST = 10_000  # letters; a longer text is no cost basis
_DEEPEST = 8  # brackets in brackets; more is no cost basis
_LARGEST = Decimal(10) ** 18
#: The largest part of a sum that is left out by rounding.
_ROUNDED_OFF = Decimal("0.05")


@dataclass(frozen=True, slots=True)
class Term:
    """A value on the way: money in 元, or a count; ``bare`` where no unit says which."""

    value: Decimal
    money: bool = False
    bare: bool = False
    unit: str = ""  # of a lone quantity, as printed
    open: bool = False  # some factor names no unit, and so may be a price
    operations: int = 0
    subtracts: bool = False


@dataclass(frozen=True, slots=True)
class Computation:
    """One computation of a text: its words, what it comes to, and what the text says it does.

    ``value`` is in 元 where it is ``money``. ``stated`` is None where the text says no result.
    """

    text: str
    value: Decimal
    money: bool
    stated: Quantity | None
    start: int
    end: int
    sure: bool = True  # False where units or a minus leave a doubt

    @property
    def said(self) -> Amount | None:
        """The stated result in 元 (or as counted), with its precision."""
        if self.stated is None:
            return None
        scale = _scale(self.stated.unit, self.money)
        return Amount(self.stated.value * scale, scale.scaleb(-self.stated.decimals))

    @property
    def holds(self) -> bool:
        """Whether it comes to what is stated, to the precision of the statement.

        Nobody rounds 24000 to 「2万」: what is put down to rounding is a small part of the whole.
        """
        said = self.said
        if said is None:
            return True
        return Amount(self.value, Decimal(0)).agrees(said) and (
            abs(self.gap) <= abs(self.value) * _ROUNDED_OFF
        )

    @property
    def gap(self) -> Decimal:
        """By how much the statement is more than the computation."""
        said = self.said
        return Decimal(0) if said is None else said.value - self.value


def computations(text: str) -> tuple[Computation, ...]:
    """Every computation of a text, in order; positions are those of the folded text."""
    folded = fold(text)
    return tuple(_all(folded)) if len(folded) <= LONGEST else ()


def _all(text: str) -> Iterator[Computation]:
    at = 0
    while at < len(text):
        if text[at].isdigit() or text[at] == "(":
            found = (
                None
                if _BEFORE_A_NUMBER.search(text[max(0, at - 1) : at])
                else _computation(text, at)
            )
            if found:
                yield found
                at = found.end
                continue
            if text[at].isdigit():
                at = _after(text, at)
                continue
        at += 1


def _after(text: str, at: int) -> int:
    number = _NUMBER.match(text, at)
    return number.end() if number else at + 1


def _computation(text: str, start: int) -> Computation | None:
    try:
        read = _sum(text, start)
    except (DivisionByZero, InvalidOperation):
        return None
    if read is None:
        return None
    term, at = read
    if not term.operations or abs(term.value) > _LARGEST:
        return None
    stated, end = _result(text, at, alone=not _AMOUNTS.search(_SEGMENT.split(text[:start])[-1]))
    value, money, sure = _settled(term, stated)
    if stated is not None and stated.about:
        sure = False
    if stated is None and (not money or _is_range(text[start:at])):
        return None
    return Computation(text[start:end], value, money, stated, start, end, sure)


def _is_range(text: str) -> bool:
    """Whether it only says from how much to how much: 「3-5万元」."""
    return bool(re.fullmatch(rf"(?:{NUMBER})(?:{UNIT})?-(?:{NUMBER})(?:{UNIT})", text))


def _settled(term: Term, stated: Quantity | None) -> tuple[Decimal, bool, bool]:
    """The value on the footing of its result: bare numbers take the unit that fits it."""
    if stated is None:
        return term.value, term.money, not term.subtracts
    in_money = stated.unit in UNITS
    if term.money or not in_money:
        sure = not term.subtracts and (term.money == in_money or not stated.unit)
        return term.value, term.money, sure
    if not term.open:
        return term.value, True, False  # 14人×12月=349440元 lacks its price
    scale = UNITS[stated.unit]  # 10个*3000共3万元 is 元; 3+5=8万元 is 万元
    said = stated.value * scale
    fits = term.value * scale if term.value * scale == said else term.value
    if term.value != said and term.value * scale != said:
        fits = min((term.value, term.value * scale), key=lambda one: abs(one - said))
    return fits, True, not term.subtracts


def _result(text: str, at: int, *, alone: bool = True) -> tuple[Quantity | None, int]:
    """What follows as the result; 「，共计」 after other amounts is the total of them all."""
    match = _RESULT.match(text, at)
    if match and match[0][:1] in ("，", ",") and not alone:
        return None, at
    number = _NUMBER.match(text, match.end()) if match and match.end() > at else None
    if match is None or number is None:
        return None, at
    further = _sum(text, match.end())
    if further and further[0].operations:  # 14×12=168×2080: no result but more to compute
        return None, at
    unit = _UNIT.match(text, number.end())
    end = unit.end() if unit else number.end()
    found = of(number[0], unit[0] if unit else "")
    about = bool(_ABOUT.match(text, end)) or "约" in match[0] or "≈" in match[0]
    stated = Quantity(found.value, found.unit, found.decimals, "", about, number.start(), end)
    again = re.compile(r"=").match(text, end)
    if again and (more := _result(text, end))[0] and more[0].unit:  # =349440元=34.94万元
        end = more[1]
    return stated, end


def _sum(text: str, at: int, depth: int = 0) -> tuple[Term, int] | None:
    read = _product(text, at, depth)
    if read is None:
        return None
    terms, end = [read[0]], read[1]
    signs = [1]
    while True:
        sign = _PLUS.match(text, end) or _MINUS.match(text, end)
        following = _product(text, sign.end(), depth) if sign else None
        if sign is None or following is None:
            break
        signs.append(-1 if _MINUS.match(text, end) else 1)
        terms.append(following[0])
        end = following[1]
    return (_added(terms, signs), end) if len(terms) > 1 else (terms[0], end)


def _added(terms: list[Term], signs: list[int]) -> Term:
    """Bare terms beside money take the unit that follows them: 3+5万元 is 8万元."""
    unit = next((one.unit for one in reversed(terms) if one.unit in UNITS), "")
    scale = UNITS.get(unit, Decimal(1))
    money = any(one.money for one in terms)
    total = Decimal(0)
    for one, sign in zip(terms, signs, strict=True):
        value = one.value * scale if money and one.bare and not one.operations else one.value
        total += sign * value
    mixed = money and any(not one.money and not one.bare for one in terms)
    doubtful = mixed or any(one.subtracts for one in terms) or -1 in signs
    operations = len(terms) - 1 + sum(one.operations for one in terms)
    bare, unsaid = all(one.bare for one in terms), any(one.open for one in terms)
    return Term(total, money, bare, "", unsaid, operations, doubtful)


def _product(text: str, at: int, depth: int) -> tuple[Term, int] | None:
    read = _factor(text, at, depth)
    if read is None:
        return None
    product, end = read
    while True:
        times = _TIMES.match(text, end)
        over = None if times else _OVER.match(text, end)
        sign = times or over
        following = _factor(text, sign.end(), depth) if sign else None
        if sign is None or following is None:
            return product, end
        factor, end = following
        value = product.value * factor.value if times else product.value / factor.value
        product = Term(
            value,
            product.money or factor.money,
            product.bare and factor.bare,
            "",
            product.open or factor.open,
            product.operations + factor.operations + 1,
            product.subtracts or factor.subtracts or (product.money and factor.money),
        )
        if abs(product.value) > _LARGEST:
            return None


def _factor(text: str, at: int, depth: int) -> tuple[Term, int] | None:
    if text[at : at + 1] == "(":
        read = _sum(text, at + 1, depth + 1) if depth < _DEEPEST else None
        if read is None or text[read[1] : read[1] + 1] != ")":
            return None
        term, end = read
        end += 1
        unit = _money_unit(text, end)
        if unit and term.bare:  # (3+5)万元
            term = Term(term.value * UNITS[unit], True, False, "", False, term.operations)
            end += len(unit)
        return term, _past_rates(text, end)
    words = _WORDS.match(text, at)
    if (
        words
        and words[0]
        and _NOT_WORDS.search(words[0])
        and words[0] not in ("每天", "每人", "每月")
    ):
        words = None
    start = words.end() if words else at
    number = _NUMBER.match(text, start)
    return _quantity(text, number) if number else None


def _money_unit(text: str, at: int) -> str:
    unit = _UNIT.match(text, at)
    return unit[0] if unit and unit[0] in UNITS else ""


def _quantity(text: str, number: re.Match[str]) -> tuple[Term, int] | None:
    unit = _UNIT.match(text, number.end())
    name = unit[0] if unit else ""
    end = unit.end() if unit else number.end()
    end = _past_rates(text, end)
    if note := _NOTE.match(text, end):
        end = note.end()
    if not unit and re.match(r"[A-Za-wyzB-WYZ年号]", text[end : end + 1]):
        return None
    scale = _scale(name, money=name in UNITS)
    value = of(number[0]).value * scale
    return Term(value, name in UNITS, not name, name, not name), end


def _past_rates(text: str, at: int) -> int:
    """Where what a price is for ends: 「/人·天」."""
    while rate := _RATE.match(text, at):
        at = rate.end()
    return at


def _scale(unit: str, money: bool) -> Decimal:
    if unit in UNITS:
        return UNITS[unit]
    if unit in ("%", "‰"):
        return Decimal("0.01") if unit == "%" else Decimal("0.001")
    return Decimal(1) if money or unit[:1] != "万" else Decimal(10_000)
