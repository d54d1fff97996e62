"""Who takes part: the roles of the workflow, and what a post of each covers."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """A role; one person may hold several posts, each a role at a place."""

    CLERK = "clerk", _("经办")
    HEAD = "head", _("单位负责人")
    SECTOR = "sector", _("业务股室")
    PERFORMANCE = "performance", _("绩效股")
    BUDGET = "budget", _("预算股")
    ADMIN = "admin", _("系统管理员")


#: Posts at a department; a clerk's may be narrowed to one of its units.
AT_DEPARTMENT = frozenset({Role.CLERK, Role.HEAD})
#: Posts at the finance bureau of a district; a sector's names the department it looks after.
AT_BUREAU = frozenset({Role.SECTOR, Role.PERFORMANCE, Role.BUDGET})
