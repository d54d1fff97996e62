"""Paragraphs of our own read into claims, for the tests of reading."""

from __future__ import annotations

from yusuan.documents import Document, Paragraph, Source
from yusuan.ledger import Claim, Disclosure
from yusuan.ledger.statements import Origin
from yusuan.narrative.reading import with_claims


def read(*paragraphs: str, stage: str = "budget") -> tuple[Claim, ...]:
    """The claims of paragraphs of a document of 2024."""
    document = Document(Source("", "", "text"), tuple(Paragraph(text) for text in paragraphs))
    about = Disclosure(Origin("", "", "text"), "青溪县档案馆", 2024, stage)
    return with_claims(document, about).claims


def told(claim: Claim) -> str:
    """A claim in one line: kind, value, what it is about; (what was not understood) in brackets."""
    about = str(claim.coordinates) if claim.understood else f"({claim.remark})"
    return f"{claim.kind} {claim.value.normalize():f} {about}".rstrip()


def said(*paragraphs: str, stage: str = "budget") -> list[str]:
    """The claims of paragraphs, each in one line."""
    return [told(claim) for claim in read(*paragraphs, stage=stage)]


def listed(claims: tuple[Claim, ...]) -> list[tuple[str, str]]:
    """Each claim that is listed under another, with that one: both as printed."""
    known = {claim.id: claim.printed for claim in claims}
    return [(one.printed, known[one.whole]) for one in claims if one.whole]
