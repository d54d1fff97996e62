"""A whole web page around what it shows: one file, no network, nothing foreign ever run.

The page may run only its own script and style, named by their digests in its security policy.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from importlib import resources
from typing import Any

from yusuan.publish.volume import Entry

_DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Face:
    """What a page says of itself: its title, the line under it, its language, its kind."""

    title: str
    subtitle: str
    language: str
    kind: str = "published"
    pictures: bool = False  # whether it holds pictures, as data within the page


def framed(face: Face, entries: Sequence[Entry], main: str, data: Mapping[str, Any]) -> bytes:
    """The page in UTF-8: contents, what it shows as HTML, and the data its script reads."""
    style, script = _asset("page.css"), _asset("page.js")
    pictures = "img-src data:; " if face.pictures else ""
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        f"{pictures}base-uri 'none'; form-action 'none'"
    )
    return "".join(
        (
            f'<!DOCTYPE html><html lang="{escape(face.language)}"><head><meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(face.title)}</title><style>{style}</style></head>",
            f'<body class="{face.kind}"><div class="frame"><header>',
            f"<h1>{escape(face.title)}</h1><p>{escape(face.subtitle)}</p></header>",
            _navigation(entries) if entries else "",
            f"<main>{main}</main></div>",
            '<aside id="meaning" aria-label="数字的含义" aria-live="polite" hidden></aside>',
            f'<script type="application/json" id="data">{_json(data)}</script>',
            f"<script>{script}</script></body></html>\n",
        )
    ).encode("utf-8", "replace")


def _asset(name: str) -> str:
    return (resources.files("yusuan.publish") / "assets" / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _json(data: Mapping[str, Any]) -> str:
    """Data in which nothing can end the element that holds it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _navigation(entries: Sequence[Entry]) -> str:
    lines = "".join(
        f'<li class="l{min(entry.level, _DEEPEST)}"><a href="#{entry.anchor}">'
        f"{escape(entry.text)}</a></li>"
        for entry in entries
    )
    return (
        '<nav aria-label="目录"><details id="contents"><summary>目录</summary>'
        f"<ol>{lines}</ol></details></nav>"
    )
