"""Web pages: what a browser shows of them, as paragraphs, headings and tables in order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

import lxml.html
from lxml import etree

from yusuan.documents import html_table, limits
from yusuan.documents.html_bytes import page_text
from yusuan.documents.html_table import Grid, Slot
from yusuan.documents.html_text import (
    BLOCKS,
    Visible,
    add_element,
    gather,
    own_text,
    paragraphs,
    read_visible,
    tidy,
)
from yusuan.documents.limits import clipped
from yusuan.documents.model import (
    Block,
    Cell,
    Document,
    Note,
    Paragraph,
    Place,
    Source,
    Table,
    UnreadableDocument,
)
from yusuan.documents.number_format import exact, plain

_HEADING: Final = re.compile(r"h([1-6])")
_DATA_CELLS: Final = 4
_DAMAGED: Final = "网页的标记已损坏，无法读取，请用浏览器打开后另存再试。"
_NOTHING: Final = "网页里没有可见的文字，内容可能由脚本生成，请用浏览器打开后另存再试。"
_TOO_DEEP: Final = "网页的标记嵌套过深，无法读取，请用浏览器打开后另存为 PDF 再试。"


@dataclass(slots=True)
class _Page:
    """A page while it is read: what is shown, and how far the counting has come."""

    visible: Visible
    blocks: list[Block] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    paragraphs: int = 0
    tables: int = 0
    cut: int = 0
    beyond: int = 0


def read(data: bytes, source: Source) -> Document:
    """The Document a web page holds; raises UnreadableDocument."""
    notes: list[Note] = []
    text = page_text(data, notes)
    try:
        page = _read_page(text)
    except RecursionError as error:
        raise UnreadableDocument(_TOO_DEEP) from error
    except (etree.LxmlError, *limits.DAMAGE) as error:
        raise UnreadableDocument(_DAMAGED) from error
    if not page.blocks:
        raise UnreadableDocument(_NOTHING)
    return Document(source, tuple(page.blocks), (*notes, *_notes(page)))


def _read_page(text: str) -> _Page:
    parser = lxml.html.HTMLParser(no_network=True, huge_tree=True, remove_comments=True)
    root = lxml.html.document_fromstring(text or "<html></html>", parser=parser)
    page = _Page(read_visible(root))
    _walk(root, page, level=None)
    _flush(page, level=None)
    return page


def _walk(node: etree._Element, page: _Page, *, level: int | None) -> None:
    """Read an element's inside: running text is gathered until a block begins or ends."""
    own = own_text(node)
    page.pieces.append(own(node.text or ""))
    for child in node:
        if page.visible.shows(child):
            _element(child, page, level=level)
        page.pieces.append(own(child.tail or ""))


def _element(node: etree._Element, page: _Page, *, level: int | None) -> None:
    if node.tag == "table":
        _flush(page, level=level)
        _table(node, page)
    elif node.tag in BLOCKS:
        _flush(page, level=level)
        found = _HEADING.fullmatch(node.tag)
        inner = int(found[1]) if found else level
        _walk(node, page, level=inner)
        _flush(page, level=inner)
    elif any(child.tag in BLOCKS for child in node.iter(etree.Element)):
        _walk(node, page, level=level)
    else:
        add_element(node, page.visible, page.pieces)


def _flush(page: _Page, *, level: int | None) -> None:
    for text in paragraphs(page.pieces):
        page.paragraphs += 1
        text, cut = clipped(text, limits.PARAGRAPH_TEXT)
        page.cut += cut
        page.blocks.append(Paragraph(text, Place(paragraph=page.paragraphs), level))
    page.pieces.clear()


def _table(node: etree._Element, page: _Page) -> None:
    """A table of data becomes one; a table that only lays out the page is walked through."""
    for caption in node.iterchildren("caption"):
        if page.visible.shows(caption):
            _walk(caption, page, level=None)
            _flush(page, level=None)
    if _is_layout(node, page.visible):
        for cell in html_table.cells(node, page.visible):
            _walk(cell, page, level=None)
            _flush(page, level=None)
        return
    grid = html_table.table_grid(node, page.visible)
    page.tables += 1
    page.beyond += grid.beyond
    page.blocks.append(_grid_table(grid, page))
    for inner in (each for slot in grid.slots for each in slot.node.iter("table")):
        if next(inner.iterancestors("table")) is node and not _is_layout(inner, page.visible):
            _table(inner, page)


def _grid_table(grid: Grid, page: _Page) -> Table:
    cells = tuple(_cell(slot, page) for slot in grid.slots)
    return Table(cells, grid.rows, grid.columns, Place(table=page.tables))


def _cell(slot: Slot, page: _Page) -> Cell:
    pieces: list[str] = []
    gather(slot.node, page.visible, pieces)
    text, cut = clipped(tidy(pieces))
    page.cut += cut
    return Cell(
        row=slot.row,
        column=slot.column,
        text=text,
        rowspan=slot.rowspan,
        colspan=slot.colspan,
        place=Place(table=page.tables, row=slot.row + 1, column=slot.column + 1),
        stored=_stored(slot.node, text),
    )


def _stored(node: etree._Element, text: str) -> str | None:
    """The value that LibreOffice and Excel write beside the text of a cell they save as a page."""
    number = exact(node.get("sdval") or node.get("x:num") or "")
    if number is None or number == exact(text.replace(",", "")):
        return None
    return plain(number)


def _is_layout(table: etree._Element, visible: Visible) -> bool:
    """Whether a table only arranges the page: a frame, columns of prose, or tables in tables."""
    if table.get("role") in {"presentation", "none"}:
        return True
    cells = list(html_table.cells(table, visible))
    if len(cells) <= 1:
        return True
    framing = [cell for cell in cells if next(cell.iter("table"), None) is not None]
    if framing:
        plain = [cell for cell in cells if cell not in framing and _says(cell)]
        return len(plain) < _DATA_CELLS or len(framing) > len(plain)
    return len({cell.getparent() for cell in cells}) == 1 and any(map(_is_article, cells))


def _says(cell: etree._Element) -> bool:
    return any(text.strip() for text in cell.itertext())


def _is_article(cell: etree._Element) -> bool:
    """Whether a cell holds prose: a heading, or several paragraphs."""
    headings = any(_HEADING.fullmatch(str(node.tag)) for node in cell.iter())
    return headings or sum(1 for _ in cell.iter("p")) > 3


def _notes(page: _Page) -> Iterator[Note]:
    if page.visible.hidden:
        count = len(page.visible.hidden)
        yield Note(f"网页中有 {count} 处内容被设为不显示，没有公开显示，未收入，请核对。")
    if page.beyond:
        yield Note(f"网页中有 {page.beyond} 个单元格在第 1000 列以外，未收入，请核对原网页。")
    if page.cut:
        yield Note(f"网页中有 {page.cut} 处文字过长，只读了前面一部分，请核对原网页。")
