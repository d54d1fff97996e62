"""The person who asks."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponseBase

from yusuan.web.accounts.models import User

View = Callable[..., HttpResponseBase]


def signed_in(view: View) -> View:
    """A view for people who have signed in."""

    @wraps(view)
    @login_required
    def asked(request: HttpRequest, *given: Any, **named: Any) -> HttpResponseBase:
        return view(request, *given, **named)

    return cast("View", asked)


def person(request: HttpRequest) -> User:
    """Who asks, their posts fetched once; only for views that are ``signed_in``."""
    user = request.user
    assert isinstance(user, User)
    if "posts" not in getattr(user, "_prefetched_objects_cache", ()):
        prefetch_related_objects([user], "posts")
    return user
