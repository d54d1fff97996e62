"""The page that lays two states of a budget side by side."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from yusuan.web.budgeting import access, comparing
from yusuan.web.budgeting.comparing import Side
from yusuan.web.budgeting.states import OPEN
from yusuan.web.who import person, signed_in


@signed_in
@require_GET
def compare(request: HttpRequest, pk: int) -> HttpResponse:
    """Two of the states that the person may see; without a choice, the two newest."""
    dossier = access.dossier(person(request), pk)
    sides = comparing.sides(person(request), dossier)
    about: dict[str, object] = {"dossier": dossier, "sides": sides}
    if len(sides) > 1:
        kept = [one for one in sides if one.revision is not None]
        usual = sides if dossier.state in OPEN or len(kept) < 2 else kept
        before = _chosen(sides, request.GET.get("a"), usual[1])
        after = _chosen(sides, request.GET.get("b"), usual[0])
        about |= {"before": before, "after": after, **_compared(before, after)}
    return render(request, "budgeting/compare.html", about)


def _chosen(sides: list[Side], key: str | None, otherwise: Side) -> Side:
    if key is None:
        return otherwise
    found = next((one for one in sides if one.key == key), None)
    if found is None:
        raise Http404
    return found


def _compared(before: Side, after: Side) -> dict[str, object]:
    old, new = before.budget(), after.budget()
    if old is None or new is None:
        wrong = before if old is None else after
        return {"wrong": _("“%s”还没有填首页，不能比较。") % wrong.label}
    found: dict[str, object] = {"tables": comparing.tables(old, new)}
    try:
        found["found"] = comparing.difference(old, new)
    except KeyError as error:
        found["wrong"] = _("没有“%s”这套公开表样，公开表没有比较。") % error.args[0]
    return found
