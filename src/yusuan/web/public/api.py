"""The API over HTTP: its questions, their limits, and answers that caches can keep."""

from __future__ import annotations

import json
import time
from typing import Any, Final

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from yusuan.portal import api, openapi
from yusuan.portal.frame import Page
from yusuan.web.public.sites import site
from yusuan.web.public.views import answered

_JSON: Final = "application/json"
_PROBLEM: Final = "application/problem+json"
_TITLES: Final = {400: "问得不对", 404: "没有", 405: "只能读", 429: "问得太多"}
_MINUTE: Final = 60


@csrf_exempt  # nothing is changed here, and a refusal should say why
def answer(request: HttpRequest, address: str = "") -> HttpResponseBase:
    """What the API answers."""
    if request.method not in {"GET", "HEAD", "OPTIONS"}:
        refused = _refused(405, "接口只能读。")
        refused["Allow"] = "GET, HEAD, OPTIONS"
        return refused
    wait = _wait(request)
    if wait:
        busy = _refused(429, f"每分钟最多 {settings.API_RATE} 次，请 {wait} 秒后再来。")
        busy["Retry-After"] = str(wait)
        return busy
    try:
        found = _found(request, address)
    except api.Refused as refused_:
        return _refused(refused_.status, refused_.told)
    body = json.dumps(found, ensure_ascii=False).encode()
    shown = answered(request, Page(body, _JSON))
    shown["Access-Control-Allow-Origin"] = "*"
    return shown


def _found(request: HttpRequest, address: str) -> dict[str, Any]:
    root = request.build_absolute_uri(reverse("api")).rstrip("/")
    if address == "":
        return {"openapi": f"{root}/openapi.json"} | {
            one.key: f"{root}/{one.address}" for one in api.OPERATIONS
        }
    if address == "openapi.json":
        return openapi.document(root)
    found = api.answer(site(request), address, dict(request.GET.lists()))
    if "pages" in found:
        found["next"] = _next(request, found)
    return found


def _next(request: HttpRequest, found: dict[str, Any]) -> str | None:
    if found["page"] >= found["pages"]:
        return None
    said = request.GET.copy()
    said["page"] = str(found["page"] + 1)
    return request.build_absolute_uri(f"{request.path}?{said.urlencode()}")


def _wait(request: HttpRequest) -> int:
    """How many seconds somebody has to wait; none within the rate of a minute."""
    now = int(time.time())
    key = f"api:{request.META.get('REMOTE_ADDR', '')}:{now // _MINUTE}"
    cache.add(key, 0, _MINUTE * 2)
    return _MINUTE - now % _MINUTE if cache.incr(key) > settings.API_RATE else 0


def _refused(status: int, told: str) -> HttpResponse:
    body = json.dumps(
        {"title": _TITLES[status], "status": status, "detail": told}, ensure_ascii=False
    )
    return HttpResponse(body, status=status, content_type=_PROBLEM)
