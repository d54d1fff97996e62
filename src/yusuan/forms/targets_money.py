"""The money of a whole department: grids of this year and last, and one row under a header."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations

from yusuan.documents import Cell
from yusuan.forms.targets_fields import about_money, add_figure
from yusuan.forms.targets_labels import Label, find
from yusuan.forms.targets_parts import Column, Draft, Stand, key_text, number, shown
from yusuan.ledger import Coordinates
from yusuan.standards.labels import fold

_YEAR = re.compile(r"20\d{2}年?")
_MOST_LEAVES = 12  # headers wider than this are not tried in every way


def money_row(cells: Sequence[Cell], stand: Stand, draft: Draft) -> Stand:
    """Read one row of 当年金额, 占比, 上年: a share shows how far the row has slipped."""
    if len(cells) == 1 and _YEAR.fullmatch(fold(cells[0].text)):
        return _column_year(cells[0], stand, draft)
    head, values = cells[0], cells[1:]
    meaning = find(head.text, "amount")
    label = key_text(head.text)
    path = (stand.side, label) if stand.side else (label,)
    shift = _share_shift(values, stand, draft)
    if not values:
        draft.fields.append(("/".join(path), ""))
    for cell in values:
        column = _under(cell.column - shift, stand.columns)
        text = shown(cell.text)
        draft.fields.append(("/".join((*path, column.text)), text))
        if column.key in ("this", "last"):
            _money(cell, path, column, meaning, stand, draft)
    return stand


def _money(
    cell: Cell,
    path: tuple[str, ...],
    column: Column,
    meaning: Label | None,
    stand: Stand,
    draft: Draft,
) -> None:
    doubt = meaning.doubt if meaning else f"没有读懂标签「{path[-1]}」"
    coordinates = about_money(meaning, stand.scope, draft) | column.coordinates
    back = int(column.key == "last" and "year" not in column.coordinates)
    add_figure(cell, cell.text, path, (column.text,), coordinates, doubt, stand, draft, back=back)


def _column_year(cell: Cell, stand: Stand, draft: Draft) -> Stand:
    """A year printed under a heading is the year of that column."""
    column = _under(cell.column, stand.columns)
    draft.fields.append((column.text, shown(cell.text)))
    dated = replace(column, coordinates=Coordinates({"year": fold(cell.text)[:4]}))
    columns = tuple(dated if c.index == column.index else c for c in stand.columns)
    return replace(stand, columns=columns)


def _under(position: int, columns: Sequence[Column]) -> Column:
    before = [column for column in columns if column.index <= position]
    return before[-1] if before else columns[0]


def _share_shift(values: Sequence[Cell], stand: Stand, draft: Draft) -> int:
    share = next((column for column in stand.columns if column.key == "share"), None)
    cell = next((cell for cell in values if "%" in fold(cell.text)), None)
    if share is None or cell is None:
        return 0
    shift = cell.column - share.index
    if shift:
        draft.say("资金情况有一行与表头错了位，已按百分比所在的「占比」列对齐，请核对原表", cell)
    return shift


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A column of a header that goes on over several rows; ``lost`` where its label is gone."""

    index: int
    text: str
    meaning: Label
    lost: bool = False

    @property
    def group(self) -> str:
        """What the column sums with: fund, nature, or the total itself."""
        return self.meaning.key


def is_heads(cells: Sequence[Cell]) -> bool:
    """Whether a row holds only labels of money, as a header over its figures does."""
    labels = [find(cell.text, "amount") for cell in cells]
    sides = [find(cell.text, "side") for cell in cells]
    known = all(
        label is not None or (side is not None and side.key == "keep")
        for label, side in zip(labels, sides, strict=True)
    )
    return known and len(cells) > 1 and any(labels)


