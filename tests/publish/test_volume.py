"""A volume says what its figures are, and what was written is read back as the same facts."""

from collections import Counter
from pathlib import Path

import pytest

from tests.publish.volumes import example, small, table
from yusuan.documents import Cell, Table, reader
from yusuan.forms.recognise import recognise
from yusuan.ledger import Disclosure
from yusuan.publish.volume import (
    FigureSpan,
    TableBlock,
    Volume,
    contents,
    figure_columns,
    grid_rows,
    is_figure,
    pieces,
)
from yusuan.publish.volume_files import write
from yusuan.publish.volume_layout import LANDSCAPE, LARGE, PORTRAIT, heights, layout
from yusuan.publish.volume_words import alignment

FORMATS = ("docx", "pdf", "xlsx", "html")


@pytest.fixture(scope="module")
def whole() -> tuple[Volume, Disclosure]:
    return example()


def facts(disclosure: Disclosure) -> Counter[tuple[str, str, str, str]]:
    return Counter(
        (statement.title, one.printed, str(one.amount), str(one.coordinates))
        for statement in disclosure.statements
        for one in statement.facts
    )


def read(volume: Volume, format_: str) -> Disclosure:
    [(name, data)] = write(volume, format_)
    return recognise(reader.read_bytes(data, name))


@pytest.mark.parametrize("format_", FORMATS)
def test_what_was_written_is_read_back_as_the_same_facts(
    whole: tuple[Volume, Disclosure], format_: str
) -> None:
    volume, disclosure = whole
    again = read(volume, format_)
    assert facts(again) == facts(disclosure)
    assert (again.entity, again.year, again.stage) == (volume.entity, volume.year, volume.stage)


@pytest.mark.parametrize("format_", FORMATS)
def test_nothing_that_was_written_is_reported_as_unreadable(
    whole: tuple[Volume, Disclosure], format_: str
) -> None:
    assert read(whole[0], format_).remarks == ()


@pytest.mark.parametrize("format_", [*FORMATS, "data"])
def test_equal_volumes_give_equal_bytes(format_: str) -> None:
    assert list(write(small(), format_)) == list(write(small(), format_))


@pytest.mark.parametrize("format_", FORMATS)
def test_the_words_of_a_sentence_are_written(format_: str) -> None:
    [(name, data)] = write(small(text="资金用于购买设备。"), format_)
    document = reader.read_bytes(data, name)
    cells = (cell.text for one in document.tables for cell in one.cells)
    texts = [block.text for block in document.blocks if hasattr(block, "text")]
    assert any("资金用于购买设备。" in text for text in (*texts, *cells))


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize(
    "nasty", ['#include "/etc/passwd"', "<script>x</script>", "=1+1", "]]>&\x01", "$a_b*"]
)
def test_what_people_write_is_never_run_and_never_breaks_a_file(format_: str, nasty: str) -> None:
    volume = small(text=f"说明{nasty}", title=f"支出{nasty}表")
    assert len(list(read(volume, format_).facts)) == 6


@pytest.mark.parametrize("format_", [*FORMATS, "data"])
def test_a_volume_of_nothing_can_be_written(format_: str) -> None:
    assert all(data for _, data in write(Volume("空", "", 2024, "budget", ()), format_))


def test_the_contents_name_parts_headings_and_tables_once_each() -> None:
    found = contents(small())
    assert [entry.text for entry in found] == [
        "第一部分 说明",
        "一、支出情况",
        "第二部分 预算表",
        "部门支出总表",
    ]
    assert len({entry.anchor for entry in found}) == 4


def test_a_sentence_comes_apart_at_its_figures() -> None:
    found = list(pieces("共12.00万元。", (FigureSpan(1, 6, "f"),)))
    assert found == [("共", None), ("12.00", "f"), ("万元。", None)]


def test_codes_and_years_are_no_figures() -> None:
    grid = table("编码|年份|金额", "20103|2022|1,000.00", "20104|2022|-")
    block = TableBlock("t", "表", grid)
    columns = figure_columns(block)
    assert [is_figure(block, cell, columns) for cell in grid.cells[3:]] == [False, False, True] * 2


