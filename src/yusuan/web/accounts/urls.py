"""Addresses of signing in and out."""

from django.contrib.auth.views import LoginView, LogoutView
from django.urls import path

from yusuan.web.accounts import views

urlpatterns = [
    path("login/", LoginView.as_view(template_name="accounts/login.html"), name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("account/", views.account, name="account"),
    path("account/code/", views.code, name="code"),
    path("account/codes/", views.codes_on, name="codes"),
    path("bare/", views.bare, name="bare"),
    path("language/", views.language, name="language"),
]
