"""The front door: what a file really is, and one clear sentence for what cannot be read."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import zipfile

import pytest
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.documents.made import damaged, docx_file, notes, p, rows_book, tbl, tc, texts, tr
from yusuan.documents import limits, reader
from yusuan.documents.model import UnreadableDocument

PAGE = "<html><table><tr><td>甲<td>1<tr><td>乙<td>2</table></html>"
WORKBOOK = rows_book([["项目", "金额"], ["甲", 1]])
WORD = docx_file(p("概况") + tbl(tr(tc("甲"), tc("1"))))
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def zipped(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/"), data)
    return buffer.getvalue()


def refusal(data: bytes, name: str = "公开.docx") -> str:
    with pytest.raises(UnreadableDocument) as caught:
        reader.read_bytes(data, name)
    return str(caught.value)


def old_workbook() -> bytes:
    workbook = xlwt.Workbook()
    workbook.add_sheet("表").write(0, 0, "甲")
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def compound(stream: str) -> bytes:
    """Return a compound file whose one stream has this name."""
    name = stream.encode("utf-16-le")
    data = old_workbook()
    at = data.index("Workbook".encode("utf-16-le"))
    entry = name + bytes(64 - len(name)) + (len(name) + 2).to_bytes(2, "little")
    return data[:at] + entry + data[at + 66 :]


def test_the_source_says_what_was_read(tmp_path):
    path = tmp_path / "公开.docx"
    path.write_bytes(WORD)
    source = reader.read(path).source
    digest = hashlib.sha256(WORD).hexdigest()
    assert (source.path, source.sha256, source.kind) == (str(path), digest, "docx")


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (WORD, "公开.docx", "docx"),
        (WORKBOOK, "公开.xlsx", "xlsx"),
        (WORKBOOK, "公开.et", "xlsx"),
        (old_workbook(), "公开.xls", "xls"),
        (old_workbook(), "公开.et", "xls"),
        (PAGE.encode(), "公开.html", "html"),
        ("一般公共预算\n收入\t1\n".encode(), "公开.txt", "text"),
        ("收入预算，支出预算。\n".encode(), "公开", "text"),
    ],
)
def test_a_file_called_what_it_is_is_read_without_a_word(data, name, kind):
    document = reader.read_bytes(data, name)
    assert (document.source.kind, notes(document)) == (kind, "")


@pytest.mark.parametrize(
    ("data", "name", "kind", "said"),
    [
        (PAGE.encode(), "公开.docx", "html", "网页"),
        (PAGE.encode("gb18030"), "公开.xls", "html", "网页"),
        (PAGE.encode("utf-16"), "公开.xls", "html", "网页"),
        (WORKBOOK, "公开.xls", "xlsx", "XLSX"),
        (WORD, "公开.pdf", "docx", "DOCX"),
        (WORD, "公开.doc", "docx", "DOCX"),
        (old_workbook(), "公开.xlsx", "xls", "旧版 Excel"),
        ("部门预算公开\n".encode("gb18030"), "公开.txt", "text", "GB18030"),
        ("部门预算公开\n".encode("utf-16"), "公开.txt", "text", "UTF-16"),
        ("部门预算公开\n".encode(), "公开.docx", "text", "纯文本"),
    ],
)
def test_a_mislabelled_file_is_read_as_what_it_is_and_that_is_said(data, name, kind, said):
    document = reader.read_bytes(data, name)
    assert document.source.kind == kind
    assert said in notes(document)


def test_a_web_page_under_another_name_keeps_its_table():
    document = reader.read_bytes(PAGE.encode("gb18030"), "公开.xls")
    assert next(document.tables).rows == 2


def test_a_missing_file_a_folder_and_an_empty_file_are_three_things(tmp_path):
    (tmp_path / "空.docx").write_bytes(b"")
    said = {}
    for name in ("无.docx", "空.docx", "."):
        with pytest.raises(UnreadableDocument) as caught:
            reader.read(tmp_path / name)
        said[name] = str(caught.value)
    assert "找不到" in said["无.docx"]
    assert "空的" in said["空.docx"]
    assert "文件夹" in said["."]


def test_a_name_that_cannot_be_a_name_is_refused_too(tmp_path):
    with pytest.raises(UnreadableDocument):
        reader.read(tmp_path / "a\0b")


def test_a_file_beyond_the_ceiling_is_not_opened(monkeypatch, tmp_path):
    monkeypatch.setattr(limits, "FILE_BYTES", 1 << 20)
    (tmp_path / "大.docx").write_bytes(bytes((1 << 20) + 1))
    with pytest.raises(UnreadableDocument, match="超过 1 MB"):
        reader.read(tmp_path / "大.docx")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "图片"),
        (b"\xff\xd8\xff\xe0" + bytes(40), "图片"),
        (b"Rar!\x1a\x07\x00" + bytes(40), "压缩包"),
        (zipped(a=b"x"), "压缩包"),
        (zipped(**{"OFD.xml": b"<a/>"}), "OFD"),
        (zipped(**{"ppt__presentation.xml": b"<a/>"}), "演示文稿"),
        (zipped(**{"xl__workbook.bin": b"x"}), "XLSB"),
        (bytes(range(256)) * 8, "无法识别"),
        (COMPOUND + bytes(100), "损坏"),
        (compound("EncryptedPackage"), "加密"),
        (compound("PowerPoint Document"), "演示文稿"),
        (compound("Something"), "无法识别"),
        (WORKBOOK[: len(WORKBOOK) // 2], "损坏"),
        (WORKBOOK[:-30], "损坏"),
        (zipped(**{"xl__workbook.xml": b"<broken"}), "损坏"),
        (zipped(**{"word__document.xml": b"<a/>"}), "损坏"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(data, said):
    sentence = refusal(data)
    assert said in sentence
    assert sentence.count("。") == 1


def test_an_encrypted_archive_is_refused():
    data = bytearray(WORD)
    for mark, flag in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(mark)
        data[at + flag] |= 1
    assert "加密" in refusal(bytes(data))


def test_an_archive_that_declares_too_much_is_not_unpacked():
    assert "压缩炸弹" in refusal(zipped(**{"word__document.xml": bytes(600 << 20)}))


def test_an_archive_that_holds_more_than_it_declares_is_stopped():
    data = zipped(**{"word__document.xml": bytes(100 << 20)})
    honest = (100 << 20).to_bytes(4, "little")
    assert "已损坏" in refusal(data.replace(honest, (1000).to_bytes(4, "little")))


def test_an_archive_of_too_many_members_is_not_unpacked():
    assert "压缩炸弹" in refusal(zipped(**{f"word__{each}": b"" for each in range(10_001)}))


def test_a_member_that_climbs_out_of_the_archive_does_no_harm():
    buffer = io.BytesIO(WORD)
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("../../outside.txt", "x")
    assert texts(reader.read_bytes(buffer.getvalue(), "公开.docx")) == ["概况"]


ENTITIES = (
    '<!DOCTYPE a [<!ENTITY b "c">]>',
    '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>',
    '<!DOCTYPE a SYSTEM "http://localhost/a.dtd">',
)


@pytest.mark.parametrize("declared", ENTITIES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_declared_entities_are_refused(declared, encoding):
    page = f'<?xml version="1.0" encoding="{encoding}"?>{declared}<a>&b;</a>'
    assert "实体" in refusal(zipped(**{"word__document.xml": page.encode(encoding)}))


def test_the_heavy_libraries_wait_until_they_are_needed():
    names = ["openpyxl", "xlrd", "python_calamine", "pypdfium2", "email"]
    code = f"import sys, yusuan.documents.reader; print([n for n in {names} if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([WORKBOOK, WORD, PAGE.encode(), old_workbook()]), st.integers(0, 2**32))
def test_any_damage_ends_in_a_document_or_in_one_sentence(data, seed):
    try:
        assert reader.read_bytes(damaged(data, seed), "公开.xlsx").blocks
    except UnreadableDocument as refused:
        assert str(refused).endswith("。")


@settings(max_examples=150, deadline=None)
@given(st.binary(min_size=1, max_size=400), st.sampled_from([b"", b"PK\x03\x04", COMPOUND, b"<p"]))
def test_any_bytes_end_in_a_document_or_in_one_sentence(data, start):
    try:
        assert reader.read_bytes(start + data, "公开.txt").blocks
    except UnreadableDocument as refused:
        assert str(refused).endswith("。")
