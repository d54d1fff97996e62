"""What stands outside the tables: lines become paragraphs, and page numbers are left out."""

from __future__ import annotations

import re
from itertools import pairwise

from yusuan.documents.model import Paragraph, Place
from yusuan.documents.pdf_calls import Box
from yusuan.documents.pdf_page import Page
from yusuan.documents.pdf_tables import PageText
from yusuan.documents.pdf_text import Line, numeric, wide

_PAGE_NUMBER = re.compile(
    r"[-－–—~·.\s]*(第\s*)?\d{1,4}\s*页?\s*([,，/]?\s*共?\s*\d{1,4}\s*页?)?[-－–—~·.\s]*"
)
_ENDS = "。；：！？;!?"
# A line that begins so begins something new: 一、 （一） 1. 第一部分 注：
_BEGINS = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,3}[）)]?[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]"
    r"|\d{1,2}[、.．](?!\d)|第[一二三四五六七八九十\d]{1,3}[部章节条]|[注附][:：]|[①-⑳]"
)


def paragraphs(page: Page, lines: list[Line]) -> list[tuple[Box, PageText]]:
    """The lines as paragraphs in reading order; a line that was broken goes on in the next."""
    lines = [line for line in lines if not _page_number(page, line)]
    if not lines:
        return []
    left, right = _margins(lines)
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _continues(groups[-1], line, left, right):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_paragraph(page, group, left, right) for group in groups]


def _page_number(page: Page, line: Line) -> bool:
    """Whether a line at the very top or bottom of a page is the number of the page."""
    height = page.frame.size[1]
    at_edge = line.box[3] < 0.1 * height or line.box[1] > 0.88 * height
    return at_edge and bool(_PAGE_NUMBER.fullmatch(line.text))


def _margins(lines: list[Line]) -> tuple[float, float]:
    """Where the lines of running text begin and end: where two or more of them do."""
    lefts = sorted(line.box[0] for line in lines)
    rights = sorted((line.box[2] for line in lines), reverse=True)
    near = 1.2 * max(line.height for line in lines)
    left = next((a for a, b in pairwise(lefts) if b - a < near), lefts[0])
    right = next((a for a, b in pairwise(rights) if a - b < near), rights[0])
    return left, right


def _continues(group: list[Line], below: Line, left: float, right: float) -> bool:
    above = group[-1]
    height = above.height
    if (
        abs(below.height - height) > 0.3 * height
        or below.box[1] - above.box[3] > 1.5 * height
        or above.box[2] < right - 2.5 * height
    ):
        return False
    begins = bool(_BEGINS.match(below.text))
    if below.box[0] < group[0].box[0] - 1.2 * height:  # the first line was indented, this is not
        return not begins or above.text[-1] not in _ENDS
    if begins or above.text[-1] in _ENDS:
        return False
    if abs(below.box[0] - above.box[0]) < 0.5 * height:
        return True
    wide_enough = above.box[2] - above.box[0] > 0.9 * (right - left)
    return wide_enough and _centred(above, left, right) and _centred(below, left, right)


def _centred(line: Line, left: float, right: float) -> bool:
    middle = (line.box[0] + line.box[2]) / 2
    return abs(middle - (left + right) / 2) < 1.5 * line.height


def _paragraph(page: Page, group: list[Line], left: float, right: float) -> tuple[Box, PageText]:
    text = group[0].text
    for line in group[1:]:
        text += between(text, line.text) + line.text
    box = (
        min(line.box[0] for line in group),
        group[0].box[1],
        max(line.box[2] for line in group),
        group[-1].box[3],
    )
    height = group[-1].height
    full = group[-1].box[2] > right - 2.5 * height and len(text) > 10
    return box, PageText(
        Paragraph(text, Place(page=page.number, bbox=page.frame.as_shown(box))),
        full and text[-1] not in _ENDS,
        group[0].box[0] < left + 0.8 * height and not _BEGINS.match(text),
        height,
        box[1] / page.frame.size[1],
    )


def between(before: str, after: str) -> str:
    """What stands between two lines of running text: Chinese lines, and numbers, close up."""
    close = wide(before[-1]) or wide(after[0]) or (numeric(before[-1]) and numeric(after[0]))
    return "" if close else " "
