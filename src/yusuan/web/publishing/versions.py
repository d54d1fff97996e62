"""Freezing a version, what stands in the way of publishing it, and its publication."""

from __future__ import annotations

import shutil
from collections import defaultdict
from decimal import Decimal
from typing import Final

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from yusuan.ledger import in_unit
from yusuan.standards.dimensions import label
from yusuan.web.accounts.models import User
from yusuan.web.audit.chain import record
from yusuan.web.audit.models import Entry
from yusuan.web.budgeting import access, drafts, reading
from yusuan.web.budgeting.models import Dossier, Revision
from yusuan.web.budgeting.moving import Blocked
from yusuan.web.budgeting.states import State
from yusuan.web.budgeting.workflow import Step
from yusuan.web.publishing.models import Version
from yusuan.web.work.jobs import Stage

#: From here a version may be published, the first or a correction.
BEFORE: Final = frozenset({State.RELEASED, State.PASSED_ON, State.CORRECTED})
_FIXED: Final = (State.APPROVED, State.RELEASED, State.PASSED_ON)


def due(dossier: Dossier) -> Revision | None:
    """The revision that is to be published next: as approved, or as corrected."""
    states = (State.CORRECTED,) if dossier.state == State.CORRECTED else _FIXED
    return dossier.revisions.filter(state__in=states).first()


def current(dossier: Dossier) -> Version | None:
    """The version that is being prepared, if any."""
    return dossier.versions.filter(published_at__isnull=True).first()


def may_freeze(user: User, dossier: Dossier) -> bool:
    """Whether a person may have the files built now."""
    return State(dossier.state) in BEFORE and access.own(user, dossier)


def freeze(user: User, dossier: Dossier, reason: str = "") -> Version:
    """Have a version built from the revision that is due; one that was prepared before gives way.

    Raises PermissionDenied where it is not theirs now, Blocked where something is wanting.
    """
    with transaction.atomic():
        locked = Dossier.objects.select_for_update().get(pk=dossier.pk)
        if not may_freeze(user, locked):
            raise PermissionDenied
        revision = due(locked)
        if revision is None:
            raise Blocked(["没有留存批准的那一版预算，不能公开。"])
        last = locked.versions.filter(published_at__isnull=False).first()
        if last and not reason.strip():
            raise Blocked(["请写明更正原因，它和新版本一起公开。"])
        _put_away(locked)
        version = Version.objects.create(
            dossier=locked,
            number=last.number + 1 if last else 1,
            revision=revision,
            reason=reason.strip()[:500] if last else "",
            by=user,
        )
        record(
            "freeze", user, locked.chain, number=version.number, revision=revision.number,
            reason=version.reason,
        )  # fmt: skip
    return version


def _put_away(dossier: Dossier) -> None:
    """What was prepared and never published goes, files and all."""
    for one in dossier.versions.filter(published_at__isnull=True):
        folder = one.folder
        one.delete()
        transaction.on_commit(lambda gone=folder: shutil.rmtree(gone, ignore_errors=True))  # type: ignore[misc]


def asked(dossier: Dossier) -> str:
    """The reason for which the correction was asked."""
    entry = Entry.objects.filter(
        chain=dossier.chain, action="step", detail__step="correct"
    ).order_by("-number")
    found = entry.values_list("detail", flat=True).first()
    return str(found["opinion"]) if found else ""


def publishable(dossier: Dossier) -> list[str]:
    """The gate: a version of the revision that is due is ready and holds no personal data."""
    version, revision = current(dossier), due(dossier)
    if version is None or revision is None or version.revision_id != revision.pk:
        return ["请先生成公开文件。"]
    if version.stage == Stage.FAILED:
        return [f"公开文件没有生成：{version.error}"]
    if version.stage != Stage.READY:
        return ["公开文件还在生成，请等它完成。"]
    if version.changed and not any(version.changed.values()):
        return ["和已公开的那一版没有不同，不用更正。"]
    found = [f"公开文件里有个人信息：{one}" for one in version.private]
    return found or version.damage()


def as_approved(dossier: Dossier) -> list[str]:
    """The gate of a correction: what the congress approved of each fund is not changed.

    预算法 13: 经人民代表大会批准的预算，非经法定程序，不得调整.
    """
    approved = dossier.revisions.filter(state=State.APPROVED).first()
    budget = reading.opened(dossier).budget
    if approved is None or budget is None:
        return []
    before: defaultdict[str, Decimal] = defaultdict(Decimal)
    now: defaultdict[str, Decimal] = defaultdict(Decimal)
    for fund, amount in approved.lines.filter(side="spending").values_list("fund", "amount"):
        before[fund] += amount
    for line in budget.spending:
        now[line.fund] += line.amount.quantize(Decimal("0.0001"))
    return [
        f"{label('fund', fund)}的支出批准的是 {in_unit(before[fund], '万元')} 万元，"
        f"现在是 {in_unit(now[fund], '万元')} 万元；更正不能改批准的总额，请走预算调整程序。"
        for fund in sorted({*before, *now})
        if before[fund] != now[fund]
    ]


def published(dossier: Dossier, step: Step, user: User, **_: object) -> None:
    """What the step of publication does: the version that is ready is open to the public."""
    if step.key != "disclose":
        return
    version = current(dossier)
    assert version is not None, "the gate saw to it"
    now = timezone.now()
    version.published_at = now
    version.save(update_fields=["published_at"])
    record("publish", user, dossier.chain, number=version.number, reason=version.reason)


def withdrawn(dossier: Dossier, step: Step, user: User, **_: object) -> None:
    """What withdrawing a correction does: the draft is again what was published."""
    if step.key != "withdraw":
        return
    version = dossier.versions.filter(published_at__isnull=False).first()
    budget = reading.revised(version.revision).budget if version else None
    if budget is not None and budget != reading.opened(dossier).budget:
        drafts.load(dossier, user, reading.tables_of(budget))
