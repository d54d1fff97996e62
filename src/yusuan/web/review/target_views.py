"""The page of the review of targets."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from yusuan.books.schema import BY_KEY
from yusuan.forms.reviews import ASPECTS, OFFICES
from yusuan.standards.assessment import conventions
from yusuan.web.budgeting import access, submitted
from yusuan.web.review import rights, targets
from yusuan.web.review.targets import Subject
from yusuan.web.roles import Role
from yusuan.web.who import person, signed_in


@signed_in
@require_GET
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """The targets that were submitted with the marks of the offices; the department reads."""
    user = person(request)
    dossier = access.dossier(user, pk)
    budget = submitted.budget(dossier)
    own = targets.offices(user, dossier)
    found = targets.subjects(dossier, budget) if budget else []
    return render(
        request,
        "review/targets.html",
        {
            "dossier": dossier,
            "subjects": [_shown(one, own) for one in found],
            "aspects": ASPECTS.items(),
            "outcomes": conventions().outcomes,
        },
    )


def _shown(one: Subject, own: list[str]) -> dict[str, Any]:
    classes = BY_KEY["indicators"].column("level2")
    return {
        "about": one,
        "indicators": [(classes.label(each.level2), each) for each in one.indicators],
        "offices": [
            {
                "key": office,
                "title": title,
                "own": office in own and bool(one.indicators),
                "rows": [
                    (aspect, label, one.marks.get((office, aspect)))
                    for aspect, label in ASPECTS.items()
                ],
            }
            for office, title in OFFICES.items()
        ],
    }


@signed_in
@require_POST
def save(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark the targets of one project."""
    user = person(request)
    dossier = rights.of_bureau(user, pk, Role.SECTOR, Role.PERFORMANCE)
    sent = request.POST
    said = {one: (sent.get(f"mark-{one}", ""), sent.get(f"opinion-{one}", "")) for one in ASPECTS}
    try:
        targets.put(user, dossier, sent.get("project", ""), sent.get("office", ""), said)
    except ValueError as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, _("已保存。"))
    return redirect("targets", pk=pk)
