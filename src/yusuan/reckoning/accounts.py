"""What a cost basis says its money is made of, laid beside the amount it explains.

Clerks write computations, lists of parts, a stated total, or prose around one sum. Each way that
the text can be meant is tried; only where none gives the amount is there a difference, and it is
sure only where the text leaves nothing open: every clause of it a sum of money.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import accumulate, pairwise

from yusuan.ledger import UNITS, Amount
from yusuan.reckoning.formulas import LONGEST, Computation, computations
from yusuan.reckoning.quantities import Quantity, fold, quantities
from yusuan.reckoning.spoken import spoken

RIGHT, WRONG, OPEN, NOTHING = "right", "wrong", "open", "nothing"
_TOTAL = re.compile(r"(?:共计|合计|总计|小计|总共|共需|共)[^，,。;；、\d]{0,8}$")
_PART = re.compile(r"其中|各$|每(?:[一-鿿]{1,3})?$|标准|单价|不超过|以上")
_MONEY_WORD = re.compile(
    r"(?:费用?|工资|补助|补贴|经费|金额|资金|共计|合计|总计|小计|奖金)[为:约]?$|¥$"
)
_ITEM = re.compile(r"(?:^|(?<=[;；。\n:]))\d{1,2}(?:[、)]|\.(?!\d))")
_SEGMENT = re.compile(r"[;；。\n]")
_CLAUSE = re.compile(r"[，,;；。\n]|(?<=[元万])、")
_ALL_OF_A_CLAUSE = re.compile(r"^(?:左右|整|不等|等|/年|每年|一年)?$")
_PRICE = re.compile(r"^(?:/(?!年(?!/))|每(?!年)|、[人月年])|^[^，,。;；]{0,2}的?标准")
#: Sums that are no part of the year's: what a contract comes to, what was paid before.
_OF_ANOTHER_TIME = re.compile(
    r"合同|总投资|概算|总价|已[付支拨]|上年|去年|往年|累计|尾款|余款|结余|基数"
)
_NOW = re.compile(r"(?:尾款|余款|本年|今年|当年|本次|本期)[^，,;；。\d]{0,8}$")
#: What costs money, so that a clause of it without a sum leaves the list open.
_COSTS = re.compile(r"费|款|工资|补[助贴]|奖|租|购|采买|资金|支出|按实|另|等")
_MANY = 12
#: Clauses of a text that is one computation in words and nothing besides.
_BARE_CLAUSES = 3
#: Sums in whole 万元 are meant so; only finer ones may have been rounded.
_COARSE = Decimal(10_000)


@dataclass(frozen=True, slots=True)
class Part:
    """A sum of money that a text names, in 元, and where; ``total`` where it is said to be one."""

    value: Decimal
    precision: Decimal
    start: int
    end: int
    total: bool = False
    computed: Computation | None = None
    whole_clause: bool = True  # nothing of its clause follows it

    @property
    def exact(self) -> Decimal:
        """What it comes to where it is computed, else what is printed."""
        return self.computed.value if self.computed else self.value


@dataclass(frozen=True, slots=True)
class Group:
    """A sum of money and what the parts listed in the brackets behind it come to, in 元."""

    whole: Decimal
    value: Decimal
    holds: bool


@dataclass(frozen=True, slots=True)
class Account:
    """A cost basis as read: its computations, its parts, and how they compare with the amount.

    ``verdict``: right, wrong (surely), open (no way of reading gives the amount, but the text is
    no list of amounts either), nothing (no arithmetic). ``value`` is what the parts come to.
    """

    verdict: str
    value: Decimal | None = None
    parts: tuple[Part, ...] = ()
    computations: tuple[Computation, ...] = ()
    groups: tuple[Group, ...] = ()
    listing: tuple[Part, ...] = ()  # the parts outside brackets, as a reader would add them

    @property
    def wrong(self) -> tuple[Computation, ...]:
        """The computations whose stated result is surely another."""
        return tuple(one for one in self.computations if one.sure and not one.holds)


def account(text: str, amount: Amount | None, unit: str = "万元") -> Account:
    """A cost basis read beside the amount it explains; a bare number is in the table's unit."""
    folded = fold(text)
    if len(folded) > LONGEST // 4 or max(_depths(folded)) > _MANY:
        return Account(NOTHING)
    found = tuple(one for one in computations(folded) if one.money)
    said = spoken(folded)
    alone = re.fullmatch(r"[\d,.]+", folded)
    if alone and amount is not None:
        return _alone(folded, amount, unit)
    parts = [*_parts(folded, found)]
    shown = (*found, *(one for one in said if one.stated))
    if amount is None:
        return Account(NOTHING, None, tuple(parts), shown)
    if said and (worded := _in_words(folded, parts, said, amount)):
        return replace(worded, computations=shown)
    if not parts:
        return Account(NOTHING, None, (), shown)
    groups, listing = tuple(_groups(folded, parts)), _listing(folded, parts)
    for total in _readings(folded, parts):
        if _fits(total, amount):
            return Account(RIGHT, total[0], tuple(parts), shown, groups, listing)
    value, step = _sum(listing)
    slack = len(parts) * step / 2 if step < _COARSE else 0  # each may have been rounded
    sure = _is_a_list(folded, parts) and abs(value - amount.value) > slack
    return Account(WRONG if sure else OPEN, value, tuple(parts), shown, groups, listing)


