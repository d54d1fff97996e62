"""The taxpayer's glossary: the terms of budgets in plain words."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib import resources
from itertools import groupby

from yusuan.portal.frame import Shown


@dataclass(frozen=True, slots=True)
class Term:
    """A term, what it is listed under, its other names, and what it means in plain words."""

    group: str
    name: str
    also: str
    plain: str


@cache
def terms() -> Sequence[Term]:
    """Every term, in the order of the list."""
    file = resources.files("yusuan.portal") / "data" / "glossary.csv"
    rows = csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    return tuple(
        Term(row["group"], row["term"], row["also"].replace("|", "、"), row["plain"])
        for row in rows
    )


@cache
def _names() -> dict[str, Term]:
    found = {name: one for one in terms() for name in one.also.split("、") if name}
    return found | {one.name: one for one in terms()}


def explained(name: str, root: str) -> str:
    """A name as HTML, leading to what it means where the glossary has it."""
    term = _names().get(name)
    if term is None:
        return escape(name)
    href = f"{root}glossary/#{term.name}"
    return f'<a class="term" href="{escape(href)}" title="{escape(term.plain)}">{escape(name)}</a>'


def shown() -> Shown:
    """The page."""
    parts = []
    for group, of in groupby(terms(), key=lambda one: one.group):
        lines = "".join(_line(one) for one in of)
        parts.append(f'<h2>{escape(group)}</h2><dl class="glossary">{lines}</dl>')
    main = (
        "<h1>名词解释</h1>"
        '<p class="note">用平常的话说预算里的名词；以法律和财政部门的规定为准。</p>'
        + "".join(parts)
    )
    about = "预算里的名词用平常的话说：财政拨款、基本支出、三公经费、绩效目标……"
    return Shown("glossary/", "名词解释", main, about, [("地区和部门", "")])


def _line(one: Term) -> str:
    also = f" <small>也叫{escape(one.also)}</small>" if one.also else ""
    name = escape(one.name)
    return f'<dt id="{name}">{name}{also}</dt><dd>{escape(one.plain)}</dd>'
