"""The words of explanation sentences: a lexicon by year, and sentences cut into its words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from yusuan.ledger import Coordinates
from yusuan.standards import classification
from yusuan.standards.classification import Code
from yusuan.standards.dimensions import CODED
from yusuan.standards.labels import fold, numbering
from yusuan.standards.vocabulary import Phrase, phrases, title_sense, vocabulary

Senses = tuple[Phrase, ...]

#: Stands for a year in figures; the year itself is kept beside the words.
YEAR = "\ue000"
CODE = "\ue001"  # the same for an official code
BODY = "\ue002"  # the name of the body itself
_YEARS = re.compile(r"(20\d{2})年(?:度|初)?")
#: A code of five or seven digits, or of a class before its name; a bracket about it goes.
_CODES = re.compile(
    r"\(?(?<!\d)(\d{7}|\d{5}|(?:(?<=^)|(?<=^\())\d{3}(?=\)?[\u4e00-\u9fff]))(?![\d.,%])\)?"
)
_OF_DIGIT = {"2": "function", "3": "dept_economic", "5": "gov_economic"}
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_POINTS = "，。、：；,.:;!?！？·…~ "
#: A bracket that says one of these is no mere aside.
_TELLING = re.compile(r"含|除|扣|其中|仅|口径")
#: The cheapest way through a sentence has few words, few brackets passed over, few letters left.
_POINT, _WORD, _ASIDE, _LETTER = 1, 10, 50, 1000
_SHORT = 3  # letters; so short a name of a code stands only in a path (…（类）教育（款）)

#: How the names of codes are shortened beside （项）: 职业年金缴费支出 is 职业年金 or 职业年金费.
_SHORTENED = (("支出", ""), ("缴费支出", ""), ("缴费支出", "费"))

_STILL: Senses = (Phrase("still"),)
_OPAQUE: Senses = (Phrase("opaque"),)
_UNKNOWN: Senses = ()


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence, with all it can mean; without a sense it is not known."""

    text: str
    senses: Senses
    kind: str = "unknown"  # what its senses have in common
    depends: bool = False  # on what other words say


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words with their senses, cut out of sentences so that the fewest letters stay over."""

    words: Mapping[str, Senses]
    _lengths: dict[str, tuple[int, ...]] = field(init=False)

    def __post_init__(self) -> None:
        lengths: dict[str, set[int]] = defaultdict(set)
        for word in self.words:
            lengths[word[0]].add(len(word))
        by_size = {one: tuple(sorted(sizes, reverse=True)) for one, sizes in lengths.items()}
        object.__setattr__(self, "_lengths", by_size)

    def extended(self, more: Mapping[str, Senses]) -> Lexicon:
        """This lexicon with more words; a word that both have keeps all its senses."""
        merged = dict(self.words)
        for word, senses in more.items():
            merged[word] = tuple(dict.fromkeys((*merged.get(word, ()), *senses)))
        return Lexicon(merged)

    def cut(self, text: str) -> Iterator[Word]:
        """The words of a folded text from left to right, without those that mean nothing.

        What is not known comes in one piece.
        """
        steps = self._steps(text)
        at, unknown = 0, ""
        while at < len(text):
            step, senses = steps[at]
            if senses is _UNKNOWN:
                unknown += text[at : at + step]
            else:
                if unknown:
                    yield Word(unknown, _UNKNOWN)
                unknown = ""
                if senses != _STILL:
                    yield _word(text[at : at + step], senses)
            at += step
        if unknown:
            yield Word(unknown, _UNKNOWN)

    def _steps(self, text: str) -> list[tuple[int, Senses]]:
        """How far to go from each letter, and what is passed on the way."""
        size, words, lengths = len(text), self.words, self._lengths
        costs = [0] * (size + 1)
        steps: list[tuple[int, Senses]] = [(1, _UNKNOWN)] * size
        for at in range(size - 1, -1, -1):
            letter = text[at]
            cost, step = costs[at + 1] + _LETTER, (1, _UNKNOWN)
            for length in lengths.get(letter, ()):
                senses = words.get(text[at : at + length]) if at + length <= size else None
                if senses and costs[at + length] + _WORD < cost:
                    cost, step = costs[at + length] + _WORD, (length, senses)
            if letter in _POINTS:
                cost, step = costs[at + 1] + _POINT, (1, _STILL)
            elif letter == "(":
                end = _closing(text, at)
                if end and costs[end] + _ASIDE < cost:
                    telling = _TELLING.search(text, at, end)
                    cost, step = costs[end] + _ASIDE, (end - at, _OPAQUE if telling else _STILL)
            costs[at], steps[at] = cost, step
        return steps


@lru_cache(maxsize=65536)
def _word(text: str, senses: Senses) -> Word:
    return Word(text, senses, senses[0].kind, any(sense.within for sense in senses))


def _closing(text: str, at: int) -> int:
    """Where the bracket opened here is closed, just after it; 0 where it is not."""
    depth = 0
    for index in range(at, len(text)):
        depth += (text[index] == "(") - (text[index] == ")")
        if depth == 0:
            return index + 1
    return 0


@dataclass(frozen=True, slots=True)
class Prepared:
    """Words as they are cut: folded, without numbering, years and codes marked."""

    text: str
    years: tuple[int, ...] = ()
    codes: tuple[Coordinates, ...] = ()


@lru_cache(maxsize=4096)
def prepared(words: str) -> Prepared:
    """Fold words and set their figures aside."""
    text = numbering(numbering(words)[2])[2]
    years = tuple(int(year) for year in _YEARS.findall(text))
    codes: list[Coordinates] = []

    def marked(match: re.Match[str]) -> str:
        code = _code_of(match[1])
        codes.extend([code] if code else [])
        return CODE if code else match[0]

    text = _CODES.sub(marked, _YEARS.sub(YEAR, text))
    return Prepared(_DIGITS.sub("N", text), years, tuple(codes))


def _code_of(digits: str) -> Coordinates | None:
    system = _OF_DIGIT.get(digits[0], "")
    known = bool(system) and classification.codes(system).get(digits) is not None
    return Coordinates({system: digits}) if known else None


@lru_cache(maxsize=8)
def lexicon(year: int | None) -> Lexicon:
    """The words that any explanation of the year may use."""
    found: dict[str, Senses] = {
        YEAR: (Phrase("year"),),
        CODE: (Phrase("code"),),
        BODY: (Phrase("body"),),
    }
    for said, senses in (*_labels(), *_codes(year)):
        found[said] = tuple(dict.fromkeys((*found.get(said, ()), *senses)))
    for said, senses in phrases().items():
        word = said.replace("Y", YEAR)
        others = found.get(word, ()) if senses[0].kind == "member" else ()
        found[word] = tuple(dict.fromkeys((*senses, *others)))
    return Lexicon(found)


def _labels() -> Iterator[tuple[str, Senses]]:
    """The labels of tables that say something of a figure."""
    own = phrases()
    for label, senses in vocabulary().items():
        told = tuple(
            Phrase("member", _of_sentence(label, sense.coordinates))
            for sense in senses
            if sense.role in ("member", "total") and sense.coordinates.without("measure")
        )
        if told and label not in own:
            yield label, told


def _of_sentence(label: str, coordinates: Coordinates) -> Coordinates:
    """What a label says where no column stands over it: its side, and the money it names."""
    if "fund" not in coordinates and "非财政" not in label:
        return title_sense(label).coordinates.only("fund") | coordinates
    if "flow" in coordinates or "fund" not in coordinates:
        return coordinates
    if label.endswith("收入"):
        return coordinates | {"flow": "revenue"}
    return coordinates | {"flow": "expenditure"} if label.endswith("支出") else coordinates


def _codes(year: int | None) -> Iterator[tuple[str, Senses]]:
    for system in CODED:
        known = classification.codes(system)
        rows = [row for code in known if (row := known.get(code, year))]
        names: dict[str, dict[str, Phrase]] = defaultdict(dict)
        for spellings in (_full, _bare, _shortened):
            fresh = [(n, row) for row in rows for n in spellings(row) if n not in names]
            for name, row in fresh:
                short = len(name) <= _SHORT or spellings is _shortened
                kind = "short" if short and system == "function" else "member"
                names[name][row.code] = Phrase(kind, Coordinates({system: row.code}))
        yield from ((name, tuple(senses.values())) for name, senses in names.items())


def _full(code: Code) -> set[str]:
    """The spellings of a code: of a class both with 支出 and without it."""
    spelled = {fold(name) for name in (code.name, *code.also)}
    if code.level != "类" or code.system != "function":
        return spelled
    return {name.removesuffix("支出") + end for name in spelled for end in ("", "支出")}


def _bare(code: Code) -> set[str]:
    """The spellings without a bracket at the end."""
    return {fold(classification.bare(name)) for name in _full(code)}


def _shortened(code: Code) -> set[str]:
    """How names are cut short where 类、款、项 stand beside them."""
    if code.system != "function":
        return set()
    return {name.removesuffix(end) + left for name in _full(code) for end, left in _SHORTENED}
