"""The ground on which rights are tried: two districts, three departments, one person per role."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.test import Client

from tests.web.places import example, person
from tests.web.rights.cases import ADMIN, ANYBODY, AWAY, BUREAU, DEPARTMENT, OTHER, OWN, Spot
from yusuan.web.accounts.models import Post, User
from yusuan.web.budgeting import drafts, moving, reading
from yusuan.web.budgeting.models import Department, District, Dossier, Year
from yusuan.web.budgeting.states import State


@dataclass
class Ground:
    spots: dict[str, Spot]
    people: dict[str, User]
    browsers: dict[tuple[str, bool], Client] = field(default_factory=dict)
    sessions: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for role, user in self.people.items():
            client = Client()
            client.force_login(user)
            self.sessions[role] = client.cookies[settings.SESSION_COOKIE_NAME].value

    def client(self, role: str, *, enforce_csrf_checks: bool = False) -> Client:
        """A browser of a person who has signed in, or of anybody; it is dear to make one."""
        key = role, enforce_csrf_checks
        if key not in self.browsers:
            self.browsers[key] = Client(enforce_csrf_checks=enforce_csrf_checks)
        client = self.browsers[key]
        client.cookies.clear()
        if role != ANYBODY:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[role]
        return client

    def put(self, state: State, *, gone_up: bool) -> None:
        """Bring every budget to a state; ``gone_up`` says whether one has left its department."""
        pks = [spot.dossier for spot in self.spots.values()]
        Dossier.objects.filter(pk__in=pks).update(state=state)
        kept = State.SUBMITTED_1 if gone_up else State.SIGNING_1
        for dossier in Dossier.objects.filter(pk__in=pks):
            dossier.revisions.update(state=kept)


def ground(*more: Any) -> Ground:
    """Built anew; ``more`` are functions that add what other apps have at a place: they take the
    place's name, its budget and the people, and give what stands in addresses.
    """
    people = {role: person(role) for role in (*DEPARTMENT, *BUREAU, ADMIN)}
    Post.objects.create(user=people[ADMIN], role=ADMIN)
    budget = example()
    tables = reading.tables_of(budget)
    districts: dict[str, tuple[District, Year]] = {}
    spots = {}
    for place, code, number in (
        (OWN, "430000", "1"),
        (OTHER, "430000", "2"),
        (AWAY, "440000", "1"),
    ):
        if code not in districts:
            home = District.objects.create(code=code, name=f"某区{code}")
            form_set, year = budget.entity.form_set, budget.entity.year
            districts[code] = home, Year.objects.create(district=home, year=year, form_set=form_set)
        home, year_of = districts[code]
        department = Department.objects.create(
            district=home, code=f"00{number}", name=f"某局{place}"
        )
        dossier = Dossier.objects.create(department=department, year=year_of)
        drafts.load(dossier, None, tables)
        moving.keep(dossier, None, "一上")
        stranger = person(f"stranger-{place}")
        Post.objects.create(user=stranger, role="clerk", district=home, department=department)
        if place == OWN:
            for role in (*DEPARTMENT, "sector"):
                Post.objects.create(
                    user=people[role], role=role, district=home, department=department
                )
            for role in ("performance", "budget"):
                Post.objects.create(user=people[role], role=role, district=home)
        there: dict[str, Any] = {}
        for add in more:
            there |= add(place, dossier, people)
        spots[place] = Spot(home.pk, year_of.pk, department.pk, dossier.pk, stranger.pk, there)
    return Ground(spots, people)
