"""The target forms of a document beside those its budget prints: row by row, text by text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from pathlib import Path

from tests.derive.published import fold
from yusuan.derive import facts, names, recover, renamed
from yusuan.documents import Cell, Table, reader
from yusuan.forms.recognise import recognise
from yusuan.forms.render import Grid
from yusuan.forms.render_targets import render_targets
from yusuan.forms.target_values import targets_of
from yusuan.ledger.budgets import Budget
from yusuan.standards.form_sets import Form, form_set


@dataclass(frozen=True)
class Sheet:
    """A form as a document prints it, and as its budget does."""

    form: str
    name: str  # of the project or the department
    theirs: Table
    ours: Table


@dataclass
class Beside:
    """What stands in both printings of a form, and what in one only (theirs, ours)."""

    equal: int = 0
    different: list[tuple[str, str]] = field(default_factory=list)
    persons: int = 0  # names and telephone numbers, which a budget has no place for
    #: column of theirs → how many of its texts begin in which column of ours
    columns: dict[int, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))

    @property
    def slipped(self) -> int:
        """How many texts begin in another column of ours than the others of their column."""
        return sum(sum(found.values()) - max(found.values()) for found in self.columns.values())


def printed(budget: Budget, form: Form) -> dict[str, Grid]:
    """The grids of a form by the name of the project; of the whole, or of all, by nothing."""
    found = targets_of(renamed(budget, form.key), form)
    own = [*facts(budget), *(fact for one in found for fact in one.facts)]
    targets = [one.target for one in found]
    year = budget.entity.year
    grids = render_targets(form, targets, own, year=year, names=names(budget, form.key))
    if form.target != "project" or form.wide:
        return {"": grids[0]}
    return {fold(one.name): grid for one, grid in zip(targets, grids, strict=True)}


def sheets(path: Path) -> Iterator[Sheet]:
    """Each target form of a document, and the one of the same name that its budget prints."""
    document = reader.read(path)
    disclosure = recognise(document)
    budget, _ = recover(disclosure)
    at = {one.place: one for one in document.tables}
    for statement in disclosure.statements:
        if statement.targets and statement.form:
            form = form_set(disclosure.form_set or "").form(statement.form.rpartition("/")[2])
            grids = printed(budget, form)
            name = "" if "" in grids else fold(statement.targets[0].name)
            if name in grids:
                yield Sheet(form.key, name, at[statement.place], grids[name].table)


def rows(table: Table) -> list[list[Cell]]:
    """The cells with text by the row they begin in, from left to right."""
    found: list[list[Cell]] = [[] for _ in range(table.rows)]
    for cell in sorted(table.cells, key=lambda one: one.column):
        if fold(cell.text):
            found[cell.row].append(cell)
    return found


_PERSONS = ("填报人", "项目负责人", "联系电话")
_LISTED = re.compile(r"项目\d+:")


def in_order_of(theirs: Table, ours: Table) -> Table:
    """Ours with the projects it lists in the order that theirs has them in, those only ours last.

    A document lists its projects in another order in each of its forms; a budget has one.
    """
    wanted = [name for row in rows(theirs) if (name := _listed(row))]
    at = {name: number for number, row in enumerate(rows(ours)) if (name := _listed(row))}
    names = sorted(at, key=lambda name: wanted.index(name) if name in wanted else len(wanted))
    moved = {at[name]: number for name, number in zip(names, sorted(at.values()), strict=True)}
    cells = (replace(cell, row=moved.get(cell.row, cell.row)) for cell in ours.cells)
    return replace(ours, cells=tuple(cells))


def _listed(row: list[Cell]) -> str:
    """The name of the project that a row lists under a number."""
    names = (fold(cell.text) for cell in row if _LISTED.match(fold(cell.text)))
    return next((_LISTED.sub("", name) for name in names), "")


def beside(theirs: Table, ours: Table) -> Beside:
    """Two printings of a form: texts in the order of their rows.

    A label that reaches over several rows of ours is found in any of them: where a page ends,
    documents print it again, or on the other page.
    """
    ours = in_order_of(theirs, ours)
    one, other = [row for row in rows(theirs) if row], [row for row in rows(ours) if row]
    sides = [cell for row in other for cell in row if cell.rowspan > 1]
    found = Beside()
    seen: set[int] = set()
    for left, right in _paired(one, other, {fold(cell.text) for cell in sides}):
        over = [s for s in sides if right and s.row <= right[0].row < s.row + s.rowspan]
        _lay(left, [c for c in right if c.rowspan == 1], over, found, seen)
    found.equal += len(seen)
    found.different += [("", fold(one.text)) for one in sides if id(one) not in seen]
    return found


def _paired(
    one: list[list[Cell]], other: list[list[Cell]], sides: set[str]
) -> Iterator[tuple[list[Cell], list[Cell]]]:
    keys = [
        [tuple(t for c in row if (t := fold(c.text)) not in sides) for row in side]
        for side in (one, other)
    ]
    for _, a, b, c, d in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        for number in range(max(b - a, d - c)):
            yield (
                one[a + number] if a + number < b else [],
                other[c + number] if c + number < d else [],
            )


def _lay(
    left: list[Cell], right: list[Cell], over: list[Cell], found: Beside, seen: set[int]
) -> None:
    """One row of theirs beside one of ours, with the labels that reach over it."""
    wanted = [_LISTED.sub("项目", fold(cell.text)) for cell in right]
    have: list[Cell] = []
    for cell in left:
        side = next((one for one in over if fold(one.text) == fold(cell.text)), None)
        if side is not None and (fold(cell.text) not in wanted):
            seen.add(id(side))
            found.columns[cell.column][side.column] += 1
        else:
            have.append(cell)
    texts = [_LISTED.sub("项目", fold(cell.text)) for cell in have]
    for _, a, b, c, d in SequenceMatcher(None, texts, wanted, autojunk=False).get_opcodes():
        for number in range(max(b - a, d - c)):
            pair = (
                texts[a + number] if a + number < b else "",
                wanted[c + number] if c + number < d else "",
            )
            if pair[0] == pair[1]:
                found.equal += 1
                found.columns[have[a + number].column][right[c + number].column] += 1
            elif pair[0] and a + number and texts[a + number - 1] in _PERSONS:
                found.persons += 1
            else:
                found.different.append(pair)


_PAGE = 100  # more columns than any page of a form has


def in_one(pages: list[Table]) -> Table:
    """A form that runs over several pages as one table; its columns are told apart by page."""
    cells: list[Cell] = []
    top = 0
    for number, page in enumerate(pages):
        cells += [
            replace(cell, row=cell.row + top, column=cell.column + _PAGE * number)
            for cell in page.cells
        ]
        top += page.rows
    return Table(tuple(cells), top, _PAGE * len(pages))
