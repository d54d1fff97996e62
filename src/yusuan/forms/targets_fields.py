"""Labels with their values beside them, anywhere in a form; and the boxes ticked in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from yusuan.documents import Cell
from yusuan.forms.targets_labels import KEYS, Label, find, goal_number, speaks_of_money, unit_in
from yusuan.forms.targets_parts import (
    Draft,
    Figure,
    Stand,
    key_text,
    name_of,
    number,
    project_name,
    shown,
)
from yusuan.ledger import UNITS, Coordinates, Goal, is_dash
from yusuan.standards.labels import fold

_FOOT = ("填报人", "填表人", "制表人", "联系人", "联系电话", "电话", "单位负责人签字", "填报日期")
_TICKED, _OPEN = "☑☒√■", "☐□○"
_BOX = re.compile(rf"[{_TICKED}{_OPEN}]")
_NUMBER = re.compile(r"\d{1,2}[.、．]\s*")
_LONGEST_LABEL = 24


@dataclass(frozen=True, slots=True)
class Pair:
    """A printed label and the value beside it, or inside the same cell after a colon."""

    label: str
    value: str
    cell: Cell  # of the value, or of the label where the value is blank
    at: int  # column of the label
    meaning: Label | None


def pairs(cells: Sequence[Cell]) -> Iterator[Pair]:
    """The labels and values of a row, left to right; a text without label comes with none."""
    index = 0
    while index < len(cells):
        cell = cells[index]
        inside = list(_inside(cell))
        if inside:
            yield from inside
            index += 1
            continue
        following = cells[index + 1] if index + 1 < len(cells) else None
        meaning = find(cell.text, *KEYS)
        takes = following is not None and not _is_label(following)
        if takes and following is not None and (meaning or _may_label(cell)):
            yield Pair(key_text(cell.text), shown(following.text), following, cell.column, meaning)
            index += 2
            continue
        if meaning or shown(cell.text).endswith(("：", ":")):
            yield Pair(key_text(cell.text), "", cell, cell.column, meaning)
        else:
            yield Pair("", shown(cell.text), cell, cell.column, None)
        index += 1


def _is_label(cell: Cell) -> bool:
    return find(cell.text, "side", *KEYS) is not None or bool(list(_inside(cell)))


def _may_label(cell: Cell) -> bool:
    """Whether an unknown text reads like a label: short, and neither a number nor a sentence."""
    folded = fold(cell.text)
    return len(folded) <= _LONGEST_LABEL and number(cell.text) is None and "。" not in folded


def _inside(cell: Cell) -> Iterator[Pair]:
    """「资金总额：718.46」: label and value in one cell; at the foot of a form several of them."""
    text = shown(cell.text)
    head, mark, tail = _parted(text)
    meaning = find(head, *KEYS) if mark and len(fold(head)) <= _LONGEST_LABEL else None
    if meaning is None or not tail.strip() or goal_number(head):
        return
    first, *others = _foot().split(tail)
    yield Pair(key_text(head), shown(first), cell, cell.column, meaning)
    for label, value in zip(others[::2], others[1::2], strict=True):
        known = find(label, "field")
        yield Pair(key_text(label), shown(value), cell, cell.column, known)


def _parted(text: str) -> tuple[str, str, str]:
    """A text at its colon; 「其中：」 in front belongs to the label."""
    match = re.match(r"((?:其中\s*[：:]\s*)?[^：:]*)([：:])(.*)", text, re.DOTALL)
    return (match[1], match[2], match[3]) if match else (text, "", "")


@cache
def _foot() -> re.Pattern[str]:
    return re.compile(rf"(?:(?<=\s)|^)({'|'.join(_FOOT)})\s*[：:]")


def field_row(cells: Sequence[Cell], stand: Stand, draft: Draft) -> Stand:
    """Read a row of labels and values into the draft."""
    rest = list(cells)
    while rest:
        side = find(rest[0].text, "side")
        if side is not None and find(rest[0].text, *KEYS) is None:
            stand = at_side(rest.pop(0), side, stand)
            continue
        end = next((i for i, c in enumerate(rest) if i and _is_only_side(c)), len(rest))
        for pair in pairs(rest[:end]):
            stand = _take(pair, stand, draft)
        rest = rest[end:]
    return stand


def _is_only_side(cell: Cell) -> bool:
    return find(cell.text, "side") is not None and find(cell.text, *KEYS) is None


def at_side(cell: Cell, side: Label, stand: Stand) -> Stand:
    """Where the reading stands once a label at the side has been passed."""
    text = key_text(cell.text)
    if side.key == "keep":
        beside = stand.side_key == "keep" and stand.side_row == cell.row
        # two of them in one row head two columns: neither speaks for what follows
        scope = Coordinates() if beside else side.coordinates
        own = "" if beside else text
        return replace(stand, side=own, side_key="keep", side_row=cell.row, scope=scope)
    unit = unit_in(cell.text) or stand.unit
    return replace(
        stand, side=text, side_key=side.key, scope=Coordinates(), unit=unit, special=stand.special
    )


def _take(pair: Pair, stand: Stand, draft: Draft) -> Stand:
    meaning = pair.meaning
    if meaning is None:
        return _unknown(pair, stand, draft)
    stand = replace(stand, last=pair.label)
    if meaning.role == "goal":
        return _goal(pair, meaning, stand, draft)
    if meaning.role == "amount":
        return _amount(pair, meaning, stand, draft)
    if meaning.role == "start":
        _name(pair, meaning, draft)
    elif meaning.key == "unit" and name_of(pair.value) in UNITS:
        stand = replace(stand, unit=name_of(pair.value))
    elif meaning.key == "special" and (stand.side_key == "special" or "专项" in pair.label):
        draft.fields.append((_path(stand, pair.label), pair.value))
        return replace(stand, special=fold(pair.value))
    draft.fields.append((pair.label, pair.value))
    return stand


def _path(stand: Stand, label: str) -> str:
    return f"{stand.side}/{label}" if stand.side_key == "special" else label


def _name(pair: Pair, meaning: Label, draft: Draft) -> None:
    """The first name that fits the kind of form names it."""
    sure = draft.kind in ("whole", "project") and draft.titled
    if sure and meaning.key != draft.kind:
        return
    better = meaning.key == "project" and draft.kind == "whole" and not draft.indicators
    if not draft.name or (better and not sure):
        draft.name, draft.kind = name_of(pair.value), meaning.key
        draft.named_by, draft.cell = fold(pair.label), draft.cell or pair.cell


def _goal(pair: Pair, meaning: Label, stand: Stand, draft: Draft) -> Stand:
    add_goal(pair.label, pair.value, meaning.key, pair.cell, draft)
    if goal_number(pair.label):
        return replace(stand, goal=pair.label, horizon=meaning.key, mode="", columns=())
    return stand


def add_goal(label: str, text: str, horizon: str, cell: Cell, draft: Draft) -> None:
    """Keep a goal; one that is printed again above its indicators is the same goal."""
    goal = Goal(label, text, horizon, cell.place)
    if all((g.label, fold(g.text)) != (label, fold(text)) for g in draft.goals):
        draft.goals.append(goal)


def _amount(pair: Pair, meaning: Label, stand: Stand, draft: Draft) -> Stand:
    if meaning.key == "bare" and name_of(pair.value) in UNITS:
        draft.fields.append((pair.label, pair.value))
        return replace(stand, unit=name_of(pair.value))
    own = meaning.key == "bare" and stand.side_key == "special"
    label = _path(stand, pair.label) if meaning.key == "bare" else pair.label
    draft.fields.append((label, pair.value))
    measure = meaning.coordinates.only("measure")
    totals = dict(stand.totals)
    if meaning.key == "total":
        totals[pair.at] = measure
    else:
        measure = totals.get(pair.at, measure)
    coordinates = about_money(meaning, stand.scope, draft) | measure
    if own and stand.special:
        coordinates = coordinates | {"project": project_name(stand.special)}
    sided = stand.side and (own or stand.side_key != "special")
    row = (stand.side, pair.label) if sided else (pair.label,)
    add_figure(pair.cell, pair.value, row, (), coordinates, meaning.doubt, stand, draft)
    return replace(stand, totals=tuple(totals.items()))


def about_money(meaning: Label | None, scope: Coordinates, draft: Draft) -> Coordinates:
    """What the label of an amount says; a department's money by fund is its revenue."""
    coordinates = scope | (meaning.coordinates if meaning else {})
    by_fund = meaning is not None and meaning.key in ("fund", "carryover")
    if draft.kind == "whole" and by_fund and "flow" not in coordinates:
        return coordinates | {"flow": "revenue"}
    return coordinates


