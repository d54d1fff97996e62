"""The frame a page is read in: upright, measured in points from its top left corner."""

from __future__ import annotations

from dataclasses import dataclass

from yusuan.documents.pdf_calls import Box


@dataclass(frozen=True, slots=True)
class Frame:
    """The visible box of a page in page space, and the quarter turns (clockwise) to be applied.

    ``turns`` makes the text upright; ``shown`` is what the file asks for. They differ on a page
    whose table was drawn sideways without the page being turned.
    """

    left: float
    bottom: float
    right: float
    top: float
    turns: int
    shown: int

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page as it is read."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.turns % 2 else (width, height)

    @property
    def is_shown(self) -> bool:
        """Whether the page is read the way up that a reader sees it."""
        return self.turns % 4 == self.shown % 4

    def columns(
        self, lefts: list[float], tops: list[float], rights: list[float], bottoms: list[float]
    ) -> tuple[list[float], list[float], list[float], list[float]]:
        """Boxes of page space, a list for each side, as (left, top, right, bottom) of the frame."""
        if self.turns == 0:
            return _up(lefts, self.left), _down(tops, self.top), *self._upright(rights, bottoms)
        if self.turns == 1:
            return (
                _up(bottoms, self.bottom),
                _up(lefts, self.left),
                _up(tops, self.bottom),
                _up(rights, self.left),
            )
        if self.turns == 2:
            return (
                _down(rights, self.right),
                _up(bottoms, self.bottom),
                _down(lefts, self.right),
                _up(tops, self.bottom),
            )
        return (
            _down(tops, self.top),
            _down(rights, self.right),
            _down(bottoms, self.top),
            _down(lefts, self.right),
        )

    def _upright(
        self, rights: list[float], bottoms: list[float]
    ) -> tuple[list[float], list[float]]:
        return _up(rights, self.left), _down(bottoms, self.top)

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A box of page space in the frame."""
        if self.turns == 0:  # nearly every page, and a list for each side takes three times as long
            return left - self.left, self.top - top, right - self.left, self.top - bottom
        sides = self.columns([left], [top], [right], [bottom])
        return sides[0][0], sides[1][0], sides[2][0], sides[3][0]

    def as_shown(self, box: Box) -> Box:
        """A box of the frame on the page as a reader sees it, rounded to hundredths of a point."""
        left, top, right, bottom = box
        width, height = self.size
        for _ in range((self.shown - self.turns) % 4):
            left, top, right, bottom = height - bottom, left, height - top, right
            width, height = height, width
        return round(left, 2), round(top, 2), round(right, 2), round(bottom, 2)


def _up(values: list[float], origin: float) -> list[float]:
    return [value - origin for value in values] if origin else values


def _down(values: list[float], origin: float) -> list[float]:
    return [origin - value for value in values]
