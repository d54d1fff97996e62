"""The explanation text of a budget, from its facts and the template of its form set."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from yusuan.ledger import Coordinates, Fact
from yusuan.ledger.budgets import Budget
from yusuan.narrative.emptiness import empty_tables
from yusuan.narrative.figures import Years
from yusuan.narrative.glossary import used
from yusuan.narrative.language import Condition, placeholders
from yusuan.narrative.names import Names
from yusuan.narrative.numbers import chinese
from yusuan.narrative.phrases import (
    PROJECTS,
    SAYINGS,
    costed,
    count,
    passage_texts,
    people,
)
from yusuan.narrative.templates import (
    Loop,
    ParagraphTemplate,
    SectionTemplate,
    Template,
    template,
)
from yusuan.narrative.texts import Explanation, Paragraph, Section
from yusuan.narrative.writer import Here, Problems, Writer, joined
from yusuan.standards.form_sets import form_set as forms
from yusuan.standards.form_sets import form_set_names
from yusuan.standards.narrative_words import words

_MONEY = re.compile(r"\d[\d,.]*\s*(?:万元|亿元|元)")
_SHEETS = {
    "passage": "在说明文字里填写“{}”。",
    "quantity": "在数量里填写“{}”。",
    "people": "在单位里填写{}。",
    "count": "补录{}。",
}


def explanation(budget: Budget, facts: Sequence[Fact], form_set: str) -> Explanation:
    """The text of a budget in the wording of a form set; a set without one has the general one.

    ``facts`` are the budget's own and those of the year before, which say their ``year``. Target
    forms alone have no explanation.
    """
    if form_set in form_set_names() and not forms(form_set).tables:
        return Explanation((), (), template(form_set).style)
    writer = _writer(budget, facts, form_set)
    sections = _Compiling(writer).sections()
    return Explanation(sections, tuple(writer.problems.found), writer.template.style)


def compared(budget: Budget, facts: Sequence[Fact], form_set: str) -> dict[Coordinates, Decimal]:
    """The figures of this year, as far as known, that next year's text compares with its own."""
    writer = _writer(budget, facts, form_set)
    places = dict.fromkeys(_Compiling(writer).compared())
    known = {about: writer.known(about) for about in places}
    return {about: figure.value for about, figure in known.items() if figure is not None}


def _writer(budget: Budget, facts: Sequence[Fact], form_set: str) -> Writer:
    years = Years.of(facts, budget.entity.year, budget.entity.stage)
    empty = empty_tables(form_set, years.current, budget.entity.year)
    names = Names(budget)
    return Writer(budget, years, template(form_set), names, Problems(), SAYINGS, empty)


