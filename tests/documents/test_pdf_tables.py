"""Tables drawn in the ways that producers draw them come out the same."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.documents.pdf_drawn import (
    HEADER,
    ROWS,
    grid,
    lines,
    made,
    only_table,
    read,
    table,
    texts,
)
from yusuan.documents.model import Cell, Place

# PDFium leaves out turned Chinese of a font that is not in the file, as reportlab's are not.
LATIN = [["code", "name", "amount"], ["201", "general", "1,234.50"], ["20103", "run", "999.99"]]


def _hairlines(canvas: Canvas) -> None:
    texts(canvas, ROWS)
    for x0, y0, x1, y1 in lines(3):
        canvas.rect(x0, y1, max(x1 - x0, 0.5), max(y0 - y1, 0.5), stroke=0, fill=1)


def _open_sides(canvas: Canvas) -> None:
    texts(canvas, ROWS)
    across, down = lines(3)[:4], lines(3)[5:-1]
    canvas.lines(across + down)


def _drawn_twice(canvas: Canvas) -> None:
    table(canvas)
    canvas.translate(0.3, 0)
    texts(canvas, ROWS)


def _boxes(canvas: Canvas) -> None:
    texts(canvas, ROWS)
    for left, width in ((72, 90), (162, 180), (342, 100)):
        for row in range(3):
            canvas.rect(left, 680 - 20 * row, width, 20)


def _shaded(canvas: Canvas) -> None:
    canvas.setFillGray(0.85)
    canvas.rect(72, 680, 370, 20, stroke=0, fill=1)
    canvas.setFillGray(0)
    table(canvas)


def _scaled(canvas: Canvas) -> None:
    canvas.scale(0.5, 0.5)
    canvas.translate(100, 300)
    table(canvas)


def _in_a_form(canvas: Canvas) -> None:
    canvas.beginForm("inner")
    canvas.setFont("STSong-Light", 10)
    table(canvas)
    canvas.endForm()
    canvas.translate(20, -30)
    canvas.doForm("inner")


def _sideways(canvas: Canvas) -> None:
    canvas.translate(595, 0)
    canvas.rotate(90)
    canvas.setFont("Helvetica", 10)
    table(canvas, LATIN, top=500)


def _turned_page(canvas: Canvas) -> None:
    canvas.setPageRotation(90)
    _sideways(canvas)


def _dashed(canvas: Canvas) -> None:
    canvas.setDash(1, 2)
    table(canvas)


@pytest.mark.parametrize(
    "draw",
    [
        table,
        _hairlines,
        _open_sides,
        _drawn_twice,
        _boxes,
        _shaded,
        _scaled,
        _in_a_form,
        _dashed,
    ],
)
def test_a_table_comes_out_the_same_however_it_is_drawn(draw):
    assert grid(only_table(made(draw))) == ROWS


@pytest.mark.parametrize("draw", [_sideways, _turned_page])
def test_a_turned_table_comes_out_upright(draw):
    assert grid(only_table(made(draw))) == LATIN


def test_digits_set_wide_apart_are_one_number():
    def draw(canvas: Canvas) -> None:
        table(canvas, [HEADER, ["201", "支出", ""]])
        written = canvas.beginText(350, 666)
        written.setCharSpace(4)
        written.textOut("1234.50")
        canvas.drawText(written)

    assert grid(only_table(made(draw)))[1][2] == "1234.50"


def test_a_page_whose_box_does_not_begin_at_zero_is_measured_from_its_corner():
    def draw(canvas: Canvas) -> None:
        canvas.setCropBox((50, 100, 500, 800))
        table(canvas)

    assert only_table(made(draw)).place.bbox == (22.0, 100.0, 392.0, 160.0)


def test_a_place_on_a_turned_page_is_where_a_reader_sees_it():
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(90)
        _sideways(canvas)

    found = only_table(made(draw))
    # Turned, the page is 842 wide and 595 high; the table begins 72 from the left, at 95.
    assert found.place.bbox == pytest.approx((72, 95, 442, 155), abs=0.1)


def test_a_place_on_a_page_drawn_sideways_is_where_a_reader_sees_it():
    found = only_table(made(_sideways))
    assert found.place.bbox == pytest.approx((95, 400, 155, 770), abs=0.1)


def test_spans_are_where_a_ruling_is_missing():
    def draw(canvas: Canvas) -> None:
        canvas.drawString(150, 686, "支出")
        canvas.drawString(80, 666, "基本")
        canvas.drawString(180, 666, "项目")
        canvas.lines([(72, 700, 442, 700), (72, 680, 442, 680), (72, 660, 442, 660)])
        canvas.lines([(72, 700, 72, 660), (162, 680, 162, 660), (442, 700, 442, 660)])

    cells = only_table(made(draw)).cells
    assert [(cell.text, cell.colspan) for cell in cells] == [("支出", 2), ("基本", 1), ("项目", 1)]


def test_chinese_lines_of_a_cell_join_without_a_space_and_others_with_one():
    def draw(canvas: Canvas) -> None:
        table(canvas, [["", "", ""], ["", "", ""]], height=40)
        canvas.drawString(170, 685, "机关事业单位基本养老")
        canvas.drawString(170, 670, "保险缴费")
        canvas.drawString(170, 645, "Office A4")
        canvas.drawString(170, 630, "paper")

    rows = grid(only_table(made(draw)))
    assert [row[1] for row in rows] == ["机关事业单位基本养老保险缴费", "Office A4 paper"]


def test_text_that_runs_on_over_a_ruling_is_cut_at_it():
    def draw(canvas: Canvas) -> None:
        table(canvas, [["", "", ""], ["", "", ""]])
        canvas.drawString(150, 686, "12")
        canvas.drawString(162.5, 686, "34")

    assert grid(only_table(made(draw)))[0] == ["12", "34", ""]


def test_a_frame_around_text_is_not_a_table():
    def draw(canvas: Canvas) -> None:
        canvas.rect(50, 50, 495, 742)
        canvas.drawString(100, 600, "部门概况")

    assert not list(read(made(draw)).tables)


def test_every_cell_names_its_page_its_table_and_its_row_and_column():
    cell = only_table(made(table)).cells[-1]
    place = cell.place
    assert (place.page, place.table, place.row, place.column) == (1, 1, 3, 3)
    assert place.bbox == (342.0, 182.0, 442.0, 202.0)


def test_a_cell_is_the_same_as_one_made_plainly():
    cell = only_table(made(table)).cells[0]
    place = Place(page=1, bbox=(72.0, 142.0, 162.0, 162.0), table=1, row=1, column=1)
    plain = Cell(0, 0, "科目编码", place=place)
    assert (cell, hash(cell), repr(cell)) == (plain, hash(plain), repr(plain))


def test_two_tables_beside_each_other_are_two():
    def draw(canvas: Canvas) -> None:
        table(canvas)
        canvas.translate(0, -200)
        table(canvas)

    assert [table_.place.table for table_ in read(made(draw)).tables] == [1, 2]
