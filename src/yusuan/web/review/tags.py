"""What templates of all desks may insert from the bureau's."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import template

from yusuan.books import exact
from yusuan.web.budgeting import reading
from yusuan.web.budgeting.models import Dossier
from yusuan.web.budgeting.states import State
from yusuan.web.review import controls
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
    """The bureau's entries of the main menu, for those who have a post there."""
    user = context["request"].user
    return {"bureau": any(post.role in AT_BUREAU for post in user.posts.all())}
