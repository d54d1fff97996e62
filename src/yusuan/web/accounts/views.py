"""A person's own account."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import PasswordChangeForm
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from yusuan.web.accounts.models import User
from yusuan.web.audit.chain import record


@login_required
def account(request: HttpRequest) -> HttpResponse:
    """Posts, and changing the password."""
    assert isinstance(request.user, User)
    form = PasswordChangeForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            user = form.save()
            record("password", user)
        update_session_auth_hash(request, user)
        messages.success(request, _("密码已改。"))
        return redirect("account")
    posts = request.user.posts.select_related("district", "department")
    return render(request, "accounts/account.html", {"form": form, "posts": posts})
