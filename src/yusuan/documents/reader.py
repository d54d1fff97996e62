"""The front door: any file to a Document, by what it holds rather than by what it is called."""

from __future__ import annotations

import codecs
import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Final

from yusuan.documents import limits
from yusuan.documents.archive import DAMAGED
from yusuan.documents.model import Document, Note, Source, UnreadableDocument
from yusuan.documents.sniff import kind_of

#: Every kind of file that is read, in the words of a person.
NAMES: Final = {
    "text": "纯文本",
    "html": "网页（HTML）",
    "docx": "Word 文档（DOCX）",
    "doc": "旧版 Word 文档",
    "xlsx": "Excel 工作簿（XLSX）",
    "xls": "旧版 Excel 工作簿",
    "pdf": "PDF",
}
#: What a file with such a name is expected to be; what it holds decides.
ENDINGS: Final = {
    ".txt": ("text",), ".md": ("text",), ".csv": ("text",), ".tsv": ("text",),
    ".html": ("html",), ".htm": ("html",), ".mht": ("html",), ".mhtml": ("html",),
    ".docx": ("docx",), ".docm": ("docx",), ".dotx": ("docx",),
    ".doc": ("doc",), ".rtf": ("doc",), ".wps": ("doc", "docx"),
    ".xlsx": ("xlsx",), ".xlsm": ("xlsx",), ".xltx": ("xlsx",),
    ".xls": ("xls",), ".et": ("xls", "xlsx"), ".pdf": ("pdf",),
}  # fmt: skip


def read(path: Path) -> Document:
    """The Document a file holds; raises UnreadableDocument with one sentence for a person."""
    try:
        if path.is_dir():
            raise UnreadableDocument(f"“{path.name}”是文件夹，请指定其中的文件。")
        if not path.exists():
            raise UnreadableDocument(f"找不到文件“{path}”，请检查路径和文件名。")
        if not path.is_file():
            raise UnreadableDocument(f"“{path.name}”不是普通文件，无法读取。")
        _refuse_size(path.stat().st_size)
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        raise UnreadableDocument(f"打不开文件“{path}”，请检查路径和读取权限。") from error
    return read_bytes(data, str(path))


def read_bytes(data: bytes, name: str) -> Document:
    """The Document some bytes hold; ``name`` is what they are called, and may be wrong."""
    _refuse_size(len(data))
    kind = kind_of(data, name)
    said = "xls" if kind == "xml-workbook" else kind
    source = Source(name, hashlib.sha256(data).hexdigest(), said)
    try:
        document = _dispatch(kind, data, source)
    except limits.DAMAGE as error:
        raise UnreadableDocument(DAMAGED) from error
    notes = (*_label_notes(said, name), *_encoding_notes(said, data), *document.notes)
    return replace(document, notes=notes)


def _refuse_size(size: int) -> None:
    if size == 0:
        raise UnreadableDocument("文件是空的，没有内容可读，请检查是否选对了文件。")
    if size > limits.FILE_BYTES:
        ceiling = limits.FILE_BYTES // (1 << 20)
        raise UnreadableDocument(f"文件超过 {ceiling} MB，请拆成几个文件再读。")


def _dispatch(kind: str, data: bytes, source: Source) -> Document:
    """Read with the reader of the kind; each is imported when it is needed."""
    match kind:
        case "docx":
            from yusuan.documents import docx

            return docx.read(data, source)
        case "html":
            from yusuan.documents import html

            return html.read(data, source)
        case "pdf":
            from yusuan.documents import pdf

            return pdf.read(data, source)
        case "text":
            from yusuan.documents import text

            return text.read(data, source)
    return _dispatch_office(kind, data, source)


def _dispatch_office(kind: str, data: bytes, source: Source) -> Document:
    match kind:
        case "xlsx":
            from yusuan.documents import xlsx

            return xlsx.read(data, source)
        case "xls":
            from yusuan.documents import xls

            return xls.read(data, source)
    from yusuan.documents import office

    return office.read(data, source) if kind == "doc" else office.read_workbook(data, source)


def _label_notes(kind: str, name: str) -> list[Note]:
    ending = Path(name).suffix.lower()
    if kind in ENDINGS.get(ending, (kind,)):
        return []
    found = NAMES[kind]
    return [Note(f"文件名的扩展名是 {ending}，内容其实是{found}，已按{found}读取。")]


def _encoding_notes(kind: str, data: bytes) -> list[Note]:
    if kind != "text":
        return []
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\x00" in data[:4096]:
        return [Note("文本的编码是 UTF-16，已按此读取。")]
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return [Note("文本的编码不是 UTF-8，已按 GB18030 读取。")]
    return []
