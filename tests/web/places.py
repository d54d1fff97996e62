"""A small district for tests: a bureau, two departments, their people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from yusuan import compiling
from yusuan.ledger.budgets import Budget
from yusuan.web.accounts.models import Post, User
from yusuan.web.budgeting import drafts, reading
from yusuan.web.budgeting.models import Department, District, Dossier, Year
from yusuan.web.roles import AT_BUREAU, Role

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@dataclass
class Place:
    district: District
    year: Year
    departments: list[Department]
    dossiers: list[Dossier]
    people: dict[str, User]  # clerk1, head1, clerk2, head2, sector, performance, budget, admin


def example(name: str = "hetang-2024") -> Budget:
    budget = compiling.open_books(EXAMPLES / name).budget
    assert budget is not None
    return budget


def place(name: str = "hetang-2024", *, filled: bool = True) -> Place:
    budget = example(name)
    district = District.objects.create(code="430000", name="某区")
    year = Year.objects.create(
        district=district,
        year=budget.entity.year,
        form_set=budget.entity.form_set,
        session_on=date(budget.entity.year, 1, 10),
    )
    people = {role: person(role) for role in (*AT_BUREAU, Role.ADMIN)}
    Post.objects.create(user=people["admin"], role=Role.ADMIN)
    for role in (Role.PERFORMANCE, Role.BUDGET):
        Post.objects.create(user=people[role], role=role, district=district)
    departments, dossiers = [], []
    for number in (1, 2):
        department = Department.objects.create(
            district=district, code=f"00{number}", name=f"某局{number}"
        )
        dossier = Dossier.objects.create(department=department, year=year)
        for role in (Role.CLERK, Role.HEAD):
            people[f"{role}{number}"] = person(f"{role}{number}")
            Post.objects.create(
                user=people[f"{role}{number}"], role=role, district=district, department=department
            )
        Post.objects.create(
            user=people["sector"], role=Role.SECTOR, district=district, department=department
        )
        if filled:
            drafts.load(dossier, None, reading.tables_of(budget))
        departments.append(department)
        dossiers.append(dossier)
    return Place(district, year, departments, dossiers, people)


def person(username: str) -> User:
    return User.objects.create_user(str(username), "correct horse", name=str(username))
