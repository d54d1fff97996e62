"""The explanation of a document read: its paragraphs, and what its sentences claim."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from yusuan.documents import Document
from yusuan.ledger import Claim, Disclosure, Passage
from yusuan.narrative.lexing import even
from yusuan.narrative.lists import settled
from yusuan.narrative.paragraphs import Reader
from yusuan.narrative.passages import numbered, passages
from yusuan.narrative.stretches import Paragraph
from yusuan.narrative.subjects import Subjects

_LONGEST = 20_000  # letters of a paragraph; what is longer is no paragraph, and only its start read
_FINISHED = re.compile(r"[。；;：:！？!?]\s*$")
_UNIT_FIRST = re.compile(r"\s*(?:亿元|万元|千元|元|%|％)")
_PIECES = 4  # lines a sentence is put together from at most


def with_claims(document: Document, disclosure: Disclosure) -> Disclosure:
    """The disclosure with the paragraphs of its document and the claims of its sentences."""
    found = tuple(passages(document))
    read = replace(disclosure, passages=found)
    return replace(read, claims=claims(found, Subjects.of(read)))


def claims(found: Sequence[Passage], subjects: Subjects) -> tuple[Claim, ...]:
    """Every claim of the passages in order; what was not understood is kept with the reason."""
    reader = Reader(subjects)
    for paragraph in _joined(found):
        reader.read(paragraph)
    return tuple(settled(reader.claims))


def _joined(found: Sequence[Passage]) -> Iterator[Paragraph]:
    """The paragraphs, those put together again that a page or a line broke inside a sentence."""
    at = 0
    while at < len(found):
        pieces = [found[at]]
        while len(pieces) < _PIECES and at + len(pieces) < len(found):
            following = found[at + len(pieces)]
            if not _broken(pieces[-1], following):
                break
            pieces.append(following)
        at += len(pieces)
        yield Paragraph(tuple(pieces), even("".join(p.text for p in pieces))[:_LONGEST])


def _broken(one: Passage, following: Passage) -> bool:
    """Whether a sentence goes on in the next paragraph."""
    if following.level is not None or numbered(following.text).style:
        return False
    text = one.text.rstrip()
    if one.text[-1:].isdigit() or text[-1:].isdigit():
        return bool(_UNIT_FIRST.match(following.text))
    if one.level is not None or _FINISHED.search(text):
        return False
    return ("，" in text or "。" in text) and bool(_FINISHED.search(following.text))
