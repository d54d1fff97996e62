"""The pages of an edition's files and of its versions."""

from __future__ import annotations

from html import escape
from urllib.parse import quote

from yusuan.portal import html
from yusuan.portal.editions import Edition, Release
from yusuan.portal.frame import Shown
from yusuan.portal.setting import Setting
from yusuan.portal.story import below


def files(setting: Setting) -> Shown:
    """What can be downloaded, and whether the files say what the pages do."""
    edition = setting.edition
    heads = (("文件", ""), ("大小", "n"), ("SHA-256", ""))
    rows = (
        (
            f'<a href="../file/{escape(quote(one.name))}" download>{escape(one.words)}</a>',
            html.size(one.size),
            f'<code class="key">{one.sha256}</code>',
        )
        for one in edition.files
    )
    listed = html.table(heads, rows, "全部文件") if edition.files else "<p>没有可以下载的文件。</p>"
    main = f"<h1>全部文件和数据</h1>{listed}{_same(setting)}"
    title = f"文件和数据 · {edition.title}"
    data = setting.data(main, "files/", 1)
    return Shown(f"{edition.address}files/", title, main, title, below(edition), data)


def _same(setting: Setting) -> str:
    """How the figures of the pages compare with those of the files that were read back."""
    compared = setting.kept.compared
    if not compared:
        return ""
    lines = []
    for words, places in compared.items():
        other = [fact for fact, place in places.items() if not place]
        lines.append(
            f"<p class='flat'>{escape(words)}：读回文件，同本站的表逐格比较，"
            f"{len(places)} 个数里 {len(places) - len(other)} 个相同。</p>"
        )
        if other:
            found = "".join(
                f'<li><a class="f" href="../{setting.href(one)}" data-f="{escape(one)}">'
                f"{escape(setting.meanings.place(one, ''))}</a></li>"
                for one in other
            )
            lines.append(f"<p class='flat'>不同的数：</p><ul>{found}</ul>")
    return f'<h2 id="same">这些数和文件里的一样吗</h2>{"".join(lines)}'.replace("'", '"')


def versions(edition: Edition) -> Shown:
    """Every version, why it was corrected, and what it changed."""
    lines = "".join(_release(one) for one in edition.releases)
    title = f"各个版本 · {edition.title}"
    main = f'<h1>各个版本和更正</h1><ol class="releases" reversed>{lines}</ol>'
    return Shown(f"{edition.address}versions/", title, main, title, below(edition))


def _release(one: Release) -> str:
    number = f"第 {one.number} 版"
    on = f"{one.on:%Y-%m-%d}" if one.on else "公开日期没有记录"
    changed = "".join(f"<li>{escape(said)}</li>" for said in one.changed)
    kept = f" · {html.link(f'../{one.at}', '这一版的文件和核对说明')}" if one.at else ""
    told = f'<p class="flat">改了什么：</p><ul>{changed}</ul>' if changed else ""
    return (
        f'<li value="{one.number}"><b>{number}</b> · {on} · '
        f"{escape(one.reason or '首次公开')}{kept}{told}</li>"
    )
