"""Answers to what people ask first, from the figures of an edition; each leads to its figure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from typing import Final

from yusuan.ledger.claims import COUNT
from yusuan.portal import html
from yusuan.portal.changes import Change
from yusuan.portal.figures import Figure, figures
from yusuan.portal.projects import Project
from yusuan.portal.setting import Setting
from yusuan.publish.page_svg import amount

_RECEPTION: Final = "item:three_publics.reception"
_TILES: Final = ("total:revenue", "total:expenditure", "item:three_publics", _RECEPTION)
_TAGS: Final = re.compile("<[^>]*>")


@dataclass(frozen=True, slots=True)
class Told:
    """What answers are made of."""

    setting: Setting
    figures: Sequence[Figure]
    changes: Sequence[Change]
    projects: Sequence[Project]

    def find(self, key: str) -> Figure | None:
        """A figure by its key."""
        return next((one for one in self.figures if one.key == key), None)

    def change(self, key: str) -> Change | None:
        """The change of a figure."""
        return next((one for one in self.changes if one.figure.key == key), None)

    def largest(self, group: str) -> Figure | None:
        """The largest figure of a group."""
        of = [one for one in self.figures if one.group == group]
        return max(of, key=lambda one: one.amount, default=None)


def tiles(told: Told) -> str:
    """The few figures everybody looks for."""
    found = [one for key in _TILES if (one := told.find(key))]
    cells = []
    for one in found:
        change = told.change(one.key)
        said = f"<small>{html.moved(change.gap, change.rate)}</small>" if change else ""
        cells.append(f"<li><b>{html.figure(told.setting, one)}</b>{escape(one.name)}{said}</li>")
    return f'<ul class="tiles">{"".join(cells)}</ul>' if cells else ""


def questions(told: Told) -> str:
    """Questions, each with its answer and where to read on."""
    lines = "".join(
        f"<dt>{question}</dt><dd>{answer} {html.link(href, '详细')}</dd>"
        for question, answer, href in _answers(told)
    )
    return f'<section class="asked"><h2 id="asked">大家常问</h2><dl>{lines}</dl></section>'


def _answers(told: Told) -> Iterator[tuple[str, str, str]]:
    yield from _most(told)
    yield from _changed(told)
    yield from _reception(told)
    yield from _aims(told)
    yield from _same(told)
    yield "在哪里下载全部数据？", _offered(told), "files/"


def _most(told: Told) -> Iterator[tuple[str, str, str]]:
    total = told.find("total:expenditure")
    parts = []
    for group, words in (("function", "用在哪些方面看"), ("dept_economic", "买什么看")):
        one = told.largest(group)
        if one:
            share = f"，占 {one.amount / total.amount * 100:.1f}%" if total and total.amount else ""
            parts.append(
                f"按{words}，最多的是{escape(one.name)}，{html.figure(told.setting, one)}{share}"
            )
    if parts:
        yield "花得最多的是什么？", "；".join(parts) + "。", "#charts"


def _changed(told: Told) -> Iterator[tuple[str, str, str]]:
    change = told.change("total:expenditure")
    if change is None:
        return
    said = f"支出比上年{html.moved(change.gap, change.rate)}"
    why = f"，公开的原因：{escape(change.reason)}。" if change.reason else "，没有写原因。"
    yield "比上年变了什么，为什么？", said + (why if change.gap else "。"), "#changes"


def _reception(told: Told) -> Iterator[tuple[str, str, str]]:
    one, change = told.find(_RECEPTION), told.change(_RECEPTION)
    if one is None:
        return
    said = f"{html.figure(told.setting, one)}"
    if change is None:
        said += "，没有公开上年的数。"
    else:
        down = "在减少" if change.gap < 0 else ("没有减少" if change.gap else "没有变")
        said += f"，{down}：比上年{html.moved(change.gap, change.rate)}。"
    yield "公务接待花多少，在减少吗？", said, "#publics"


def _aims(told: Told) -> Iterator[tuple[str, str, str]]:
    aimed = [one for one in told.projects if one.aimed]
    if not told.projects:
        return
    names = "、".join(escape(one.name) for one in aimed[:3])
    more = f"{names}{'等' if len(aimed) > 3 else ''}" if aimed else ""
    said = f"{len(told.projects)} 个项目，{len(aimed)} 个公开了目标" + (
        f"：{more}。" if more else "。"
    )
    yield "哪些项目有绩效目标？", said, "projects/"


def _same(told: Told) -> Iterator[tuple[str, str, str]]:
    for words, places in told.setting.kept.compared.items():
        same = sum(1 for place in places.values() if place)
        end = "全部相同" if same == len(places) else f"{same} 个相同"
        said = (
            f"把文件读回来逐个比过：{len(places)} 个数，{end}。点一个数可以看到它在文件里的位置。"
        )
        yield f"和{words}里的数一样吗？", said, "files/#same"


def _offered(told: Told) -> str:
    count = len(told.setting.edition.files)
    return f"这份预算有 {count} 个文件可以下载。" if count else "全部数字可以下载。"


def per_head(setting: Setting) -> str:
    """Spending on people by the number of staff, where both are published."""
    staff = next(
        (
            one
            for one in setting.kept.claims
            if one.kind == COUNT and one.unit == "人" and "在职" in one.subject and one.value > 0
        ),
        None,
    )
    if staff is None:
        return ""
    lines = []
    for key, words in (("nature:basic", "基本支出"), ("dept_economic:301", "工资福利支出")):
        one = next((f for f in figures(setting.volume) if f.key == key), None)
        if one:
            each = amount((one.amount / staff.value).quantize(Decimal("1E2")))
            lines.append(
                f"<li>{words} {html.figure(setting, one)} ÷ {escape(staff.printed)} "
                f"= 人均 {each}</li>"
            )
    note = (
        '<p class="note">按在职人数平均，只供比较大小；工资福利支出里也有单位缴纳的社会保险。</p>'
    )
    return f"<h3>按在职人数平均</h3><ul>{''.join(lines)}</ul>{note}" if lines else ""


def preview(told: Told) -> str:
    """The budget in one line, for previews of links."""
    found = [one for key in _TILES if (one := told.find(key))]
    said = "，".join(f"{one.name} {amount(one.amount)}" for one in found)
    return _TAGS.sub("", said) or told.setting.edition.title
