"""One sentence: its numbers as claims, each with the words that say what it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yusuan.ledger import Coordinates
from yusuan.ledger.claims import AMOUNT, CHANGE, COUNT, NONE
from yusuan.narrative import clauses, lexing
from yusuan.narrative.clauses import Clause, Compared
from yusuan.narrative.comparing import base_of
from yusuan.narrative.lexing import Number
from yusuan.narrative.relating import ONLY_A_CAUSE, Relating, said_by
from yusuan.narrative.standing import NOT_ABOUT, Frame, Topic

_LISTED = re.compile(
    r"^\s*[、和及]?\s*(?:其中:?|主要包括|包括|包含|主要是用于|主要用于|用于|具体为|具体是)[:，]?"
)
#: Those who have left the service are none of those in it.
_RETIRED, _SERVING = re.compile(r"离休|退休|遗属"), re.compile(r"在职|编制|在编")
_STAFF = re.compile(r"编制|在编|在职|在岗|人员|职工|离休|退休|实有|公务员|聘用|遗属|干部|编外|人数")
_BODIES = re.compile(
    r"\s?(?:预算|基层|事业|行政|直属|所属|下属|参公|二级|企业)*(?:单位|机关|部门|项目|团组)"
    r"(?:[^，。;:、()\d]{0,12}绩效[^，。;:、()\d]{0,8})?"
)
_BODIES_BEFORE = re.compile(r"(?:单位|部门|项目|团组)(?:支出)?(?:共|共计|有|为|数|\s){0,3}$")
_AFTER_BODIES = re.compile(r"^(?:预算|事业|行政|参公)*(?:单位|机关|部门|项目)的?")
_NEAR, _FAR = 120, 2000  # letters looked ahead for what is not there; for a bracket
_BALANCED = re.compile(r"增减(?:变动)?相抵后?")
_COVERED = (
    (
        re.compile(r"(?:所有|全部)(?:的)?项目"),
        Coordinates({"flow": "expenditure", "nature": "project"}),
    ),
    (re.compile(r"整体支出"), Coordinates({"flow": "expenditure"})),
)


@dataclass(slots=True, eq=False)
class Sentence(Relating):
    """Reads one sentence and adds its claims to those of the document."""

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

    def _pass(self, clause: Clause) -> None:
        """Take in a clause without a number."""
        words = clause.text.strip()
        base = clauses.compared(words).base
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
            whole = self._parted(bound.coordinates) if bound.understood else None
            if whole is not None:
                self.frames = [Frame(whole, whole.coordinates, partial=False)]
            elif bound.understood:
                self.prefix = bound.coordinates
        if clause.mark == ";":
            self._part(clause.end)

    def _part(self, at: int) -> None:
        """After 「；」 another thing is spoken of, unless causes are counted."""
        following = self.paragraph.text[at + 1 : at + 8]
        if not (self.cause and clauses.GOES_ON.match(following)):
            self.cause = False

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

    def _number(self, number: Number, own: Clause, gap: Sequence[Clause]) -> None:
        said = clauses.compared(own.text)
        words, self.compared = said.words, said.base or self.compared
        cause = self._cause_in(words)
        if cause is not None:
            words, self.cause = cause, True
        words = words.lstrip(" (") if ")" not in words else words
        listed = _LISTED.match(words)
        if listed and not self.cause:
            self._enumerate(listed[0])
            words = words[listed.end() :]
        words = clauses.trimmed(_BALANCED.sub("", words))
        if self.cause:
            words = clauses.COUNTED.sub("", words)
        match number.kind:
            case lexing.MONEY:
                self._money(number, words, said, own, gap)
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
        self, number: Number, words: str, said: Compared, own: Clause, gap: Sequence[Clause]
    ) -> None:
        if self.last is not None and self.last.unit in ("个", "家") and own.start == self._ends:
            words = _AFTER_BODIES.sub("", words)
        past = clauses.FROM.search(clauses.trimmed(own.text))
        if past or said.at_end:
            before = clauses.trimmed(own.text)[: past.start()] if past else words
            self._past(number, before, past["base"] if past else said.base)
            return
        to = clauses.TO.search(words)
        growth = None if to else clauses.DIRECTION.search(words)
        changed = clauses.CHANGED.match(words)
        if either := clauses.EITHER.search(words):
            self._either(number, CHANGE, words[: either.start()], gap)
        elif self.cause and (changed or clauses.GROSS.search(words)):
            self._add(
                number, CHANGE, words, Topic(remark=ONLY_A_CAUSE), sign=_sign(changed, growth)
            )
        elif growth:
            self._change(number, words[: growth.start()], clauses.signed(growth["word"]), gap)
        elif said.sign:
            self._change(number, words, said.sign, gap)
        elif changed and not to and self.compared:
            self._change(number, changed["what"], clauses.signed(changed["word"]), gap)
        elif self.cause:
            self._add(number, AMOUNT, words, Topic(remark=ONLY_A_CAUSE))
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

    def _past(self, number: Number, words: str, compared: str) -> None:
        """Last year's amount: 由上年的…增加到…, 比上年…增加…"""
        about = self._about(words, ())
        base, remark = base_of(about.coordinates, compared, self._year, self._stage)
        known = about.understood and base is not None
        self.topic = about
        said = Topic(base or about.coordinates, known, about.remark or remark, about.words)
        self._add(number, AMOUNT, words, said)

    def _amount(self, number: Number, words: str, gap: Sequence[Clause]) -> None:
        about = self._about(words, gap)
        if self.assets and not about.understood:
            return  # what things are worth is no figure of the budget
        current = not self._is_past(about.coordinates)
        whole, partial = (None, False)
        if current:
            whole, partial = self._whole(AMOUNT, "", gap)
        made = self._add(number, AMOUNT, words, about, whole=whole, partial=partial)
        if not current:
            if self._says(clauses.MOVED.sub("预算数", words)):
                said = about.coordinates.without("year", "stage")
                self.topic = Topic(said, about.understood, about.remark, words)
            return
        self.subject = made
        self.topic = about
        if not self.frames:
            self.tops.append(made)

    def _count(self, number: Number, words: str, own: Clause, gap: Sequence[Clause]) -> None:
        if not clauses.trimmed(words) and gap:
            words = gap[-1].text
        words = clauses.trimmed(words)
        if not words and self.last is not None and self.last.kind == COUNT:
            words = self.last.subject
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
        if whole is not None and _RETIRED.search(words) and _SERVING.search(whole.subject):
            whole, partial = None, False
        self._add(number, COUNT, words, Topic(Coordinates(), True), whole=whole, partial=partial)

    def _bare(self, number: Number, words: str, gap: Sequence[Clause]) -> None:
        about = self._about(words, gap)
        if number.value == 0:
            if about.understood:
                self.subject = self._add(number, NONE, words, about)
                self.topic = about
        elif self._says(words):
            self._add(number, AMOUNT, words, Topic(about.coordinates, False, "没有印出单位"))

    def _word(self, token: re.Match[str], own: Clause, end: int) -> None:
        if self.cause or clauses.CAUSE.search(own.text):
            return
        if token.re is clauses.FLAT:
            self._flat(token, own)
        else:
            self._nothing(token, own, end)

    def _nothing(self, token: re.Match[str], own: Clause, end: int) -> None:
        text = self.paragraph.text
        if self.duties:
            return
        after = next(clauses.clauses(text, token.end(), min(end, token.end() + _NEAR))).text
        if clauses.conditional(own.text + token[0] + after):
            return
        for said in (after, own.text):
            words = clauses.trimmed(said).rstrip("均都也")
            if words and self._says(words):
                bound = self.subjects.bind(words, self.context)
                if bound.understood and not self._is_past(bound.coordinates):
                    about = Topic(bound.coordinates, True, "", words)
                    self.subject = self._add(said_by(token), NONE, words, about)
                    self.topic = about
                    return
        self.lost = bool(clauses.trimmed(after) or clauses.trimmed(own.text))
        if self.lost:
            self.subject = None
        alone = clauses.trimmed(text) == token[0]
        if alone and self.context.without(*NOT_ABOUT) and "flow" in self.context:
            self._add(said_by(token), NONE, "", Topic(self.context, True))

    def _silent(self, words: str) -> None:
        """A first sentence without numbers may say what the next ones are about."""
        words = clauses.trimmed(words)
        if clauses.CAUSE.search(words) or clauses.LISTING.match(words) or not self._says(words):
            return
        bound = self.subjects.bind(words, self.context)
        if bound.understood:
            self.topic = Topic(bound.coordinates, True, "", words)


def _sign(*found: re.Match[str] | None) -> int:
    return next((clauses.signed(one["word"]) for one in found if one), 1)


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
    """Where the bracket opened at a place closes; far behind where it does not."""
    depth = 0
    end = min(at + _FAR, len(text))
    for index in range(at, end):
        depth += (text[index] == "(") - (text[index] == ")")
        if depth == 0:
            return index
    return end
