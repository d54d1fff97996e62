"""The true grids of two seeds, and a rendered table laid upon one: texts, figures and spans."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from tests.derive.published import fold
from yusuan.documents import Cell, Table
from yusuan.ledger import parse_number


@dataclass(frozen=True)
class TrueTable:
    """A table as it was laid out when its document was made."""

    id: str
    title: str
    table: Table
    form: bool  # a target form


@dataclass
class Laid:
    """How the cells of two grids agree, place by place."""

    equal: int = 0
    #: the same figure with more or fewer decimals, or a zero left blank
    reformatted: int = 0
    different: list[tuple[str, str]] = field(default_factory=list)
    #: cells of one text that reach over other places; over blanks only
    wider: int = 0


def true_tables(shared: Path, name: str) -> list[TrueTable]:
    """Every table of a document of which the grids are known."""
    data = json.loads(gzip.decompress((shared / f"documents/{name}.grids.json.gz").read_bytes()))
    return [_table(one) for one in data]


def _table(one: dict) -> TrueTable:
    cells = (Cell(c["r"], c["c"], c["text"], c["rs"], c["cs"]) for c in one["cells"])
    table = Table(tuple(cells), one["rows"], one["cols"])
    return TrueTable(one["id"], one["title"], table, one["form"])


def without_captions(table: Table) -> Table:
    """A table without the lines that its title and its unit take inside its grid."""
    top = int(any("单位：" in cell.text for cell in table.cells if cell.row == 0))
    cells = (Cell(c.row - top, c.column, c.text, c.rowspan, c.colspan) for c in table.cells)
    return Table(tuple(c for c in cells if c.row >= 0), table.rows - top, table.columns)


def laid(theirs: Table, ours: Table) -> Laid:
    """Two grids of one size, place by place."""
    assert (theirs.rows, theirs.columns) == (ours.rows, ours.columns)
    one, other = _begun(theirs), _begun(ours)
    found = Laid()
    for place in ((r, c) for r in range(ours.rows) for c in range(ours.columns)):
        left, right = one.get(place), other.get(place)
        texts = fold(left.text) if left else "", fold(right.text) if right else ""
        if texts[0] == texts[1]:
            found.equal += 1
            found.wider += _span(left) != _span(right)
        elif same_figure(*texts):
            found.reformatted += 1
        else:
            found.different.append(texts)
    return found


def _begun(table: Table) -> dict[tuple[int, int], Cell]:
    return {(cell.row, cell.column): cell for cell in table.cells}


def _span(cell: Cell | None) -> tuple[int, int]:
    return (cell.rowspan, cell.colspan) if cell else (1, 1)


def same_figure(theirs: str, ours: str) -> bool:
    """Whether ours is the figure of theirs, rounded as theirs is; a blank is nothing."""
    one, other = parse_number(theirs), parse_number(ours)
    if other is None or (one is None and theirs):
        return False
    value, decimals = (one.value, one.decimals) if one else (Decimal(0), 2)
    return abs(value - other.value) * 2 <= Decimal(1).scaleb(-decimals)
