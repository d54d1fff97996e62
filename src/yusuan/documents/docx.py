"""DOCX files: paragraphs, headings and tables in order, straight from the XML."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Final

from lxml import etree

from yusuan.documents import limits
from yusuan.documents.archive import DAMAGED, Archive, parse_xml
from yusuan.documents.docx_numbering import Numbering, read_numbering
from yusuan.documents.docx_styles import Styles, W, read_styles, transitional
from yusuan.documents.docx_table import Grid, GridCell, children, table_grid
from yusuan.documents.docx_text import (
    DELETED,
    MC,
    Reading,
    chosen,
    paragraph_text,
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

_OFFICE: Final = "/relationships/officeDocument"
_WRAPPERS: Final = frozenset(
    {MC + "AlternateContent"}
    | {W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")}
)


def read(data: bytes, source: Source) -> Document:
    """The Document a DOCX file holds; raises UnreadableDocument."""
    archive = Archive(data)
    main = _main_part(archive)
    body = _root(archive, main).find(W + "body")
    if body is None:
        raise UnreadableDocument(DAMAGED)
    folder = posixpath.dirname(main)
    reading = Reading(_styles(archive, folder), _numbering(archive, folder))
    blocks = [*_blocks(body, reading), *_footnotes(archive, folder, reading)]
    if not blocks:
        raise UnreadableDocument("文档里没有任何文字，请检查是否选对了文件。")
    return Document(source, tuple(blocks), tuple(_notes(reading)))


def _main_part(archive: Archive) -> str:
    """The name of the part that holds the text."""
    if "_rels/.rels" in archive.names:
        for each in archive.root("_rels/.rels"):
            target = str(each.get("Target", "")).lstrip("/")
            if each.get("Type", "").endswith(_OFFICE) and target in archive.names:
                return target
    return "word/document.xml"


def _root(archive: Archive, name: str) -> etree._Element:
    return parse_xml(transitional(archive.read(name)))


def _styles(archive: Archive, folder: str) -> Styles:
    name = f"{folder}/styles.xml"
    return read_styles(_root(archive, name)) if name in archive.names else Styles()


def _numbering(archive: Archive, folder: str) -> Numbering:
    name = f"{folder}/numbering.xml"
    return read_numbering(_root(archive, name)) if name in archive.names else Numbering()


def _footnotes(archive: Archive, folder: str, reading: Reading) -> Iterator[Paragraph]:
    """The notes at the foot of the pages and at the end, after everything else."""
    for kind in ("footnote", "endnote"):
        name = f"{folder}/{kind}s.xml"
        if name not in archive.names:
            continue
        for note in _root(archive, name).iter(W + kind):
            if note.get(W + "type") not in {"separator", "continuationSeparator"}:
                lines = (paragraph_text(each, reading) for each in note.iter(W + "p"))
                yield from (Paragraph(line) for line in lines if line)


def _blocks(
    parent: etree._Element, reading: Reading, place: Place | None = None
) -> Iterator[Block]:
    """The blocks of the body, or of a cell or text box, which gives them its place."""
    for child in parent:
        if child.tag == W + "p":
            yield from _paragraph(child, reading, place)
        elif child.tag == W + "tbl":
            yield from _table(child, reading)
        elif child.tag in _WRAPPERS:
            yield from _blocks(chosen(child), reading, place)
        elif child.tag in DELETED:
            reading.changed = True
        elif child.tag == W + "altChunk":
            reading.embedded += 1


def _paragraph(node: etree._Element, reading: Reading, place: Place | None) -> Iterator[Block]:
    if place is None:
        reading.paragraphs += 1
    here = place or Place(paragraph=reading.paragraphs)
    said = paragraph_text(node, reading, bare_number=False)
    text, cut = clipped(said, limits.PARAGRAPH_TEXT)
    reading.cut += cut
    if text:
        yield Paragraph(text, here, reading.styles.level(node))
    for box in reading.take_boxes():
        yield from _blocks(box, reading, here)


def _table(node: etree._Element, reading: Reading) -> Iterator[Block]:
    """A table and the real tables within its cells; a frame around other things dissolves."""
    grid = table_grid(node, reading)
    if _is_frame(grid):
        reading.tables += 1
        for cell in grid.cells:
            place = Place(table=reading.tables, row=cell.row + 1, column=cell.column + 1)
            yield from _blocks(cell.node, reading, place)
        return
    reading.tables += 1
    number = reading.tables
    cells = tuple(_cell(each, number, reading) for each in grid.cells)
    yield Table(cells, grid.rows, grid.columns, Place(table=number))
    for each in grid.cells:
        for inner in children(each.node, "tbl"):
            if not _is_frame(table_grid(inner, reading)):
                yield from _table(inner, reading)


def _is_frame(grid: Grid) -> bool:
    """Whether a table only frames what stands in it: one cell, or other tables and no text."""
    if len(grid.cells) <= 1:
        return True
    return any(True for cell in grid.cells for _ in children(cell.node, "tbl")) and not any(
        text.text and text.text.strip()
        for cell in grid.cells
        for paragraph in children(cell.node, "p")
        for text in paragraph.iter(W + "t")
    )


def _cell(cell: GridCell, number: int, reading: Reading) -> Cell:
    text, cut = clipped("\n".join(line for line in _lines(cell.node, reading) if line))
    reading.cut += cut
    return Cell(
        row=cell.row,
        column=cell.column,
        text=text,
        rowspan=cell.rowspan,
        colspan=cell.colspan,
        place=Place(table=number, row=cell.row + 1, column=cell.column + 1),
    )


def _lines(parent: etree._Element, reading: Reading) -> Iterator[str]:
    """The lines of text in a cell, those of tables and text boxes within it included."""
    for child in parent:
        if child.tag == W + "p":
            yield paragraph_text(child, reading)
            for box in reading.take_boxes():
                yield from _lines(box, reading)
        elif child.tag == W + "tbl":
            is_frame = _is_frame(table_grid(child, reading.aside()))
            within = reading if is_frame else reading.aside()
            for row in children(child, "tr"):
                cells = (" ".join(_lines(each, within)) for each in children(row, "tc"))
                yield " ".join(text for text in cells if text)
        elif child.tag in _WRAPPERS:
            yield from _lines(chosen(child), reading)


def _notes(reading: Reading) -> Iterator[Note]:
    if reading.hidden:
        yield Note(f"文档中有 {len(reading.hidden)} 处隐藏文字没有公开显示，未收入，请核对。")
    if reading.changed:
        yield Note("文档带有修订痕迹：已按接受全部修订后的内容读取，请确认修订已定稿。")
    if reading.pictures:
        yield Note(f"文档中有 {reading.pictures} 幅图片，图片里的文字和表格未读入，请核对。")
    if reading.embedded:
        yield Note(f"文档中嵌入了 {reading.embedded} 个外来片段，其中内容未读入，请核对。")
    if reading.cut:
        yield Note(f"有 {reading.cut} 处文字过长，只读了前面一部分，请核对原文件。")
