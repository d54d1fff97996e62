"""Versions: what was frozen of a budget, built and published."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from yusuan.web.accounts.models import User
from yusuan.web.audit.chain import record
from yusuan.web.budgeting.models import Dossier, Revision
from yusuan.web.publishing import building
from yusuan.web.work import loop
from yusuan.web.work.jobs import Failed, Job


class Version(Job):
    """A revision as it is disclosed: its files in a folder of their own.

    ``published_at`` is empty until the head of the department publishes it; from then on nothing
    of it changes. ``changed`` tells what differs from the version before.
    """

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("版本"))
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="versions")
    reason = models.CharField(_("更正原因"), max_length=500, blank=True)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    published_at = models.DateTimeField(_("公开时间"), null=True)
    title = models.CharField(max_length=200, blank=True)
    files = models.JSONField(default=list)  # [{name, size, sha256}]
    warnings = models.JSONField(default=list)  # [{rule, about, message, explanation}]
    hints = models.JSONField(default=list)  # sentences: worth a look, asking for nothing
    private = models.JSONField(default=list)  # findings of personal data, in words
    changed = models.JSONField(default=dict)  # {rows, cells, sentences, notes}

    class Meta:
        """Newest first; a number once in its budget."""

        ordering = ("dossier", "-number")
        constraints = (models.UniqueConstraint(fields=("dossier", "number"), name="version_once"),)

    def __str__(self) -> str:
        return f"{self.dossier} v{self.number}"

    @property
    def folder(self) -> Path:
        """Where its files are."""
        return Path(settings.DATA) / "published" / str(self.pk)

    @property
    def progress_file(self) -> Path:
        """Beside the folder."""
        return self.folder.with_name(f".{self.pk}.progress")

    @property
    def earlier(self) -> models.QuerySet[Version]:
        """The published versions before it, newest first."""
        return Version.objects.filter(
            dossier=self.dossier_id, number__lt=self.number, published_at__isnull=False
        )

    def damage(self) -> list[str]:
        """What is wrong with the files on disk; nothing where they are as they were built."""
        from yusuan import compiling

        return compiling.verified(self.folder)

    def task(self) -> Callable[[], building.Built]:
        """Build the files in a bounded process."""
        before = self.earlier.select_related("revision").first()
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        order = building.Order(
            self.revision.files,
            before.revision.files if before else None,
            self.folder,
            self.progress_file,
        )

        def built() -> building.Built:
            found = loop.bounded(building.build, order, building.LIMITS, "生成公开文件")
            if found.error:
                raise Failed(found.error)
            return found

        return built

    def kept(self, result: Any) -> None:
        """What was built."""
        assert isinstance(result, building.Built)
        self.title, self.total = result.title, building.STEPS
        self.files, self.warnings = list(result.files), list(result.warnings)
        self.hints = list(result.hints)
        self.private, self.changed = list(result.private), result.changed
        record("built", None, self.dossier.chain, number=self.number, digest=result.digest)
