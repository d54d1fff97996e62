"""Desks and budgets: what to do, where a budget stands, its steps, its workbook, its pages."""

from __future__ import annotations

import tempfile
from itertools import compress
from operator import not_
from pathlib import Path

from csp.decorators import csp_exempt
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET, require_POST

from yusuan import books, compiling
from yusuan.publish import page
from yusuan.web.audit.models import Entry
from yusuan.web.budgeting import access, dates, grid_views, moving, reading, submitted, telling
from yusuan.web.budgeting.models import Dossier
from yusuan.web.budgeting.states import SETTLED, UNISSUED
from yusuan.web.sending import attachment
from yusuan.web.who import person, signed_in

_LARGEST = 30 * 2**20
_SHOWN = 50


@signed_in
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The desk: what waits for a person, what is under way, and the budgets of a year.

    The newest year, unless another is asked for: budgets that were disclosed long ago do not
    make the desk longer.
    """
    user = person(request)
    seen = access.dossiers(user)
    years = [*seen.order_by("-year__year").values_list("year__year", flat=True).distinct()]
    asked = request.GET.get("year", "")
    chosen = next((one for one in years if str(one) == asked), years[0] if years else None)
    listed = [
        (one, moving.open_to(user, one), dates.due(one))
        for one in seen.filter(Q(year__year=chosen) | ~Q(state__in=SETTLED))
    ]
    mine = [bool(steps) and one.state not in SETTLED for one, steps, _due in listed]
    about = {
        "waiting": [*compress(listed, mine)],
        "others": [*compress(listed, map(not_, mine))],
        "years": years,
        "chosen": chosen,
    }
    return render(request, "budgeting/home.html", about)


@signed_in
@require_GET
def overview(request: HttpRequest, pk: int) -> HttpResponse:
    """Where a budget stands and what can be done with it."""
    dossier = access.dossier(person(request), pk)
    return render(request, "budgeting/overview.html", _about(request, dossier))


def _about(request: HttpRequest, dossier: Dossier) -> dict[str, object]:
    user = person(request)
    opened, own = shown(request, dossier), access.own(user, dossier)
    return {
        "dossier": dossier,
        "steps": moving.open_to(user, dossier),
        "own": own,
        "editable": access.whole(user, dossier),
        "sheets": grid_views.sheets(dossier),
        "totals": grid_views.totals(opened.budget) if opened and opened.budget else None,
        "revisions": access.revisions(user, dossier).select_related("by")[:20],
    }


def shown(request: HttpRequest, dossier: Dossier) -> compiling.Opened | None:
    """The budget as a person may see it: the draft, or for the bureau what was submitted last."""
    if access.own(person(request), dossier):
        return reading.opened(dossier)
    return submitted.opened(dossier)


@signed_in
@require_POST
def step(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a step of the workflow."""
    dossier = access.dossier(person(request), pk)
    seen = request.POST.get("seen", "")
    try:
        moving.take(
            person(request),
            dossier,
            request.POST.get("step", ""),
            request.POST.get("opinion", "")[:4000],
            seen=int(seen) if seen.isdecimal() else None,
        )
    except moving.Blocked as blocked:
        about = _about(request, dossier) | {"blocked": blocked.reasons}
        return render(request, "budgeting/overview.html", about, status=409)
    messages.success(request, _("已办理：%(state)s。") % {"state": dossier.get_state_display()})
    return redirect("budget", pk=pk)


@signed_in
@require_GET
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """What was done with a budget: its audit log, newest first."""
    dossier = access.dossier(person(request), pk)
    entries = Entry.objects.filter(chain=dossier.chain).order_by("-number")
    if not access.own(person(request), dossier):
        entries = entries.exclude(action__in=("edit", "load"))
    else:
        hidden = (
            ["controls", "controls_proposed"]
            if dossier.state in UNISSUED
            else ["controls_proposed"]
        )
        entries = entries.exclude(action__in=hidden)
    shown = Paginator(entries, _SHOWN).get_page(request.GET.get("page"))
    return render(
        request,
        "budgeting/history.html",
        {"dossier": dossier, "page": shown, "entries": [telling.told(one) for one in shown]},
    )


@signed_in
@require_GET
def workbook(request: HttpRequest, pk: int) -> HttpResponse:
    """The budget as an Excel workbook."""
    dossier = access.dossier(person(request), pk)
    opened = shown(request, dossier)
    if opened is None or opened.budget is None:
        raise Http404
    name = f"{dossier.department.code}-{dossier.year.year}.xlsx"
    return attachment(books.workbook_bytes(opened.budget), name)


@signed_in
@require_POST
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    """Replace the draft by a workbook; what cannot be read is told, and nothing is lost."""
    dossier = access.to_replace(person(request), pk)
    file = request.FILES.get("file")
    if file is None or file.size is None or file.size > _LARGEST:
        messages.error(request, _("请选一个不超过 30 MB 的 Excel 工作簿。"))
        return redirect("budget", pk=pk)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.xlsx"
        path.write_bytes(file.read())
        budget, problems = books.read_workbook(path)
    if budget is None:
        messages.error(request, _("这个工作簿读不出预算，草稿没有改动。"))
    elif lost := [str(one) for one in problems if one.severity == "error"]:
        messages.error(request, _("工作簿里有读不懂的内容，草稿没有改动：") + " ".join(lost[:5]))
    else:
        kept = moving.replace(dossier, person(request), reading.tables_of(budget))
        told = _("已从工作簿读入，导入前的草稿已留存。") if kept else _("已从工作簿读入。")
        messages.success(request, told)
        if (named := budget.entity.name) != dossier.department.name:
            words = _("工作簿写的是“%(named)s”，这里是“%(here)s”，请核对没有导错。")
            messages.warning(request, words % {"named": named, "here": dossier.department.name})
    return redirect("budget", pk=pk)


@signed_in
@require_GET
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The disclosure as it will be printed."""
    dossier = access.dossier(person(request), pk)
    opened = shown(request, dossier)
    about = {
        "dossier": dossier,
        "there": opened is not None and opened.budget is not None,
        "own": access.own(person(request), dossier),
    }
    return render(request, "budgeting/preview.html", about)


@csp_exempt()  # the page states its own policy, by the hashes of its script and its style
@xframe_options_sameorigin
@signed_in
@require_GET
def disclosure(request: HttpRequest, pk: int) -> HttpResponse:
    """The page that is published, from the budget as it stands."""
    dossier = access.dossier(person(request), pk)
    opened = shown(request, dossier)
    if opened is None or opened.budget is None:
        raise Http404
    volume = reading.composed(opened.budget).volume
    try:
        part = request.GET.get("part")
        return HttpResponse(page.write_part(volume, part) if part else page.write(volume))
    except KeyError as error:
        raise Http404 from error
