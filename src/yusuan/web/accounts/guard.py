"""What a person must do before anything else: a code after the password, a new first password."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from yusuan.web.accounts.models import User

PASSED: Final = "code_passed"
#: Signing in and out, and what is the same for anybody, whoever asks.
_FREE: Final = ("/logout/", "/login/", "/static/", "/public/", "/api/", "/robots.txt")


class Guard:
    """Sends people to the page where they have something to do first."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, or the page that comes first."""
        if request.path.startswith(_FREE):
            return self.answer(request)
        user = request.user
        if isinstance(user, User):
            if user.otp_secret and request.session.get(PASSED) != user.pk:
                if request.path != "/account/code/":
                    return redirect("code")
            elif user.must_change and request.path != "/account/":
                return redirect("account")
        return self.answer(request)
