"""The budget that a department submitted last: what the bureau works on."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Max

from yusuan import compiling
from yusuan.ledger.budgets import Budget
from yusuan.web.budgeting import reading
from yusuan.web.budgeting.models import Dossier, Revision
from yusuan.web.budgeting.states import AT_BUREAU


def revision(dossier: Dossier) -> Revision | None:
    """The newest revision that left the department; its files are not fetched."""
    return dossier.revisions.filter(state__in=AT_BUREAU).defer("files").first()


def latest(dossiers: Iterable[Dossier]) -> dict[int, int]:
    """The numbers of the rows of those revisions, by the budget's; one query."""
    found = (
        Revision.objects.filter(dossier__in=[one.pk for one in dossiers], state__in=AT_BUREAU)
        .order_by()
        .values("dossier")
        .annotate(last=Max("pk"))
    )
    return {one["dossier"]: one["last"] for one in found}


def opened(dossier: Dossier) -> compiling.Opened | None:
    """The submitted budget as it is read; None where nothing was submitted."""
    found = revision(dossier)
    return reading.revised(found) if found else None


def budget(dossier: Dossier) -> Budget | None:
    """The submitted budget; None where there is none."""
    found = opened(dossier)
    return found.budget if found else None
