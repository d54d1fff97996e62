"""Words of one sentence put together: what they say, and what of it is not clear."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from yusuan.ledger import Coordinates
from yusuan.narrative.lexicon import Prepared, Word
from yusuan.narrative.senses import Surroundings, choose
from yusuan.standards.dimensions import includes

_SPENDING = ("nature", "item", "dept_economic", "gov_economic", "project", "line", "procurement")
#: Dimensions by which a figure is a part: beside them a total of both sides is not meant.
_PARTIAL = (*_SPENDING, "function")
_BARE = frozenset({"flow", "unit", "year", "stage", "entity"})
_MEMBERS = ("member", "short", "whole", "grant")
_FLOWS = {"revenue": "收入", "expenditure": "支出"}


@dataclass(slots=True)
class Utterance:
    """What the words before an amount, or of a heading, say one after another."""

    year: int | None
    stage: str | None
    above: Coordinates
    axis: str
    codes: frozenset[Coordinates]
    carried: frozenset[str]
    office: str | None = None
    said: dict[str, str] = field(default_factory=dict)
    total: bool = False
    whole: bool = False
    current: bool = False
    both: bool = False
    opaque: bool = False
    body: bool = False  # the body is named
    aside: dict[str, str] = field(default_factory=dict)  # said by the way: the side of 支出决算
    torn: set[str] = field(default_factory=set)  # dimensions of which several members are said
    doubts: list[str] = field(default_factory=list)

    @property
    def remark(self) -> str:
        """What was not understood, in words; empty where all was."""
        return "；".join(dict.fromkeys(self.doubts))

    def read(self, words: Sequence[Word], figures: Prepared) -> None:
        """Take in the words, those that depend on others last."""
        years, codes = iter(figures.years), iter(figures.codes)
        members = []
        for number, word in enumerate(words):
            if word.kind == "year":
                self._say({"year": str(next(years))}, word)
            elif word.kind == "code":
                self._say(next(codes), word)
            elif word.depends or word.kind in _MEMBERS:
                members.append(number)
            else:
                self._mark(word)
        for number in sorted(members, key=lambda n: (_is_open(words[n]), n)):
            self._member(words, number)

    def _mark(self, word: Word) -> None:
        match word.kind:
            case "unknown":
                self._doubt(f"“{word.text}”不明所指")
            case "opaque":
                self.opaque = True
                self._doubt(f"“{word.text}”改变了口径")
            case "last":
                if self.year is None:
                    self._doubt("不知本年是哪年")
                else:
                    self._say({"year": str(self.year - 1)}, word)
            case "final" | "budget":
                self.aside.update(word.senses[0].coordinates)
                if self.stage in ("final", "budget"):
                    self._say({"stage": word.kind}, word)
            case "body":
                self.body = True
            case "total" | "current" | "both":
                self.total |= word.kind == "total"
                self.current |= word.kind == "current"
                self.both |= word.kind == "both"

    def _doubt(self, remark: str) -> None:
        self.doubts.append(remark)

    def _member(self, words: Sequence[Word], number: int) -> None:
        word, context = words[number], self._context()
        near = words[max(number - 2, 0) : number + 2]
        in_path = any(other.kind == "level" for other in near)
        senses = [
            sense
            for sense in word.senses
            if all(includes(d, m, context.get(d, "")) for d, m in sense.within.items())
            and (sense.kind != "short" or in_path)
        ]
        marks = [other.text for other in words[number + 1 : number + 2] if other.kind == "level"]
        path = Coordinates(self.said).only("function")
        chosen, doubt = choose(
            word.text, senses, Surroundings(context, path, self.axis, self.codes, tuple(marks))
        )
        if chosen is not None:
            self.whole |= chosen.kind == "whole"
            if chosen.kind == "grant" and self.carried:
                self._doubt(f"“{word.text}”是收入还是支出不明")
            self._say(chosen.coordinates, word)
        elif not any(sense.kind == "still" for sense in word.senses):
            self._doubt(doubt)

    def _context(self) -> Coordinates:
        return self.above | Coordinates(self.said)

    def _say(self, said: Coordinates | dict[str, str], word: Word) -> None:
        for name, member in said.items():
            known = self.said.get(name)
            if known is None or includes(name, known, member):
                self.said[name] = member
            elif not includes(name, member, known):
                if name == "flow":
                    self.both = True
                else:
                    self.torn.add(name)
                    self._doubt(f"“{word.text}”与同句所说不是一回事")

    def fixed(self) -> Coordinates:
        """What a heading fixes."""
        said = self.aside | self.said
        said = {k: v for k, v in said.items() if k != "balance" and k not in self.torn}
        if self.both or self.aside.get("flow", said.get("flow")) != said.get("flow"):
            said.pop("flow", None)
        elif any(name in said for name in _SPENDING):
            said.setdefault("flow", "expenditure")
        return self._without_usual(Coordinates(said))

    def bound(self) -> Coordinates:
        """What a figure after the words is about; doubts are noted on the way."""
        said = self._of_office(Coordinates(self.said))
        if self.both:
            said = said | {"flow": "expenditure"}
        merged = self._merged(said)
        self.total |= self.both and merged.get("fund", "appropriation") == "appropriation"
        if "flow" not in merged and any(name in merged for name in _PARTIAL):
            merged = merged | {"flow": "expenditure"}
        if self.total and "flow" not in merged and not merged.keys() & {"fund"}:
            merged = merged | {"flow": "expenditure"}
        merged = self._balanced(merged)
        if not merged.without("year", "stage", "unit"):
            self._doubt("没有说明是什么金额")
        elif "flow" not in merged:
            self._doubt("没有说明是收入还是支出")
        return self._without_usual(merged)

    def _of_office(self, said: Coordinates) -> Coordinates:
        """The body's name alone is that of its own office where several units are spoken of."""
        marked = self.both or self.total or self.whole
        if not self.body or self.office is None or marked or said.without("year", "stage"):
            return said
        if not self.office:
            self._doubt("是本级还是全部单位不明")
            return said
        return said | {"unit": self.office}

    def _balanced(self, merged: Coordinates) -> Coordinates:
        """Totals take in what is carried over, parts do not."""
        if merged.keys() & set(_PARTIAL):
            return merged if merged.get("balance") == "carryover" else merged.without("balance")
        if self.total and not self.current and "balance" not in merged:
            return merged | {"balance": "total"}
        if self.current and merged.get("balance") == "total" and not self.total:
            return merged.without("balance")
        flow = merged.get("flow")
        if merged.keys() <= _BARE and not (self.current or self.whole) and flow in self.carried:
            self._doubt(f"{_FLOWS[flow]}是否含结转不明")
        return merged

    def _merged(self, said: Coordinates) -> Coordinates:
        """What is said on top of what stands above: the nearer wins, the finer stays."""
        above = self.above
        if said.get("flow", above.get("flow")) != above.get("flow") and "flow" in above:
            above = above.without(*_PARTIAL, "balance")
        if "flow" in said and (self.whole or self.total or said.get("balance") == "total"):
            above = above.without(*_PARTIAL, "balance")
        if "item" in said:
            above = above.without("nature", "dept_economic", "gov_economic", "function", "project")
        if "dept_economic" in said:
            above = above.without("gov_economic")
        if "gov_economic" in said:
            above = above.without("dept_economic")
        if said.keys() - {"flow", "year", "stage"}:
            above = above.without("balance")
        merged = above | said
        if "fund" in above and "fund" in said and includes("fund", said["fund"], above["fund"]):
            merged = merged | {"fund": above["fund"]}
        return merged

    def _without_usual(self, said: Coordinates) -> Coordinates:
        """Year and stage are said only where they are not the document's own."""
        if said.get("year") == str(self.year):
            said = said.without("year")
        return said.without("stage") if said.get("stage") == self.stage else said


def _is_open(word: Word) -> int:
    """Words that say one thing are read first, then codes and words of several, then the rest."""
    if word.depends:
        return 2
    return int(len(word.senses) > 1 or "function" in word.senses[0].coordinates)
