"""The writer of one budget's text: pieces of words and figures, each figure bound to its facts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from yusuan.ledger import Coordinates
from yusuan.ledger.budgets import Budget
from yusuan.narrative.absent import none_planned
from yusuan.narrative.figures import ZERO, Figure, Years
from yusuan.narrative.language import Division, Node, Optional, Placeholder
from yusuan.narrative.names import Names, members_of
from yusuan.narrative.templates import Template
from yusuan.narrative.texts import Problem, Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text; ``span`` where it is a figure, ``quoted`` where it is the clerk's words."""

    text: str
    span: Span | None = None
    quoted: bool = False


Pieces = Sequence[Piece]
Saying = Callable[["Writer", Placeholder, "Here"], Pieces | None]


@dataclass(frozen=True, slots=True)
class Here:
    """Where a loop has come to."""

    about: Coordinates = Coordinates()
    label: str = ""
    text: str = ""
    number: int = 0
    project: str = ""


@dataclass(slots=True)
class Problems:
    """What was found missing on the way, once each."""

    found: list[Problem] = field(default_factory=list)
    section: str = ""
    #: whether the section is one that must be published
    required: bool = False

    def add(self, kind: str, message: str, about: Coordinates = Coordinates()) -> None:
        """Note one problem under the section being written."""
        problem = Problem(kind, message, self.section, about)
        if not any(
            (one.kind, one.message) == (problem.kind, problem.message) for one in self.found
        ):
            self.found.append(problem)


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes templates for one budget."""

    budget: Budget
    years: Years
    template: Template
    names: Names
    problems: Problems
    sayings: Mapping[str, Saying]
    #: titles of the tables without figures; None where the form set is not known
    empty: tuple[str, ...] | None = None

    def write(self, nodes: Sequence[Node], here: Here) -> list[Piece] | None:
        """The pieces of some nodes; None where one of them has nothing to say."""
        written: list[Piece] = []
        for node in nodes:
            if isinstance(node, str):
                written.append(Piece(node))
            elif isinstance(node, Optional):
                written.extend(self.write(node.nodes, here) or ())
            else:
                said = self.say(node, here)
                if said is None:
                    return None
                written.extend(said)
        return written

    def say(self, one: Placeholder, here: Here) -> Pieces | None:
        """What a placeholder says; None where there is nothing to say."""
        return self.sayings[one.kind](self, one, here)

    def known(self, about: Coordinates) -> Figure | None:
        """This year's figure, zero where the budget's own lists show that there is none."""
        found = self.years.current.figure(about)
        if found is None and none_planned(about, self.budget, self.years.current):
            return ZERO
        return found

    def figure(self, about: Coordinates) -> Figure | None:
        """This year's figure; a problem where it is not known."""
        found = self.known(about)
        if found is None:
            what = self.names.describe(about)
            message = f"没有“{what}”的数，相关文字未写；请在预算里补录。"
            self.problems.add("unknown_figure", message, about)
        return found

    def money(self, figure: Figure, about: Coordinates) -> list[Piece]:
        """An amount with its unit."""
        style = self.template.style
        printed = style.money(figure.value)
        what = self.names.describe(about)
        span = Span(0, 0, printed, "amount", (figure.facts,), what, about=about)
        return [Piece(printed, span), Piece(style.unit)]

    def counted(self, value: Decimal, operation: str, formula: str) -> Piece:
        """A count or a quantity of the budget's own lists."""
        printed = self.template.style.count(value)
        return Piece(printed, Span(0, 0, printed, operation, (), formula, value))

    def divided(self, division: Division, about: Coordinates) -> dict[str, Figure]:
        """The parts of a figure, in their usual order; a problem where they do not make it up."""
        current = self.years.current
        found = self._expanded(
            division, about, current.parts(about, division.dimension, division.size)
        )
        whole = self.known(about)
        total = sum(found.values(), Figure(Decimal(0)))
        apart = whole is not None and abs(total.value - whole.value) > total.slack + whole.slack
        if whole and found and apart and not self._in_part(division, about, total, whole):
            self._parts_differ(division, about, total, whole)
        return self.names.ordered(division.dimension, found)

    def _in_part(
        self, division: Division, about: Coordinates, total: Figure, whole: Figure
    ) -> bool:
        """Whether a project's costs are known in part only: one of them states no amount."""
        costs = (one for one in self.budget.costs if one.project == about.get("project"))
        unstated = division.dimension == "line" and any(one.amount is None for one in costs)
        return unstated and total.value < whole.value

    def _parts_differ(
        self, division: Division, about: Coordinates, total: Figure, whole: Figure
    ) -> None:
        what = self.names.describe(about)
        along = members_of(division.dimension)
        message = (
            f"“{what}”按{along}分列共 {total.value:,} 元，"
            f"与总数 {whole.value:,} 元不一致；请核对预算的明细。"
        )
        self.problems.add("parts_differ", message, about)

    def _expanded(
        self, division: Division, about: Coordinates, parts: Mapping[str, Figure]
    ) -> dict[str, Figure]:
        """Members printed as their own parts (财政拨款 as its budgets) where these make it up."""
        dimension = division.dimension
        found: dict[str, Figure] = {}
        for member, figure in parts.items():
            finer = {
                one: amount
                for one in self.template.expand.get(dimension, {}).get(member, ())
                if (amount := self.known(about | {dimension: one})) and amount.value
            }
            same = sum(one.value for one in finer.values()) == figure.value
            found.update(finer if finer and same else {member: figure})
        return found


def joined(pieces: Sequence[Piece]) -> tuple[str, tuple[Span, ...], tuple[tuple[int, int], ...]]:
    """The text of some pieces, its spans where they stand, and the stretches that are quoted."""
    text, spans, quoted = "", [], []
    for piece in pieces:
        start, text = len(text), text + piece.text
        if piece.span is not None:
            spans.append(replace(piece.span, start=start, end=len(text)))
        if piece.quoted:
            quoted.append((start, len(text)))
    return text, tuple(spans), tuple(quoted)
