"""The application's name and label."""

from django.apps import AppConfig


class BudgetingConfig(AppConfig):
    """yusuan.web.budgeting."""

    name = "yusuan.web.budgeting"
    label = "budgeting"
