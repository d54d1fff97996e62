"""A page of the portal around what it shows: its head, the way to it, the menu, the foot.

All links are relative, so that the site may stand below any address; a page asks nothing of any
other host, and its policy forbids it to.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any, Final

HTML: Final = "text/html; charset=utf-8"
_POLICY: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'"
)
_MENU: Final = (
    ("", "地区和部门"),
    ("compare/", "比较"),
    ("search/", "搜索"),
    ("glossary/", "名词解释"),
    ("download/", "下载数据"),
)


@dataclass(frozen=True, slots=True)
class Face:
    """What the whole site says of itself; ``home`` is its address, where previews need one.

    ``links`` are what its foot leads to besides, from the root.
    """

    name: str = "部门预算公开"
    home: str = ""
    links: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """What is answered at an address."""

    body: bytes
    kind: str = HTML


@dataclass(frozen=True, slots=True)
class Shown:
    """A page before it is framed.

    ``address`` is where it stands, from the site's root, with a slash at its end or none for the
    root. ``trail`` is the way to it: names and addresses. ``scripts`` are what it runs besides.
    """

    address: str
    title: str
    main: str
    about: str = ""
    trail: Sequence[tuple[str, str]] = ()
    data: Mapping[str, Any] | None = None
    scripts: tuple[str, ...] = ()
    bare: bool = False
    more: Mapping[str, Any] = field(default_factory=dict)

    @property
    def root(self) -> str:
        """The way from the page to the site's root."""
        return "../" * self.address.count("/")


def framed(one: Shown, face: Face) -> Page:
    """The whole page."""
    return Page("".join(_parts(one, face)).encode("utf-8", "replace"))


def _parts(one: Shown, face: Face) -> Sequence[str]:
    root = one.root
    scripts = (*(("page.js",) if one.data is not None else ()), *one.scripts)
    loaded = "".join(f'<script defer src="{root}assets/{name}"></script>' for name in scripts)
    figures = (
        '<aside id="meaning" aria-label="数字的含义" aria-live="polite" hidden></aside>'
        f'<script type="application/json" id="data">{as_json(one.data)}</script>'
        if one.data is not None
        else ""
    )
    head = (
        '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(_title(one, face))}</title>{_preview(one, face)}",
        f'<link rel="icon" href="{root}assets/icon.svg">',
        f'<link rel="stylesheet" href="{root}assets/page.css">',
        f'<link rel="stylesheet" href="{root}assets/portal.css">',
        '<link rel="alternate" type="application/atom+xml" title="新公开的预算" '
        f'href="{root}feed.xml">',
        f"{loaded}</head>",
    )
    if one.bare:
        return (*head, f'<body class="bare"><main>{one.main}</main>{figures}</body></html>\n')
    return (
        *head,
        '<body class="portal"><a class="skip" href="#main">跳到正文</a>',
        _top(one, face),
        f'<main id="main">{_trail(one)}{one.main}</main>',
        _foot(one, face),
        f"{figures}</body></html>\n",
    )


def _title(one: Shown, face: Face) -> str:
    return f"{one.title} · {face.name}" if one.address else face.name


def _preview(one: Shown, face: Face) -> str:
    """What other sites show of a link to the page."""
    about = one.about or one.title
    said = {"og:type": "website", "og:site_name": face.name, "og:title": one.title}
    said |= {"og:description": about, "og:locale": "zh_CN"}
    link = ""
    if face.home:
        said["og:url"] = face.home + one.address
        link = f'<link rel="canonical" href="{escape(face.home + one.address)}">'
    metas = "".join(f'<meta property="{k}" content="{escape(v)}">' for k, v in said.items())
    return f'<meta name="description" content="{escape(about)}">{metas}{link}'


def _top(one: Shown, face: Face) -> str:
    links = "".join(
        f'<a href="{one.root + address or "./"}"{_current(one, address)}>{name}</a>'
        for address, name in _MENU
    )
    return (
        f'<header class="top"><a class="brand" href="{one.root or "./"}">{escape(face.name)}</a>'
        f'<nav aria-label="主菜单">{links}</nav></header>'
    )


def _current(one: Shown, address: str) -> str:
    return ' aria-current="page"' if one.address == address else ""


def _trail(one: Shown) -> str:
    if not one.trail:
        return ""
    links = " › ".join(
        f'<a href="{one.root + address or "./"}">{escape(name)}</a>' for name, address in one.trail
    )
    return f'<nav class="trail" aria-label="位置">{links}</nav>'


def _foot(one: Shown, face: Face) -> str:
    more = "".join(
        f' · <a href="{one.root}{address}">{escape(name)}</a>' for name, address in face.links
    )
    return (
        "<footer><p>数字是公开文件里印出的原数，点任何一个数字可以看到它的含义、来源和相关的数。"
        f'</p><p><a href="{one.root}feed.xml">订阅新公开的预算</a> · '
        f'<a href="{one.root}download/">数据可以自由使用，请注明来源</a>{more}</p></footer>'
    )


def as_json(data: object) -> str:
    """Data in which nothing can end the element that holds it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