def _in_words(
    text: str, parts: Sequence[Part], said: Sequence[Computation], amount: Amount
) -> Account | None:
    """The account where computations in words and the other parts together tell; else None.

    It is surely wrong only where words with no doubt in them are all that the text has.
    """
    rest = [one for one in parts if not any(s.start <= one.start < s.end for s in said)]
    value = sum((one.value for one in said), Decimal(0))
    total, step = _sum([*rest])
    if _fits((total + value, step), amount):
        return Account(RIGHT, total + value, tuple(parts))
    stated = any(one.stated for one in said)
    bare = len(said) == 1 and not rest and len(_CLAUSE.split(text)) <= _BARE_CLAUSES
    silent = [clause for clause in _CLAUSE.split(text) if not re.search(r"\d", clause)]
    if bare and not stated and not parts and not silent:
        return Account(WRONG, value)
    return None


def _alone(text: str, amount: Amount, unit: str) -> Account:
    try:
        number = Decimal(text.replace(",", ""))
    except ArithmeticError:
        return Account(NOTHING)
    value = number * UNITS.get(unit, Decimal(1))
    if number == amount.value:  # typed in 元, whatever the table's unit
        return Account(RIGHT, number)
    return Account(RIGHT if value == amount.value else WRONG, value)


def _fits(total: tuple[Decimal, Decimal], amount: Amount) -> bool:
    """Whether a sum of printed figures can be the amount, both to their printed places."""
    value, precision = total
    return Amount(value, precision).agrees(amount) or Amount(value, Decimal(0)).agrees(amount)


def _parts(text: str, found: Sequence[Computation]) -> Iterator[Part]:
    """The sums of money of a text, each computation as one; prices and 其中 are none."""
    yield from map(_of_computation, found)
    for one in _money(text):
        if not any(each.start <= one.start < each.end for each in found):
            part = _of_quantity(text, one)
            if part is not None:
                yield part


def _money(text: str) -> Iterator[Quantity]:
    """Quantities that are money: by unit, a bare 万, or a bare number after a word for money."""
    for one in quantities(text):
        named = one.unit in UNITS
        bare = not one.unit and _MONEY_WORD.search(text[: one.start][-4:])
        if (named or bare) and not one.about:
            yield one


def _of_computation(one: Computation) -> Part:
    said = one.said
    value, precision = (said.value, said.precision) if said else (one.value, Decimal(0))
    return Part(value, precision, one.start, one.end, False, one)


def _of_quantity(text: str, one: Quantity) -> Part | None:
    clause = _CLAUSE.split(text[: one.start])[-1].rpartition("(")[2]
    after = text[one.end :]
    if one.per and one.per != "年":
        return None
    if _PART.search(clause) or _PRICE.match(after):
        return None
    scale = UNITS.get(one.unit, Decimal(1))
    end = _CLAUSE.search(text, one.end)
    rest = text[one.end : end.start() if end else len(text)].partition("(")[0].partition(")")[0]
    return Part(
        one.value * scale,
        scale.scaleb(-one.decimals),
        one.start,
        one.end,
        bool(_TOTAL.search(clause)),
        None,
        bool(_ALL_OF_A_CLAUSE.match(rest)),
    )


def _readings(text: str, parts: Sequence[Part]) -> Iterator[tuple[Decimal, Decimal]]:
    """The ways a text can be meant, each with its sum and precision."""
    outer = [one for one in parts if _depth(text, one.start) == 0]
    ordered = sorted(parts, key=lambda one: one.start)
    yield from (_sum([one]) for one in ordered if one.total or _NOW.search(text[: one.start]))
    if len(outer) == 1:
        yield _sum(outer)
    if share := _share_of_a_base(text):
        yield from ((one.value * share, Decimal(0)) for one in outer)
        yield from (_sum([one]) for one in outer[1:])
    for chosen in (sorted(outer, key=lambda one: one.start), ordered):
        yield _sum(chosen)
        yield _sum(_segments(text, chosen))
        yield _sum([one for one in chosen if not one.total])
        yield _sum(_unrepeated(chosen))
        yield _sum(_firsts(text, chosen))


def _share_of_a_base(text: str) -> Decimal | None:
    """The one share that a text takes of something: 「200万元的5%」; not one of a computation."""
    shares = [one for one in quantities(text) if one.kind == "%"]
    if len(shares) != 1 or re.search(r"[×*]$", text[: shares[0].start]):
        return None
    return shares[0].base / 100


