"""What a PDF is refused for, what is noted, and its paragraphs."""

from __future__ import annotations

import contextlib
import gc
import io
import random

import pypdfium2
import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.documents.pdf_drawn import HEADER, ROWS, grid, made, only_table, paragraphs, read, table
from yusuan.documents.model import UnreadableDocument


def _picture(canvas: Canvas) -> None:
    from PIL import Image

    image = Image.new("RGB", (200, 200), "gray")
    canvas.drawImage(ImageReader(image), 50, 50, 400, 600)


def test_a_password_is_asked_for_in_one_sentence():
    data = made(table, encrypt=StandardEncryption("secret"))
    with pytest.raises(UnreadableDocument, match="密码"):
        read(data)


def test_a_pdf_with_only_an_owner_password_is_read():
    data = made(table, encrypt=StandardEncryption("", ownerPassword="owner"))
    assert grid(only_table(data)) == ROWS


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4\n", b"not a pdf at all", b"\x00" * 5000])
def test_what_is_no_pdf_is_refused(data):
    with pytest.raises(UnreadableDocument, match="损坏"):
        read(data)


def test_a_truncated_pdf_is_refused_or_read_as_far_as_it_goes():
    data = made(table, table)
    for part in range(1, 20):
        try:
            read(data[: len(data) * part // 20])
        except UnreadableDocument as error:
            assert str(error).endswith("。")


def test_a_pdf_without_pages_is_refused():
    buffer = io.BytesIO()
    empty = pypdfium2.PdfDocument.new()
    empty.save(buffer)
    empty.close()
    with pytest.raises(UnreadableDocument, match="没有一页"):
        read(buffer.getvalue())


def test_a_pdf_of_pictures_is_refused():
    with pytest.raises(UnreadableDocument, match="图片"):
        read(made(_picture))


def test_a_picture_among_pages_of_text_is_noted():
    document = read(made(table, _picture))
    assert [note.message[:8] for note in document.notes] == ["第 2 页是图片"]
    assert document.notes[0].place.page == 2


def test_flipped_bytes_never_raise_anything_but_unreadable():
    data = made(table, table)
    flips = random.Random(7)
    for _ in range(300):
        broken = bytearray(data)
        for _ in range(flips.randint(1, 30)):
            broken[flips.randrange(len(broken))] = flips.randrange(256)
        try:
            read(bytes(broken))
        except UnreadableDocument as error:
            assert str(error)


@pytest.mark.parametrize("data", [made(table), b"not a pdf at all"])
def test_garbage_is_collected_after_reading_as_before(data):
    for collecting in (False, True):
        (gc.enable if collecting else gc.disable)()
        with contextlib.suppress(UnreadableDocument):
            read(data)
        assert gc.isenabled() == collecting


def test_a_page_of_more_characters_than_are_asked_for_at_once_is_read_whole():
    lines = ["".join(chr(0x4E00 + 100 * n + k) for k in range(100)) for n in range(100)]

    def draw(canvas: Canvas) -> None:
        canvas.setFont("STSong-Light", 5)
        for n, line in enumerate(lines):
            canvas.drawString(50, 800 - 7 * n, line)

    assert "".join(paragraphs(read(made(draw)))) == "".join(lines)


def _hidden_by_mode(canvas: Canvas) -> None:
    written = canvas.beginText(350, 646)
    written.setTextRenderMode(3)
    written.textOut("7777")
    canvas.drawText(written)


def _hidden_by_clip(canvas: Canvas) -> None:
    path = canvas.beginPath()
    path.rect(72, 600, 100, 100)
    canvas.clipPath(path, stroke=0, fill=0)
    canvas.drawString(350, 646, "7777")


def _hidden_by_alpha(canvas: Canvas) -> None:
    canvas.setFillAlpha(0)
    canvas.drawString(350, 646, "7777")


def _white_on_white(canvas: Canvas) -> None:
    canvas.setFillGray(1)
    canvas.drawString(350, 646, "7777")


def _covered(canvas: Canvas) -> None:
    canvas.drawString(350, 646, "7777")
    canvas.setFillGray(1)
    canvas.rect(345, 642, 60, 16, stroke=0, fill=1)


@pytest.mark.parametrize(
    "hide", [_hidden_by_mode, _hidden_by_clip, _hidden_by_alpha, _white_on_white, _covered]
)
def test_text_that_cannot_be_seen_is_not_published(hide):
    def draw(canvas: Canvas) -> None:
        table(canvas, [HEADER, ["201", "支出", "1.00"], ["202", "其他", ""]])
        hide(canvas)

    document = read(made(draw))
    assert "7777" not in str(document.blocks)
    assert ["7777" in note.message for note in document.notes] == [True]


def test_text_off_the_page_is_not_published():
    def draw(canvas: Canvas) -> None:
        table(canvas)
        canvas.drawString(700, 600, "页外文字")

    document = read(made(draw))
    assert not paragraphs(document)
    assert "页外文字" in document.notes[0].message


def test_white_text_on_a_dark_head_is_published():
    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(0.2)
        canvas.rect(72, 680, 370, 20, stroke=0, fill=1)
        canvas.setFillGray(0)
        table(canvas, [["", "", ""], *ROWS[1:]])
        canvas.setFillGray(1)
        canvas.drawString(76, 686, "科目编码")

    document = read(made(draw))
    assert grid(next(document.tables))[0][0] == "科目编码"
    assert not document.notes


def test_text_partly_clipped_at_the_side_of_its_cell_keeps_what_is_seen():
    def draw(canvas: Canvas) -> None:
        table(canvas, [["", "", ""], ["", "", ""]])
        path = canvas.beginPath()
        path.rect(162, 680, 180, 20)
        canvas.clipPath(path, stroke=0, fill=0)
        canvas.drawString(166, 686, "一二三四五六七八九十一二三四五六七八九十")

    document = read(made(draw))
    assert grid(next(document.tables))[0] == ["", "一二三四五六七八九十一二三四五六七八", ""]
    assert "九十" in document.notes[0].message


_REASON = "主要原因是人员经费增加，"
_PARTS = "项目支出四百万元，机关运行经费六十万"


def _prose(canvas: Canvas) -> None:
    canvas.drawString(92, 700, "一般公共预算支出一千二百万元，比上年增加三百万元，" + _REASON)
    canvas.drawString(72, 684, "以及新增信息化项目。其中基本支出八百万元，" + _PARTS)
    canvas.drawString(72, 668, "元。")
    canvas.drawString(92, 652, "二、其他说明。")


def test_a_sentence_broken_over_lines_is_one_paragraph():
    first, second = paragraphs(read(made(_prose)))
    assert first.endswith("主要原因是人员经费增加，以及新增信息化项目。其中基本支出八百万元，"
                          "项目支出四百万元，机关运行经费六十万元。")  # fmt: skip
    assert second == "二、其他说明。"


def test_title_and_unit_stay_apart_before_their_table():
    def draw(canvas: Canvas) -> None:
        canvas.drawCentredString(257, 760, "部门支出预算总表")
        canvas.drawString(72, 740, "公开03表")
        canvas.drawString(390, 710, "单位：万元")
        table(canvas)

    blocks = read(made(draw)).blocks
    assert [getattr(block, "text", "表") for block in blocks] == [
        "部门支出预算总表",
        "公开03表",
        "单位：万元",
        "表",
    ]


def test_the_number_of_a_page_is_no_paragraph():
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "部门概况")
        canvas.drawCentredString(297, 30, "- 3 -")

    assert paragraphs(read(made(draw))) == ["部门概况"]


def test_a_sentence_cut_by_a_page_break_is_one_paragraph():
    def first(canvas: Canvas) -> None:
        for number in range(3):
            canvas.drawString(72, 132 - 16 * number, "支" * 40)
        canvas.drawString(72, 84, "基本支出一百万元，" + "项" * 31)

    def second(canvas: Canvas) -> None:
        canvas.drawString(72, 760, "目支出二百万元。")
        canvas.drawString(92, 744, "三、其他。")

    assert paragraphs(read(made(first, second)))[-2].endswith("项目支出二百万元。")
