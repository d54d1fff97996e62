"""Control numbers: set one by one or by workbook, each change kept, and the gates they make."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction

from yusuan.ledger import in_unit
from yusuan.ledger.budgets import Budget
from yusuan.web.accounts.models import User
from yusuan.web.audit.chain import record
from yusuan.web.budgeting import access, reading
from yusuan.web.budgeting.models import Dossier
from yusuan.web.budgeting.states import FIXED, State
from yusuan.web.review import items
from yusuan.web.review.items import About
from yusuan.web.review.models import Control, ControlChange, Item
from yusuan.web.roles import Role

_DONE = FIXED | {State.GOVERNMENT, State.CONGRESS}


@dataclass(frozen=True, slots=True)
class Ceiling:
    """A control number beside what the budget asks for; ``over`` is what exceeds it."""

    about: About
    name: str
    amount: Decimal
    asked: Decimal | None
    note: str = ""

    @property
    def over(self) -> Decimal:
        """How much is asked for beyond it."""
        return max((self.asked or Decimal(0)) - self.amount, Decimal(0))

    @property
    def left(self) -> Decimal:
        """How much of it is left."""
        return max(self.amount - (self.asked or Decimal(0)), Decimal(0))


def may_set(user: User, dossier: Dossier) -> bool:
    """Whether a person may change control numbers now: the budget division, before the draft."""
    return Role.BUDGET in access.roles(user, dossier) and State(dossier.state) not in _DONE


def may_propose(user: User, dossier: Dossier) -> bool:
    """Whether a person may propose control numbers now: the department's sector division."""
    return Role.SECTOR in access.roles(user, dossier) and State(dossier.state) not in _DONE


def proposals(dossier: Dossier) -> dict[About, ControlChange]:
    """What the sector division proposes, the latest of each item."""
    listed = dossier.control_changes.filter(proposed=True).select_related("by").order_by("pk")
    return {About(one.item, one.key): one for one in listed}


def propose(
    user: User,
    dossier: Dossier,
    numbers: Mapping[About, Decimal | None],
    notes: Mapping[About, str] | None = None,
) -> int:
    """Propose control numbers (None: none any more); how many are new. Raises PermissionDenied."""
    with transaction.atomic():
        locked = dossier.lock()
        if not may_propose(user, locked):
            raise PermissionDenied
        there = proposals(locked)
        told = []
        for about, amount in numbers.items():
            last, note = there.get(about), (notes or {}).get(about, "")[:200]
            was = last.now if last else None
            if (was, last.note if last else "") != (amount, note):
                told.append(
                    ControlChange(
                        dossier=locked, item=about.item, key=about.key, was=was, now=amount,
                        note=note, proposed=True, by=user,
                    )
                )  # fmt: skip
        ControlChange.objects.bulk_create(told)
        if told:
            words = "；".join(map(_words, told))
            changes = [_said(one) for one in told]
            record("controls_proposed", user, locked.chain, changed=words, changes=changes)
    return len(told)


def put(
    user: User,
    dossier: Dossier,
    numbers: Mapping[About, Decimal | None],
    notes: Mapping[About, str] | None = None,
) -> int:
    """Set control numbers (None: there is none any more); how many changed.

    Raises PermissionDenied.
    """
    with transaction.atomic():
        locked = dossier.lock()
        if not may_set(user, locked):
            raise PermissionDenied
        there = {About(one.item, one.key): one for one in locked.controls.all()}
        told = [
            change
            for about, amount in numbers.items()
            if (change := _put(locked, there.get(about), about, amount, (notes or {}).get(about)))
        ]
        for one in told:
            one.by = user
        ControlChange.objects.bulk_create(told)
        if told:
            words = "；".join(map(_words, told))
            record(
                "controls", user, locked.chain, changed=words, changes=[_said(one) for one in told]
            )
    return len(told)


def _put(
    dossier: Dossier, there: Control | None, about: About, amount: Decimal | None, note: str | None
) -> ControlChange | None:
    was = there.amount if there else None
    words = (there.note if there else "") if note is None else note[:200]
    if was == amount and words == (there.note if there else ""):
        return None
    if amount is None:
        if there is None:
            return None
        there.delete()
    else:
        Control.objects.update_or_create(
            dossier=dossier,
            item=about.item,
            key=about.key,
            defaults={"amount": amount, "note": words},
        )
    return ControlChange(
        dossier=dossier, item=about.item, key=about.key, was=was, now=amount, note=words
    )


def _words(one: ControlChange) -> str:
    was, now = ("无" if each is None else _wan(each) for each in (one.was, one.now))
    return f"{About(one.item, one.key).name()} {was} → {now} 万元"


def _said(one: ControlChange) -> dict[str, str | None]:
    was, now = (None if each is None else str(each.normalize()) for each in (one.was, one.now))
    return {"item": one.item, "key": one.key, "was": was, "now": now}


def beside(dossier: Dossier, budget: Budget | None) -> list[Ceiling]:
    """The control numbers of a budget beside what it asks for, totals first, projects last."""
    order = list(Item.values)
    found = sorted(dossier.controls.all(), key=lambda one: (order.index(one.item), one.key))
    return list(_beside(found, budget))


def _beside(found: Iterable[Control], budget: Budget | None) -> Iterator[Ceiling]:
    for one in found:
        about = About(one.item, one.key)
        asked = items.asked(budget, about) if budget else None
        yield Ceiling(about, about.name(budget), one.amount, asked, one.note)


def issued(dossier: Dossier) -> list[str]:
    """Gate: there are control numbers."""
    if dossier.controls.exists():
        return []
    return ["还没有控制数，请先录入或导入这个部门的控制数。"]


def within(dossier: Dossier) -> list[str]:
    """Gate: no item asks for more than its control number (workflow.md §8.1)."""
    budget = reading.opened(dossier).budget
    return [
        f"{one.name}报 {_wan(one.asked)} 万元，控制数 {_wan(one.amount)} 万元，"
        f"超过 {_wan(one.over)} 万元。"
        for one in beside(dossier, budget)
        if one.over
    ]


def _wan(amount: Decimal | None) -> str:
    return in_unit(amount or Decimal(0), "万元")
