"""The sheet of a target form, as its definition draws it.

A line is a row, 「|」 parts its cells; 「<」 belongs to the cell on its left, 「^」 to the one
above, and the last cell of a row reaches to the right edge. In braces stands what is printed:
「{}」 what the label beside or above it labels, 「{标签}」 the field of that label, 「{year}」 the
year. The name of a list under its headings is a row for each of its items, 「{costs sum}」 their
sum, 「{share}」 and 「{last}」 the share of a figure in its total and that of the year before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from yusuan.standards.form_meanings import Reading
from yusuan.standards.form_sets import Form, FormCell, FormColumn, FormList, Layout, Slot
from yusuan.standards.labels import fold, variants

_PLACE = re.compile(r"\{([^{}]*)\}")
_LEVELS = ("level1", "level2")


def layout(text: str, form: Form, reading: Reading) -> Layout:
    """The sheet that lines of text draw, or a plain one; what they name must be in the form."""
    lines = (text or _plain(form)).strip().splitlines()
    rows = [[part.strip() for part in line.split("|")] for line in lines]
    width = max(map(len, rows), default=0)
    drawing = _Drawing(form, reading, [row + ["<"] * (width - len(row)) for row in rows])
    return Layout(tuple(drawing.cells()), len(rows), width, text)


def above(text: str, form: Form, reading: Reading) -> tuple[tuple[str | Slot, ...], ...]:
    """What stands above a sheet on the left and on the right."""
    drawing = _Drawing(form, reading, [[part.strip() for part in text.split("|")]])
    return tuple(drawing.parts(part, 0, at) for at, part in enumerate(drawing.rows[0]))


@dataclass(frozen=True, slots=True)
class _Drawing:
    """The texts of a sheet by row and column, 「<」 and 「^」 where a cell goes on."""

    form: Form
    reading: Reading
    rows: Sequence[Sequence[str]]

    def cells(self) -> Iterator[FormCell]:
        """Every cell, a row of a list as the cells of its items."""
        for row, texts in enumerate(self.rows):
            for column, text in enumerate(texts):
                if text in ("<", "^"):
                    self._begun(row, column)
                    continue
                one = self.form.list(text[1:-1]) if _PLACE.fullmatch(text) else None
                if one is None:
                    parts = self.parts(text, row, column)
                    yield FormCell(row, column, *self._span(row, column), parts)
                else:
                    yield from self._items(one, row, column)

    def _begun(self, row: int, column: int) -> tuple[int, int]:
        """Where the cell begins that covers a place."""
        while self.rows[row][column] in ("<", "^"):
            row, column = (row, column - 1) if self.rows[row][column] == "<" else (row - 1, column)
            if row < 0 or column < 0:
                raise self.reading.wrong("“<”左边或“^”上面没有格子")
        return row, column

    def _span(self, row: int, column: int) -> tuple[int, int]:
        down = across = 1
        while row + down < len(self.rows) and self.rows[row + down][column] == "^":
            down += 1
        while column + across < len(self.rows[row]) and self.rows[row][column + across] == "<":
            across += 1
        return down, across

    def _headings(self, one: FormList, row: int, column: int) -> list[tuple[str, int, int]]:
        """The nearest row above with a heading of a list: texts, their columns and their widths."""
        for line in reversed(range(row)):
            places = [self._begun(line, at) for at in range(column, len(self.rows[row]))]
            found = [(self.rows[r][c], c, self._span(r, c)[1]) for (r, c), _ in groupby(places)]
            if any(fold(text) == fold(one.columns[0].leaf) for text, _, _ in found):
                return found
        return []

    def _items(self, one: FormList, row: int, column: int) -> Iterator[FormCell]:
        """The cells of a row of a list, each under the heading of its column."""
        left = self._headings(one, row, column)
        for each in one.columns:
            while left and fold(left[0][0]) != fold(each.leaf):
                left.pop(0)
            if not left:
                raise self.reading.wrong(f"“{one.name}”的上面没有“{each.leaf}”这个表头")
            _, at, across = left.pop(0)
            merged = each.role in _LEVELS and each.role not in one.repeated
            yield FormCell(row, at, 1, across, (Slot("item", each, one.name),), merged)

    def parts(self, text: str, row: int, column: int) -> tuple[str | Slot, ...]:
        """A text as words and the places in it."""
        found: list[str | Slot] = []
        for number, part in enumerate(_PLACE.split(text.replace("\\n", "\n"))):
            if number % 2:
                before = found[-1] if found and isinstance(found[-1], str) else ""
                found.append(self._slot(part, before, row, column))
            elif part:
                found.append(part)
        return tuple(found)

    def _slot(self, words: str, before: str, row: int, column: int) -> Slot:
        if words in ("year", "last_year"):
            return Slot(words)
        name, _, kind = words.rpartition(" ")
        if kind == "sum":
            return Slot("sum", self._summed(name, row, column), name)
        if words in ("share", "last"):
            name, kind = "", words
        elif kind not in ("share", "last"):
            name, kind = words, "field"
        labels = [name] if name else [*self._labels(before, row, column)]
        found = next((one for label in labels if (one := self._named(label, row, column))), None)
        if found is None:
            raise self.reading.wrong(f"看不出“{{{words}}}”是哪一栏（第 {row + 1} 行）")
        return Slot("goal" if found.role.startswith("goal.") else kind, found)

    def _summed(self, name: str, row: int, column: int) -> FormColumn:
        """The column of a list under whose heading a sum stands."""
        one = self.form.list(name)
        columns = {fold(each.leaf): each for each in one.columns} if one else {}
        for line in reversed(range(row)):
            found = columns.get(fold(self.rows[line][column]))
            if found:
                return found
        raise self.reading.wrong(f"“{{{name} sum}}”上面没有“{name}”的表头")

    def _labels(self, before: str, row: int, column: int) -> Iterator[str]:
        """The words that may label a place: before it, left of it, above it, the nearest first."""
        yield before
        for at in range(column - 1, -1, -1):
            yield _PLACE.sub("", self._owner(row, at))
        yield self._owner(row - 1, column) if row else ""

    def _owner(self, row: int, column: int) -> str:
        at = self._begun(row, column)
        return self.rows[at[0]][at[1]]

    def _named(self, label: str, row: int, column: int) -> FormColumn | None:
        """The field or goal of a label; of several the one whose other words stand on its left."""
        *path, leaf = label.split("/")
        every = (*self.form.fields, *self.form.goals)
        found = [one for one in every if leaf and _same(leaf, one.leaf)]
        if len(found) > 1:
            beside = [*path, *(self._owner(row, at) for at in range(column))]
            found = [
                one
                for one in found
                if all(any(_same(part, text) for text in beside) for part in one.path[:-1])
            ]
        return found[0] if len(found) == 1 else None


def _same(one: str, other: str) -> bool:
    return bool(set(variants(one)) & set(variants(other)))


def _plain(form: Form) -> str:
    """A sheet for a form that draws none: a row for each field, then its goals and its lists."""
    if form.wide:
        return "\n".join(_listed(form))
    lines = [f"{'|'.join(column.path)} | {{}}" for column in form.fields]
    lines += [f"{column.leaf} | {{}}" for column in form.goals]
    for one in form.lists:
        if one.name not in ("classes", "projects", "money"):
            lines += ["|".join(column.leaf for column in one.columns), f"{{{one.name}}}"]
    return "\n".join(lines)


def _listed(form: Form) -> Iterator[str]:
    """The lines of a table with a row for each project: the tree of its headings, the projects."""
    paths = [column.path for one in form.lists if one.name == "projects" for column in one.columns]
    for row in range(max(map(len, paths))):
        cells = []
        for number, path in enumerate(paths):
            same = (
                number and row < len(path) - 1 and paths[number - 1][: row + 1] == path[: row + 1]
            )
            cells.append("<" if same else path[row] if row < len(path) else "^")
        yield "|".join(cells)
    yield "{projects}"
