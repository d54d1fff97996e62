"""The page of an edition: the story of a budget, from the whole to where to read on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from typing import Final

from yusuan.ledger.claims import COUNT
from yusuan.portal import answers, glossary, html
from yusuan.portal.changes import Change, changes
from yusuan.portal.editions import Edition
from yusuan.portal.figures import GROUPS, Figure, figures
from yusuan.portal.frame import Shown
from yusuan.portal.projects import Project, projects
from yusuan.portal.setting import Setting
from yusuan.standards.dimensions import label

_ROOT: Final = "../../../"
_PEOPLE: Final = ("编制", "在职", "实有", "退休", "人员")


def story(setting: Setting) -> Shown:
    """The page of an edition."""
    edition = setting.edition
    found = figures(setting.volume)
    changed = changes(setting.kept, found)
    listed = projects(setting)
    told = answers.Told(setting, found, changed, listed)
    main = "".join(
        (
            f"<h1>{escape(edition.title)}</h1>{_about(setting)}",
            answers.tiles(told),
            answers.questions(told),
            _charts(setting),
            _changes(setting, changed),
            _publics(setting, found, changed),
            _staff(setting),
            _projects(setting, listed),
            _rest(setting),
        )
    )
    data = setting.data(main, "", 0)
    about = answers.preview(told)
    return Shown(edition.address, edition.title, main, about, trail(edition), data)


def trail(edition: Edition, *more: tuple[str, str]) -> list[tuple[str, str]]:
    """The way to an edition, and to its pages where a name of the page is given."""
    district, department = edition.district, edition.department
    return [
        ("地区和部门", ""),
        (district.name, f"{district.slug}/"),
        (department.name, f"{district.slug}/{department.slug}/"),
        *more,
    ]


def below(edition: Edition) -> list[tuple[str, str]]:
    """The way to a page below the edition's."""
    return trail(edition, (f"{edition.year}年{label('stage', edition.stage)}", edition.address))


def _about(setting: Setting) -> str:
    edition = setting.edition
    release = edition.release
    said = [f"第 {release.number} 版" if edition.made else "由公开的文件读出"]
    said += [f"{release.on:%Y-%m-%d} 公开"] if release.on else []
    corrected = (
        '<p class="told"><a href="versions/">这份预算更正过，看改了什么</a></p>'
        if len(edition.releases) > 1
        else ""
    )
    read = (
        ""
        if edition.made
        else '<p class="note">不是由本系统编制：数字从公开的文件读出，'
        f"没有看懂的数没有用来作图和比较。{_checked(setting)}</p>"
    )
    return f'<p class="note">{" · ".join(said)}</p>{read}{corrected}'


def _checked(setting: Setting) -> str:
    """How much was understood of what was read, and what checking it gave."""
    understood, numeric = setting.kept.coverage
    share = f"表里 {numeric} 个数，看懂 {understood} 个。" if numeric else ""
    result = setting.volume.result
    if result is None:
        return share
    found = Counter(one.severity for one in result.findings)
    wrong = f"错误 {found['error']} 处，警告 {found['warning']} 处"
    report = html.link("file/check.html", "看核对报告")
    return f"{share}核对通过 {result.counts['passed']} 项，{wrong}，{report}。"


def _charts(setting: Setting) -> str:
    if not setting.charts:
        return ""
    drawn = "".join(
        one.html.removesuffix("</figure>")
        + f'<p class="note">{html.link(f"chart/{one.key}/", "单独看，或放到别的网页")}</p></figure>'
        for one in setting.charts
    )
    return f'<h2 id="charts">钱从哪里来，用到哪里去</h2><div class="charts">{drawn}</div>'


