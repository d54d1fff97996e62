"""The way of the money as a picture: stages side by side, ribbons between them, a list behind.

The picture is as wide as there is room: bars and labels keep their size, ribbons stretch. Labels
break their lines themselves, so each has room for as many as a narrow window needs.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from typing import Final

from yusuan.publish.page_svg import UNIT, Share, linked
from yusuan.publish.volume_layout import ems

_TALL: Final = Decimal(230)  # pixels of all the money
_LEAST: Final = Decimal("1.2")  # of a ribbon or a bar, so that little money is seen
_GAP: Final = Decimal(10)
_LINE: Final = 17  # pixels of a line of a label
_HEAD: Final = Decimal(26)
_ACROSS: Final = 1000  # units of the ribbons' own drawing, which stretches
#: How many letters of a label fit on a line in a window of 390 pixels, by the stages.
_NARROW: Final = {2: 9.0, 3: 6.0, 4: 4.0}


@dataclass(frozen=True, slots=True)
class Ribbon:
    """A flow from a bar of one column, by its number, to a bar of the next."""

    left: int
    right: int
    share: Share


@dataclass(frozen=True, slots=True)
class Column:
    """The bars of a stage under its title, and the ribbons to the next."""

    title: str
    bars: tuple[Share, ...]
    ribbons: tuple[Ribbon, ...] = ()


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a bar stands: the top of its label's room, its own top, and both heights."""

    room: Decimal
    high: Decimal
    top: Decimal
    height: Decimal


def sankey(columns: Sequence[Column], told: str) -> str:
    """The picture, and behind it the same in words."""
    whole = max(sum((bar.value for bar in column.bars), Decimal(0)) for column in columns)
    scale = _TALL / whole
    rooms = [list(_rooms(column, scale, len(columns))) for column in columns]
    deep = max(sum(room) + _GAP * (len(room) - 1) for room in rooms)
    spots = [
        list(_spots(column, room, scale, deep)) for column, room in zip(columns, rooms, strict=True)
    ]
    ribbons = "".join(
        _ribbons(column, number, len(columns), spots[number], spots[number + 1], scale)
        for number, column in enumerate(columns[:-1])
    )
    bars = "".join(
        _column(column, number, len(columns), spots[number])
        for number, column in enumerate(columns)
    )
    height = _HEAD + deep
    drawing = (
        f'<svg class="ribbons" width="100%" height="{height}" viewBox="0 0 {_ACROSS} {height}" '
        f'preserveAspectRatio="none">{ribbons}</svg>'
    )
    named = f'role="group" aria-label="{escape(told)}"'
    picture = f'<svg class="sankey" width="100%" height="{height}" {named}>{drawing}{bars}</svg>'
    return picture + _listed(columns)


def _rooms(column: Column, scale: Decimal, stages: int) -> Iterator[Decimal]:
    """How much room each bar needs, for itself or for its label in a narrow window."""
    letters = _NARROW.get(stages, 4.0)
    for bar in column.bars:
        lines = math.ceil(ems(bar.label) / letters) + 1
        yield max(bar.value * scale, Decimal(_LINE * lines))


def _bare(bar: Share) -> str:
    """The amount as a label prints it; the unit is said above the picture."""
    return bar.amount.removesuffix(UNIT)


def _spots(
    column: Column, rooms: Sequence[Decimal], scale: Decimal, deep: Decimal
) -> Iterator[_Spot]:
    """The bars of a column below each other, the column in the middle of the picture."""
    at = _HEAD + (deep - sum(rooms) - _GAP * (len(rooms) - 1)) / 2
    for bar, room in zip(column.bars, rooms, strict=True):
        height = max(bar.value * scale, _LEAST)
        yield _Spot(at, room, at + (room - height) / 2, height)
        at += room + _GAP


def _column(column: Column, number: int, stages: int, spots: Sequence[_Spot]) -> str:
    left, wide = Decimal(100 * number) / stages, Decimal(100) / stages
    head = f'<text class="dim" x="{left:.2f}%" y="14">{escape(column.title)}</text>'
    drawn = [head]
    for bar, spot in zip(column.bars, spots, strict=True):
        room = f'x="{left:.2f}%" y="{spot.room:.1f}" width="{wide:.2f}%" height="{spot.high:.1f}"'
        shape = (
            f'<rect class="{bar.look}" x="{left:.2f}%" y="{spot.top:.1f}" width="9" '
            f'height="{spot.height:.1f}" rx="1"/>'
            f'<foreignObject {room}><div class="label"><span><b>{escape(bar.label)}</b> '
            f"<i>{escape(_bare(bar))}</i></span></div></foreignObject>"
        )
        drawn.append(linked(shape, bar.leads, f"{bar.label} {bar.amount}"))
    return "".join(drawn)


def _ribbons(
    column: Column,
    number: int,
    stages: int,
    left: Sequence[_Spot],
    right: Sequence[_Spot],
    scale: Decimal,
) -> str:
    """The ribbons to the next column, each leaving and arriving in the order of the bars there."""
    leaving = [spot.top for spot in left]
    arriving = [spot.top for spot in right]
    start, end = _ACROSS * number // stages, _ACROSS * (number + 1) // stages
    drawn = []
    for one in sorted(column.ribbons, key=lambda ribbon: (ribbon.left, ribbon.right)):
        share = one.share
        path = _path(start, leaving[one.left], end, arriving[one.right], share.value * scale)
        leaving[one.left] += share.value * scale
        arriving[one.right] += share.value * scale
        shape = f'<path class="{share.look}" d="{path}"/>'
        told = f"{share.label} {share.amount}"
        drawn.append(linked(shape, share.leads, told, ' tabindex="-1" aria-hidden="true"'))
    return "".join(drawn)


def _path(x: int, y: Decimal, to_x: int, to_y: Decimal, thick: Decimal) -> str:
    middle, thick = (x + to_x) // 2, max(thick, _LEAST)
    return (
        f"M{x} {y:.1f}C{middle} {y:.1f} {middle} {to_y:.1f} {to_x} {to_y:.1f}"
        f"V{to_y + thick:.1f}C{middle} {to_y + thick:.1f} {middle} {y + thick:.1f} "
        f"{x} {y + thick:.1f}Z"
    )


def _listed(columns: Sequence[Column]) -> str:
    """What the ribbons show, line by line; a table would be taken for one of the budget's."""
    lines = "".join(
        f"<li>{escape(one.share.label)}　{_figure(one.share)}</li>"
        for column in columns
        for one in column.ribbons
    )
    return f'<details class="behind"><summary>用文字看</summary><ul>{lines}</ul></details>'


def _figure(share: Share) -> str:
    leads = f'class="f" href="#charts" data-f="{escape(share.leads)}"'
    return f"<a {leads}>{escape(share.amount)}</a>" if share.leads else escape(share.amount)
