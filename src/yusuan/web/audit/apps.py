"""The application's name and label."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """yusuan.web.audit."""

    name = "yusuan.web.audit"
    label = "audit"
