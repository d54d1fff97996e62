"""The pages of the portal, each at its lasting address, for anybody."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from yusuan.portal.downloads import BULK
from yusuan.portal.editions import Edition, NotSet
from yusuan.portal.frame import Page
from yusuan.publish.media import media_type
from yusuan.web.once import Once
from yusuan.web.public import keeping, sites
from yusuan.web.public.shelf import Published
from yusuan.web.public.sites import Stamp
from yusuan.web.publishing import files
from yusuan.web.publishing.models import Version

#: Caches ask each time whether it is still so: a correction is seen as soon as it is published.
FRESH: Final = "public, no-cache"
_PAGES: Final = 2048


@dataclass(frozen=True, slots=True)
class _Packed:
    """A page that is kept: its body, compressed."""

    kind: str
    etag: str
    body: bytes


def _packed(key: tuple[Stamp, str]) -> _Packed:
    stamp, address = key
    found = sites.of(stamp).page(address)
    return _Packed(found.kind, etag_of(found.body), zlib.compress(found.body, 1))


#: The pages that were asked for last.
pages = Once(_packed, _PAGES)


@require_safe
def page(request: HttpRequest, address: str = "") -> HttpResponseBase:
    """A page of the portal; one that lacks its slash at the end is led to it."""
    stamp = sites.stamp(request)
    try:
        if address == "search/":
            found = sites.of(stamp).page(address, request.GET.dict())
            return answered(request, found, etag_of(found.body))
        kept = pages((stamp, address))
        return answered(request, Page(zlib.decompress(kept.body), kept.kind), kept.etag)
    except NotSet:
        return _files_of(stamp, address)
    except KeyError as error:
        if address and not address.endswith("/") and _is_page(stamp, f"{address}/"):
            return redirect(f"{request.path}/")
        raise Http404 from error


def _is_page(stamp: Stamp, address: str) -> bool:
    try:
        return bool(pages((stamp, address)))
    except KeyError:
        return False
    except NotSet:
        return True


def _files_of(stamp: Stamp, address: str) -> HttpResponseBase:
    """Instead of pages that cannot be made: the files, as they were published."""
    code, department, period, *_ = address.split("/")
    edition = sites.of(stamp).editions[f"{code}/{department}/{period}/"]
    number = edition.release.number
    return redirect("public-version", code, department, edition.year, number)


@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})  # type: ignore[arg-type]  # a chart may stand in any page
@require_safe
def chart(
    request: HttpRequest, code: str, department: str, period: str, key: str
) -> HttpResponseBase:
    """A chart by itself, which others may show in their pages."""
    return page(request, f"{code}/{department}/{period}/chart/{key}/")


@require_safe
def file(
    request: HttpRequest, code: str, department: str, period: str, name: str
) -> HttpResponseBase:
    """A file as it was published, to keep."""
    site = sites.of(sites.stamp(request))
    edition = site.editions.get(f"{code}/{department}/{period}/")
    known = {one.name: one.sha256 for one in edition.files} if edition else {}
    if edition is None or name not in known:
        raise Http404
    version = _version(site.shelf, edition)
    return _sent(request, f'"{known[name]}"', lambda: files.sent(version, name))


def _version(shelf: object, edition: Edition) -> Version:
    assert isinstance(shelf, Published)
    return shelf.version(edition)


@require_safe
def bulk(request: HttpRequest, name: str) -> HttpResponseBase:
    """The figures of all editions in one file; made once for all that is published."""
    if name not in BULK:
        raise Http404
    stamp = sites.stamp(request)
    etag = f'"{stamp.state}-{keeping.maker()}"'

    def attached() -> HttpResponseBase:
        path = keeping.made(stamp.state, name, lambda: sites.of(stamp).page(f"data/{name}").body)
        return files.attached(path, media_type(name))

    return _sent(request, etag, attached)


def _sent(
    request: HttpRequest, etag: str, send: Callable[[], HttpResponseBase]
) -> HttpResponseBase:
    """A file, unless it is known already."""
    answer = get_conditional_response(request, etag=etag) or send()
    answer["ETag"], answer["Cache-Control"] = etag, FRESH
    return answer


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines may read: what is public, and nothing that needs signing in."""
    public = reverse("public")
    sitemap = request.build_absolute_uri(f"{public}sitemap.xml")
    text = f"User-agent: *\nAllow: {public}\nDisallow: /\nSitemap: {sitemap}\n"
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


def etag_of(body: bytes) -> str:
    """What tells a body from any other."""
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'


def answered(request: HttpRequest, found: Page, etag: str) -> HttpResponseBase:
    """A page with what caches need to know; nothing of it where it is known already."""
    answer = HttpResponse(found.body, content_type=found.kind)
    kept = get_conditional_response(request, etag=etag, response=answer) or answer
    kept["ETag"], kept["Cache-Control"] = etag, FRESH
    kept["Content-Language"] = "zh-CN"  # whatever language the rest of the application speaks
    return kept
