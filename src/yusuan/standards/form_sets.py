"""Form sets: the tables a place prints in a year, as values that both recognise and render.

A set is one TOML file in ``data/form_sets``; ``form_definitions`` reads it. A figure's coordinates
are the form's, its section's, its row's and its column's together, the later winning.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from types import MappingProxyType

from yusuan.ledger import Coordinates

#: What a label stands for: figures of each of these coordinates, added up.
Meaning = tuple[Coordinates, ...]

NOTHING: Meaning = (Coordinates(),)

_PARTS = (
    "amount code code.类 code.款 code.项 name group label label_amount unit_code unit_name project"
    " line line.name line.form procurement service dept_economic serial count ratio text"
)
#: Parts a column of a table plays; an amount stands for itself.
ROLES = frozenset(_PARTS.split())


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column, or a field of a target form: its header path and the part it plays."""

    path: tuple[str, ...]
    role: str = "amount"
    meaning: Meaning = NOTHING

    @property
    def leaf(self) -> str:
        """The lowest header label."""
        return self.path[-1]


@dataclass(frozen=True, slots=True)
class FormRow:
    """A row that is always printed: its label and what it means; an empty row means nothing.

    In a list with a ``group`` column, 「组/标签」 stands in two columns, the group once.
    """

    label: str
    meaning: Meaning = NOTHING
    code: str = ""  # the official code the row is about, where it is about one


@dataclass(frozen=True, slots=True)
class FormSection:
    """One list of a table; a table with lists side by side has several.

    ``axes`` are the dimensions its rows run over. ``rows`` is a fixed list; without one the rows
    come from the facts. ``tail`` rows stand at the bottom, level with those of the other lists;
    with ``tail_over`` their labels reach over the list before, which has no tail of its own.
    ``outline`` groups the axes into steps: each row shows one step, its own.
    """

    columns: tuple[FormColumn, ...]
    axes: tuple[str, ...] = ()
    heading: str = ""
    means: Coordinates = field(default=Coordinates())
    levels: tuple[int, ...] = ()  # lengths of the codes that get a row; none: all
    rows: tuple[FormRow, ...] = ()
    tail: tuple[FormRow, ...] = ()
    total: str = "none"  # first | last | none
    total_label: str = "合计"
    total_in: str = "leading"  # leading: over all leading columns; name: in the name column
    tail_over: bool = False
    gap: bool = False  # a blank column stands before it
    flat: bool = False  # a row for each combination of the axes, not a tree
    beside: tuple[str, ...] = ()  # axes whose finest members have no row, and stand in other rows
    outline: tuple[tuple[str, ...], ...] = ()
    show: str = "nonzero"  # nonzero | all
    names: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def leading(self) -> int:
        """How many columns stand before the first figure."""
        roles = [column.role in {"amount", "label_amount"} for column in self.columns]
        return roles.index(True) if True in roles else len(roles)

    @property
    def grouped(self) -> bool:
        """Whether its rows stand in groups named in a column of their own."""
        return any(column.role == "group" for column in self.columns)


@dataclass(frozen=True, slots=True)
class FormList:
    """A list inside a target form: indicators, cost lines, tasks, projects, assets."""

    name: str
    columns: tuple[FormColumn, ...]
    heading: str = ""
    least: int = 1  # rows it has at the least, blank ones
    repeated: tuple[str, ...] = ()  # levels of indicators named in every row, not once over them
    prefix: str = ""  # before the name in each row; may hold {n}
    serial: str = "1"  # how rows are numbered: 1 | 一
    #: what the form calls something that is called otherwise elsewhere
    names: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Slot:
    """What goes into a cell of a sheet: a field, a goal, an item of a list, a sum, or a year."""

    kind: str  # field | share | last | goal | item | sum | year | last_year
    column: FormColumn | None = None
    list: str = ""


@dataclass(frozen=True, slots=True)
class FormCell:
    """A cell of a sheet as it is drawn: where it stands, how far it reaches, what it prints."""

    row: int
    column: int
    rowspan: int
    colspan: int
    parts: tuple[str | Slot, ...]
    merged: bool = False  # where rows below repeat it, it is printed once over them

    @property
    def slots(self) -> tuple[Slot, ...]:
        """What goes into it, from left to right."""
        return tuple(part for part in self.parts if isinstance(part, Slot))

    @property
    def text(self) -> str:
        """The words that are always printed."""
        return "".join(part for part in self.parts if isinstance(part, str))


@dataclass(frozen=True, slots=True)
class Layout:
    """The sheet of a target form; a row with items of a list stands for as many as there are."""

    cells: tuple[FormCell, ...]
    rows: int
    columns: int
    drawn: str = ""  # as the definition draws it; empty where it draws none

    def crossing(self, row: int) -> tuple[FormCell, ...]:
        """The cells that begin in a row or reach into it, from left to right."""
        return tuple(one for one in self.cells if one.row <= row < one.row + one.rowspan)

    def slots(self, row: int) -> tuple[Slot, ...]:
        """What goes into the cells that begin in a row."""
        return tuple(slot for one in self.cells if one.row == row for slot in one.slots)


