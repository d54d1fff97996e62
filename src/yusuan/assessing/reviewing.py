"""The bureau's review of targets: its result, and what that allows next (财预〔2015〕88号).

The mark of an office is the one it gives on the whole, else the worst of its aspects; the result
is the worst mark of the offices. A review is whole once every office has marked the whole or all
four aspects.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from yusuan.forms.reviews import ASPECTS, OFFICES
from yusuan.ledger.budgets import Budget, Review
from yusuan.standards.assessment import Outcome, conventions


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The review of one project, or of the whole where ``project`` is empty."""

    project: str
    name: str
    reviews: tuple[Review, ...]
    outcome: Outcome | None  # None as long as nothing is marked
    missing: tuple[str, ...]  # what is still to be marked, in words

    @property
    def is_whole(self) -> bool:
        """Whether everything is marked."""
        return not self.missing

    @property
    def may_proceed(self) -> bool:
        """Whether the targets may enter the next step; never before the review is whole."""
        return self.is_whole and self.outcome is not None and self.outcome.proceed

    @property
    def must_revise(self) -> bool:
        """Whether the targets go back to be revised; one bad mark is enough."""
        return self.outcome is not None and self.outcome.revise


def reviewed(budget: Budget) -> tuple[Reviewed, ...]:
    """The review of the whole, then of each project, in the order of the budget.

    What declares no targets has nothing to be reviewed, unless somebody did.
    """
    lists = (budget.goals, budget.indicators, budget.reviews)
    declared = {one.project for each in lists for one in each}
    named = [("", budget.entity.name), *((one.key, one.name) for one in budget.projects)]
    return tuple(_reviewed(budget.reviews, *one) for one in named if one[0] in declared)


def may_enter_next_step(budget: Budget) -> bool:
    """Whether all targets of a budget may go on: each reviewed, and none refused."""
    return all(one.may_proceed for one in reviewed(budget))


def may_pass_unrevised(budget: Budget) -> bool:
    """Whether all targets passed as they are."""
    return all(one.may_proceed and not one.must_revise for one in reviewed(budget))


def _reviewed(reviews: Iterable[Review], project: str, name: str) -> Reviewed:
    own = tuple(one for one in reviews if one.project == project)
    marks = [mark for office in OFFICES if (mark := _mark(own, office))]
    return Reviewed(project, name, own, worst(marks), tuple(_missing(own)))


def _mark(reviews: Sequence[Review], office: str) -> str:
    """The mark of an office; empty where it gave none."""
    own = [one for one in reviews if one.office == office and one.mark]
    whole = next((one.mark for one in own if not one.aspect), "")
    found = None if whole else worst(one.mark for one in own)
    return whole or (found.key if found else "")


def worst(marks: Iterable[str]) -> Outcome | None:
    """The worst of some marks; None of none."""
    order = [one.key for one in conventions().outcomes]
    known = [one for one in marks if one in order]
    return conventions().outcome(max(known, key=order.index)) if known else None


def _missing(reviews: Sequence[Review]) -> list[str]:
    found = []
    for office, title in OFFICES.items():
        marked = {one.aspect for one in reviews if one.office == office and one.mark}
        left = [label for key, label in ASPECTS.items() if key not in marked]
        if "" not in marked and left:
            found.append(f"{title}：{'、'.join(left)}")
    return found
