"""What a sentence stands in: headings, enumerations, and what was spoken of before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from yusuan.ledger import Claim, Coordinates
from yusuan.ledger.claims import AMOUNT, CHANGE, COUNT, FLAT, RATE
from yusuan.narrative import clauses
from yusuan.narrative.clauses import Clause
from yusuan.narrative.lexing import Number
from yusuan.narrative.lists import Listing, agrees, only
from yusuan.narrative.stretches import Paragraph
from yusuan.narrative.subjects import Subjects

NOT_ABOUT = ("year", "stage", "unit", "entity")
_ALL = re.compile(r"合计|总计|共计|总额|本年|全部|总|整体")
_WORDS = 80  # letters of a subject kept
_NO_MONEY = "没有说明是什么金额"
_PARTIAL = ("nature", "function", "dept_economic", "gov_economic")


@dataclass(frozen=True, slots=True)
class Topic:
    """What words that say nothing themselves are about."""

    coordinates: Coordinates = Coordinates()
    understood: bool = False
    remark: str = ""
    words: str = ""


@dataclass(slots=True, eq=False)
class Frame:
    """An enumeration inside a sentence: 其中：…; one in brackets ends where they close."""

    whole: Claim | None
    above: Coordinates
    partial: bool
    closes: int = -1


@dataclass(slots=True, eq=False)
class Standing:
    """A sentence with what stands around it; its claims are added to the document's."""

    subjects: Subjects
    paragraph: Paragraph
    claims: list[Claim]
    first: int  # where the claims of the paragraph begin
    context: Coordinates  # what headings and an open list say
    topic: Topic
    listing: Listing | None = None
    previous: Sequence[Claim] = ()  # what the sentence before was about
    before: Claim | None = None  # what the paragraph before was about
    duties: bool = False
    assets: bool = False
    compared: str = ""
    tops: list[Claim] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)
    cause: bool = False
    prefix: Coordinates | None = None
    axis: str = ""  # the classification a list follows
    subject: Claim | None = None  # the amount that changes and shares are of
    last: Claim | None = None
    lost: bool = False  # what the sentence speaks of was not understood
    _ends: int = -1

    def _above(self) -> Coordinates:
        if self.frames:
            return self.frames[-1].above
        return self.context if self.prefix is None else self.prefix

    def _enumerate(self, words: str) -> None:
        """Open an enumeration of the figure just said."""
        whole = self.subject
        if self.last is not None and self.last.kind == COUNT:
            whole = self.last
        partial = bool(clauses.MAIN.search(words))
        if whole is None and self.previous:
            whole = only(self.previous)
            if whole is None:
                return
        elif whole is None and len(self.claims) == self.first:
            whole = self.before
        elif whole is None and not self.tops:
            whole = self._counted()
        if whole is None or any(frame.whole is whole for frame in self.frames):
            return
        if whole.kind == AMOUNT and not whole.understood:
            self.frames.append(Frame(whole, self._above(), partial))
        else:
            self.frames.append(Frame(whole, whole.coordinates, partial))

    def _counted(self) -> Claim | None:
        """The count the sentence before ended with."""
        last = self.claims[-1]
        return last if last.kind == COUNT and not last.whole else None

    def _whole(self, kind: str, unit: str, gap: Sequence[Clause]) -> tuple[Claim | None, bool]:
        """What a figure is listed under: of the enumeration it stands in, or of the open list."""
        if self.frames:
            frame = self.frames[-1]
            whole = frame.whole
            fits = whole is not None and whole.kind == kind and (not unit or whole.unit == unit)
            return (whole, frame.partial) if fits else (None, False)
        listing = self.listing
        if listing is None or kind != AMOUNT:
            return None, False
        parted = any(clause.mark == ";" for clause in gap)
        return (listing.whole, listing.partial) if not self.tops or parted else (None, False)

    def _is_cause(self, words: str) -> bool:
        changed = self.last is not None and self.last.kind in (CHANGE, RATE, FLAT)
        return bool(clauses.CAUSE.search(words) or (changed and clauses.MAINLY.search(words)))

    def _named(self, name: str) -> Claim | None:
        found = (c for c in reversed(self.claims[self.first :]) if c.id == name)
        return next(found, None) if name else None

    def _like(self, coordinates: Coordinates) -> Claim | None:
        """The amount of the paragraph that is about the same."""
        for claim in reversed(self.claims[self.first :]):
            if claim.kind == AMOUNT and claim.understood and claim.coordinates == coordinates:
                return claim
        return None

    def _says(self, words: str) -> bool:
        """Whether words name some money, and not only a year or a unit.

        「支出决算」 in a paragraph about one item is of that item.
        """
        if not words:
            return False
        said = self.subjects.bind(words).coordinates.without(*NOT_ABOUT)
        known = self.topic.coordinates
        fine = any(name in known for name in (*_PARTIAL, "item", "project"))
        if fine and said.keys() == {"flow"} and said["flow"] == known.get("flow"):
            return bool(_ALL.search(words))
        return bool(said)

    def _is_filler(self, words: str) -> bool:
        """Whether words leave open what is spoken of, and add nothing that is not understood."""
        return not words or self.subjects.bind(words).remark in ("", _NO_MONEY)

    def _about(self, words: str, gap: Sequence[Clause]) -> Topic:
        """What a figure after the words is about, of the budget as planned or as moved."""
        plain = clauses.MOVED.sub("预算数", words)
        about = self._of_words(plain, gap)
        if plain == words:
            return about
        moved = about.coordinates | {"stage": "revised"}
        return Topic(moved, about.understood, about.remark, words)

    def _of_words(self, words: str, gap: Sequence[Clause]) -> Topic:
        """What a figure after the words is about; what they leave open is taken from before."""
        if self._says(words):
            return self._bound(words)
        if self._is_filler(words):
            for clause in reversed(gap):
                earlier = clauses.trimmed(clauses.without_comparison(clause.text)[0])
                if clauses.CAUSE.search(earlier) or clauses.LISTING.match(earlier):
                    break
                if self._says(earlier) or not self._is_filler(earlier):
                    return self._bound(earlier + words)
            if self.frames and (self.subject is None or any(c.mark == ";" for c in gap)):
                return Topic(Coordinates(), False, "没有说明是其中的什么", words)
            said = self.subjects.bind(words).coordinates if words else Coordinates()
            known = self.topic
            return Topic(known.coordinates | said, known.understood, known.remark, words)
        bound = self.subjects.bind(words, self._above(), self.axis)
        return Topic(bound.coordinates, bound.understood, bound.remark, words)

    def _bound(self, words: str) -> Topic:
        while True:
            bound = self.subjects.bind(words, self._above(), self.axis)
            frame = self.frames[-1] if self.frames else None
            if frame is None or frame.whole is None or frame.closes >= 0 or not bound.understood:
                break
            if agrees(bound.coordinates, frame.whole.coordinates):
                break
            self.frames.pop()
        return self._sure(Topic(bound.coordinates, bound.understood, bound.remark, words))

    def _sure(self, about: Topic) -> Topic:
        """A part said after money of one fund may be of that fund or of all."""
        if self.frames or not about.understood or "fund" in about.coordinates:
            return about
        before = self.topic.coordinates
        is_part = any(name in about.coordinates for name in _PARTIAL)
        if is_part and "fund" in before and before.get("flow") == about.coordinates.get("flow"):
            return Topic(about.coordinates, False, "是全部资金还是前面说的资金不明", about.words)
        return about

    @property
    def _year(self) -> int | None:
        return self.subjects.year

    @property
    def _stage(self) -> str | None:
        return self.subjects.stage

    def _is_past(self, about: Coordinates) -> bool:
        return "year" in about or "stage" in about

    def _add(
        self,
        number: Number,
        kind: str,
        words: str,
        about: Topic,
        *,
        base: Coordinates | None = None,
        of: Claim | None = None,
        sign: int = 1,
        whole: Claim | None = None,
        partial: bool = False,
    ) -> Claim:
        passage, start, end = self.paragraph.locate(number.start, number.end)
        headings = passage.headings
        made = Claim(
            f"c{len(self.claims) + 1:04d}",
            kind,
            passage.id,
            start,
            end,
            passage.text[start:end],
            number.value * sign,
            number.step,
            number.unit,
            (about.words or clauses.trimmed(words))[-_WORDS:],
            passage.place,
            about.coordinates,
            base,
            about.understood,
            "" if about.understood else about.remark or _NO_MONEY,
            whole.id if whole is not None else "",
            partial and whole is not None,
            of.id if of is not None else "",
            headings[-1] if headings else "",
        )
        self.claims.append(made)
        self.last, self._ends = made, number.end
        return made
