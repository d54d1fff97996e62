"""People and posts: made by hand or from a workbook, and taken away."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone
from openpyxl import load_workbook

from yusuan.web.accounts.models import Post, User
from yusuan.web.audit.chain import record
from yusuan.web.budgeting.models import Department, District
from yusuan.web.roles import AT_BUREAU, AT_DEPARTMENT, Role

HEADINGS: Final = (
    "部门编码", "部门名称", "账号", "姓名", "岗位", "单位编码", "电子邮箱", "手机",
)  # fmt: skip
_ROLES: Final = {str(role.label): role for role in Role}
_MOST: Final = 5_000
_LONGEST: Final = 120


@dataclass(frozen=True, slots=True)
class Listed:
    """One row of the workbook, as it was typed."""

    number: int
    cells: dict[str, str]

    def __getitem__(self, heading: str) -> str:
        return self.cells.get(heading, "")


class NoList(ValueError):
    """The workbook cannot be read as a list of departments and people; its text says why."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of an import: counts, the passwords of new people, and rows left out."""

    departments: int
    people: tuple[tuple[str, str], ...]  # account, first password
    posts: int
    problems: tuple[str, ...]


def rows(data: bytes) -> list[Listed]:
    """The rows of the first sheet below its headings; NoList where there are none."""
    try:
        book = load_workbook(BytesIO(data), read_only=True, data_only=True)
        lines = [
            list(line) for line in book.worksheets[0].iter_rows(values_only=True, max_row=_MOST)
        ]
    except Exception as error:
        raise NoList("读不出这个工作簿，请另存为 .xlsx 后再试。") from error
    if not lines:
        raise NoList("工作簿是空的。")
    headings = [str(cell or "").strip() for cell in lines[0]]
    if "部门编码" not in headings or "部门名称" not in headings:
        raise NoList("第一行要有“部门编码”和“部门名称”这两列。")
    found = []
    for number, line in enumerate(lines[1:], 2):
        cells = {h: _text(c) for h, c in zip(headings, line, strict=False) if h in HEADINGS}
        if any(cells.values()):
            found.append(Listed(number, cells))
    return found


