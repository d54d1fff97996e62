"""The disclosure as one web page, every figure explained; what people wrote is escaped.

The same setting of blocks serves the report of a check (`check_page`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape as escaped

from yusuan.documents.model import Cell
from yusuan.publish.page_charts import charts
from yusuan.publish.page_frame import Face, framed
from yusuan.publish.page_meanings import Meanings
from yusuan.publish.page_relations import relations
from yusuan.publish.picture_svg import drawn
from yusuan.publish.volume import (
    Block,
    Entry,
    Heading,
    PageBreak,
    Part,
    Picture,
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
from yusuan.publish.volume_layout import ems, is_broad
from yusuan.publish.volume_words import alignment, subtitle

_SIDES = {"right": "n", "center": "m", "left": ""}
_SIGNS = re.compile("[&<>\"']").search
_WIDE = 8.0  # ems from which a text gets room in a narrow window


def escape(text: str) -> str:
    """A text as HTML; few texts of a table have any of its signs."""
    return escaped(text) if _SIGNS(text) else text


@dataclass(frozen=True, slots=True)
class Mark:
    """How a figure is marked where it stands: its look, and what is set before it, as HTML."""

    look: str = ""
    before: str = ""


_PLAIN = Mark()


@dataclass(slots=True)
class Sheet:
    """A volume while it is set: its meanings, its marks, and how many anchors it has.

    ``paragraphs`` are marks of whole paragraphs and headings, by their ids; ``scans`` is what is
    shown of a page of the source, as HTML, by the id of its break. ``names`` are the anchors of
    figures that must keep theirs; a figure is known by its address on ``page``, where the volume
    is set on several pages.
    """

    meanings: Meanings
    marks: Mapping[str, Mark] = field(default_factory=dict)
    paragraphs: Mapping[str, Mark] = field(default_factory=dict)
    scans: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    page: str = ""
    anchors: int = 0

    def figure(self, fact: str, text: str, where: str, *, table: bool = True) -> str:
        """A figure that leads to its meaning."""
        if fact not in self.meanings:
            return escape(text)
        self.anchors += 1
        anchor = (table and self.names.get(fact)) or f"f{self.anchors}"
        self.meanings.stands(fact, f"{self.page}{anchor}", where, text, table=table)
        mark = self.marks.get(fact, _PLAIN)
        leads = f'id="{anchor}" href="#{anchor}" data-f="{escape(fact)}"'
        return f'{mark.before}<a class="f{mark.look}" {leads}>{escape(text)}</a>'


def write(volume: Volume) -> bytes:
    """The web page of a volume, in UTF-8."""
    sheet = Sheet(Meanings(volume))
    body = "".join(blocks(volume, sheet))
    pictures = "".join(one.html for one in charts(volume, sheet.meanings))
    overview = f'<h2 id="charts">概览</h2><div class="charts">{pictures}</div>' if pictures else ""
    entries = [Entry("概览", 1, "charts")] if pictures else []
    face = Face(volume.title, subtitle(volume), volume.language)
    return framed(face, [*entries, *contents(volume)], overview + body, data(volume, sheet))


def write_part(volume: Volume, anchor: str) -> bytes:
    """The page of one heading with what stands under it, or of one table; KeyError without it."""
    listed = list(headed(volume))
    begins = next((n for n, (_, e) in enumerate(listed) if e and e.anchor == anchor), None)
    if begins is None:
        raise KeyError(anchor)
    entry = listed[begins][1]
    assert entry is not None
    ends = next(
        (
            n
            for n in range(begins + 1, len(listed))
            if (e := listed[n][1]) and e.level <= entry.level
        ),
        len(listed),
    )
    sheet = Sheet(Meanings(volume))
    body = "".join(text for one, e in listed[begins:ends] for text in block_html(one, e, sheet))
    face = Face(entry.text, volume.title, volume.language)
    return framed(face, [], body, data(volume, sheet))


def data(volume: Volume, sheet: Sheet) -> dict[str, object]:
    """What the page's script tells of each figure."""
    related = relations(volume.result) if volume.result else {}
    return {**sheet.meanings.as_dict(), **related}


def blocks(volume: Volume, page: Sheet) -> Iterator[str]:
    """Every part and block of a volume, as HTML."""
    for one, entry in headed(volume):
        yield from block_html(one, entry, page)


