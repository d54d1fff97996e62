"""What stands outside the ruled tables: paragraphs."""

from __future__ import annotations

import re

from yusuan.documents.model import Paragraph, Place
from yusuan.documents.pdf_calls import Box
from yusuan.documents.pdf_page import Page
from yusuan.documents.pdf_text import Line, glue

_PAGE_NUMBER = re.compile(
    r"\s*[-－–—~·.]*\s*(第\s*)?\d{1,4}\s*(页)?\s*([,，/]?\s*共?\s*\d{1,4}\s*页?)?\s*[-－–—~·.]*\s*"
)
_ENDS = "。；：！？;!?"


def paragraphs(page: Page, lines: list[Line]) -> list[tuple[Box, Paragraph]]:
    """The lines as paragraphs in reading order; a line that was broken goes on in the next."""
    lines = [line for line in lines if not _page_number(page, line)]
    if not lines:
        return []
    right = max(line.box[2] for line in lines)
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _continues(groups[-1][-1], line, right):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_paragraph(page, group) for group in groups]


def _page_number(page: Page, line: Line) -> bool:
    """Whether a line at the very top or bottom of a page is the number of the page."""
    height = page.frame.size[1]
    at_edge = line.box[3] < 0.1 * height or line.box[1] > 0.88 * height
    return at_edge and bool(_PAGE_NUMBER.fullmatch(line.text))


def _continues(above: Line, below: Line, right: float) -> bool:
    height = above.height
    return (
        above.box[2] > right - 2.5 * height
        and above.text[-1] not in _ENDS
        and below.box[1] - above.box[3] < 1.5 * height
        and abs(below.height - height) < 0.3 * height
        and below.box[0] < above.box[0] + 0.5 * height
    )


def _paragraph(page: Page, group: list[Line]) -> tuple[Box, Paragraph]:
    text = group[0].text
    for line in group[1:]:
        text += glue(text, line.text) + line.text
    box = (
        min(line.box[0] for line in group),
        group[0].box[1],
        max(line.box[2] for line in group),
        group[-1].box[3],
    )
    return box, Paragraph(text, Place(page=page.number, bbox=page.frame.as_shown(box)))