@dataclass(frozen=True, slots=True)
class NumberStyle:
    """How figures are printed: fewest and most decimals, thousands commas, and zero."""

    decimals: tuple[int, int] = (2, 2)
    thousands: bool = False
    zero: str = ""
    empty_total: str = ""  # in the first column of a total of nothing


@dataclass(frozen=True, slots=True)
class Form:
    """One table or target form of a set."""

    key: str
    title: str  # may hold {year}
    kind: str = "table"  # table | target
    number: str = ""
    also: tuple[str, ...] = ()  # other titles it bears in documents
    means: Coordinates = field(default=Coordinates())
    unit: str = "万元"
    style: NumberStyle = NumberStyle()
    confidence: str = "sure"
    empty: str = ""  # the sentence printed where the table has no figure
    note: str = ""  # the line below every such table
    index: tuple[str, ...] = ()  # a header row that numbers the columns
    sections: tuple[FormSection, ...] = ()
    target: str = ""  # whole | list | project, for kind target
    generation: str = ""  # the family of target forms it belongs to
    fields: tuple[FormColumn, ...] = ()
    goals: tuple[FormColumn, ...] = ()
    lists: tuple[FormList, ...] = ()
    repeats: bool = False  # printed once for each project
    above: tuple[tuple[str | Slot, ...], ...] = ()  # the lines left and right above a target form
    layout: Layout | None = None
    #: label of a field with boxes → its options, as printed
    boxes: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def titles(self) -> tuple[str, ...]:
        """Every title it may bear, the usual one first; ``{year}`` stands for the year."""
        return (self.title, *self.also)

    @property
    def wide(self) -> bool:
        """Whether a target form has a row for each project."""
        return self.target != "whole" and any(one.name == "projects" for one in self.lists)

    def list(self, name: str) -> FormList | None:
        """The list of a name; None where the form has none."""
        return next((one for one in self.lists if one.name == name), None)

    def titled(self, year: int) -> str:
        """The usual title for a year."""
        return self.title.replace("{year}", str(year))

    def labels(self) -> Iterator[tuple[tuple[str, ...], Meaning]]:
        """Every printed label that means a figure, with what it means there."""
        for section in self.sections:
            head = (section.heading,) if section.heading else ()
            base = self.means | section.means
            for column in section.columns:
                if column.role in {"amount", "label_amount"}:
                    yield (*head, *column.path), _under(base, column.meaning)
            for row in (*section.rows, *section.tail):
                if row.label:
                    words = row.label.split("/") if section.grouped else (row.label,)
                    yield (*head, *words), _under(base, row.meaning)
        for column in (*self.fields, *(c for one in self.lists for c in one.columns)):
            if column.meaning != NOTHING:
                yield column.path, _under(self.means, column.meaning)


def _under(base: Coordinates, meaning: Meaning) -> Meaning:
    return tuple(base | one for one in meaning)


@dataclass(frozen=True, slots=True)
class FormSet:
    """The forms of one kind of document, in the order they are printed."""

    name: str
    title: str
    place: str
    years: tuple[int, ...]
    unit: str
    forms: tuple[Form, ...]

    def form(self, key: str) -> Form:
        """The form of a key; KeyError where the set has none."""
        for form in self.forms:
            if form.key == key:
                return form
        raise KeyError(key)

    @property
    def tables(self) -> tuple[Form, ...]:
        """The forms that are tables of figures."""
        return tuple(form for form in self.forms if form.kind == "table")

    @property
    def targets(self) -> tuple[Form, ...]:
        """The performance-target forms."""
        return tuple(form for form in self.forms if form.kind == "target")


@cache
def field_keys() -> Mapping[str, str]:
    """What the fields of target forms hold, and the classes of indicators: key → Chinese words."""
    file = resources.files("yusuan.standards") / "data" / "form_sets" / "fields.csv"
    rows = csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    return MappingProxyType({row["key"]: row["label"] for row in rows})


@cache
def form_set_names() -> tuple[str, ...]:
    """The names of the sets that come with the package, without reading them."""
    folder = resources.files("yusuan.standards") / "data" / "form_sets"
    files = (entry.name for entry in folder.iterdir() if entry.name.endswith(".toml"))
    return tuple(sorted(name.removesuffix(".toml") for name in files))


@cache
def form_set(name: str) -> FormSet:
    """One set by name; KeyError where there is none, InvalidDefinition where its file is wrong."""
    if name not in form_set_names():
        raise KeyError(name)
    from yusuan.standards.form_definitions import read

    file = resources.files("yusuan.standards") / "data" / "form_sets" / f"{name}.toml"
    return read(file.read_text(encoding="utf-8"), f"{name}.toml", form_set)


@cache
def form_sets() -> Mapping[str, FormSet]:
    """Every set that comes with the package, by name."""
    return MappingProxyType({name: form_set(name) for name in form_set_names()})