def block_html(one: Part | Block, entry: Entry | None, page: Sheet) -> Iterator[str]:
    """One part or block as HTML; an entry of the contents gives it its anchor."""
    anchor = f' id="{entry.anchor}"' if entry else ""
    match one:
        case Part(title=title) if title:
            yield f"<h2{anchor}>{escape(title)}</h2>"
        case Heading(text=text, level=level, id=identity):
            rank = min(max(level + 1, 3), 6)
            look, before = _marked(identity, page)
            words = f'<span id="{identity}">{escape(text)}</span>' if identity else escape(text)
            yield f"<h{rank}{anchor}{look}>{before}{words}</h{rank}>"
        case Text():
            yield _paragraph(one, page)
        case TableBlock():
            yield from _table(one, anchor, page)
        case Picture():
            yield _picture(one)
        case PageBreak(name=name, id=identity) if name:
            yield f'<p class="leaf">{escape(name)}</p>{page.scans.get(identity, "")}'


def _picture(block: Picture) -> str:
    title = f"<figcaption>{escape(block.title)}</figcaption>" if block.title else ""
    note = f'<p class="note">{escape(block.note)}</p>' if block.note else ""
    return f'<figure class="drawn">{title}{drawn(block).svg}{note}</figure>'


def _paragraph(block: Text, page: Sheet) -> str:
    inner = "".join(
        page.figure(fact, text, page.meanings.said(fact), table=False) if fact else escape(text)
        for text, fact in pieces(block.text, block.figures)
    )
    anchor = f' id="{block.id}"' if block.id else ""
    look, before = _marked(block.id, page)
    return f"<p{anchor}{look}>{before}{inner.replace(chr(10), '<br>')}</p>"


def _marked(identity: str, page: Sheet) -> tuple[str, str]:
    """The class of a paragraph, and what stands before its words."""
    mark = page.paragraphs.get(identity, _PLAIN)
    return f' class="{mark.look}"' if mark.look else "", mark.before


def _table(block: TableBlock, anchor: str, page: Sheet) -> Iterator[str]:
    broad = " broad" if is_broad(block) else ""
    yield f'<section class="table{broad}">'
    if block.title:
        yield f"<h3{anchor}>{escape(block.title)}</h3>"
    lines = "".join(f"<p>{escape(text)}</p>" for text in (block.left, block.right) if text)
    yield f'<div class="caption">{lines}</div>' if lines else ""
    label = escape(block.called or "表格")
    yield f'<div class="box" tabindex="0" role="region" aria-label="{label}"><table>'
    rows = _rows(block, page)
    if block.header:
        yield f"<thead>{''.join(rows[: block.header])}</thead>"
    yield f"<tbody>{''.join(rows[block.header :])}</tbody></table></div>"
    for text in filter(None, (block.empty, block.note)):
        yield f'<p class="note">{escape(text)}</p>'
    yield "</section>"


def _rows(block: TableBlock, page: Sheet) -> list[str]:
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
    block: TableBlock, cell: Cell, page: Sheet, columns: frozenset[int], fixed: int | None
) -> str:
    header = cell.row < block.header
    if not (cell.text or header) and cell.rowspan == cell.colspan == 1:  # most cells of most tables
        return '<td class="s"></td>' if cell.column == fixed else "<td></td>"
    figure = is_figure(block, cell, columns)
    kind = "" if header else _SIDES[alignment(block, cell, figure=figure)]
    if cell.column + cell.colspan - 1 == fixed and (cell.colspan == 1 or not header):
        kind += " s"
    if not figure and not header and ems(cell.text) > _WIDE:
        kind += " w"
    tag = "th" if header else "td"
    shown = f' class="{kind.lstrip()}"' if kind else ""
    if cell.colspan > 1:
        shown += f' colspan="{cell.colspan}"'
    if cell.rowspan > 1:
        shown += f' rowspan="{cell.rowspan}"'
    return f"<{tag}{shown}>{_inner(block, cell, page)}</{tag}>"


def _inner(block: TableBlock, cell: Cell, page: Sheet) -> str:
    fact = block.figures.get((cell.row, cell.column))
    if fact is not None:
        return _within(cell, fact, page, page.meanings.place(fact, block.called))
    return escape(cell.text).replace("\n", "<br>")


def _within(cell: Cell, fact: str, page: Sheet, where: str) -> str:
    """A cell that prints a figure, with the words that may stand around it."""
    before, printed, after = cell.text.rpartition(page.meanings.printed(fact))
    if not printed.strip():
        return page.figure(fact, cell.text, where)
    left, right = (escape(text).replace("\n", "<br>") for text in (before, after))
    return f"{left}{page.figure(fact, printed, where)}{right}"
