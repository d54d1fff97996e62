"""What a target form is read into while its rows go by: figures, columns, and the draft."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from yusuan.documents import Cell
from yusuan.ledger import (
    Coordinates,
    CostLine,
    Goal,
    Indicator,
    Printed,
    Remark,
    is_dash,
    parse_number,
)
from yusuan.standards.labels import fold

_ITEM = re.compile(r"(?:\d{1,2}[、.．)）]|[（(①-⑩一二三四五六七八九十][）)、]?)")


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed amount with what its own labels say; the form's name comes to it later."""

    cell: Cell
    text: str
    printed: Printed
    row: tuple[str, ...]
    column: tuple[str, ...] = ()
    coordinates: Coordinates = Coordinates()
    doubt: str = ""
    back: int = 0  # how many years before the form's own
    note: str = ""  # what was reconstructed on the way
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list: where it stands, its printed label, and what the label means."""

    index: int
    text: str
    key: str
    coordinates: Coordinates = Coordinates()
    doubt: str = ""
    group: int = 0  # indicators printed in two sets side by side: 0, 1
    horizon: str = ""


@dataclass(frozen=True, slots=True)
class Stand:
    """Where the reading of a form stands between two rows; it carries over to a 续表."""

    kind: str = "project"
    mode: str = ""  # the list being read: indicator, cost, source, task, project, money …
    columns: tuple[Column, ...] = ()
    heads: tuple[tuple[Cell, ...], ...] = ()  # rows of a header that is still going on
    side: str = ""  # the label at the side, as printed
    side_key: str = ""
    side_row: int = -1
    scope: Coordinates = Coordinates()  # what the label at the side says of figures
    totals: tuple[tuple[int, Coordinates], ...] = ()  # column of a total's label → its meaning
    special: str = ""  # name of the fund the project belongs to (所属专项)
    level1: str = ""
    level2: str = ""
    goal: str = ""
    horizon: str = ""
    last: str = ""  # the last label that took a value
    unit: str | None = None
    ragged: bool = False


@dataclass(slots=True)
class Draft:
    """A form while it is being read."""

    kind: str = "project"
    name: str = ""
    titled: bool = False  # whether the title says of which kind the form is
    named_by: str = ""  # the label that gave the name
    cell: Cell | None = None
    fields: list[tuple[str, str]] = field(default_factory=list)
    goals: list[Goal] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)
    costs: list[tuple[CostLine, list[Figure]]] = field(default_factory=list)
    tasks: list[tuple[str, ...]] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def say(self, message: str, cell: Cell | None = None, kind: str = "reconstruction") -> None:
        """Keep a remark, once."""
        remark = Remark(message, cell.place if cell else None, kind)
        if all(remark.message != other.message for other in self.remarks):
            self.remarks.append(remark)


def shown(text: str) -> str:
    """A value as it stands, without white space around it."""
    return text.strip("\u3000 \t\r\n\u00a0")


def name_of(text: str) -> str:
    """A short printed text on one line, unless its lines are numbered items.

    Breaks within a name come from a narrow cell; the space beside one does too.
    """
    lines = [line.strip() for line in shown(text).splitlines()]
    if any(_ITEM.match(line) for line in lines[1:]):
        return "\n".join(line for line in lines if line)
    return "".join(lines)


@lru_cache(maxsize=65536)
def key_text(text: str) -> str:
    """A printed label without white space and its colon, 「其中：」 kept apart from it."""
    return "".join(shown(text).split()).rstrip(":：")


def number(text: str) -> Printed | None:
    """The number of an amount's cell; a dash and a blank are none."""
    return None if is_dash(text) else parse_number(text)


def project_name(text: str) -> str:
    """A project's name as coordinates carry it: folded, without 「项目1：」 before it."""
    folded = fold(text)
    head, mark, tail = folded.partition(":")
    return tail if mark and head.startswith("项目") and head[2:].isdigit() else folded
