"""What stands out of a comparison: great changes of a body, and bodies unlike the others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median
from typing import Final

from yusuan.dataset.comparing import Column, Comparison, Line
from yusuan.dataset.reading import Dataset
from yusuan.standards.classification import bare

#: A change is told from this share of the figure before, and this share of all the body spends.
_RATE, _WEIGHT = Decimal("0.3"), Decimal("0.01")
_PEERS: Final = 8  # fewer bodies have no usual share
#: How many times the usual distance from the median is unusual (Iglewicz and Hoaglin, 1993).
_FAR, _SCALE = Decimal("3.5"), Decimal("0.6745")
_SENTENCE: Final = re.compile(r"[^。；;\n]+[。；;]?")
_REASON: Final = re.compile(r"原因|由于|因为|主要是|系|为了")


@dataclass(frozen=True, slots=True)
class Change:
    """A figure that changed much: before and after in 元, and the reason that is given, if any."""

    member: str
    name: str
    before: Column
    after: Column
    was: Decimal
    now: Decimal
    reason: str = ""

    @property
    def difference(self) -> Decimal:
        """By how much, in 元."""
        return self.now - self.was


@dataclass(frozen=True, slots=True)
class Outlier:
    """A body that spends a share of its money on a member unlike others of the year."""

    member: str
    name: str
    column: Column
    share: Decimal
    usual: Decimal  # the median of all
    peers: int
    reason: str = ""


def changes(data: Dataset, found: Comparison) -> list[Change]:
    """The great changes from a year of a body to its next, the greatest first."""
    pairs = [
        (at, at + 1)
        for at in range(len(found.columns) - 1)
        if _same_body(found.columns[at], found.columns[at + 1])
    ]
    made = [
        _change(data, line, found.columns[before], found.columns[after], figures)
        for before, after in pairs
        for whole in [_whole(found, after)]
        for line in found.lines
        if (figures := _greatly(line, before, after, whole))
    ]
    return sorted(made, key=lambda one: -abs(one.difference))


def _same_body(one: Column, other: Column) -> bool:
    return (one.district, one.department) == (other.district, other.department)


def _whole(found: Comparison, at: int) -> Decimal:
    """What a column's lines come to; with codes of several levels, more than is spent."""
    figures = (line.figures[at] for line in found.lines)
    return sum((one.amount for one in figures if one), Decimal(0))


def _greatly(line: Line, before: int, after: int, whole: Decimal) -> tuple[Decimal, Decimal] | None:
    """The figures before and after, where both are known and far apart."""
    was, now = line.figures[before], line.figures[after]
    if was is None or now is None:
        return None
    gap = abs(now.amount - was.amount)
    if gap > _RATE * abs(was.amount) and gap > _WEIGHT * whole:
        return was.amount, now.amount
    return None


def _change(
    data: Dataset, line: Line, before: Column, after: Column, figures: tuple[Decimal, Decimal]
) -> Change:
    reason = given(data, after.disclosure, line.name)
    return Change(line.member, line.name, before, after, *figures, reason)


def outliers(data: Dataset, found: Comparison) -> list[Outlier]:
    """Bodies with an unusual share, year by year; none where they are too few to say."""
    made = []
    for year in sorted({one.year for one in found.columns}):
        at = [n for n, one in enumerate(found.columns) if one.year == year]
        wholes = {n: whole for n in at if (whole := _whole(found, n))}
        for line in found.lines:
            shares = {
                n: (one.amount / wholes[n]).quantize(Decimal("0.0001"))
                for n in wholes
                if (one := line.figures[n])
            }
            for n, share, usual in _far(shares):
                column = found.columns[n]
                reason = given(data, column.disclosure, line.name)
                made.append(
                    Outlier(line.member, line.name, column, share, usual, len(shares), reason)
                )
    return sorted(made, key=lambda one: -abs(one.share - one.usual))


def _far(shares: dict[int, Decimal]) -> Iterator[tuple[int, Decimal, Decimal]]:
    """Which shares are far from the median, by the median of all distances."""
    if len(shares) < _PEERS:
        return
    usual = median(shares.values())
    spread = median(abs(share - usual) for share in shares.values())
    for at, share in shares.items():
        if spread and _SCALE * abs(share - usual) / spread > _FAR:
            yield at, share, usual


def given(data: Dataset, disclosure: str, name: str) -> str:
    """The sentences of the explanation that name something and give a reason; "" for none."""
    rows = data.sql(
        "SELECT text FROM paragraphs WHERE disclosure = ? AND level IS NULL"
        " AND contains(text, ?) ORDER BY ordinal",
        (disclosure, bare(name)),
    ).rows
    return _reasons([row[0] for row in rows], bare(name))


def _reasons(texts: Sequence[str], name: str) -> str:
    for text in texts:
        sentences = _SENTENCE.findall(text)
        for at, one in enumerate(sentences):
            if name in one:
                near = [two for two in sentences[at : at + 2] if _REASON.search(two)]
                if near:
                    return "".join(dict.fromkeys((one, *near))).strip()
    return ""
