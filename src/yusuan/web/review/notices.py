"""Notices to departments: sent, read, counted, chased; and those that steps send by themselves."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from yusuan.web.accounts.models import User
from yusuan.web.audit.chain import record
from yusuan.web.budgeting.models import Department, Dossier, Year
from yusuan.web.budgeting.workflow import Step
from yusuan.web.review import gateways, rights
from yusuan.web.review.models import Notice, Outgoing, Receipt
from yusuan.web.roles import AT_DEPARTMENT, Role

#: Who may send notices, each to the departments that they look after.
SENDERS: Final = (Role.BUDGET, Role.SECTOR, Role.PERFORMANCE)
#: The roles that look after all departments of a district.
_WHOLE: Final = (Role.BUDGET, Role.PERFORMANCE)
#: Steps that tell the department, besides every return.
_TOLD: Final = frozenset({"control", "release"})


class NotSent(ValueError):
    """A notice that cannot be sent; the text is for the person."""


@dataclass(frozen=True, slots=True)
class Message:
    """What a notice says, and by which ways it goes out besides the application."""

    title: str
    body: str = ""
    kind: str = Notice.Kind.OTHER
    channels: tuple[str, ...] = ()


def departments(user: User, year: Year) -> list[Department]:
    """The departments that a person may send notices to."""
    return [one.department for one in rights.of_year(user, year, *SENDERS)]


def send(user: User, year: Year, to: Collection[int], message: Message) -> Notice:
    """Send a notice to all people of some departments; raises PermissionDenied, NotSent."""
    allowed = {one.pk for one in departments(user, year)}
    if not allowed or not set(to) <= allowed:
        raise PermissionDenied
    if not message.title.strip():
        raise NotSent("请写通知标题。")
    people = list(_people(to))
    if not people:
        raise NotSent("请选部门；选中的部门要有在用的账号。")
    with transaction.atomic():
        _hold(year.pk)
        made = Notice.objects.create(
            district=year.district, year=year, kind=message.kind,
            title=message.title.strip()[:200], body=message.body.strip()[:20_000], by=user,
        )  # fmt: skip
        _address(made, people, message.channels)
        record(
            "notice", user, f"year:{year.pk}", notice=made.pk, title=made.title, people=len(people)
        )
    return made


def _hold(year: int | None) -> None:
    """Hold the year until the transaction ends: its log is written one entry after another."""
    if year is not None:
        Year.objects.select_for_update().get(pk=year)


def _people(departments: Iterable[int]) -> QuerySet[User]:
    held = Q(posts__role__in=AT_DEPARTMENT, posts__department__in=list(departments))
    return User.objects.filter(held, is_active=True).distinct()


def _address(notice: Notice, people: Iterable[User], channels: Collection[str]) -> None:
    listed = list(people)
    Receipt.objects.bulk_create([Receipt(notice=notice, user=one) for one in listed])
    _queue(notice, listed, channels)


def _queue(notice: Notice, people: Iterable[User], channels: Collection[str]) -> int:
    """Put a message out for each person and way that has an address and a gateway."""
    found = [
        Outgoing(notice=notice, user=person, channel=channel, address=address)
        for channel in channels
        if gateways.configured(channel)
        for person in people
        if (address := person.email if channel == Outgoing.Channel.EMAIL else person.phone)
    ]
    Outgoing.objects.bulk_create(found)
    return len(found)


def sent(user: User, year: Year) -> QuerySet[Notice]:
    """The notices of a year that a person of the bureau sees, with who has read them counted.

    A sector division sees its own, and those that went to one of its departments.
    """
    own = rights.of_year(user, year)
    general = Q(year=year, dossier=None)
    if not user.posts.filter(role__in=_WHOLE, district=year.district_id).exists():
        people = User.objects.filter(posts__department__in=own.values("department"))
        theirs = Receipt.objects.filter(user__in=people).values("notice")
        general &= Q(by=user) | Q(pk__in=theirs)
    return (
        Notice.objects.filter(general | Q(dossier__in=own))
        .annotate(
            people=Count("receipts", distinct=True),
            readers=Count("receipts", Q(receipts__read_at__isnull=False), distinct=True),
            waiting=Count("outgoing", Q(outgoing__stage=Outgoing.Stage.QUEUED), distinct=True),
            failed=Count("outgoing", Q(outgoing__stage=Outgoing.Stage.FAILED), distinct=True),
        )
        .annotate(unread=F("people") - F("readers"))
        .select_related("by", "dossier__department", "dossier__year")
    )


def chase(user: User, notice: Notice, channels: Collection[str]) -> int:
    """Remind those who have not read a notice; how many. Raises PermissionDenied."""
    district = user.posts.filter(role__in=SENDERS, district=notice.district_id)
    if not district.exists():
        raise PermissionDenied
    with transaction.atomic():
        _hold(notice.year_id)
        unread = notice.receipts.filter(read_at=None, user__is_active=True)
        people = [one.user for one in unread.select_related("user")]
        unread.update(chased=F("chased") + 1, chased_at=timezone.now())
        _queue(notice, people, channels)
        record("chase", user, f"year:{notice.year_id or 0}", notice=notice.pk, people=len(people))
    return len(people)


def inbox(user: User) -> QuerySet[Receipt]:
    """The notices that went to a person, unread ones first."""
    return user.receipts.select_related("notice__dossier", "notice__by").order_by(
        F("read_at").asc(nulls_first=True), "-pk"
    )


def unread(user: User) -> int:
    """How many notices a person has not read."""
    return user.receipts.filter(read_at=None).count()


def read(user: User, notices: Collection[int]) -> None:
    """Put down that a person has read some notices."""
    user.receipts.filter(notice__in=notices, read_at=None).update(read_at=timezone.now())


def on_step(dossier: Dossier, step: Step, user: User, opinion: str, **_: Any) -> None:
    """Tell the department of a return, of control numbers, of the reply; within the step."""
    if not (step.back or step.key in _TOLD):
        return
    people = list(_people([dossier.department_id]).exclude(pk=user.pk))
    notice = Notice.objects.create(
        district_id=dossier.department.district_id, year_id=dossier.year_id, dossier=dossier,
        kind=Notice.Kind.STEP, title=f"{dossier}：{step.label}", body=opinion, by=user,
    )  # fmt: skip
    _address(notice, people, [Outgoing.Channel.EMAIL, Outgoing.Channel.SMS])
