"""The dates of a year: when things are due, the session, the vote; set by the budget division."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from typing import Final

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from yusuan.web.accounts.models import User
from yusuan.web.audit.chain import record
from yusuan.web.budgeting import access
from yusuan.web.budgeting.models import Year
from yusuan.web.budgeting.states import FIXED
from yusuan.web.roles import Role

FIELDS: Final = ("first_due", "control_due", "second_due", "session_on", "approved_on")


class NotSet(ValueError):
    """Dates that cannot be so; the text is for the person."""


def put(user: User, year: Year, days: Mapping[str, date | None]) -> dict[str, list[str | None]]:
    """Set dates; which changed, with what they were and are.

    Raises PermissionDenied, NotSet; KeyError where there is no such date.
    """
    if not access.districts(user, Role.BUDGET).filter(pk=year.district_id).exists():
        raise PermissionDenied
    with transaction.atomic():
        locked = Year.objects.select_for_update().get(pk=year.pk)
        changed: dict[str, list[str | None]] = {}
        for name, day in days.items():
            was = getattr(locked, FIELDS[FIELDS.index(name)])
            if was != day:
                changed[name] = [_said(was), _said(day)]
                setattr(locked, name, day)
        _sensible(locked)
        if changed:
            locked.save(update_fields=list(changed))
            record("dates", user, f"year:{locked.pk}", changes=changed)
    year.refresh_from_db()
    return changed


def _said(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _sensible(year: Year) -> None:
    """Dates in their order; a vote on which budgets were approved stays on record."""
    order = [(name, getattr(year, name)) for name in FIELDS]
    known = [(name, day) for name, day in order if day]
    for (one, before), (other, after) in pairwise(known):
        if after < before:
            raise NotSet(f"“{title(other)}”不能早于“{title(one)}”。")
    if year.approved_on and year.approved_on > timezone.localdate():
        raise NotSet("批准日不能晚于今天：大会批准了再登记。")
    if not year.approved_on and year.dossiers.filter(state__in=FIXED).exists():
        raise NotSet("已有部门预算按批准日办理，批准日可以更正，不能清空。")


def title(name: str) -> str:
    """The words for a date."""
    return str(Year._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
