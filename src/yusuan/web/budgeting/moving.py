"""Taking a step of the workflow: one transaction, the budget kept, the log written."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone

from yusuan import books
from yusuan.derive.lines import kinds
from yusuan.ledger.budgets import Budget
from yusuan.web.accounts.models import User
from yusuan.web.audit.chain import record
from yusuan.web.budgeting import access, amounts, drafts, gates, reading
from yusuan.web.budgeting.models import Dossier, Line, Revision
from yusuan.web.budgeting.states import State
from yusuan.web.budgeting.workflow import BY_KEY, Step, steps_from

#: Sent in the transaction of a step, with ``dossier``, ``step``, ``user`` and ``opinion``.
stepped = Signal()
#: The days from which statutory dates run, by the state that begins on them (预算法 14, 52).
_DAYS = {
    State.RELEASED: "released_on",
    State.PASSED_ON: "passed_on",
    State.DISCLOSED: "disclosed_on",
}


class Blocked(ValueError):
    """A step that cannot be taken yet; ``reasons`` are sentences for the person."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__("；".join(reasons))
        self.reasons = reasons


def open_to(user: User, dossier: Dossier) -> list[Step]:
    """The steps that a person may take now, whatever stands in their way."""
    return steps_from(State(dossier.state), access.roles(user, dossier))


def take(
    user: User, dossier: Dossier, key: str, opinion: str = "", *, seen: int | None = None
) -> Dossier:
    """Take a step for a person; ``seen`` is the version of the draft that they looked at.

    Raises PermissionDenied where the step is not theirs now, Blocked where something stands in
    the way.
    """
    with transaction.atomic():
        locked = Dossier.objects.select_for_update().get(pk=dossier.pk)
        step = BY_KEY.get(key)
        if step is None or step not in open_to(user, locked):
            raise PermissionDenied
        if seen is not None and seen != locked.version:
            raise Blocked(["预算刚刚又改过，请看过改动后再办理。"])
        if step.opinion and not opinion.strip():
            raise Blocked(["请写明意见。"])
        if reasons := gates.obstacles(locked, step.gates):
            raise Blocked(reasons)
        before = locked.state
        locked.state, locked.since = step.target, timezone.now()
        day = _DAYS.get(step.target, "")
        days = [day] if day and getattr(locked, day) is None else []
        for name in days:
            setattr(locked, name, timezone.localdate())
        locked.save(update_fields=["state", "since", "changed_at", *days])
        revision = keep(locked, user, str(step.label)) if step.kept else None
        record(
            "step", user, locked.chain, step=step.key, before=before, after=str(step.target),
            opinion=opinion.strip(), revision=revision.number if revision else None,
        )  # fmt: skip
        stepped.send(Dossier, dossier=locked, step=step, user=user, opinion=opinion.strip())
    dossier.refresh_from_db()
    return dossier


def keep(dossier: Dossier, user: User | None, reason: str) -> Revision:
    """Keep the draft as it stands as a revision, with its lines flat; Blocked where unreadable."""
    opened = reading.opened(dossier)
    if opened.budget is None:
        raise Blocked(["首页没有填完，不能留存。"])
    files = {name: data.decode() for name, data in books.files_of(opened.budget).items()}
    last = dossier.revisions.order_by("-number").values_list("number", flat=True).first()
    revision = Revision.objects.create(
        dossier=dossier,
        number=(last or 0) + 1,
        state=dossier.state,
        reason=reason,
        by=user,
        files=files,
        digest=digest(files),
    )
    Line.objects.bulk_create(_lines(revision, opened.budget), batch_size=1000)
    return revision


def digest(files: dict[str, str]) -> str:
    """The hash of a revision's files."""
    found = hashlib.sha256()
    for name, text in sorted(files.items()):
        found.update(f"{name}\x00{len(text)}\x00{text}".encode())
    return found.hexdigest()


def _lines(revision: Revision, budget: Budget) -> Iterator[Line]:
    known = kinds(budget)
    for one in amounts.all_lines(budget):
        yield Line(
            revision=revision, side="spending", unit=one.unit, nature=one.nature,
            function=one.function, dept_economic=one.dept_economic,
            gov_economic=known.government(one), fund=one.fund, project=one.project,
            view=one.view, amount=_stored(one.amount),
        )  # fmt: skip
    for two in budget.revenue:
        yield Line(
            revision=revision, side="revenue", unit=two.unit, fund=two.fund,
            amount=_stored(two.amount),
        )  # fmt: skip


def _stored(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal("0.0001"))


def replace(
    dossier: Dossier, user: User, tables: Mapping[str, list[dict[str, str]]]
) -> Revision | None:
    """Put lists of typed rows, as of a workbook, in the draft's place; what was there is kept.

    What was kept, None where nothing could be read.
    """
    kept = None
    with transaction.atomic():
        locked = Dossier.objects.select_for_update().get(pk=dossier.pk)
        if reading.opened(locked).budget is not None:
            kept = keep(locked, user, "导入工作簿之前")
        drafts.load(locked, user, tables)
    dossier.refresh_from_db()
    return kept
