"""Addresses of signing in and out."""

from django.conf import settings
from django.contrib.auth.views import LoginView, LogoutView
from django.urls import path

from yusuan.web.accounts import views

sign_in = LoginView.as_view(
    template_name="accounts/login.html",
    extra_context={"provider": lambda: settings.OIDC_RP_CLIENT_ID},
    http_method_names=["get", "head", "post"],
)
urlpatterns = [
    path("login/", sign_in, name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("account/", views.account, name="account"),
    path("account/code/", views.code, name="code"),
    path("account/codes/", views.codes_on, name="codes"),
    path(
        "oidc/authenticate/", views.provider, {"part": "authenticate"}, "oidc_authentication_init"
    ),
    path("oidc/callback/", views.provider, {"part": "callback"}, "oidc_authentication_callback"),
    path("bare/", views.bare, name="bare"),
    path("language/", views.language, name="language"),
]
