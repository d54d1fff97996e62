"""A finished disclosure as a value: what every writer takes, and all that it may know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from yusuan.checks.findings import Result
from yusuan.documents.model import Cell, Table
from yusuan.ledger import Fact, is_dash, parse_number

CHINESE = "zh-CN"


@dataclass(frozen=True, slots=True)
class FigureSpan:
    """The characters of a sentence that print a fact, from ``start`` up to ``end``."""

    start: int
    end: int
    fact: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading below the title of its part; 2 is the highest level."""

    text: str
    level: int = 2
    id: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """One paragraph; the figures in it are bound to facts, in order and without overlap."""

    text: str
    figures: tuple[FigureSpan, ...] = ()
    id: str = ""


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table with all that is printed around it.

    ``left`` and ``right`` stand above it (单位名称：…, 单位：万元), ``note`` below it, and
    ``empty`` says below it why it has no figures. ``figures`` binds cells, by row and column of
    the table, to facts. ``landscape`` decides the page; None leaves it to the width. ``name`` is
    what the table is called where its title stands before it.
    """

    id: str
    title: str
    table: Table
    header: int = 1
    left: str = ""
    right: str = ""
    note: str = ""
    empty: str = ""
    figures: Mapping[tuple[int, int], str] = field(default_factory=dict)
    #: the cells that a form always prints, and the classes that stand over several rows of it
    labels: frozenset[tuple[int, int]] = frozenset()
    landscape: bool | None = None
    name: str = ""

    @property
    def called(self) -> str:
        """Its title, or the name it has elsewhere."""
        return self.title or self.name


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page; ``name`` is what that page is of its source."""

    name: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """One line of a picture: what it is, and a value for each label; None where there is none."""

    name: str
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """Values as a picture: a ``radar`` of shares or ``bars`` of points, from 0 to ``most``.

    ``marks`` are values that a line is drawn at, with their names; ``note`` stands below.
    """

    id: str
    title: str
    kind: str  # radar | bars
    labels: tuple[str, ...]
    series: Series
    most: Decimal = Decimal(100)
    unit: str = ""
    marks: tuple[tuple[Decimal, str], ...] = ()
    note: str = ""

    @property
    def told(self) -> str:
        """The picture in words, for who cannot see it."""
        pairs = zip(self.labels, self.series.values, strict=True)
        said = (f"{label} {_shown(value, self.unit)}" for label, value in pairs)
        return f"{self.title}：{'；'.join(said)}"


def _shown(value: Decimal | None, unit: str) -> str:
    return "未评分" if value is None else f"{value:f}{unit}"


Block = Heading | Text | TableBlock | PageBreak | Picture


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the disclosure (第一部分 …): its title, empty for none, and its blocks."""

    title: str
    blocks: tuple[Block, ...]
    id: str = ""


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit whose money is in the disclosure: 本级 (the department's own office) or 下属."""

    code: str
    name: str
    own: bool


@dataclass(frozen=True, slots=True)
class Volume:
    """One whole disclosure; ``facts`` are the figures of its tables, for readers of data.

    ``result`` is what checking those facts gave, where they were checked.
    """

    title: str
    entity: str
    year: int
    stage: str
    parts: tuple[Part, ...]
    facts: tuple[Fact, ...] = ()
    language: str = CHINESE
    result: Result | None = None
    units: tuple[UnitRow, ...] = ()

    @property
    def blocks(self) -> Iterator[Block]:
        """Every block, in reading order."""
        return (block for part in self.parts for block in part.blocks)

    @property
    def pictures(self) -> Iterator[Picture]:
        """Every picture, in reading order."""
        return (block for block in self.blocks if isinstance(block, Picture))

    @property
    def tables(self) -> Iterator[TableBlock]:
        """Every table, in reading order."""
        return (block for block in self.blocks if isinstance(block, TableBlock))


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents: a heading, its level from 1 down, and the anchor it has."""

    text: str
    level: int
    anchor: str


def contents(volume: Volume) -> list[Entry]:
    """The parts, headings and tables in order, each with an anchor no other one has."""
    return [entry for _, entry in headed(volume) if entry is not None]


def headed(volume: Volume) -> Iterator[tuple[Part | Block, Entry | None]]:
    """Every part and every block, with the line of the contents that leads to it, if one does."""
    number = 0
    for part in volume.parts:
        for one in (part, *part.blocks):
            found = _headline(one)
            number += found is not None
            yield one, found and Entry(*found, f"h{number}")


def _headline(one: Part | Block) -> tuple[str, int] | None:
    match one:
        case Part(title=title) if title:
            return title, 1
        case Heading(text=text, level=level):
            return text, level
        case TableBlock(title=title) if title:
            return title, 2
    return None


def figure_columns(block: TableBlock) -> frozenset[int]:
    """The columns in which numbers are figures: those bound to facts, else those with decimals."""
    if block.figures:
        return frozenset(column for _, column in block.figures)
    return frozenset(
        cell.column
        for cell in block.table.cells
        if cell.row >= block.header
        and "." in cell.text
        and parse_number(cell.text)
        and cell.colspan == 1
    )


def is_figure(block: TableBlock, cell: Cell, columns: frozenset[int]) -> bool:
    """Whether a cell prints a figure (or the dash for none); codes and years do not.

    In a form, which has no header, only what is bound to a fact is one.
    """
    if (cell.row, cell.column) in block.figures:
        return True
    if not block.header or cell.row < block.header or cell.column not in columns:
        return False
    return parse_number(cell.text) is not None or is_dash(cell.text)


def grid_rows(block: TableBlock) -> list[list[Cell]]:
    """The cells by row, left to right; a position no cell covers gets an empty cell."""
    table = block.table
    rows: list[list[Cell]] = [[] for _ in range(table.rows)]
    covered = bytearray(table.rows * table.columns)
    for one in table.cells:
        if one.rowspan == one.colspan == 1:  # nearly all
            rows[one.row].append(one)
            covered[one.row * table.columns + one.column] = 1
            continue
        cell = _within(one, block)
        rows[cell.row].append(cell)
        for row in range(cell.row, cell.row + cell.rowspan):
            start = row * table.columns + cell.column
            covered[start : start + cell.colspan] = b"\1" * cell.colspan
    place = covered.find(0)
    while place >= 0:
        row, column = divmod(place, table.columns)
        rows[row].append(Cell(row, column, ""))
        place = covered.find(0, place + 1)
    for cells in rows:
        cells.sort(key=_column)
    return rows


def _within(cell: Cell, block: TableBlock) -> Cell:
    """A cell whose span ends with the table, and with the header where it begins there."""
    bottom = block.header if cell.row < block.header else block.table.rows
    down = min(cell.rowspan, bottom - cell.row)
    across = min(cell.colspan, block.table.columns - cell.column)
    if (down, across) == (cell.rowspan, cell.colspan):
        return cell
    return replace(cell, rowspan=down, colspan=across)


def _column(cell: Cell) -> int:
    return cell.column


def pieces(text: str, figures: Sequence[FigureSpan]) -> Iterator[tuple[str, str | None]]:
    """A sentence in pieces: its words, and its figures with the facts they print."""
    at = 0
    for span in figures:
        if span.start > at:
            yield text[at : span.start], None
        yield text[span.start : span.end], span.fact
        at = span.end
    if at < len(text):
        yield text[at:], None
