"""The explanation as a value: sections, paragraphs, and the spans that bind figures to facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from yusuan.ledger import Coordinates
from yusuan.narrative.numbers import Style


@dataclass(frozen=True, slots=True)
class Span:
    """A printed figure: where it stands in its paragraph and what it was computed from.

    ``operands`` are groups of fact ids, each group summed: one for an amount; this year and the
    year before for a change or a rate; the part and the whole for a share. Counts and quantities
    come from the budget's own lists, have no operands and hold their ``value``.
    """

    start: int
    end: int
    printed: str
    operation: str  # amount | change | rate | share | count | quantity
    operands: tuple[tuple[str, ...], ...] = ()
    formula: str = ""  # in words, for a reader who asks where a figure comes from
    value: Decimal | None = None
    about: Coordinates = Coordinates()

    @property
    def facts(self) -> tuple[str, ...]:
        """The ids of all facts it rests on, once each."""
        return tuple(dict.fromkeys(one for group in self.operands for one in group))

    def recompute(self, amounts: Mapping[str, Decimal], style: Style) -> str:
        """The figure computed anew from amounts in 元 by fact id, as it would be printed."""
        if self.value is not None:
            return style.count(self.value)
        sums = [sum((amounts[one] for one in group), Decimal(0)) for group in self.operands]
        match self.operation, sums:
            case "amount", [value]:
                return style.money(value)
            case "change", [now, before]:
                return style.money(abs(now - before))
            case "rate", [now, before]:
                return style.percent(abs(now - before), before)
            case "share", [part, whole]:
                return style.percent(part, whole)
        raise ValueError(self.operation)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph and its figures, in the order they stand."""

    text: str
    spans: tuple[Span, ...] = ()
    #: stretches (start, end) that are the clerk's own words; figures in them are not computed
    quoted: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its printed number (「（一）」), how deep it stands, and what is below it."""

    number: str
    heading: str
    paragraphs: tuple[Paragraph, ...] = ()
    level: int = 1
    key: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """What the text lacks and what the clerk is to do about it, in Chinese."""

    kind: str  # missing_reason | missing_passage | unknown_figure | parts_differ | loose_amount
    message: str
    section: str = ""  # the heading it concerns
    about: Coordinates = Coordinates()


@dataclass(frozen=True, slots=True)
class Explanation:
    """The whole explanation text of a budget, and what it still lacks."""

    sections: tuple[Section, ...]
    problems: tuple[Problem, ...] = ()
    style: Style = field(default_factory=Style)

    @property
    def paragraphs(self) -> Iterator[Paragraph]:
        """Every paragraph, in reading order."""
        for section in self.sections:
            yield from section.paragraphs

    @property
    def text(self) -> str:
        """Headings and paragraphs as plain text, one a line."""
        lines: list[str] = []
        for section in self.sections:
            lines.append(section.number + section.heading)
            lines.extend(paragraph.text for paragraph in section.paragraphs)
        return "\n".join(lines)