def test_in_a_form_only_what_is_bound_to_a_fact_is_a_figure() -> None:
    grid = table("项目总预算|24.00", "起始年度|2022")
    block = TableBlock("t", "申报表", grid, header=0, figures={(0, 1): "t.1"})
    columns = figure_columns(block)
    assert [is_figure(block, cell, columns) for cell in grid.cells] == [False, True, False, False]


def test_positions_no_cell_covers_become_empty_cells() -> None:
    block = TableBlock(
        "t", "表", Table((Cell(0, 0, "a", rowspan=2), Cell(0, 1, "b")), 2, 2), header=0
    )
    assert [[(cell.column, cell.text) for cell in row] for row in grid_rows(block)] == [
        [(0, "a"), (1, "b")],
        [(1, "")],
    ]


def test_a_cell_of_the_header_does_not_reach_into_the_body() -> None:
    block = TableBlock(
        "t", "表", Table((Cell(0, 0, "a", rowspan=2), Cell(0, 1, "b")), 2, 2), header=1
    )
    assert [cell.rowspan for cell in grid_rows(block)[0]] == [1, 1]


@pytest.mark.parametrize(("columns", "page"), [(4, PORTRAIT), (14, LANDSCAPE), (34, LARGE)])
def test_a_wider_table_turns_the_page_and_then_takes_a_larger_one(
    columns: int, page: object
) -> None:
    rows = ["|".join(["项目名称一二三"] * columns), "|".join(["1,234.50"] * columns)]
    plan = layout(TableBlock("t", "表", table(*rows)))
    assert plan.page is page
    assert sum(plan.widths) <= plan.page.room + 1


def test_a_number_never_breaks_over_two_lines() -> None:
    rows = ["名称|金额", "很长的名称" * 30 + "|12,345,678.90"]
    plan = layout(TableBlock("t", "表", table(*rows)))
    assert plan.widths[1] > 13 * 0.6 * plan.size


def test_a_long_text_makes_its_row_higher() -> None:
    block = TableBlock("t", "表", table("名称|金额", "很长的名称" * 30 + "|1.00"))
    first, second = heights(block, (100.0, 60.0), 10.0)
    assert second > 10 * first


def test_a_table_asked_to_lie_across_does(tmp_path: Path) -> None:
    block = TableBlock("t", "表", table("名称|金额", "甲|1.00"), landscape=True)
    assert layout(block).page is LANDSCAPE


FORM = Table(
    (
        Cell(0, 0, "立项依据"), Cell(0, 1, "很长的依据" * 60, colspan=3),
        Cell(1, 0, "支出明细"), Cell(1, 1, "印刷"), Cell(1, 2, "一千册，每册十二元" * 9),
        Cell(1, 3, "1.20"),
    ),
    2,
    4,
)  # fmt: skip
LABELS = frozenset({(0, 0), (1, 0)})


def test_the_column_with_most_text_is_the_widest_of_a_form() -> None:
    plan = layout(TableBlock("t", "表", FORM, header=0, labels=LABELS))
    assert plan.page is PORTRAIT
    assert plan.widths[2] == max(plan.widths)
    assert sum(plan.widths) <= plan.page.room + 1


def test_a_form_asked_to_lie_across_does() -> None:
    block = TableBlock("t", "表", FORM, header=0, labels=LABELS, landscape=True)
    assert layout(block).page is LANDSCAPE


def test_in_a_form_labels_stand_in_the_middle_and_what_fills_it_does_not() -> None:
    block = TableBlock("t", "表", FORM, header=0, labels=LABELS, figures={(1, 3): "f"})
    sides = [alignment(block, c, figure=(c.row, c.column) == (1, 3)) for c in FORM.cells]
    assert sides == ["center", "left", "center", "left", "left", "right"]


def test_a_label_and_its_figure_in_one_cell_stand_on_the_left() -> None:
    cell = Cell(0, 0, "资金总额：1.20")
    block = TableBlock("t", "表", Table((cell,), 1, 1), header=0, labels=frozenset({(9, 9)}))
    assert alignment(block, cell, figure=True) == "left"
