"""What kind of file some bytes really are, whatever the file is called."""

from __future__ import annotations

import codecs
import io
import re
from typing import Final

from yusuan.documents import limits
from yusuan.documents.archive import DAMAGED, ENCRYPTED, Archive
from yusuan.documents.html_bytes import is_web_archive
from yusuan.documents.model import UnreadableDocument

_IMAGES: Final = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"\x00\x00\x01\x00",
)  # fmt: skip
_PACKED: Final = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00")
_OLD_WORKBOOKS: Final = (
    b"\x09\x08\x10\x00",
    b"\x09\x08\x08\x00",
    b"\x09\x04\x06\x00",
    b"\x09\x02\x06\x00",
    b"\x09\x00\x04\x00",
)
_ZIPPED: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKUP: Final = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|table|title"
    rb"|div|style|base|link|center|p|h[1-6]|span|font|script)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML_WORKBOOK: Final = re.compile(
    rb"<(?:\w+:)?Workbook[^>]*urn:schemas-microsoft-com:office:spreadsheet"
)
_XML_DOCUMENT: Final = re.compile(rb"<(?:w:wordDocument|pkg:package)\b")
_MAIN: Final = re.compile(r"word/document\d*\.xml")
_TAG: Final = re.compile(rb"<(?:html|table|body|div|p|br)\b", re.IGNORECASE)
_HEAD: Final = 4096

IMAGE: Final = "文件是图片，不是文字，无法读取，请提供文字版（Word、Excel、PDF 或网页）。"
PACKED: Final = "文件是压缩包，请先解压，再读取其中的文件。"
UNKNOWN: Final = "无法识别文件的类型，请提供 Word、Excel、PDF、网页或纯文本文件。"
SLIDES: Final = "文件是演示文稿，无法读取，请提供 Word、Excel、PDF、网页或纯文本文件。"
OFD: Final = "文件是 OFD 版式文件，暂不能读取，请用阅读软件另存为 PDF 再试。"
BINARY_WORKBOOK: Final = "文件是 Excel 二进制工作簿（XLSB），请用 Excel 另存为 .xlsx 再试。"
OPEN_DOCUMENT: Final = "文件是 OpenDocument 格式，请用办公软件另存为 .docx 或 .xlsx 再试。"


def kind_of(data: bytes, name: str) -> str:
    """The kind, as a Source names it, or xml-workbook; raises UnreadableDocument."""
    if data.startswith(_ZIPPED):
        return _kind_of_archive(data)
    if data.startswith(_COMPOUND):
        return _kind_of_compound(data)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(_OLD_WORKBOOKS):
        return "xls"
    if data.startswith(b"{\\rtf"):
        return "doc"
    _refuse(data)
    return _kind_of_text(data, name)


def _refuse(data: bytes) -> None:
    is_boxed_image = data[8:12] == b"WEBP" or data[4:12] in (b"ftypheic", b"ftypavif", b"ftypmif1")
    if is_boxed_image or (data.startswith(_IMAGES) and b"\x00" in data[:64]):
        raise UnreadableDocument(IMAGE)
    if data.startswith(_PACKED):
        raise UnreadableDocument(PACKED)


def _kind_of_archive(data: bytes) -> str:
    archive = Archive(data)
    names = archive.names
    if any(_MAIN.fullmatch(name) for name in names):
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    refused = (
        ("xl/workbook.bin", BINARY_WORKBOOK),
        ("ppt/presentation.xml", SLIDES),
        ("OFD.xml", OFD),
        ("META-INF/manifest.xml", OPEN_DOCUMENT),
    )
    message = next((message for name, message in refused if name in names), PACKED)
    raise UnreadableDocument(ENCRYPTED if archive.is_encrypted else message)


def _kind_of_compound(data: bytes) -> str:
    """What the compound file (OLE) holds at its root; embedded objects do not count."""
    from xlrd.compdoc import CompDoc, CompDocError

    try:
        book = CompDoc(data, logfile=io.StringIO(), ignore_workbook_corruption=True)
        found = {name for name in _STREAMS if book.locate_named_stream(name)[0] is not None}
    except (CompDocError, *limits.DAMAGE) as error:
        raise UnreadableDocument(DAMAGED) from error
    if "WordDocument" in found and _is_locked(*book.locate_named_stream("WordDocument")):
        raise UnreadableDocument(ENCRYPTED)
    for name, kind in _STREAMS.items():
        if name in found:
            if kind is None:
                raise UnreadableDocument(ENCRYPTED if "Encr" in name else SLIDES)
            return kind
    raise UnreadableDocument(UNKNOWN)


def _is_locked(memory: bytes, start: int, _: int) -> bool:
    """Whether the head of a Word stream says that the document is encrypted."""
    return bool(memory[start + 11] & 0x01) if len(memory) > start + 11 else False


_STREAMS: Final = {
    "EncryptedPackage": None,
    "EncryptionInfo": None,
    "WordDocument": "doc",
    "Workbook": "xls",
    "Book": "xls",
    "PowerPoint Document": None,
}


def _kind_of_text(data: bytes, name: str) -> str:
    head = _narrow(data[: 2 * _HEAD])
    if _XML_WORKBOOK.search(head):
        return "xml-workbook"
    if _XML_DOCUMENT.search(head):
        return "doc"
    if is_web_archive(data) or _MARKUP.match(head):
        return "html"
    if name.lower().endswith((".html", ".htm", ".xls", ".doc")) and _TAG.search(head):
        return "html"
    if not _is_text(data[: 16 * _HEAD]):
        raise UnreadableDocument(UNKNOWN)
    return "text"


def _narrow(head: bytes) -> bytes:
    """The head without a byte order mark, and with one byte to a letter of its markup."""
    for mark in (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        head = head.removeprefix(mark)
    return head.replace(b"\x00", b"")


def _is_text(sample: bytes) -> bool:
    """Whether the bytes look like a text in any encoding; two-byte encodings hold zeros."""
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return True
    odd = sum(byte < 32 and byte not in b"\t\r\n\f\v\x00\x1a\x1b" for byte in sample)
    zeros = sample.count(0)
    lopsided = abs(sample[::2].count(0) - sample[1::2].count(0)) > zeros * 0.9
    return odd * 100 <= len(sample) and (zeros == 0 or lopsided)
