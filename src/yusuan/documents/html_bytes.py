"""The bytes of a web page as text: its encoding, and the page inside a saved web archive."""

from __future__ import annotations

import codecs
import re
from typing import Final

from yusuan.documents.model import Note, UnreadableDocument

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CHARSET: Final = re.compile(
    rb"<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE
)
_CHINESE: Final = frozenset({"gb2312", "gbk", "gb18030", "x-gbk", "cp936", "gb_2312-80"})
_WITHIN: Final = 8192
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufeff\ufffe\uffff]")
_DECLARED: Final = re.compile(r"^\s*<\?xml[^>]*\?>")


def page_text(data: bytes, notes: list[Note]) -> str:
    """The markup of a page; a saved web archive (MHT) gives its first page."""
    if is_web_archive(data):
        data = _first_page(data)
    text = _decoded(data, notes)
    return _DECLARED.sub("", _CONTROL.sub("", text))


def is_web_archive(data: bytes) -> bool:
    """Whether the file is a web page saved with its pictures in one file."""
    head = data[:2048].lower()
    return head.lstrip().startswith((b"mime-version:", b"from: <saved", b"from:")) and (
        b"multipart/related" in head or b"text/html" in head
    )


def _first_page(data: bytes) -> bytes:
    import email

    message = email.message_from_bytes(data)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                return payload
    raise UnreadableDocument("网页存档里没有网页内容，请用浏览器打开后另存为“仅 HTML”再试。")


def _decoded(data: bytes, notes: list[Note]) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if data[:200].count(0) > 40:
        return data.decode("utf-16-le" if data[1:2] == b"\0" else "utf-16-be", "replace")
    said = _said(data)
    for encoding in dict.fromkeys([*said, "utf-8", "gb18030"]):
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if said and encoding != said[0]:
            notes.append(Note(f"网页自称编码是 {said[0]}，其实是 {encoding}，已按后者读取。"))
        return text
    return _mended(data, (*said, "utf-8", "gb18030"), notes)


def _said(data: bytes) -> list[str]:
    """The encoding the page names, if Python knows it; GB 2312 and GBK are read as GB 18030."""
    found = _CHARSET.search(data[:_WITHIN])
    if not found:
        return []
    name = found[1].decode("ascii").lower()
    if name in _CHINESE:
        return ["gb18030"]
    try:
        codecs.lookup(name)
    except LookupError:
        return []
    return [] if name.startswith("utf-16") or not _is_text(name) else [name]


def _is_text(name: str) -> bool:
    return bool(codecs.lookup(name)._is_text_encoding)


def _mended(data: bytes, encodings: tuple[str, ...], notes: list[Note]) -> str:
    """The text in the encoding that leaves the fewest bytes unread."""
    texts = [data.decode(encoding, "replace") for encoding in encodings]
    best = min(texts, key=lambda text: text.count("\ufffd"))
    wrong = best.count("\ufffd")
    notes.append(Note(f"网页中有 {wrong} 处字节无法识别，以“�”代替，请对照原网页。"))
    return best