def _listing(text: str, parts: Sequence[Part]) -> tuple[Part, ...]:
    """The parts a reader would add: of the items, else of the segments, outside brackets."""
    outer = sorted((one for one in parts if not _depth(text, one.start)), key=lambda p: p.start)
    chosen = outer or sorted(parts, key=lambda one: one.start)
    return tuple(_firsts(text, chosen) or _segments(text, chosen))


def _groups(text: str, parts: Sequence[Part]) -> Iterator[Group]:
    """The sums whose parts are listed in brackets behind them: 「6万元（甲2万元，乙4万元）」."""
    for start, end in _brackets(text):
        before = [one for one in parts if one.end <= start and not _depth(text, one.start)]
        last = max(before, key=lambda one: one.end, default=None)
        if last is None or re.search(r"[^;；,，。]", text[last.end : start]):
            continue
        read = account(text[start + 1 : end], Amount(last.value, last.precision))
        if read.verdict in (RIGHT, WRONG) and read.value is not None:
            yield Group(last.value, read.value, read.verdict == RIGHT)


def _brackets(text: str) -> Iterator[tuple[int, int]]:
    """Where the outermost brackets that close open and close."""
    depths = _depths(text)
    start = -1
    for at in range(len(text)):
        if depths[at] == 0 and depths[at + 1] == 1:
            start = at
        elif depths[at] == 1 and depths[at + 1] == 0:
            yield start, at


def _is_a_list(text: str, parts: Sequence[Part]) -> bool:
    """Whether the text leaves nothing open: all of its clauses with figures are sums of money."""
    if _OF_ANOTHER_TIME.search(text) or _share_of_a_base(text):
        return False
    outer = [one for one in parts if not _depth(text, one.start)] or list(parts)
    if not all(one.whole_clause for one in outer):
        return False
    items = _items(text)
    if items:
        return all(any(start <= one.start < end for one in outer) for start, end in items)
    if len(outer) == 1:
        return outer[0].start <= len(text)
    clauses = [(start, end) for start, end in _clauses(text) if text[start:end].strip()]
    said = [
        (start, end)
        for start, end in clauses
        if any(start <= one.start < end or start < one.end <= end for one in outer)
    ]
    silent = [text[start:end] for start, end in clauses if (start, end) not in said]
    return len(said) >= 2 and not any(_COSTS.search(clause) for clause in silent)


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    """Where the clauses outside brackets stand."""
    breaks = [m for m in _CLAUSE.finditer(text) if not _depth(text, m.start())]
    at = 0
    for one in breaks:
        yield at, one.start()
        at = one.end()
    yield at, len(text)


def _sum(parts: Sequence[Part]) -> tuple[Decimal, Decimal]:
    """Their sum, and the finest place that they print; 0 where all of them are computed."""
    value = sum((one.exact for one in parts), Decimal(0))
    return value, min((one.precision for one in parts if not one.computed), default=Decimal(0))


def _segments(text: str, parts: Sequence[Part]) -> list[Part]:
    """The parts of each segment, or the total it states for them."""
    breaks = [match.start() for match in _SEGMENT.finditer(text)]
    found: list[Part] = []
    for low, high in pairwise([-1, *breaks, len(text) + 1]):
        within = [one for one in parts if low < one.start < high]
        totals = [number for number, one in enumerate(within) if one.total]
        found += within[totals[-1] :] if totals else within
    return found


def _unrepeated(parts: Sequence[Part]) -> list[Part]:
    """The parts without a computation that only shows how the sum before it was found."""
    found: list[Part] = []
    for one in parts:
        before = found[-1] if found else None
        if one.computed and before and not before.computed:
            said = Amount(one.value, one.precision)
            if said.agrees(Amount(before.value, before.precision)):
                continue
        found.append(one)
    return found


def _items(text: str) -> list[tuple[int, int]]:
    """Where the items of a numbered list stand."""
    starts = [match.start() for match in _ITEM.finditer(text) if not _depth(text, match.start())]
    return list(pairwise([*starts, len(text) + 1])) if len(starts) > 1 else []


def _firsts(text: str, parts: Sequence[Part]) -> list[Part]:
    """The first sum of each item of a numbered list: what follows explains it."""
    found = []
    for start, end in _items(text):
        within = [one for one in parts if start <= one.start < end]
        found += within[:1]
    return found


def _depth(text: str, at: int) -> int:
    """How many brackets a place stands in; one that never closes is none."""
    return _depths(text)[at]


@lru_cache(maxsize=64)
def _depths(text: str) -> tuple[int, ...]:
    steps, opened = [0] * (len(text) + 2), []
    for number, char in enumerate(text):
        if char == "(":
            opened.append(number)
        elif char == ")" and opened:
            steps[opened.pop() + 1] += 1
            steps[number + 1] -= 1
    return tuple(accumulate(steps))
