"""Tables with a row for each project, or a row for each indicator of several projects."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from yusuan.documents import Cell, Table
from yusuan.forms.targets_fields import add_figure, add_goal
from yusuan.forms.targets_indicators import indicator_row
from yusuan.forms.targets_labels import Label, find, speaks_of_money
from yusuan.forms.targets_parts import Column, Draft, Stand, key_text, name_of, shown
from yusuan.forms.targets_sheet import is_form_title, rows_of
from yusuan.ledger import Coordinates, Indicator
from yusuan.standards.labels import fold
from yusuan.standards.target_classes import class_key, default_name, parents

_TOTALS = frozenset({"合计", "总计", "小计"})
_ROLES = ("row", "goal", "amount", "start", "field", "indicator", "side")
_MOST_ABOVE = 8  # rows that captions can take before the header


@dataclass(frozen=True, slots=True)
class Header:
    """The columns of a table of projects, and the row its body begins at."""

    columns: tuple[Column, ...]
    body: int


def header(table: Table) -> Header | None:
    """The header of a table with projects in rows; None for a table of another shape."""
    rows = rows_of(table)
    top = next((i for i, row in enumerate(rows[:_MOST_ABOVE]) if _heads(row)), None)
    if top is None:
        return None
    body = top + 1
    while body < len(rows) and _goes_on(rows[body]):
        body += 1
    return Header(_columns([cell for row in rows[top:body] for cell in row]), body)


def _goes_on(row: Sequence[Cell]) -> bool:
    """Whether a row below the first one of a header is header too."""
    labels = all(_label(cell) for cell in row)
    return bool(row) and labels and not any(fold(cell.text) in _TOTALS for cell in row)


def _heads(row: Sequence[Cell]) -> bool:
    """Whether a row names projects, goals or indicators in its columns and holds no value."""
    labels = [label for cell in row if (label := _label(cell)) is not None]
    named = any(find(cell.text, "row") for cell in row)
    aimed = any(_aims(label) for label in labels)
    # one 数量 alone heads a column of any purchase; classes come in numbers
    classes = sum(label.role in ("class1", "class2") for label in labels) > 1
    return named and (aimed or classes) and len(labels) >= 3 and 4 * len(labels) >= 3 * len(row)


def _aims(label: Label) -> bool:
    by_level = label.role == "indicator" and label.key.startswith("level")
    return label.role == "goal" or by_level or (label.role, label.key) == ("side", "indicator")


def _label(cell: Cell) -> Label | None:
    if key := class_key(cell.text):
        return Label("class2", key)
    if key := class_key(cell.text, "class1"):
        return Label("class1", key)
    return find(cell.text, *_ROLES)


def _columns(cells: Sequence[Cell]) -> tuple[Column, ...]:
    """The lowest label over each position, with what it means; groups above classes are not."""
    lowest: dict[int, Cell] = {}
    for cell in cells:
        lowest[cell.column] = cell
    level1 = {key: name for cell in cells if (name := _level1_name(cell)) for key in _keys(cell)}
    meant = {index: _label(cell) for index, cell in lowest.items()}
    by_level = any(label and label.key == "level3" for label in meant.values())
    columns = []
    for index, cell in sorted(lowest.items()):
        label = meant[index]
        if by_level and (own := find(cell.text, "indicator")) is not None:
            label = own
        columns.append(_column(index, cell, label, level1))
    return tuple(columns)


def _level1_name(cell: Cell) -> str:
    return key_text(cell.text) if class_key(cell.text, "class1") else ""


def _keys(cell: Cell) -> tuple[str, ...]:
    return (class_key(cell.text, "class1"),)


def _column(index: int, cell: Cell, label: Label | None, level1: dict[str, str]) -> Column:
    text = key_text(cell.text)
    if label is None and speaks_of_money(text):
        return Column(index, text, "amount:", doubt=f"没有读懂列名「{text}」")
    if label is None:
        return Column(index, text, "field:")
    key = f"{label.role}:{label.key}"
    if label.role == "class2":
        allowed = parents(label.key)
        above = next((level1[key] for key in allowed if key in level1), default_name(allowed[0]))
        return Column(index, text, key, horizon=above)
    horizon = label.key if label.role == "goal" else ""
    return Column(index, text, key, label.coordinates, label.doubt, horizon=horizon)


def wide_drafts(
    rows: Sequence[Sequence[Cell]], columns: Sequence[Column], stand: Stand, open_: Draft | None
) -> Iterator[Draft]:
    """A draft for each project; rows that name none belong to the project above."""
    own = tuple(
        replace(c, key=c.key.partition(":")[2]) for c in columns if c.key.startswith("indicator:")
    )
    stand = replace(stand, mode="indicator", columns=own)
    kind = "project" if own or any(c.key.startswith("class") for c in columns) else "list"
    draft = open_ or Draft(kind)
    for row in rows:
        if not row or (len(row) == 1 and is_form_title(row[0].text)) or _is_foot(row):
            continue
        if _names_another(row, columns, draft):
            if _holds(draft) or draft is open_:
                yield draft
            draft = Draft(kind, cell=row[0])
            stand = replace(stand, level1="", level2="")
        stand = _read(row, columns, stand, draft)
    if _holds(draft) or draft is open_:
        yield draft


def _is_foot(row: Sequence[Cell]) -> bool:
    """Whether a row says who made the table: labels with what follows their colons."""
    heads = [re.split("[：:]", shown(cell.text), maxsplit=1) for cell in row]
    return all(len(head) > 1 and find(head[0], "field") for head in heads)


def _holds(draft: Draft) -> bool:
    return bool(draft.cell or draft.fields or draft.goals or draft.indicators)


def _names_another(row: Sequence[Cell], columns: Sequence[Column], draft: Draft) -> bool:
    name = next((c for c in row if _at(c, columns).key in ("row:name", "start:project")), None)
    if name is None:
        return any(fold(cell.text) in _TOTALS for cell in row[:2])
    by_level = any(column.key == "indicator:level3" for column in columns)
    return not (by_level and fold(name.text) == fold(draft.name))


def _at(cell: Cell, columns: Sequence[Column]) -> Column:
    before = [column for column in columns if column.index <= cell.column]
    return before[-1] if before else columns[0]


def _read(row: Sequence[Cell], columns: Sequence[Column], stand: Stand, draft: Draft) -> Stand:
    if any(fold(cell.text) in _TOTALS for cell in row[:2]):
        draft.kind, draft.name = "total", "合计"
    indicators: list[Cell] = []
    for cell in row:
        column = _at(cell, columns)
        role, _, key = column.key.partition(":")
        if role == "indicator":
            indicators.append(cell)
        elif role in ("class1", "class2"):
            draft.indicators.append(_prose(cell, column, role))
        elif role == "goal":
            add_goal(column.text, shown(cell.text), key, cell, draft)
        else:
            _field(cell, column, role, key, stand, draft)
    return indicator_row(indicators, stand, draft) if indicators else stand


def _prose(cell: Cell, column: Column, role: str) -> Indicator:
    """What a project's row says under a class: one indicator, name and value in one text."""
    level1, level2 = (column.text, "") if role == "class1" else (column.horizon, column.text)
    return Indicator(level1, level2, name_of(cell.text), place=cell.place)


def _field(cell: Cell, column: Column, role: str, key: str, stand: Stand, draft: Draft) -> None:
    draft.fields.append((column.text, shown(cell.text)))
    if role == "amount":
        add_figure(
            cell, cell.text, (draft.name,), (column.text,), column.coordinates, column.doubt,
            stand, draft,
        )  # fmt: skip
    elif (role, key) in (("row", "name"), ("start", "project")) and not draft.name:
        draft.name = name_of(cell.text)


def with_lines(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, told apart: a fund of several spending lines names each of them as a line."""
    names = [draft.name for draft in drafts]
    for draft in drafts:
        line = next((v for k, v in draft.fields if fold(k).startswith("支出方向") and v), "")
        if draft.kind != "total" and line and names.count(draft.name) > 1:
            about = Coordinates({"line": fold(line)})
            draft.figures = [
                replace(f, coordinates=f.coordinates | about, row=(*f.row, name_of(line)))
                for f in draft.figures
            ]
    return list(drafts)
