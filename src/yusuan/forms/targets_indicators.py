"""Rows of an indicator table: class names, shifted cells, and tables of two sets side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from yusuan.documents import Cell
from yusuan.forms.targets_labels import find
from yusuan.forms.targets_parts import Column, Draft, Stand, name_of, shown
from yusuan.ledger import Indicator
from yusuan.standards.labels import fold
from yusuan.standards.target_classes import class_key, default_name, parents

_OPERATORS = frozenset(
    ("≥", "≤", "=", ">", "<", "定性", "定量", "大于", "小于", "等于", "大于等于", "小于等于")
)
_LEVELS = ("level1", "level2", "level3")
_FAR = 10**6  # beyond the last column of any table


@dataclass(frozen=True, slots=True)
class Shape:
    """Where the columns of one set of indicators stand; None where the header has none."""

    columns: tuple[Column, ...]

    def index(self, key: str) -> int | None:
        """The position of a column."""
        return next((column.index for column in self.columns if column.key == key), None)

    def at(self, position: int) -> Column | None:
        """The column that a position falls under: the nearest one that begins before it."""
        before = [column for column in self.columns if column.index <= position]
        return before[-1] if before else None


def grouped(columns: Sequence[Column], above: Sequence[Column] = ()) -> tuple[Column, ...]:
    """Columns with the set each belongs to, where two sets stand side by side.

    The row above may say which set is of which time (实施期 | 本年度); the usual order is that.
    """
    if sum(column.key == "level3" for column in columns) < 2:
        return tuple(columns)
    seen: set[str] = set()
    result: list[Column] = []
    group = 0
    for column in columns:
        if column.key in seen and column.key in _LEVELS:
            group, seen = group + 1, set()
        seen.add(column.key)
        said = [head.horizon for head in above if head.index <= column.index]
        horizon = said[-1] if said else ("period", "annual")[min(group, 1)]
        result.append(replace(column, group=group, horizon=horizon))
    return tuple(result)


def indicator_row(cells: Sequence[Cell], stand: Stand, draft: Draft) -> Stand:
    """Read one row of indicators into the draft; levels not printed again carry on."""
    groups = sorted({column.group for column in stand.columns}) or [0]
    if len(groups) == 1:
        return _one(cells, Shape(stand.columns), stand, draft)
    starts = [
        min(column.index for column in stand.columns if column.group == group) for group in groups
    ]
    after = stand
    starts[0] = 0
    for group, start, end in zip(groups, starts, [*starts[1:], _FAR], strict=True):
        columns = tuple(column for column in stand.columns if column.group == group)
        part = [cell for cell in cells if start <= cell.column < end]
        if part:
            own = replace(after, horizon=columns[0].horizon)
            after = _one(part, Shape(columns), own, draft)
    return replace(after, horizon=stand.horizon)


def _one(cells: Sequence[Cell], shape: Shape, stand: Stand, draft: Draft) -> Stand:
    classes, rest = _classes(cells, shape, stand.ragged)
    stand = _levels(classes, rest, shape, stand, draft)
    if rest:
        parts = _parts(classes, rest, shape, stand, draft)
        draft.indicators.append(
            Indicator(
                stand.level1,
                stand.level2,
                parts.pop("level3", ""),
                horizon=stand.horizon,
                goal=stand.goal,
                place=rest[0].place,
                **parts,
            )
        )
    return stand


def _classes(
    cells: Sequence[Cell], shape: Shape, ragged: bool
) -> tuple[Sequence[Cell], Sequence[Cell]]:
    """The class names that lead a row, and the rest of it."""
    level3 = shape.index("level3")
    count = 0
    for cell in cells[:2]:
        named = class_key(cell.text) or class_key(cell.text, "class1")
        if not named or (not ragged and level3 is not None and cell.column >= level3):
            break
        count += 1
    return cells[:count], cells[count:]


def _levels(
    classes: Sequence[Cell], rest: Sequence[Cell], shape: Shape, stand: Stand, draft: Draft
) -> Stand:
    if not classes:
        return stand
    names = ["".join(cell.text.split()) for cell in classes]
    if len(names) == 1 and _is_level1(classes[0], rest, shape):
        return replace(stand, level1=names[0], level2="")
    if not class_key(names[-1]):
        return replace(stand, level1=names[-1], level2=names[0])
    printed = len(names) == 2 and bool(class_key(names[0], "class1"))
    level1 = names[0] if printed else _level1_of(names[-1], classes[-1], stand, draft)
    return replace(stand, level1=level1, level2=names[-1])


def _is_level1(cell: Cell, rest: Sequence[Cell], shape: Shape) -> bool:
    """Whether a lone class name is one of level 1; some names are of both (成本, 满意度)."""
    if not class_key(cell.text, "class1"):
        return False
    if not class_key(cell.text):
        return True
    gap = rest[0].column - cell.column - cell.colspan if rest else 0
    return gap > 0 or (shape.index("level1") is not None and shape.index("level2") is None)


def _level1_of(level2: str, cell: Cell, stand: Stand, draft: Draft) -> str:
    allowed = parents(class_key(level2))
    if class_key(stand.level1, "class1") in allowed:
        return stand.level1
    used = [i.level1 for i in draft.indicators if class_key(i.level1, "class1") in allowed]
    name = used[-1] if used else default_name(allowed[0])
    draft.say(f"「{level2}」前没有印出一级指标，按指标分类归入「{name}」，请核对原表", cell)
    return name


def _parts(
    classes: Sequence[Cell], rest: Sequence[Cell], shape: Shape, stand: Stand, draft: Draft
) -> dict[str, str]:
    if not shape.columns:
        return _unheaded(rest)
    shift = _shift(classes, rest, shape, stand)
    if shift:
        draft.say("有指标行的单元格与表头错了位，已按指标类别和名称对齐，请核对原表", rest[0])
    parts: dict[str, str] = {}
    for cell in rest:
        column = shape.at(cell.column - shift)
        key = column.key if column and column.key not in ("level1", "level2") else "remark"
        text = name_of(cell.text)
        if column and column.key in ("extra", "unknown"):
            key, text = "remark", f"{column.text}：{text}"
        parts[key] = f"{parts[key]} {text}" if key in parts else text
    return parts


def _shift(classes: Sequence[Cell], rest: Sequence[Cell], shape: Shape, stand: Stand) -> int:
    """How far a row has slipped: where its indicator stands against where the header has it."""
    level3 = shape.index("level3")
    if level3 is None or (not stand.ragged and rest[0].column >= level3):
        return 0
    last = classes[-1] if classes else None
    aligned = last is not None and last.column in (shape.index("level1"), shape.index("level2"))
    if rest[0].column > level3 and (aligned or last is None):
        return 0
    return rest[0].column - level3


def _unheaded(rest: Sequence[Cell]) -> dict[str, str]:
    """The parts of a row under no header: name, value, then what the words themselves tell."""
    parts = {"level3": shown(rest[0].text)}
    for cell in rest[1:]:
        text = name_of(cell.text)
        key = "operator" if fold(text) in _OPERATORS else "value"
        key = "standard" if key in parts else key
        parts[key] = f"{parts[key]} {text}" if key in parts else text
    return parts


def horizon_in(text: str) -> str:
    """The time that a label at the side or above speaks of: annual, period, or neither."""
    label = find(text, "goal")
    if label and label.key:
        return label.key
    folded = fold(text)
    if any(word in folded for word in ("实施期", "长期", "中期")):
        return "period"
    return "annual" if any(word in folded for word in ("年度", "当年", "本年")) else ""
