"""The site that is served: made anew when something is published, kept until then."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Max
from django.http import HttpRequest
from django.urls import reverse

from yusuan.portal.frame import Face
from yusuan.portal.site import Site
from yusuan.web.once import Once
from yusuan.web.public import keeping
from yusuan.web.public.shelf import Published, published

_LINKS: Final = (("接口", "../api/v1/"), ("登录", "../login/"))
_BATCH: Final = 20.0  # seconds of preparing at a time: other work waits behind it


@dataclass(frozen=True, slots=True)
class Stamp:
    """What is published, in short, and the address that the site is asked for at."""

    home: str
    state: str


def stamp(request: HttpRequest) -> Stamp:
    """The stamp of what is published now."""
    return Stamp(request.build_absolute_uri(reverse("public")), _state())


def _state() -> str:
    known = published().order_by().aggregate(n=Count("pk"), last=Max("pk"), on=Max("published_at"))
    return hashlib.sha256(repr(known).encode()).hexdigest()[:16]


def _made(stamp: Stamp) -> Site:
    shelf = Published()
    return Site(shelf, Face(home=stamp.home, links=_LINKS), digests=shelf.digest)


#: The site of a stamp: the last of each of a few names that the server is reached by.
of = Once(_made, 4)


def prepare() -> None:
    """Make what the site needs of new versions before anybody asks, and put away what is old."""
    shelf = Published()
    until = time.monotonic() + _BATCH
    for edition in shelf.missing():
        shelf.prepare(edition)
        if time.monotonic() > until:
            return
    keeping.tidy({shelf.name(one) for one in shelf.editions()}, _state())
