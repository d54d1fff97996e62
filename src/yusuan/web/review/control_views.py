"""Pages of control numbers."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from yusuan.standards.dimensions import members
from yusuan.web.budgeting import access, submitted
from yusuan.web.budgeting.models import Dossier
from yusuan.web.budgeting.states import UNISSUED, State
from yusuan.web.review import control_book, controls, items, rights, sheets
from yusuan.web.review.items import About
from yusuan.web.review.models import Item
from yusuan.web.roles import AT_BUREAU, Role
from yusuan.web.sending import attachment
from yusuan.web.who import person, signed_in

_MOST_ROWS = 1000
_LATEST = 100


@signed_in
@require_GET
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """The control numbers of a budget, with how they changed; to its department once issued."""
    user = person(request)
    dossier = access.dossier(user, pk)
    if not access.roles(user, dossier) & AT_BUREAU and State(dossier.state) in UNISSUED:
        raise Http404
    return render(request, "review/controls.html", _about(request, dossier))


def _about(request: HttpRequest, dossier: Dossier) -> dict[str, Any]:
    budget = submitted.budget(dossier)
    there = {one.about: one for one in controls.beside(dossier, budget)}
    user = person(request)
    bureau = bool(access.roles(user, dossier) & AT_BUREAU)
    proposed = controls.proposals(dossier) if bureau else {}
    listed = dict.fromkeys([*control_book.listed(dossier, budget), *proposed])
    shown = [
        {"about": about, "name": about.name(budget), "ceiling": there.get(about),
         "asked": items.asked(budget, about) if budget else None, "proposed": proposed.get(about)}
        for about in listed
    ]  # fmt: skip
    changes = dossier.control_changes.select_related("by")
    changes = (changes if bureau else changes.filter(proposed=False))[:_LATEST]
    return {
        "dossier": dossier,
        "rows": shown,
        "changes": [(one, About(one.item, one.key).name(budget)) for one in changes],
        "editable": controls.may_set(user, dossier),
        "proposing": controls.may_propose(user, dossier) and not controls.may_set(user, dossier),
        "proposals": bureau,
        "kinds": Item.choices[1:],
        "members": [
            (key, one.label) for (dim, key), one in members().items() if dim in ("fund", "nature")
        ],
    }


@signed_in
@require_POST
def save(request: HttpRequest, pk: int) -> HttpResponse:
    """Set the control numbers that were typed, or propose them; all or nothing.

    The budget division sets, a sector division proposes.
    """
    dossier = rights.of_bureau(person(request), pk, Role.BUDGET, Role.SECTOR)
    numbers: dict[About, Decimal | None] = {}
    notes: dict[About, str] = {}
    wrong = []
    for at in range(_rows(request)):
        kind, key = (request.POST.get(f"{name}-{at}", "").strip() for name in ("item", "key"))
        typed = request.POST.get(f"amount-{at}", "")
        if not kind or (not key and kind != Item.TOTAL and not typed.strip()):
            continue
        try:
            about = control_book.about_of(kind, key)
            if about in numbers:
                wrong.append(_("“%(name)s”有两行。") % {"name": about.name()})
            numbers[about] = control_book.amount_of(typed)
            notes[about] = request.POST.get(f"note-{at}", "").strip()
        except sheets.Unread as problem:
            wrong.append(str(problem))
    if wrong:
        messages.error(request, _("没有保存：") + " ".join(wrong[:5]))
        return redirect("controls", pk=pk)
    user = person(request)
    if Role.BUDGET in access.roles(user, dossier):
        changed = controls.put(user, dossier, numbers, notes)
        messages.success(request, _("控制数改了 %(count)d 项。") % {"count": changed})
    else:
        changed = controls.propose(user, dossier, numbers, notes)
        messages.success(request, _("建议数改了 %(count)d 项。") % {"count": changed})
    return redirect("controls", pk=pk)


def _rows(request: HttpRequest) -> int:
    sent = request.POST.get("rows", "")
    return min(int(sent), _MOST_ROWS) if sent.isdecimal() and len(sent) < 6 else 0


@signed_in
@require_GET
def workbook(request: HttpRequest, pk: int) -> HttpResponse:
    """The control numbers of a year as a workbook to be filled in."""
    user = person(request)
    year = rights.year(user, pk)
    data = control_book.written(rights.of_year(user, year))
    return attachment(data, f"controls-{year.year}.xlsx")


@signed_in
@require_POST
def load(request: HttpRequest, pk: int) -> HttpResponse:
    """Set control numbers from a workbook, all or nothing."""
    user = person(request)
    year = rights.year(user, pk, Role.BUDGET)
    file = request.FILES.get("file")
    if file is None or not file.size or file.size > sheets.LARGEST:
        messages.error(request, _("请选一个不超过 10 MB 的 Excel 工作簿。"))
        return redirect("board", pk=pk)
    try:
        changed = control_book.load(user, rights.of_year(user, year, Role.BUDGET), file.read())
    except control_book.Wrong as problems:
        messages.error(request, _("没有导入：") + " ".join(problems.sentences[:8]))
    except sheets.Unread as problem:
        messages.error(request, _("没有导入：") + str(problem))
    except PermissionDenied:
        messages.error(request, _("没有导入：有的部门已列入政府草案，控制数不能再改。"))
    else:
        messages.success(request, _("控制数改了 %(count)d 项。") % {"count": changed})
    return redirect("board", pk=pk)
