"""Web pages: encodings, grids, layout tables, and what a browser does not show."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.documents.made import (
    damaged,
    differences,
    grid,
    notes,
    only_table,
    outline,
    source,
    spans,
    texts,
    truth,
)
from yusuan.documents import html
from yusuan.documents.model import Document, UnreadableDocument


def read(page: str | bytes) -> Document:
    return html.read(page if isinstance(page, bytes) else page.encode(), source("html"))


def test_a_shared_page_is_read_cell_for_cell(shared):
    document = read((shared / "documents/jianghan-2022.html").read_bytes())
    assert differences(document, truth(shared, "jianghan-2022")) == []


def test_blocks_come_in_order_and_headings_have_their_level():
    document = read("<h2>概况</h2><p>一句。</p><table><tr><td>甲<td>1</table>余下")
    assert outline(document) == ["概况", "一句。", "1×2", "余下"]
    assert [getattr(block, "level", None) for block in document.blocks] == [2, None, None, None]


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ("<meta charset=utf-8>", "utf-8"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=gb2312">', "gb18030"),
        ("", "utf-8"),
        ("", "gb18030"),
        ("", "utf-16"),
        ("", "utf-8-sig"),
    ],
)
def test_the_encoding_is_found(head, encoding):
    document = read(f"<html><head>{head}</head><p>部门预算㙍</p></html>".encode(encoding))
    assert texts(document) == ["部门预算㙍"]
    assert notes(document) == ""


def test_a_page_that_names_the_wrong_encoding_is_read_in_the_right_one():
    document = read('<meta charset="utf-8"><p>部门预算</p>'.encode("gb18030"))
    assert texts(document) == ["部门预算"]
    assert "gb18030" in notes(document)


def test_spans_make_the_grid():
    page = """<table><tr><th rowspan=2>项目<th colspan=2>预算数
        <tr><td>人员<td>公用<tr><td>甲<td>1<td>2</table>"""
    table = only_table(read(page))
    assert spans(table) == {"项目": (2, 1), "预算数": (1, 2)}
    assert grid(table)[1] == ["", "人员", "公用"]


def test_the_head_comes_first_and_the_foot_last_and_spans_end_with_their_part():
    page = """<table><tfoot><tr><td>合计<td>3</tfoot><tbody><tr><td rowspan=9>甲<td>1</tbody>
        <thead><tr><th>项目<th>数</thead></table>"""
    table = only_table(read(page))
    assert grid(table) == [["项目", "数"], ["甲", "1"], ["合计", "3"]]
    assert spans(table) == {}


def test_overlapping_spans_are_cut_where_they_meet():
    page = """<table><tr><td>甲<td rowspan=2>乙<tr><td colspan=2>丙</table>"""
    assert spans(only_table(read(page))) == {"乙": (2, 1)}


def test_absurd_spans_stay_within_the_table():
    rows = "<tr><td rowspan=100000>甲<td colspan=1000000>1</tr>" * 200
    began = time.perf_counter()
    table = only_table(read(f"<table>{rows}</table>"))
    assert (table.rows, table.columns) == (200, 1000)
    assert time.perf_counter() - began < 2


def test_a_title_said_to_span_a_thousand_columns_does_not_widen_the_table():
    page = "<table><tr><th colspan=1000>总表</th></tr><tr><td>甲<td>1</table>"
    table = only_table(read(page))
    assert (table.columns, spans(table)) == (2, {"总表": (1, 2)})


def test_lines_in_a_cell_are_lines_of_its_text():
    page = "<table><tr><td>甲<br>乙<p>丙</p><div>丁</div><td>1</table>"
    assert grid(only_table(read(page)))[0][0] == "甲\n乙\n丙\n丁"


def test_a_wrap_within_chinese_text_is_no_space():
    assert texts(read("<p>部门\n  预算 2022\n年 A\nB</p>")) == ["部门预算 2022 年 A B"]


def test_indented_lines_are_paragraphs_of_their_own():
    page = "<div>　　第一段。<br>　　第二段<br>续行。<br><br>第三段。</div>"
    assert texts(read(page)) == ["第一段。", "第二段\n续行。", "第三段。"]


def test_preformatted_text_keeps_its_lines():
    assert texts(read("<pre>甲 1\n乙 2</pre>")) == ["甲 1\n乙 2"]


@pytest.mark.parametrize(
    "hidden",
    [
        '<p style="display: none">暗</p>',
        "<p hidden>暗</p>",
        '<p style="visibility:hidden">暗</p>',
        '<style>.x, .y { display:none }</style><p class="y">暗</p>',
        '<table><tr><td>甲<td style="display:none">暗</table>',
    ],
)
def test_what_is_not_displayed_is_left_out_and_noted(hidden):
    document = read(f"<p>明</p>{hidden}")
    assert "暗" not in str(document.blocks)
    assert "1 处" in notes(document)


def test_rules_for_print_alone_hide_nothing():
    page = "<style>@media print { .x { display:none } }</style><p class=x>明</p>"
    assert texts(read(page)) == ["明"]


def test_scripts_and_styles_are_no_text():
    assert texts(read("<script>var a=1</script><style>p{}</style><p>文</p>")) == ["文"]


def test_controls_show_their_state():
    page = """<p><input type=checkbox checked>新增<input type=checkbox>延续
        <select><option>甲<option selected>乙</select><input type=hidden value=暗></p>"""
    assert texts(read(page)) == ["☑新增☐延续 乙"]


def test_layout_tables_dissolve_around_the_tables_of_data():
    data = "<table><tr><td>甲<td>1<tr><td>乙<td>2</table>"
    page = f"<table><tr><td>首页<td><h1>预算公开</h1>{data}<p>说明</p></table>"
    assert outline(read(page)) == ["首页", "预算公开", "2×2", "说明"]


def test_a_table_within_a_cell_of_figures_stands_after_its_table():
    inner = "<table><tr><td>印刷<td>3<tr><td>差旅<td>4</table>"
    page = f"<table><tr><td>项目<td>金额<tr><td>甲<td>7<tr><td>依据<td>{inner}</table>"
    first, second = read(page).tables
    assert grid(first)[2][0] == "依据"
    assert "印刷 3" in grid(first)[2][1]
    assert grid(second) == [["印刷", "3"], ["差旅", "4"]]


def test_a_frame_of_one_cell_is_no_table():
    assert outline(read("<table><tr><td><p>甲</p><p>乙</p></table>")) == ["甲", "乙"]


def test_the_value_a_saved_sheet_keeps_beside_its_text_is_kept():
    page = '<table><tr><td>甲<td sdval="111.6768">111.68<td sdval="1060">1,060.00</table>'
    cells = only_table(read(page)).cells
    assert [cell.stored for cell in cells] == [None, "111.6768", None]


def test_a_caption_is_a_paragraph_before_its_table():
    page = "<table><caption>收支总表</caption><tr><td>甲<td>1</table>"
    assert outline(read(page)) == ["收支总表", "1×2"]


def test_a_saved_web_archive_gives_its_page():
    page = (
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n"
        b"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
        + "<meta charset=utf-8><p>部门预算</p>".encode()
        + b"\r\n--x--\r\n"
    )
    assert texts(read(page)) == ["部门预算"]


def test_a_page_made_by_scripts_alone_is_refused():
    with pytest.raises(UnreadableDocument, match="脚本"):
        read("<html><body><div id=app></div><script>run()</script></body></html>")


def test_a_page_nested_beyond_measure_is_refused():
    with pytest.raises(UnreadableDocument, match="嵌套"):
        read("<div>" * 3000 + "深")


SOUND = """<meta charset=utf-8><style>.x{display:none}</style><h1>题</h1><table><thead><tr>
<th colspan=2>甲<th rowspan=2>乙</thead><tr><td class=x>1<td>2<td><table><tr><td>3</table></table>
<input type=checkbox checked>""".encode()


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 2**32))
def test_a_damaged_page_is_read_or_refused_in_one_sentence(seed):
    try:
        assert read(damaged(SOUND, seed)).blocks
    except UnreadableDocument as refusal:
        assert str(refusal).endswith("。")


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="<>/tdrable hp甲1=\"'", max_size=60))
def test_any_markup_is_read_or_refused(page):
    try:
        read(page)
    except UnreadableDocument as refusal:
        assert str(refusal).endswith("。")
