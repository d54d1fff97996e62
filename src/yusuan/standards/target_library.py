"""The library of performance indicators: what projects of a kind are commonly measured by.

Data, in our own words. ``data/targets/kinds.csv``: a kind of project with the words it is known by
in names and cost lines and the codes of the functions it is usual in, both parted by 「;」.
``data/targets/library.csv``: an indicator a row, of one kind (``any``: of every kind):

- ``class``, ``class_2021``: canonical class in the first generation (财预〔2015〕88号) and in the
  second (财预〔2021〕101号), where 可持续影响 is folded in and cost is a class of its own
- ``name``, ``operator`` (≥ ≤ = 定性), ``unit`` (日期 where a day is asked)
- ``usual``: 「95-100」 or one number; a day; for 定性 the words to choose from, parted by 「;」;
  or one of the words ``PLAN`` (as planned), ``MONEY`` (the budget's sum), ``NORM`` (a standard's)
- ``note``, ``source``, ``confidence`` (sure | likely | verify: is the value to be confirmed)
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

from yusuan.standards.errors import InvalidDefinition

ANY = "any"
PLAN, MONEY, NORM = "计划数", "预算数", "标准数"
#: What an entry of the library tells to be put in by the clerk, in words.
TO_FILL = {PLAN: "按年度计划填写", MONEY: "按预算数填写", NORM: "按现行标准填写"}
CONFIDENCES = ("sure", "likely", "verify")
_OPERATORS = ("≥", "≤", "=", "定性")
_CLASSES = frozenset(
    {f"output.{one}" for one in ("quantity", "quality", "timeliness", "cost")}
    | {f"outcome.{one}" for one in ("economic", "social", "ecological", "sustainable")}
    | {f"cost.{one}" for one in ("economic", "social", "ecological")}
    | {"satisfaction.beneficiary"}
)
_SECOND = _CLASSES - {"output.cost", "outcome.sustainable"}
_USUAL = re.compile(r"\d+(?:\.\d+)?(?:-\d+(?:\.\d+)?)?|\d{1,2}月\d{1,2}日前")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of project: the words that tell it, and the functions (codes, any level) it is in."""

    kind: str
    name: str
    words: tuple[str, ...]
    functions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Common:
    """A common indicator, as its row of the library has it."""

    kind: str
    class_: str
    class_2021: str
    name: str
    operator: str
    unit: str
    usual: str
    note: str
    source: str
    confidence: str

    @property
    def shown(self) -> str:
        """The value as a clerk is shown it: 「≥95%～100%」 or 「≤（按预算数填写）万元」."""
        unit = "" if self.unit == "日期" else self.unit
        if self.operator == "定性":
            return f"定性：{'、'.join(self.usual.split(';'))}"
        if self.usual in TO_FILL:
            return f"{self.operator}（{TO_FILL[self.usual]}）{unit}"
        low, _, high = self.usual.partition("-")
        return f"{self.operator}{low}{unit}" + (f"～{high}{unit}" if high else "")


def _rows(name: str) -> list[dict[str, str]]:
    file = resources.files("yusuan.standards") / "data" / "targets" / name
    return list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))


@cache
def kinds() -> dict[str, Kind]:
    """Every kind of project by its key, in the order of the data."""
    return {
        row["kind"]: Kind(row["kind"], row["name"], _parts(row["words"]), _parts(row["functions"]))
        for row in _rows("kinds.csv")
    }


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split(";") if part)


@cache
def library() -> tuple[Common, ...]:
    """Every common indicator, in the order of the data; raises InvalidDefinition."""
    return tuple(_common(row) for row in _rows("library.csv"))


def _common(row: dict[str, str]) -> Common:
    found = Common(**{"class_" if key == "class" else key: text for key, text in row.items()})
    for reason, wrong in (
        ("没有这个项目类型", found.kind not in kinds()),
        ("没有这个指标类别", found.class_ not in _CLASSES or found.class_2021 not in _SECOND),
        ("没有这个比较符号", found.operator not in _OPERATORS),
        ("常见值写法不对", not _is_usual(found)),
        ("没有这个可信程度", found.confidence not in CONFIDENCES),
    ):
        if wrong:
            raise InvalidDefinition("library.csv", found.name, reason)
    return found


def _is_usual(one: Common) -> bool:
    if one.operator == "定性":
        return bool(one.usual) and not one.unit
    return one.usual in TO_FILL or bool(_USUAL.fullmatch(one.usual))