def add_figure(
    cell: Cell,
    text: str,
    row: tuple[str, ...],
    column: tuple[str, ...],
    coordinates: Coordinates,
    doubt: str,
    stand: Stand,
    draft: Draft,
    *,
    back: int = 0,
    note: str = "",
) -> Figure | None:
    """Keep the amount a cell prints; what is neither a number nor blank is reported."""
    printed = number(text)
    label = (column or row)[-1] if column or row else ""
    if printed is None:
        if text.strip() and not is_dash(text):
            shortened = name_of(text)[:20]
            message = f"「{label}」一格印的「{shortened}」不是一个数，没有读作金额，请核对原表"
            draft.say(message, cell, "not_understood")
        return None
    unit = next((u for u in map(unit_in, (*column[::-1], *row[::-1])) if u), stand.unit)
    figure = Figure(cell, shown(text), printed, row, column, coordinates, doubt, back, note, unit)
    draft.figures.append(figure)
    return figure


def _unknown(pair: Pair, stand: Stand, draft: Draft) -> Stand:
    """An unknown label is kept with its value; a value without label goes with the one before."""
    if not pair.label:
        draft.fields.append((stand.last or stand.side, pair.value))
        return stand
    draft.fields.append((pair.label, pair.value))
    if number(pair.value) and speaks_of_money(pair.label):
        doubt = f"没有读懂标签「{pair.label}」"
        row = (stand.side, pair.label) if stand.side else (pair.label,)
        add_figure(pair.cell, pair.value, row, (), Coordinates(), doubt, stand, draft)
    return replace(stand, last=pair.label)


def boxes(text: str) -> tuple[tuple[str, bool], ...]:
    """The options of a field with boxes, and whether each is ticked.

    A box belongs to the option before it, or to the one after it where the text begins with a
    box. A ticked box right after another box stands where the number of the next option should
    be (conversion lost the number): it ticks that option.
    """
    parts = re.split(rf"([{_TICKED}{_OPEN}])", text)
    if len(parts) > 1 and not parts[0].strip():
        return tuple(
            (_option(option), box in _TICKED)
            for box, option in zip(parts[1::2], parts[2::2], strict=True)
        )
    options: list[tuple[str, bool]] = []
    carried = False
    for option, box in zip(parts[::2], parts[1::2], strict=False):
        ticked = carried or box in _TICKED
        carried = ticked and not _option(option)
        if _option(option):
            options.append((_option(option), ticked))
    return tuple(options)


def _option(text: str) -> str:
    return name_of(_NUMBER.sub("", shown(text), count=1)).strip()
