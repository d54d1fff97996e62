"""Addresses of the portal; none of them needs signing in."""

from django.urls import path, re_path

from yusuan.web.public import api, views

urlpatterns = [
    path("api/v1/", api.answer, name="api"),
    re_path(r"^api/v1/(?P<address>[\s\S]+)\Z", api.answer),
    path("public/", views.page, name="public"),
    path("public/<str:code>/<str:department>/<str:period>/chart/<str:key>/", views.chart),
    path("public/<path:address>", views.page, name="public-page"),
]
