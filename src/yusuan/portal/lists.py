"""The pages that lead to editions: all districts, a district, a department over the years."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from html import escape
from itertools import groupby
from typing import Final

from yusuan.portal import html
from yusuan.portal.digest import Digest
from yusuan.portal.editions import Edition, Named
from yusuan.portal.figures import GROUPS
from yusuan.portal.frame import Shown
from yusuan.portal.series import Listed, Point, comparable, series
from yusuan.publish.page_svg import Share, amount, bars
from yusuan.standards.dimensions import label

_NEWEST: Final = 8
_MOVED: Final = 12
_LEAST: Final = (Decimal(20), Decimal(100_000))  # per cent, and 元, from which a change is unusual
_SCOPES: Final = {"unit": "单位", "department": "部门"}


#: Names of figures and their amounts by year, by key.
Points = Mapping[str, tuple[str, Mapping[int, Point]]]
#: What is drawn over the years.
_DRAWN: Final[Mapping[str, Sequence[str]]] = {
    "total": ("total:expenditure",),
    "item": ("item:three_publics", "item:three_publics.reception"),
}


def called(edition: Edition) -> str:
    """What an edition is, beside its department: 2022年部门预算."""
    stage = label("stage", edition.stage) if edition.stage else "公开"
    return f"{edition.year}年{_SCOPES.get(edition.scope, '')}{stage}"


def home(editions: Sequence[Edition]) -> Shown:
    """The first page: where to search, the districts, what is new."""
    districts = _by_district(editions)
    rows = (
        (
            html.link(f"{district.slug}/", district.name),
            str(len({one.department.slug for one in found})),
            str(len(found)),
            _years(found),
        )
        for district, found in districts.items()
    )
    heads = (("地区", ""), ("部门", "n"), ("预算和决算（份）", "n"), ("年度", ""))
    table = html.table(heads, rows, "地区") if editions else "<p>还没有公开的预算。</p>"
    newest = sorted(editions, key=_newness, reverse=True)[:_NEWEST]
    news = "".join(
        f"<li>{html.link(one.address, one.title)} <small>{_news(one)}</small></li>"
        for one in newest
    )
    main = (
        '<section class="hero"><h1>部门预算，看得懂、查得到</h1>'
        "<p>政府部门一年收多少钱、花多少钱、花在哪里、要办成什么事。每一个数都可以点开，看它的含义、出处和相关的数。</p>"
        f'{search_form("search/")}<p class="hints">可以问：{_hints(newest)}</p></section>'
        f'<h2 id="districts">地区</h2>{table}'
        f'<h2 id="new">最近公开</h2><ul class="news">{news}</ul>'
    )
    about = "政府部门的预算和决算：收支、变化和原因、三公经费、项目和绩效目标、全部表格和数据。"
    return Shown("", "部门预算公开", main, about)


def search_form(action: str, asked: str = "") -> str:
    """The field to search in."""
    return (
        f'<form class="search" action="{action}" role="search">'
        '<label for="q">搜索部门、项目、指标、经费和名词</label>'
        f'<input id="q" name="q" type="search" value="{escape(asked)}" autocomplete="off" '
        'maxlength="80"><button>搜索</button></form>'
    )


def _hints(newest: Sequence[Edition]) -> str:
    words = ("公务接待费", "基本支出", "项目支出", "gwjd")
    links = [html.link(f"search/?q={word}", word) for word in words]
    return "、".join(links + [html.link(one.address, one.department.name) for one in newest[:1]])


def _newness(one: Edition) -> tuple[str, int]:
    on = one.release.on
    return (on.isoformat() if on else "", one.year)


def _news(one: Edition) -> str:
    on = f"{one.release.on:%Y-%m-%d}" if one.release.on else ""
    kind = "" if one.made else "由公开的文件读出"
    corrected = f"第 {one.release.number} 版（更正）" if one.release.number > 1 else ""
    return " · ".join(filter(None, (on, corrected, kind)))


def _years(editions: Sequence[Edition]) -> str:
    years = sorted({one.year for one in editions})
    return str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"


def _by_district(editions: Sequence[Edition]) -> Mapping[Named, list[Edition]]:
    found: dict[str, list[Edition]] = {}
    for one in editions:
        found.setdefault(one.district.slug, []).append(one)
    return {of[0].district: of for of in sorted(found.values(), key=lambda of: of[0].district.name)}


def district(editions: Listed) -> Shown:
    """A district: its departments side by side, year by year, and unusual changes."""
    place = editions[0][0].district
    newest = sorted(editions, key=lambda one: (-one[0].year, one[0].department.slug))
    years = "".join(
        f'<h2 id="y{year}">{year}年</h2>{_departments(list(of))}'
        for year, of in groupby(newest, key=lambda one: one[0].year)
    )
    main = f"<h1>{escape(place.name)}</h1>{years}{_unusual(editions)}"
    about = f"{place.name}各部门的预算和决算，{len(editions)} 份。"
    return Shown(f"{place.slug}/", place.name, main, about, [("地区和部门", "")])


_COLUMNS: Final = (
    ("total:revenue", "收入"),
    ("total:expenditure", "支出"),
    ("nature:project", "其中项目支出"),
    ("item:three_publics", "三公经费"),
)


def _departments(editions: Listed) -> str:
    heads = (("部门", ""), *((f"{name}（万元）", "n") for _, name in _COLUMNS), ("支出比上年", "n"))
    rows = (
        (
            html.link(f"../{edition.address}", edition.department.name)
            + f" <small>{called(edition)}</small>",
            *(_cell(edition, digest, key) for key, _ in _COLUMNS),
            _moved(digest),
        )
        for edition, digest in editions
    )
    alike = [edition for edition, digest in editions if digest.figures]
    compare = "&".join(f"e={one.address}" for one in alike[:6])
    together = html.link(f"../compare/?{compare}", "并排比较")
    more = f'<p class="flat">{together}</p>' if len(alike) > 1 else ""
    return html.table(heads, rows, "各部门") + more


def _cell(edition: Edition, digest: Digest, key: str) -> str:
    one = digest.find(key)
    if one is None:
        return '<span class="note">没有印出</span>'
    return html.link(f"../{edition.address}{one.at}", html.money(Decimal(one.amount)), "f")


def _moved(digest: Digest) -> str:
    one = digest.find("total:expenditure")
    if one is None or not one.before:
        return '<span class="note">没有上年数</span>'
    gap = Decimal(one.amount) - Decimal(one.before)
    return html.moved(gap, gap / Decimal(one.before) * 100 if Decimal(one.before) else None)


def _unusual(editions: Listed) -> str:
    """The largest changes of a district, with the reasons given for them."""
    found = []
    for edition, digest in editions:
        for one in digest.figures:
            if not one.before or not Decimal(one.before):
                continue
            gap = Decimal(one.amount) - Decimal(one.before)
            rate = gap / Decimal(one.before) * 100
            if abs(rate) >= _LEAST[0] and abs(gap) >= _LEAST[1]:
                found.append((abs(rate), edition, one, gap, rate))
    if not found:
        return ""
    heads = (("部门", ""), ("项目", ""), ("比上年", "n"), ("公开的原因", "said"))
    rows = (
        (
            html.link(f"../{edition.address}", f"{edition.department.name} {edition.year}年"),
            html.link(f"../{edition.address}{one.at}", one.name),
            html.moved(gap, rate),
            escape(one.reason) or '<span class="note">没有写原因</span>',
        )
        for _, edition, one, gap, rate in sorted(found, key=lambda row: -row[0])[:_MOVED]
    )
    note = '<p class="note">比上年增减两成以上、并且在 10 万元以上的；按增减的比率排列。</p>'
    return f'<h2 id="unusual">变化大的</h2>{html.table(heads, rows, "变化大的")}{note}'


def department(editions: Listed) -> Shown:
    """A department: what it published, and its figures over the years."""
    first = editions[0][0]
    listed = "".join(
        f"<li>{html.link(f'{edition.period}/', called(edition))} "
        f"<small>{_news(edition)}</small></li>"
        for edition, _ in sorted(editions, key=lambda one: -one[0].year)
    )
    title = f"<h1>{escape(first.department.name)}</h1>"
    main = f'{title}<ul class="news">{listed}</ul>{_over(editions)}'
    about = f"{first.department.name}历年的预算和决算。"
    address = f"{first.district.slug}/{first.department.slug}/"
    trail = [("地区和部门", ""), (first.district.name, f"{first.district.slug}/")]
    return Shown(address, first.department.name, main, about, trail)


def _over(editions: Listed) -> str:
    found = series(editions)
    years = sorted({year for _, points in found.values() for year in points})
    if not years:
        return ""
    apart = len(editions) - len(comparable(editions))
    note = (
        f'<p class="note">另有 {apart} 份（决算、单位预算或只公开了目标）'
        "口径不同，没有放在一起比。</p>"
        if apart
        else ""
    )
    return f'<h2 id="years">历年对比</h2>{note}{"".join(_groups(found, years))}'


def _groups(found: Points, years: list[int]) -> Iterator[str]:
    for group, title in GROUPS.items():
        of = {key: one for key, one in found.items() if key.partition(":")[0] == group}
        if not of:
            continue
        anchor = "publics" if group == "item" else f"g-{group}"
        picture = _picture(of, group)
        yield f'<h3 id="{anchor}">{title}</h3>{picture}{_table(of, years, title)}'


def _picture(of: Points, group: str) -> str:
    """The bars of the total or of 三公经费 over the years, where there are at least two."""
    drawn = []
    for key in _DRAWN.get(group, ()):
        name, points = of.get(key, ("", {}))
        if len(points) > 1:
            shares = [
                Share(f"{year}年", points[year].amount, amount(points[year].amount), look="c0")
                for year in sorted(points)
            ]
            caption = f"<figcaption>{escape(name)}</figcaption>"
            drawn.append(f"<figure>{caption}{bars(shares, parts=False)}</figure>")
    return f'<div class="charts">{"".join(drawn)}</div>' if drawn else ""


def _table(of: Points, years: list[int], title: str) -> str:
    heads = (("单位：万元", ""), *((f"{year}年", "n") for year in years))
    rows = (
        (escape(name), *(_point(points.get(year)) for year in years))
        for name, points in of.values()
    )
    later = any(point.told_later for _, points in of.values() for point in points.values())
    note = '<p class="note">* 取自下一年预算里的上年数。</p>' if later else ""
    return html.table(heads, rows, title) + note


def _point(point: Point | None) -> str:
    if point is None:
        return '<span class="note">没有印出</span>'
    mark = "*" if point.told_later else ""
    return html.link(f"../../{point.at}", html.money(point.amount), "f") + mark
