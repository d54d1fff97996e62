"""The words of target forms: printed label → what it labels, from data/target_labels.csv."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from yusuan.ledger import Coordinates
from yusuan.standards.labels import fold, variants

_YEAR = re.compile(r"^20\d{2}年?度?")
_BRACKETED = re.compile(r"\([^()]*\)$")
_UNIT = re.compile(r"\((?:单位:)?(亿元|百万元|万元|千元|百元|元)\)")
_NUMBERED_GOAL = re.compile(r"((?:长期|中期|中长期|实施期|年度|总体)?(?:绩效)?目标)(\d{1,2})")
_HORIZONS = {"长期": "period", "中期": "period", "中长期": "period", "实施期": "period"}
_MONEY = re.compile(r"资金|金额|预算|拨款|经费|收入|支出|费用|投资|总额|元\)")
_NO_MONEY = re.compile(r"年度$|年份|时间|日期|代码|编码|编号|电话|数量|个数|人数|次数|比例|率")
#: Labels that end the list they stand under; amounts may be rows of a list and do not.
OPENING = ("start", "side", "field", "goal")
#: Labels that a value can stand beside.
KEYS = ("start", "field", "goal", "amount")


@dataclass(frozen=True, slots=True)
class Label:
    """What a printed label means in one role; ``doubt`` says why its figures are not exact."""

    role: str
    key: str = ""
    coordinates: Coordinates = Coordinates()
    doubt: str = ""


@cache
def _labels() -> dict[tuple[str, str], Label]:
    file = resources.files("yusuan.standards") / "data" / "target_labels.csv"
    rows = csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    return {
        (row["role"], fold(row["label"])): Label(
            row["role"], row["key"], Coordinates.parse(row["coordinates"]), row["doubt"]
        )
        for row in rows
    }


@lru_cache(maxsize=65536)
def find(text: str, *roles: str) -> Label | None:
    """The meaning of a label in the first of the roles that knows it, read literally first."""
    known = _labels()
    for form in _forms(text):
        for role in roles:
            if (role, form) in known:
                return known[role, form]
    return _numbered_goal(text) if "goal" in roles else None


def _forms(text: str) -> tuple[str, ...]:
    forms = [*variants(text)]
    forms += [_YEAR.sub("", form) for form in forms]
    shorter = [_BRACKETED.sub("", form.rstrip(":")) for form in forms]
    return tuple(dict.fromkeys((*forms, *(form for form in shorter if form))))


def goal_number(text: str) -> str:
    """The number of a goal's label: 2 in 「年度目标2：」; empty where there is none."""
    match = _NUMBERED_GOAL.fullmatch(fold(text).rstrip(":"))
    return match[2] if match else ""


def _numbered_goal(text: str) -> Label | None:
    folded = fold(text).rstrip(":")
    if not goal_number(text):
        return None
    horizon = next((h for word, h in _HORIZONS.items() if folded.startswith(word)), "")
    return Label("goal", "annual" if folded.startswith("年度") else horizon)


def unit_in(text: str) -> str | None:
    """The unit of money that a label names in brackets, as in 「项目资金（元）」."""
    match = _UNIT.search(fold(text))
    return match[1] if match else None


def speaks_of_money(label: str) -> bool:
    """Whether the words of an unknown label tell that the number beside it is an amount."""
    folded = fold(label)
    return bool(_MONEY.search(folded)) and not _NO_MONEY.search(folded)
