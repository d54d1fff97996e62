"""A published disclosure beside what is derived from it: its own tables and ours, cell by cell."""

import unicodedata
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from yusuan.derive import facts, recover, table
from yusuan.documents import Table, reader
from yusuan.forms.recognise import recognise
from yusuan.forms.render import Grid
from yusuan.standards.form_sets import Form, form_set

#: How a table is laid beside ours: position by position; row by row where the text kept no
#: columns; or by the first cell of each row where the place sorts its rows in no order.
GRID, ROWS, UNSORTED = "grid", "rows", "unsorted"


@dataclass(frozen=True)
class Compared:
    """How many cells were laid beside each other, and those that differ (theirs, ours)."""

    cells: int
    different: list[tuple[str, str]]


def fold(text: str) -> str:
    """A text as printings are compared: half width, without white space, one kind of dash."""
    folded = "".join(unicodedata.normalize("NFKC", text).split())
    return folded.replace("—", "-").replace("--", "-")


def tables(path: Path) -> list[tuple[Form, Table, Grid]]:
    """Each table of a text, the form it is printed by, and the same table derived anew."""
    document = reader.read(path)
    disclosure = recognise(document)
    budget, _ = recover(disclosure)
    forms = form_set(disclosure.form_set or "")
    titles = {fold(title).replace("{year}", ""): f for f in forms.tables for title in f.titles}
    found, at = [], {one.place: one for one in document.tables}
    for statement in disclosure.statements:
        key = (statement.form or "").rpartition("/")[2]
        title = fold(statement.title).replace(f"{disclosure.year}", "")
        form = forms.form(key) if key else titles.get(title)
        if form is not None and form.kind == "table":
            found.append((form, at[statement.place], table(budget, form, facts(budget))))
    return found


def compare(theirs: Table, ours: Grid, way: str = GRID) -> Compared:
    """Two printings of one table laid beside each other."""
    one, other = rows(theirs), rows(ours.table)
    if way == GRID:
        return beside(without_blank_columns(one, ours.table.columns), other)
    first = next(cell for row in other[ours.header :] for cell in row if cell)
    top = next(n for n, row in enumerate(one) if n > 1 and first in row)
    heads = by_count(cells(one[:top]), cells(other[: ours.header]))
    bodies = [packed(one[top:]), packed(other[ours.header :])]
    if way == UNSORTED:
        bodies = [sorted(body) for body in bodies]
    body = aligned(*bodies)
    return Compared(heads.cells + body.cells, heads.different + body.different)


def rows(table: Table) -> list[list[str]]:
    """The texts of a table, folded; what a span covers is blank."""
    found = [[""] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        found[cell.row][cell.column] = fold(cell.text)
    return found


def without_blank_columns(grid: list[list[str]], columns: int) -> list[list[str]]:
    """The grid without columns in which nothing stands, where it has more than it should."""
    if len(grid[0]) <= columns:
        return grid
    kept = [c for c in range(len(grid[0])) if any(row[c] for row in grid)]
    return [[row[c] for c in kept] for row in grid]


def packed(grid: list[list[str]]) -> list[list[str]]:
    """The rows without their blanks."""
    return [[cell for cell in row if cell] for row in grid if any(row)]


def cells(grid: list[list[str]]) -> list[str]:
    return [cell for row in grid for cell in row if cell]


def beside(one: list[list[str]], other: list[list[str]]) -> Compared:
    """Cells at the same place in two grids."""
    pairs = []
    for number in range(max(len(one), len(other))):
        left = one[number] if number < len(one) else []
        right = other[number] if number < len(other) else []
        for column in range(max(len(left), len(right))):
            here = left[column] if column < len(left) else ""
            there = right[column] if column < len(right) else ""
            pairs.append((here, there))
    return Compared(len(pairs), [(a, b) for a, b in pairs if a != b])


def aligned(one: list[list[str]], other: list[list[str]]) -> Compared:
    """Rows beside each other; a row that only one side has stands beside nothing."""
    matcher = SequenceMatcher(None, [tuple(r) for r in one], [tuple(r) for r in other], False)
    parts = [beside(one[a:b], other[c:d]) for _, a, b, c, d in matcher.get_opcodes()]
    different = [pair for part in parts for pair in part.different]
    return Compared(sum(part.cells for part in parts), different)


def by_count(one: list[str], other: list[str]) -> Compared:
    """Labels that stand in both, wherever the conversion has put them."""
    left, right = Counter(one) - Counter(other), Counter(other) - Counter(one)
    lost = [(text, "") for text in left.elements()] + [("", text) for text in right.elements()]
    return Compared(max(len(one), len(other)), lost)
