"""What words of the explanation are about: the coordinates that tables would give their figure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from yusuan.ledger import Coordinates, Disclosure, Line
from yusuan.narrative.lexicon import Lexicon, Senses, Word, lexicon, prepared
from yusuan.narrative.utterance import Utterance
from yusuan.standards.labels import fold
from yusuan.standards.vocabulary import Phrase

_PARTS = re.compile(r"省|市|区|县|自治州|自治区")
_SHORT_NAME = 3  # letters; a shorter name of a body or a project is no name
_AFTER_PROJECT = ("", "工作", "经费", "工作经费", "专项", "项目", "专项经费", "经费专项")
_KINDS = (
    ("glossary", re.compile(r"(名词|名称|术语|专业名词|专有名词|相关名词)(解释|说明)")),
    ("targets", re.compile(r"绩效")),
    ("assets", re.compile(r"国有资产|资产占有|资产占用|车辆|固定资产")),
    ("organisation", re.compile(r"职能|职责|机构设置|单位构成|人员|编制(情况|说明)?$|工作任务")),
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
    _bound: dict[tuple[str, Coordinates], Bound] = field(default_factory=dict, compare=False)

    @classmethod
    def of(cls, disclosure: Disclosure) -> Subjects:
        """The words that the explanation of a document may use."""
        facts = [fact for fact in disclosure.facts if fact.table and fact.understood]
        own: dict[str, Senses] = {}
        for name, sense in _names(disclosure):
            key = fold(name)
            if len(key) >= _SHORT_NAME:
                own[key] = tuple(dict.fromkeys((*own.get(key, ()), sense)))
        said = {fact.coordinates for fact in facts}
        return cls(
            disclosure.year,
            disclosure.stage,
            fold(disclosure.entity or ""),
            lexicon(disclosure.year).extended(own),
            frozenset(c.only(name) for c in said for name in ("function",) if name in c),
            frozenset(_carried(f.coordinates for f in facts if f.amount.value)),
        )

    def bind(self, words: str, above: Coordinates = Coordinates()) -> Bound:
        """What the words say of a figure that stands under what is said above."""
        found = self._bound.get((words, above))
        if found is None:
            found = self._bound[words, above] = self._bind(words, above)
        return found

    def heading(self, words: str) -> Coordinates:
        """What a heading fixes for the sentences under it; empty where it fixes nothing."""
        if self.kind(words):
            return Coordinates()
        utterance = self._utterance(words, Coordinates(), heading=True)
        return Coordinates() if utterance.opaque else utterance.fixed()

    def kind(self, heading: str) -> str:
        """What a section is of, where it is not of money: glossary, targets, assets, organisation.

        Empty for all others.
        """
        folded = fold(heading)
        return next((kind for kind, pattern in _KINDS if pattern.search(folded)), "")

    def is_glossary(self, heading: str) -> bool:
        """Whether the section explains terms: its sentences claim nothing."""
        return self.kind(heading) == "glossary"

    def _bind(self, words: str, above: Coordinates) -> Bound:
        utterance = self._utterance(words, above)
        coordinates = utterance.bound()
        return Bound(coordinates, not utterance.remark, utterance.remark)

    def _utterance(self, words: str, above: Coordinates, *, heading: bool = False) -> Utterance:
        text, years = prepared(words)
        cut = [self._named(word) for word in self.words.cut(text)]
        made = Utterance(self.year, self.stage, above, self.codes, self.carried, heading)
        made.read(cut, years)
        return made

    def _named(self, word: Word) -> Word:
        """A word that is the body's own short name means nothing more: 省检察院."""
        if word.senses or not self._is_entity(word.text):
            return word
        return Word(word.text, (Phrase("still"),))

    def _is_entity(self, text: str) -> bool:
        if len(text) < _SHORT_NAME or not self.entity.endswith(text[-1]):
            return False
        rest = iter(self.entity)
        return all(letter in rest for letter in text)


def _names(disclosure: Disclosure) -> Iterator[tuple[str, Phrase]]:
    """The names a document itself gives: its body, units, projects, and codes as it prints them."""
    still = Phrase("still")
    for name in _entity_names(disclosure.entity or ""):
        yield name, still
    bodies = {fold(disclosure.entity or "")}
    for code, name in disclosure.units:
        own = fold(name) in bodies
        yield name, still if own else Phrase("member", Coordinates({"unit": code}))
    for name in _projects(disclosure):
        means = Coordinates({"flow": "expenditure", "nature": "project", "project": name})
        for end in _AFTER_PROJECT:
            yield name + end, Phrase("member", means)
            short = name.removesuffix(end) if end else ""
            if len(fold(short)) > _SHORT_NAME:
                yield short, Phrase("member", means)
    for line in _lines(disclosure):
        code, label = line.coordinates.only("function"), line.path[-1].lstrip("0123456789 ")
        if code and line.understood and len(label) > _SHORT_NAME:
            yield label, Phrase("member", code)


def _lines(disclosure: Disclosure) -> Iterator[Line]:
    for statement in disclosure.statements:
        for section in statement.sections:
            yield from (line for line in section.lines if line.path)


def _entity_names(entity: str) -> Iterator[str]:
    """A body's name, and what is left of it without the places it belongs to."""
    name = fold(entity)
    yield name
    bare = name.removeprefix("中共")
    yield bare
    for place in _PARTS.finditer(bare):
        yield bare[place.end() :]
        yield bare[place.start() :]


def _projects(disclosure: Disclosure) -> list[str]:
    """The names of the document's projects, as the coordinates of their figures have them."""
    found = {
        fact.coordinates["project"]: None
        for fact in disclosure.facts
        if fact.table and "project" in fact.coordinates
    }
    return list(found)


def _carried(said: Iterable[Coordinates]) -> Iterator[str]:
    for one in said:
        if "year" in one or "stage" in one:
            continue
        if one.get("balance") == "carryover" or one.get("fund") == "carryover":
            yield one.get("flow", "expenditure")
