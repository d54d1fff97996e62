"""The application's name and label, and what it adds to the workflow and to the worker."""

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """yusuan.web.publishing."""

    name = "yusuan.web.publishing"
    label = "publishing"

    def ready(self) -> None:
        """Its gates, what happens at publication, its work."""
        from django.utils.translation import gettext_lazy as _

        from yusuan.web.budgeting import gates, moving, telling
        from yusuan.web.publishing import versions
        from yusuan.web.publishing.models import Version
        from yusuan.web.work import loop

        gates.GATES["published"] = versions.publishable
        gates.GATES["as_approved"] = versions.as_approved
        moving.stepped.connect(versions.published, dispatch_uid="publishing.published")
        moving.stepped.connect(versions.withdrawn, dispatch_uid="publishing.withdrawn")
        telling.ACTIONS.update(
            freeze=_("生成公开文件"), built=_("公开文件已生成"), publish=_("公开")
        )
        loop.KINDS.append(Version)
