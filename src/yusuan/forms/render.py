"""Rendering: a form and facts in, the grid it prints out; texts only, ready for any file type."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import product

from yusuan.documents.model import Cell, Table
from yusuan.forms.figures import Figures
from yusuan.forms.render_rows import Row, Words, body, tail
from yusuan.forms.render_spans import joined_groups, reaching_over
from yusuan.ledger import UNITS, Coordinates, Fact, Remark
from yusuan.standards.form_sets import Form, FormColumn, FormSection, Meaning, NumberStyle

_CODE_PARTS = {"code.类": slice(0, 3), "code.款": slice(3, 5), "code.项": slice(5, 7)}


@dataclass(frozen=True, slots=True)
class Grid:
    """A rendered table: its title, its cells, how many rows are its header, and what it lacks."""

    title: str
    table: Table
    header: int
    remarks: tuple[Remark, ...] = ()  # what was given and could not be printed; Chinese
    above: tuple[str, ...] = ()  # the lines above it, left and right, where the form has its own
    labels: frozenset[tuple[int, int]] = frozenset()  # of a form: the cells it always prints


@dataclass(frozen=True, slots=True)
class _Printer:
    """What the cells of one table are printed with."""

    form: Form
    figures: Figures
    words: Words
    texts: Mapping[tuple[Coordinates, str], str]


def render(
    form: Form,
    facts: Iterable[Fact],
    *,
    year: int,
    units: Sequence[tuple[str, str]] = (),
    names: Mapping[tuple[str, str], str] | None = None,
    texts: Mapping[tuple[Coordinates, str], str] | None = None,
) -> Grid:
    """The table a form prints for a year's facts.

    ``units`` lists code and name of the department and its units, coarse before fine; figures that
    name no unit belong to the last. ``names`` says what (dimension, member) is called where that
    is not its official name. ``texts`` gives the words of text columns by row and lowest header.
    """
    figures = Figures(facts, year, _only_unit(form, units))
    printer = _Printer(form, figures, Words(year, names or {}, dict(units)), texts or {})
    lists = [_list(section, printer) for section in form.sections]
    header = _header(form)
    height, made = _side_by_side(lists, header.rows, printer)
    cells = sorted((*header.cells, *made), key=_position)
    table = Table(tuple(cells), header.rows + height, header.columns)
    return Grid(form.titled(year), table, header.rows)


def _side_by_side(
    lists: Sequence[tuple[FormSection, list[Row]]], top: int, printer: _Printer
) -> tuple[int, list[Cell]]:
    """The lists beside each other, and how high they are: their tails end level."""
    after = [section.tail_over for section, _ in lists[1:]]
    spare = [*(len(lists[n][0].tail) if over else 0 for n, over in enumerate(after, 1)), 0]
    tails = [len(section.tail) or own for (section, _), own in zip(lists, spare, strict=False)]
    height = max((len(r) + t for (_, r), t in zip(lists, tails, strict=True)), default=0)
    cells: list[Cell] = []
    left = before = 0
    for (section, rows), own in zip(lists, spare, strict=False):
        left += section.gap
        made = _cells(section, rows, height - own, top, left, printer)
        made = joined_groups(made, left) if section.grouped else made
        over = before if section.tail_over else 0
        cells += reaching_over(made, top + height - len(section.tail), left, over)
        before = len(section.columns)
        left += before
    return height, cells


def _position(cell: Cell) -> tuple[int, int]:
    return cell.row, cell.column


def _only_unit(form: Form, units: Sequence[tuple[str, str]]) -> str | None:
    named = any("unit" in section.axes for section in form.sections)
    return units[-1][0] if units and named else None


def _list(section: FormSection, printer: _Printer) -> tuple[FormSection, list[Row]]:
    rows = body(printer.form, section, printer.figures, printer.words)
    return section, [row for row in rows if row.fixed or _has_figure(section, row, printer)]


def _has_figure(section: FormSection, row: Row, printer: _Printer) -> bool:
    columns = (column for column in section.columns if column.role in {"amount", "label_amount"})
    return any(_amount(section, row, column, printer) for column in columns)


def _header(form: Form) -> Table:
    """The header: a tree of labels, each over the columns that share it."""
    heads = [head for section in form.sections for head in _heads(section)]
    made = header_cells([path for path, _ in heads], [group for _, group in heads])
    index = [Cell(made.rows, column, text) for column, text in enumerate(form.index)]
    return Table((*made.cells, *index), made.rows + bool(index), made.columns)


def _heads(section: FormSection) -> Iterator[tuple[tuple[str, ...], bool]]:
    """The header path of each column of a list, and whether it names groups; a gap has none."""
    above = (section.heading,) if section.heading else ()
    if section.gap:
        yield (), False
    for column in section.columns:
        yield above + column.path, column.role == "group"


def header_cells(paths: Sequence[tuple[str, ...]], groups: Sequence[bool] = ()) -> Table:
    """Header paths as a tree of labels; ``groups`` marks columns that share one with the next."""
    depth = max((len(path) for path in paths), default=0)
    shared = groups or [False] * len(paths)
    cells = [cell for row in range(depth) for cell in _header_row(paths, shared, row, depth)]
    return Table(tuple(cells), depth, len(paths))


def _header_row(
    paths: Sequence[tuple[str, ...]], groups: Sequence[bool], row: int, depth: int
) -> Iterator[Cell]:
    column = 0
    while column < len(paths):
        path = paths[column]
        leaf = row == len(path) - 1
        end = column + 1
        if leaf and groups[column] and end < len(paths) and paths[end] == path:
            end += 1  # one heading over the groups and their labels
        while not leaf and end < len(paths) and _shared(path, paths[end], row):
            end += 1
        if row < len(path):
            down = depth - row if leaf else 1
            yield Cell(row, column, path[row], rowspan=down, colspan=end - column)
        column = end


def _shared(one: tuple[str, ...], other: tuple[str, ...], row: int) -> bool:
    return len(one) > row + 1 and len(other) > row + 1 and one[: row + 1] == other[: row + 1]


def _cells(
    section: FormSection, rows: Sequence[Row], height: int, top: int, left: int, printer: _Printer
) -> Iterator[Cell]:
    """The cells of one list: its rows from the top, its tail at the bottom, blanks between."""
    bottom = list(tail(section))
    gap = [None] * (height - len(rows) - len(bottom))
    for number, row in enumerate((*rows, *gap, *bottom)):
        texts = (
            [""] * len(section.columns) if row is None else _texts(section, row, number, printer)
        )
        merged = section.leading if row and row.total and section.total_in == "leading" else 1
        for column, text in enumerate(texts):
            if column == 0 or column >= merged:
                span = merged if column == 0 else 1
                yield Cell(top + number, left + column, text, colspan=max(span, 1))


def _texts(section: FormSection, row: Row, number: int, printer: _Printer) -> list[str]:
    texts = [_text(section, row, column, number, printer) for column in section.columns]
    if row.total and not _has_figure(section, row, printer):
        texts[section.leading] = printer.form.style.empty_total or texts[section.leading]
    if row.total:
        names = [c.role in {"name", "unit_name"} for c in section.columns]
        place = names.index(True) if section.total_in == "name" and True in names else 0
        texts[place] = row.label
    return texts


def _text(
    section: FormSection, row: Row, column: FormColumn, number: int, printer: _Printer
) -> str:
    role = column.role
    if section.grouped and role in {"group", "label"}:
        group, _, label = row.label.partition("/")
        return group if role == "group" else label
    if role in {"amount", "label_amount"}:
        figure = _figure(_amount(section, row, column, printer), printer.form)
        return figure if role == "amount" else f"{row.label} {figure}".strip()
    if role in {"name", "label"}:
        return "" if row.total else row.label
    if role == "code":
        return row.code
    if role in _CODE_PARTS:
        return "" if "function" not in row.at else row.at["function"][_CODE_PARTS[role]]
    if role == "serial":
        return str(number + 1)
    return _word(section, row, column, printer)


def _word(section: FormSection, row: Row, column: FormColumn, printer: _Printer) -> str:
    """What a text column says: a member's words, or what the caller gave for it."""
    if column.role in {"unit_code", "unit_name"}:
        unit = row.at.get("unit", "")
        return unit if column.role == "unit_code" else printer.words.units.get(unit, unit)
    if column.role in {"line.name", "line.form"}:
        name, _, form = row.at.get("line", "").partition(">")
        return printer.words.name(section, "line", name if column.role == "line.name" else form)
    if column.role == "dept_economic" and row.label and not row.total:
        return row.label
    if column.role in row.at:
        return printer.words.name(section, column.role, row.at[column.role])
    return printer.texts.get((row.at, column.leaf), "")


def _amount(
    section: FormSection, row: Row, column: FormColumn, printer: _Printer
) -> Decimal | None:
    base = printer.form.means | section.means
    return printer.figures.total(_both(base, row.meaning, column.meaning), section.axes)


def _both(base: Coordinates, row: Meaning, column: Meaning) -> Meaning:
    """What a cell means: the table's, the row's and the column's coordinates, the later winning."""
    return tuple(base | one | other for one, other in product(row, column))


def _figure(amount: Decimal | None, form: Form) -> str:
    return figure(amount or Decimal(0), form.unit, form.style)


def figure(amount: Decimal, unit: str, style: NumberStyle) -> str:
    """An amount in 元 as a form prints it in its unit."""
    if not amount:
        return style.zero
    least, most = style.decimals
    value = (amount / UNITS[unit]).quantize(Decimal(1).scaleb(-most), ROUND_HALF_UP)
    text = f"{value:,f}" if style.thousands else f"{value:f}"
    whole, _, decimals = text.partition(".")
    kept = decimals.rstrip("0").ljust(least, "0")
    return f"{whole}.{kept}" if kept else whole
