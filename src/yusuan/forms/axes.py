"""The columns of a table: which lead the rows, which hold figures, which lists stand abreast."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from yusuan.forms.grid import Grid, is_blank, is_number
from yusuan.ledger import parse_number
from yusuan.standards.labels import fold, numbering
from yusuan.standards.vocabulary import Sense, senses

LEADING = frozenset(
    {
        "code",
        "name",
        "label",
        "unit_code",
        "unit_name",
        "unit_or_project",
        "project",
        "label_amount",
    }
)
AXES = LEADING | {"text", "count", "ratio", "serial"}
_TOTALS = frozenset({"合计", "总计", "小计", "共计", "总合计"})
_CODE = re.compile(r"[1-9]\d{2}(?:\d{2}){0,2}")
_CODED_LABEL = re.compile(r"[235]\d{2}(?:\d{2}){0,2}[\s_-]*[^\d\s.,，、年]")
_HEADING = re.compile(r"^(.*(?:科目|分类).*)(编码|代码|编号|名称)$")
_INDEX = frozenset({"栏次", "行次", "列次", "-", "—"})
_LABEL_AMOUNT = re.compile(
    r"^(?P<label>(?:\d{1,2}[.、．])?\D.*?[^\d.,\s])\s*(?P<amount>-?[\d,]+(?:\.\d+)?)?$", re.DOTALL
)
_HIGHEST = 10  # header rows at the most


@dataclass(frozen=True, slots=True)
class Column:
    """A column with its header path from the root and the part it plays."""

    index: int
    path: tuple[str, ...]
    groups: tuple[int, ...]
    role: str
    axis: str | None = None

    @property
    def leaf(self) -> str:
        """The lowest header label; empty where the column has none."""
        return self.path[-1] if self.path else ""


@dataclass(frozen=True, slots=True)
class Span:
    """The columns of one list: those that lead its rows, and those that hold its figures."""

    leading: tuple[Column, ...]
    measures: tuple[Column, ...]


def is_index_row(texts: Sequence[str]) -> bool:
    """Whether a row only numbers the columns: 「** ** 1 2 3」, 「栏次 1 2 3」."""
    numbers = [number.value for text in texts if (number := parse_number(text)) is not None]
    others = [text for text in texts if parse_number(text) is None]
    counting = len(numbers) >= 2 and numbers == [numbers[0] + step for step in range(len(numbers))]
    known = all(set(text) == {"*"} or fold(text) in _INDEX or "=" in text for text in others)
    return bool(texts) and known and (not numbers or (counting and numbers[0] <= 2))


def header_height(grid: Grid) -> int:
    """How many rows stand above the first row of the body."""
    for row in range(min(grid.rows, _HIGHEST)):
        if _is_body(grid, row):
            return row
    return min(grid.rows, _HIGHEST)


def _is_body(grid: Grid, row: int) -> bool:
    texts = grid.texts(row)
    if not texts or is_index_row(texts):
        return False
    numbers = [parse_number(text) for text in texts]
    found = [number for number in numbers if number is not None]
    if found and not all(n.decimals == 0 and 1990 <= n.value <= 2100 for n in found):
        return True
    if fold(texts[0]) in _TOTALS and len(texts) == 1:
        return row > 0
    if any(numbering(text)[0] and _leads(text) for text in texts):
        return True
    return any(label_and_amount(text)[1] for text in texts)


def _leads(text: str) -> bool:
    if _CODED_LABEL.match(text):
        return True
    return any(sense.role in {"member", "total"} for sense in senses(text))


def label_and_amount(text: str) -> tuple[str, str]:
    """A cell that holds both a label and its figure: 「一、基本支出 448.93」."""
    match = _LABEL_AMOUNT.match(text.strip())
    if not match or not match["amount"]:
        return text.strip(), ""
    label = match["label"]
    known = any(s.role in {"member", "total"} for s in senses(label))
    return (label, match["amount"]) if known and is_number(match["amount"]) else (text.strip(), "")


def columns(grid: Grid, height: int) -> tuple[Column, ...]:
    """Every column with its header path and its role."""
    numbering_rows = {row for row in range(height) if is_index_row(grid.texts(row))}
    header = [row for row in range(height) if row not in numbering_rows]
    found = [_column(grid, height, header, index) for index in range(grid.columns)]
    coded = any(column.role in {"code", "unit_code", "unit_name"} for column in found)
    return tuple(
        replace(column, role=_label_role(grid, height, column, coded=coded))
        if column.role == "label"
        else column
        for column in found
    )


def _label_role(grid: Grid, height: int, column: Column, *, coded: bool) -> str:
    """What a column of words is: the labels of a list, names beside codes, or projects."""
    known = _is_list(grid, height, column)
    if coded and not any(sense.role == "label" for sense in senses(column.leaf)):
        return "name" if known else "project"
    return "project" if coded or not known else "label"


def _is_list(grid: Grid, height: int, column: Column) -> bool:
    """Whether a column of names holds known headings (收支项目) rather than names of projects."""
    texts = {grid.text(row, column.index) for row in range(height, grid.rows)}
    texts = {text for text in texts if not is_blank(text) and fold(text) not in _TOTALS}
    return 2 * sum(_leads(label_and_amount(text)[0]) for text in texts) >= len(texts)


def _column(grid: Grid, height: int, header: Sequence[int], index: int) -> Column:
    path: list[str] = []
    groups: list[int] = []
    for row in header:
        cell = grid.at(row, index)
        if cell is None or not cell.text.strip() or cell.text.strip() == "**":
            continue
        identity = cell.row * grid.columns + cell.column
        if groups and groups[-1] == identity:
            continue
        if cell.colspan >= grid.columns and grid.columns > 1 and row == 0:
            continue  # a title inside the grid
        path.append(" ".join(cell.text.split()))
        groups.append(identity)
    body = [grid.text(row, index) for row in range(height, grid.rows) if grid.own(row, index)]
    role, axis = _role(path, [text for text in body if not is_blank(text)])
    return Column(index, tuple(path), tuple(groups), role, axis)


def _role(path: Sequence[str], body: Sequence[str]) -> tuple[str, str | None]:
    """The part a column plays: its header says so; where it does not, its content does."""
    found = senses(path[-1]) if path else ()
    axis = next((s.axis for label in reversed(path) for s in senses(label) if s.axis), None)
    kinds = _kinds(body)
    leading = next((sense.role for sense in found if sense.role in AXES), None)
    if not found and path and (said := _HEADING.search(fold(path[-1]))):
        leading = "code" if said[2] in {"编码", "代码", "编号"} else "name"
        axis = axis or _axis_in(said[1])
    if leading and not _is_figure(found):
        if leading == "count" and path and fold(path[-1]) in {"序号", "行次", "栏次"}:
            leading = "serial"
        return leading, axis
    if kinds["label"] > len(body) / 2 and kinds["number"] < len(body) / 4:
        return ("label_amount" if kinds["both"] else "label"), axis
    if found:
        return "measure", axis
    if not path and not body:
        return "none", None
    if kinds["code"] and kinds["code"] >= 0.8 * len(body):
        return "code", axis
    if not path and _counts_up(body):
        return "serial", axis
    if kinds["number"] >= max(1, len(body) / 2):
        return "measure", axis
    return "text", axis


def _counts_up(body: Sequence[str]) -> bool:
    """Whether a column only numbers its rows: 1, 2, 3 …"""
    return len(body) > 1 and list(body) == [str(n) for n in range(1, len(body) + 1)]


def _axis_in(words: str) -> str | None:
    """The classification a heading like 「部门经济分类科目名称」 names."""
    if "功能" in words:
        return "function"
    if "经济" in words:
        return "gov_economic" if "政府" in words else "dept_economic"
    return None


def _is_figure(found: Sequence[Sense]) -> bool:
    return any(sense.role in {"member", "amount", "total"} for sense in found)


def _kinds(body: Sequence[str]) -> dict[str, int]:
    counts = {"number": 0, "code": 0, "label": 0, "both": 0}
    for text in body:
        if is_number(text):
            counts["number"] += 1
            counts["code"] += bool(_CODE.fullmatch(text))
        else:
            label, amount = label_and_amount(text)
            counts["both"] += bool(amount)
            counts["label"] += bool(amount) or _leads(label)
    return counts


def spans(all_columns: Sequence[Column]) -> tuple[Span, ...]:
    """The lists that stand side by side, each with its leading columns and its figures.

    A new list begins where a leading column follows a column of figures.
    """
    return tuple(_spans([column for column in all_columns if column.role != "none"]))


def _spans(all_columns: Sequence[Column]) -> Iterator[Span]:
    leading: list[Column] = []
    measures: list[Column] = []
    for column in all_columns:
        if column.role in LEADING and measures:
            yield Span(tuple(leading), tuple(measures))
            leading, measures = [], []
        if column.role == "label_amount":
            leading.append(column)
            measures.append(column)
        elif column.role in AXES:
            leading.append(column)
        else:
            measures.append(column)
    if leading or measures:
        yield Span(tuple(leading), tuple(measures))
