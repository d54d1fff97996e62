"""The pages of the portal, each at its lasting address, for anybody."""

from __future__ import annotations

import hashlib
from typing import Final

from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.cache import get_conditional_response
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from yusuan.portal.frame import Page
from yusuan.portal.site import Site
from yusuan.web.public.sites import site

_FRESH: Final = "public, max-age=300"


@require_safe
def page(request: HttpRequest, address: str = "") -> HttpResponseBase:
    """A page or a file of the portal; one that lacks its slash at the end is led to it."""
    found = site(request)
    try:
        return answered(request, found.page(address, request.GET.dict()))
    except (KeyError, StopIteration) as error:
        if address and not address.endswith("/") and _is_page(found, f"{address}/"):
            return redirect(f"{request.path}/")
        raise Http404 from error


def _is_page(found: Site, address: str) -> bool:
    try:
        return bool(found.page(address))
    except (KeyError, StopIteration):
        return False


@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})  # type: ignore[arg-type]  # a chart may stand in any page
@require_safe
def chart(
    request: HttpRequest, code: str, department: str, period: str, key: str
) -> HttpResponseBase:
    """A chart by itself, which others may show in their pages."""
    return page(request, f"{code}/{department}/{period}/chart/{key}/")


def answered(request: HttpRequest, found: Page) -> HttpResponseBase:
    """A page with what caches need to know; nothing of it where it is known already."""
    etag = f'"{hashlib.sha256(found.body).hexdigest()[:32]}"'
    answer = HttpResponse(found.body, content_type=found.kind)
    if "/file/" in request.path:  # what was published is kept, not shown as a page of ours
        answer["Content-Disposition"] = "attachment"
    kept = get_conditional_response(request, etag=etag, response=answer) or answer
    kept["ETag"], kept["Cache-Control"] = etag, _FRESH
    return kept
