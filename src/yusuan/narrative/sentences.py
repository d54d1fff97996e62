"""One sentence: its numbers as claims, each with the words that say what it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from yusuan.ledger import Claim, Coordinates
from yusuan.ledger.claims import AMOUNT, CHANGE, COUNT, FLAT, NONE, RATE, SHARE
from yusuan.narrative import clauses, lexing
from yusuan.narrative.clauses import Clause
from yusuan.narrative.comparing import base_of
from yusuan.narrative.lexing import Number
from yusuan.narrative.lists import Listing, agrees, only
from yusuan.narrative.stretches import Paragraph
from yusuan.narrative.subjects import Subjects

_NOT_ABOUT = ("year", "stage", "unit", "entity")
_LISTED = re.compile(
    r"^\s*[、和及]?\s*(?:其中:?|主要包括|包括|包含|主要是用于|主要用于|用于|具体为|具体是)[:，]?"
)
_STAFF = re.compile(r"编制|在编|在职|在岗|人员|职工|离休|退休|实有|公务员|聘用|遗属|干部|编外|人数")
_BODIES = re.compile(
    r"\s?(?:预算|基层|事业|行政|直属|所属|下属|参公|二级|企业)*(?:单位|机关|部门|项目|团组)"
    r"(?:[^，。;:、()\d]{0,12}绩效[^，。;:、()\d]{0,8})?"
)
_BODIES_BEFORE = re.compile(r"(?:单位|部门|项目|团组)(?:共|共计|有|为|数|\s){0,3}$")
_WORDS = 80  # letters of a subject kept
_NO_MONEY = "没有说明是什么金额"
_CAUSE = "只在说明原因，所指不明"
_ALL = re.compile(r"合计|总计|共计|总额|本年|全部|总|整体")
_AFTER_BODIES = re.compile(r"^(?:预算|事业|行政|参公)*(?:单位|机关|部门|项目)的?")
_BALANCED = re.compile(r"增减(?:变动)?相抵后?")
_COVERED = (
    (
        re.compile(r"(?:所有|全部)(?:的)?项目"),
        Coordinates({"flow": "expenditure", "nature": "project"}),
    ),
    (re.compile(r"整体支出"), Coordinates({"flow": "expenditure"})),
)
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
class Sentence:
    """Reads one sentence and adds its claims to those of the document."""

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

    def read(self, start: int, end: int) -> None:
        """Add the claims of the sentence that stands between two places of the paragraph."""
        text, at = self.paragraph.text, start
        self.axis = self.listing.axis if self.listing is not None else ""
        for token in _tokens(text, start, end):
            begins, ends = _span(token)
            if begins < at:
                continue
            gap = list(clauses.clauses(text, at, begins))
            own = gap.pop()
            if gap and gap[-1].mark == ":" and not clauses.trimmed(own.text):
                own = gap.pop()
            for clause in gap:
                self._pass(clause)
            self._brackets(own, begins)
            if isinstance(token, Number):
                self._number(token, own, gap)
            else:
                self._word(token, own, end)
            at = ends
        if at == start and start == 0:
            self._silent(text[start:end])

    # -- what stands between the numbers ---------------------------------------------------

    def _pass(self, clause: Clause) -> None:
        """Take in a clause without a number."""
        words = clause.text.strip()
        base = clauses.without_comparison(words)[1]
        if base:
            self.compared = base
        self.axis = self.subjects.axis(words) or self.axis
        listing = clauses.LISTING.search(words)
        if self._is_cause(words):
            self.cause = True
        elif listing and not self.cause:
            at_end = clause.mark == ":" or listing.end() == len(words)
            if listing.start() == 0 or at_end:
                self._enumerate(words)
        within = clauses.WITHIN.match(words)
        if within and not self.cause:
            bound = self.subjects.bind(clauses.trimmed(within["of"]), self._above())
            whole = self._like(bound.coordinates) if bound.understood else None
            if whole is not None:
                self.frames = [Frame(whole, whole.coordinates, partial=False)]
            elif bound.understood:
                self.prefix = bound.coordinates
        if clause.mark == ";":
            self._part(clause.end)

    def _is_cause(self, words: str) -> bool:
        changed = self.last is not None and self.last.kind in (CHANGE, RATE, FLAT)
        return bool(clauses.CAUSE.search(words) or (changed and clauses.MAINLY.search(words)))

    def _part(self, at: int) -> None:
        """After 「；」 another thing is spoken of, unless causes are counted."""
        following = self.paragraph.text[at + 1 : at + 8]
        if not (self.cause and clauses.GOES_ON.match(following)):
            self.cause = False

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

    def _brackets(self, own: Clause, at: int) -> None:
        """Enumerations in brackets end with them; one begins right after a figure."""
        while self.frames and 0 <= self.frames[-1].closes < at:
            self.frames.pop()
        opened = own.text.lstrip()
        if not opened.startswith("(") or self.last is None or own.start != self._ends:
            return
        if self.last.kind not in (AMOUNT, COUNT):
            return
        closes = _closing(self.paragraph.text, own.start + len(own.text) - len(opened))
        above = self.last.coordinates if self.last.understood else self._above()
        self.frames.append(Frame(self.last, above, "其中" not in opened, closes))

    def _above(self) -> Coordinates:
        if self.frames:
            return self.frames[-1].above
        return self.context if self.prefix is None else self.prefix

    # -- numbers ---------------------------------------------------------------------------

    def _number(self, number: Number, own: Clause, gap: Sequence[Clause]) -> None:
        words, base, sign = clauses.without_comparison(own.text)
        if base:
            self.compared = base
        cause = self._cause_in(words)
        if cause is not None:
            words, self.cause = cause, True
        listed = _LISTED.match(words)
        if listed and not self.cause:
            self._enumerate(listed[0])
            words = words[listed.end() :]
        words = clauses.trimmed(_BALANCED.sub("", words))
        match number.kind:
            case lexing.MONEY:
                self._money(number, words, sign, own, gap)
            case lexing.PERCENT:
                self._percent(number, words, gap)
            case lexing.COUNT:
                self._count(number, words, own, gap)
            case _:
                self._bare(number, words, gap)

    def _cause_in(self, words: str) -> str | None:
        """The words after 「原因是」, where the clause begins a cause."""
        found = clauses.CAUSE.search(words)
        if found is None and self._is_cause(words):
            found = clauses.MAINLY.search(words)
        return words[found.end() :].lstrip("是为:") if found else None

    def _money(
        self, number: Number, words: str, sign: int, own: Clause, gap: Sequence[Clause]
    ) -> None:
        if self.last is not None and self.last.unit in ("个", "家") and own.start == self._ends:
            words = _AFTER_BODIES.sub("", words)
        past = clauses.FROM.search(clauses.trimmed(own.text))
        if past:
            self._past(number, clauses.trimmed(own.text), past)
            return
        to = clauses.TO.search(words)
        growth = None if to else clauses.DIRECTION.search(words)
        changed = clauses.CHANGED.match(words)
        if growth:
            self._change(number, words[: growth.start()], clauses.signed(growth["word"]), gap)
        elif sign:
            self._change(number, words, sign, gap)
        elif changed and not to and (self.cause or self.compared):
            self._change(number, changed["what"], clauses.signed(changed["word"]), gap)
        elif self.cause:
            self._add(number, AMOUNT, words, Topic(remark=_CAUSE))
        elif words.startswith("涉及"):
            self._covered(number, words.removeprefix("涉及"), gap)
        else:
            self._amount(number, words[: to.start()] if to else words, gap)

    def _covered(self, number: Number, words: str, gap: Sequence[Clause]) -> None:
        """所有项目都设定了绩效目标，涉及…: the money of all of them, and of no others."""
        before = "".join(clause.text for clause in gap)
        above = next((known for said, known in _COVERED if said.search(before)), None)
        if above is None:
            self._amount(number, "涉及" + words, gap)
            return
        words = words.replace("财政性", "")
        bound = self.subjects.bind(words, above)
        self._add(number, AMOUNT, words, Topic(bound.coordinates, bound.understood, bound.remark))

    def _past(self, number: Number, words: str, past: re.Match[str]) -> None:
        """Last year's amount: 由上年的…增加到…"""
        about = self._about(words[: past.start()], ())
        base, remark = base_of(about.coordinates, past["base"], self._year, self._stage)
        known = about.understood and base is not None
        self.topic = about
        self._add(
            number,
            AMOUNT,
            words,
            Topic(base or about.coordinates, known, about.remark or remark, about.words),
        )

    def _amount(self, number: Number, words: str, gap: Sequence[Clause]) -> None:
        about = self._about(words, gap)
        current = not self._is_past(about.coordinates)
        whole, partial = (None, False)
        if current:
            whole, partial = self._whole(AMOUNT, "", gap)
        made = self._add(number, AMOUNT, words, about, whole=whole, partial=partial)
        if not current:
            if self._says(words):
                said = about.coordinates.without("year", "stage")
                self.topic = Topic(said, about.understood, about.remark, words)
            return
        if clauses.MOVED.search(words) and not self._says(words):
            return
        self.subject = made
        self.topic = about
        if not self.frames:
            self.tops.append(made)

    def _is_past(self, about: Coordinates) -> bool:
        return "year" in about or "stage" in about

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

    def _change(self, number: Number, words: str, sign: int, gap: Sequence[Clause]) -> None:
        about, of = self._changed(words, gap)
        base, remark = base_of(about.coordinates, self.compared, self._year, self._stage)
        known = about.understood and base is not None and number.value >= 0
        whole = self._caused() if self.cause else None
        self._add(
            number,
            CHANGE,
            words,
            Topic(about.coordinates, known, about.remark or remark, about.words),
            base=base,
            of=of,
            sign=sign,
            whole=whole,
            partial=whole is not None,
        )
        if not self.frames and self.subject is None and not self.cause:
            self.topic = about

    def _caused(self) -> Claim | None:
        """The change that the amounts of a cause are parts of."""
        found = [c for c in self.claims[self.first :] if c.kind == CHANGE and not c.whole]
        return found[-1] if found else None

    def _changed(self, words: str, gap: Sequence[Clause]) -> tuple[Topic, Claim | None]:
        """What a change is of, and the amount it stands beside."""
        words = clauses.trimmed(words)
        last = self.last
        said = [c for c in gap if not clauses.without_comparison(c.text)[1]]
        if self.cause:
            bound = self.subjects.bind(words, self._above()) if words else None
            if bound is None or not bound.understood or not self._says(words):
                return Topic(remark=_CAUSE, words=words), None
            return Topic(bound.coordinates, True, "", words), None
        if not self._says(words) and self._is_filler(words):
            if last is not None and last.kind in (CHANGE, RATE):
                return _topic_of(last), self._named(last.about)
            if self.subject is not None:
                return _topic_of(self.subject), self.subject
            if self.lost:
                return Topic(remark="前面说的是什么没有看懂"), None
            if self.previous:
                one = only(self.previous)
                if one is None:
                    return Topic(remark="前面说了几项，不能确定是哪一项"), None
                return _topic_of(one), one
        about = self._about(words, said)
        of = self._like(about.coordinates) if about.understood else None
        return about, of

    def _named(self, name: str) -> Claim | None:
        found = (c for c in reversed(self.claims[self.first :]) if c.id == name)
        return next(found, None) if name else None

    def _like(self, coordinates: Coordinates) -> Claim | None:
        """The amount of the paragraph that is about the same."""
        for claim in reversed(self.claims[self.first :]):
            if claim.kind == AMOUNT and claim.understood and claim.coordinates == coordinates:
                return claim
        return None

    def _percent(self, number: Number, words: str, gap: Sequence[Clause]) -> None:
        if number.unit in ("个百分点", "百分点"):
            self._add(number, RATE, words, Topic(remark="百分点不是增减率，没有核对"))
            return
        done = clauses.DONE.search(words)
        share = None if done else clauses.SHARE.search(words)
        growth = clauses.DIRECTION.search(words)
        if done:
            self._done(number, words, done["of"])
        elif share:
            self._share(number, words, share["of"])
        elif growth and not self.cause:
            sign = clauses.signed(growth["word"])
            about, of = self._changed(words[: growth.start()], gap)
            base, remark = base_of(about.coordinates, self.compared, self._year, self._stage)
            known = about.understood and base is not None and number.value >= 0
            self._add(
                number,
                RATE,
                words,
                Topic(about.coordinates, known, about.remark or remark, about.words),
                base=base,
                of=of,
                sign=sign,
            )
        elif self.cause:
            self._add(number, RATE, words, Topic(remark=_CAUSE))
        elif clauses.is_running(self.paragraph.text):
            self._add(number, SHARE, words, Topic(remark="不知是占比还是增减率"))

    def _done(self, number: Number, words: str, of: str) -> None:
        """完成年初预算的95.89%: the share of what was planned."""
        part = self.subject
        if part is None:
            self._add(number, SHARE, words, Topic(remark="没有说明是哪一项的完成率"))
            return
        base, remark = base_of(part.coordinates, of, self._year, self._stage)
        if self._stage == "budget":
            base, remark = None, "预算文件里的完成率，没有核对"
        about = Topic(part.coordinates, part.understood and base is not None, part.remark or remark)
        self._add(number, SHARE, words, about, base=base, of=part)

    def _share(self, number: Number, words: str, of: str) -> None:
        part = self.subject
        if part is None:
            self._add(number, SHARE, words, Topic(remark="没有说明是哪一项的占比"))
            return
        base, remark = self._share_base(clauses.trimmed(of), part)
        known = part.understood and base is not None
        if known and base is not None and not agrees(part.coordinates, base):
            known, remark = False, "说的部分不在说的整体里"
        about = Topic(part.coordinates, known, part.remark or remark, part.subject)
        self._add(number, SHARE, words, about, base=base, of=part)

    def _share_base(self, of: str, part: Claim) -> tuple[Coordinates | None, str]:
        if not of:
            whole = self._named_anywhere(part.whole)
            if whole is None:
                return None, "没有说明占什么的比例"
            return (whole.coordinates, "") if whole.understood else (None, whole.remark)
        plain = self.subjects.bind(of)
        if plain.understood and plain.coordinates.keys() <= {"flow", "balance", "fund"}:
            return plain.coordinates, ""
        bound = self.subjects.bind(of, self.context)
        return (bound.coordinates, "") if bound.understood else (None, bound.remark)

    def _named_anywhere(self, name: str) -> Claim | None:
        return self.claims[int(name[1:]) - 1] if name else None

    def _count(self, number: Number, words: str, own: Clause, gap: Sequence[Clause]) -> None:
        if not clauses.trimmed(words) and gap:
            words = gap[-1].text
        words = clauses.trimmed(words)
        if self.last is not None and self.last.unit == number.unit and own.start == self._ends:
            words = clauses.trimmed(_AFTER_BODIES.sub("", words))
        if number.unit in ("个", "家"):
            noun = _BODIES.match(self.paragraph.text, number.end)
            if noun is None and not _BODIES_BEFORE.search(words):
                return
            if noun is not None and "项目" in noun[0] and self.duties:
                return
            words += noun[0].strip() if noun is not None else ""
        elif not words or (number.unit in ("人", "名") and not _STAFF.search(words)):
            return
        whole, partial = self._whole(COUNT, number.unit, gap)
        self._add(number, COUNT, words, Topic(Coordinates(), True), whole=whole, partial=partial)

    def _bare(self, number: Number, words: str, gap: Sequence[Clause]) -> None:
        about = self._about(words, gap)
        if number.value == 0:
            if about.understood:
                self.subject = self._add(number, NONE, words, about)
                self.topic = about
        elif self._says(words):
            self._add(number, AMOUNT, words, Topic(about.coordinates, False, "没有印出单位"))

    # -- words for nothing and for no change -----------------------------------------------

    def _word(self, token: re.Match[str], own: Clause, end: int) -> None:
        if self.cause or clauses.CAUSE.search(own.text):
            return
        if token.re is clauses.FLAT:
            self._flat(token, own)
        else:
            self._nothing(token, own, end)

    def _flat(self, token: re.Match[str], own: Clause) -> None:
        words, base, _ = clauses.without_comparison(own.text)
        if base:
            self.compared = base
        if token[0] == "基本持平" and self.last is not None and self.last.kind in (CHANGE, RATE):
            return
        if not base and (token[0] in clauses.FLAT_NEEDS_YEAR or not self.compared):
            return
        about, of = self._changed(clauses.trimmed(words), ())
        against, remark = base_of(about.coordinates, self.compared, self._year, self._stage)
        if token[0] == "基本持平":
            about = Topic(about.coordinates, False, "“基本持平”不是没有增减", about.words)
        known = about.understood and against is not None
        number = _said(token)
        self._add(
            number,
            FLAT,
            words,
            Topic(about.coordinates, known, about.remark or remark, about.words),
            base=against,
            of=of,
        )

    def _nothing(self, token: re.Match[str], own: Clause, end: int) -> None:
        text = self.paragraph.text
        if self.duties:
            return
        after = next(clauses.clauses(text, token.end(), end)).text
        if clauses.conditional(own.text + token[0] + after):
            return
        for said in (after, own.text):
            words = clauses.trimmed(said).rstrip("均都也")
            if words and self._says(words):
                bound = self.subjects.bind(words, self.context)
                if bound.understood and not self._is_past(bound.coordinates):
                    about = Topic(bound.coordinates, True, "", words)
                    self.subject = self._add(_said(token), NONE, words, about)
                    self.topic = about
                    return
        self.lost = bool(clauses.trimmed(after) or clauses.trimmed(own.text))
        if self.lost:
            self.subject = None
        alone = clauses.trimmed(text) == token[0]
        if alone and self.context.without(*_NOT_ABOUT) and "flow" in self.context:
            self._add(_said(token), NONE, "", Topic(self.context, True))

    def _silent(self, words: str) -> None:
        """A first sentence without numbers may say what the next ones are about."""
        words = clauses.trimmed(words)
        if clauses.CAUSE.search(words) or clauses.LISTING.match(words) or not self._says(words):
            return
        bound = self.subjects.bind(words, self.context)
        if bound.understood:
            self.topic = Topic(bound.coordinates, True, "", words)

    # -- what words are about --------------------------------------------------------------

    def _says(self, words: str) -> bool:
        """Whether words name some money, and not only a year or a unit.

        「支出决算」 in a paragraph about one item is of that item.
        """
        if not words:
            return False
        said = self.subjects.bind(words).coordinates.without(*_NOT_ABOUT)
        known = self.topic.coordinates
        fine = any(name in known for name in (*_PARTIAL, "item", "project"))
        if fine and said.keys() == {"flow"} and said["flow"] == known.get("flow"):
            return bool(_ALL.search(words))
        return bool(said)

    def _is_filler(self, words: str) -> bool:
        """Whether words leave open what is spoken of, and add nothing that is not understood."""
        return not words or self.subjects.bind(words).remark in ("", _NO_MONEY)

    def _about(self, words: str, gap: Sequence[Clause]) -> Topic:
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

    # -- making ----------------------------------------------------------------------------

    @property
    def _year(self) -> int | None:
        return self.subjects.year

    @property
    def _stage(self) -> str | None:
        return self.subjects.stage

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


def _topic_of(claim: Claim) -> Topic:
    return Topic(claim.coordinates, claim.understood, claim.remark, claim.subject)


def _said(token: re.Match[str]) -> Number:
    return Number("word", token.start(), token.end(), Decimal(0), Decimal(0), "")


def _span(token: Number | re.Match[str]) -> tuple[int, int]:
    return (token.start, token.end) if isinstance(token, Number) else token.span()


def _tokens(text: str, start: int, end: int) -> Iterator[Number | re.Match[str]]:
    """Numbers, and words for nothing and no change, in order."""
    found: list[Number | re.Match[str]] = [
        number for number in lexing.numbers(text, start, end) if number.end <= end
    ]
    found.extend(clauses.FLAT.finditer(text, start, end))
    found.extend(clauses.NOTHING.finditer(text, start, end))
    return iter(sorted(found, key=_span))


def _closing(text: str, at: int) -> int:
    """Where the bracket opened at a place closes; the end of the text where it does not."""
    depth = 0
    for index in range(at, len(text)):
        depth += (text[index] == "(") - (text[index] == ")")
        if depth == 0:
            return index
    return len(text)
