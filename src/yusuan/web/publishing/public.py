"""What anybody may read, without signing in: what was published, and nothing else."""

from __future__ import annotations

from csp.decorators import csp_exempt
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET

from yusuan.web.publishing import files
from yusuan.web.publishing.models import Version


def published() -> QuerySet[Version]:
    """Every version that was published."""
    return Version.objects.filter(published_at__isnull=False).select_related(
        "dossier__department__district", "dossier__year__district", "revision"
    )


def _of(code: str, department: str, year: int) -> QuerySet[Version]:
    return published().filter(
        dossier__department__district__code=code,
        dossier__department__code=department,
        dossier__year__year=year,
    )


def _one(code: str, department: str, year: int, number: int) -> Version:
    version = _of(code, department, year).filter(number=number).first()
    if version is None:
        raise Http404
    return version


@require_GET
def version(
    request: HttpRequest, code: str, department: str, year: int, number: int
) -> HttpResponse:
    """A version: its files, what it was warned of, what it changed, the other versions."""
    shown = _one(code, department, year, number)
    others = list(_of(code, department, year))
    return render(
        request,
        "publishing/version.html",
        {
            "version": shown,
            "dossier": shown.dossier,
            "files": files.offered(shown),
            "versions": others,
            "latest": others[0],
            "where": (code, department, year),
        },
    )


@require_GET
def file(
    _request: HttpRequest, code: str, department: str, year: int, number: int, name: str
) -> FileResponse:
    """A published file, to keep."""
    return files.sent(_one(code, department, year, number), name)


@csp_exempt()  # type: ignore[arg-type]  # the page states its own policy, by the hashes of its script and its style
@xframe_options_sameorigin
@require_GET
def read(_request: HttpRequest, code: str, department: str, year: int, number: int) -> FileResponse:
    """The published page, to read here."""
    return files.sent(_one(code, department, year, number), files.PAGE, inline=True)
