"""Opening a year: a budget for each department, its first page filled in as far as it is known."""

from __future__ import annotations

from django.db import transaction

from yusuan.books import entity
from yusuan.books.schema import MONEY_UNIT
from yusuan.ledger.budgets import Entity
from yusuan.web.accounts.models import User
from yusuan.web.audit.chain import record
from yusuan.web.budgeting import drafts
from yusuan.web.budgeting.models import Department, Dossier, Year


def open_year(who: User, year: Year) -> int:
    """Make the budgets that departments do not have yet; how many were made."""
    with transaction.atomic():
        missing = list(year.district.departments.exclude(dossiers__year=year))
        for department in missing:
            dossier = Dossier.objects.create(department=department, year=year)
            drafts.load(dossier, None, {"entity": [_first_page(department, year)]})
        record("year_opened", who, year=str(year), budgets=len(missing))
    return len(missing)


def _first_page(department: Department, year: Year) -> dict[str, str]:
    known = Entity(
        department.name,
        year.year,
        code=department.code,
        district=year.district.name,
        form_set=year.form_set or year.district.form_set,
    )
    return {key: text for key, _, text in entity.lines(known, MONEY_UNIT) if text}
