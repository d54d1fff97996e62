"""Slips to make in a document that was read: a digit, a unit, a direction, in tables and sentences.

A slip in a table takes the place of the figure; one in a sentence changes the paragraph, which is
then read anew, as if it had been printed so.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeVar

from yusuan.ledger import Claim, Disclosure, Fact, Section, Statement, parse_number
from yusuan.ledger.claims import FLAT, NONE
from yusuan.narrative.reading import claims
from yusuan.narrative.subjects import Subjects

Item = TypeVar("Item")

TABLE, UNIT, DIRECTION = "table", "unit", "direction"

_UNITS = {"万元": "元", "元": "万元", "亿元": "万元", "千元": "元"}
_TURNED = {"增加": "减少", "增长": "下降", "上升": "下降", "提高": "降低", "上涨": "下降"}
_TURNS = _TURNED | {new: old for old, new in reversed(_TURNED.items())}
_WORD = re.compile("|".join(_TURNS))
_NEAR = 12  # letters before a number in which the word for its direction stands
_SIGNED = ("change", "rate")


@dataclass(frozen=True, slots=True)
class Slip:
    """One slip: in which document, of which sort, and what is printed then.

    ``sort`` is ``table`` for a digit of a table's figure, the kind of the claim for a digit of a
    sentence, else ``unit`` or ``direction``.
    """

    document: int
    sort: str
    target: Fact | Claim
    printed: str
    #: where in the text of its passage it is printed, for one of a sentence
    start: int = 0
    end: int = 0

    @property
    def value(self) -> Decimal:
        """What was printed before, in the measure of the figure."""
        return self.target.amount.value if isinstance(self.target, Fact) else self.target.value

    @property
    def precision(self) -> Decimal:
        """One unit of the last place that was printed."""
        target = self.target
        return target.amount.precision if isinstance(target, Fact) else target.precision

    @property
    def label(self) -> str:
        """What the figure is called."""
        target = self.target
        path = (*target.row, *target.column) if isinstance(target, Fact) else (target.subject,)
        return " ".join(path)

    def of(self, disclosure: Disclosure) -> Disclosure:
        """The document with the slip in it."""
        if isinstance(self.target, Fact):
            return _with_fact(disclosure, changed(self.target, self.printed))
        return _with_text(disclosure, self)

    def without(self, disclosure: Disclosure) -> Slip:
        """The slip that changes nothing: what is printed there, printed again."""
        if isinstance(self.target, Fact):
            return replace(self, printed=self.target.printed)
        found = next(one for one in disclosure.passages if one.id == self.target.passage)
        return replace(self, printed=found.text[self.start : self.end])

    def identity(self, disclosure: Disclosure) -> str | None:
        """The id its figure has in the document with the slip; None where it was not read."""
        if isinstance(self.target, Fact):
            return self.target.id
        passage, at = self.target.passage, self.target.start
        shift = len(self.printed) - (self.end - self.start) if self.end <= at else 0
        found = (c for c in disclosure.claims if c.passage == passage and c.start == at + shift)
        return next((claim.id for claim in found), None)


def in_tables(number: int, disclosure: Disclosure, most: int, seed: int) -> Iterator[Slip]:
    """A digit of each figure of the tables, or of as many as are wanted."""
    chance = random.Random(f"{seed} {disclosure.origin.sha256}")
    facts = [fact for table in disclosure.statements for fact in table.facts]
    facts = [fact for fact in facts if parse_number(fact.printed)]
    for fact in _some(facts, most, chance):
        yield Slip(number, TABLE, fact, _one_digit(fact.printed, chance))


def in_sentences(number: int, disclosure: Disclosure, most: int, seed: int) -> Iterator[Slip]:
    """For each claim, or as many as are wanted: a digit, the unit of money, the direction."""
    chance = random.Random(f"{seed} {disclosure.origin.sha256}")
    texts = {passage.id: passage.text for passage in disclosure.passages}
    for claim in _some(disclosure.claims, most, chance):
        text = texts[claim.passage]
        shown = text[claim.start : claim.end]
        place = claim.start, claim.end
        if any(char.isdigit() for char in shown) and claim.kind not in {FLAT, NONE}:
            yield Slip(number, claim.kind, claim, _one_digit(shown, chance), *place)
        if shown.endswith(claim.unit) and claim.unit in _UNITS and claim.value:
            other = shown.removesuffix(claim.unit) + _UNITS[claim.unit]
            yield Slip(number, UNIT, claim, other, *place)
        if claim.kind in _SIGNED and claim.value:
            yield from _turned(number, claim, text)


def _turned(number: int, claim: Claim, text: str) -> Iterator[Slip]:
    """The word for up or down before a change or a rate, turned."""
    first = max(0, claim.start - _NEAR)
    words = list(_WORD.finditer(text, first, claim.start))
    if words:
        word = words[-1]
        yield Slip(number, DIRECTION, claim, _TURNS[word[0]], word.start(), word.end())


def _some(found: Sequence[Item], most: int, chance: random.Random) -> Sequence[Item]:
    return found if len(found) <= most else chance.sample(found, most)


def _one_digit(printed: str, chance: random.Random) -> str:
    """Another digit at one place; the first of several stays above zero."""
    places = [i for i, char in enumerate(printed) if char.isdigit()]
    at = chance.choice(places)
    first = at == places[0] and at + 1 < len(printed) and printed[at + 1].isdigit()
    digits = [d for d in "0123456789" if d != printed[at] and not (first and d == "0")]
    return printed[:at] + chance.choice(digits) + printed[at + 1 :]


def changed(fact: Fact, printed: str) -> Fact:
    """The figure as it is when it prints another number in the same form."""
    before, after = parse_number(fact.printed), parse_number(printed)
    assert before and after
    step = fact.amount.precision.scaleb(before.decimals)
    value = fact.amount.value + (after.value - before.value) * step
    return replace(fact, printed=printed, amount=replace(fact.amount, value=value))


def _with_fact(disclosure: Disclosure, fact: Fact) -> Disclosure:
    tables = tuple(_in_table(table, fact) for table in disclosure.statements)
    return replace(disclosure, statements=tables)


def _in_table(table: Statement, fact: Fact) -> Statement:
    if table.id != fact.table:
        return table
    return replace(
        table,
        sections=tuple(_in_section(section, fact) for section in table.sections),
        loose=tuple(fact if one.id == fact.id else one for one in table.loose),
    )


def _in_section(section: Section, fact: Fact) -> Section:
    cells = {at: fact if old and old.id == fact.id else old for at, old in section.cells.items()}
    return replace(section, cells=cells)


def _with_text(disclosure: Disclosure, slip: Slip) -> Disclosure:
    assert isinstance(slip.target, Claim)
    passages = tuple(
        replace(one, text=one.text[: slip.start] + slip.printed + one.text[slip.end :])
        if one.id == slip.target.passage
        else one
        for one in disclosure.passages
    )
    read = replace(disclosure, passages=passages)
    return replace(read, claims=claims(passages, Subjects.of(replace(read, claims=()))))
