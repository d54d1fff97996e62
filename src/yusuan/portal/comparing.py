"""The page that sets editions side by side, and the data it reads."""

from __future__ import annotations

from typing import Any

from yusuan.portal.digest import Digest
from yusuan.portal.editions import Edition
from yusuan.portal.figures import GROUPS
from yusuan.portal.frame import Shown
from yusuan.portal.lists import called
from yusuan.portal.series import Listed


def shown(editions: Listed) -> Shown:
    """The page; what is chosen is in its address, ?e=…&e=…, and its script sets it up."""
    can = [edition for edition, digest in editions if digest.figures]
    main = (
        "<h1>比较</h1>"
        '<p class="note">选两份到六份预算，并排看收支、分类和三公经费；'
        "口径不同、不能直接比的会说明。</p>"
        '<form class="choose" id="choose"><label for="edition">加一份</label>'
        '<input id="edition" list="editions" autocomplete="off" placeholder="输入部门或年份">'
        '<datalist id="editions"></datalist><button>加上</button></form>'
        '<p id="unknown" class="told" role="status" hidden></p>'
        '<div id="compared" aria-live="polite"></div>'
        "<noscript><p>并排比较要用浏览器的脚本；"
        '也可以看<a href="../">各部门历年对比</a>。</p></noscript>'
        f'<p class="note">可以比的有 {len(can)} 份。</p>'
    )
    about = "把几个部门、几个年度的预算并排比较。"
    return Shown(
        "compare/", "比较", main, about, [("地区和部门", "")], scripts=("portal.js",)
    )  # fmt: skip


def index(editions: Listed) -> dict[str, Any]:
    """What can be chosen: addresses and titles, and the names of the groups."""
    return {
        "groups": GROUPS,
        "editions": [
            {
                "at": edition.address,
                "title": f"{edition.department.name} {called(edition)}",
                "district": edition.district.name,
                "year": edition.year,
                "stage": edition.stage,
                "scope": edition.scope or "department",
                "made": edition.made,
            }
            for edition, digest in editions
            if digest.figures
        ],
    }


def figures(edition: Edition, digest: Digest) -> dict[str, Any]:
    """The figures of one edition as comparisons and other programs read them; amounts in 元."""
    return {
        "schema": "yusuan.figures/1",
        "district": edition.district.name,
        "department": edition.department.name,
        "year": edition.year,
        "stage": edition.stage,
        "scope": edition.scope,
        "title": edition.title,
        "version": edition.release.number,
        "unit": "元",
        "figures": [
            {
                "key": one.key,
                "group": one.group,
                "name": one.name,
                "amount": one.amount,
                "last_year": one.before or None,
                "reason": one.reason or None,
                "at": one.at,
            }
            for one in digest.figures
        ],
    }
