"""The review of a budget: its check sheet, what was submitted, remarks, cuts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from yusuan.books.rows import cells
from yusuan.books.schema import BY_KEY, MONEY_UNIT, SHEETS
from yusuan.web.budgeting import access, moving, submitted
from yusuan.web.budgeting.models import Dossier
from yusuan.web.review import checksheet, control_book, cuts, remarks, rights, stages
from yusuan.web.review.models import Cut, Remark, Reply
from yusuan.web.roles import AT_BUREAU, AT_DEPARTMENT
from yusuan.web.sending import attachment
from yusuan.web.who import person, signed_in

_SHOWN: Final = 500
_LONG: Final = 60  # letters of a cell that are shown


@signed_in
@require_GET
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """The check sheet of what was submitted, with the steps and the lists."""
    dossier = rights.of_bureau(person(request), pk)
    opened = submitted.opened(dossier)
    return render(
        request,
        "review/review.html",
        {
            "dossier": dossier,
            "revision": submitted.revision(dossier),
            "check": checksheet.of(opened) if opened else None,
            "steps": moving.open_to(person(request), dossier),
            "lists": _lists(opened.budget) if opened and opened.budget else (),
        },
    )


def _lists(budget: object) -> list[tuple[str, str, int]]:
    return [(one.key, one.title, len(getattr(budget, one.key))) for one in SHEETS]


@signed_in
@require_GET
def workbook(request: HttpRequest, pk: int) -> HttpResponse:
    """The check sheet with the whole ledger of checks as a workbook."""
    dossier = rights.of_bureau(person(request), pk)
    opened = submitted.opened(dossier)
    data = checksheet.workbook(opened) if opened else None
    if data is None:
        raise Http404
    return attachment(data, f"checks-{dossier.department.code}-{dossier.year.year}.xlsx")


@signed_in
@require_GET
def listed(request: HttpRequest, pk: int, list_: str) -> HttpResponse:
    """A list of the submitted budget; each row can be remarked on."""
    dossier = rights.of_bureau(person(request), pk)
    budget, sheet = submitted.budget(dossier), BY_KEY.get(list_)
    if budget is None or sheet is None:
        raise Http404
    records = getattr(budget, list_)
    columns = [one.kind in ("amount", "number", "int") for one in sheet.columns]
    keys = [one.key for one in sheet.columns]
    rows = [list(zip(cells(sheet, one, MONEY_UNIT), columns, keys, strict=True)) for one in records]
    used = [any(row[at][0] for row in rows) for at in range(len(columns))]
    return render(
        request,
        "review/listed.html",
        {
            "dossier": dossier,
            "sheet": sheet,
            "lists": _lists(budget),
            "heads": [
                (one.heading_in(MONEY_UNIT), right)
                for one, right, shown in zip(sheet.columns, columns, used, strict=True)
                if shown
            ],
            "rows": [
                [cell for cell, shown in zip(row, used, strict=True) if shown]
                for row in rows[:_SHOWN]
            ],
            "more": len(rows) - _SHOWN,
            "remarking": remarks.may_remark(person(request), dossier),
            "cutting": list_ in ("spending", "projects") and cuts.may_cut(person(request), dossier),
        },
    )


@signed_in
@require_GET
def said(request: HttpRequest, pk: int) -> HttpResponse:
    """The remarks of a budget, to its department and the bureau."""
    dossier = access.dossier(person(request), pk)
    return render(request, "review/remarks.html", _remarks(request, dossier))


def _remarks(request: HttpRequest, dossier: Dossier) -> dict[str, Any]:
    user = person(request)
    roles = access.roles(user, dossier)
    replies = Prefetch("replies", Reply.objects.select_related("by"))
    found = dossier.remarks.select_related("by", "cut", "resolved_by").prefetch_related(replies)
    remarking = remarks.may_remark(user, dossier)
    return {
        "dossier": dossier,
        "remarks": found[:_SHOWN],
        "remarking": remarking,
        "own": bool(roles & AT_DEPARTMENT),
        "bureau": bool(roles & AT_BUREAU),
        "editable": access.whole(user, dossier),
        "pin": _pin(request, dossier) if remarking else None,
        "about": request.GET.get("about", "")[:500],
    }


def _pin(request: HttpRequest, dossier: Dossier) -> remarks.Pin | None:
    """What the address names to be remarked on; None where it names nothing there is."""
    asked = request.GET if request.method == "GET" else request.POST
    row = asked.get("row", "")
    try:
        return remarks.pin(
            submitted.budget(dossier),
            asked.get("list", ""),
            int(row) if row.isdecimal() and len(row) < 8 else None,
            asked.get("column", ""),
        )
    except KeyError:
        return None


@signed_in
@require_POST
def say(request: HttpRequest, pk: int) -> HttpResponse:
    """Remark on a budget."""
    dossier = rights.of_bureau(person(request), pk)
    to = _pin(request, dossier) or remarks.Pin(about=request.POST.get("about", "")[:500])
    return _done(
        request, pk, lambda: remarks.add(person(request), dossier, request.POST.get("text", ""), to)
    )


def _done(request: HttpRequest, pk: int, service: Callable[[], object]) -> HttpResponse:
    try:
        service()
    except ValueError as problem:
        messages.error(request, str(problem))
    return redirect("remarks", pk=pk)


@signed_in
@require_POST
def answer(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Answer, resolve, reopen or withdraw a remark."""
    user = person(request)
    dossier = access.dossier(user, pk)
    remark = dossier.remarks.filter(pk=number).first()
    if remark is None:
        raise Http404
    text = request.POST.get("text", "")
    return _done(request, pk, lambda: _answered(request, remark, text))


