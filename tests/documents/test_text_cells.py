"""Texts with one cell to a line: where a cell, a row and a table end, and what headers cover."""

from yusuan.documents.model import Document, Paragraph, Place, Source, Table
from yusuan.documents.text import read


def read_text(text: str) -> Document:
    return read(text.encode(), Source("目标.txt", "", "text"))


def cells_to_text(*table: list[str]) -> str:
    return "\n".join("".join(f"\t{cell}\n" for cell in row) for row in table)


def only_table(text: str) -> Table:
    (table,) = read_text(text).tables
    return table


def rows(table: Table) -> list[list[str]]:
    return [[c.text for c in table.cells if c.row == row] for row in range(table.rows)]


def spans(table: Table) -> dict[str, tuple[int, int, int]]:
    return {
        cell.text: (cell.column, cell.rowspan, cell.colspan)
        for cell in table.cells
        if cell.rowspan > 1 or cell.colspan > 1
    }


def test_an_empty_line_ends_a_row() -> None:
    table = [["序号", "名称", "金额"], ["1", "值班", "8"], ["2", "", "5"]]
    read_back = only_table(cells_to_text(*table))
    assert rows(read_back) == table
    assert read_back.ragged


def test_a_cell_has_the_line_it_begins_at_and_its_number_in_the_row() -> None:
    table = only_table(cells_to_text(["序号", "名称"], ["1", "值班"]))
    assert [cell.place for cell in table.cells][2:] == [
        Place(line=4, cell=1),
        Place(line=5, cell=2),
    ]


def test_text_without_a_tab_goes_on_in_the_cell() -> None:
    text = "\t部门\n\t职责\n\n\t甲局\n\t（一）会务\n（二）值班\n\n\n\t目标\n\t保障\n"
    assert rows(only_table(text))[1] == ["甲局", "（一）会务\n（二）值班"]
    assert only_table(text).rows == 3


def test_an_empty_line_inside_a_cell_does_not_end_the_row() -> None:
    text = "\t主管\n\n部门\n\t名称\n\t金额\n\n\t甲局\n\t会务\n\t8\n"
    assert rows(only_table(text)) == [["主管\n部门", "名称", "金额"], ["甲局", "会务", "8"]]


def test_two_empty_lines_and_text_end_the_table() -> None:
    text = cells_to_text(["名称", "金额"], ["会务", "8"]) + "\n\n附件2\n说明文字\n"
    blocks = read_text(text).blocks
    assert [block.text for block in blocks[1:] if isinstance(block, Paragraph)] == [
        "附件2",
        "说明文字",
    ]


def test_prose_after_one_empty_line_is_not_swallowed_by_the_last_cell() -> None:
    text = cells_to_text(["名称", "金额"], ["会务", "8"]) + "\n后面是说明。\n\n再一段说明。\n"
    document = read_text(text)
    assert rows(next(document.tables))[1] == ["会务", "8"]
    assert len(document.blocks) == 3


def test_titles_unit_lines_and_signatures_are_paragraphs() -> None:
    text = cells_to_text(
        ["附表1", "", ""],
        ["2023年绩效目标表"],
        ["填报单位：（盖章）", "", "金额单位：万元"],
        ["序号", "名称", "金额"],
        ["一", "会务", "20"],
        ["", "", ""],
        ["单位负责人签字："],
    )
    document = read_text(text + "\n\n\n填表人：某某   联系电话：0\n")
    assert [getattr(block, "text", None) for block in document.blocks] == [
        "附表1",
        "2023年绩效目标表",
        "填报单位：（盖章）",
        "金额单位：万元",
        None,
        "单位负责人签字：",
        "填表人：某某   联系电话：0",
    ]
    assert next(document.tables).rows == 3


def test_one_group_over_the_remaining_columns_reaches_over_them() -> None:
    table = only_table(
        cells_to_text(["名称", "绩效指标"], ["", "数量", "质量", "时效"], ["会务", "3", "4", "5"])
    )
    assert spans(table) == {"名称": (0, 2, 1), "绩效指标": (1, 1, 3)}


def test_labels_that_repeat_show_where_the_second_group_begins() -> None:
    table = only_table(
        cells_to_text(
            ["实施期", "本年度"],
            ["一级", "指标", "值", "指标", "值"],
            ["产出", "甲", "9%", "乙", "8%"],
        )
    )
    assert spans(table) == {"实施期": (0, 1, 3), "本年度": (3, 1, 2)}


def test_groups_that_only_names_can_part_are_noted() -> None:
    document = read_text(
        cells_to_text(
            ["名称", "产出指标", "效益指标"],
            ["", "数量", "质量", "社会效益指标", "其他"],
            ["会务", "3", "4", "5", "6"],
        )
    )
    assert spans(next(document.tables)) == {
        "名称": (0, 2, 1),
        "产出指标": (1, 1, 2),
        "效益指标": (3, 1, 2),
    }
    assert ["按下一级表头的名称判定" in note.message for note in document.notes] == [True]


def test_groups_that_nothing_can_part_stay_in_their_order_and_are_noted() -> None:
    document = read_text(
        cells_to_text(
            ["名称", "甲组", "乙组"], ["", "数量", "质量", "时效"], ["会务", "3", "4", "5"]
        )
    )
    assert spans(next(document.tables)) == {"名称": (0, 2, 1)}
    assert ["只按先后排列" in note.message for note in document.notes] == [True]
