"""One page out of PDFium: what is written and drawn on it, upright, and what could not be read."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pypdfium2
import pypdfium2.raw as raw

from yusuan.documents import pdf_glyphs, pdf_rulings, pdf_unseen
from yusuan.documents.model import Note, Place
from yusuan.documents.pdf_calls import pointer_of
from yusuan.documents.pdf_clips import Clips
from yusuan.documents.pdf_frame import Frame
from yusuan.documents.pdf_glyphs import Glyphs, RawText, Run
from yusuan.documents.pdf_rulings import Drawing

MOST_CHARACTERS = 200_000  # on one page


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on a page, in the frame it is read in."""

    number: int
    frame: Frame
    glyphs: Glyphs
    drawing: Drawing
    notes: tuple[Note, ...] = ()


def page(document: pypdfium2.PdfDocument, number: int) -> Page | Note:
    """The page of that number, or a note why it was not read."""
    handle = raw.FPDF_LoadPage(document.raw, number - 1)
    if not handle:
        return Note(f"第 {number} 页已损坏，没有读出，请核对原件。", Place(page=number))
    try:
        return _page(handle, number)
    finally:
        raw.FPDF_ClosePage(handle)


def _page(handle: raw.FPDF_PAGE, number: int) -> Page | Note:
    text_page = raw.FPDFText_LoadPage(handle)
    if not text_page:
        return Note(f"第 {number} 页的文字没有读出，请核对原件。", Place(page=number))
    try:
        count = raw.FPDFText_CountChars(text_page)
        if count > MOST_CHARACTERS:
            return Note(
                f"第 {number} 页有 {count} 个字符，超过上限 {MOST_CHARACTERS}，没有读出。",
                Place(page=number),
            )
        return _read(handle, text_page, number, max(0, count))
    finally:
        raw.FPDFText_ClosePage(text_page)


def _read(handle: raw.FPDF_PAGE, text_page: raw.FPDF_TEXTPAGE, number: int, count: int) -> Page:
    clips = Clips()
    text = pdf_glyphs.raw_text(pointer_of(text_page), count, clips)
    frame = _frame(handle, text)
    objects = raw.FPDFPage_CountObjects(handle)
    drawn = pdf_rulings.drawing(pointer_of(handle), objects, frame, clips, set(text.owners))
    written = pdf_glyphs.placed(text, frame)
    unseen = pdf_unseen.unseen(text, written, frame, drawn)
    glyphs = pdf_glyphs.as_runs(written, text, unseen, pdf_unseen.slanted(text))
    found = Page(number, frame, glyphs, drawn)
    return replace(found, notes=tuple(_notes(found)))


def _frame(handle: raw.FPDF_PAGE, text: RawText) -> Frame:
    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(handle, box)
    turned = raw.FPDFPage_GetRotation(handle)
    return Frame(box.left, box.bottom, box.right, box.top, -text.turn % 4, turned)


def _notes(found: Page) -> list[Note]:
    place = Place(page=found.number)
    notes = []
    if not found.glyphs.runs and found.drawing.images:
        notes.append(
            Note(f"第 {found.number} 页是图片，没有文字可读，请提供文字版或人工核对。", place)
        )
    if found.drawing.too_much:
        notes.append(
            Note(f"第 {found.number} 页的图形过多，表格线没有读全，请核对这一页的表格。", place)
        )
    if found.glyphs.uncoded:
        notes.append(
            Note(
                f"第 {found.number} 页有 {found.glyphs.uncoded} 个字符的字体没有注明是什么字，"
                "没有读出，请核对原件。",
                place,
            )
        )
    if found.glyphs.unseen:
        notes.append(_apart(found, found.glyphs.unseen, "不可见文字"))
    if found.glyphs.slanted:
        notes.append(_apart(found, found.glyphs.slanted, "斜置文字（如水印）"))
    return notes


def _apart(found: Page, runs: tuple[Run, ...], what: str) -> Note:
    box = (
        min(run.left for run in runs),
        min(run.top for run in runs),
        max(run.right for run in runs),
        max(run.bottom for run in runs),
    )
    sample = "、".join(f"“{run.text[:20]}”" for run in runs[:5])
    more = "等" if len(runs) > 5 else ""
    return Note(
        f"第 {found.number} 页有{what} {len(runs)} 处，没有采用：{sample}{more}，请核对原件。",
        Place(page=found.number, bbox=found.frame.as_shown(box)),
    )
