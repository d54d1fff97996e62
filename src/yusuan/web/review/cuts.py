"""Cuts: what the bureau takes from a project or a line, applied by the department. Amounts: 元."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from decimal import ROUND_DOWN, Decimal
from typing import Final

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from yusuan.books import words
from yusuan.books.schema import BY_KEY
from yusuan.books.values import write
from yusuan.ledger import in_unit
from yusuan.ledger.budgets import Budget, SpendingLine
from yusuan.web.accounts.models import User
from yusuan.web.audit.chain import record
from yusuan.web.budgeting import access, amounts, drafts, grid_views, reading, submitted
from yusuan.web.budgeting.models import Dossier, Row
from yusuan.web.budgeting.states import FIXED, State
from yusuan.web.review import remarks
from yusuan.web.review.models import Cut, Reply
from yusuan.web.roles import Role

ROUNDS: Final = {
    State.SUBMITTED_1: 1, State.REVIEW_1: 1, State.SUBMITTED_2: 2, State.REVIEW_2: 2,
}  # fmt: skip
_FINE, _COARSE = Decimal("0.01"), Decimal(100)  # 元: a 分, and 0.01 万元


class NotCut(ValueError):
    """A cut that cannot be recorded or applied; the text is for the person."""


def may_cut(user: User, dossier: Dossier) -> bool:
    """Whether a person may cut now: the sector or budget division, during a review."""
    return State(dossier.state) in ROUNDS and bool(
        access.roles(user, dossier) & {Role.SECTOR, Role.BUDGET}
    )


def active(dossier: Dossier) -> list[Cut]:
    """The cuts that were not taken back."""
    return list(dossier.cuts.filter(withdrawn_at=None).select_related("by", "remark", "revision"))


def identity(line: SpendingLine) -> dict[str, str]:
    """What names a line: all its cells but the amount."""
    found = asdict(line)
    del found["amount"]
    return {key: str(text) for key, text in found.items() if text}


def put(
    user: User,
    dossier: Dossier,
    now: Decimal,
    reason: str,
    *,
    project: str = "",
    line: int | None = None,
) -> Cut:
    """Cut a project, or a line by its number in the submitted budget.

    Raises PermissionDenied, NotCut.
    """
    with transaction.atomic():
        locked = dossier.lock()
        if not may_cut(user, locked):
            raise PermissionDenied
        revision, budget = submitted.revision(locked), submitted.budget(locked)
        if revision is None or budget is None:
            raise NotCut("部门还没有报送预算。")
        if not reason.strip():
            raise NotCut("请写明核减理由。")
        lines = _lines(budget, project, line)
        was = amounts.of_project(budget, project) if project else lines[0].amount
        if not 0 <= now < was:
            raise NotCut(f"审核数应不小于 0、小于申报数 {_wan(was)} 万元。")
        named = {} if project else identity(lines[0])
        _once(locked, project, named, lines)
        name = _name(budget, project, lines)
        said = f"核减：{name}，申报 {_wan(was)} 万元，审核 {_wan(now)} 万元。{reason.strip()}"
        pin = remarks.Pin("projects" if project else "spending", _row(budget, project, line), "")
        remark = remarks.add(user, locked, said, replace(pin, about=name[:500]))
        made = Cut.objects.create(
            dossier=locked, revision=revision, round=ROUNDS[State(locked.state)], project=project,
            line=named, name=name[:500], was=was, now=now, reason=reason.strip()[:4000],
            remark=remark, by=user,
        )  # fmt: skip
        record(
            "cut", user, locked.chain, cut=made.pk, about=made.name, was=str(was), now=str(now),
            opinion=made.reason,
        )  # fmt: skip
    return made


def _lines(budget: Budget, project: str, line: int | None) -> list[SpendingLine]:
    if project:
        if project not in {one.key for one in budget.projects}:
            raise NotCut("报送的预算里没有这个项目。")
        return [one for one in amounts.counted(budget) if one.project == project]
    if line is not None and 0 <= line < len(budget.spending):
        return [budget.spending[line]]
    raise NotCut("报送的预算里没有这一行支出。")


def _once(
    dossier: Dossier, project: str, named: dict[str, str], lines: Sequence[SpendingLine]
) -> None:
    """One cut for one thing in a round: no line of a project that is cut, nor the reverse."""
    round_ = ROUNDS[State(dossier.state)]
    there = [one for one in active(dossier) if one.round == round_]
    own = project or (lines[0].project if lines else "")
    for one in there:
        same = one.project == project if project else one.line == named
        within = own and own in (one.project, one.line.get("project")) and bool(project) != bool(
            one.project
        )  # fmt: skip
        if same or within:
            raise NotCut(f"本轮已经核减过：{one.name}。要改请先撤回那一笔。")


def _row(budget: Budget, project: str, line: int | None) -> int | None:
    keys = [one.key for one in budget.projects]
    return keys.index(project) if project in keys else line


def _name(budget: Budget, project: str, lines: Sequence[SpendingLine]) -> str:
    if not project:
        return words("spending", lines[0])
    return (
        "项目“" + next((one.name for one in budget.projects if one.key == project), project) + "”"
    )


def withdraw(user: User, cut: Cut) -> None:
    """Take a cut back; not one that was applied. Raises PermissionDenied, NotCut."""
    with transaction.atomic():
        dossier = cut.dossier.lock()
        locked = Cut.objects.get(pk=cut.pk)
        if not may_cut(user, dossier):
            raise PermissionDenied
        if locked.applied_at or locked.withdrawn_at:
            raise NotCut("这一笔核减已经落实或撤回。")
        locked.withdrawn_at = timezone.now()
        locked.save(update_fields=["withdrawn_at"])
        remarks.close(locked.remark, user)
        record("uncut", user, cut.dossier.chain, cut=cut.pk, about=cut.name)


def spread(parts: Sequence[Decimal], total: Decimal) -> list[Decimal]:
    """A total over parts in their proportion, to 0.01 万元 where all are that round, else 0.01 元.

    What rounding leaves goes to the largest part.
    """
    whole = sum(parts, Decimal(0))
    if not whole:
        return list(parts)
    coarse = all(one % _COARSE == 0 for one in (*parts, total))
    step = _COARSE if coarse else _FINE
    found = [
        (one * total / whole / step).to_integral_value(rounding=ROUND_DOWN) * step for one in parts
    ]
    largest = max(range(len(parts)), key=lambda at: parts[at])
    found[largest] += total - sum(found, Decimal(0))
    return found


def reviewed(lines: Iterable[SpendingLine], cuts: Iterable[Cut]) -> list[SpendingLine]:
    """Lines with what was cut taken off: the amounts of the review (审核数)."""
    found = list(lines)
    for cut in cuts:
        at = [
            number
            for number, one in enumerate(found)
            if (one.project == cut.project if cut.project else identity(one) == cut.line)
        ]
        if cut.line:
            at = at[:1]
        for number, amount in zip(at, spread([found[n].amount for n in at], cut.now), strict=True):
            found[number] = replace(found[number], amount=amount)
    return found


def edits(cut: Cut) -> list[drafts.Edit]:
    """What would be typed in the draft to apply a cut; raises NotCut where a person must."""
    dossier = cut.dossier
    rows, lines = _draft(dossier)
    pairs = [
        (row, line)
        for row, line in zip(rows, lines, strict=True)
        if (line.project == cut.project if cut.project else identity(line) == cut.line)
    ]
    if cut.line:
        pairs = pairs[:1]
    if not pairs:
        raise NotCut("草稿的支出表里没有这个项目或这一行，请手工改后在意见里办结。")
    if any(line.view for _, line in pairs):
        raise NotCut("这笔钱按几种口径各填了一遍，不能自动修改，请手工改后在意见里说明。")
    amounts_ = spread([line.amount for _, line in pairs], cut.now)
    unit = grid_views.unit_of(dossier)
    column = BY_KEY["spending"].column("amount")
    typed = (
        (row, write(column, amount, unit)) for (row, _), amount in zip(pairs, amounts_, strict=True)
    )
    return [
        drafts.Edit("spending", str(row.pk), "amount", row.cells.get("amount", ""), text)
        for row, text in typed
        if row.cells.get("amount", "") != text
    ]


def _draft(dossier: Dossier) -> tuple[list[Row], tuple[SpendingLine, ...]]:
    """The rows of the draft's spending, each with the line that it is read as."""
    opened = reading.opened(dossier)
    found = dossier.rows.filter(list="spending", gone=False).order_by("position", "pk")
    rows = [row for row in found if any(row.cells.values())]
    if opened.budget is None or len(rows) != len(opened.budget.spending):
        raise NotCut("草稿的支出表里有读不懂的行，请先改正。")
    return rows, opened.budget.spending


def apply(user: User, cut: Cut) -> int:
    """Apply a cut to the draft: the amounts typed, the remark resolved; how many cells changed.

    Raises PermissionDenied, NotCut.
    """
    with transaction.atomic():
        dossier = cut.dossier.lock()
        if not access.whole(user, dossier) or State(dossier.state) in FIXED:
            raise PermissionDenied
        locked = Cut.objects.get(pk=cut.pk)
        if locked.applied_at or locked.withdrawn_at:
            raise NotCut("这一笔核减已经落实或撤回。")
        locked.dossier = dossier
        made = edits(locked)
        if made and drafts.save(dossier, user, made).conflicts:
            raise NotCut("草稿刚刚又改过，请再试一次。")
        locked.applied_at, locked.applied_by = timezone.now(), user
        locked.save(update_fields=["applied_at", "applied_by"])
        Reply.objects.create(remark=locked.remark, text="已按审核数修改草稿。", by=user)
        remarks.close(locked.remark, user)
        record("apply", user, dossier.chain, cut=cut.pk, about=cut.name, cells=len(made))
    return len(made)


def _wan(amount: Decimal) -> str:
    return in_unit(amount, "万元")
