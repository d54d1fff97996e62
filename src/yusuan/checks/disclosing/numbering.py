"""How lines are numbered, how titles are compared, and the sentence around a place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from yusuan.standards.labels import fold

_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")}
NUMBER = r"[一二三四五六七八九十]{1,3}"
#: Styles of numbering as they stand at the beginning of a line, outermost first.
STYLES = (
    ("part", re.compile(rf"第\s*({NUMBER})\s*(?:部分|章)\s*")),
    ("table", re.compile(rf"(?:公开|附)?(?:表|附件)\s*({NUMBER}|\d{{1,2}})\s*[：:、.．]\s*")),
    ("chinese", re.compile(rf"({NUMBER})\s*[、．.，,]\s*")),
    ("bracket", re.compile(rf"[（(]\s*({NUMBER})\s*[）)]\s*、?\s*")),
    ("digit", re.compile(r"(\d{1,2})\s*(?:[、．]|\.(?!\d)|\.(?=20\d\d\s*年))\s*")),
    ("digit_bracket", re.compile(r"[（(]\s*(\d{1,2})\s*[）)]\s*")),
)
_ADORNMENT = re.compile(r"20\d\d年?度?|[-－—–·]+")
_QUOTES = str.maketrans("", "", "“”\"'‘’")


@dataclass(frozen=True, slots=True)
class Numbering:
    """How a line is numbered: the style, the number, and the line without it."""

    style: str
    number: int
    rest: str


@lru_cache(maxsize=8192)
def numbering(text: str) -> Numbering | None:
    """The numbering a line begins with."""
    line = text.lstrip(" \u3000*#")
    for style, pattern in STYLES:
        match = pattern.match(line)
        if match and match.end() < len(line):
            return Numbering(style, integer(match[1]), line[match.end() :].strip())
    return None


def integer(sign: str) -> int:
    """十二 and 12 as a number."""
    if sign.isdigit():
        return int(sign)
    tens, ten, ones = sign.rpartition("十")
    if not ten:
        return _DIGITS.get(sign[-1], 0)
    return (_DIGITS.get(tens, 1) if tens else 1) * 10 + (_DIGITS.get(ones, 0) if ones else 0)


@lru_cache(maxsize=4096)
def unadorned(title: str) -> str:
    """A title without number, year and dashes."""
    found = numbering(title)
    return _ADORNMENT.sub("", fold(found.rest if found else title))


@lru_cache(maxsize=4096)
def bare(title: str) -> str:
    """A title as titles are compared: unadorned, and without brackets at its end."""
    folded = unadorned(title)
    return re.sub(r"(?:\([^()]*\))+$", "", folded) or folded


def sentence(text: str, at: int) -> str:
    """The sentence around a place in a text."""
    start = max(text.rfind(mark, 0, at) for mark in "。；\n") + 1
    ends = [end for mark in "。；\n" if (end := text.find(mark, at)) >= 0]
    return text[start : min(ends, default=len(text))]


def unquoted(text: str) -> str:
    """A text without its quotation marks: 「“三公”经费」 is 三公经费."""
    return text.translate(_QUOTES)