def _text(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return str(cell if cell is not None else "").strip()[:_LONGEST]


def take(district: District, listed: Iterable[Listed], who: User) -> Taken:
    """Make the departments, people and posts of a list; what is there already stays.

    A row that cannot be understood is left out and told; the others are taken.
    """
    problems: list[str] = []
    people: list[tuple[str, str]] = []
    departments = posts = 0
    with transaction.atomic():
        for row in listed:
            if faults := list(_faults(row)):
                problems.append(f"第 {row.number} 行：{'；'.join(faults)}")
                continue
            department = None
            if row["部门编码"]:
                department, made = Department.objects.get_or_create(
                    district=district, code=row["部门编码"], defaults={"name": row["部门名称"]}
                )
                departments += made
            if row["账号"]:
                user, password = person(row["账号"], row["姓名"], row["电子邮箱"], row["手机"])
                people += [(user.username, password)] if password else []
                posts += _post(user, _ROLES[row["岗位"]], district, department, row["单位编码"])
        record(
            "import_people", who, departments=departments, posts=posts,
            people=[name for name, _ in people],
        )  # fmt: skip
    return Taken(departments, tuple(people), posts, tuple(problems))


def _faults(row: Listed) -> Iterator[str]:
    role = _ROLES.get(row["岗位"])
    if bool(row["部门编码"]) != bool(row["部门名称"]):
        yield "部门编码和部门名称要一起填"
    if bool(row["账号"]) != bool(row["岗位"]):
        yield "账号和岗位要一起填"
    elif row["岗位"] and (role is None or role == Role.ADMIN):
        some = "、".join(label for label, each in _ROLES.items() if each != Role.ADMIN)
        yield f"没有“{row['岗位']}”这个岗位，请填 {some}"
    elif role in (*AT_DEPARTMENT, Role.SECTOR) and not row["部门编码"]:
        yield f"{row['岗位']}要写部门编码"
    elif row["单位编码"] and role not in (None, Role.CLERK):
        yield "只有经办可以只管一个单位，单位编码不要填"


def person(username: str, name: str, email: str = "", phone: str = "") -> tuple[User, str]:
    """A person by account, made where there is none; with the first password of a new one."""
    found = User.objects.filter(username=username).first()
    if found is not None:
        return found, ""
    password = secrets.token_urlsafe(9)
    return (
        User.objects.create_user(
            username, password, name=name, email=email, phone=phone, must_change=True
        ),
        password,
    )


def first_administrator(username: str) -> str:
    """Make an administrator, as whoever holds the server does; "" where the account exists."""
    with transaction.atomic():
        user, password = person(username, "系统管理员")
        if password:
            Post.objects.create(user=user, role=Role.ADMIN)
            record("person_made", None, whom=username, post=str(Role.ADMIN.label))
    return password


def _post(
    user: User, role: Role, district: District, department: Department | None, unit: str = ""
) -> bool:
    at = None if role in AT_BUREAU - {Role.SECTOR} else department
    _, made = Post.objects.get_or_create(
        user=user,
        role=role,
        district=None if role == Role.ADMIN else district,
        department=at,
        unit=unit if role == Role.CLERK else "",
    )
    return made


def give(
    who: User,
    user: User,
    role: Role,
    district: District,
    department: Department | None,
    unit: str = "",
) -> None:
    """Give a person a post; nothing happens where they hold it. ValueError where none fits."""
    if role in (*AT_DEPARTMENT, Role.SECTOR) and department is None:
        raise ValueError("这个岗位要选部门。")
    if unit and role != Role.CLERK:
        raise ValueError("只有经办可以只管一个单位。")
    with transaction.atomic():
        if _post(user, role, district, department, unit):
            post = f"{role.label} {department or ''} {unit}".rstrip()
            record("post_given", who, whom=user.username, post=post)


def withdraw(who: User, post: Post) -> None:
    """Take a post from a person."""
    with transaction.atomic():
        record("post_taken", who, whom=post.user.username, post=str(post))
        post.delete()


def first_password(who: User, user: User) -> str:
    """A new first password for a person, who must change it; their sessions end."""
    password = secrets.token_urlsafe(9)
    with transaction.atomic():
        user.set_password(password)
        user.must_change, user.otp_secret = True, ""
        user.save(update_fields=["password", "must_change", "otp_secret"])
        record("password_reset", who, whom=user.username)
    end_sessions(user)
    return password


def switch(who: User, user: User, *, active: bool) -> None:
    """Let a person in, or keep them out at once."""
    with transaction.atomic():
        user.is_active = active
        user.save(update_fields=["is_active"])
        record("person_on" if active else "person_off", who, whom=user.username)
    if not active:
        end_sessions(user)


def end_sessions(user: User) -> None:
    """Sign a person out everywhere."""
    for session in Session.objects.filter(expire_date__gte=timezone.now()).iterator():
        if session.get_decoded().get("_auth_user_id") == str(user.pk):
            session.delete()


def own_data(user: User) -> dict[str, Any]:
    """All that is kept of a person, but what they did to budgets, which is the budgets' record."""
    return {
        "account": user.username,
        "name": user.name,
        "email": user.email,
        "phone": user.phone,
        "language": user.language,
        "active": user.is_active,
        "last_login": user.last_login.isoformat() if user.last_login else None,
        "posts": [str(post) for post in user.posts.all()],
    }


def forget(who: User, user: User) -> None:
    """Delete a person and what is kept of them.

    What they did stays in the audit log under the account's number: records of budgets must be
    kept (会计档案管理办法), names of who made them included.
    """
    with transaction.atomic():
        record("person_deleted", who, number=user.pk)
        end_sessions(user)
        user.delete()
