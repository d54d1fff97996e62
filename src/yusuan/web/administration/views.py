"""Pages of the administrator; nobody else sees them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Count
from django.forms import ModelForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yusuan.web.accounts.models import Post, User
from yusuan.web.administration import people
from yusuan.web.administration.forms import (
    DepartmentForm,
    DistrictForm,
    PersonForm,
    PostForm,
    YearForm,
)
from yusuan.web.audit.chain import record
from yusuan.web.audit.models import Entry
from yusuan.web.budgeting import opening
from yusuan.web.budgeting.models import Department, District, Year
from yusuan.web.roles import Role
from yusuan.web.who import View, person, signed_in

_LARGEST = 5 * 2**20
_MANY = 300


def administrator(view: View) -> View:
    """A view for administrators; to all others it is not there."""

    @wraps(view)
    @signed_in
    def asked(request: HttpRequest, *given: Any, **named: Any) -> HttpResponseBase:
        if not person(request).is_admin:
            raise Http404
        return view(request, *given, **named)

    return asked


@administrator
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Districts, people, and what administrators did."""
    districts = District.objects.annotate(many=Count("departments", distinct=True))
    users = User.objects.prefetch_related("posts__department", "posts__district")
    if asked := request.GET.get("q", "").strip()[:60]:
        users = users.filter(username__icontains=asked) | users.filter(name__icontains=asked)
    log = Entry.objects.filter(chain="system").order_by("-number")[:30]
    return render(
        request,
        "administration/index.html",
        {"districts": districts, "users": users[:_MANY], "q": asked, "log": log},
    )


def _edit(
    request: HttpRequest,
    form: ModelForm[Any],
    action: str,
    title: str,
    back: Callable[[Any], str],
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            saved = form.save()
            record(action, person(request), what=str(saved), changed=form.changed_data)
        messages.success(request, _("已保存。"))
        return redirect(back(saved))
    return render(request, "administration/edit.html", {"form": form, "title": title})


@administrator
@require_http_methods(["GET", "POST"])
def district(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """A new district, or one that is changed."""
    found = get_object_or_404(District, pk=pk) if pk else None
    form = DistrictForm(request.POST or None, instance=found)
    title = str(found) if found else _("新地区")
    return _edit(
        request,
        form,
        "district",
        title,
        lambda one: f"/administration/districts/{one.pk}/departments/",
    )


@administrator
@require_GET
def departments(request: HttpRequest, pk: int) -> HttpResponse:
    """The departments and years of a district."""
    found = get_object_or_404(District, pk=pk)
    return render(
        request,
        "administration/departments.html",
        {"district": found, "departments": found.departments.all(), "years": found.years.all()},
    )


@administrator
@require_http_methods(["GET", "POST"])
def department(request: HttpRequest, pk: int, department_pk: int | None = None) -> HttpResponse:
    """A new department of a district, or one that is changed."""
    home = get_object_or_404(District, pk=pk)
    found = get_object_or_404(home.departments, pk=department_pk) if department_pk else None
    form = DepartmentForm(request.POST or None, instance=found or Department(district=home))
    title = str(found) if found else _("新部门")
    return _edit(
        request, form, "department", title, lambda _: f"/administration/districts/{pk}/departments/"
    )


@administrator
@require_http_methods(["GET", "POST"])
def year(request: HttpRequest, pk: int, year_pk: int | None = None) -> HttpResponse:
    """A new year of a district, or one whose dates are changed."""
    home = get_object_or_404(District, pk=pk)
    found = get_object_or_404(home.years, pk=year_pk) if year_pk else None
    form = YearForm(request.POST or None, instance=found or Year(district=home))
    title = str(found) if found else _("新年度")
    return _edit(
        request, form, "year", title, lambda _: f"/administration/districts/{pk}/departments/"
    )


@administrator
@require_POST
def open_year(request: HttpRequest, pk: int, year_pk: int) -> HttpResponse:
    """Open the budgets of a year for every department that has none yet."""
    home = get_object_or_404(District, pk=pk)
    found = get_object_or_404(home.years, pk=year_pk)
    made = opening.open_year(person(request), found)
    messages.success(request, _("已为 %(many)s 个部门建好预算。") % {"many": made})
    return redirect("departments", pk=pk)


@administrator
@require_POST
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """Import departments and people from a workbook."""
    home = get_object_or_404(District, pk=pk)
    file = request.FILES.get("file")
    if file is None or file.size is None or file.size > _LARGEST:
        messages.error(request, _("请选一个不超过 5 MB 的 Excel 工作簿。"))
        return redirect("departments", pk=pk)
    try:
        taken = people.take(home, people.rows(file.read()), person(request))
    except people.NoList as fault:
        messages.error(request, str(fault))
        return redirect("departments", pk=pk)
    return render(request, "administration/taken.html", {"district": home, "taken": taken})


@administrator
@require_http_methods(["GET", "POST"])
def new_person(request: HttpRequest) -> HttpResponse:
    """A new person; the first password is shown once."""
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        with transaction.atomic():
            user, password = people.person(
                said["username"], said["name"], said["email"], said["phone"]
            )
            record("person_made", person(request), whom=user.username)
        told = {"user": user, "password": password}
        return render(request, "administration/password.html", told)
    return render(request, "administration/edit.html", {"form": form, "title": _("新用户")})


@administrator
@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """A person: posts, password, in and out."""
    user = get_object_or_404(User, pk=pk)
    form = PostForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            people.give(
                person(request), user, Role(said["role"]), said["district"], said["department"],
                said["unit"],
            )  # fmt: skip
            return redirect("person", pk=pk)
        except ValueError as fault:
            form.add_error("department", str(fault))
    posts = user.posts.select_related("district", "department")
    return render(
        request, "administration/person.html", {"one": user, "posts": posts, "form": form}
    )


@administrator
@require_POST
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """Something done to a person: a password, in, out, a post taken, data deleted."""
    user = get_object_or_404(User, pk=pk)
    who, action = person(request), request.POST.get("action", "")
    if action == "withdraw":
        people.withdraw(who, get_object_or_404(Post, pk=request.POST.get("post"), user=user))
    elif user == who:
        messages.error(request, _("不能对自己的账号这样做，请另一位管理员办理。"))
    elif action == "password":
        password = people.first_password(who, user)
        return render(request, "administration/password.html", {"user": user, "password": password})
    elif action in ("on", "off"):
        people.switch(who, user, active=action == "on")
    elif action == "forget":
        people.forget(who, user)
        messages.success(request, _("这个人的资料已删除。"))
        return redirect("administration")
    else:
        raise Http404
    return redirect("person", pk=pk)


@signed_in
@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """All that is kept of the person who asks, as a file."""
    answer = JsonResponse(
        people.own_data(person(request)), json_dumps_params={"ensure_ascii": False}
    )
    answer["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return answer