def heads_row(cells: Sequence[Cell], stand: Stand, draft: Draft) -> Stand | None:
    """Read the figures under a header of money; None where the row holds no figure."""
    numbers = [cell for cell in cells if number(cell.text) is not None]
    if not numbers or len(numbers) != len(cells):
        return None
    leaves = _leaves(stand.heads)
    places, note, doubt = _assigned(numbers, leaves, stand.ragged)
    if note or doubt:
        draft.say(note or doubt, numbers[0], "reconstruction" if note else "not_understood")
    for cell, leaf in zip(numbers, places, strict=True):
        path = (stand.side, leaf.text) if stand.side else (leaf.text,)
        draft.fields.append((leaf.text, shown(cell.text)))
        about = about_money(leaf.meaning, Coordinates(), draft)
        doubted = doubt or leaf.meaning.doubt
        add_figure(cell, cell.text, path, (), about, doubted, stand, draft, note=note)
    for leaf in leaves:
        if leaf not in places and not leaf.lost:
            draft.fields.append((leaf.text, ""))
    return replace(stand, mode="", heads=())


def flush_heads(stand: Stand, draft: Draft) -> Stand:
    """A header under which no figures came: its labels have no values."""
    for row in stand.heads:
        for cell in row:
            if find(cell.text, "amount"):
                draft.fields.append((key_text(cell.text), ""))
    return replace(stand, mode="", heads=())


def _leaves(heads: Sequence[Sequence[Cell]]) -> list[_Leaf]:
    leaves = [
        _Leaf(cell.column, key_text(cell.text), label)
        for row in heads
        for cell in row
        if (label := find(cell.text, "amount")) is not None
    ]
    leaves.sort(key=lambda leaf: leaf.index)
    natures = [leaf for leaf in leaves if leaf.group == "nature"]
    missing = find("项目支出", "amount")
    if len(natures) == 1 and missing and natures[0].meaning != missing:
        # 基本支出 alone cannot make up the total: its sister column has lost its heading.
        place = leaves.index(natures[0]) + 1
        leaves.insert(place, _Leaf(natures[0].index + 1, "项目支出", missing, lost=True))
    return leaves


def _assigned(
    numbers: Sequence[Cell], leaves: Sequence[_Leaf], ragged: bool
) -> tuple[list[_Leaf], str, str]:
    """Which column each number stands in, with a note if arithmetic said so, or a doubt."""
    at = {leaf.index: leaf for leaf in leaves if not leaf.lost}
    direct = [at[cell.column] for cell in numbers if cell.column in at]
    placed = len(direct) == len(numbers)
    if placed and (not ragged or _adds_up(numbers, direct, leaves)):
        return direct, "", ""
    best = min(_ways(numbers, leaves), key=lambda way: way[0], default=None)
    if best:
        names = "、".join(
            f"{leaf.text} {shown(cell.text)}" for cell, leaf in zip(numbers, best[1], strict=True)
        )
        return best[1], f"预算情况的列在文件里错了位，按各项之和等于资金总额还原为：{names}", ""
    nearest = direct if placed else [_nearest(cell, leaves) for cell in numbers]
    return nearest, "", "这一行各数之和与资金总额对不上，无法断定各数属于哪一列，请核对原表"


def _nearest(cell: Cell, leaves: Sequence[_Leaf]) -> _Leaf:
    return min(leaves, key=lambda leaf: (abs(leaf.index - cell.column), leaf.lost))


def _ways(numbers: Sequence[Cell], leaves: Sequence[_Leaf]) -> Iterator[tuple[int, list[_Leaf]]]:
    """Every way to set the numbers under the columns, in order, that adds up; and its shifts."""
    if len(leaves) > _MOST_LEAVES or len(numbers) > len(leaves):
        return
    for chosen in combinations(leaves, len(numbers)):
        if _adds_up(numbers, chosen, leaves):
            moved = sum(
                abs(leaf.index - cell.column) for cell, leaf in zip(numbers, chosen, strict=True)
            )
            yield moved, list(chosen)


def _adds_up(numbers: Sequence[Cell], places: Sequence[_Leaf], leaves: Sequence[_Leaf]) -> bool:
    """Whether the total equals the sum of its funds and the sum of its natures."""
    sums: dict[str, Decimal] = {}
    for cell, leaf in zip(numbers, places, strict=True):
        printed = number(cell.text)
        sums[leaf.group] = sums.get(leaf.group, Decimal(0)) + (printed.value if printed else 0)
    groups = {leaf.group for leaf in leaves} - {"total"}
    return "total" in sums and all(sums.get(group) == sums["total"] for group in groups)
