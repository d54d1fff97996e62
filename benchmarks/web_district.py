"""A large district for ``web.py``: departments, years and lines, made from one example budget."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from yusuan import compiling
from yusuan.ledger.budgets import Budget
from yusuan.web.accounts.models import Post, User
from yusuan.web.budgeting import drafts, moving, reading
from yusuan.web.budgeting.models import Department, District, Dossier, Year
from yusuan.web.budgeting.states import State
from yusuan.web.roles import Role

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "hetang-2024"


def fill(departments: int, years: int, lines: int, password: str) -> None:
    """Make the district; the first department has a clerk, the bureau an account.

    All budgets but the clerk's newest were submitted, so that the bureau has lines to add up;
    those of earlier years are disclosed by now.
    """
    district = District.objects.create(code="000001", name="某市", form_set="general")
    clerk = User.objects.create_user("clerk1", password, name="经办")
    bureau = User.objects.create_user("budget", password, name="预算股")
    Post.objects.create(user=bureau, role=Role.BUDGET, district=district)
    made = [
        Department(district=district, code=f"{number:04}", name=f"某局{number}")
        for number in range(departments)
    ]
    Department.objects.bulk_create(made)
    Post.objects.create(user=clerk, role=Role.CLERK, district=district, department=made[0])
    tables = reading.tables_of(_large(lines))
    for number in range(years):
        year = Year.objects.create(district=district, year=2024 - number)
        for department in made:
            dossier = Dossier.objects.create(department=department, year=year)
            drafts.load(dossier, None, tables)
            if number or department is not made[0]:
                dossier.state = State.REVIEW_1
                dossier.save(update_fields=["state"])
                moving.keep(dossier, None, "报送")
            if number:
                dossier.state = State.DISCLOSED
                dossier.save(update_fields=["state"])


def _large(lines: int) -> Budget:
    """The example with its spending repeated up to a number of lines."""
    budget = compiling.open_books(EXAMPLE).budget
    assert budget is not None
    times = -(-lines // len(budget.spending))
    return replace(budget, spending=(budget.spending * times)[:lines])
