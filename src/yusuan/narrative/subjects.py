"""What words of the explanation are about: the coordinates that tables would give their figure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from yusuan.ledger import Coordinates, Disclosure
from yusuan.narrative.lexicon import BODY, YEAR, Lexicon, Word, lexicon, prepared
from yusuan.narrative.own_words import SHORTEST, office, own_words
from yusuan.narrative.utterance import Utterance
from yusuan.standards.labels import fold
from yusuan.standards.vocabulary import title_sense

_KINDS = (
    ("glossary", re.compile(r"(名词|名称|术语|专业名词|专有名词|相关名词)(解释|说明)")),
    ("targets", re.compile(r"绩效")),
    ("assets", re.compile(r"国有资产|资产占有|资产占用|车辆|固定资产")),
    ("organisation", re.compile(r"职能|职责|机构设置|单位构成|人员(构成|情况|编制)|工作任务")),
)


@dataclass(frozen=True, slots=True)
class Bound:
    """What words say on top of what stands above them.

    ``understood`` is False where some word could change the meaning and was not understood;
    ``remark`` then says which, in Chinese.
    """

    coordinates: Coordinates
    understood: bool = True
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Subjects:
    """The words of one document: those of its year, and its own units, projects and names."""

    year: int | None = None
    stage: str | None = None
    entity: str = ""
    words: Lexicon = field(default_factory=lambda: lexicon(None))
    codes: frozenset[Coordinates] = frozenset()  # the official codes its tables have figures of
    carried: frozenset[str] = frozenset()  # flows with money carried over
    #: the unit that the body itself is among several, "" where it is not known; None with one unit
    office: str | None = None
    _bound: dict[tuple[str, Coordinates, str], Bound] = field(default_factory=dict, compare=False)
    _cut: dict[str, tuple[Word, ...]] = field(default_factory=dict, compare=False)

    @classmethod
    def of(cls, disclosure: Disclosure) -> Subjects:
        """The words that the explanation of a document may use."""
        facts = [fact for fact in disclosure.facts if fact.table and fact.understood]
        said = {fact.coordinates for fact in facts}
        return cls(
            disclosure.year,
            disclosure.stage,
            fold(disclosure.entity or ""),
            lexicon(disclosure.year).extended(own_words(disclosure)),
            frozenset(c.only("function") for c in said if "function" in c),
            frozenset(_carried(f.coordinates for f in facts if f.amount.value)),
            office(disclosure),
        )

    def bind(self, words: str, above: Coordinates = Coordinates(), axis: str = "") -> Bound:
        """What the words say of a figure that stands under what is said above.

        ``axis`` is the classification the list it stands in is said to follow, as ``axis`` gives.
        """
        found = self._bound.get((words, above, axis))
        if found is None:
            utterance = self._utterance(words, above, axis)
            coordinates = utterance.bound()
            found = Bound(coordinates, not utterance.remark, utterance.remark)
            self._bound[words, above, axis] = found
        return found

    def axis(self, words: str) -> str:
        """The classification that the list after the words follows: 「按功能科目分」; or empty."""
        return title_sense(words).axis or ""

    def heading(self, words: str) -> Coordinates:
        """What a heading fixes for the sentences under it; empty where it fixes nothing."""
        if self.kind(words):
            return Coordinates()
        utterance = self._utterance(words, Coordinates(), "")
        return Coordinates() if utterance.opaque else utterance.fixed()

    def kind(self, heading: str) -> str:
        """What a section is of, where it is not of money: glossary, targets, assets, organisation.

        Empty for all others.
        """
        folded = fold(heading)
        return next((kind for kind, pattern in _KINDS if pattern.search(folded)), "")

    def _utterance(self, words: str, above: Coordinates, axis: str) -> Utterance:
        said = prepared(words)
        made = Utterance(self.year, self.stage, above, axis, self.codes, self.carried, self.office)
        if said.text not in self._cut:
            self._cut[said.text] = tuple(self.words.cut(self._with_body(said.text)))
        made.read(self._cut[said.text], said)
        return made

    def _with_body(self, text: str) -> str:
        """Words with the body's own name marked, however it is shortened: 省检察院."""
        for start in (0, *(at + 1 for at, letter in enumerate(text) if letter == YEAR)):
            end = self._entity_end(text, start)
            if end:
                return text[:start] + BODY + text[end:]
        return text

    def _entity_end(self, text: str, start: int) -> int:
        """Where a name that leaves out letters of the body's ends; 0 where there is none."""
        rest, end = iter(self.entity), 0
        for at in range(start, len(text)):
            if text[at] not in rest:
                break
            if text[at] == self.entity[-1] and at - start >= SHORTEST - 1:
                end = at + 1
        return end


def _carried(said: Iterable[Coordinates]) -> Iterator[str]:
    for one in said:
        if "year" in one or "stage" in one:
            continue
        if one.get("balance") == "carryover" or one.get("fund") == "carryover":
            yield one.get("flow", "expenditure")
