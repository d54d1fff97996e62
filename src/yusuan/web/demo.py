"""A sample district: a finance bureau, four departments, their budgets in several states.

Three budgets are the examples, with their real figures; the fourth, a department with subordinate
units, is made up of one of them. Every budget goes to its state through the steps of the
workflow, taken by those whose steps they are. People are called by their roles; they share a
password that is told once.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_DOWN, Decimal
from pathlib import Path
from typing import Final

from django.db import transaction

from yusuan import compiling
from yusuan.forms.reviews import ASPECTS
from yusuan.ledger.budgets import Budget, SpendingLine, Unit
from yusuan.web.accounts.models import Post, User
from yusuan.web.budgeting import drafts, moving, reading, submitted
from yusuan.web.budgeting.models import Department, District, Dossier, Year
from yusuan.web.budgeting.workflow import BY_KEY
from yusuan.web.publishing import versions
from yusuan.web.review import controls, items, remarks, targets
from yusuan.web.review.items import About
from yusuan.web.roles import AT_BUREAU, Role
from yusuan.web.work import loop

CODE: Final = "999999"
_WAY: Final = (
    "finish_1", "submit_1", "accept_1", "control", "draft", "finish_2", "submit_2", "accept_2",
    "government", "congress", "approve", "release", "disclose",
)  # fmt: skip
_WHOLE: Final = About("total")


@dataclass(frozen=True, slots=True)
class _Sample:
    """A department of the sample: its budget, and the last step it has taken."""

    code: str
    folder: str
    last: str  # a step; empty where the draft is still being typed
    units: tuple[str, ...] = ()  # names of subordinate units, made up


_SAMPLES: Final = (
    _Sample("001", "jianghan-2022", "disclose"),
    _Sample("002", "shifeng-2020", ""),
    _Sample("003", "hetang-2024", "draft"),
    _Sample("004", "hetang-2024", "accept_1", ("综合服务中心", "信息中心")),
)


def fill(examples: Path, password: str | None = None) -> Iterator[str]:
    """Make the district, unless it is there, and tell the accounts; lines for the terminal.

    ``examples`` is the folder of the example budgets; FileNotFoundError where one is missing.
    """
    if District.objects.filter(code=CODE).exists():
        yield "示范区已经在了，数据没有改动。"
        return
    password = password or secrets.token_urlsafe(9)
    with transaction.atomic():
        bureau = _bureau(password)
        filled = [
            _department(sample, number, examples, password, bureau)
            for number, sample in enumerate(_SAMPLES, 1)
        ]
    for sample, dossier, people in filled:
        yield f"  {dossier.department}（{dossier.year.year} 年）…"
        _walk(sample, dossier, people)
    yield f"示范区已建好。账号（密码都是 {password}）："
    for user in User.objects.order_by("pk"):
        posts = "、".join(dict.fromkeys(str(post) for post in user.posts.all()))
        yield f"  {user.username}  {posts}"


def _bureau(password: str) -> dict[Role, User]:
    district = District.objects.create(code=CODE, name="示范区")
    people = {role: _person(role.value, str(role.label), password) for role in sorted(AT_BUREAU)}
    for role in (Role.PERFORMANCE, Role.BUDGET):
        Post.objects.create(user=people[role], role=role, district=district)
    admin = _person("admin", "系统管理员", password)
    Post.objects.create(user=admin, role=Role.ADMIN)
    return people


def _person(username: str, name: str, password: str) -> User:
    return User.objects.create_user(username, password, name=name)


def _department(
    sample: _Sample, number: int, examples: Path, password: str, bureau: dict[Role, User]
) -> tuple[_Sample, Dossier, dict[Role, User]]:
    """The department with its people and the draft of its budget."""
    budget, district = _budget(examples / sample.folder), District.objects.get(code=CODE)
    if sample.units:
        budget = with_units(budget, sample.code, sample.units)
    year, _ = Year.objects.get_or_create(
        district=district, year=budget.entity.year, defaults={"form_set": budget.entity.form_set}
    )
    department = Department.objects.create(
        district=district, code=sample.code, name=budget.entity.name
    )
    people = dict(bureau)
    for role in (Role.CLERK, Role.HEAD):
        people[role] = _person(f"{role.value}{number}", str(role.label), password)
        Post.objects.create(user=people[role], role=role, district=district, department=department)
    Post.objects.create(
        user=bureau[Role.SECTOR], role=Role.SECTOR, district=district, department=department
    )
    if sample.units:
        clerk = _person(f"unit{number}", "下属单位经办", password)
        Post.objects.create(
            user=clerk, role=Role.CLERK, district=district, department=department,
            unit=budget.units[-1].code,
        )  # fmt: skip
    dossier = Dossier.objects.create(department=department, year=year)
    drafts.load(dossier, people[Role.CLERK], reading.tables_of(budget))
    dossier.refresh_from_db()
    return sample, dossier, people


def _budget(folder: Path) -> Budget:
    opened = compiling.open_books(folder)
    if opened.budget is None:
        raise FileNotFoundError(folder)
    return opened.budget


def _walk(sample: _Sample, dossier: Dossier, people: dict[Role, User]) -> None:
    """Take the steps up to the last one, each by one of those who may."""
    if not sample.last:
        return
    for key in _WAY[: _WAY.index(sample.last) + 1]:
        _prepare(key, dossier, people)
        role = next(one for one in Role if one in BY_KEY[key].roles)
        moving.take(people[role], dossier, key)
    if sample.last == "accept_1":
        pin = remarks.pin(submitted.budget(dossier), "spending", 0, "amount")
        remarks.add(people[Role.SECTOR], dossier, "请补充这笔支出的测算依据。", pin)


def _prepare(key: str, dossier: Dossier, people: dict[Role, User]) -> None:
    """What the gate of a step asks for."""
    budget = reading.opened(dossier).budget
    assert budget is not None
    if key == "control":
        controls.put(people[Role.BUDGET], dossier, {_WHOLE: items.asked(budget, _WHOLE)})
    elif key == "government":
        for one in targets.subjects(dossier, budget):
            if one.indicators:
                _pass(one.key, dossier, people)
    elif key == "approve":
        dossier.year.approved_on = date(dossier.year.year, 1, 20)
        dossier.year.save(update_fields=["approved_on"])
        dossier.refresh_from_db()
    elif key == "disclose":
        version = versions.freeze(people[Role.HEAD], dossier)
        loop.run(once=True)
        version.refresh_from_db()
        while version.busy:  # the worker of a server that runs already was quicker
            time.sleep(loop.PAUSE)
            version.refresh_from_db()
        dossier.refresh_from_db()


def _pass(project: str, dossier: Dossier, people: dict[Role, User]) -> None:
    for role, office in targets.OFFICE.items():
        marks = dict.fromkeys(ASPECTS, ("excellent", ""))
        targets.put(people[role], dossier, project, office, marks)


def with_units(budget: Budget, code: str, names: tuple[str, ...]) -> Budget:
    """A budget shared out over an own office and subordinate units, under another name."""
    name = "示范区综合保障局"
    own = budget.units[0]
    units = [replace(own, code=f"{code}001", name=f"{name}本级", own=True)]
    units += [
        Unit(f"{code}{number:03}", one, kind="institution", own=False)
        for number, one in enumerate(names, 2)
    ]
    entity = replace(budget.entity, name=name, code=code, district="示范区", form_set="general")
    spending = [part for line in budget.spending for part in _shared(line, units)]
    revenue = [
        replace(line, unit=unit.code, amount=sum(
            (part.amount for part in spending if part.unit == unit.code and part.fund == line.fund),
            Decimal(0),
        ))
        for line in budget.revenue
        for unit in units
    ]  # fmt: skip
    return replace(
        budget,
        entity=entity,
        units=tuple(units),
        spending=tuple(spending),
        revenue=tuple(one for one in revenue if one.amount),
        projects=tuple(replace(one, unit=units[0].code) for one in budget.projects),
        purchases=tuple(replace(one, unit=units[0].code) for one in budget.purchases),
        earlier=(),
        reasons=(),
        names=(),
        answers=(),
    )


def _shared(line: SpendingLine, units: list[Unit]) -> Iterator[SpendingLine]:
    """A line of basic expenditure over all units, one of a project at the own office."""
    if line.project or line.nature != "basic":
        yield replace(line, unit=units[0].code)
        return
    part = (line.amount / len(units)).quantize(Decimal("0.01"), ROUND_DOWN)
    for unit in units[1:]:
        yield replace(line, unit=unit.code, amount=part, gov_economic="")
    yield replace(line, unit=units[0].code, amount=line.amount - part * (len(units) - 1))
