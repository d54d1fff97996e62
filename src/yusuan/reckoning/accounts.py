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

from yusuan.ledger import UNITS, Amount
from yusuan.reckoning.account_parts import (
    CLAUSE,
    Part,
    brackets_of,
    clauses_of,
    depth_at,
    depths_of,
    firsts,
    items_of,
    of_segments,
    parts_of,
    total_of,
    unrepeated,
)
from yusuan.reckoning.formulas import LONGEST, Computation, computations
from yusuan.reckoning.quantities import fold, quantities
from yusuan.reckoning.spoken import spoken

RIGHT, WRONG, OPEN, NOTHING = "right", "wrong", "open", "nothing"
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
    if len(folded) > LONGEST // 4 or max(depths_of(folded)) > _MANY:
        return Account(NOTHING)
    found = tuple(one for one in computations(folded) if one.money)
    said = spoken(folded)
    alone = re.fullmatch(r"[\d,.]+", folded)
    if alone and amount is not None:
        return _alone(folded, amount, unit)
    parts = [*parts_of(folded, found)]
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
    value, step = total_of(listing)
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
    total, step = total_of([*rest])
    if _fits((total + value, step), amount):
        return Account(RIGHT, total + value, tuple(parts))
    stated = any(one.stated for one in said)
    bare = len(said) == 1 and said[0].sure and not rest and len(CLAUSE.split(text)) <= _BARE_CLAUSES
    silent = [clause for clause in CLAUSE.split(text) if not re.search(r"\d", clause)]
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


def _readings(text: str, parts: Sequence[Part]) -> Iterator[tuple[Decimal, Decimal]]:
    """The ways a text can be meant, each with its sum and precision."""
    outer = [one for one in parts if depth_at(text, one.start) == 0]
    ordered = sorted(parts, key=lambda one: one.start)
    yield from (total_of([one]) for one in ordered if one.total or _NOW.search(text[: one.start]))
    if len(outer) == 1:
        yield total_of(outer)
    if share := _share_of_a_base(text):
        yield from ((one.value * share, Decimal(0)) for one in outer)
        yield from (total_of([one]) for one in outer[1:])
    for chosen in (sorted(outer, key=lambda one: one.start), ordered):
        yield total_of(chosen)
        yield total_of(of_segments(text, chosen))
        yield total_of([one for one in chosen if not one.total])
        yield total_of(unrepeated(chosen))
        yield total_of(firsts(text, chosen))


def _share_of_a_base(text: str) -> Decimal | None:
    """The one share that a text takes of something: 「200万元的5%」; not one of a computation."""
    shares = [one for one in quantities(text) if one.kind == "%"]
    if len(shares) != 1 or re.search(r"[×*]$", text[: shares[0].start]):
        return None
    return shares[0].base / 100


def _listing(text: str, parts: Sequence[Part]) -> tuple[Part, ...]:
    """The parts a reader would add: of the items, else of the segments, outside brackets."""
    outer = sorted((one for one in parts if not depth_at(text, one.start)), key=lambda p: p.start)
    chosen = outer or sorted(parts, key=lambda one: one.start)
    return tuple(firsts(text, chosen) or of_segments(text, chosen))


def _groups(text: str, parts: Sequence[Part]) -> Iterator[Group]:
    """The sums whose parts are listed in brackets behind them: 「6万元（甲2万元，乙4万元）」."""
    for start, end in brackets_of(text):
        before = [one for one in parts if one.end <= start and not depth_at(text, one.start)]
        last = max(before, key=lambda one: one.end, default=None)
        if last is None or re.search(r"[^;；,，。]", text[last.end : start]):
            continue
        read = account(text[start + 1 : end], Amount(last.value, last.precision))
        if read.verdict in (RIGHT, WRONG) and read.value is not None:
            yield Group(last.value, read.value, read.verdict == RIGHT)


def _is_a_list(text: str, parts: Sequence[Part]) -> bool:
    """Whether the text leaves nothing open: all of its clauses with figures are sums of money."""
    if _OF_ANOTHER_TIME.search(text) or _share_of_a_base(text):
        return False
    outer = [one for one in parts if not depth_at(text, one.start)] or list(parts)
    if not all(one.whole_clause for one in outer):
        return False
    items = items_of(text)
    if items:
        return all(any(start <= one.start < end for one in outer) for start, end in items)
    if len(outer) == 1:
        return outer[0].start <= len(text)
    clauses = [(start, end) for start, end in clauses_of(text) if text[start:end].strip()]
    said = [
        (start, end)
        for start, end in clauses
        if any(start <= one.start < end or start < one.end <= end for one in outer)
    ]
    silent = [text[start:end] for start, end in clauses if (start, end) not in said]
    return len(said) >= 2 and not any(_COSTS.search(clause) for clause in silent)
