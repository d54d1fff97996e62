"""Every address of the application."""

from django.urls import include, path

urlpatterns = [
    path("", include("yusuan.web.accounts.urls")),
    path("", include("yusuan.web.administration.urls")),
    path("", include("yusuan.web.budgeting.urls")),
    path("review/", include("yusuan.web.review.urls")),
    path("", include("yusuan.web.publishing.urls")),
    path("", include("yusuan.web.public.urls")),
    path("", include("yusuan.web.checking.urls")),
]
