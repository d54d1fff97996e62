"""Text in columns where a Chinese character is two wide."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yusuan.cli.terminal import Column, indented, pad, table, width, wrap


@pytest.mark.parametrize(("text", "columns"), [("abc", 3), ("预算", 4), ("“三公”", 6), ("é", 1)])
def test_the_width_is_what_a_terminal_shows(text: str, columns: int) -> None:
    assert width(text) == columns


def test_padding_fills_on_the_right_or_on_the_left() -> None:
    assert (pad("预算", 6), pad("1.00", 6, right=True)) == ("预算  ", "  1.00")


def test_chinese_breaks_anywhere_and_numbers_nowhere() -> None:
    assert wrap("合计3,927.98万元", 10) == ["合计", "3,927.98万", "元"]


def test_a_line_does_not_begin_with_a_closing_mark_nor_end_with_an_opening_one() -> None:
    assert wrap("收支，平衡", 4) == ["收", "支，", "平衡"]
    assert wrap("收支（平衡）", 5) == ["收支", "（平", "衡）"]


def test_a_word_longer_than_the_line_is_cut_rather_than_lost() -> None:
    assert wrap("abcdefgh", 3) == ["abc", "def", "gh"]


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])), st.integers(4, 40))
def test_no_line_is_too_wide_and_no_character_is_lost(text: str, columns: int) -> None:
    lines = wrap(text, columns)
    assert all(width(line) <= columns for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_the_rows_of_a_table_stand_in_line() -> None:
    rows = [("收支总表", "1"), ("ab", "100")]
    found = list(table([Column("表"), Column("数", right=True)], rows, 80))
    assert found == ["  表         数", "  收支总表    1", "  ab        100"]


def test_a_table_fits_its_width_by_wrapping_the_widest_column() -> None:
    rows = [("t01", "一般公共预算基本支出部门预算经济分类预算表", "万元")]
    found = list(table([Column("编号"), Column("标题"), Column("单位")], rows, 40))
    assert all(width(line) <= 40 for line in found)
    assert len(found) == 3


def test_the_lines_of_a_paragraph_are_set_in_under_its_first() -> None:
    assert list(indented("收入总计等于", 10, "依据：")) == [
        "依据：收入",
        "      总计",
        "      等于",
    ]
