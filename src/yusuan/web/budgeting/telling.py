"""The audit log of a budget in words: actions, lists and columns by their Chinese names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yusuan.books.entity import UNIT_HEADING, UNIT_KEY
from yusuan.books.schema import BY_KEY, ENTITY
from yusuan.web.audit.models import Entry
from yusuan.web.budgeting.states import State
from yusuan.web.budgeting.workflow import BY_KEY as STEPS
from yusuan.web.roles import Role

#: What an action is called; applications add theirs.
ACTIONS: Final[dict[str, str | Promise]] = {
    "edit": gettext_lazy("修改草稿"),
    "load": gettext_lazy("导入整份预算"),
    "step": gettext_lazy("办理"),
}
_SHOWN: Final = 12
_LONGEST: Final = 60


@dataclass(frozen=True, slots=True)
class Told:
    """An entry as it is shown; ``more`` are the lines that do not stand open."""

    number: int
    at: datetime
    who: str
    action: str
    lines: tuple[str, ...]
    more: tuple[str, ...]


def told(entry: Entry) -> Told:
    """An entry in words."""
    lines = tuple(_lines(entry.action, entry.detail))
    return Told(
        entry.number,
        entry.at,
        entry.who or _("系统"),
        str(ACTIONS.get(entry.action, entry.action)),
        lines[:_SHOWN],
        lines[_SHOWN:],
    )


def _lines(action: str, detail: dict[str, Any]) -> Iterator[str]:
    if action == "edit":
        yield from map(_edit, detail.get("edits", ()))
    elif action == "load":
        rows = (_("%s %s 行") % (_list(key), count) for key, count in detail["rows"].items())
        yield "、".join(rows)
    elif action == "step":
        yield from _step(detail)
    else:
        yield from _rest(detail)


def _step(detail: dict[str, Any]) -> Iterator[str]:
    step = STEPS.get(detail["step"])
    label = str(step.label) if step else detail["step"]
    yield f"{label}：{_state(detail['before'])} → {_state(detail['after'])}"
    if detail.get("opinion"):
        yield _("意见：%s") % detail["opinion"]
    if detail.get("revision"):
        yield _("留存第 %s 份") % detail["revision"]


def _edit(edit: dict[str, Any]) -> str:
    where = _list(edit["list"])
    if "gone" in edit:
        return _("%s：删除一行") % where if edit["gone"] else _("%s：恢复一行") % where
    was, now = (_cut(edit[key]) or _("（空）") for key in ("was", "is"))
    return f"{where} · {_column(edit['list'], edit['column'])}：{was} → {now}"


#: What other details mean.
_DETAILS: Final[dict[str, str | Promise]] = {
    "number": gettext_lazy("版本"),
    "revision": gettext_lazy("留存第几份"),
    "reason": gettext_lazy("原因"),
    "opinion": gettext_lazy("意见"),
    "digest": gettext_lazy("校验值"),
    "about": gettext_lazy("对象"),
    "was": gettext_lazy("原数"),
    "now": gettext_lazy("新数"),
    "changed": gettext_lazy("改动"),
    "remark": gettext_lazy("意见编号"),
    "cut": gettext_lazy("核减编号"),
    "cells": gettext_lazy("改了几格"),
    "project": gettext_lazy("项目"),
    "office": gettext_lazy("股室"),
    "title": gettext_lazy("标题"),
    "notice": gettext_lazy("通知编号"),
    "people": gettext_lazy("人数"),
}


def _rest(detail: dict[str, Any]) -> Iterator[str]:
    """What an action of another application told, as far as it is text or a number."""
    for key, value in detail.items():
        if isinstance(value, str | int) and value != "":
            said = (
                str(Role(value).label) if key == "office" and value in Role.values else str(value)
            )
            yield f"{_DETAILS.get(key, key)}：{_cut(said)}"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def _state(key: str) -> str:
    return str(State(key).label) if key in State.values else key


def _list(key: str) -> str:
    if key == ENTITY.key or key == "entity":
        return ENTITY.title
    return BY_KEY[key].title if key in BY_KEY else key


def _column(list_: str, key: str) -> str:
    if key == UNIT_KEY:
        return UNIT_HEADING
    sheet = ENTITY if list_ == "entity" else BY_KEY.get(list_)
    found = next((one for one in sheet.columns if one.key == key), None) if sheet else None
    return found.heading if found else key
