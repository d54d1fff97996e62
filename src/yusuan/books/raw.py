"""Cells as they were typed, before anything is understood: the same for files and workbooks."""

from __future__ import annotations

from dataclasses import dataclass

from yusuan.books.columns import letters


@dataclass(frozen=True, slots=True)
class RawCell:
    """What a cell shows, where it stands, and the exact number where it holds one."""

    text: str
    place: str
    number: str = ""  # exact decimal digits where the cell is a number
    broken: str = ""  # why there is nothing to read, where there should be

    @property
    def typed(self) -> str:
        """The number without its format, or the text."""
        return self.number or self.text

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed."""
        return not (self.text.strip() or self.number or self.broken)


@dataclass(frozen=True, slots=True)
class RawTable:
    """One sheet or file: headings by column, and the rows below by column; blank rows are gone."""

    name: str  # as problems name it
    headings: dict[int, RawCell]
    rows: tuple[dict[int, RawCell], ...]
    numbers: tuple[int, ...]  # the number of each row (or line) in the source

    by_letters: bool = False  # whether a place is 「C5」 or 「第 5 行“金额”」
    keys: tuple[str, ...] = ()  # where places are of a program: 「5.amount」

    def place(self, heading: str, number: int, at: int | None) -> str:
        """Where an empty cell would stand: no cell exists for it."""
        if self.keys:
            return f"{number}.{self.keys[at] if at is not None else ''}"
        if self.by_letters and at is not None:
            return f"{letters(at)}{number}"
        return f"第 {number} 行“{heading}”"

    def row(self, number: int) -> str:
        """The place of a whole row."""
        return f"{number}." if self.keys else f"第 {number} 行"
