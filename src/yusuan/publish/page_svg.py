"""Small pictures as SVG: bars, this year beside last, a treemap; each shape leads to its fact."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

from yusuan.publish.volume_layout import ems

_WIDTH, _HEIGHT = 640, 300  # of a treemap, as wide as most windows leave it; it stretches
COLOURS = 10
UNIT = "万元"
_TYPE = 13  # pixels of the letters


@dataclass(frozen=True, slots=True)
class Share:
    """One part: what it is called, how much it is, how that is written, and whose fact it is."""

    label: str
    value: Decimal
    amount: str
    leads: str = ""
    look: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """The same of this year and of last."""

    now: Share
    old: Share

    @property
    def change(self) -> str:
        """By how much it grew or shrank, with the sign, and in per cent where that can be said."""
        gap = self.now.value - self.old.value
        if not gap:
            return "持平"
        moved = amount(abs(gap))
        share = f"（{gap / self.old.value * 100:+.2f}%）" if self.old.value > 0 else ""
        return f"{'增加' if gap > 0 else '减少'} {moved}{share}"


@dataclass(frozen=True, slots=True)
class _Box:
    x: Decimal
    y: Decimal
    width: Decimal
    height: Decimal


def bars(shares: Sequence[Share], *, parts: bool = True) -> str:
    """A bar a share, the longest across the picture; of parts, with their share of all."""
    total = sum((share.value for share in shares), Decimal(0))
    most = max(share.value for share in shares) or Decimal(1)
    rows = []
    for number, share in enumerate(shares):
        top = 46 * number
        told = f"　{_percent(share.value, total)}" if parts and total else ""
        words = _words(share.label, share.amount + told, top)
        bar = _bar(share.look or f"c{number % COLOURS}", share.value / most, top + 21, 14)
        rows.append(_linked(share, words + bar))
    return _svg("".join(rows), 46 * len(shares), _told(shares))


def pairs(rows: Sequence[Pair]) -> str:
    """Two bars a pair, this year's and last year's, and the change between them."""
    most = max(max(one.now.value, one.old.value) for one in rows) or Decimal(1)
    drawn = []
    for number, one in enumerate(rows):
        top = 78 * number
        drawn.append(_words(one.now.label, one.now.amount, top))
        drawn.append(_linked(one.now, _bar("c0", one.now.value / most, top + 20, 11)))
        drawn.append(_linked(one.old, _bar("old", one.old.value / most, top + 33, 11)))
        drawn.append(_words("", f"上年 {one.old.amount}　{one.change}", top + 44))
    told = "；".join(f"{one.now.label} {one.now.amount}，{one.change}" for one in rows)
    return _svg("".join(drawn), 78 * len(rows), told)


def _words(left: str, right: str, top: int) -> str:
    return (
        f'<text x="0" y="{top + 14}">{escape(left)}</text>'
        f'<text class="dim" x="100%" y="{top + 14}" text-anchor="end">{escape(right)}</text>'
    )


def _bar(kind: str, share: Decimal, top: int, height: int) -> str:
    length = max(share * 100, Decimal("0.3"))
    return f'<rect class="{kind}" y="{top}" width="{length:.2f}%" height="{height}" rx="2"/>'


def treemap(shares: Sequence[Share]) -> str:
    """Tiles whose areas are the parts, the largest first, and a list of what they are."""
    whole = _Box(Decimal(0), Decimal(0), Decimal(_WIDTH), Decimal(_HEIGHT))
    total = sum((share.value for share in shares), Decimal(0))
    areas = [share.value / total * _WIDTH * _HEIGHT for share in shares]
    tiles = zip(shares, squarified(areas, whole), strict=True)
    drawn = (_tile(share, box, number, total) for number, (share, box) in enumerate(tiles))
    keys = (
        f'<li><svg width="12" height="12" aria-hidden="true"><rect class="c{number % COLOURS}" '
        f'width="12" height="12" rx="2"/></svg> {escape(share.label)} '
        f"{escape(share.amount)}　{_percent(share.value, total)}</li>"
        for number, share in enumerate(shares)
    )
    return _svg("".join(drawn), _HEIGHT, _told(shares)) + f'<ul class="keys">{"".join(keys)}</ul>'


def _tile(share: Share, box: _Box, number: int, total: Decimal) -> str:
    """A tile that cuts off what does not fit; ``roomy`` words are for wide windows only."""
    words = (share.label, share.amount, _percent(share.value, total))
    widest = max(map(ems, words)) * _TYPE + 16
    kind = "on" if widest <= box.width / 2 else "on roomy"
    lines = [
        f'<text class="{kind}" x="8" y="{20 + 18 * line}">{escape(text)}</text>'
        for line, text in enumerate(words)
        if widest <= box.width and 28 + 18 * line <= box.height
    ]
    across = Decimal(100) / _WIDTH
    shape = (
        f'<svg x="{box.x * across:.2f}%" y="{box.y:.1f}" '
        f'width="{box.width * across:.2f}%" height="{box.height:.1f}">'
        f'<rect class="tile c{number % COLOURS}" width="100%" height="100%"/>'
        f"{''.join(lines)}</svg>"
    )
    return _linked(share, shape)


def squarified(areas: Sequence[Decimal], box: _Box) -> Iterator[_Box]:
    """The box cut into areas, given largest first: rows grow while their tiles get squarer."""
    start = 0
    while start < len(areas):
        side = min(box.width, box.height)
        end = start + 1
        while end < len(areas) and _worst(areas[start : end + 1], side) <= _worst(
            areas[start:end], side
        ):
            end += 1
        row = areas[start:end]
        yield from _row(row, box)
        box = _rest(box, sum(row, Decimal(0)))
        start = end


def _worst(row: Sequence[Decimal], side: Decimal) -> Decimal:
    """The longest tile of a row, as the ratio of its sides."""
    area = sum(row, Decimal(0))
    return max(side * side * max(row) / area**2, area**2 / (side * side * min(row)))


def _row(row: Sequence[Decimal], box: _Box) -> Iterator[_Box]:
    """Tiles along the shorter side of a box."""
    area, at = sum(row, Decimal(0)), Decimal(0)
    upright = box.width >= box.height
    side = box.height if upright else box.width
    thick = area / side
    for one in row:
        length = one / thick
        if upright:
            yield _Box(box.x, box.y + at, thick, length)
        else:
            yield _Box(box.x + at, box.y, length, thick)
        at += length


def _rest(box: _Box, area: Decimal) -> _Box:
    """What is left of a box when a row along its shorter side is taken away."""
    if box.width >= box.height:
        gone = area / box.height
        return _Box(box.x + gone, box.y, max(box.width - gone, Decimal(0)), box.height)
    gone = area / box.width
    return _Box(box.x, box.y + gone, box.width, max(box.height - gone, Decimal(0)))


def _percent(value: Decimal, total: Decimal) -> str:
    return f"{value / total * 100:.1f}%"


def linked(shape: str, leads: str, told: str, more: str = "") -> str:
    """A shape that says what it is, and leads to what its figure means if there is one."""
    title = f"<title>{escape(told)}</title>"
    if not leads:
        return f"<g>{title}{shape}</g>"
    said = f'href="#charts" data-f="{escape(leads)}" aria-label="{escape(told)}"{more}'
    return f"<a {said}>{title}{shape}</a>"


def _linked(share: Share, shape: str) -> str:
    return linked(shape, share.leads, f"{share.label} {share.amount}")


def amount(value: Decimal) -> str:
    """An amount in 万元, with two decimals or as many as it has."""
    shown = value / 10_000
    decimals = max(2, -int(shown.normalize().as_tuple().exponent))
    return f"{shown:,.{decimals}f}{UNIT}"


def _told(shares: Sequence[Share]) -> str:
    return "；".join(f"{share.label} {share.amount}" for share in shares)


def _svg(inner: str, height: int, told: str) -> str:
    """A picture as wide as there is room; its letters keep their size."""
    named = f'role="group" aria-label="{escape(told)}"'
    return f'<svg width="100%" height="{height}" {named}>{inner}</svg>'
