"""Lists inside a form: spending lines, sources, projects, purchases, tasks; and their headers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from yusuan.documents import Cell
from yusuan.forms.targets_fields import add_figure
from yusuan.forms.targets_indicators import grouped
from yusuan.forms.targets_labels import Label, find, speaks_of_money
from yusuan.forms.targets_parts import (
    Column,
    Draft,
    Figure,
    Stand,
    key_text,
    name_of,
    number,
    project_name,
    shown,
)
from yusuan.ledger import Coordinates, CostLine, is_dash
from yusuan.standards.labels import fold

_TOTALS = frozenset({"合计", "总计", "小计"})
#: What a header must hold to be the header of a list, beside one column more.
_NEEDED = {
    "indicator": ("level3", "level2"),
    "cost": ("name", "detail"),
    "source": ("name",),
    "project": ("name",),
    "procurement": ("name",),
    "task": ("name",),
    "money": ("this",),
}
_WITH_AMOUNT = ("source", "project", "procurement")


def header_of(cells: Sequence[Cell], above: Stand) -> tuple[str, tuple[Column, ...]] | None:
    """The list whose header a row is, with its columns; None where it is no header."""
    best: tuple[str, tuple[Column, ...]] | None = None
    for mode in _NEEDED if cells else ():
        if find(cells[0].text, "side") and not find(cells[0].text, mode):
            continue
        labels = [find(cell.text, mode) for cell in cells]
        known = [label.key for label in labels if label]
        if not _is_header(mode, len(cells), known):
            continue
        if best is None or len(known) > sum(c.key != "unknown" for c in best[1]):
            best = mode, _columns(cells, labels)
    if best and best[0] == "indicator":
        return "indicator", grouped(best[1], above.columns if above.mode == "goal" else ())
    return (best[0], tuple(map(_with_money, best[1]))) if best else None


def _with_money(column: Column) -> Column:
    """A column of an unknown label that speaks of money holds amounts, though whose is unknown."""
    if column.key != "unknown" or not speaks_of_money(column.text):
        return column
    return replace(column, key="amount", doubt=f"没有读懂列名「{column.text}」")


def _columns(cells: Sequence[Cell], labels: Sequence[Label | None]) -> tuple[Column, ...]:
    return tuple(
        Column(
            cell.column,
            key_text(cell.text),
            label.key if label else "unknown",
            label.coordinates if label else Coordinates(),
            label.doubt if label else "",
        )
        for cell, label in zip(cells, labels, strict=True)
    )


def _is_header(mode: str, cells: int, known: Sequence[str]) -> bool:
    keys = set(known)
    strange = cells - len(known)
    if len(known) < 2 or strange > len(known) // 3 or not keys & {*_NEEDED[mode]}:
        return False
    if mode in _WITH_AMOUNT and "amount" not in keys:
        return False
    return mode != "cost" or bool(keys & {"amount", "basis"})


def header_below(cells: Sequence[Cell], stand: Stand) -> tuple[Column, ...]:
    """The columns of a list once a second row of its header divides one of them."""
    finer = _columns(cells, [find(cell.text, stand.mode) for cell in cells])
    if len(finer) < 2 or any(column.key != "amount" for column in finer):
        return ()
    return (*(c for c in stand.columns if c.index < finer[0].index), *finer)


def list_row(cells: Sequence[Cell], stand: Stand, draft: Draft) -> Stand:
    """Read one row of the list that the reading stands in."""
    readers: dict[str, Callable[[Sequence[Cell], Stand, Draft], None]] = {
        "cost": _cost_row,
        "project": _cost_row,
        "source": _source_row,
        "procurement": _purchase_row,
        "task": _task_row,
    }
    readers[stand.mode](cells, stand, draft)
    return stand


def _placed(cells: Sequence[Cell], stand: Stand, draft: Draft) -> list[tuple[Cell, Column]]:
    """The cells of a row with their columns; a row that has slipped sideways is set right."""
    for shift in (0, -1, 1, -2, 2):
        placed = [(cell, _under(cell.column - shift, stand.columns)) for cell in cells]
        named = placed[0][1].key in ("name", "unknown") or not stand.ragged
        if named and all(_fits(cell, column) for cell, column in placed):
            if shift:
                draft.say(
                    "有明细行的单元格与表头错了位，已按金额所在位置对齐，请核对原表", cells[0]
                )
            return placed
    return [(cell, _under(cell.column, stand.columns)) for cell in cells]


def _under(position: int, columns: Sequence[Column]) -> Column:
    before = [column for column in columns if column.index <= position]
    return before[-1] if before else columns[0]


def _fits(cell: Cell, column: Column) -> bool:
    return column.key != "amount" or number(cell.text) is not None or is_dash(cell.text)


def _cost_row(cells: Sequence[Cell], stand: Stand, draft: Draft) -> None:
    if not stand.columns:
        draft.tasks.append(tuple(shown(cell.text) for cell in cells))
        return
    if fold(cells[0].text) in _TOTALS:
        _total_row(cells, stand, draft)
        return
    texts: dict[str, str] = {}
    placed = _placed(cells, stand, draft)
    figures: list[Figure] = []
    for cell, column in placed:
        if column.key == "amount" and _fits(cell, column):
            continue
        key = column.key if column.key in ("name", "basis", "detail") else "detail"
        texts[key] = f"{texts[key]} {shown(cell.text)}" if key in texts else shown(cell.text)
    name = name_of(texts.get("name", "") or texts.get("detail", ""))
    for cell, column in placed:
        if column.key == "amount":
            figure = _line_figure(cell, column, name, stand, draft)
            figures += [figure] if figure else []
    line = CostLine(name, texts.get("basis", ""), texts.get("detail", ""), (), cells[0].place)
    draft.costs.append((line, figures))


def settle(draft: Draft) -> None:
    """Say whose money the spending lines are, where each line prints one source and no other.

    Such a figure is all the money of its line, though the column is only one of the sources.
    """
    lines = [figures for _, figures in draft.costs if figures]
    if any(len(figures) > 1 for figures in lines):
        return
    alone = {id(f) for figures in lines for f in figures if "fund" in f.coordinates}
    if alone:
        draft.say("每一支出内容只印了一种资金来源，按该支出内容的全部金额计", None, "note")
    settled = {
        id(figure): replace(figure, coordinates=figure.coordinates.without("fund"))
        if id(figure) in alone
        else figure
        for figure in draft.figures
    }
    draft.figures = list(settled.values())
    draft.costs = [(line, [settled[id(f)] for f in figures]) for line, figures in draft.costs]


def _line_figure(
    cell: Cell, column: Column, name: str, stand: Stand, draft: Draft
) -> Figure | None:
    if stand.mode == "project":
        about = {"flow": "expenditure", "nature": "project", "project": project_name(name)}
    else:
        about = {"line": fold(name)}
    coordinates = Coordinates(about) | column.coordinates
    return add_figure(
        cell, cell.text, (name,), (column.text,), coordinates, column.doubt, stand, draft
    )


def _total_row(cells: Sequence[Cell], stand: Stand, draft: Draft) -> None:
    """The total under a list: its numbers belong to the columns of amounts, in their order."""
    label = key_text(cells[0].text)
    amounts = [column for column in stand.columns if column.key == "amount"]
    numbers = [cell for cell in cells[1:] if number(cell.text) is not None and amounts]
    whole = len(numbers) == len(amounts)
    for order, cell in enumerate(numbers):
        column = amounts[order] if whole else _under(cell.column, amounts)
        add_figure(
            cell, cell.text, (label,), (column.text,), column.coordinates, column.doubt,
            stand, draft,
        )  # fmt: skip
    draft.fields.extend((label, shown(cell.text)) for cell in cells[1:])
    if len(cells) == 1:
        draft.fields.append((label, ""))


def _source_row(cells: Sequence[Cell], stand: Stand, draft: Draft) -> None:
    name = key_text(cells[0].text)
    meaning = find(cells[0].text, "amount")
    doubt = meaning.doubt if meaning else f"没有读懂资金来源「{name}」"
    coordinates = meaning.coordinates if meaning else Coordinates()
    heads = tuple(column.text for column in stand.columns if column.key == "amount")[:1]
    for cell in cells[1:]:
        draft.fields.append((name, shown(cell.text)))
        add_figure(cell, cell.text, (name,), heads, coordinates, doubt, stand, draft)
    if len(cells) == 1:
        draft.fields.append((name, ""))


def _purchase_row(cells: Sequence[Cell], stand: Stand, draft: Draft) -> None:
    columns = stand.columns or (Column(0, "品名", "name"),)
    own = replace(stand, columns=columns)
    name = name_of(cells[0].text)
    for cell, column in _placed(cells, own, draft):
        draft.fields.append((column.text, shown(cell.text)))
        if column.key == "amount":
            coordinates = Coordinates({"item": "procurement", "line": fold(name)})
            add_figure(cell, cell.text, (name,), (column.text,), coordinates, "", stand, draft)


def _task_row(cells: Sequence[Cell], stand: Stand, draft: Draft) -> None:
    draft.tasks.append(tuple(shown(cell.text) for cell in cells))
    amounts = [column for column in stand.columns if column.key == "amount"]
    name = name_of(cells[0].text)
    for cell in cells[1:] if amounts else ():
        column = _under(cell.column, stand.columns)
        if column.key == "amount" and number(cell.text) is not None:
            coordinates = Coordinates({"flow": "expenditure"})
            add_figure(
                cell, cell.text, (name,), (column.text,), coordinates, column.doubt, stand, draft
            )
