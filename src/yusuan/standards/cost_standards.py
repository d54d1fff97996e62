"""Cost standards (开支标准): the most that a unit of a thing may cost, and what says so.

Ours hold only what is sure, which so far is nothing: amounts are set place by place and change.
Whoever checks keeps a list of the same columns beside the budget:

- ``项目``: what it is, as cost lines call it; ``别名``: other words for it, parted by 「;」
- ``标准``: a number; ``单位``: 「元/人·天」, 「元/份」, 「万元/台」
- ``文件``, ``条款``: what says so; ``起``, ``止``: first and last year, blank where open; ``备注``
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib import resources

from yusuan.ledger import UNITS
from yusuan.standards.errors import InvalidDefinition

HEADINGS = ("项目", "别名", "标准", "单位", "文件", "条款", "起", "止", "备注")
#: The name of the list that stands beside a budget.
FILE = "cost-standards.csv"
_UNIT = re.compile(r"(元|百元|千元|万元)/((?:[一-鿿]{1,3})(?:[·/][一-鿿]{1,3})*)")


@dataclass(frozen=True, slots=True)
class CostStandard:
    """A standard: ``price`` in 元 for one of each of ``per`` (人, 天 …), and who says so."""

    item: str
    words: tuple[str, ...]  # the item and its other names
    price: Decimal
    unit: str  # as written
    per: tuple[str, ...]
    document: str
    clause: str = ""
    since: int | None = None
    until: int | None = None

    def applies(self, year: int | None) -> bool:
        """Whether it holds in a year; a year that is not known is none of those it leaves out."""
        if year is None:
            return True
        return (self.since or year) <= year <= (self.until or year)


@cache
def national() -> tuple[CostStandard, ...]:
    """The standards that come with us."""
    file = resources.files("yusuan.standards") / "data" / "targets" / "cost_standards.csv"
    return read(file.read_text(encoding="utf-8"), "cost_standards.csv")


def read(text: str, name: str = FILE) -> tuple[CostStandard, ...]:
    """The standards of a list; raises InvalidDefinition with the row that cannot be used."""
    rows = csv.DictReader(text.removeprefix("\ufeff").splitlines())
    missing = [one for one in HEADINGS[:5] if one not in (rows.fieldnames or ())]
    if missing:
        raise InvalidDefinition(name, missing[0], f"缺少这一列，表头应为 {','.join(HEADINGS)}")
    return tuple(
        _standard(row, name, number) for number, row in enumerate(rows, 2) if any(row.values())
    )


def _standard(row: dict[str, str], name: str, number: int) -> CostStandard:
    cells = {heading: (row.get(heading) or "").strip() for heading in HEADINGS}
    where = f"第 {number} 行"
    unit = _UNIT.fullmatch(cells["单位"].replace("每", "/"))
    if not cells["项目"] or not cells["文件"]:
        raise InvalidDefinition(name, where, "项目和文件都要填写")
    if unit is None:
        raise InvalidDefinition(name, where, "单位要写成“元/人·天”“元/份”这样")
    try:
        price = Decimal(cells["标准"].replace(",", "")) * UNITS[unit[1]]
    except InvalidOperation:
        raise InvalidDefinition(name, where, "标准要填数") from None
    return CostStandard(
        cells["项目"],
        (cells["项目"], *(word for word in re.split("[;；]", cells["别名"]) if word)),
        price,
        cells["单位"],
        tuple(re.split("[·/]", unit[2])),
        cells["文件"],
        cells["条款"],
        _year(cells["起"], name, where),
        _year(cells["止"], name, where),
    )


def _year(text: str, name: str, where: str) -> int | None:
    if text and not re.fullmatch(r"(?:19|20)\d\d", text):
        raise InvalidDefinition(name, where, "起、止要填年份")
    return int(text) if text else None
