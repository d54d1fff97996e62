"""The API over HTTP: its questions, their limits, and answers that caches can keep."""

from __future__ import annotations

import json
import time
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from yusuan.portal import api, openapi
from yusuan.portal.frame import Page
from yusuan.web.public import sites
from yusuan.web.public.rates import Rate
from yusuan.web.public.views import answered, etag_of

_JSON: Final = "application/json"
_PROBLEM: Final = "application/problem+json"
_TITLES: Final = {400: "问得不对", 404: "没有", 405: "只能读", 429: "问得太多"}
_METHODS: Final = "GET, HEAD, OPTIONS"
#: Any page may read the answers; nothing of them depends on who asks.
_OPEN: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Retry-After",
}
_PREFLIGHT: Final = {
    "Allow": _METHODS,
    "Access-Control-Allow-Methods": _METHODS,
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Max-Age": "86400",
}
rate = Rate()


@csrf_exempt  # nothing is changed here, and a refusal should say why
def answer(request: HttpRequest, address: str = "") -> HttpResponseBase:
    """What the API answers."""
    made = _answer(request, address)
    for name, value in _OPEN.items():
        made[name] = value
    return made


def _answer(request: HttpRequest, address: str) -> HttpResponseBase:
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers=_PREFLIGHT)
    if request.method not in {"GET", "HEAD"}:
        return _refused(405, "接口只能读。", Allow=_METHODS)
    wait = rate.wait(request.META.get("REMOTE_ADDR", ""), settings.API_RATE, int(time.time()))
    if wait:
        told = f"每分钟最多 {settings.API_RATE} 次，请 {wait} 秒后再来。"
        return _refused(429, told, **{"Retry-After": str(wait)})
    try:
        found = _found(request, address)
    except api.Refused as refused:
        return _refused(refused.status, refused.told)
    body = json.dumps(found, ensure_ascii=False).encode()
    shown = answered(request, Page(body, _JSON), etag_of(body))
    if found.get("next"):
        shown["Link"] = f'<{found["next"]}>; rel="next"'
    return shown


def _found(request: HttpRequest, address: str) -> dict[str, Any]:
    root = request.build_absolute_uri(reverse("api")).rstrip("/")
    if address == "":
        return {"openapi": f"{root}/openapi.json"} | {
            one.key: f"{root}/{one.address}" for one in api.OPERATIONS
        }
    site = sites.of(sites.stamp(request))
    if address == "openapi.json":
        return openapi.document(root, api.known(site))
    found = api.answer(site, address, dict(request.GET.lists()))
    if "pages" in found:
        found["next"] = _next(request, found)
    return found


def _next(request: HttpRequest, found: dict[str, Any]) -> str | None:
    if found["page"] >= found["pages"]:
        return None
    said = request.GET.copy()
    said["page"] = str(found["page"] + 1)
    return request.build_absolute_uri(f"{request.path}?{said.urlencode()}")


def _refused(status: int, told: str, **headers: str) -> HttpResponse:
    body = json.dumps(
        {"title": _TITLES[status], "status": status, "detail": told}, ensure_ascii=False
    )
    return HttpResponse(body, status=status, content_type=_PROBLEM, headers=headers)
