"""The explanation of a document read: its paragraphs, and what its sentences claim."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from yusuan.documents import Document, Paragraph
from yusuan.ledger import Disclosure, Passage


def with_claims(document: Document, disclosure: Disclosure) -> Disclosure:
    """The disclosure with the paragraphs of its document and the claims of its sentences."""
    return replace(disclosure, passages=tuple(passages(document)))


def passages(document: Document) -> Iterator[Passage]:
    """Every paragraph with text, under the headings it stands under."""
    paragraphs = (b for b in document.blocks if isinstance(b, Paragraph) and b.text.strip())
    for number, paragraph in enumerate(paragraphs, 1):
        yield Passage(f"p{number:04d}", paragraph.text, paragraph.place, (), paragraph.level)
