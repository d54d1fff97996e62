"""The likely cause of a failed relation: a unit slip, a slip of the finger, a row left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations

from yusuan.checks.figures import Figure, Listing
from yusuan.checks.relations import Relation
from yusuan.checks.wording import label_of, number, row_of
from yusuan.ledger import Amount

#: How far apart 元 and 万元 are.
SLIP = Decimal(10_000)
_MOST = 40
_TELLING = 3  # digits from which on meeting a number ten thousand times over is no chance


def slip(printed: Figure, expected: Decimal) -> str:
    """What one figure's printing does to the value it should have; empty where nothing shows."""
    if not printed.value or not expected or printed.value == expected:
        return ""
    if _is_slip(printed.value, expected) or _is_scaled(printed.amount, expected):
        return "单位疑为写错：相差一万倍，疑将元与万元混用"
    shown = number(printed.value, printed)
    wanted = number(expected, printed)
    for factor in (10, 100, 1000):
        if printed.value in {expected * factor, expected / factor}:
            return f"疑小数点错位：{wanted} 写成 {shown}"
    return misprint(shown.replace(",", ""), wanted.replace(",", ""))


def as_printed(value: Decimal, figure: Figure) -> Decimal:
    """A value rounded to the last place a figure prints."""
    step = figure.amount.precision
    return (value / step).quantize(Decimal(1), rounding=ROUND_HALF_UP) * step


def is_slip(printed: Figure, expected: Decimal) -> bool:
    """Whether a slip turns one into the other, be it to or from nothing, or up for down."""
    if printed.signed and printed.value and printed.value == -expected:
        return True
    if printed.value and expected:
        return bool(slip(printed, expected))
    return bool(misprint(number(printed.value, printed), number(expected, printed)))


def turned(relation: Relation) -> str:
    """Whether a change was said in the other direction."""
    if len(relation.parts) != 2:
        return ""
    before, change = relation.parts
    moved = relation.whole - before.value
    return "增减方向写反" if moved and moved == -change.value else ""


def slips_of(figure: Figure) -> Iterator[Decimal]:
    """The values that one wrong digit, a unit, a point or a direction made the figure's of."""
    value, step = figure.value, figure.amount.precision
    for factor in (10, 100, 1000, SLIP):
        yield from (value * factor, value / factor)
    if figure.signed:
        yield -value
    units, sign = int(abs(value) / step), -1 if value < 0 else 1
    place = 1
    while place <= units:
        digit = units // place % 10
        yield from (sign * (units + (other - digit) * place) * step for other in range(10))
        following = units // place // 10 % 10
        yield sign * (units + (digit - following) * (10 * place - place)) * step
        place *= 10


def in_other_unit(value: Decimal, figure: Figure) -> Decimal:
    """A value as the figure prints it, were only its unit another: 元 put right as 万元."""
    return figure.value * SLIP if _is_scaled(figure.amount, value) else value


def is_unit_slip(relation: Relation) -> bool:
    """Whether the two sides are ten thousand times apart: 元 for 万元."""
    one, other = relation.whole, relation.sum
    if len(relation.wholes) == len(relation.parts) == 1:
        amounts = relation.wholes[0].amount, relation.parts[0].amount
        if _is_scaled(amounts[0], other) or _is_scaled(amounts[1], one):
            return True
    return _is_slip(one, other) or _is_slip(other, one)


def _is_slip(one: Decimal, other: Decimal) -> bool:
    return bool(other) and one in {other * SLIP, other / SLIP}


def _is_scaled(amount: Amount, other: Decimal) -> bool:
    """Whether an amount is another one, rounded, with 元 written for 万元."""
    telling = len(amount.value.normalize().as_tuple().digits) >= _TELLING
    return telling and abs(other - amount.value * SLIP) <= amount.half * SLIP


def misprint(shown: str, wanted: str) -> str:
    """What a slip of the finger makes of one number; empty where it takes more than one slip."""
    if shown == wanted:
        return ""
    if len(shown) == len(wanted):
        apart = [i for i in range(len(shown)) if shown[i] != wanted[i]]
        if len(apart) == 1:
            return f"疑一位数字写错：{wanted} 写成 {shown}"
        first = apart[0]
        swapped = [i for i in range(first, len(shown)) if shown[i] != "."][:2]
        if apart == swapped and [shown[i] for i in apart] == [wanted[i] for i in reversed(apart)]:
            return f"疑数字颠倒：{wanted} 写成 {shown}"
        return ""
    short, long = sorted((shown, wanted), key=len)
    if len(long) - len(short) == 1 and any(
        long[:i] + long[i + 1 :] == short for i in range(len(long))
    ):
        return f"疑{'漏' if short == shown else '多'}写一位数字：{wanted} 写成 {shown}"
    return ""


def left_out(relation: Relation, listing: Listing) -> str:
    """Lines of the list that a sum seems to leave out, or to count though it should not."""
    figure = relation.wholes[0]
    strip = listing.columns[figure.measure]
    inside = {part.line for part in relation.parts}
    if relation.gap > 0:
        others = [f for i, f in strip.items() if i not in inside and f is not figure]
        others = [f for f in others if not listing.section.lines[f.line].total]
        words = "差额正好等于没有计入的“{}”"
    else:
        others = list(relation.parts)
        words = "差额正好等于“{}”，合计中疑未包含"
    return _exactly(relation, others, words)


def _exactly(relation: Relation, others: Sequence[Figure], words: str) -> str:
    found = [figure for figure in others if figure.value]
    if len(found) > _MOST:
        return ""
    for size in (1, 2):
        for chosen in combinations(found, size):
            total = sum((figure.value for figure in chosen), Decimal(0))
            if total == abs(relation.gap) and (size == 1 or len(found) <= 12):
                return words.format("”“".join(row_of(f) or label_of(f) for f in chosen))
    return ""
