"""The letter of approval: the budget division's, and the department's once it is released."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from yusuan.web.budgeting import access
from yusuan.web.budgeting.states import FIXED, State
from yusuan.web.review import letters
from yusuan.web.roles import AT_BUREAU
from yusuan.web.sending import attachment
from yusuan.web.who import person, signed_in


@signed_in
@require_GET
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter as Word."""
    user = person(request)
    dossier = access.dossier(user, pk)
    state = State(dossier.state)
    bureau = bool(access.roles(user, dossier) & AT_BUREAU)
    if state not in FIXED or (state == State.APPROVED and not bureau):
        raise Http404
    try:
        data = letters.written(dossier)
    except letters.NoLetter as problem:
        messages.error(request, str(problem))
        return redirect("budget", pk=pk)
    return attachment(data, f"reply-{dossier.department.code}-{dossier.year.year}.docx")
