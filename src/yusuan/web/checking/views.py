"""The pages of the check desk; every check is its owner's alone."""

from __future__ import annotations

from csp.decorators import csp_exempt
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yusuan.publish.media import media_type
from yusuan.web.checking import desk, examining
from yusuan.web.checking.models import Inspection
from yusuan.web.who import person, signed_in
from yusuan.web.work.jobs import Stage

_KEPT = {examining.JSON, examining.BOOK}


@signed_in
@require_http_methods(["GET", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """The desk: files dropped here are checked; below, what was checked lately or saved."""
    if request.method == "POST":
        try:
            one = desk.ask(person(request), request.FILES.getlist("files"))
        except desk.Refused as refused:
            return _desk(request, str(refused), 422)
        return redirect("inspection", pk=one.pk)
    return _desk(request)


def _desk(request: HttpRequest, refused: str = "", status: int = 200) -> HttpResponse:
    found = person(request).inspections.all()
    about = {"found": found, "refused": refused, "most": desk.MOST}
    return render(request, "checking/desk.html", about, status=status)


@signed_in
@require_GET
def inspection(request: HttpRequest, pk: int) -> HttpResponse:
    """A check: how far it is, then its reports."""
    one = desk.of(person(request), pk)
    return render(request, "checking/inspection.html", {"one": one, "at": _at(request, one)})


def _at(request: HttpRequest, one: Inspection) -> int:
    """The report that is shown."""
    asked = request.GET.get("report", "0")
    number = int(asked) if asked.isdecimal() and len(asked) < 5 else 0
    return number if number < len(one.reports) else 0


@signed_in
@require_GET
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The part of the page that changes while files are checked."""
    one = desk.of(person(request), pk)
    answer = render(request, "checking/progress.html", {"one": one})
    if not one.busy:
        answer["HX-Refresh"] = "true"
    return answer


@csp_exempt()  # the page states its own policy, by hashes
@xframe_options_sameorigin
@signed_in
@require_GET
def report(request: HttpRequest, pk: int, number: int) -> FileResponse:
    """One report, as a page of its own."""
    return _sent(desk.of(person(request), pk), f"{number}.html")


@signed_in
@require_GET
def data(request: HttpRequest, pk: int, name: str) -> FileResponse:
    """The findings as JSON or as a workbook, to keep."""
    if name not in _KEPT:
        raise Http404
    return _sent(desk.of(person(request), pk), name, keep=True)


def _sent(one: Inspection, name: str, *, keep: bool = False) -> FileResponse:
    path = one.report / name
    if one.stage != Stage.READY or not path.is_file():
        raise Http404
    shown = f"核对结果{path.suffix}"
    answer = FileResponse(
        path.open("rb"), as_attachment=keep, filename=shown, content_type=media_type(name)
    )
    answer["Cache-Control"] = "no-store"
    return answer


@signed_in
@require_POST
def save(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a report."""
    desk.save(desk.of(person(request), pk))
    messages.success(request, _("已保存，只有您能看到，可以随时删除。"))
    return redirect("inspection", pk=pk)


@signed_in
@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a check."""
    desk.drop(desk.of(person(request), pk))
    messages.success(request, _("已删除。"))
    return redirect("inspections")
