"""By when a budget must leave its state, from the year's dates and from statute.

Statutory: the draft 30 days before the session (预算法 44), the reply to a department within 20
days of the vote and to units within 15 days of the reply (预算法 52), disclosure within 20 days of
the reply (预算法 14, 预算法实施条例 6). A warning is given from five days before, again from one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.utils import timezone

from yusuan.web.budgeting.models import Dossier, Year
from yusuan.web.budgeting.states import State

SESSION, REPLY, PASSING, DISCLOSING = 30, 20, 15, 20  # days
SOON: Final = (5, 1)

_FIRST = frozenset({State.PREPARING, State.SIGNING_1})
_CONTROL = frozenset({State.SUBMITTED_1, State.REVIEW_1})
_SECOND = frozenset({State.CONTROL, State.DRAFTING, State.SIGNING_2})
_DRAFT = frozenset({State.SUBMITTED_2, State.REVIEW_2, State.GOVERNMENT})


@dataclass(frozen=True, slots=True)
class Due:
    """What is due, on which day, and why on that day."""

    what: str
    on: date
    basis: str = ""

    def days(self, today: date | None = None) -> int:
        """How many days are left; negative when it is overdue."""
        return (self.on - (today or timezone.localdate())).days

    @property
    def left(self) -> int:
        """The days that are left from today."""
        return self.days()

    @property
    def level(self) -> str:
        """How near it is: "overdue", "last" (a day), "soon" (five days) or nothing."""
        return level(self.days())

    @property
    def words(self) -> str:
        """「还有 3 天」, 「今天」, 「逾期 2 天」."""
        left = self.days()
        if left == 0:
            return "今天到期"
        return f"还有 {left} 天" if left > 0 else f"逾期 {-left} 天"


def level(left: int) -> str:
    """How near a day is that is so many days off."""
    if left < 0:
        return "overdue"
    return "last" if left <= SOON[1] else "soon" if left <= SOON[0] else ""


def statutory(year: Year) -> dict[str, date | None]:
    """The days that follow from the session and from the vote."""
    return {
        "draft": _after(year.session_on, -SESSION),
        "reply": _after(year.approved_on, REPLY),
    }


def _after(day: date | None, days: int) -> date | None:
    return day + timedelta(days=days) if day else None


def due(dossier: Dossier) -> list[Due]:
    """What is due of a budget in its state, the nearest first; its year is at hand."""
    return sorted(_due(dossier, dossier.year), key=lambda one: one.on)


def _due(one: Dossier, year: Year) -> Iterator[Due]:
    state = State(one.state)
    if state in _FIRST and year.first_due:
        yield Due("报送一上", year.first_due)
    elif state in _CONTROL and year.control_due:
        yield Due("下达控制数", year.control_due)
    elif state in _SECOND and year.second_due:
        yield Due("报送二上", year.second_due)
    elif state in _DRAFT and (day := _after(year.session_on, -SESSION)):
        yield Due("送人大初步审查", day, "预算法第四十四条：会议举行三十日前")
    elif state == State.CONGRESS and year.session_on:
        yield Due("人大审议", year.session_on)
    elif state == State.APPROVED and (day := _after(year.approved_on, REPLY)):
        yield Due("批复部门", day, "预算法第五十二条：批准后二十日内")
    elif state in (State.RELEASED, State.PASSED_ON):
        yield from _released(one, state)


def _released(one: Dossier, state: State) -> Iterator[Due]:
    released = one.released_on or timezone.localdate(one.since)
    if state == State.RELEASED:
        day = released + timedelta(days=PASSING)
        yield Due("批复所属单位", day, "预算法第五十二条：接到批复后十五日内")
    day = released + timedelta(days=DISCLOSING)
    yield Due("公开部门预算", day, "预算法第十四条：批复后二十日内")
    if one.passed_on:
        day = one.passed_on + timedelta(days=DISCLOSING)
        yield Due("公开所属单位预算", day, "预算法实施条例第六条：批复后二十日内")
