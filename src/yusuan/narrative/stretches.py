"""Stretches of text to read at once: a paragraph, also where a page or a line broke it."""

from __future__ import annotations

from dataclasses import dataclass

from yusuan.ledger import Passage


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with its even text, put together from one passage or several."""

    pieces: tuple[Passage, ...]
    text: str

    @property
    def first(self) -> Passage:
        """The passage it begins with."""
        return self.pieces[0]

    def locate(self, start: int, end: int) -> tuple[Passage, int, int]:
        """The passage a stretch begins in, and where it stands in that one's text."""
        offset = 0
        for piece in self.pieces:
            size = len(piece.text)
            if start < offset + size:
                return piece, start - offset, min(end - offset, size)
            offset += size
        return self.pieces[-1], 0, 0
