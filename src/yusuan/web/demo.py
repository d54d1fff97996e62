"""A sample district: a finance bureau, three departments, the example budgets in several states.

The figures are those of the examples; names of people are roles, passwords are random and told
once.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from django.db import transaction

from yusuan import compiling
from yusuan.ledger.budgets import Budget
from yusuan.web.accounts.models import Post, User
from yusuan.web.budgeting import drafts, moving, reading
from yusuan.web.budgeting.models import Department, District, Dossier, Year
from yusuan.web.budgeting.states import State
from yusuan.web.review import controls, items, remarks, submitted
from yusuan.web.roles import AT_BUREAU, Role

_DEPARTMENTS: Final = (
    # code, folder, form set, state
    ("001", "jianghan-2022", State.REVIEW_1),
    ("002", "shifeng-2020", State.PREPARING),
    ("003", "hetang-2024", State.DRAFTING),
)
_CODE: Final = "999999"


def fill(examples: Path, password: str | None = None) -> Iterator[str]:
    """Make the district, unless it is there, and tell the accounts; lines for the terminal.

    ``examples`` is the folder of the example budgets; FileNotFoundError where one is missing.
    """
    if District.objects.filter(code=_CODE).exists():
        yield "示范区已经在了，数据没有改动。"
        return
    password = password or secrets.token_urlsafe(9)
    with transaction.atomic():
        district = District.objects.create(code=_CODE, name="示范区")
        bureau = {
            role: _person(role.value, str(role.label), password) for role in sorted(AT_BUREAU)
        }
        for role in (Role.PERFORMANCE, Role.BUDGET):
            Post.objects.create(user=bureau[role], role=role, district=district)
        admin = _person("admin", "系统管理员", password)
        Post.objects.create(user=admin, role=Role.ADMIN)
        for number, (code, folder, state) in enumerate(_DEPARTMENTS, 1):
            _department(
                district, code, examples / folder, state, number, password, bureau[Role.SECTOR]
            )
        _reviewed(bureau)
    yield "示范区已建好。账号（密码都是 " + password + "）："
    for user in User.objects.order_by("pk"):
        posts = "、".join(str(post) for post in user.posts.all())
        yield f"  {user.username}  {posts}"


def _person(username: str, name: str, password: str) -> User:
    return User.objects.create_user(username, password, name=name)


def _department(
    district: District,
    code: str,
    folder: Path,
    state: State,
    number: int,
    password: str,
    sector: User,
) -> None:
    budget = _budget(folder)
    year, _ = Year.objects.get_or_create(
        district=district, year=budget.entity.year, defaults={"form_set": budget.entity.form_set}
    )
    department = Department.objects.create(district=district, code=code, name=budget.entity.name)
    for role in (Role.CLERK, Role.HEAD):
        user = _person(f"{role.value}{number}", str(role.label), password)
        Post.objects.create(user=user, role=role, district=district, department=department)
    Post.objects.create(user=sector, role=Role.SECTOR, district=district, department=department)
    dossier = Dossier.objects.create(department=department, year=year)
    drafts.load(dossier, None, reading.tables_of(budget))
    dossier.refresh_from_db()
    if state != State.PREPARING:
        dossier.state = State.SUBMITTED_1
        dossier.save()
        moving.keep(dossier, None, "一上")
        dossier.state = state
        dossier.save()


def _reviewed(bureau: dict[Role, User]) -> None:
    """What the bureau has done so far: a remark in the review, control numbers for the draft."""
    for dossier in Dossier.objects.filter(state=State.REVIEW_1, year__district__code=_CODE):
        pin = remarks.pin(submitted.budget(dossier), "spending", 0, "amount")
        remarks.add(bureau[Role.SECTOR], dossier, "请补充这笔支出的测算依据。", pin)
    for dossier in Dossier.objects.filter(state=State.DRAFTING, year__district__code=_CODE):
        if budget := submitted.budget(dossier):
            asked = {about: items.asked(budget, about) for about in items.of_budget(budget)[:2]}
            controls.put(bureau[Role.BUDGET], dossier, asked)


def _budget(folder: Path) -> Budget:
    opened = compiling.open_books(folder)
    if opened.budget is None:
        raise FileNotFoundError(folder)
    return opened.budget
