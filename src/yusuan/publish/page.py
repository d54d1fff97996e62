"""The disclosure as one web page: self-contained, without a network, every figure explained.

The page may run only its own script and style, named by their digests in its security policy;
what people wrote is escaped wherever it stands.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from importlib import resources

from yusuan.documents.model import Cell
from yusuan.publish.page_charts import charts
from yusuan.publish.page_meanings import Meanings
from yusuan.publish.volume import (
    Block,
    Entry,
    Heading,
    Part,
    TableBlock,
    Text,
    Volume,
    contents,
    figure_columns,
    grid_rows,
    headed,
    is_figure,
    pieces,
)
from yusuan.publish.volume_layout import ems, layout
from yusuan.publish.volume_words import alignment, subtitle

_SIDES = {"right": "n", "center": "m", "left": ""}
_WIDE = 8.0  # ems from which a text gets room in a narrow window
_DEEPEST = 4


@dataclass(slots=True)
class _Page:
    """A page while it is written: its meanings, and how many anchors it has."""

    meanings: Meanings
    anchors: int = 0
    table: str = ""
    seen: set[str] = field(default_factory=set)

    def figure(self, fact: str, text: str, where: str) -> str:
        """A figure that leads to its meaning."""
        if fact not in self.meanings:
            return escape(text)
        self.anchors += 1
        anchor = f"f{self.anchors}"
        self.meanings.stands(fact, anchor, where, text)
        leads = f'id="{anchor}" href="#{anchor}" data-f="{escape(fact)}"'
        return f'<a class="f" {leads}>{escape(text)}</a>'


def write(volume: Volume) -> bytes:
    """The web page of a volume, in UTF-8."""
    page = _Page(Meanings(volume))
    body = "".join(_body(volume, page))
    pictures = "".join(charts(volume, page.meanings))
    style, script = _asset("page.css"), _asset("page.js")
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    overview = f'<h2 id="charts">概览</h2><div class="charts">{pictures}</div>' if pictures else ""
    return "".join(
        (
            f'<!DOCTYPE html><html lang="{escape(volume.language)}"><head><meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(volume.title)}</title><style>{style}</style></head><body>",
            f'<div class="frame"><header><h1>{escape(volume.title)}</h1>',
            f"<p>{escape(subtitle(volume))}</p></header>",
            _navigation(contents(volume), charted=bool(pictures)),
            f"<main>{overview}{body}</main></div>",
            '<aside id="meaning" aria-label="数字的含义" aria-live="polite" hidden></aside>',
            f'<script type="application/json" id="data">{_json(page.meanings)}</script>',
            f"<script>{script}</script></body></html>\n",
        )
    ).encode("utf-8", "replace")


def _asset(name: str) -> str:
    return (resources.files("yusuan.publish") / "assets" / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _json(meanings: Meanings) -> str:
    """Data in which nothing can end the element that holds it."""
    text = json.dumps(meanings.as_dict(), ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _navigation(entries: list[Entry], *, charted: bool) -> str:
    first = '<li class="l1"><a href="#charts">概览</a></li>' if charted else ""
    lines = "".join(
        f'<li class="l{min(entry.level, _DEEPEST)}"><a href="#{entry.anchor}">'
        f"{escape(entry.text)}</a></li>"
        for entry in entries
    )
    return (
        '<nav aria-label="目录"><details id="contents"><summary>目录</summary>'
        f"<ol>{first}{lines}</ol></details></nav>"
    )


def _body(volume: Volume, page: _Page) -> Iterator[str]:
    for one, entry in headed(volume):
        yield from _block(one, entry, page)


def _block(one: Part | Block, entry: Entry | None, page: _Page) -> Iterator[str]:
    anchor = f' id="{entry.anchor}"' if entry else ""
    match one:
        case Part(title=title) if title:
            yield f"<h2{anchor}>{escape(title)}</h2>"
        case Heading(text=text, level=level):
            rank = min(max(level + 1, 3), 6)
            yield f"<h{rank}{anchor}>{escape(text)}</h{rank}>"
        case Text():
            yield _paragraph(one, page)
        case TableBlock():
            yield from _table(one, anchor, page)


def _paragraph(block: Text, page: _Page) -> str:
    inner = "".join(
        page.figure(fact, text, "文字说明") if fact else escape(text)
        for text, fact in pieces(block.text, block.figures)
    )
    return f"<p>{inner.replace(chr(10), '<br>')}</p>"


def _table(block: TableBlock, anchor: str, page: _Page) -> Iterator[str]:
    broad = " broad" if layout(block).page.landscape else ""
    yield f'<section class="table{broad}">'
    if block.title:
        yield f"<h3{anchor}>{escape(block.title)}</h3>"
    lines = "".join(f"<p>{escape(text)}</p>" for text in (block.left, block.right) if text)
    yield f'<div class="caption">{lines}</div>' if lines else ""
    label = escape(block.title or "表格")
    yield f'<div class="box" tabindex="0" role="region" aria-label="{label}"><table>'
    rows = _rows(block, page)
    if block.header:
        yield f"<thead>{''.join(rows[: block.header])}</thead>"
    yield f"<tbody>{''.join(rows[block.header :])}</tbody></table></div>"
    for text in filter(None, (block.empty, block.note)):
        yield f'<p class="note">{escape(text)}</p>'
    yield "</section>"


def _rows(block: TableBlock, page: _Page) -> list[str]:
    columns = figure_columns(block)
    fixed = _fixed(block, columns)
    return [
        f"<tr>{''.join(_cell(block, cell, page, columns, fixed) for cell in cells)}</tr>"
        for cells in grid_rows(block)
    ]


def _fixed(block: TableBlock, columns: frozenset[int]) -> int | None:
    """The column that stays in sight while a wide table scrolls: the last label before figures."""
    first = min(columns, default=0)
    return first - 1 if first and block.header and block.table.columns > 3 else None


def _cell(
    block: TableBlock, cell: Cell, page: _Page, columns: frozenset[int], fixed: int | None
) -> str:
    figure = is_figure(block, cell, columns)
    header = cell.row < block.header
    names = [_SIDES[alignment(block, cell, figure=figure)] if not header else ""]
    last = cell.column + cell.colspan - 1
    names.append("s" if last == fixed and (cell.colspan == 1 or not header) else "")
    names.append("w" if not figure and not header and ems(cell.text) > _WIDE else "")
    kind = " ".join(filter(None, names))
    tag = "th" if header else "td"
    spans = f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
    spans += f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
    shown = f' class="{kind}"' if kind else ""
    return f"<{tag}{shown}{spans}>{_inner(block, cell, page)}</{tag}>"


def _inner(block: TableBlock, cell: Cell, page: _Page) -> str:
    fact = block.figures.get((cell.row, cell.column))
    if fact is not None:
        return page.figure(fact, cell.text, page.meanings.place(fact, block.title))
    return escape(cell.text).replace("\n", "<br>")
