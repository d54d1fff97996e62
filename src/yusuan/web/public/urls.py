"""Addresses of the portal; none of them needs signing in."""

from django.urls import path

from yusuan.web.public import api, views

urlpatterns = [
    path("api/v1/", api.answer, name="api"),
    path("api/v1/<path:address>", api.answer, name="api-below"),
    path("public/", views.page, name="public"),
    path("public/<str:code>/<str:department>/<str:period>/chart/<str:key>/", views.chart),
    path("public/<path:address>", views.page, name="public-page"),
]
