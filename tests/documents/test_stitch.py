"""Tables over pages become one table, and different tables stay apart."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from types import FrameType

from reportlab.pdfgen.canvas import Canvas

from tests.documents.pdf_drawn import HEADER, Draw, grid, made, only_table, paragraphs, read, table
from yusuan.documents import pdf_headers, stitch

FULL = 33  # rows from 740 down to 80


def _rows(first: int, count: int) -> list[list[str]]:
    return [[f"201{n:02}", f"支出第{n}项", f"{n}.50"] for n in range(first, first + count)]


def _page(rows: Sequence[Sequence[str]], *, top: float = 740, number: int | None = None) -> Draw:
    def draw(canvas: Canvas) -> None:
        table(canvas, rows, top=top)
        if number:
            canvas.drawCentredString(297, 30, f"第 {number} 页")

    return draw


def test_a_table_over_three_pages_with_its_header_repeated_is_one():
    pages = [[HEADER, *_rows(1 + 32 * n, 32)] for n in range(2)] + [[HEADER, *_rows(65, 5)]]
    found = only_table(made(*(_page(rows, number=n + 1) for n, rows in enumerate(pages))))
    assert grid(found) == [HEADER, *_rows(1, 69)]


def test_a_table_over_three_pages_with_its_header_once_is_one():
    pages = [[HEADER, *_rows(1, 32)], _rows(33, 33), _rows(66, 4)]
    found = only_table(made(*map(_page, pages)))
    assert grid(found) == [HEADER, *_rows(1, 69)]


def test_cells_keep_their_own_page():
    found = only_table(made(_page([HEADER, *_rows(1, 32)]), _page(_rows(33, 2))))
    assert {cell.place.page for cell in found.cells if cell.row == 33} == {2}


def test_running_heads_do_not_part_a_table():
    def headed(draw: Draw) -> Draw:
        def both(canvas: Canvas) -> None:
            canvas.drawString(72, 800, "某市某局部门预算公开")
            draw(canvas)

        return both

    pages = [[HEADER, *_rows(1, 32)], _rows(33, 33), _rows(66, 33), _rows(99, 3)]
    document = read(made(*(headed(_page(rows)) for rows in pages)))
    assert [found.rows for found in document.tables] == [102]


def test_a_title_between_two_tables_keeps_them_apart():
    def second(canvas: Canvas) -> None:
        canvas.drawString(200, 780, "支出总表")
        table(canvas, [HEADER, *_rows(33, 2)], top=740)

    assert len(list(read(made(_page([HEADER, *_rows(1, 32)]), second)).tables)) == 2


def test_another_header_begins_another_table():
    other = ["预算单位", "项目名称", "预算数"]
    document = read(made(_page([HEADER, *_rows(1, 32)]), _page([other, *_rows(33, 2)])))
    assert [found.rows for found in document.tables] == [33, 3]


def test_a_table_that_ended_before_the_page_was_full_does_not_go_on():
    document = read(
        made(_page([HEADER, *_rows(1, 32)]), _page([HEADER, *_rows(1, 3)]), _page(_rows(9, 3)))
    )
    assert [found.rows for found in document.tables][-1] == 3


def test_the_same_form_begun_again_is_another_table():
    form = [["绩效目标表", "（2023年度）", ""], ["项目名称", "甲", ""], ["主管部门", "某局", ""]]
    again = [form[0], ["项目名称", "乙", ""], form[2]]
    assert len(list(read(made(_page(form), _page(again))).tables)) == 2


def test_a_row_cut_by_the_page_break_is_one_row():
    rows = [[f"201{n:02}", f"{n}、支出项目名称", f"{n}.50"] for n in range(1, 32)]
    cut = ["20132", "32、社会保障和就业支出以及其他支出", "32.50"]

    def second(canvas: Canvas) -> None:
        table(canvas, [["", "以及转移支付", ""], *_rows(33, 2)], top=740)

    found = only_table(made(_page([HEADER, *rows, cut]), second))
    assert grid(found)[32:34] == [
        ["20132", "32、社会保障和就业支出以及其他支出以及转移支付", "32.50"],
        _rows(33, 1)[0],
    ]


def test_a_row_of_its_own_after_the_page_break_is_kept():
    second = [["", "其中：以前年度结转", ""], *_rows(33, 2)]
    found = only_table(made(_page([HEADER, *_rows(1, 32)]), _page(second)))
    assert grid(found)[33] == second[0]


def _merged(canvas: Canvas, texts: Sequence[str], label: str, *, top: float) -> None:
    """Draw rows under one cell of the first column."""
    bottom = top - 20 * len(texts)
    canvas.drawString(76, top - 14, label)
    for number, text in enumerate(texts):
        canvas.drawString(166, top - 20 * number - 14, text)
        canvas.line(162, top - 20 * number, 442, top - 20 * number)
    canvas.lines([(72, top, 442, top), (72, bottom, 442, bottom)])
    canvas.lines([(x, top, x, bottom) for x in (72, 162, 342, 442)])


def test_a_vertical_merge_cut_by_the_page_break_is_whole():
    def first(canvas: Canvas) -> None:
        table(canvas, [HEADER, *_rows(1, 30)], top=740)
        _merged(canvas, ["事业收入", "经营收入"], "其他资金", top=120)

    def second(canvas: Canvas) -> None:
        _merged(canvas, ["利息收入", "捐赠收入"], "", top=740)

    found = only_table(made(first, second))
    (cell,) = [cell for cell in found.cells if cell.text == "其他资金"]
    assert (cell.rowspan, found.rows) == (4, 35)


def test_a_merge_whose_text_is_set_on_the_next_page_is_whole():
    def first(canvas: Canvas) -> None:
        table(canvas, [HEADER, *_rows(1, 26)], top=740)
        for number, label in enumerate(["财政拨款", "专户资金", ""]):
            _merged(canvas, [f"收入{number}", "经营收入"], label, top=200 - 40 * number)

    def second(canvas: Canvas) -> None:
        _merged(canvas, ["其他收入"], "其他资金", top=740)

    found = only_table(made(first, second))
    (cell,) = [cell for cell in found.cells if cell.text == "其他资金"]
    assert (cell.rowspan, found.rows) == (3, 34)


def test_columns_that_only_the_other_page_divides_are_kept():
    def second(canvas: Canvas) -> None:
        canvas.lines([(72, 740, 442, 740), (72, 720, 442, 720)])
        canvas.lines([(72, 740, 72, 720), (342, 740, 342, 720), (442, 740, 442, 720)])
        canvas.drawString(76, 726, "合计")
        canvas.drawRightString(438, 726, "99.00")

    found = only_table(made(_page([HEADER, *_rows(1, 32)]), second))
    last = [(cell.text, cell.column, cell.colspan) for cell in found.cells if cell.row == 33]
    assert last == [("合计", 0, 2), ("99.00", 2, 1)]


def test_the_lines_of_a_page_stand_before_and_after_their_table():
    def second(canvas: Canvas) -> None:
        table(canvas, _rows(33, 2), top=740)
        canvas.drawString(72, 650, "注：本表反映全部支出。")

    document = read(made(_page([HEADER, *_rows(1, 32)]), second))
    assert paragraphs(document) == ["注：本表反映全部支出。"]


def _work(pages: int) -> int:
    """Count the lines of code that putting a table over so many pages together runs through."""
    rows = [[HEADER, *_rows(1, 32)], *(_rows(33, 33) for _ in range(pages - 1))]
    data, code, lines = made(*map(_page, rows)), (stitch.__file__, pdf_headers.__file__), 0

    def count(frame: FrameType, event: str, arg: object) -> object:
        nonlocal lines
        lines += event == "line"
        return count if frame.f_code.co_filename in code else None

    before = sys.gettrace()
    sys.settrace(count)
    try:
        assert only_table(data).rows == 33 * pages
    finally:
        sys.settrace(before)
    return lines


def test_a_table_over_hundreds_of_pages_takes_work_in_proportion():
    # All the cells so far looked at for every page would make it four times the work.
    assert _work(200) < 3 * _work(100)


def test_a_row_that_numbers_the_columns_is_a_row_of_the_header():
    numbers = ["**", "1", "2"]
    pages = [[HEADER, numbers, *_rows(1, 31)], [HEADER, numbers, *_rows(32, 4)]]
    found = only_table(made(*map(_page, pages)))
    assert grid(found) == [HEADER, numbers, *_rows(1, 35)]


def test_words_that_go_on_below_amounts_of_a_form_are_no_other_header():
    amounts = [[f"201{n:02}", f"{n}.00", f"{n}.50"] for n in range(1, 20)]
    words = [[f"指标{n}", f"完成{n}项", "逐步提高"] for n in range(1, 18)]
    found = only_table(made(_page([HEADER, *amounts, *words[:13]]), _page(words[13:])))
    assert grid(found) == [HEADER, *amounts, *words]
