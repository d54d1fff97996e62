"""The four-aspect review of targets by the bureau; its result is the core's (财预〔2015〕88号)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from django.core.exceptions import PermissionDenied
from django.db import transaction

from yusuan.assessing import Reviewed, reviewed
from yusuan.forms.reviews import ASPECTS
from yusuan.ledger.budgets import Budget, Review, TargetGoal, TargetIndicator
from yusuan.standards.assessment import conventions
from yusuan.web.accounts.models import User
from yusuan.web.audit.chain import record
from yusuan.web.budgeting import access, submitted
from yusuan.web.budgeting.models import Dossier
from yusuan.web.budgeting.states import State
from yusuan.web.review.models import TargetMark
from yusuan.web.roles import Role

#: The office that a role speaks for.
OFFICE: Final = {Role.SECTOR: "sector", Role.PERFORMANCE: "performance"}
_OPEN: Final = frozenset({State.SUBMITTED_1, State.REVIEW_1, State.SUBMITTED_2, State.REVIEW_2})
#: Projects of this class have targets that must pass (workflow.md §8.3).
_SPECIFIC: Final = "特定目标"


@dataclass(frozen=True, slots=True)
class Subject:
    """Targets under review: of a project, or of the whole; what was said, and what follows."""

    key: str
    name: str
    category: str
    goals: tuple[TargetGoal, ...]
    indicators: tuple[TargetIndicator, ...]
    marks: Mapping[tuple[str, str], TargetMark]  # by office and aspect; those that count
    stale: bool  # whether something was said of other targets than these
    result: Reviewed

    @property
    def specific(self) -> bool:
        """Whether it is of the class whose targets must pass."""
        return _SPECIFIC in self.category


def offices(user: User, dossier: Dossier) -> list[str]:
    """The offices a person speaks for now."""
    if State(dossier.state) not in _OPEN:
        return []
    held = access.roles(user, dossier)
    return [office for role, office in OFFICE.items() if role in held]


def content(budget: Budget, project: str) -> str:
    """The hash of the targets of a project, or of the whole."""
    found = (
        [one for one in budget.goals if one.project == project],
        [one for one in budget.indicators if one.project == project],
    )
    return hashlib.sha256(repr(found).encode()).hexdigest()


def subjects(dossier: Dossier, budget: Budget) -> list[Subject]:
    """The whole, where it has targets, and each project, with the review so far."""
    return list(_subjects(budget, list(dossier.target_marks.select_related("by"))))


def _subjects(budget: Budget, said: list[TargetMark]) -> Iterator[Subject]:
    hashes = {key: content(budget, key) for key in ("", *(one.key for one in budget.projects))}
    valid = [one for one in said if hashes.get(one.project) == one.content]
    reviews = tuple(
        Review(one.office, one.mark, one.project, one.aspect, one.opinion) for one in valid
    )
    categories = {one.key: one.category for one in budget.projects}
    for result in reviewed(replace(budget, reviews=reviews)):
        key = result.project
        goals = tuple(one for one in budget.goals if one.project == key)
        indicators = tuple(one for one in budget.indicators if one.project == key)
        if key or goals or indicators:
            yield Subject(
                key,
                result.name if key else "部门整体",
                categories.get(key, ""),
                goals,
                indicators,
                {(one.office, one.aspect): one for one in valid if one.project == key},
                any(one.project == key and one not in valid for one in said),
                result,
            )


def put(
    user: User,
    dossier: Dossier,
    project: str,
    office: str,
    said: Mapping[str, tuple[str, str]],
) -> int:
    """Mark targets by aspect (mark and opinion; no mark: nothing is said); how many stand.

    Raises PermissionDenied, ValueError where a mark or project is unknown or has no targets.
    """
    if office not in offices(user, dossier):
        raise PermissionDenied
    budget = submitted.budget(dossier)
    known = {one.key for one in conventions().outcomes}
    there = {one.key: one for one in subjects(dossier, budget)} if budget else {}
    if budget is None or project not in there or not there[project].indicators:
        raise ValueError("报送的预算里没有这个项目的绩效指标。")
    if not set(said) <= set(ASPECTS) or not {mark for mark, _ in said.values() if mark} <= known:
        raise ValueError("请选优、良、中、差之一。")
    with transaction.atomic():
        dossier.lock()
        own = TargetMark.objects.filter(dossier=dossier, project=project, office=office)
        own.exclude(aspect__in=[aspect for aspect, (mark, _) in said.items() if mark]).delete()
        for aspect, (mark, opinion) in said.items():
            if mark:
                own.update_or_create(
                    dossier=dossier, project=project, office=office, aspect=aspect,
                    defaults={
                        "mark": mark, "opinion": opinion.strip()[:2000], "by": user,
                        "content": content(budget, project),
                    },
                )  # fmt: skip
        record(
            "targets", user, dossier.chain, project=project, office=office,
            marks={aspect: mark for aspect, (mark, _) in said.items()},
        )  # fmt: skip
        return own.count()


def passed(dossier: Dossier) -> list[str]:
    """Gate: the targets of every specific-objective project passed the review."""
    budget = submitted.budget(dossier)
    if budget is None:
        return []
    return [
        f"项目“{one.name}”的绩效目标{_lacking(one)}。"
        for one in subjects(dossier, budget)
        if one.specific and not (one.indicators and one.result.may_proceed)
    ]


def _lacking(one: Subject) -> str:
    if not one.indicators:
        return "没有填"
    if not one.result.is_whole:
        return "还没有审完（" + "；".join(one.result.missing) + "）"
    label = one.result.outcome.label if one.result.outcome else ""
    return f"审核结果为“{label}”，不能列入政府草案"
