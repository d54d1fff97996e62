"""What sets figures beside others: changes, rates, shares, and that nothing changed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from yusuan.ledger import Claim, Coordinates
from yusuan.ledger.claims import CHANGE, FLAT, RATE, SHARE
from yusuan.narrative import clauses
from yusuan.narrative.clauses import Clause
from yusuan.narrative.comparing import base_of
from yusuan.narrative.lexing import Number
from yusuan.narrative.lists import agrees, only
from yusuan.narrative.standing import Standing, Topic

_SEVERAL = "前面说了几项，不能确定是哪一项"
ONLY_A_CAUSE = "只在说明原因，所指不明"


@dataclass(slots=True, eq=False)
class Relating(Standing):
    """A sentence that says how figures differ or what part they are."""

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
                return Topic(remark=ONLY_A_CAUSE, words=words), None
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
                return (_topic_of(one), one) if one else (Topic(remark=_SEVERAL), None)
            if self.before is not None and len(self.claims) == self.first:
                return _topic_of(self.before), self.before
            if self._goes_on():
                return Topic(remark=_SEVERAL), None
        about = self._about(words, said)
        of = self._like(about.coordinates) if about.understood else None
        return about, of

    def _goes_on(self) -> bool:
        """Whether the paragraph begins without an amount, under a heading that has some above."""
        heading = self.paragraph.first.headings[-1:]
        return len(self.claims) == self.first > 0 and (self.claims[-1].heading,) == heading

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
            self._add(number, RATE, words, Topic(remark=ONLY_A_CAUSE))
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
            base, remark = None, "说的是哪一年的完成率不明"
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
        number = said_by(token)
        self._add(
            number,
            FLAT,
            words,
            Topic(about.coordinates, known, about.remark or remark, about.words),
            base=against,
            of=of,
        )


def _topic_of(claim: Claim) -> Topic:
    return Topic(claim.coordinates, claim.understood, claim.remark, claim.subject)


def said_by(token: re.Match[str]) -> Number:
    """A word for nothing as the number it stands for."""
    return Number("word", token.start(), token.end(), Decimal(0), Decimal(0), "")
