"""DOCX files: paragraphs and headings, grids, boxes, and what is not shown."""

from __future__ import annotations

import io

import docx as python_docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.documents.made import (
    damaged,
    differences,
    docx_file,
    grid,
    notes,
    only_table,
    outline,
    p,
    source,
    spans,
    tbl,
    tc,
    texts,
    tr,
    truth,
    with_part,
)
from yusuan.documents import docx
from yusuan.documents.model import Document, Paragraph, UnreadableDocument

RESTART, CONTINUE = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
BOX = '<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{}"/></w14:checkbox></w:sdtPr></w:sdt>'


def read(body: str, **parts: str) -> Document:
    return docx.read(docx_file(body, **parts), source("docx"))


def span(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


@pytest.mark.parametrize("name", ["jianghan-2022", "shifeng-2020"])
def test_a_shared_document_is_read_cell_for_cell(shared, name):
    document = docx.read((shared / "documents" / f"{name}.docx").read_bytes(), source("docx"))
    assert differences(document, truth(shared, name)) == []


def test_blocks_come_in_order_each_with_its_place():
    document = read(p("一、概况") + tbl(tr(tc("甲"), tc("1"))) + "<w:p/>" + p("二、说明"))
    assert outline(document) == ["一、概况", "1×2", "二、说明"]
    places = [block.place.as_dict() for block in document.blocks]
    assert places == [{"paragraph": 1}, {"table": 1}, {"paragraph": 3}]


def test_a_cell_knows_its_table_row_and_column():
    document = read(tbl(tr(tc("甲"), tc("1"))) + tbl(tr(tc("乙", span(2)), tc("2"))))
    cell = list(document.tables)[1].cells[1]
    assert cell.place.as_dict() == {"table": 2, "row": 1, "column": 3}


def test_headings_have_the_level_of_their_style_or_their_own():
    buffer = io.BytesIO()
    made = python_docx.Document()
    made.add_heading("第一部分", 1)
    made.add_heading("一、概况", 2)
    made.add_paragraph("正文")
    made.save(buffer)
    document = docx.read(buffer.getvalue(), source("docx"))
    assert [block.level for block in document.blocks] == [1, 2, None]
    own = read(p("一", '<w:pPr><w:outlineLvl w:val="2"/></w:pPr>'))
    assert own.blocks[0].level == 3


def test_merged_cells_are_spans():
    table = tbl(
        tr(tc("项目", RESTART), tc("预算数", span(2))),
        tr(tc("", CONTINUE), tc("人员"), tc("公用")),
        tr(tc("甲"), tc("1"), tc("2")),
    )
    found = only_table(read(table))
    assert spans(found) == {"项目": (2, 1), "预算数": (1, 2)}
    assert grid(found)[1] == ["", "人员", "公用"]


def test_a_new_merge_begins_where_one_is_restarted():
    table = tbl(
        tr(tc("甲", RESTART), tc("1")),
        tr(tc("", CONTINUE), tc("2")),
        tr(tc("乙", RESTART), tc("3")),
        tr(tc("", CONTINUE), tc("4")),
    )
    assert spans(only_table(read(table))) == {"甲": (2, 1), "乙": (2, 1)}


def test_rows_may_begin_and_end_inside_the_grid():
    table = tbl(
        tr(tc("甲"), tc("乙"), tc("丙")),
        tr(tc("1"), properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'),
    )
    assert grid(only_table(read(table))) == [["甲", "乙", "丙"], ["", "1", ""]]


def test_columns_of_less_than_a_millimetre_are_no_columns():
    table = tbl(
        tr(tc("项目", span(2)), tc("预算数")),
        tr(tc("甲"), tc("1", span(2))),
        grid=(2000, 30, 2000),
    )
    assert grid(only_table(read(table))) == [["项目", "预算数"], ["甲", "1"]]


def test_a_table_within_a_cell_is_told_in_the_cell_and_stands_after_the_table():
    inner = tbl(tr(tc("测算"), tc("金额")), tr(tc("印刷"), tc("3")))
    outer = tbl(tr(tc("项目"), tc("甲")), tr(tc("依据"), f"<w:tc>{p('见表')}{inner}<w:p/></w:tc>"))
    first, second = read(outer).tables
    assert grid(first)[1] == ["依据", "见表\n测算 金额\n印刷 3"]
    assert grid(second) == [["测算", "金额"], ["印刷", "3"]]


def test_a_frame_of_one_cell_dissolves():
    inner = tbl(tr(tc("甲"), tc("1")))
    document = read(tbl(tr(f"<w:tc>{p('收支总表')}{inner}{p('注：略')}</w:tc>")))
    assert outline(document) == ["收支总表", "1×2", "注：略"]


def test_contents_of_controls_are_read():
    def control(inside: str) -> str:
        return f"<w:sdt><w:sdtContent>{inside}</w:sdtContent></w:sdt>"

    body = control(p("标题")) + tbl(control(tr(control(tc("甲")), tc("1"))))
    document = read(body + f"<w:p>{control('<w:r><w:t>文字</w:t></w:r>')}</w:p>")
    assert outline(document) == ["标题", "1×2", "文字"]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (BOX.format(1), "☑"),
        (BOX.format(0), "☐"),
        ("<w:r><w:t>☑</w:t></w:r>", "☑"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "☑"),
        ('<w:r><w:sym w:font="Wingdings 2" w:char="F0A3"/></w:r>', "☐"),
        (
            '<w:r><w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr><w:t>\u00a8</w:t></w:r>',
            "☐",
        ),
        (
            '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/>'
            "<w:checked/></w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMCHECKBOX"
            '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
            "☑",
        ),
    ],
)
def test_boxes_are_ticked_or_not(inside, text):
    assert texts(read(f"<w:p>{inside}<w:r><w:t>新增</w:t></w:r></w:p>")) == [f"{text}新增"]


