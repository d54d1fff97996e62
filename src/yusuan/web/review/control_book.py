"""The control numbers of a year as one workbook: written to be filled in, read back whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

from django.db import transaction

from yusuan.books import exact
from yusuan.ledger.budgets import Budget
from yusuan.standards.dimensions import members
from yusuan.web.accounts.models import User
from yusuan.web.budgeting import submitted
from yusuan.web.budgeting.models import Dossier
from yusuan.web.review import controls, items
from yusuan.web.review.items import About
from yusuan.web.review.models import Item
from yusuan.web.review.sheets import Page, Typed, Unread, read, write

HEADS: Final = (
    "部门编码",
    "部门",
    "控制项",
    "编号",
    "名称",
    "申报数（万元）",
    "控制数（万元）",
    "说明",
)
_NEEDED: Final = ("部门编码", "控制项", "编号", "控制数（万元）", "说明")
_KINDS: Final = {str(one.label): one.value for one in Item}
_MOST: Final = Decimal(10) ** 14  # 元


class Wrong(ValueError):
    """What is wrong with the rows of a workbook; nothing of it was kept."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__("；".join(sentences))
        self.sentences = sentences


def written(dossiers: Iterable[Dossier]) -> bytes:
    """A workbook with a row for each item of each budget, its control number where there is one."""
    rows = [row for one in dossiers for row in _rows(one)]
    return write(Page("控制数", HEADS, rows))


def _rows(dossier: Dossier) -> Iterator[tuple[str | Decimal | None, ...]]:
    budget = submitted.budget(dossier)
    notes = {About(one.item, one.key): (one.amount, one.note) for one in dossier.controls.all()}
    for about in listed(dossier, budget):
        asked = items.asked(budget, about) if budget else None
        amount, note = notes.get(about, (None, ""))
        yield (
            dossier.department.code, dossier.department.name, str(Item(about.item).label),
            about.key, about.member(budget) if about.key else "",
            _wan(asked), _wan(amount), note,
        )  # fmt: skip


def listed(dossier: Dossier, budget: Budget | None) -> list[About]:
    """The items that are offered for a budget: what it suggests, and what has a number already."""
    offered = items.of_budget(budget) if budget else [About(Item.TOTAL)]
    there = [About(one.item, one.key) for one in dossier.controls.all()]
    return list(dict.fromkeys((*offered, *there)))


def _wan(amount: Decimal | None) -> Decimal | None:
    return None if amount is None else exact.in_unit(amount, "万元")


def amount_of(text: str) -> Decimal | None:
    """An amount typed in 万元, in 元; None where nothing is typed. Raises Unread."""
    typed = text.replace(",", "").replace("，", "").strip()
    if not typed:
        return None
    found = exact.plain(typed)
    if found is None or not 0 <= found < _MOST:
        raise Unread(f"“{text[:30]}”不是金额，请填不小于 0 的数（万元）。")
    return exact.from_unit(found, "万元")


def about_of(kind: str, key: str) -> About:
    """An item from the words for its kind and its key; raises Unread."""
    item = _KINDS.get(kind, kind)
    if item not in Item.values:
        raise Unread(f"没有“{kind[:30]}”这种控制项，请填：{'、'.join(_KINDS)}。")
    if item == Item.TOTAL:
        return About(item)
    if item in (Item.FUND, Item.NATURE) and (item, key) not in members():
        found = [k for (dimension, k), one in members().items()
                 if dimension == item and one.label == key]  # fmt: skip
        if len(found) != 1:
            raise Unread(f"没有叫“{key[:30]}”的{Item(item).label}。")
        return About(item, found[0])
    if not key or len(key) > 60:
        raise Unread("请填项目编号。")
    return About(item, key)


def load(user: User, dossiers: Iterable[Dossier], data: bytes) -> int:
    """Set control numbers from a workbook, all or nothing; how many changed.

    A row without an amount leaves its item as it is. Raises Unread, Wrong, PermissionDenied.
    """
    by_code = {one.department.code: one for one in dossiers}
    wrong: list[str] = []
    numbers: dict[str, dict[About, Decimal | None]] = defaultdict(dict)
    notes: dict[str, dict[About, str]] = defaultdict(dict)
    for row in read(data, _NEEDED):
        try:
            code, about, amount = _read(row, by_code)
        except Unread as problem:
            wrong.append(f"第 {row.number} 行：{problem}")
            continue
        if about in numbers[code]:
            wrong.append(f"第 {row.number} 行：这一项前面已有一行。")
        if amount is not None:
            numbers[code][about] = amount
            notes[code][about] = row.cells["说明"]
    if wrong:
        raise Wrong(wrong)
    with transaction.atomic():
        return sum(
            controls.put(user, by_code[code], found, notes[code])
            for code, found in sorted(numbers.items())
            if found
        )


def _read(row: Typed, by_code: dict[str, Dossier]) -> tuple[str, About, Decimal | None]:
    code = row.cells["部门编码"]
    if code not in by_code:
        raise Unread(f"没有编码为“{code[:30]}”的部门预算。")
    about = about_of(row.cells["控制项"], row.cells["编号"])
    return code, about, amount_of(row.cells["控制数（万元）"])
