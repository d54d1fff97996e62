"""The site that is served: made anew when something is published, kept until then."""

from __future__ import annotations

from threading import Lock

from django.db.models import Count, Max
from django.http import HttpRequest
from django.urls import reverse

from yusuan.portal.frame import Face
from yusuan.portal.site import Site
from yusuan.web.public.shelf import Published, published

_lock = Lock()
_kept: dict[tuple[object, ...], Site] = {}


def site(request: HttpRequest) -> Site:
    """The site as it is now, at the address that was asked for."""
    home = request.build_absolute_uri(reverse("public"))
    known = published().order_by().aggregate(n=Count("pk"), last=Max("pk"), on=Max("published_at"))
    stamp = (home, *known.values())
    with _lock:
        if stamp not in _kept:
            _kept.clear()
            shelf = Published()
            links = (("接口", "../api/v1/"), ("登录", "../login/"))
            face = Face(home=home, links=links)
            _kept[stamp] = Site(shelf, face, digests=shelf.digest)
        return _kept[stamp]