@dataclass(frozen=True, slots=True)
class _Compiling:
    """Compiles the sections of one template with one writer."""

    writer: Writer

    def compared(self) -> Iterator[Coordinates]:
        """What is compared with the year before, wherever loops come to."""
        for one in (each for section in self.template.sections for each in section.paragraphs):
            wanted = [each.about for each in placeholders(one.nodes) if each.kind == "change"]
            places = [Here()] if one.each is None or not wanted else self._places(one.each, "")
            yield from (about.at(here.about) for here in places for about in wanted)

    @property
    def template(self) -> Template:
        return self.writer.template

    def sections(self) -> tuple[Section, ...]:
        """The sections with their numbers; one that has nothing to say leaves no gap in them."""
        written: list[tuple[SectionTemplate, tuple[Paragraph, ...]]] = []
        for one in self.template.sections:
            text = "".join(p.text for _, paragraphs in written for p in paragraphs)
            paragraphs = tuple(self._paragraphs(one, text))
            if not paragraphs:
                self._ask_for_content(one)
            written.append((one, paragraphs))
        kept = [pair for number, pair in enumerate(written) if _says(written[number:])]
        return tuple(self._numbered(kept))

    def _numbered(
        self, kept: Sequence[tuple[SectionTemplate, tuple[Paragraph, ...]]]
    ) -> Iterator[Section]:
        counters = [0] * (1 + max((one.level for one, _ in kept), default=0))
        for one, paragraphs in kept:
            counters[one.level] += 1
            counters[one.level + 1 :] = [0] * len(counters[one.level + 1 :])
            number = _number(self.template.numbering, one.level, counters[one.level])
            yield Section(number, one.heading, paragraphs, one.level, one.key)

    def _paragraphs(self, section: SectionTemplate, before: str) -> Iterator[Paragraph]:
        self.writer.problems.section = section.heading
        self.writer.problems.required = section.required
        for need in section.needs:
            if not self._holds(need):
                self._ask(need)
        for one in section.paragraphs:
            if all(self._holds(condition) for condition in one.when):
                yield from self._repeated(one, before)

    def _repeated(self, one: ParagraphTemplate, before: str) -> Iterator[Paragraph]:
        places = [Here()] if one.each is None else list(self._places(one.each, before))
        for here in places:
            pieces = self.writer.write(one.nodes, here)
            if pieces is not None:
                paragraph = Paragraph(*joined(pieces))
                self._warn_of_loose_amounts(paragraph)
                yield paragraph

    def _places(self, loop: Loop, before: str) -> Iterator[Here]:
        if loop.kind == "glossary":
            for number, term in enumerate(used(before), 1):
                yield Here(label=term.name, text=term.text, number=number)
        elif loop.kind == "passage":
            for number, text in enumerate(passage_texts(self.writer.budget, loop.key), 1):
                yield Here(text=text, number=number)
        elif loop.kind == "costed":
            for number, one in enumerate(costed(self.writer.budget), 1):
                yield Here(PROJECTS | {"project": one.key}, one.name, "", number, one.key)
        else:
            yield from self._parts(loop)

    def _parts(self, loop: Loop) -> Iterator[Here]:
        assert loop.division is not None
        dimension, about = loop.division.dimension, loop.division.about.coordinates
        for number, member in enumerate(self.writer.divided(loop.division, about), 1):
            label = self.writer.names.label(dimension, member)
            place = about | {dimension: member}
            yield Here(place, label, number=number, project=place.get("project", ""))

    def _holds(self, condition: Condition) -> bool:
        return _holds(self.writer, condition) != condition.negated

    def _ask(self, need: Condition) -> None:
        """Tell the clerk what a section needs and does not have."""
        if need.kind in _SHEETS:
            label = words()[need.kind][need.key]
            message = f"缺少{label}；请" + _SHEETS[need.kind].format(label)
            self.writer.problems.add("missing_passage", message)
        else:
            self.writer.figure(need.about.coordinates)

    def _ask_for_content(self, section: SectionTemplate) -> None:
        """Tell the clerk of a section that must be published and of which nothing is known."""
        problems = self.writer.problems
        told = any(one.section == section.heading for one in problems.found)
        if section.required and section.paragraphs and not told:
            message = f"必须公开的“{section.heading}”没有内容；请在说明文字或数量里补录。"
            problems.add("missing_passage", message)

    def _warn_of_loose_amounts(self, paragraph: Paragraph) -> None:
        for start, end in paragraph.quoted:
            found = _MONEY.search(paragraph.text, start, end)
            if found:
                message = f"文字里的“{found[0]}”是手写的，不会随预算变动；请核对。"
                self.writer.problems.add("loose_amount", message)


def _says(rest: Sequence[tuple[SectionTemplate, tuple[Paragraph, ...]]]) -> bool:
    """Whether the first section has a paragraph, or a section below it has one."""
    first, paragraphs = rest[0]
    if paragraphs:
        return True
    for one, below in rest[1:]:
        if one.level <= first.level:
            return False
        if below:
            return True
    return False


def _number(numbering: Sequence[str], level: int, count: int) -> str:
    style = numbering[level - 1] if level <= len(numbering) else "{1}．"
    return style.replace("{一}", chinese(count)).replace("{1}", str(count))


def _holds(writer: Writer, condition: Condition) -> bool:
    budget, key = writer.budget, condition.key
    match condition.kind:
        case "some" | "none" | "known":
            return _figure_holds(writer, condition.kind, condition.about.coordinates)
        case "passage":
            return bool(passage_texts(budget, key))
        case "quantity":
            return any(one.key == key for one in budget.quantities)
        case "people":
            return people(budget, key) is not None
        case "count":
            return count(budget, key) > 0
        case "empty":
            return writer.empty is not None if key == "known" else bool(writer.empty)
    return budget.entity.scope == key


def _figure_holds(writer: Writer, kind: str, about: Coordinates) -> bool:
    found = writer.figure(about) if kind == "none" else writer.known(about)
    if kind == "known":
        return found is not None
    if kind == "some":
        return found is not None and bool(found.value)
    return found is not None and not found.value
