"""Where a figure comes from in a budget: a list and the rows of it that were added up."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """Rows of one of the budget's lists, 0-based as they stand there."""

    list: str  # the field of Budget: spending, revenue, purchases …
    rows: tuple[int, ...]
    norms: tuple[int, ...] = ()  # rows of the list of standards whose lines were added to these

    def as_dict(self) -> dict[str, object]:
        """The place as the JSON contract prints it; rows are counted from 1, as people do."""
        place: dict[str, object] = {"list": self.list, "rows": [row + 1 for row in self.rows]}
        return place | ({"norms": [row + 1 for row in self.norms]} if self.norms else {})
