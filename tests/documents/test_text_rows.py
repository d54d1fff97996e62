"""Texts with tab-separated rows: tables and what stands around them, page breaks, spans."""

from yusuan.documents.model import Document, Paragraph, Place, Source, Table
from yusuan.documents.text import read


def read_text(text: str) -> Document:
    return read(text.encode(), Source("预算.txt", "", "text"))


def only_table(text: str) -> Table:
    (table,) = read_text(text).tables
    return table


def rows(table: Table) -> list[list[str]]:
    grid = [[""] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        grid[cell.row][cell.column] = cell.text
    return grid


def spans(table: Table) -> dict[str, tuple[int, int]]:
    return {
        cell.text: (cell.rowspan, cell.colspan)
        for cell in table.cells
        if cell.rowspan > 1 or cell.colspan > 1
    }


def outline(text: str) -> list[str | tuple[int, int]]:
    return [
        block.text if isinstance(block, Paragraph) else (block.rows, block.columns)
        for block in read_text(text).blocks
    ]


THREE_LEVELS = (
    "科目\t\t\t\t总计\t基本支出\t\t项目支出\n"
    "科目编码\t\t\t科目名称\t\t人员\t公用\t\n"
    "类\t款\t项\t\t\t\t\t\n"
    "201\t03\t01\t行政运行\t9.50\t6.00\t3.50\t\n"
)


def test_a_header_cell_reaches_over_the_labels_below_it() -> None:
    table = only_table(THREE_LEVELS)
    assert spans(table) == {
        "科目": (1, 4),
        "总计": (3, 1),
        "基本支出": (1, 2),
        "项目支出": (3, 1),
        "科目编码": (1, 3),
        "科目名称": (2, 1),
        "人员": (2, 1),
        "公用": (2, 1),
    }
    assert table.ragged


def test_cells_of_the_body_stay_where_they_are() -> None:
    assert rows(only_table(THREE_LEVELS))[3] == [
        *("201", "03", "01", "行政运行"),
        *("9.50", "6.00", "3.50", ""),
    ]


def test_every_cell_has_its_line_and_its_number() -> None:
    cell = next(cell for cell in only_table("说明\n\n" + THREE_LEVELS).cells if cell.text == "9.50")
    assert cell.place == Place(line=6, cell=5)


def test_a_blank_column_without_a_label_below_is_not_reached_over() -> None:
    table = only_table("收入\t\t\t支出\t\n项目\t预算数\t\t项目\t预算数\n拨款\t5.00\t\t教育\t5.00\n")
    assert spans(table) == {"收入": (1, 2), "支出": (1, 2)}


def test_a_lost_header_cell_does_not_move_the_others() -> None:
    table = only_table(
        "名称\t基本支出\t\t\t项目支出\t\n\t小计\t人员\t\t\t\n甲\t3.0\t2.0\t1.0\t4.0\n"
    )
    assert spans(table) == {"名称": (2, 1), "基本支出": (1, 2), "项目支出": (2, 1)}
    assert rows(table)[2] == ["甲", "3.0", "2.0", "1.0", "4.0", ""]


def test_rows_of_different_lengths_are_kept_exactly() -> None:
    table = only_table("编码\t名称\t金额\n201\t甲\n\t\t004\t乙\t7.5\n")
    assert [cell.text for cell in table.cells if cell.row == 1] == ["201", "甲"]
    assert [cell.text for cell in table.cells if cell.row == 2] == ["", "", "004", "乙", "7.5"]


def test_the_label_of_a_total_reaches_over_the_label_columns() -> None:
    table = only_table("编码\t名称\t合计\n合计\t\t7.5\n201\t甲\t7.5\n")
    assert spans(table) == {"合计": (1, 2)}


def test_a_missing_figure_beside_a_total_is_not_reached_over() -> None:
    table = only_table("项目\t上年数\t本年数\n合计\t\t7.5\n会议费\t3\t7.5\n")
    assert spans(table) == {}


def test_titles_and_unit_lines_in_front_are_paragraphs() -> None:
    text = (
        "部门收支总表\t\t\n单位名称：甲局\t\t单位：万元\n项目\t上年\t本年\n会议费\t1.0\t2.0\n"
        "注：空表没有数据\t\t\n"
    )
    assert outline(text) == [
        "部门收支总表",
        "单位名称：甲局",
        "单位：万元",
        (2, 3),
        "注：空表没有数据",
    ]


def test_a_unit_line_among_rows_begins_a_new_table() -> None:
    table = "项目\t上年\t本年\n会议费\t1.0\t2.0\n"
    text = f"收入总表\t\t\n{table}支出总表\t\t\n单位：万元\t\t\n{table}"
    assert outline(text) == ["收入总表", (2, 3), "支出总表", "单位：万元", (2, 3)]


def test_whose_form_it_is_said_among_rows_begins_no_new_table() -> None:
    text = "项目\t会务\t代码\n主管单位：甲局\t实施单位：乙所\t\n金额\t3.5\t\n"
    assert outline(text) == [(3, 3)]


def test_a_table_goes_on_after_an_empty_line() -> None:
    text = "编码\t名称\t金额\n30201\t办公费\t9.00\n\n30202\t印刷费\t6.00\n"
    assert outline(text) == [(3, 3)]


def test_a_table_goes_on_after_a_repeated_header() -> None:
    head = "编码\t名称\t金额\n"
    assert outline(f"{head}301\t甲\t9.00\n\n{head}302\t乙\t6.00\n") == [(4, 3)]


def test_a_new_header_after_an_empty_line_begins_a_new_table() -> None:
    text = "编码\t名称\t金额\n301\t甲\t9.00\n\n单位\t项目\t预算数\n乙局\t值班\t6.00\n"
    assert outline(text) == [(2, 3), (2, 3)]


def test_a_line_of_prose_ends_a_table() -> None:
    text = "编码\t名称\t金额\n301\t甲\t9.00\n\n说明如下\n\n302\t乙\t6.00\n"
    assert outline(text) == [(2, 3), "说明如下", (1, 3)]


def test_a_form_goes_on_with_another_width_and_says_so() -> None:
    form = "项目名称\t值班\t代码\t\n总预算\t13\t当年\t13\n"
    detail = "明细\t内容\t依据\t金额\t其他\t备注\n\t讲课\t3人\t2\t\t\n"
    document = read_text(f"{form}\n{detail}")
    assert [(table.rows, table.columns) for table in document.tables] == [(4, 6)]
    assert [note.place for note in document.notes] == [Place(line=4)]


def test_markup_in_cells_becomes_plain_text() -> None:
    text = (
        '类别\t1.甲 <input type="checkbox"/> 2.乙 <input checked="" type="checkbox"/>\n'
        "依据\t<p>1、甲；</p> <p>2、乙&nbsp;丙</p>\n"
        "金额\t[bookmark: _GoBack]10\n占比\t<50%\n**\t**合计**\n"
    )
    assert [row[1] for row in rows(only_table(text))] == [
        "1.甲 ☐ 2.乙 ☑",
        "1、甲；\n2、乙\xa0丙",
        "10",
        "<50%",
        "合计",
    ]
    assert rows(only_table(text))[4][0] == "**"


def test_a_quoted_cell_of_a_spreadsheet_may_hold_line_breaks() -> None:
    table = only_table('名称\t依据\t金额\n会务\t"第一，\n第二""项"""\t3.5\n')
    assert rows(table)[1] == ["会务", '第一，\n第二"项"', "3.5"]


def test_an_open_quote_swallows_no_rows() -> None:
    table = only_table('名称\t依据\n会务\t"第一\n值班\t3.5\n')
    assert rows(table) == [["名称", "依据"], ["会务", '"第一'], ["值班", "3.5"]]
