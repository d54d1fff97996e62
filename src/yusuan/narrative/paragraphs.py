"""Paragraphs one after another: what stands above a sentence, and the lists that are open."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from yusuan.ledger import Claim, Coordinates
from yusuan.ledger.claims import AMOUNT
from yusuan.narrative import clauses
from yusuan.narrative.lexing import numbers
from yusuan.narrative.lists import Listing, is_current, only, refines
from yusuan.narrative.passages import Numbered, numbered, run_in
from yusuan.narrative.sentences import Sentence
from yusuan.narrative.standing import Topic
from yusuan.narrative.stretches import Paragraph
from yusuan.narrative.subjects import Subjects

_NEAR = 24  # claims back that a list's opening words may name one of
_LABEL = 40  # letters of an item's words at most
_SIDES = re.compile(r"收支|收入.{0,3}支出")
_NO_ITEM = ("此外", "另外", "另有", "同时", "20", "本部门", "本单位", "我单位", "我部门", "截至")


@dataclass(slots=True, eq=False)
class Reader:
    """Reads the paragraphs of a document in order and gathers their claims."""

    subjects: Subjects
    claims: list[Claim] = field(default_factory=list)
    _lists: list[Listing] = field(default_factory=list)
    _before: Claim | None = None  # the amount the last paragraph was about
    _ended: Listing | None = None  # the list this paragraph ended
    _above: dict[tuple[str, ...], Coordinates] = field(default_factory=dict)

    def read(self, paragraph: Paragraph) -> None:
        """Read one paragraph."""
        passage = paragraph.first
        if passage.level is not None and not _has_claims(paragraph.text):
            self._heading(paragraph)
            return
        kinds = {self.subjects.kind(heading) for heading in passage.headings}
        if "glossary" in kinds:
            return
        start = _begins(paragraph.text)
        listing = self._listing(paragraph)
        if listing is None and _is_label(paragraph):
            return
        context = self.above(passage.headings)
        if listing is not None:
            context = context | listing.above
        topic = Topic(context, bool(context.without("year", "stage")))
        if not context:
            topic = self._both_sides(passage.headings)
        first, compared = len(self.claims), ""
        tops: list[Claim] = []
        for begin, end in clauses.sentences(paragraph.text):
            sentence = Sentence(
                self.subjects,
                paragraph,
                self.claims,
                first,
                context,
                topic,
                listing,
                tops,
                self._before,
                "organisation" in kinds,
                "assets" in kinds,
                compared,
            )
            sentence.read(max(begin, start), end)
            topic, compared = sentence.topic, sentence.compared
            listing = None if sentence.tops else listing
            tops = sentence.tops or tops
        self._open(paragraph, first)
        self._before = self._main(first)

    def _both_sides(self, headings: tuple[str, ...]) -> Topic:
        """Under 「收支变化」 a budget without a side is that of both."""
        nearest = headings[-1] if headings else ""
        if not _SIDES.search(nearest):
            return Topic()
        bound = self.subjects.bind(nearest)
        return Topic(bound.coordinates, bound.understood, bound.remark, nearest)

    def _main(self, first: int) -> Claim | None:
        """The amount a paragraph is about."""
        amounts = [c for c in self.claims[first:] if c.kind == AMOUNT]
        ids = {claim.id for claim in amounts}
        heads = [c for c in amounts if c.whole not in ids and is_current(c)]
        return only(heads)

    def above(self, headings: tuple[str, ...]) -> Coordinates:
        """What the headings over a paragraph fix."""
        found = self._above.get(headings)
        if found is None:
            found = Coordinates()
            for heading in headings:
                found = found | self.subjects.heading(heading)
            self._above[headings] = found
        return found

    def _listing(self, paragraph: Paragraph) -> Listing | None:
        """The open list a paragraph is an item of; those it ends are closed."""
        number = numbered(paragraph.text)
        headings = paragraph.first.headings
        self._ended = None
        while self._lists:
            top = self._lists[-1]
            inside = headings[: len(top.headings)] == top.headings
            if inside and self._is_item(top, paragraph, number):
                if top.of_heading and not number.style:
                    self._lists.pop()
                else:
                    top.style, top.number = number.style, number.number or 0
                return top
            if inside and top.style and not number.style:
                return None  # an aside between numbered items
            self._ended = self._lists.pop()
        return None

    def _is_item(self, listing: Listing, paragraph: Paragraph, number: Numbered) -> bool:
        if listing.style not in (None, number.style):
            return False
        if number.style:
            return listing.style is None or (number.number or 0) > listing.number
        if listing.of_heading:
            return True
        words = next(clauses.clauses(paragraph.text, 0, len(paragraph.text))).text.strip()
        if len(words) > _LABEL or words.startswith(_NO_ITEM) or not _has_claims(words):
            return False
        if listing.whole is None or not listing.whole.understood:
            return True
        label = words[: next(n for n, c in enumerate(words) if c.isdigit())]
        bound = self.subjects.bind(clauses.trimmed(label), listing.above)
        return refines(bound.coordinates, listing.whole.coordinates)

    def _heading(self, paragraph: Paragraph) -> None:
        """A heading may be an item of an open list; its figure then stands under it."""
        number = numbered(paragraph.text)
        headings = paragraph.first.headings
        while self._lists:
            top = self._lists[-1]
            inside = headings[: len(top.headings)] == top.headings
            follows = top.style is None or (number.number or 0) > top.number
            if inside and not number.style:
                return
            if inside and top.style in (None, number.style) and follows and not top.of_heading:
                top.style, top.number = number.style, number.number or 0
                words = paragraph.first.text.strip().rstrip("：: ")
                above = top.above | self.subjects.heading(words)
                self._lists.append(
                    Listing(top.whole, above, top.partial, (*headings, words), of_heading=True)
                )
                return
            self._lists.pop()
        self._before = None

    def _open(self, paragraph: Paragraph, first: int) -> None:
        """Open the list that follows a paragraph that ends with 「：」 or 「如下」."""
        text = paragraph.text
        if not clauses.OPENS.search(text):
            return
        *_, (begin, end) = clauses.sentences(text)
        partial = bool(clauses.MAIN.search(text[max(begin, end - 24) : end]))
        whole, above = self._whole(paragraph, first, begin, end)
        headings = paragraph.first.headings
        base = whole.coordinates if whole is not None and whole.understood else above
        if whole is None and not above:
            base = self.above(headings)
        axis = self.subjects.axis(text[begin:end])
        self._lists.append(Listing(whole, base, partial, headings, axis=axis))

    def _whole(
        self, paragraph: Paragraph, first: int, begin: int, end: int
    ) -> tuple[Claim | None, Coordinates]:
        own = [c for c in self.claims[first:] if c.kind == AMOUNT]
        if own:
            tops = [c for c in own if not c.whole or c.whole not in {o.id for o in own}]
            return only(filter(is_current, tops)), Coordinates()
        words = clauses.trimmed(_opening(paragraph.text[begin:end]))
        bound = self.subjects.bind(words, self.above(paragraph.first.headings))
        plain = self.subjects.bind(words)
        said = plain.coordinates.without("year", "stage", "unit", "entity")
        if not said:
            if self._ended is not None and self._ended.style == "":
                return self._ended.whole, self._ended.above
            return self._before, Coordinates()
        if bound.understood:
            for claim in reversed(self.claims[-_NEAR:]):
                if claim.kind == AMOUNT and claim.coordinates == bound.coordinates:
                    return claim, bound.coordinates
            return None, bound.coordinates
        return None, Coordinates()


def _has_claims(text: str) -> bool:
    return next(numbers(text), None) is not None


def _is_label(paragraph: Paragraph) -> bool:
    """Whether a text is the label of a chart: without a number of its own, without a comma."""
    text = paragraph.text
    return not clauses.is_running(text) and not numbered(text).style


def _begins(text: str) -> int:
    """Where the text of a paragraph begins, after its run-in heading."""
    return len(text) - len(text.lstrip()) + len(run_in(text)) if run_in(text) else 0


def _opening(sentence: str) -> str:
    """The words before 「主要内容如下：」."""
    for word in (
        "主要内容",
        "具体情况",
        "具体安排",
        "主要用于",
        "主要包括",
        "如下",
        "其中",
        "包括",
    ):
        sentence = sentence.partition(word)[0] or sentence
    return sentence
