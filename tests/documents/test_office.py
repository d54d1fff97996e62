"""DOC and other old files, through LibreOffice where it is installed."""

from __future__ import annotations

import subprocess

import pytest

from tests.documents.made import differences, docx_file, notes, p, source, texts, truth
from yusuan.documents import limits, office, reader
from yusuan.documents.model import UnreadableDocument

RTF = rb"{\rtf1\ansi\ansicpg936 {\b Budget} 2022\par second\par}"


@pytest.fixture
def libreoffice() -> str:
    found = office.program()
    if found is None:
        pytest.skip("LibreOffice (soffice) is not installed on this machine")
    return found


def test_a_shared_document_is_read_cell_for_cell(shared, libreoffice):
    document = office.read((shared / "documents/shifeng-2020.doc").read_bytes(), source("doc"))
    assert differences(document, truth(shared, "shifeng-2020")) == []
    assert "LibreOffice" in notes(document)


def test_rich_text_is_read_whatever_it_is_called(libreoffice):
    document = reader.read_bytes(RTF, "公开.doc")
    assert texts(document) == ["Budget 2022", "second"]
    assert document.source.kind == "doc"


def test_a_workbook_in_the_old_xml_is_read(libreoffice):
    rows = "".join(
        f"<Row><Cell><Data ss:Type='String'>{label}</Data></Cell>"
        f"<Cell><Data ss:Type='Number'>{number}</Data></Cell></Row>"
        for label, number in (("甲", 1.5), ("乙", 2))
    )
    name = "urn:schemas-microsoft-com:office:spreadsheet"
    sheet = f"<Worksheet ss:Name='表'><Table>{rows}</Table></Worksheet>"
    book = f"<?xml version='1.0'?><Workbook xmlns='{name}' xmlns:ss='{name}'>{sheet}</Workbook>"
    document = reader.read_bytes(book.encode(), "公开.xls")
    assert [cell.text for cell in next(document.tables).cells] == ["甲", "1.5", "乙", "2"]


def test_without_libreoffice_one_sentence_says_what_to_do(monkeypatch):
    monkeypatch.setattr(office, "program", lambda: None)
    with pytest.raises(UnreadableDocument, match=r"另存为 \.docx"):
        office.read(RTF, source("doc"))


def test_a_conversion_that_takes_too_long_is_ended(monkeypatch, tmp_path):
    slow = tmp_path / "soffice"
    slow.write_text("#!/bin/sh\nsleep 60 &\nwait\n")
    slow.chmod(0o755)
    monkeypatch.setattr(office, "program", lambda: str(slow))
    monkeypatch.setattr(limits, "OFFICE_SECONDS", 0.3)
    with pytest.raises(UnreadableDocument, match="仍未完成"):
        office.read(RTF, source("doc"))


def test_a_conversion_that_makes_nothing_is_a_refusal(monkeypatch, tmp_path):
    idle = tmp_path / "soffice"
    idle.write_text("#!/bin/sh\nexit 0\n")
    idle.chmod(0o755)
    monkeypatch.setattr(office, "program", lambda: str(idle))
    with pytest.raises(UnreadableDocument, match="无法转换"):
        office.read(RTF, source("doc"))


def test_the_profile_is_our_own_and_gone_afterwards(monkeypatch):
    seen: list[list[str]] = []

    class Watched(subprocess.Popen[bytes]):
        def __init__(self, command: list[str], **options: object) -> None:
            seen.append(command)
            super().__init__(["/bin/true"], **options)

    monkeypatch.setattr(office, "program", lambda: "soffice")
    monkeypatch.setattr(subprocess, "Popen", Watched)
    with pytest.raises(UnreadableDocument):
        office.read(docx_file(p("文")), source("doc"))
    (profile,) = [part for part in seen[0] if part.startswith("-env:UserInstallation=file://")]
    assert "yusuan-" in profile
