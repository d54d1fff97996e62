"""A picture drawn as SVG, for every format: in place on a page, set by typst, or as a PNG.

Letters have the colour of what is around them, so that a dark page shows them too. Lengths are
pixels of the drawing, which is as wide as a column of text or a telephone.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from typing import Final

from yusuan.publish.volume import Picture
from yusuan.publish.volume_layout import ems

WIDTH: Final = 380
_TYPE: Final = 13
_SMALL: Final = 12
_BLUE, _GREEN, _AMBER, _RED = "#2f6f9f", "#4f8a5b", "#b4862f", "#b04a5a"
_LINE, _SOFT = "#aab2bb", "#7d8791"
_DIM: Final = f'font-size="{_SMALL}" class="dim" fill="{_SOFT}"'
_RADIUS: Final = 112
_RINGS: Final = 5
_BAR, _STEP = 16, 46
_TOP: Final = 22
_RIGHT: Final = 60  # room for the value after a bar


@dataclass(frozen=True, slots=True)
class Drawing:
    """The SVG and its size in pixels."""

    svg: str
    width: int
    height: int


def drawn(picture: Picture) -> Drawing:
    """A picture as SVG; a radar of fewer than three known values is drawn as bars."""
    known = [value for value in picture.series.values if value is not None]
    inner, height = (
        _radar(picture) if picture.kind == "radar" and len(known) > 2 else _bars(picture)
    )
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        f'width="{WIDTH}" height="{height}" role="img" aria-label="{escape(picture.told)}" '
        f'font-family="Noto Sans SC, sans-serif" font-size="{_TYPE}" fill="currentColor">'
        f"{inner}</svg>"
    )
    return Drawing(svg, WIDTH, height)


def _radar(picture: Picture) -> tuple[str, int]:
    """Axes from the middle, the first straight up; rings at equal steps."""
    pairs = zip(picture.labels, picture.series.values, strict=True)
    axes = [(label, value) for label, value in pairs if value is not None]
    middle = (WIDTH / 2, _RADIUS + 62.0)
    turns = [2 * math.pi * number / len(axes) for number in range(len(axes))]
    parts = [_rings(middle, turns, picture), *_spokes(middle, turns)]
    reach = [float(value / picture.most) * _RADIUS for _, value in axes]
    corners = [_at(middle, turn, one) for turn, one in zip(turns, reach, strict=True)]
    parts.append(
        f'<polygon points="{_points(corners)}" fill="{_BLUE}" fill-opacity="0.22" '
        f'stroke="{_BLUE}" stroke-width="2" stroke-linejoin="round"/>'
    )
    parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.2" fill="{_BLUE}"/>' for x, y in corners]
    for (label, value), turn in zip(axes, turns, strict=True):
        parts += _named(middle, turn, label, _figure(value, picture.unit))
    return "".join(parts), int(2 * _RADIUS + 124)


def _rings(middle: tuple[float, float], turns: Sequence[float], picture: Picture) -> str:
    rings = []
    for number in range(1, _RINGS + 1):
        radius = _RADIUS * number / _RINGS
        corners = [_at(middle, turn, radius) for turn in turns]
        rings.append(
            f'<polygon points="{_points(corners)}" fill="none" stroke="{_LINE}" '
            f'stroke-width="{1.2 if number == _RINGS else 0.6}"/>'
        )
        value = picture.most * number / _RINGS
        rings.append(
            f'<text x="{middle[0] + 4:.1f}" y="{middle[1] - radius + 12:.1f}" '
            f'font-size="9" class="ring" fill="{_SOFT}">{value.normalize():f}</text>'
        )
    return "".join(rings)


def _spokes(middle: tuple[float, float], turns: Sequence[float]) -> Iterator[str]:
    for turn in turns:
        x, y = _at(middle, turn, _RADIUS)
        yield (
            f'<line x1="{middle[0]:.1f}" y1="{middle[1]:.1f}" x2="{x:.1f}" y2="{y:.1f}" '
            f'stroke="{_LINE}" stroke-width="0.6"/>'
        )


def _named(middle: tuple[float, float], turn: float, label: str, value: str) -> Iterator[str]:
    """What an axis is, in as many lines as it needs, and its value below, outside the rings."""
    x, y = _at(middle, turn, _RADIUS + 14)
    side, up = math.sin(turn), math.cos(turn)
    anchor = "middle" if abs(side) < 0.2 else "start" if side > 0 else "end"
    room = WIDTH / 2 if anchor == "middle" else WIDTH - x if side > 0 else x
    lines = _lines(label, room)
    below = 15 * len(lines)
    first = y - below + 1 if up > 0.8 else y + 12 if up < -0.8 else y - below / 2 + 6
    for number, line in enumerate(lines):
        yield (
            f'<text x="{x:.1f}" y="{first + 15 * number:.1f}" text-anchor="{anchor}">'
            f"{escape(line)}</text>"
        )
    yield (
        f'<text x="{x:.1f}" y="{first + below:.1f}" text-anchor="{anchor}" {_DIM}>'
        f"{escape(value)}</text>"
    )


def _lines(label: str, room: float) -> list[str]:
    """A name in lines that go into a width, as even as may be."""
    count = max(1, math.ceil(ems(label) * _TYPE / room))
    size = math.ceil(len(label) / count)
    return [label[at : at + size] for at in range(0, len(label), size)]


def _at(middle: tuple[float, float], turn: float, radius: float) -> tuple[float, float]:
    return middle[0] + math.sin(turn) * radius, middle[1] - math.cos(turn) * radius


def _points(corners: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in corners)


def _bars(picture: Picture) -> tuple[str, int]:
    """A bar a value under its name; marks are lines through all of them, named on top."""
    room = WIDTH - _RIGHT
    height = _TOP + _STEP * len(picture.labels) + 6
    parts = []
    for number, (label, value) in enumerate(
        zip(picture.labels, picture.series.values, strict=True)
    ):
        top = _TOP + _STEP * number
        parts.append(f'<text x="0" y="{top + 14}">{escape(_cut(label))}</text>')
        parts.append(
            f'<rect x="0" y="{top + 21}" width="{room}" height="{_BAR}" rx="2" fill="{_LINE}" '
            f'fill-opacity="0.3"/>'
        )
        parts.append(_bar(value, picture, top, room))
    parts += _marks(picture, room, height)
    return "".join(parts), height


def _bar(value: Decimal | None, picture: Picture, top: int, room: int) -> str:
    words = "未评分" if value is None else _figure(value, picture.unit)
    said = f'<text x="{room + 8}" y="{top + 34}" font-size="{_TYPE}">{escape(words)}</text>'
    if value is None:
        return said
    length = float(min(value / picture.most, Decimal(1))) * room
    return (
        f'<rect x="0" y="{top + 21}" width="{length:.1f}" height="{_BAR}" rx="2" '
        f'fill="{_colour(value, picture)}"/>{said}'
    )


def _colour(value: Decimal, picture: Picture) -> str:
    """By the highest of several marks that a value reaches; red where it reaches none."""
    if len(picture.marks) < 2:
        return _BLUE
    missed = sum(value < at for at, _ in picture.marks)
    return _RED if missed == len(picture.marks) else (_GREEN, _BLUE, _AMBER)[min(missed, 2)]


def _marks(picture: Picture, room: int, height: int) -> Iterator[str]:
    for at, name in picture.marks:
        x = float(at / picture.most) * room
        yield (
            f'<line x1="{x:.1f}" y1="{_TOP - 4}" x2="{x:.1f}" y2="{height - 6}" '
            f'stroke="{_SOFT}" stroke-width="0.8" stroke-dasharray="3 3"/>'
            f'<text x="{x:.1f}" y="{_TOP - 8}" text-anchor="middle" {_DIM}>{escape(name)}</text>'
        )


def _cut(label: str) -> str:
    """A name that goes on one line, for its end the sign that it goes on."""
    most = WIDTH / _TYPE - 2
    if ems(label) <= most:
        return label
    kept = next(n for n in range(len(label), 0, -1) if ems(label[:n]) < most)
    return f"{label[:kept]}…"


def _figure(value: Decimal, unit: str) -> str:
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) + unit
