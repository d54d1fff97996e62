"""The board: where every budget of a year stands, what is due, what was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum

from yusuan.web.budgeting import amounts, dates, submitted
from yusuan.web.budgeting.dates import Due
from yusuan.web.budgeting.models import Dossier, Line
from yusuan.web.budgeting.states import State
from yusuan.web.review import tallies
from yusuan.web.review.models import Control, Item, Tally


@dataclass(frozen=True, slots=True)
class Standing:
    """A budget on the board; ``asked`` and ``tally`` are of what was submitted last."""

    dossier: Dossier
    due: tuple[Due, ...]
    revision: int | None
    asked: Decimal | None
    ceiling: Decimal | None
    tally: Tally | None


def standings(dossiers: Iterable[Dossier]) -> list[Standing]:
    """The rows of the board; four queries, however many budgets."""
    listed = list(dossiers)
    latest = submitted.latest(listed)
    asked, counts = _asked(latest.values()), tallies.known(latest.values())
    ceilings = _ceilings(listed)
    return [
        Standing(
            one,
            tuple(dates.dues(one)),
            latest.get(one.pk),
            asked.get(latest.get(one.pk, 0)),
            ceilings.get(one.pk),
            counts.get(latest.get(one.pk, 0)),
        )
        for one in listed
    ]


def _asked(revisions: Iterable[int]) -> dict[int, Decimal]:
    found = (
        Line.objects.filter(revision__in=list(revisions), side="spending")
        .exclude(view__in=amounts.others(amounts.FUNCTION))
        .order_by()
        .values("revision")
        .annotate(total=Sum("amount"))
    )
    return {one["revision"]: Decimal(one["total"]) for one in found}


def _ceilings(dossiers: Sequence[Dossier]) -> dict[int, Decimal]:
    found = Control.objects.filter(dossier__in=[one.pk for one in dossiers], item=Item.TOTAL)
    return dict(found.values_list("dossier", "amount"))


@dataclass(frozen=True, slots=True)
class Stage:
    """A state with how many budgets stand in it."""

    state: State
    count: int


def stages(rows: Iterable[Standing]) -> list[Stage]:
    """How many budgets stand in each state, in the order of the workflow; empty ones left out."""
    counted = Counter(row.dossier.state for row in rows)
    return [Stage(state, counted[state]) for state in State if counted[state]]


def overdue(rows: Iterable[Standing]) -> int:
    """How many budgets are late with something."""
    return sum(any(due.left < 0 for due in row.due) for row in rows)
