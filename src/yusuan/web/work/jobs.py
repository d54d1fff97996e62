"""A piece of work as a row: who waits for it, who does it, how far it is.

A worker that falls silent for ``SILENT`` is taken for dead and its work is taken up again; after
``MOST`` attempts it is given up. A claim is one UPDATE that names what the row must still be, so
that two workers never take the same row, on SQLite as on PostgreSQL.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, Final, TypeVar

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yusuan.web.work.progress import told

SILENT: Final = timedelta(seconds=30)
MOST: Final = 3
_GIVEN_UP: Final = "连续三次都没有做完，已停止，请联系系统管理员。"


class Failed(Exception):
    """Work that cannot be done; its text is one sentence for the person who waits."""


class Stage(models.TextChoices):
    """How far a piece of work is."""

    QUEUED = "queued", _("排队中")
    BUILDING = "building", _("正在生成")
    READY = "ready", _("已生成")
    FAILED = "failed", _("没有成功")


class Job(models.Model):
    """What every kind of work has. A kind says what its ``task`` is and what is ``kept`` of it."""

    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.QUEUED)
    done = models.PositiveSmallIntegerField(default=0)
    total = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=1000, blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    worker = models.CharField(max_length=80, blank=True)
    beat = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        """A pattern for the kinds."""

        abstract = True

    @property
    def busy(self) -> bool:
        """Whether somebody still has to wait."""
        return self.stage in {Stage.QUEUED, Stage.BUILDING}

    @property
    def progress_file(self) -> Path:
        """Where the work writes how far it is, as "done/total"."""
        raise NotImplementedError

    def task(self) -> Callable[[], Any]:
        """What is to be done, with no use of the database; raises Failed."""
        raise NotImplementedError

    def kept(self, result: Any) -> None:
        """Set what came of it; in the transaction in which the work ends."""
        raise NotImplementedError

    def over(self) -> None:
        """Put away what only the work needed, whatever came of it."""


_J = TypeVar("_J", bound=Job)


def claim(kind: type[_J], worker: str) -> _J | None:
    """Take the oldest piece of work that nobody does; None where there is none."""
    now = timezone.now()
    rows = kind._default_manager
    given_up = rows.filter(stage=Stage.BUILDING, beat__lt=now - SILENT, attempts__gte=MOST)
    given_up.update(stage=Stage.FAILED, error=_GIVEN_UP, finished_at=now)
    free = Q(stage=Stage.QUEUED) | Q(stage=Stage.BUILDING, beat__lt=now - SILENT)
    waiting = rows.filter(free).order_by("asked_at", "pk")
    for pk in list(waiting.values_list("pk", flat=True)[:5]):
        taken = rows.filter(free, pk=pk).update(
            stage=Stage.BUILDING, worker=worker, beat=now, started_at=now, finished_at=None,
            done=0, total=0, error="", attempts=F("attempts") + 1,
        )  # fmt: skip
        if taken:
            return rows.get(pk=pk)
    return None


def beat(job: Job) -> None:
    """Say that the work goes on, and how far it is."""
    done, total = told(job.progress_file)
    type(job)._default_manager.filter(pk=job.pk, worker=job.worker, stage=Stage.BUILDING).update(
        beat=timezone.now(), done=done, total=total
    )


def ended(job: Job, result: Any = None, error: str = "") -> bool:
    """End the work with a result or an error; False where another worker took it over."""
    with transaction.atomic():
        rows = type(job)._default_manager.select_for_update()
        here = rows.filter(pk=job.pk, worker=job.worker, stage=Stage.BUILDING).first()
        if here is None:
            return False
        here.finished_at = timezone.now()
        if error:
            here.stage, here.error = Stage.FAILED, error[:1000]
        else:
            here.stage = Stage.READY
            here.kept(result)
            here.done = here.total
        here.save()
    return True
