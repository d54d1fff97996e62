"""Tables without rulings, or with a few, come out as tables; prose does not."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.pdfgen.canvas import Canvas

from tests.documents.pdf_drawn import (
    HEADER,
    ROWS,
    grid,
    lines,
    made,
    only_table,
    paragraphs,
    read,
    texts,
)


def _bare(rows: Sequence[Sequence[str]]) -> bytes:
    return made(lambda canvas: texts(canvas, rows))


def test_rows_of_words_with_numbers_under_each_other_are_a_table():
    assert grid(only_table(_bare(ROWS))) == ROWS


def test_a_cell_that_is_empty_stays_empty():
    rows = [HEADER, ["201", "支出", "1.00"], ["202", "", "2.00"], ["", "合计", "3.00"]]
    assert grid(only_table(_bare(rows))) == rows


def test_a_column_with_nothing_under_its_heading_is_a_column():
    def draw(canvas: Canvas) -> None:
        texts(canvas, ROWS)
        canvas.drawString(470, 686, "备注")

    assert [row[3] for row in grid(only_table(made(draw)))] == ["备注", "", ""]


def test_only_horizontal_rulings_make_the_same_table():
    def draw(canvas: Canvas) -> None:
        texts(canvas, ROWS)
        canvas.lines(lines(3)[:4])

    assert grid(only_table(made(draw))) == ROWS


def test_title_and_unit_stay_outside():
    def draw(canvas: Canvas) -> None:
        canvas.drawCentredString(257, 740, "部门支出总表")
        canvas.drawString(390, 715, "单位：万元")
        texts(canvas, ROWS)

    document = read(made(draw))
    assert paragraphs(document) == ["部门支出总表", "单位：万元"]
    assert grid(next(document.tables)) == ROWS


def test_a_heading_over_several_columns_spans_them():
    def draw(canvas: Canvas) -> None:
        canvas.drawCentredString(250, 706, "本年支出")
        for x, text in ((80, "科目名称"), (200, "基本支出"), (300, "项目支出")):
            canvas.drawCentredString(x, 690, text)
        for number in range(3):
            y = 670 - 16 * number
            canvas.drawString(60, y, "行政运行")
            canvas.drawRightString(220, y, f"{number + 1}.00")
            canvas.drawRightString(320, y, f"{number + 4}.00")

    found = only_table(made(draw))
    (cell,) = [cell for cell in found.cells if cell.text == "本年支出"]
    assert (cell.row, cell.column, cell.colspan) == (0, 1, 2)


def test_prose_with_numbers_is_no_table():
    def draw(canvas: Canvas) -> None:
        for number in range(5):
            canvas.drawString(
                72, 700 - 16 * number, f"{number}、本年支出 {number}.50 万元，增长 3 %。"
            )

    assert not list(read(made(draw)).tables)


def test_a_table_of_contents_is_no_table():
    def draw(canvas: Canvas) -> None:
        for number in range(5):
            canvas.drawString(72, 700 - 16 * number, "部门收支总表")
            canvas.drawRightString(500, 700 - 16 * number, str(3 + number))

    assert not list(read(made(draw)).tables)


def test_rows_without_a_header_are_a_table():
    rows = [["201", "支出", "1.00"], ["202", "其他", "2.00"], ["203", "转移", "3.00"]]
    assert grid(only_table(_bare(rows))) == rows


def test_a_table_without_rulings_says_that_its_grid_was_inferred():
    document = read(_bare(ROWS))
    assert [found.ragged for found in document.tables] == [True]
    assert "推定" in document.notes[0].message
