"""The application's name and label, and what the worker does for it."""

from django.apps import AppConfig


class PublicConfig(AppConfig):
    """yusuan.web.public."""

    name = "yusuan.web.public"
    label = "public"

    def ready(self) -> None:
        """What is published is made ready for its readers."""
        from yusuan.web.public import sites
        from yusuan.web.work import loop

        loop.CHORES.append(sites.prepare)
