"""Remarks of the bureau, answered and resolved by the department."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from yusuan.books import words
from yusuan.books.rows import cells
from yusuan.books.schema import BY_KEY, MONEY_UNIT
from yusuan.ledger.budgets import Budget
from yusuan.web.accounts.models import User
from yusuan.web.audit.chain import record
from yusuan.web.budgeting import access, submitted
from yusuan.web.budgeting.models import Dossier
from yusuan.web.budgeting.states import AT_BUREAU as WITH_BUREAU
from yusuan.web.budgeting.states import FIXED, State
from yusuan.web.review.models import Remark, Reply
from yusuan.web.roles import AT_BUREAU, AT_DEPARTMENT, Role

LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Pin:
    """What a remark is pinned to; all empty: to the budget."""

    list: str = ""
    row: int | None = None
    column: str = ""
    about: str = ""
    figure: str = ""


def pin(budget: Budget | None, list_: str, row: int | None, column: str) -> Pin:
    """The pin of a row or cell of a budget, with its words; KeyError where there is none such."""
    sheet = BY_KEY[list_]
    if budget is None or row is None:
        return Pin(list_, None, "", f"{sheet.title}")
    records = getattr(budget, list_)
    if not 0 <= row < len(records):
        raise KeyError(row)
    at = {one.key: number for number, one in enumerate(sheet.columns)}
    texts = cells(sheet, records[row], MONEY_UNIT)
    figure = f"{sheet.column(column).heading_in(MONEY_UNIT)} {texts[at[column]]}" if column else ""
    return Pin(list_, row, column, words(list_, records[row])[:500], figure[:200])


def may_remark(user: User, dossier: Dossier) -> bool:
    """Whether a person may say something of a budget now."""
    open_now = State(dossier.state) in WITH_BUREAU - FIXED
    return open_now and bool(access.roles(user, dossier) & AT_BUREAU)


def add(user: User, dossier: Dossier, text: str, to: Pin = Pin()) -> Remark:
    """Say something of a budget. Raises PermissionDenied, ValueError where nothing is said."""
    if not may_remark(user, dossier):
        raise PermissionDenied
    said = text.strip()[:LONGEST]
    if not said:
        raise ValueError("请写明意见。")
    role = min(access.roles(user, dossier) & AT_BUREAU, key=list(Role).index)
    with transaction.atomic():
        dossier.lock()
        made = Remark.objects.create(
            dossier=dossier, revision=submitted.revision(dossier), list=to.list, row=to.row,
            column=to.column, about=to.about, figure=to.figure, text=said, role=role, by=user,
        )  # fmt: skip
        record("remark", user, dossier.chain, remark=made.pk, about=to.about, opinion=said)
    return made


def answer(user: User, remark: Remark, text: str, *, resolve: bool = False) -> None:
    """Answer a remark; the department may resolve it with an answer.

    Raises PermissionDenied, ValueError where nothing is said.
    """
    roles = access.roles(user, remark.dossier)
    if not roles & (AT_DEPARTMENT | AT_BUREAU) or (resolve and not roles & AT_DEPARTMENT):
        raise PermissionDenied
    said = text.strip()[:LONGEST]
    if not said:
        raise ValueError("请写明怎样改了，或为什么不改。")
    with transaction.atomic():
        remark.dossier.lock()
        Reply.objects.create(remark=remark, text=said, by=user)
        if resolve:
            close(remark, user)
        record(
            "resolve" if resolve else "reply", user, remark.dossier.chain,
            remark=remark.pk, opinion=said,
        )  # fmt: skip


def close(remark: Remark, user: User) -> None:
    """Take a remark as done; within the caller's transaction."""
    remark.resolved_at, remark.resolved_by = timezone.now(), user
    remark.save(update_fields=["resolved_at", "resolved_by"])


def reopen(user: User, remark: Remark, text: str) -> None:
    """Say that a remark is not done; the bureau's. Raises PermissionDenied, ValueError."""
    if not may_remark(user, remark.dossier):
        raise PermissionDenied
    if not text.strip():
        raise ValueError("请写明还有什么没有改。")
    with transaction.atomic():
        remark.dossier.lock()
        Reply.objects.create(remark=remark, text=text.strip()[:LONGEST], by=user)
        Remark.objects.filter(pk=remark.pk).update(resolved_at=None, resolved_by=None)
        record("reopen", user, remark.dossier.chain, remark=remark.pk, opinion=text.strip())


def withdraw(user: User, remark: Remark) -> None:
    """Take back what one has said oneself. Raises PermissionDenied."""
    if remark.by_id != user.pk or not access.roles(user, remark.dossier) & AT_BUREAU:
        raise PermissionDenied
    with transaction.atomic():
        remark.dossier.lock()
        close(remark, user)
        record("withdraw", user, remark.dossier.chain, remark=remark.pk)


def settled(dossier: Dossier) -> list[str]:
    """Gate: no remark is open; in the first review a cut is left for the second round."""
    found = dossier.remarks.filter(resolved_at=None)
    if State(dossier.state) == State.REVIEW_1:
        found = found.filter(cut=None)
    return [f"还没有办结的意见：{one.text[:60]}" for one in found.order_by("pk")]
