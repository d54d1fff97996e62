"""A self-assessment as values: what was given points, for what, and what is still to be said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from yusuan.ledger.budgets import Execution, TargetGoal
from yusuan.standards.assessment import Band, Scheme, conventions

ZERO: Final = Decimal(0)
EXECUTION: Final = "execution"


@dataclass(frozen=True, slots=True)
class Money:
    """The money of a subject in 元: planned at first, planned in the end, and spent; None unknown.

    ``rate`` is spent ÷ planned, as a ratio; it may be above 1.
    """

    initial: Decimal | None
    budget: Decimal | None
    executed: Decimal | None

    @property
    def rate(self) -> Decimal | None:
        """The execution rate; None where one of both is not known or nothing was planned."""
        if self.executed is None or not self.budget:
            return None
        return self.executed / self.budget


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a self-assessment: an indicator, or the execution of the money.

    ``score`` is None where it could not be assessed; ``how`` says in a sentence how it was
    computed, or why not. ``wanting`` is what must still be explained, in words.
    """

    group: str  # execution | output | outcome | satisfaction | cost
    level2: str
    name: str
    target: str
    actual: str
    points: Decimal
    score: Decimal | None
    how: str
    ratio: Decimal | None = None
    reached: bool = False
    reason: str = ""
    measure: str = ""
    goal: int | None = None
    wanting: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assessment:
    """The self-assessment of one project, or of the whole department (``project`` empty)."""

    project: str
    name: str
    unit: str  # who carries it out
    through: date
    scheme: Scheme
    money: Money
    items: tuple[Item, ...]  # the execution first
    execution: Execution | None = None
    goals: tuple[TargetGoal, ...] = ()
    remarks: tuple[str, ...] = ()  # how points were moved, what does not add up

    @property
    def scored(self) -> tuple[Item, ...]:
        """The lines that were given a score."""
        return tuple(one for one in self.items if one.score is not None)

    @property
    def missing(self) -> tuple[Item, ...]:
        """The lines that could not be assessed."""
        return tuple(one for one in self.items if one.score is None)

    @property
    def earned(self) -> Decimal:
        """The points that were given."""
        return sum((one.score for one in self.items if one.score is not None), ZERO)

    @property
    def possible(self) -> Decimal:
        """The points of all lines that could be assessed."""
        return sum((one.points for one in self.scored), ZERO)

    @property
    def total(self) -> Decimal | None:
        """The score of 100; None as long as a line is not assessed."""
        return None if self.missing or not self.items else self.earned

    @property
    def grade(self) -> Band | None:
        """优, 良, 中 or 差; None as long as there is no total."""
        return None if self.total is None else conventions().grade(self.total)

    @property
    def wanting(self) -> tuple[str, ...]:
        """What must still be explained, line by line."""
        return tuple(text for one in self.items for text in one.wanting)

    def group(self, key: str) -> tuple[Item, ...]:
        """The lines of a class."""
        return tuple(one for one in self.items if one.group == key)
