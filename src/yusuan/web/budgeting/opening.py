"""Opening a year: a budget for every department that has none."""

from __future__ import annotations

from django.db import transaction

from yusuan.web.accounts.models import User
from yusuan.web.audit.chain import record
from yusuan.web.budgeting.models import Dossier, Year


def open_year(who: User, year: Year) -> int:
    """Make the budgets that departments do not have yet; how many were made."""
    with transaction.atomic():
        missing = year.district.departments.exclude(dossiers__year=year)
        made = Dossier.objects.bulk_create(Dossier(department=one, year=year) for one in missing)
        record("year_opened", who, year=str(year), budgets=len(made))
    return len(made)
