"""Addresses of the portal; none of them needs signing in."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from yusuan.web.public import api, views


class _Anything(StringConverter):
    """Whatever is asked, so that the API itself says that there is no such address."""

    regex = r"[\s\S]+"


register_converter(_Anything, "anything")
_WHERE = "public/<str:code>/<str:department>/<str:period>/"

urlpatterns = [
    path("robots.txt", views.robots, name="robots"),
    path("api/v1/", api.answer, name="api"),
    path("api/v1/<anything:address>", api.answer, name="api-answer"),
    path("public/", views.page, name="public"),
    path("public/data/<str:name>", views.bulk, name="public-data"),
    path(f"{_WHERE}chart/<str:key>/", views.chart, name="public-chart"),
    path(f"{_WHERE}file/<path:name>", views.file, name="public-file-now"),
    path("public/<path:address>", views.page, name="public-page"),
]
