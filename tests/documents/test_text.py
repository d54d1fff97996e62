"""Plain texts: encodings, paragraphs, and what is no text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yusuan.documents.model import Document, Paragraph, Place, Source, UnreadableDocument
from yusuan.documents.text import read


def read_bytes(data: bytes, path: str = "预算.txt") -> Document:
    return read(data, Source(path, "", "text"))


def paragraphs(text: str) -> list[str]:
    blocks = read_bytes(text.encode()).blocks
    return [block.text for block in blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030"])
def test_every_usual_encoding_gives_the_same_text(encoding: str) -> None:
    text = "收入总计\t508.93\r\n支出总计\t508.93\r\n"
    (table,) = read_bytes(text.encode(encoding)).tables
    assert [cell.text for cell in table.cells] == ["收入总计", "508.93", "支出总计", "508.93"]


def test_a_text_in_big_endian_utf_16_without_a_mark_is_read() -> None:
    text = "项目\t金额\n合计\t12.5\n" * 3
    assert read_bytes(text.encode("utf-16-be")).blocks == read_bytes(text.encode()).blocks


def test_a_few_broken_bytes_are_replaced_and_noted() -> None:
    data = ("单位的预算收入和支出情况说明。" * 60).encode() + b"\xff" + "完".encode()
    document = read_bytes(data)
    assert [note.message for note in document.notes] == [
        "文本中有 1 处字节无法识别，以“�”代替，请对照原件。"
    ]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "这个文件是空的"),
        (b"\xef\xbb\xbf \r\n\t\n", "这个文本文件是空的"),
        (b"PK\x03\x04rest", "压缩格式"),
        (b"%PDF-1.7", "PDF"),
        (bytes(range(256)) * 40, "内容不是文字"),
        (b"\x00\x01\x02\x03" * 100, "内容不是文字"),
        (b"\xff" * 1000, "内容不是文字"),
        (b"\n" * 2_000_001 + b"x", "请拆成几个文件"),
    ],
)
def test_what_is_no_text_is_refused_in_one_sentence(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableDocument) as refused:
        read_bytes(data)
    assert words in str(refused.value)
    assert str(refused.value).count("。") == 1


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        assert read_bytes(data).blocks is not None
    except UnreadableDocument as refused:
        assert str(refused).endswith("。")


_BREAKS = st.sampled_from(["\n", "\n\n", "\r\n", "\f", "  ", "- ", "# ", "|---|---|\n"])
_WORDS = ["合计", "12.50", "201", "附表1", "单位：万元", "项目", "收入总表", "[illegible]"]
_MARKS = st.sampled_from(["\t", "|", ",", '"', "**", "<p>", "</p>"])
_SCRAPS = _MARKS | st.sampled_from(_WORDS)


def covered(table: object) -> list[tuple[int, int]]:
    return [
        (cell.row + down, cell.column + right)
        for cell in table.cells  # type: ignore[attr-defined]
        for down in range(cell.rowspan)
        for right in range(cell.colspan)
    ]


@settings(max_examples=500, deadline=None)
@given(st.lists(_SCRAPS | _BREAKS, max_size=60).map("".join), st.sampled_from(["a.txt", "a.csv"]))
def test_no_two_cells_of_any_table_overlap(text: str, path: str) -> None:
    try:
        document = read_bytes(text.encode(), path)
    except UnreadableDocument:
        return
    for table in document.tables:
        places = covered(table)
        assert len(places) == len(set(places))
        assert all(row < table.rows and column < table.columns for row, column in places)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(["\t", "\n", "\n\n", "甲", "乙", "12.5", "  ", " "]), max_size=50))
def test_no_word_and_no_figure_is_lost(scraps: list[str]) -> None:
    text = "".join(scraps)
    if not text.strip():
        return
    blocks = read_bytes(text.encode()).blocks
    texts = [
        block.text if isinstance(block, Paragraph) else "".join(cell.text for cell in block.cells)
        for block in blocks
    ]
    assert sorted("".join("".join(texts).split())) == sorted("".join(text.split()))


def test_each_line_outside_a_table_is_a_paragraph_with_its_line() -> None:
    document = read_bytes("一、职能\n\n本单位负责会务。\n附件1\n".encode())
    assert [(block.text, block.place) for block in document.blocks] == [  # type: ignore[union-attr]
        ("一、职能", Place(line=1)),
        ("本单位负责会务。", Place(line=3)),
        ("附件1", Place(line=4)),
    ]


def test_bullets_and_bold_marks_of_a_paragraph_are_dropped() -> None:
    text = "- (一) 会议费 3 万元\n\n**二、**培训费\n\n共**1,508.93**万元，见**附注**。\n"
    assert paragraphs(text) == ["(一) 会议费 3 万元", "二、培训费", "共1,508.93万元，见附注。"]


def test_a_bold_run_over_two_lines_is_one_paragraph() -> None:
    assert paragraphs("**甲区人民政府\n办公室预算**\n\n目录\n") == [
        "甲区人民政府\n办公室预算",
        "目录",
    ]


def test_masked_names_keep_their_asterisks() -> None:
    assert paragraphs("经办人张**，复核人李**\n\n电话 138****0000\n") == [
        "经办人张**，复核人李**",
        "电话 138****0000",
    ]


def test_a_marked_heading_has_its_level() -> None:
    (heading, text) = read_bytes("## 收支情况\n2024 年持平。\n".encode()).blocks
    assert isinstance(heading, Paragraph)
    assert (heading.text, heading.level) == ("收支情况", 2)
    assert isinstance(text, Paragraph)
    assert text.level is None


def test_an_illegible_place_stays_and_is_noted() -> None:
    document = read_bytes("政府性基金预算表\n\n[illegible]\n".encode())
    assert [note.place for note in document.notes] == [Place(line=3)]
    assert paragraphs("表\n\n[illegible]\n") == ["表", "[illegible]"]


def test_indented_paragraphs_are_no_table() -> None:
    text = "\t本单位认真执行预算，按规定公开，并接受各方面的监督，没有其他需要说明的事项。\n" * 5
    assert not list(read_bytes(text.encode()).tables)


def test_a_very_long_cell_is_cut_and_noted() -> None:
    document = read_bytes(("目标\t" + "长" * 150_000 + "\n金额\t3.5\n").encode())
    (table,) = document.tables
    assert len(table.cells[1].text) == 100_000
    assert [note.place for note in document.notes] == [Place(line=1, cell=2)]


def test_a_very_long_paragraph_is_parted_and_loses_nothing() -> None:
    assert "".join(paragraphs("长" * 250_000)) == "长" * 250_000
