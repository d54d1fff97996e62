"""PDF files become Documents."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

import pypdfium2
import pypdfium2.raw as raw

from yusuan.documents import pdf_blocks, pdf_page, stitch
from yusuan.documents.model import Document, Note, Place, Source, UnreadableDocument
from yusuan.documents.pdf_tables import PageBlock, PageTable

MOST_PAGES = 5_000
Page = pypdfium2.PdfPage
_EMPTY = re.compile(rb"/Count 0\s*/Kids\s*\[\s*\]|/Kids\s*\[\s*\]\s*/Count 0")
_NO_PAGES = "这个 PDF 没有一页内容，请重新导出后再试。"


def read(data: bytes, source: Source) -> Document:
    """The blocks of a PDF in reading order; tables that run over pages are one."""
    with _ALONE, _uncollected():
        return _read(data, source)


@contextmanager
def opened(data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """A PDF open for other work than reading; raises ``UnreadableDocument``."""
    with _ALONE:
        document = _opened(data)
        try:
            yield document
        finally:
            document.close()


# PDFium is for one thread at a time.
_ALONE = Lock()


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without looking for cycles, of which reading makes none: that took 7 % of a long document."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _read(data: bytes, source: Source) -> Document:
    document = _opened(data)
    try:
        pages = len(document)
        if pages == 0:
            raise UnreadableDocument(_NO_PAGES)
        if pages > MOST_PAGES:
            raise UnreadableDocument(
                f"这个 PDF 有 {pages} 页，超过上限 {MOST_PAGES} 页，请拆分后再试。"
            )
        notes: list[Note] = []
        read_pages = list(_pages(document, pages, notes))
    finally:
        document.close()
    if not any(read_pages):
        raise UnreadableDocument(_nothing(notes))
    blocks = stitch.stitched(read_pages)
    return Document(source, tuple(blocks), tuple(notes), pages)


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    # PDFium keeps the code of its last failure, and a file without pages sets none.
    raw.FPDF_LoadMemDocument64(b"-", 1, None)
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise UnreadableDocument(_refusal(error, data)) from error


def _refusal(error: pypdfium2.PdfiumError, data: bytes) -> str:
    code = getattr(error, "err_code", None)
    if code == raw.FPDF_ERR_PASSWORD:
        return "这个 PDF 加了密码，请去掉密码后再试。"
    if code == raw.FPDF_ERR_SECURITY:
        return "这个 PDF 的加密方式无法打开，请另存为不加密的文件。"
    if _EMPTY.search(data):
        return _NO_PAGES
    return "这个 PDF 已损坏或不完整，请重新下载或导出。"


def _pages(
    document: pypdfium2.PdfDocument, count: int, notes: list[Note]
) -> Iterator[list[PageBlock]]:
    for number in range(1, count + 1):
        page = pdf_page.page(document, number)
        if isinstance(page, Note):
            notes.append(page)
            continue
        notes += page.notes
        blocks = pdf_blocks.blocks(page)
        notes += [
            Note(
                f"第 {number} 页有表格没有画表格线，行和列是按文字位置推定的，请核对。",
                Place(page=number, bbox=block.shown),
            )
            for block in blocks
            if isinstance(block, PageTable) and not block.ruled
        ]
        yield blocks


def _nothing(notes: list[Note]) -> str:
    if any("是图片" in note.message for note in notes):
        return "这个 PDF 全是图片，没有文字可读，请提供文字版或先做文字识别。"
    return "这个 PDF 里没有可读的文字，请核对原件或换一个版本。"