def _changes(setting: Setting, changed: Sequence[Change]) -> str:
    """Every change with its reason; of a change without one that is said."""
    if not changed:
        none = '<p class="flat">公开的内容里没有上年的数，不能比较。</p>'
        return f'<h2 id="changes">比上年变了什么</h2>{none}'
    heads = (
        ("项目", ""),
        ("本年（万元）", "n"),
        ("上年（万元）", "n"),
        ("变化", "n"),
        ("公开的原因", "said"),
    )
    rows = (
        (
            glossary.explained(one.figure.name, _ROOT),
            html.figure(setting, one.figure, unit=False),
            html.money(one.before),
            html.moved(one.gap, one.rate),
            escape(one.reason) or _silent(one),
        )
        for one in changed
    )
    table = html.table(heads, rows, "比上年变了什么")
    return f'<h2 id="changes">比上年变了什么，为什么</h2>{table}'


def _silent(one: Change) -> str:
    return '<span class="note">没有写原因</span>' if one.gap else ""


def _publics(setting: Setting, found: Sequence[Figure], changed: Sequence[Change]) -> str:
    items = [one for one in found if one.group == "item"]
    if not items:
        return ""
    of = {one.figure.key: one for one in changed}
    rows = (
        (
            glossary.explained(one.name, _ROOT),
            html.figure(setting, one, unit=False),
            html.moved(of[one.key].gap, of[one.key].rate) if one.key in of else "没有上年数",
        )
        for one in items
    )
    heads = (("经费", ""), ("本年（万元）", "n"), ("比上年", "n"))
    years = html.link("../#publics", "看历年的三公经费")
    table = html.table(heads, rows, "三公经费和单独公开的经费")
    return f'<h2 id="publics">{GROUPS["item"]}</h2>{table}<p class="flat">{years}</p>'


def _staff(setting: Setting) -> str:
    """What is said of people, vehicles and rooms, as it is said."""
    counted = [one for one in setting.kept.claims if one.kind == COUNT and one.understood]
    shown = {
        (one.subject, one.printed): one
        for one in counted
        if one.unit != "个" and (one.unit != "人" or any(w in one.subject for w in _PEOPLE))
    }
    if not shown:
        return ""
    tiles = "".join(
        f"<li><b>{escape(one.printed)}</b>{escape(one.subject)}</li>" for one in shown.values()
    )
    per = answers.per_head(setting)
    return f'<h2 id="staff">人员和资产</h2><ul class="tiles">{tiles}</ul>{per}'


def _projects(setting: Setting, listed: Sequence[Project]) -> str:
    if not listed:
        return ""
    heads = (("项目", ""), ("金额（万元）", "n"), ("绩效目标", ""))
    rows = (
        (
            html.link(one.address, one.name) if one.address else escape(one.name),
            html.fact(setting, one.fact) if one.fact else "",
            f"{len(one.indicators)} 个指标" if one.aimed else "没有公开目标",
        )
        for one in listed
    )
    more = html.link("projects/", "看全部目标和指标")
    table = html.table(heads, rows, "项目")
    return f'<h2 id="projects">项目和目标</h2>{table}<p class="flat">{more}</p>'


def _rest(setting: Setting) -> str:
    return "".join(
        f'<h2 id="{key}">{title}</h2>{"".join(lines)}' for key, title, lines in _sections(setting)
    )


def _sections(setting: Setting) -> Iterator[tuple[str, str, Sequence[str]]]:
    groups = groupby(setting.tables, key=lambda one: bool(one.targets))
    lists = [
        f'<ol class="tables" start="{int(found[0].slug[1:])}">'
        + "".join(
            f"<li>{html.link(f'{one.slug}/', one.title)} "
            f"<small>{one.figures or '没有'}个数</small></li>"
            for one in found
        )
        + "</ol>"
        for found in (list(of) for _, of in groups)
    ]
    yield "tables", "公开的全部表格", lists
    links = [
        html.link("explanation/", "预算说明全文"),
        html.link("files/", "全部文件和数据（Word、PDF、Excel、CSV……）"),
        html.link("versions/", "各个版本和更正"),
    ]
    yield "more", "继续看", [f"<ul>{''.join(f'<li>{one}</li>' for one in links)}</ul>"]
