"""Pages of notices: a person's own, and those that the bureau sends."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from yusuan.web.review import gateways, notices, rights
from yusuan.web.review.models import Notice, Outgoing
from yusuan.web.who import person, signed_in

_SHOWN = 100


@signed_in
@require_GET
def own(request: HttpRequest) -> HttpResponse:
    """The notices that went to a person."""
    found = notices.inbox(person(request))[:_SHOWN]
    return render(request, "review/inbox.html", {"receipts": found})


@signed_in
@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """Put down that a notice was read."""
    number = request.POST.get("notice", "")
    if number.isdecimal() and len(number) < 12:
        notices.read(person(request), [int(number)])
    return redirect("inbox")


@signed_in
@require_GET
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """The notices of a year, with who has read them; and a form to send one."""
    user = person(request)
    year = rights.year(user, pk)
    return render(
        request,
        "review/notices.html",
        {
            "year": year,
            "years": rights.years(user).order_by("-year", "district"),
            "notices": notices.sent(user, year)[:_SHOWN],
            "departments": notices.departments(user, year),
            "kinds": Notice.Kind.choices,
            "channels": [one for one in Outgoing.Channel.choices if gateways.configured(one[0])],
        },
    )


@signed_in
@require_POST
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a notice."""
    user = person(request)
    year = rights.year(user, pk)
    kind = request.POST.get("kind", "")
    message = notices.Message(
        request.POST.get("title", ""),
        request.POST.get("body", ""),
        kind if kind in Notice.Kind.values else Notice.Kind.OTHER,
        _channels(request),
    )
    to = {int(one) for one in request.POST.getlist("to") if one.isdecimal() and len(one) < 12}
    try:
        notices.send(user, year, to, message)
    except notices.NotSent as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, _("已发出。"))
    return redirect("notices", pk=pk)


def _channels(request: HttpRequest) -> tuple[str, ...]:
    return tuple(one for one in request.POST.getlist("by") if one in Outgoing.Channel.values)


@signed_in
@require_GET
def readers(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Who has read a notice and who has not, and what became of the messages."""
    user = person(request)
    year = rights.year(user, pk)
    notice = notices.sent(user, year).filter(pk=number).first()
    if notice is None:
        raise Http404
    return render(
        request,
        "review/readers.html",
        {
            "year": year,
            "years": rights.years(user).order_by("-year", "district"),
            "notice": notice,
            "receipts": notice.receipts.select_related("user").order_by("read_at", "user")[:1000],
            "outgoing": notice.outgoing.select_related("user").order_by("-pk")[:_SHOWN],
            "channels": [one for one in Outgoing.Channel.choices if gateways.configured(one[0])],
        },
    )


@signed_in
@require_POST
def chase(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Remind those who have not read a notice."""
    user = person(request)
    notice = notices.sent(user, rights.year(user, pk)).filter(pk=number).first()
    if notice is None:
        raise Http404
    count = notices.chase(user, notice, _channels(request))
    messages.success(request, _("已催办 %(count)d 人。") % {"count": count})
    return redirect("readers", pk=pk, number=number)
