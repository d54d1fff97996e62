"""By when something must be done: the dates of the year, and those the law sets.

预算法 52: released within 20 days of the vote, passed on to units within 15 days of that;
预算法 14: disclosed within 20 days of release.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from yusuan.web.budgeting.models import Dossier
from yusuan.web.budgeting.states import State

RELEASE = timedelta(days=20)
PASS_ON = timedelta(days=15)
DISCLOSE = timedelta(days=20)
_NEAR, _CLOSE = 5, 1


@dataclass(frozen=True, slots=True)
class Due:
    """A date by which something must be done, and how many days are left."""

    what: str | Promise
    on: date
    left: int

    @property
    def look(self) -> str:
        """How it is shown: late, soon, near, or nothing."""
        if self.left < 0:
            return "late"
        return "soon" if self.left <= _CLOSE else "near" if self.left <= _NEAR else ""

    @property
    def left_words(self) -> str:
        """The days that are left, in words."""
        if self.left < 0:
            return _("，已超过 %(days)s 天") % {"days": -self.left}
        return _("，还有 %(days)s 天") % {"days": self.left}


def due(dossier: Dossier, today: date | None = None) -> Due | None:
    """What a budget has to reach next, and by when; None where no date is set."""
    today = today or timezone.localdate()
    year, state = dossier.year, State(dossier.state)
    what: str | Promise
    on: date | None
    if state in (State.PREPARING, State.SIGNING_1):
        what, on = lazy("一上报送"), year.first_due
    elif state in (State.SUBMITTED_1, State.REVIEW_1):
        what, on = lazy("下达控制数"), year.control_due
    elif state in (State.CONTROL, State.DRAFTING, State.SIGNING_2):
        what, on = lazy("二上报送"), year.second_due
    elif state == State.APPROVED:
        what, on = lazy("批复部门"), _plus(year.approved_on, RELEASE)
    elif state in (State.RELEASED, State.PASSED_ON):
        what, on = lazy("公开"), _plus(dossier.released_on, DISCLOSE)
    else:
        return None
    return Due(what, on, (on - today).days) if on else None


def _plus(start: date | None, span: timedelta) -> date | None:
    return start + span if start else None
