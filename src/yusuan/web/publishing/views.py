"""The desk of publication: what is frozen, how far it is, what goes out with it."""

from __future__ import annotations

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from yusuan.web.budgeting import access, moving
from yusuan.web.budgeting.models import Dossier
from yusuan.web.publishing import files, versions
from yusuan.web.who import person, signed_in

_STEPS = frozenset({"disclose", "correct", "refuse", "allow", "withdraw"})


@signed_in
@require_GET
def desk(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the publication of a budget stands."""
    dossier = access.dossier(person(request), pk)
    return render(request, "publishing/desk.html", _about(request, dossier))


def _about(request: HttpRequest, dossier: Dossier) -> dict[str, object]:
    user = person(request)
    version = versions.current(dossier) if access.own(user, dossier) else None
    published = dossier.versions.filter(published_at__isnull=False)
    before = versions.publishable(dossier) if access.own(user, dossier) else []
    steps = [one for one in moving.open_to(user, dossier) if one.key in _STEPS]
    stale = version is not None and version.revision != versions.due(dossier)
    return {
        "dossier": dossier,
        "version": version,
        "files": files.offered(version) if version else [],
        "stale": stale,
        "published": published,
        "revision": versions.due(dossier),
        "may_freeze": versions.may_freeze(user, dossier),
        "before": before if version and not version.busy else [],
        "asked": versions.asked(dossier) if published else "",
        "steps": [one for one in steps if one.key != "disclose" or not before],
    }


@signed_in
@require_GET
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The part of the desk that changes while files are built."""
    dossier = access.dossier(person(request), pk)
    about = _about(request, dossier)
    answer = render(request, "publishing/progress.html", about)
    version = about["version"]
    if version is None or not getattr(version, "busy", False):
        answer["HX-Refresh"] = "true"  # all of the desk follows from what was built
    return answer


@signed_in
@require_POST
def freeze(request: HttpRequest, pk: int) -> HttpResponse:
    """Have the files built."""
    dossier = access.dossier(person(request), pk)
    try:
        versions.freeze(person(request), dossier, request.POST.get("reason", ""))
    except moving.Blocked as blocked:
        about = _about(request, dossier) | {"blocked": blocked.reasons}
        return render(request, "publishing/desk.html", about, status=409)
    return redirect("publication", pk=pk)


@signed_in
@require_GET
def prepared(request: HttpRequest, pk: int, name: str) -> FileResponse:
    """A file of the version in preparation, for the department before it goes out."""
    dossier = access.to_own(person(request), pk)
    return files.sent(versions.current(dossier), name)
