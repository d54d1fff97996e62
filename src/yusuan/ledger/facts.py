"""A fact: one figure said once, with what it is about and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from yusuan.ledger.amounts import Amount
from yusuan.ledger.coordinates import Coordinates


class Place(Protocol):
    """Where something stands in its source; the readers of files know the particulars."""

    def as_dict(self) -> dict[str, object]:
        """The place as the JSON contract prints it."""
        ...


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure said once: an amount, its coordinates, and its place.

    ``understood`` is False where a label on its way was not understood: the figure is kept, but
    its coordinates are not complete and no check across tables may rest on them.
    """

    id: str
    table: str | None
    row: tuple[str, ...]
    column: tuple[str, ...]
    printed: str
    amount: Amount
    coordinates: Coordinates
    place: Place
    understood: bool = True
    #: why it was not understood, or what was reconstructed on the way; Chinese, for people
    remark: str = ""
