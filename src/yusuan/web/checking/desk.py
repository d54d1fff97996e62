"""Asking for a check, keeping its report, putting away what nobody keeps."""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterable, Sequence
from datetime import timedelta
from pathlib import PurePath
from typing import Any, Final

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import Http404
from django.utils import timezone

from yusuan.web.accounts.models import User
from yusuan.web.checking.models import Inspection, removed, root
from yusuan.web.work.jobs import Stage

MOST: Final = 20
WAITING: Final = 3
TOGETHER: Final = 200 * 2**20
KEPT: Final = timedelta(hours=1)
_LONGEST: Final = 120


class Refused(ValueError):
    """Files that are not taken; its text is for the person."""


def ask(user: User, files: Sequence[UploadedFile[Any]]) -> Inspection:
    """Take files to be checked. Raises Refused; nothing of them is then kept."""
    _sensible(user, files)
    key = uuid.uuid4().hex
    one = Inspection(user=user, key=key, names=_names(file.name or "" for file in files))
    one.uploaded.mkdir(parents=True)
    try:
        for number, file in enumerate(files):
            with (one.uploaded / str(number)).open("wb") as out:
                for chunk in file.chunks():
                    out.write(chunk)
        one.save(force_insert=True)
    except BaseException:
        removed(one.folder)
        raise
    return one


def _sensible(user: User, files: Sequence[UploadedFile[Any]]) -> None:
    if not files:
        raise Refused("请选要核对的文件。")
    if len(files) > MOST:
        raise Refused(f"一次最多核对 {MOST} 个文件。")
    for file in files:
        if (file.size or 0) > settings.UPLOAD_MOST:
            raise Refused(f"“{file.name}”超过 {settings.UPLOAD_MOST // 2**20} MB，请拆分后再试。")
        if not file.size:
            raise Refused(f"“{file.name}”是空的。")
    if sum(file.size or 0 for file in files) > TOGETHER:
        raise Refused(f"这些文件一共超过 {TOGETHER // 2**20} MB，请分几次核对。")
    busy = user.inspections.filter(stage__in=(Stage.QUEUED, Stage.BUILDING)).count()
    if busy >= WAITING:
        raise Refused("前面的文件还在核对，请等它们完成。")


def _names(given: Iterable[str]) -> list[str]:
    """The names as they are shown, each once."""
    found: list[str] = []
    for name in given:
        path = PurePath(name.replace("\\", "/").replace("\x00", ""))
        stem, suffix = path.stem[:_LONGEST] or "文件", path.suffix[:12]
        shown, number = f"{stem}{suffix}", 2
        while shown in found:
            shown, number = f"{stem}（{number}）{suffix}", number + 1
        found.append(shown)
    return found


def of(user: User, pk: int) -> Inspection:
    """One of a person's own checks; Http404 where it is not theirs."""
    found = Inspection.objects.filter(user=user, pk=pk).first()
    if found is None:
        raise Http404
    return found


def save(one: Inspection) -> None:
    """Keep the report until its owner deletes it."""
    Inspection.objects.filter(pk=one.pk, stage=Stage.READY).update(saved=True)


def drop(one: Inspection) -> None:
    """Delete a check and all of it."""
    with transaction.atomic():
        folder = one.folder
        one.delete()
        transaction.on_commit(lambda: removed(folder))


def put_away() -> None:
    """Delete what nobody saved in time, and folders that belong to nothing."""
    old = timezone.now() - KEPT
    for one in Inspection.objects.filter(saved=False, asked_at__lt=old).exclude(
        stage__in=(Stage.QUEUED, Stage.BUILDING)
    ):
        drop(one)
    if not root().is_dir():
        return
    known = set(Inspection.objects.values_list("key", flat=True))
    for folder in root().iterdir():
        if folder.name not in known and folder.stat().st_mtime < time.time() - KEPT.total_seconds():
            removed(folder)