def _answered(request: HttpRequest, remark: Remark, text: str) -> None:
    user = person(request)
    match request.POST.get("do", ""):
        case "resolve":
            remarks.answer(user, remark, text, resolve=True)
        case "reply":
            remarks.answer(user, remark, text)
        case "reopen":
            remarks.reopen(user, remark, text)
        case "withdraw":
            remarks.withdraw(user, remark)
        case _:
            raise Http404


@signed_in
@require_GET
def amounts(request: HttpRequest, pk: int) -> HttpResponse:
    """Stage amounts and cuts, to the bureau and the department."""
    user = person(request)
    dossier = access.dossier(user, pk)
    bureau = bool(access.roles(user, dossier) & AT_BUREAU)
    found = cuts.active(dossier)
    budget = submitted.budget(dossier)
    return render(
        request,
        "review/amounts.html",
        {
            "dossier": dossier,
            "bureau": bureau,
            "stages": stages.STAGES,
            "table": stages.table(dossier),
            "cuts": found,
            "cutting": cuts.may_cut(user, dossier),
            "editable": access.whole(user, dossier),
            "projects": budget.projects if budget and cuts.may_cut(user, dossier) else (),
            "target": _target(request, dossier),
        },
    )


def _target(request: HttpRequest, dossier: Dossier) -> dict[str, str]:
    """What the address names to be cut."""
    line, budget = request.GET.get("line", ""), submitted.budget(dossier)
    if budget and line.isdecimal() and len(line) < 8 and int(line) < len(budget.spending):
        pin = remarks.pin(budget, "spending", int(line), "amount")
        return {"line": line, "about": pin.about}
    row = request.GET.get("row", "")
    if budget and row.isdecimal() and len(row) < 8 and int(row) < len(budget.projects):
        return {"project": budget.projects[int(row)].key}
    return {}


@signed_in
@require_POST
def cut(request: HttpRequest, pk: int) -> HttpResponse:
    """Record a cut."""
    user = person(request)
    dossier = rights.of_bureau(user, pk)
    line = request.POST.get("line", "")
    try:
        now = control_book.amount_of(request.POST.get("now", ""))
        if now is None:
            raise cuts.NotCut(_("请填审核数。"))
        cuts.put(
            user, dossier, now, request.POST.get("reason", ""),
            project="" if line else request.POST.get("project", ""),
            line=int(line) if line.isdecimal() and len(line) < 8 else None,
        )  # fmt: skip
    except ValueError as problem:
        messages.error(request, str(problem))
    return redirect("amounts", pk=pk)


@signed_in
@require_POST
def change(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Apply a cut to the draft, or take it back."""
    user = person(request)
    dossier = access.dossier(user, pk)
    found = Cut.objects.filter(dossier=dossier, pk=number).first()
    if found is None:
        raise Http404
    try:
        if request.POST.get("do") == "apply":
            count = cuts.apply(user, found)
            messages.success(
                request,
                _("已按审核数改了支出表 %(count)d 格；收入和成本明细请自己核对。")
                % {"count": count},
            )
        else:
            cuts.withdraw(user, found)
            messages.success(request, _("已撤回。"))
    except cuts.NotCut as problem:
        messages.error(request, str(problem))
    return redirect("amounts", pk=pk)
