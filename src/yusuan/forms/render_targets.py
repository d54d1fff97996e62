"""Rendering target forms: a form of a set and the values of projects in, the printed grids out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from yusuan.documents.model import Cell, Table
from yusuan.forms.render import Grid, header_cells
from yusuan.forms.render_targets_fields import (
    end_rows,
    print_goals,
    print_leftovers,
    print_row,
)
from yusuan.forms.render_targets_lists import PRINTERS
from yusuan.forms.render_targets_sheet import Sheet
from yusuan.forms.render_targets_words import Told, Words, of_class, prose
from yusuan.forms.targets_parts import number, project_name
from yusuan.ledger import Fact, Remark, TargetForm, amount_of
from yusuan.standards.form_sets import Form, FormColumn
from yusuan.standards.labels import fold

_LEAST_WIDTH = 5  # side, inner side, label, value, and one to spare
_BY_MEANING = ("sources", "money")  # lists whose rows are fields of the form


def render_targets(
    form: Form,
    targets: Iterable[TargetForm],
    facts: Iterable[Fact],
    *,
    year: int,
    names: Mapping[tuple[str, str], str] | None = None,
) -> tuple[Grid, ...]:
    """The grids a target form prints: one for each project or department, or one list of all.

    A text that the form has a place for is printed there; a field that it has none for is printed
    below the others, and what it cannot print at all is said in the remarks of the grid. ``names``
    says what (dimension, member) is called, where facts name a project by a key.
    """
    given = Told(_named(fact, names or {}) for fact in facts)
    words = [Words.of(form, target, given, year) for target in targets]
    if is_wide(form):
        return (_wide(form, words, year),)
    return tuple(_sheet(form, one, year) for one in words)


def _named(fact: Fact, names: Mapping[tuple[str, str], str]) -> Fact:
    """A fact whose project and line are called as target forms call them."""
    about = fact.coordinates
    pairs = {name: about[name] for name in ("project", "line") if name in about}
    called = {name: names.get((name, member), member) for name, member in pairs.items()}
    folded = {
        name: project_name(text) if name == "project" else fold(text)
        for name, text in called.items()
    }
    return replace(fact, coordinates=about | folded) if folded != pairs else fact


def is_wide(form: Form) -> bool:
    """Whether a form prints a row for each project."""
    names = {one.name for one in form.lists}
    return form.target != "whole" and "projects" in names


def _wide(form: Form, words: Sequence[Words], year: int) -> Grid:
    columns = next(one.columns for one in form.lists if one.name == "projects")
    header = header_cells([_in_year(column.path, year) for column in columns])
    rows = [_wide_row(columns, one, serial) for serial, one in enumerate(words, 1)]
    total = next(one.total_label for one in form.lists if one.name == "projects")
    rows += [_total(columns, total, words[0], rows)] if total and words else []
    cells = [
        Cell(header.rows + row, column, text)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    ]
    table = Table((*header.cells, *cells), header.rows + len(rows), len(columns))
    remarks = tuple(remark for one in words for remark in _unprinted(one, columns))
    return Grid(form.titled(year), table, header.rows, remarks)


def _in_year(path: Sequence[str], year: int) -> tuple[str, ...]:
    return tuple(label.replace("{year}", str(year)) for label in path)


def _wide_row(columns: Sequence[FormColumn], words: Words, serial: int) -> list[str]:
    return [_wide_text(column, words, serial) for column in columns]


def _wide_text(column: FormColumn, words: Words, serial: int) -> str:
    role = column.role
    if role == "serial":
        return words.value(column)[1] or str(serial)
    if role.startswith("goal."):
        horizon = role.partition(".")[2]
        return "\n".join(goal.text for goal in words.target.goals if goal.horizon == horizon)
    if role.partition(".")[0] in ("output", "outcome", "satisfaction", "cost"):
        return prose(of_class(words.target.indicators, role))
    text = words.value(column)[1]
    return text or (words.target.name if role in ("fund", "project") else "")


def _total(
    columns: Sequence[FormColumn], label: str, words: Words, rows: Sequence[Sequence[str]]
) -> list[str]:
    """The row of totals under a list, its label in the column of names: the rows as printed."""
    name = next((c for c in columns if c.role in ("fund", "project")), columns[0])
    texts = []
    for place, column in enumerate(columns):
        printed = (number(row[place]) for row in rows)
        amounts = [amount_of(one, words.form.unit).value for one in printed if one]
        texts.append(words.sum(amounts) if column.role == "amount" else "")
    return [label if column is name else text for column, text in zip(columns, texts, strict=True)]


def _unprinted(words: Words, columns: Sequence[FormColumn]) -> Iterator[Remark]:
    roles = [column.role for column in columns]
    shown = {id(one) for role in roles for one in of_class(words.target.indicators, role)}
    lost = [one.level3 for one in words.target.indicators if id(one) not in shown]
    lost += [goal.text for goal in words.target.goals if f"goal.{goal.horizon}" not in roles]
    lost += [f"{label}：{text}" for label, text in words.leftovers()]
    lost += [cost.name for cost in words.target.costs]
    for text in lost:
        message = f"「{words.target.name}」的“{text[:20]}”在这张表里没有栏目，没有印出"
        yield Remark(message, None, "not_understood")


def _sheet(form: Form, words: Words, year: int) -> Grid:
    sheet = Sheet(_width(form))
    for row in form.layout or tuple(_plain_layout(form)):
        named = next((one for one in form.lists if one.name == row[0]), None)
        if row == ("goals",):
            print_goals(sheet, form, words)
        elif named is not None:
            PRINTERS[named.name](sheet, named, words)
        else:
            print_row(sheet, form, row, words)
    end_rows(sheet)
    print_leftovers(sheet, words)
    return Grid(form.titled(year), sheet.table(), 0, tuple(_without_list(form, words)))


def _without_list(form: Form, words: Words) -> Iterator[Remark]:
    names = {one.name for one in form.lists}
    lost = list(words.target.costs) if not names & {"costs", "projects"} else []
    texts = [cost.name for cost in lost]
    texts += [row[0] for row in words.target.tasks if row] if "tasks" not in names else []
    has_classes = any(one.role in ("output", "outcome") for one in form.fields)
    if "indicators" not in names and not has_classes:
        texts += [one.level3 for one in words.target.indicators]
    for text in texts:
        message = f"“{text[:20]}”在这张表里没有栏目，没有印出"
        yield Remark(message, None, "not_understood")


def _width(form: Form) -> int:
    widest = max((len(one.columns) + 1 for one in form.lists if one.name != "classes"), default=0)
    side_by_side = max((3 * len(row) + 1 for row in form.layout if len(row) > 1), default=0)
    return max(_LEAST_WIDTH, widest, side_by_side)


def _plain_layout(form: Form) -> Iterator[tuple[str, ...]]:
    """A row for each field, then goals and lists, where a definition does not say."""
    inside = {one.heading for one in form.lists if one.name in _BY_MEANING}
    for column in form.fields:
        if column.path[0] not in inside:
            yield ("/".join(column.path),)
    yield ("goals",)
    yield from ((one.name,) for one in form.lists if one.name != "classes")
