"""Checks that people asked for."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models

from yusuan.web.accounts.models import User
from yusuan.web.checking import examining
from yusuan.web.work import loop
from yusuan.web.work.jobs import Job


class Inspection(Job):
    """Files that a person dropped, and the report on them. Theirs alone, gone unless ``saved``.

    The files themselves go as soon as they have been read.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="inspections")
    key = models.CharField(max_length=32, unique=True)  # the name of its folder
    names = models.JSONField(default=list)
    saved = models.BooleanField(default=False)
    reports = models.JSONField(default=list)  # [{title, names, error, warning, info}]
    problems = models.JSONField(default=list)  # sentences about what was not read

    class Meta:
        """Newest first."""

        ordering = ("-asked_at", "-pk")

    def __str__(self) -> str:
        return "、".join(self.names)

    @property
    def folder(self) -> Path:
        """Where its files are."""
        return root() / self.key

    @property
    def uploaded(self) -> Path:
        """The files as they came."""
        return self.folder / "uploaded"

    @property
    def report(self) -> Path:
        """The folder of the report."""
        return self.folder / "report"

    @property
    def progress_file(self) -> Path:
        """In its folder."""
        return self.folder / ".progress"

    def task(self) -> Callable[[], examining.Examined]:
        """Check the files in bounded processes."""
        order = examining.Order(tuple(self.names), self.uploaded, self.report, self.progress_file)

        def write(found: Any) -> Any:
            return loop.bounded(examining.written, found, examining.LIMITS, "写核对报告")

        def checked() -> examining.Examined:
            return examining.examine(order, write)

        return checked

    def kept(self, result: Any) -> None:
        """What was found."""
        assert isinstance(result, examining.Examined)
        self.reports, self.problems = list(result.reports), list(result.problems)
        self.total = examining.STEPS

    def over(self) -> None:
        """The files as they came are not needed any more."""
        shutil.rmtree(self.uploaded, ignore_errors=True)


def root() -> Path:
    """The folder of all checks."""
    return Path(settings.DATA) / "checks"


removed = partial(shutil.rmtree, ignore_errors=True)
