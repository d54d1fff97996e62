"""A person's own account: posts, password, one-time codes, language."""

from __future__ import annotations

from typing import cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.forms import PasswordChangeForm
from django.core.cache import cache
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yusuan.web.accounts import codes
from yusuan.web.accounts.guard import PASSED
from yusuan.web.audit.chain import record
from yusuan.web.who import person, signed_in

_FRESH = "fresh_secret"
_TRIES = 6
_PAUSE = 15 * 60


@signed_in
@require_http_methods(["GET", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """Posts, and changing the password."""
    user = person(request)
    form, first = PasswordChangeForm(user, request.POST or None), user.must_change
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            user = form.save()
            user.must_change = False
            user.save(update_fields=["must_change"])
            record("password", user)
        update_session_auth_hash(request, user)
        messages.success(request, _("密码已改。"))
        return redirect("home" if first else "account")
    posts = user.posts.select_related("district", "department")
    return render(request, "accounts/account.html", {"form": form, "posts": posts})


@signed_in
@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """The one-time code after the password."""
    user = person(request)
    wrong = ""
    if request.method == "POST" and user.otp_secret:
        key = f"code-{user.pk}"
        cache.add(key, 0, _PAUSE)
        if cache.incr(key) > _TRIES:
            wrong = _("输错的次数太多，请过一刻钟再试。")
        elif codes.right(user.otp_secret, request.POST.get("code", "")):
            cache.delete(key)
            request.session[PASSED] = user.pk
            return redirect("home")
        else:
            wrong = _("动态码不对，请输入验证器上现在显示的六位数字。")
    return render(request, "accounts/code.html", {"wrong": wrong}, status=400 if wrong else 200)


@signed_in
@require_http_methods(["GET", "POST"])
def codes_on(request: HttpRequest) -> HttpResponse:
    """Turning one-time codes on or off."""
    user = person(request)
    if request.method == "POST" and user.otp_secret:
        _keep(request, "")
        return redirect("account")
    secret = request.session.get(_FRESH) or codes.fresh()
    request.session[_FRESH] = secret
    wrong = ""
    if request.method == "POST":
        if codes.right(secret, request.POST.get("code", "")):
            _keep(request, secret)
            return redirect("account")
        wrong = _("动态码不对，请输入验证器上现在显示的六位数字。")
    shown = {"secret": secret, "picture": codes.picture(user, secret), "wrong": wrong}
    return render(request, "accounts/codes.html", shown)


def _keep(request: HttpRequest, secret: str) -> None:
    user = person(request)
    with transaction.atomic():
        user.otp_secret = secret
        user.save(update_fields=["otp_secret"])
        record("codes_on" if secret else "codes_off", user)
    request.session.pop(_FRESH, None)
    request.session[PASSED] = user.pk
    messages.success(request, _("已启用动态码。") if secret else _("已停用动态码。"))


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Another language for the interface; kept in a cookie."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}):
        back = "/"
    answer = redirect(back)
    wanted = request.POST.get("language", "")
    if wanted in dict(settings.LANGUAGES):
        answer.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            wanted,
            max_age=365 * 24 * 3600,
            samesite="Lax",
            secure=settings.HTTPS,
        )
    return answer


@require_safe
def provider(request: HttpRequest, part: str) -> HttpResponseBase:
    """To the OpenID Connect provider, and back from it; nothing where none is configured."""
    if not settings.OIDC_RP_CLIENT_ID:
        raise Http404
    from mozilla_django_oidc import views as kept

    view = {
        "authenticate": kept.OIDCAuthenticationRequestView,
        "callback": kept.OIDCAuthenticationCallbackView,
    }[part]
    return cast("HttpResponseBase", view.as_view()(request))


@require_safe
def bare(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 -- every view is asked
    """Nothing but an answer: for health checks, and what benchmarks compare with."""
    return HttpResponse("ok", content_type="text/plain")
