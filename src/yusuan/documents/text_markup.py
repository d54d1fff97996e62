"""Bits of markup that conversion left in a text: HTML tags, check boxes, bookmarks, Markdown."""

from __future__ import annotations

import html
import re

_SPACE = " \t\r\n\f\v\u00a0\u3000\ufeff\u200b"
_BREAK = re.compile(r"</?(?:p|div|li|tr|ul|ol)(?:\s[^<>]{0,300})?/?>|<br\s{0,9}/?>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:span|b|strong|i|em|u|s|font|sup|sub|td|th|a|table|tbody|label)(?:\s[^<>]{0,300})?/?>",
    re.IGNORECASE,
)
_INPUT = re.compile(r"<input(?:\s[^<>]{0,300})?/?>", re.IGNORECASE)
_CHECKED = re.compile(r"\bchecked\b", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8});", re.IGNORECASE)
_BOOKMARK = re.compile(r"\[bookmark:[^\[\]\n]{0,100}\]", re.IGNORECASE)
_BOLD = re.compile(r"(?<!\*)\*\*([^*\s](?:[^*]{0,2000}[^*\s])?)\*\*(?!\*)")
_RUN_ON = re.compile(r"[\d,.%]+|[^\s、，。；：,.;:]{2,60}")
_BULLET = re.compile(r"^\s{0,40}[-*•]\s{1,9}(?=\S)")
_HEADING = re.compile(r"^(#{1,6})\s{1,9}(?=\S)")
ILLEGIBLE = re.compile(r"\[illegible\]", re.IGNORECASE)


def plain(text: str) -> str:
    """The text of a cell without markup: paragraphs as lines, check boxes as ☑ and ☐."""
    if "<" in text:
        text = _TAG.sub("", _INPUT.sub(_box, _BREAK.sub("\n", text)))
    if "&" in text:
        text = _ENTITY.sub(lambda match: html.unescape(match[0]), text)
    if "[" in text:
        text = _BOOKMARK.sub("", text)
    if "**" in text:
        text = _BOLD.sub(_unmarked, text)
    if "\v" in text:
        text = text.replace("\v", "\n")
    if "\n" in text:
        return "\n".join(line for part in text.split("\n") if (line := part.strip(_SPACE)))
    return text.strip(_SPACE)


def plain_paragraph(text: str) -> tuple[str, int | None]:
    """The text of a paragraph without bullet and markup; its level if it is a marked heading."""
    heading = _HEADING.match(text)
    if heading:
        return plain(text[heading.end() :].rstrip("# ")), len(heading[1])
    return plain(_BULLET.sub("", text, count=1)), None


def opens_bold(line: str) -> bool:
    """Whether a line begins a bold run that it does not end."""
    return line.lstrip(_SPACE).startswith("**") and line.count("**") == 1


def closes_bold(line: str) -> bool:
    """Whether a line ends a bold run that it did not begin."""
    return line.rstrip(_SPACE).endswith("**") and line.count("**") == 1


def _box(match: re.Match[str]) -> str:
    return "☑" if _CHECKED.search(match[0]) else "☐"


def _unmarked(match: re.Match[str]) -> str:
    """The words of a bold run; right after a word, marks around more than words mask names."""
    before = match.string[match.start() - 1 : match.start()]
    return match[0] if before.isalnum() and not _RUN_ON.fullmatch(match[1]) else match[1]
