"""Texts with cells parted by bars, by commas, or by aligned spaces."""

from yusuan.documents.model import Document, Paragraph, Place, Source, Table
from yusuan.documents.text import read


def read_text(text: str, path: str = "预算.txt") -> Document:
    return read(text.encode(), Source(path, "", "text"))


def rows(table: Table) -> list[list[str]]:
    grid = [[""] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        grid[cell.row][cell.column] = cell.text
    return grid


def test_cells_between_bars_are_a_table_without_its_rule() -> None:
    (table,) = read_text("| 项目 | 金额 |\n|---|---:|\n| 会务 | 3.5 |\n| **合计** | 3.5 |\n").tables
    assert rows(table) == [["项目", "金额"], ["会务", "3.5"], ["合计", "3.5"]]
    assert not table.ragged


def test_cells_between_bars_have_their_line_and_number() -> None:
    (table,) = read_text("说明\n\n| 项目 | 金额 |\n|---|---|\n| 会务 | 3.5 |\n").tables
    assert table.cells[-1].place == Place(line=5, cell=2)


def test_comma_separated_values_keep_quoted_commas_and_line_breaks() -> None:
    text = '编码,名称,金额\n301,"工资,福利","1,234.50"\n302,"办公\n费用",2\n'
    (table,) = read_text(text, "表.csv").tables
    assert rows(table)[1:] == [["301", "工资,福利", "1,234.50"], ["302", "办公\n费用", "2"]]
    assert table.cells[-1].place == Place(line=3, cell=3)


def test_comma_separated_values_are_known_without_their_name() -> None:
    (table,) = read_text("编码,名称,金额\n301,甲,1.5\n302,乙,2.5\n303,丙,3.5\n").tables
    assert (table.rows, table.columns) == (4, 3)


def test_an_open_quote_among_commas_loses_nothing_and_is_noted() -> None:
    text = "编码,名称\n301,甲\n302," + '"' + "乙,3\n" * 40_000
    document = read_text(text, "表.csv")
    assert sum(isinstance(block, Paragraph) for block in document.blocks) == 40_000
    assert [note.place for note in document.notes] == [Place(line=3)]


def test_prose_with_commas_is_no_table() -> None:
    text = "One, two, three.\n\nA line, with more, of them, here.\n\nLast, one.\n"
    assert not list(read_text(text).tables)


ALIGNED = (
    "              部门收支总表\n"
    "\n"
    "项目              上年数      本年数\n"
    "一、基本支出     1,234.50      900.00\n"
    "  会议费                        12.50\n"
    "二、项目支出        60.00       20.00\n"
)


def test_aligned_columns_are_a_table() -> None:
    document = read_text(ALIGNED)
    (table,) = document.tables
    assert rows(table) == [
        ["项目", "上年数", "本年数"],
        ["一、基本支出", "1,234.50", "900.00"],
        ["会议费", "", "12.50"],
        ["二、项目支出", "60.00", "20.00"],
    ]
    assert table.ragged
    assert [note.place for note in document.notes] == [Place(line=3)]


def test_two_spaced_lines_alone_are_no_table() -> None:
    text = "填表人：某某      联系电话：0\n\n\n审核人：某某      日期：\n"
    assert not list(read_text(text).tables)


def test_a_heading_beside_its_figures_goes_to_the_nearest_column() -> None:
    text = (
        "名称                 上年           本年\n"
        "办公费              1,200.00     1,300.00\n"
        "印刷费                 80.00        90.00\n"
    )
    (table,) = read_text(text).tables
    assert rows(table)[0] == ["名称", "上年", "本年"]


def test_spaced_cells_that_do_not_align_keep_their_order() -> None:
    text = "名称  上年  本年\n办公费  1.0  2.0\n一个很长很长的名称  3.0  4.0\n费  5.0  6.0\n"
    (table,) = read_text(text).tables
    assert rows(table)[2] == ["一个很长很长的名称", "3.0", "4.0"]
    assert table.ragged


def test_spaced_words_without_figures_are_prose() -> None:
    document = read_text("甲  乙\n丙  丁  戊\n己  庚\n")
    assert [type(block) for block in document.blocks] == [Paragraph] * 3
