"""Addresses of publication; those under public/ need no signing in."""

from django.urls import path

from yusuan.web.publishing import public, views

_WHERE = "public/<str:code>/<str:department>/<int:year>/"

urlpatterns = [
    path("budgets/<int:pk>/publication/", views.desk, name="publication"),
    path("budgets/<int:pk>/publication/progress/", views.progress, name="publication-progress"),
    path("budgets/<int:pk>/publication/freeze/", views.freeze, name="publication-freeze"),
    path("budgets/<int:pk>/publication/files/<path:name>", views.prepared, name="publication-file"),
    path(f"{_WHERE}<int:number>/", public.version, name="public-version"),
    path(f"{_WHERE}<int:number>/read/", public.read, name="public-read"),
    path(f"{_WHERE}<int:number>/files/<path:name>", public.file, name="public-file"),
]
