"""What the explanation says: its paragraphs, and the claims its sentences make.

A claim is one number (or one word for none) of a sentence with what it is about. What could not be
bound to coordinates is kept with the reason, and no check rests on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from yusuan.ledger.amounts import Amount
from yusuan.ledger.coordinates import Coordinates
from yusuan.ledger.facts import Fact, Place

AMOUNT = "amount"  # 支出预算 1874.31 万元
CHANGE = "change"  # 比上年增加 52.3 万元；value is the signed difference
RATE = "rate"  # 增长 4.5%；value is the signed per cent against the base
SHARE = "share"  # 占本年支出的 47.72%；base is the whole
FLAT = "flat"  # 与上年持平；value is 0
NONE = "none"  # 没有安排、无此项；value is 0
COUNT = "count"  # 在职人员 35 人、车辆 2 辆、面积 300 平方米、项目 12 个
KINDS = (AMOUNT, CHANGE, RATE, SHARE, FLAT, NONE, COUNT)


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of the explanation, with the headings it stands under, outermost first."""

    id: str  # p0012
    text: str
    place: Place
    headings: tuple[str, ...] = ()
    #: how deep the paragraph is as a heading itself, from 0; None for running text
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One number of a sentence, what it is about, and what it is said against.

    ``value`` is 元 for amounts and changes (signed), per cent for rates and shares, a plain number
    for counts; ``precision`` is one unit of its last printed place in the same measure.
    ``coordinates`` say what it is about, ``base`` what it is measured against: last year's figure
    of a change or a rate, the whole of a share.
    """

    id: str  # c0001
    kind: str
    passage: str  # id of the passage
    start: int  # where the number and its unit stand in the passage's text
    end: int
    printed: str
    value: Decimal
    precision: Decimal
    unit: str  # as printed: 万元, %, 人, 个百分点 …
    subject: str  # the words that say what it is about
    place: Place
    coordinates: Coordinates = Coordinates()
    base: Coordinates | None = None
    understood: bool = True
    remark: str = ""  # why it was not understood; Chinese, for people
    whole: str = ""  # id of the claim this one is listed under (其中：…)
    partial: bool = False  # under 其中 without a claim to be all of it
    #: id of the claim whose figure this one changes, rates or shares, where one is said beside it
    about: str = ""
    heading: str = ""  # the nearest heading above

    @property
    def fact(self) -> Fact | None:
        """The claim as a figure, where it is money of one year; a change or a share is none."""
        return self.number if self.kind == AMOUNT else None

    @property
    def number(self) -> Fact:
        """The claim for what takes figures; of a rate, a share or a count, it is no money."""
        return Fact(
            self.id,
            None,
            (self.subject,),
            (self.heading,) if self.heading else (),
            self.printed,
            Amount(self.value, self.precision),
            self.coordinates,
            self.place,
            self.understood,
            self.remark,
        )
