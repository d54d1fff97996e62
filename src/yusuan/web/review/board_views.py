"""The board's pages."""

from __future__ import annotations

from decimal import Decimal

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from yusuan.web.budgeting import dates, submitted
from yusuan.web.budgeting.models import Year
from yusuan.web.review import board, rights, tallies
from yusuan.web.roles import Role
from yusuan.web.who import person, signed_in


@signed_in
@require_GET
def first(request: HttpRequest) -> HttpResponse:
    """The board of the newest year."""
    found = rights.years(person(request)).order_by("-year", "district").first()
    if found is None:
        raise Http404
    return redirect("board", pk=found.pk)


@signed_in
@require_GET
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """All budgets of a year by state, with what is due and what was found."""
    user = person(request)
    year = rights.year(user, pk)
    rows = board.standings(rights.of_year(user, year))
    wanted = request.GET.get("state", "")
    return render(
        request,
        "review/board.html",
        {
            "year": year,
            "years": rights.years(user).order_by("-year", "district"),
            "rows": [one for one in rows if not wanted or one.dossier.state == wanted],
            "wanted": wanted,
            "stages": board.stages(rows),
            "count": len(rows),
            "overdue": board.overdue(rows),
            "asked": sum((one.asked or Decimal(0) for one in rows), Decimal(0)),
            "dates": _dates(year),
            "sets": rights.years(user, Role.BUDGET).filter(pk=pk).exists(),
        },
    )


def _dates(year: Year) -> list[tuple[str, dates.Due | None]]:
    draft, reply = dates.statutory(year)
    days = (
        ("一上截止", year.first_due, ""),
        ("一下", year.control_due, ""),
        ("二上截止", year.second_due, ""),
        ("送初步审查", draft, "预算法第四十四条"),
        ("人代会开幕", year.session_on, ""),
        ("人大批准", year.approved_on, ""),
        ("批复部门截止", reply, "预算法第五十二条"),
    )
    return [(what, dates.until(what, day, basis) if day else None) for what, day, basis in days]


@signed_in
@require_GET
def tally(request: HttpRequest, pk: int) -> HttpResponse:
    """The counts of a budget that was not counted yet, for its row of the board."""
    dossier = rights.of_bureau(person(request), pk)
    found = submitted.revision(dossier)
    return render(
        request, "review/tally.html", {"tally": tallies.of(found) if found else None, "pk": pk}
    )
