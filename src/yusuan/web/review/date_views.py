"""The page of a year's dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from yusuan.web.audit.models import Entry
from yusuan.web.budgeting.models import Year
from yusuan.web.review import dates, rights
from yusuan.web.roles import Role
from yusuan.web.who import person, signed_in

_SHOWN = 50


if TYPE_CHECKING:
    _Form = forms.ModelForm[Year]
else:  # it takes no parameters where it runs
    _Form = forms.ModelForm


class DatesForm(_Form):
    """The dates of a year."""

    class Meta:
        """Its five dates, in their order."""

        model = Year
        fields = dates.FIELDS
        widgets = {  # noqa: RUF012 -- Django reads it so
            name: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
            for name in dates.FIELDS
        }


@signed_in
@require_GET
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """The dates of a year and how they changed."""
    return render(request, "review/dates.html", _about(request, pk))


def _about(request: HttpRequest, pk: int) -> dict[str, object]:
    user = person(request)
    year = rights.year(user, pk)
    entries = Entry.objects.filter(chain=f"year:{year.pk}", action="dates").order_by("-number")
    return {
        "year": year,
        "years": rights.years(user).order_by("-year", "district"),
        "form": DatesForm(instance=year),
        "sets": rights.years(user, Role.BUDGET).filter(pk=pk).exists(),
        "changes": [(one, _changes(one)) for one in entries[:_SHOWN]],
    }


def _changes(entry: Entry) -> list[tuple[str, str, str]]:
    return [
        (dates.title(name), was or "—", now or "—")
        for name, (was, now) in entry.detail.get("changes", {}).items()
    ]


@signed_in
@require_POST
def save(request: HttpRequest, pk: int) -> HttpResponse:
    """Set the dates of a year."""
    user = person(request)
    year = rights.year(user, pk, Role.BUDGET)
    form = DatesForm(request.POST, instance=Year.objects.get(pk=year.pk))
    if not form.is_valid():
        about = _about(request, pk) | {"form": form}
        return render(request, "review/dates.html", about, status=400)
    try:
        changed = dates.put(user, year, {name: form.cleaned_data[name] for name in dates.FIELDS})
    except dates.NotSet as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, _("日程改了 %(count)d 项。") % {"count": len(changed)})
    return redirect("dates", pk=pk)
