"""What templates of all desks may insert from the bureau's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yusuan.books import exact
from yusuan.web.accounts.models import User
from yusuan.web.budgeting import access, reading
from yusuan.web.budgeting.models import Dossier
from yusuan.web.budgeting.states import FIXED, State
from yusuan.web.review import controls, notices
from yusuan.web.roles import AT_BUREAU

register = template.Library()


@register.filter
def wan(amount: Decimal | str | None) -> str:
    """An amount as it stands in a field, in 万元; nothing where there is none."""
    return exact.written(exact.in_unit(amount, "万元")) if isinstance(amount, Decimal) else ""


@register.inclusion_tag("review/controls_live.html")
def controls_beside(dossier: Dossier) -> dict[str, Any]:
    """The control numbers of a budget beside its draft; nothing before they are issued."""
    if State(dossier.state) in controls.NOT_YET:
        return {"ceilings": []}
    return {
        "ceilings": controls.beside(dossier, reading.opened(dossier).budget),
        "dossier": dossier,
    }


@register.inclusion_tag("review/nav.html", takes_context=True)
def bureau_nav(context: dict[str, Any]) -> dict[str, Any]:
    """The board for those who have a post at the bureau, and everybody's notices."""
    user = context["request"].user
    return {
        "bureau": any(post.role in AT_BUREAU for post in user.posts.all()),
        "unread": notices.unread(user),
    }


@dataclass(frozen=True, slots=True)
class Tab:
    """A page about the review of a budget, with how much waits there."""

    name: str
    label: str | Promise
    hint: str | Promise
    count: int = 0


_TABS: Final = (
    Tab("review", _("勾稽审核表"), _("查了什么、结果、位置")),
    Tab("remarks", _("审核意见"), _("提出、答复、办结")),
    Tab("targets", _("绩效目标审核"), _("完整性、相关性、适当性、可行性")),
    Tab("amounts", _("申报、审核、批复"), _("各阶段金额和核减")),
    Tab("controls", _("控制数"), _("总额、资金来源、项目")),
)


@register.inclusion_tag("review/tabs.html", takes_context=True)
def review_tabs(context: dict[str, Any], dossier: Dossier, tab: str) -> dict[str, Any]:
    """The pages about the review of a budget, as tabs."""
    return {"dossier": dossier, "tab": tab, "tabs": list(_tabs(context["request"].user, dossier))}


@register.inclusion_tag("review/links.html", takes_context=True)
def review_links(context: dict[str, Any], dossier: Dossier) -> dict[str, Any]:
    """The same, as links of the budget's own page."""
    user = context["request"].user
    return {
        "dossier": dossier,
        "tabs": list(_tabs(user, dossier)),
        "bureau": bool(access.roles(user, dossier) & AT_BUREAU),
    }


def _tabs(user: User, dossier: Dossier) -> Iterator[Tab]:
    bureau = bool(access.roles(user, dossier) & AT_BUREAU)
    for one in _TABS:
        if not bureau and (
            one.name == "review"
            or (one.name == "controls" and State(dossier.state) in controls.NOT_YET)
        ):
            continue
        count = dossier.remarks.filter(resolved_at=None).count() if one.name == "remarks" else 0
        yield replace(one, count=count)


@register.filter
def has_letter(dossier: Dossier) -> bool:
    """Whether the letter of approval may be asked for by those who see the budget."""
    return State(dossier.state) in FIXED - {State.APPROVED}
