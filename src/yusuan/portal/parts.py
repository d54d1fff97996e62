"""The pages below an edition's: a table, the explanation, the projects, a chart by itself."""

from __future__ import annotations

from html import escape

from yusuan.portal import html
from yusuan.portal.frame import Shown
from yusuan.portal.projects import Project, projects, whole
from yusuan.portal.setting import TEXT, Setting
from yusuan.portal.story import below


def table(setting: Setting, slug: str) -> Shown:
    """One table as it is printed; KeyError where there is none."""
    one = setting.table(slug)
    edition = setting.edition
    at = setting.tables.index(one)
    near = "".join(
        f"<li>{html.link(f'../{other.slug}/', f'{word}：{other.title}')}</li>"
        for word, place in (("上一张", at - 1), ("下一张", at + 1))
        if 0 <= place < len(setting.tables)
        for other in (setting.tables[place],)
    )
    main = (
        f'<h1>{escape(one.title)}</h1><p class="note">{escape(edition.title)} · 表 {at + 1}</p>'
        f'{one.html}<ul class="near">{near}</ul>'
    )
    title = f"{one.title} · {edition.department.name}"
    data = setting.data(main, f"{slug}/", 1)
    return Shown(f"{edition.address}{slug}/", title, main, one.title, below(edition), data)


def explanation(setting: Setting) -> Shown:
    """The text as it was published; tables are led to."""
    edition = setting.edition
    main = f"<h1>预算说明</h1>{setting.text}"
    title = f"预算说明 · {edition.title}"
    data = setting.data(main, TEXT, 1)
    return Shown(f"{edition.address}{TEXT}", title, main, title, below(edition), data)


def chart(setting: Setting, key: str) -> Shown:
    """One chart by itself, to be set into other pages; KeyError where there is none."""
    one = next((chart for chart in setting.charts if chart.key == key), None)
    if one is None:
        raise KeyError(key)
    edition = setting.edition
    source = f'<a href="../../" target="_top">{escape(edition.title)}</a>'
    frame = (
        '&lt;iframe src="<b>本页地址</b>" width="100%" height="480" title="'
        f'{escape(escape(edition.title))}"&gt;&lt;/iframe&gt;'
    )
    main = (
        f'<h1 class="small">{escape(one.title)}</h1>'
        f'<div class="charts" id="charts">{one.html}</div>'
        f'<p class="note">来源：{source}</p>'
        f'<details class="note alone"><summary>放到别的网页</summary><code>{frame}</code></details>'
    )
    title = f"{one.title} · {edition.title}"
    data = setting.data(main, f"chart/{key}/", 2)
    return Shown(f"{edition.address}chart/{key}/", title, main, title, data=data, bare=True)


def targets(setting: Setting) -> Shown:
    """Every project with its goals and indicators."""
    edition = setting.edition
    listed = projects(setting)
    all_of = whole(setting)
    bodies = "".join(_project(setting, number, one) for number, one in enumerate(listed, 1))
    entire = f'<h2 id="whole">部门整体目标</h2>{_aims(all_of)}' if all_of else ""
    none = "" if listed or all_of else '<p class="flat">这份预算没有公开项目和绩效目标。</p>'
    contents = "".join(
        f"<li>{html.link(f'#p{number}', one.name)} <small>"
        f"{f'{len(one.indicators)} 个指标' if one.aimed else '没有公开目标'}</small></li>"
        for number, one in enumerate(listed, 1)
    )
    main = f"<h1>项目和绩效目标</h1>{none}<ol>{contents}</ol>{entire}{bodies}"
    title = f"项目和绩效目标 · {edition.title}"
    data = setting.data(main, "projects/", 1)
    return Shown(f"{edition.address}projects/", title, main, title, below(edition), data)


def _project(setting: Setting, number: int, one: Project) -> str:
    worth = ""
    if one.fact is not None:
        worth = f" <small>{html.fact(setting, one.fact, '../')} 万元</small>"
    form = f'<p class="flat">{html.link(f"../{one.address}", "看原表")}</p>' if one.address else ""
    said = _aims(one) if one.aimed else '<p class="note">没有公开绩效目标。</p>'
    return f'<h2 id="p{number}">{escape(one.name)}{worth}</h2>{said}{form}'


def _aims(one: Project) -> str:
    goals = "".join(f"<p>{escape(goal.text)}</p>" for goal in one.goals)
    if not one.indicators:
        return goals
    heads = (("类别", ""), ("指标", ""), ("目标值", ""))
    rows = ((escape(i.level), escape(i.words), escape(i.value)) for i in one.indicators)
    return goals + html.table(heads, rows, f"{one.name}的绩效指标")
