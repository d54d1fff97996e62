"""A form with labels and lists in one sheet, read row by row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from yusuan.documents import Cell, Table
from yusuan.forms.targets_fields import add_goal, at_side, field_row
from yusuan.forms.targets_indicators import horizon_in, indicator_row
from yusuan.forms.targets_labels import KEYS, OPENING, Label, find, goal_number
from yusuan.forms.targets_lists import header_below, header_of, list_row
from yusuan.forms.targets_money import flush_heads, heads_row, is_heads, money_row
from yusuan.forms.targets_parts import Column, Draft, Stand, key_text, shown
from yusuan.ledger import Coordinates
from yusuan.standards.labels import fold
from yusuan.standards.target_classes import class_key

LISTS = ("cost", "source", "project", "procurement", "task")
_CAPTION = re.compile(r"附[件表]?[\d一二三四五六七八九十]*[-—－\d]*|\(?20\d{2}年度?\)?|续表?")
_TITLE = re.compile(r".{0,40}绩效.{0,20}(?:表|书)(?:\(.*\))?")
_GOAL_TEXT = re.compile(r"\s*目标\s*(\d{1,2})\s*[:：、]\s*")


def rows_of(table: Table) -> list[list[Cell]]:
    """The cells with text, by the row they begin in, left to right; hidden ones are not read."""
    rows: list[list[Cell]] = [[] for _ in range(table.rows)]
    for cell in table.cells:
        if shown(cell.text) and not cell.hidden and cell.row < table.rows:
            rows[cell.row].append(cell)
    return [sorted(row, key=lambda cell: cell.column) for row in rows]


def is_form_title(text: str) -> bool:
    """Whether a lone text is the title of a target form."""
    folded = fold(text)
    return bool(_TITLE.fullmatch(folded)) and "。" not in folded


def sheet_drafts(
    rows: Sequence[Sequence[Cell]], stand: Stand, draft: Draft
) -> Iterator[tuple[Draft, Stand]]:
    """The forms of a sheet, each with where its reading stood at its end."""
    fresh = stand
    for row in rows:
        if not row or _is_caption(row):
            continue
        if _opens_another(row, draft):
            yield draft, _closed(stand, draft)
            draft = Draft(draft.kind, titled=draft.titled)
            stand = replace(Stand(fresh.kind, ragged=fresh.ragged), unit=stand.unit)
        stand = _row(row, stand, draft)
    yield draft, stand if stand.heads else _closed(stand, draft)


def _closed(stand: Stand, draft: Draft) -> Stand:
    return flush_heads(stand, draft) if stand.heads else stand


def _is_caption(row: Sequence[Cell]) -> bool:
    text = fold(row[0].text)
    return len(row) == 1 and (bool(_CAPTION.fullmatch(text)) or is_form_title(text))


def _opens_another(row: Sequence[Cell], draft: Draft) -> bool:
    """Whether a row names a form again by the label that named the one being read."""
    label = find(row[0].text, "start")
    again = fold(row[0].text).rstrip(":") == draft.named_by
    return label is not None and again and bool(draft.name) and header_of(row, Stand()) is None


def _row(row: Sequence[Cell], stand: Stand, draft: Draft) -> Stand:
    cells = list(row)
    header = header_of(cells, stand)
    while cells and header is None:
        side = _side_of(cells, stand)
        if side is None:
            break
        stand = _pass_side(cells.pop(0), side, stand, draft)
        header = header_of(cells, stand)
    if not cells:
        return stand
    if header is not None:
        return _begin(header, stand, draft)
    return _body(cells, stand, draft)


def _side_of(cells: Sequence[Cell], stand: Stand) -> Label | None:
    """The label at the side that leads a row; a label of a row of the list is none."""
    side = find(cells[0].text, "side")
    if side is None or (find(cells[0].text, *KEYS) is not None and len(cells) > 1):
        return None
    if side.key == "special" or (len(cells) > 1 and stand.heads):
        return None
    return side


def _pass_side(cell: Cell, side: Label, stand: Stand, draft: Draft) -> Stand:
    if stand.heads:
        stand = flush_heads(stand, draft)
    stand = at_side(cell, side, stand)
    if side.key in ("keep", "special"):
        return stand
    horizon = horizon_in(cell.text) if side.key == "indicator" else stand.horizon
    if side.key == stand.mode:
        return replace(stand, horizon=horizon or stand.horizon)
    return replace(stand, mode=side.key, columns=(), horizon=horizon)


def _begin(header: tuple[str, tuple[Column, ...]], stand: Stand, draft: Draft) -> Stand:
    stand = flush_heads(stand, draft) if stand.heads else stand
    mode, columns = header
    for column in columns:
        if column.key == "unknown":
            message = f"没有读懂列名「{column.text}」，这一列的内容并入说明或备注，请核对原表"
            draft.say(message, None, "not_understood")
    fresh = replace(stand, mode=mode, columns=columns)
    return replace(fresh, level1="", level2="") if mode == "indicator" else fresh


def _body(cells: Sequence[Cell], stand: Stand, draft: Draft) -> Stand:
    heads = is_heads(cells) and stand.mode not in (*LISTS, "indicator", "money")
    if stand.heads and not heads:
        done = heads_row(cells, stand, draft)
        if done is not None:
            return done
        stand = flush_heads(stand, draft)
    if _is_goal_header(cells):
        return _goal_header(cells, stand)
    if heads:
        return replace(stand, mode="", heads=(*stand.heads, tuple(cells)))
    if stand.mode == "goal":
        done = _goals(cells, stand, draft)
        if done is not None:
            return done
    if stand.mode != "indicator" and _names_class(cells):
        stand = replace(stand, mode="indicator", columns=(), level1="", level2="")
    if stand.mode and stand.mode != "goal" and not _interrupts(cells, stand):
        return _list(cells, stand, draft)
    return field_row(cells, _left(cells, stand), draft)


def _names_class(cells: Sequence[Cell]) -> bool:
    """Whether a row begins with the name of an indicator class: indicators under no header."""
    text = cells[0].text
    named = class_key(text) or class_key(text, "class1")
    return len(cells) > 1 and bool(named) and len(fold(text)) > 2


def _list(cells: Sequence[Cell], stand: Stand, draft: Draft) -> Stand:
    if stand.mode == "indicator":
        return indicator_row(cells, stand, draft)
    if stand.mode == "money":
        return money_row(cells, stand, draft)
    below = header_below(cells, stand)
    return replace(stand, columns=below) if below else list_row(cells, stand, draft)


def _interrupts(cells: Sequence[Cell], stand: Stand) -> bool:
    """Whether a row is not one of the list above it: it begins with a label of the form."""
    if find(cells[0].text, *OPENING) is None:
        head = re.split(r"[：:]", shown(cells[0].text), maxsplit=1)
        return len(head) > 1 and find(head[0], "field") is not None
    # A line may be named by a word that is a label elsewhere: a row as wide as its list is of it.
    wide = stand.mode in LISTS and len(cells) >= max(3, len(stand.columns))
    return not wide or any(find(cell.text, *KEYS) for cell in cells[1:])


def _left(cells: Sequence[Cell], stand: Stand) -> Stand:
    """A label of the form at the left ends the list and the reach of the label at the side."""
    label = find(cells[0].text, "start", "field", "goal")
    if label is None or label.key == "special":
        return replace(stand, mode="", columns=())
    special = stand.special
    return replace(
        stand, mode="", columns=(), side="", side_key="", scope=Coordinates(), special=special
    )


def _is_goal_header(cells: Sequence[Cell]) -> bool:
    goals = [cell for cell in cells if _horizon_head(cell)]
    return len(goals) >= 2 and (
        len(goals) == len(cells)
        or (len(goals) == len(cells) - 1 and find(cells[0].text, "side", "goal") is not None)
    )


def _horizon_head(cell: Cell) -> bool:
    if find(cell.text, "goal") is not None:
        return not goal_number(cell.text)
    return len(fold(cell.text)) <= 24 and fold(cell.text).startswith(("实施期", "本年度", "中期"))


def _goal_header(cells: Sequence[Cell], stand: Stand) -> Stand:
    heads = [cell for cell in cells if _horizon_head(cell)]
    if len(heads) > 2 and not horizon_in(heads[0].text):
        heads = heads[1:]
    columns = tuple(
        Column(cell.column, key_text(cell.text), "goal", horizon=horizon_in(cell.text))
        for cell in heads
    )
    return replace(stand, mode="goal", columns=columns)


def _goals(cells: Sequence[Cell], stand: Stand, draft: Draft) -> Stand | None:
    """Goals under their times, side by side; None where the row is something else."""
    rest = list(cells)
    label = find(rest[0].text, *KEYS, "side")
    if label is not None:
        if goal_number(rest[0].text) or label.role not in ("goal", "side") or len(rest) < 2:
            return None
        rest = rest[1:]
    for cell in rest:
        before = [column for column in stand.columns if column.index <= cell.column]
        column = before[-1] if before else stand.columns[0]
        match = _GOAL_TEXT.match(cell.text)
        label_text = key_text(re.sub(r"[（(].*[)）]$", "", column.text))
        text = cell.text[match.end() :] if match else cell.text
        numbered = f"{label_text}{match[1]}" if match else label_text
        add_goal(numbered, shown(text), column.horizon, cell, draft)
    return stand