def test_fields_show_their_result_and_not_their_code():
    def char(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = "<w:r><w:instrText>PAGE</w:instrText><w:t>代码</w:t></w:r>"
    shown = "<w:r><w:t>12</w:t></w:r>"
    body = f"<w:p>{char('begin')}{code}{char('separate')}{shown}{char('end')}</w:p>"
    assert texts(read(body)) == ["12"]


def test_tabs_are_spaces_and_breaks_are_lines():
    body = "<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r></w:p>"
    assert texts(read(body)) == ["甲 乙\n丙"]


def test_insertions_are_read_and_deletions_are_not_and_both_are_noted():
    ins = "<w:ins><w:r><w:t>新</w:t></w:r></w:ins>"
    gone = "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
    document = read(f"<w:p>{gone}{ins}</w:p>")
    assert texts(document) == ["新"]
    assert "修订" in notes(document)


def test_a_deleted_row_is_gone():
    table = tbl(tr(tc("甲"), tc("1")), tr(tc("乙"), tc("2"), properties="<w:del/>"))
    assert grid(only_table(read(table))) == [["甲", "1"]]


def test_hidden_text_is_left_out_and_noted():
    body = "<w:p><w:r><w:t>明</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t></w:r></w:p>"
    document = read(body)
    assert texts(document) == ["明"]
    assert "1 处隐藏文字" in notes(document)


def test_text_a_style_hides_is_hidden():
    style = '<w:style w:styleId="a"><w:rPr><w:vanish/></w:rPr></w:style>'
    body = p("暗", '<w:pPr><w:pStyle w:val="a"/></w:pPr>') + p("明")
    assert texts(read(body, styles=style)) == ["明"]


def test_text_boxes_are_paragraphs_after_the_one_they_hang_on():
    box = f"<w:r><w:pict><w:txbxContent>{p('盒')}</w:txbxContent></w:pict></w:r>"
    assert texts(read(f"<w:p>{box}<w:r><w:t>文</w:t></w:r></w:p>" + p("后"))) == ["文", "盒", "后"]


def test_alternative_contents_are_read_once():
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    choice = "<mc:Choice><w:r><w:t>甲</w:t></w:r></mc:Choice>"
    fallback = "<mc:Fallback><w:r><w:t>甲</w:t></w:r></mc:Fallback>"
    both = f"<mc:AlternateContent {mc}>{choice}{fallback}</mc:AlternateContent>"
    assert texts(read(f"<w:p>{both}</w:p>")) == ["甲"]


NUMBERS = (
    '<w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
    '<w:lvlText w:val="%1、"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="（%2）"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num>'
)


def numbered(text: str, level: int) -> str:
    number = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="7"/></w:numPr>'
    return p(text, f"<w:pPr>{number}</w:pPr>")


def test_automatic_numbers_are_part_of_the_text_shown():
    body = numbered("概况", 0) + numbered("职责", 1) + numbered("机构", 1) + numbered("收支", 0)
    document = read(body + numbered("收入", 1), numbering=NUMBERS)
    assert texts(document) == ["一、概况", "（1）职责", "（2）机构", "二、收支", "（1）收入"]


def test_footnotes_come_at_the_end():
    notes_part = (
        f'<w:footnote w:type="separator">{p("线")}</w:footnote><w:footnote>{p("注一")}</w:footnote>'
    )
    assert texts(read(p("文"), footnotes=notes_part)) == ["文", "注一"]


def test_pictures_are_noted():
    blip = '<a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/>'
    document = read(p("文") + f"<w:p><w:r><w:drawing>{blip}</w:drawing></w:r></w:p>")
    assert "1 幅图片" in notes(document)


def test_a_document_without_text_is_refused():
    with pytest.raises(UnreadableDocument, match="没有任何文字"):
        read("<w:p/>")


SOUND = docx_file(
    numbered("概况", 0)
    + tbl(tr(tc("甲", RESTART), tc("1", span(2))), tr(tc("", CONTINUE), tc("2"), tc("3")))
    + f"<w:p>{BOX.format(1)}</w:p>",
    numbering=NUMBERS,
)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from(["word/document.xml", "word/numbering.xml", ""]))
def test_a_damaged_document_is_read_or_refused_in_one_sentence(seed, part):
    data = with_part(SOUND, part, lambda old: damaged(old, seed)) if part else damaged(SOUND, seed)
    try:
        blocks = docx.read(data, source("docx")).blocks
        assert all(isinstance(each, Paragraph) or each.cells for each in blocks)
    except UnreadableDocument as refusal:
        assert str(refusal).endswith("。")
