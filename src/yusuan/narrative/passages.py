"""The paragraphs of an explanation, each with the headings it stands under."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from yusuan.documents import Cell, Document, Paragraph, Table
from yusuan.ledger import Passage
from yusuan.standards.labels import fold, numbering

_PART = re.compile(r"第[一二三四五六七八九十百]{1,4}(?:部分|[章编节])")
_STOP = re.compile(r"[。；：:;，,？?！!]")
_MONEY = re.compile(r"\d\s*(?:亿元|万元|千元|百元|元|%|％|万)")
#: How titles without a number end; a table or a section begins with one.
_TITLE = re.compile(
    r"(?:说明|概况|解释|目录|报表|表|设置|职能|职责|情况|预算|决算)(?:\(.{1,30}\))?$"
)
#: 「（一）收入预算：2020年…」: a heading with its text on the same line.
_RUN_IN = re.compile(r"[^。；，,;：:]{2,32}[：:](?=.)", re.DOTALL)
_LONGEST = 48  # letters; a longer line is a sentence
_BARE = 16  # letters of a heading that has neither number nor ending

_LEAST, _MOST, _WIDEST = 5, 60, 4  # rows and columns of a list of tables

#: Ranks of headings by how they are numbered; those a file marks as headings come before.
_RANKS = {
    "part": 10,
    "title": 10,
    "chinese": 12,
    "chinese_bracket": 13,
    "digit": 14,
    "digit_bracket": 15,
    "digit_half": 16,
    "circle": 17,
    "bare": 18,
}


@dataclass(frozen=True, slots=True)
class Numbered:
    """How a paragraph is numbered (``chinese``, ``digit`` …; empty where it is not)."""

    style: str
    words: str
    number: int | None = None


def passages(document: Document) -> Iterator[Passage]:
    """Every paragraph with text, under the headings it stands under."""
    open_: list[tuple[int, str]] = []
    for number, paragraph in enumerate(_paragraphs(document), 1):
        rank, words = _heading(paragraph)
        if rank is not None:
            while open_ and open_[-1][0] >= rank:
                open_.pop()
        own = rank is not None and not run_in(paragraph.text)
        above = tuple(words for _, words in open_)
        if rank is not None:
            open_.append((rank, words))
            above = above if own else (*above, words)
        level = paragraph.level
        if level is None and own:
            level = len(open_) - 1
        yield Passage(f"p{number:04d}", paragraph.text, paragraph.place, above, level)


def _paragraphs(document: Document) -> Iterator[Paragraph]:
    """The paragraphs with text; a list of tables that was drawn as a table is one a line."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield from [block] if block.text.strip() else []
        else:
            yield from _listed(block)


def _listed(table: Table) -> Iterator[Paragraph]:
    """The lines of a table that only numbers the titles of tables: 「1 | 收支总表」."""
    if not _LEAST <= table.rows <= _MOST or table.columns > _WIDEST:
        return
    rows: list[list[Cell]] = [[] for _ in range(table.rows)]
    for cell in sorted(table.cells, key=lambda one: (one.row, one.column)):
        if cell.text.strip():
            rows[cell.row].append(cell)
    lines = [row for row in rows if len(row) == 2 and row[0].text.strip(" 、.．").isdigit()]
    titles = [row for row in lines if fold(row[1].text).endswith(("表", ")"))]
    if len(titles) >= _LEAST and len(titles) == sum(map(bool, rows)):
        for number, title in titles:
            words = f"{number.text.strip(' 、.．')}、{' '.join(title.text.split())}"
            yield Paragraph(words, title.place)


def numbered(text: str) -> Numbered:
    """The style of a paragraph's number, and its words without it."""
    style, number, words = numbering(text[:200])
    return Numbered(style or "", words, _value(number or ""))


def _value(number: str) -> int | None:
    """三, 十二, 12, ③ as a plain number; None for what is none."""
    if number.isdecimal():
        return int(number)
    if number and "①" <= number <= "⑳":
        return ord(number) - ord("①") + 1
    tens, ten, ones = number.rpartition("十")
    digits = "一二三四五六七八九"
    if any(letter not in digits for letter in tens + ones) or len(tens) > 1 or len(ones) > 1:
        return None
    if not ten:
        return digits.index(ones) + 1 if ones else None
    first = digits.index(tens) + 1 if tens else 1
    return 10 * first + (digits.index(ones) + 1 if ones else 0)


def run_in(text: str) -> str:
    """The heading a numbered paragraph begins with, with its 「：」; empty where there is none."""
    stripped = text.strip()
    if not numbered(stripped).style:
        return ""
    match = _RUN_IN.match(stripped)
    if match is None or _MONEY.search(match[0]) or not stripped[match.end() :].strip():
        return ""
    return match[0]


def _heading(paragraph: Paragraph) -> tuple[int | None, str]:
    """The rank of a heading and its words; None for running text."""
    text = paragraph.text.strip()
    if paragraph.level is not None:
        return paragraph.level, text
    if words := run_in(text):
        return _RANKS[numbered(text).style], words.rstrip("：:")
    plain = text.rstrip("：: ")
    folded = fold(plain)
    if not folded or len(folded) > _LONGEST or _MONEY.search(folded):
        return None, ""
    if _PART.match(folded):
        return _RANKS["part"], plain
    if _STOP.search(numbered(plain).words):
        return None, ""
    style = numbered(plain).style
    if style:
        return _RANKS[style], plain
    if _TITLE.search(folded) and not text.endswith(("：", ":")):
        return _RANKS["title"], plain
    is_bare = len(folded) <= _BARE and not any(c.isdigit() for c in folded) and plain == text
    return (_RANKS["bare"], plain) if is_bare else (None, "")
