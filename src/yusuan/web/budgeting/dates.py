"""By when something must be done: the dates of the year, and those the law sets.

预算法 44: the draft 30 days before the session; 52: released within 20 days of the vote, passed on
to units within 15 days of that; 14 and 预算法实施条例 6: disclosed within 20 days of the release.
A date is near from five days before and soon from one.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from yusuan.web.budgeting.models import Dossier, Year
from yusuan.web.budgeting.states import State

SUBMIT = timedelta(days=30)
RELEASE = timedelta(days=20)
PASS_ON = timedelta(days=15)
DISCLOSE = timedelta(days=20)
_NEAR, _CLOSE = 5, 1
_FIRST = frozenset({State.PREPARING, State.SIGNING_1})
_CONTROL = frozenset({State.SUBMITTED_1, State.REVIEW_1})
_SECOND = frozenset({State.CONTROL, State.DRAFTING, State.SIGNING_2})
_DRAFT = frozenset({State.SUBMITTED_2, State.REVIEW_2, State.GOVERNMENT})


@dataclass(frozen=True, slots=True)
class Due:
    """A date by which something must be done, how many days are left, and the law that says so."""

    what: str | Promise
    on: date
    left: int
    basis: str | Promise = ""

    @property
    def look(self) -> str:
        """How it is shown: late, soon, near, or nothing."""
        if self.left < 0:
            return "late"
        return "soon" if self.left <= _CLOSE else "near" if self.left <= _NEAR else ""

    @property
    def words(self) -> str:
        """The days that are left, in words."""
        if self.left < 0:
            return _("已超过 %(days)s 天") % {"days": -self.left}
        return _("还有 %(days)s 天") % {"days": self.left} if self.left else _("今天到期")

    @property
    def left_words(self) -> str:
        """The same, after the date."""
        return f"，{self.words}"


def until(
    what: str | Promise, on: date, basis: str | Promise = "", today: date | None = None
) -> Due:
    """Something due on a day, seen from today."""
    return Due(what, on, (on - (today or timezone.localdate())).days, basis)


def due(dossier: Dossier, today: date | None = None) -> Due | None:
    """What a budget has to reach next, and by when; None where no date is set."""
    return next(iter(dues(dossier, today)), None)


def dues(dossier: Dossier, today: date | None = None) -> list[Due]:
    """All that is due of a budget in its state, the nearest first; its year is at hand."""
    found = (until(*one, today) for one in _dues(dossier, dossier.year))
    return sorted(found, key=lambda one: one.on)


def statutory(year: Year) -> tuple[date | None, date | None]:
    """By when the draft goes to the congress, and by when departments have their reply."""
    return _plus(year.session_on, -SUBMIT), _plus(year.approved_on, RELEASE)


def _dues(one: Dossier, year: Year) -> Iterator[tuple[str | Promise, date, str | Promise]]:
    state = State(one.state)
    known: list[tuple[Container[State], str | Promise, date | None, str | Promise]] = [
        (_FIRST, lazy("一上报送"), year.first_due, ""),
        (_CONTROL, lazy("下达控制数"), year.control_due, ""),
        (_SECOND, lazy("二上报送"), year.second_due, ""),
        (
            _DRAFT,
            lazy("送人大初步审查"),
            statutory(year)[0],
            lazy("预算法第四十四条：会议举行三十日前"),
        ),
        ({State.CONGRESS}, lazy("人大审议"), year.session_on, ""),
        (
            {State.APPROVED},
            lazy("批复部门"),
            statutory(year)[1],
            lazy("预算法第五十二条：批准后二十日内"),
        ),
        (
            {State.RELEASED},
            lazy("批复所属单位"),
            _plus(one.released_on, PASS_ON),
            lazy("预算法第五十二条：接到批复后十五日内"),
        ),
        (
            {State.RELEASED, State.PASSED_ON},
            lazy("公开"),
            _plus(one.released_on, DISCLOSE),
            lazy("预算法第十四条：批复后二十日内"),
        ),
        (
            {State.PASSED_ON},
            lazy("公开所属单位预算"),
            _plus(one.passed_on, DISCLOSE),
            lazy("预算法实施条例第六条：批复后二十日内"),
        ),
    ]
    for states, what, on, basis in known:
        if state in states and on:
            yield what, on, basis


def _plus(start: date | None, span: timedelta) -> date | None:
    return start + span if start else None
