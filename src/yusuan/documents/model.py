"""A Document: the blocks of a file in reading order, each with its place; nothing about budgets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in its source; only what the file type knows is set.

    Numbers are 1-based, as a person counts them. ``bbox`` is (left, top, right, bottom) in points
    from the top left corner of the page as it is shown (after rotation).
    """

    page: int | None = None
    bbox: tuple[float, float, float, float] | None = None
    sheet: str | None = None
    cell: str | int | None = None  # "B7" in a spreadsheet; the n-th cell of a line in a text
    table: int | None = None
    row: int | None = None
    column: int | None = None
    paragraph: int | None = None
    line: int | None = None

    def as_dict(self) -> dict[str, object]:
        """The place as the JSON contract prints it: only what is known."""
        names = ("page", "bbox", "sheet", "cell", "table", "row", "column", "paragraph", "line")
        pairs = ((name, getattr(self, name)) for name in names)
        return {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in pairs
            if value is not None
        }


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a grid: its top left position (0-based), its span, and the text as shown."""

    row: int
    column: int
    text: str
    rowspan: int = 1
    colspan: int = 1
    place: Place = Place()
    stored: str | None = None  # the stored value where it differs from the text shown
    hidden: bool = False  # in the file, but not shown to a reader


@dataclass(frozen=True, slots=True)
class Table:
    """A grid of cells. Cells do not overlap; positions no cell covers are empty."""

    cells: tuple[Cell, ...]
    rows: int
    columns: int
    place: Place = Place()
    ragged: bool = False  # the source kept no grid: cells of a row may have slipped sideways


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of text; ``level`` is set where the file itself says that it is a heading."""

    text: str
    place: Place = Place()
    level: int | None = None


Block = Table | Paragraph


@dataclass(frozen=True, slots=True)
class Note:
    """What the reader of a file could not do, or did on its own account; in Chinese, for people."""

    message: str
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Source:
    """The file that was read: its name as given, its digest, and what kind it really is."""

    path: str
    sha256: str
    kind: str  # text | html | docx | doc | xlsx | xls | pdf


@dataclass(frozen=True, slots=True)
class Document:
    """A file as blocks in reading order, with what its reader has to say about it."""

    source: Source
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...] = field(default=())
    pages: int | None = None

    @property
    def tables(self) -> Iterator[Table]:
        """The tables, in reading order."""
        return (block for block in self.blocks if isinstance(block, Table))


class UnreadableDocument(Exception):
    """A file that cannot be read; the message is one clear Chinese sentence for a person."""
