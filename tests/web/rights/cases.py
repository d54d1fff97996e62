"""Who asks, for what, and how it may come out; the rules that addresses follow.

Source: workflow.md §1, §2, §5. What is not a person's own is 404, as if it were not there; what
they see and may not do now is 403; who has not signed in is sent to the page of signing in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from django.http import HttpResponseBase

from yusuan.web.budgeting.states import State

ANYBODY, ADMIN = "anybody", "admin"
DEPARTMENT = ("clerk", "head")
BUREAU = ("sector", "performance", "budget")
ROLES = (ANYBODY, *DEPARTMENT, *BUREAU, ADMIN)
#: A budget of the department where posts are held, of another one there, of another district.
OWN, OTHER, AWAY = "own", "other", "away"
PLACES = (OWN, OTHER, AWAY)
#: The states in which a department types, and those in which nothing has left it yet.
TYPING = ("preparing", "drafting", "correcting")
NOT_YET = ("preparing", "signing_1")


class Outcome(Enum):
    IN = "allowed"
    LOGIN = "sent to sign in"
    FORBIDDEN = "403"
    HIDDEN = "404"


@dataclass(frozen=True)
class Case:
    role: str
    place: str
    state: State

    @property
    def covered(self) -> bool:
        """Whether the budget is one that the role is there for."""
        if self.role in (*DEPARTMENT, "sector"):
            return self.place == OWN
        return self.role in BUREAU and self.place != AWAY

    @property
    def far(self) -> bool:
        """Whether no state can matter: it is enough to try some."""
        return self.role in (ANYBODY, ADMIN) or self.place == AWAY

    @property
    def bureau(self) -> bool:
        return self.role in BUREAU


Rule = Callable[[Case], Outcome]


def public(case: Case) -> Outcome:
    return Outcome.IN


def nowhere(case: Case) -> Outcome:
    return Outcome.HIDDEN


def only(
    allowed: Callable[[Case], bool], forbidden: Callable[[Case], bool] = lambda case: False
) -> Rule:
    """Who may; who is told 403; the rest find nothing, or are asked to sign in."""

    def rule(case: Case) -> Outcome:
        if case.role == ANYBODY:
            return Outcome.LOGIN
        if allowed(case):
            return Outcome.IN
        return Outcome.FORBIDDEN if forbidden(case) else Outcome.HIDDEN

    return rule


signed = only(lambda case: True)
administrator = only(lambda case: case.role == ADMIN)
seen = only(lambda case: case.covered)
draft = only(lambda case: case.covered and not case.bureau)
submitted = only(lambda case: case.covered and (not case.bureau or case.state not in NOT_YET))


def of(*roles: str, states: tuple[str, ...] | None = None) -> Rule:
    """Some roles, each where it covers the budget, in some states or in all."""
    return only(
        lambda case: (
            case.covered and case.role in roles and (states is None or case.state in states)
        )
    )


def seen_but(rule: Rule) -> Rule:
    """403 for who sees the budget and is not meant by the rule."""

    def both(case: Case) -> Outcome:
        found = rule(case)
        hidden = found == Outcome.HIDDEN and case.covered
        return Outcome.FORBIDDEN if hidden else found

    return both


typed = seen_but(of("clerk", states=TYPING))


@dataclass(frozen=True)
class Spot:
    """What is at a place: numbers and names that stand in addresses."""

    district: int
    year: int
    department: int
    dossier: int
    person: int
    more: Mapping[str, Any] = field(default_factory=dict)  # what other apps have there


@dataclass(frozen=True)
class Address:
    """How an address is asked: ``get`` and ``post`` are rules, None where the method is refused.

    ``at`` gives what stands in the address, ``by_state`` says that a budget's state may matter.
    """

    get: Rule | None = None
    post: Rule | None = None
    at: Callable[[Spot], dict[str, Any]] = lambda spot: {}
    sent: Callable[[Spot], Any] = lambda spot: {}
    json: bool = False
    by_state: bool = False


def outcome(answer: HttpResponseBase) -> Outcome:
    status = answer.status_code
    if status == 302 and answer["Location"].startswith("/login/?next="):
        return Outcome.LOGIN
    if status == 403:
        return Outcome.FORBIDDEN
    if status == 404:
        return Outcome.HIDDEN
    assert status < 500, status
    assert status != 405, status
    return Outcome.IN
