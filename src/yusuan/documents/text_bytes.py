"""The bytes of a text file as text: which encoding they are in, and when they are no text."""

from __future__ import annotations

import codecs
import re

from yusuan.documents.limits import CELLS, FILE_BYTES
from yusuan.documents.model import Note, UnreadableDocument

MOST_LINES = 2_000_000
_SAMPLE = 20_000
_CONTROL = re.compile("[\x00-\x08\x0c\x0e-\x1f\x7f\ufeff\u200b]")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_KINDS = (
    (b"PK\x03\x04", "压缩格式（DOCX、XLSX 等）"),
    (b"%PDF-", "PDF"),
    (b"\xd0\xcf\x11\xe0", "旧版 Office（DOC、XLS 等）"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"Rar!", "压缩包"),
    (b"7z\xbc\xaf", "压缩包"),
    (b"\x1f\x8b", "压缩包"),
)
_NO_TEXT = "这个文件的内容不是文字，读不出来；请确认它是文本文件，并用 UTF-8 或 GB18030 编码另存。"


def bytes_to_text(data: bytes, notes: list[Note]) -> str:
    """The text of a file, its lines ended by line feeds; raises UnreadableDocument for no text."""
    _refuse(data)
    text = _decoded(data, notes)
    if not text.strip("\ufeff \t\r\n\f\v\u3000"):
        raise UnreadableDocument("这个文本文件是空的，没有内容可读；请检查是否选对了文件。")
    if not _looks_like_text(text):
        raise UnreadableDocument(_NO_TEXT)
    text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if text.count("\n") > MOST_LINES or text.count("\t") > CELLS:
        raise UnreadableDocument(
            f"这个文本文件的行数超过 {MOST_LINES} 或格数超过 {CELLS}，请拆成几个文件再读。"
        )
    return text


def _refuse(data: bytes) -> None:
    if not data:
        raise UnreadableDocument("这个文件是空的，没有内容可读；请检查是否选对了文件。")
    if len(data) > FILE_BYTES:
        limit = FILE_BYTES // 1024 // 1024
        raise UnreadableDocument(f"这个文本文件超过 {limit} MB，请拆成几个文件再读。")
    for mark, kind in _KINDS:
        if data.startswith(mark):
            raise UnreadableDocument(
                f"这个文件是{kind}，不是文本；请改用与内容相符的扩展名后再读。"
            )


def _decoded(data: bytes, notes: list[Note]) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _mended(data, encoding, notes)
    if b"\x00" in data[:_SAMPLE]:
        return _wide(data)
    for encoding in ("utf-8", "gb18030"):
        text = data.decode(encoding, "replace")
        wrong = text.count("\ufffd")
        if not wrong or _is_slight(text, wrong):
            _say_mended(wrong, notes)
            return text
    raise UnreadableDocument(_NO_TEXT)


def _is_slight(text: str, wrong: int) -> bool:
    foreign = sum(char > "\x7f" for char in text[: 50 * _SAMPLE])
    return wrong * 200 <= foreign


def _mended(data: bytes, encoding: str, notes: list[Note]) -> str:
    text = data.decode(encoding, "replace")
    _say_mended(text.count("\ufffd"), notes)
    return text


def _say_mended(wrong: int, notes: list[Note]) -> None:
    if wrong:
        notes.append(Note(f"文本中有 {wrong} 处字节无法识别，以“�”代替，请对照原件。"))


def _wide(data: bytes) -> str:
    """UTF-16 that does not say so: the byte order under which more of it is text."""
    candidates = [data.decode(encoding, "replace") for encoding in ("utf-16-le", "utf-16-be")]
    best = max(candidates, key=_share_of_common)
    if _share_of_common(best) < 0.9:
        raise UnreadableDocument(_NO_TEXT)
    return best


def _share_of_common(text: str) -> float:
    """The share of characters that stand in Chinese documents every day."""
    sample = text[:_SAMPLE]
    common = sum(
        "\u4e00" <= char <= "\u9fff" or "\u3000" <= char <= "\u303f" or char in "\t\r\n"
        or " " <= char <= "~" or "\uff01" <= char <= "\uff5e"
        for char in sample
    )  # fmt: skip
    return common / max(len(sample), 1)


def _looks_like_text(text: str) -> bool:
    sample = text[:_SAMPLE]
    odd = sum(char == "\ufffd" or not (char.isprintable() or char.isspace()) for char in sample)
    return odd * 20 <= len(sample)
