"""The application's name and label."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """yusuan.web.accounts."""

    name = "yusuan.web.accounts"
    label = "accounts"
