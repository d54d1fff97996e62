"""People and their posts."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from yusuan.web.roles import Role


class Users(BaseUserManager["User"]):
    """How people are made."""

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> User:
        """A new person; without a password they cannot sign in with one."""
        user = self.model(username=username.strip(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person who signs in."""

    username = models.CharField(_("账号"), max_length=60, unique=True)
    name = models.CharField(_("姓名"), max_length=60, blank=True)
    email = models.EmailField(_("电子邮箱"), blank=True)
    phone = models.CharField(_("手机"), max_length=30, blank=True)
    is_active = models.BooleanField(_("在用"), default=True)
    language = models.CharField(max_length=10, blank=True)
    must_change = models.BooleanField(_("下次登录改密码"), default=False)
    otp_secret = models.CharField(max_length=64, blank=True)
    oidc_subject = models.CharField(max_length=200, blank=True)

    objects = Users()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        """Ordered by account."""

        ordering = ("username",)

    def __str__(self) -> str:
        return self.name or self.username

    @property
    def is_admin(self) -> bool:
        """Whether they see the administrator's desk."""
        return any(post.role == Role.ADMIN for post in self.posts.all())


class Post(models.Model):
    """A role that a person holds at a place.

    ``department`` is empty for posts of a whole district, ``unit`` for a whole department.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="posts")
    role = models.CharField(_("岗位"), max_length=20, choices=Role.choices)
    district = models.ForeignKey(
        "budgeting.District", models.CASCADE, null=True, blank=True, related_name="posts"
    )
    department = models.ForeignKey(
        "budgeting.Department", models.CASCADE, null=True, blank=True, related_name="posts"
    )
    unit = models.CharField(_("单位编码"), max_length=40, blank=True)

    class Meta:
        """No post twice."""

        constraints = (
            models.UniqueConstraint(
                fields=("user", "role", "district", "department", "unit"),
                name="post_once",
                nulls_distinct=False,
            ),
        )

    def __str__(self) -> str:
        place = f"{self.department or self.district or ''} {self.unit}".strip()
        return f"{self.get_role_display()} · {place}".rstrip(" ·")
