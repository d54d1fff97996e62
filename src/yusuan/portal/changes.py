"""What changed from last year, and the reason the explanation gives for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from yusuan.ledger import Claim, Coordinates
from yusuan.ledger.claims import CHANGE, FLAT, RATE
from yusuan.portal.editions import Kept
from yusuan.portal.figures import Figure

_REASON: Final = re.compile(
    r"(?:主要)?原因(?:是|为|[:：])?[,，]?|主要是(?:因为|由于)?|(?:因为|由于)"
)
_END: Final = re.compile("[。；;]")
_WHOLE: Final = ("entity", "year", "stage", "unit")
#: Totals of one fund stand for all money where no other fund is printed; items always do.
_LOOSE: Final = ("fund", "balance")


@dataclass(frozen=True, slots=True)
class Change:
    """A figure beside last year's; amounts are 元; ``told``: a sentence says so."""

    figure: Figure
    before: Decimal
    reason: str = ""
    told: bool = False

    @property
    def gap(self) -> Decimal:
        """By how much it grew."""
        return self.figure.amount - self.before

    @property
    def rate(self) -> Decimal | None:
        """By how many per cent; None where last year's was nothing."""
        return self.gap / self.before * 100 if self.before > 0 else None


def changes(kept: Kept, figures: Sequence[Figure]) -> tuple[Change, ...]:
    """What can be compared with last year, in the order of the figures."""
    said = list(_said(kept))
    return tuple(one for figure in figures for one in _change(figure, said))


@dataclass(frozen=True, slots=True)
class _Said:
    about: Coordinates
    gap: Decimal | None
    reason: str


def _said(kept: Kept) -> Iterator[_Said]:
    for claim in kept.claims:
        if claim.kind in {CHANGE, RATE, FLAT} and claim.understood and claim.base is not None:
            about = claim.coordinates.without(*_WHOLE)
            gap = None if claim.kind == RATE else claim.value
            yield _Said(about, gap, _reason(kept.passages.get(claim.passage, ""), claim))


def _reason(text: str, claim: Claim) -> str:
    """The reason that follows a number in its own sentence, before the next number with one."""
    if text[claim.start : claim.end] != claim.printed and claim.printed not in text:
        return ""
    rest = text[claim.end :]
    stop = rest.find("。")
    sentence = rest if stop < 0 else rest[:stop]
    found = _REASON.search(sentence)
    if found is None:
        return ""
    words = sentence[found.end() :].lstrip("：:，, ")
    return _END.split(words)[0].strip()


def _change(figure: Figure, said: Sequence[_Said]) -> Iterator[Change]:
    about = figure.about.without("fund") if figure.group == "item" else figure.about
    alike = [
        one
        for one in said
        if (one.about.without("fund") if figure.group == "item" else one.about) == about
    ]
    gap = next((one.gap for one in alike if one.gap is not None), None)
    reason = next((one.reason for one in alike if one.reason), "")
    if figure.before is not None:
        yield Change(figure, figure.before, reason, told=bool(alike))
    elif gap is not None:
        yield Change(figure, figure.amount - gap, reason, told=True)
