"""One cell ⇄ one value: how a typed cell is understood, and how a value is written down."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field
from datetime import date
from typing import Any, Final

from yusuan.books import exact
from yusuan.books.columns import Column, folded
from yusuan.books.problems import Fault, shortened
from yusuan.books.raw import RawCell
from yusuan.ledger import UNITS, is_dash, parse_number
from yusuan.standards.classification import Code, bare, codes, normal

ABSENT: Final = MISSING
"""The value of a cell that says nothing, or nothing that can be read."""

Read = tuple[Any, Fault | None]
Reader = Callable[[RawCell], Read]

_YES: Final = frozenset(("是", "有", "对", "√", "✓", "1", "true", "yes", "y"))
_NO: Final = frozenset(("否", "无", "不是", "×", "0", "false", "no", "n"))
_CODE: Final = re.compile(r"(\d+)(?:[\s\-_—:：]*(\D.*))?", re.DOTALL)
_WHOLE: Final = re.compile(r"(-?\d{1,9})(?:\.0+)?[年人个名]?")
_DAY: Final = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[ T]00:00(?::00)?)?"
)
_NAMED_AT_MOST: Final = 4


@dataclass(frozen=True, slots=True)
class Known:
    """What cells may refer to: the year of the codes, the unit of money, the names of rows."""

    year: int | None
    unit: str
    units: Mapping[str, str] = field(default_factory=dict)  # code → name
    projects: Mapping[str, str] = field(default_factory=dict)


def write(column: Column, value: Any, unit: str) -> str:
    """A value as the text of its cell; what is not said is empty."""
    if value is None:
        return ""
    match column.kind:
        case "amount":
            return exact.written(exact.in_unit(value, unit))
        case "number":
            return exact.written(value)
        case "bool":
            return "是" if value else "否"
        case "choice":
            return column.label(value)
        case _:
            return str(value)


def reader(column: Column, known: Known) -> Reader:
    """How the cells of a column are read."""
    match column.kind:
        case "amount":
            return lambda cell: _amount(cell, known.unit, signed=column.signed)
        case "number":
            return lambda cell: _amount(cell, None, signed=True)
        case "int":
            return _integer
        case "bool":
            return _boolean
        case "date":
            return _date
        case "code":
            year = None if column.dimension else known.year
            return lambda cell: _code(cell, column, year)
        case "choice":
            values = column.values()
            return lambda cell: _choice(cell, column, values)
        case "unit":
            return _pointer("单位", "编码", known.units)
        case "project":
            return _pointer("项目", "编号", known.projects)
        case "key":
            return lambda cell: (cell.typed, None)
        case _:
            return lambda cell: (cell.text, None)


def _amount(cell: RawCell, unit: str | None, *, signed: bool) -> Read:
    typed = folded(cell.typed)
    if is_dash(typed):
        return ABSENT, None
    value, own = exact.plain(typed), None
    if value is None:
        printed = parse_number(cell.typed)
        value, own = (printed.value, printed.unit) if printed else (None, None)
    if value is None or (own and unit is None):
        return ABSENT, _no_number(cell.typed, own)
    if unit is not None:
        value = exact.from_unit(value, own or unit)
    return value, None if signed or value >= 0 else _negative(cell.typed)


def _no_number(typed: str, own: str | None) -> Fault:
    wrong = f"“{shortened(typed)}”不是一个数"
    if own:
        return Fault(wrong, "这里不是金额，请去掉金额单位")
    return Fault(wrong, f"请只填数字（可带小数和千分位），单位可写 {'、'.join(list(UNITS)[:4])}")


def _negative(typed: str) -> Fault:
    return Fault(f"金额 {typed} 是负数", "预算数一般不为负，请核对", "warning", "negative-amount")


def _integer(cell: RawCell) -> Read:
    found = _WHOLE.fullmatch(folded(cell.typed).replace(",", ""))
    if found is None:
        return ABSENT, Fault(f"“{shortened(cell.typed)}”不是整数", "请填不带小数的数字")
    return int(found[1]), None


def _date(cell: RawCell) -> Read:
    found = _DAY.fullmatch(folded(cell.text))
    try:
        if found is not None:
            return date(*map(int, found.groups())), None
    except ValueError:
        pass  # the 31st of a month that has none
    return ABSENT, Fault(f"“{shortened(cell.text)}”不是日期", "请写成 2024-07-31 的样子")


def _boolean(cell: RawCell) -> Read:
    word = folded(cell.typed).lower()
    if word in _YES or word in _NO:
        return word in _YES, None
    return ABSENT, Fault(f"“{shortened(cell.typed)}”不是“是”或“否”", "请填“是”或“否”")


def _choice(cell: RawCell, column: Column, values: Mapping[str, str]) -> Read:
    value = values.get(cell.text) or values.get(normal(cell.text))
    if value is not None:
        return value, None
    some = "、".join(each.label for each in column.choices[:_NAMED_AT_MOST])
    more = " 等" if len(column.choices) > _NAMED_AT_MOST else ""
    wrong = f"{column.heading}没有“{shortened(cell.text)}”这一项"
    return cell.text, Fault(wrong, f"请从下拉中选：{some}{more}")


def _code(cell: RawCell, column: Column, year: int | None) -> Read:
    typed = folded(cell.typed)
    found = _CODE.fullmatch(typed)
    if found is None:
        return _named(cell.text, column, year)
    code, name = found[1], found[2] or ""
    known = codes(column.system).get(code, year)
    if known is None:
        return code, _unknown(code, column, year)
    return code, _misnamed(known, name, column)


def _unknown(code: str, column: Column, year: int | None) -> Fault:
    when = f"{year} 年的" if year else ""
    ever = codes(column.system).get(code)
    hint = f"该编码在其他年度是“{ever.name}”，请换成当年的科目" if ever else "请核对编码"
    return Fault(f"{when}{column.heading}里没有 {code}", hint, "warning", "unknown-code")


def _misnamed(code: Code, name: str, column: Column) -> Fault | None:
    spelled = {normal(each) for each in (code.name, *code.also)} | {bare(code.name)}
    if not name or {normal(name), bare(name)} & spelled:
        return None
    wrong = f"编码 {code.code} 是“{code.name}”，不是“{shortened(name)}”"
    return Fault(wrong, f"已按编码读取，请核对{column.heading}", "warning", "code-name")


def _named(text: str, column: Column, year: int | None) -> Read:
    found = codes(column.system).named(text, year)
    if len(found) == 1:
        return found[0].code, None
    if not found:
        wrong = f"{column.heading}里没有“{shortened(text)}”"
        return text, Fault(wrong, "请填科目编码，或从下拉中选", "warning", "unknown-code")
    several = "、".join(each.code for each in found[:_NAMED_AT_MOST])
    wrong = f"叫“{shortened(text)}”的{column.heading}有 {len(found)} 个"
    return text, Fault(wrong, f"请改填编码，例如 {several}")


def _pointer(title: str, what: str, names: Mapping[str, str]) -> Reader:
    """A reader of names of rows of another sheet: by code, by code without noughts, by name."""
    loose: dict[str, list[str]] = {}
    for key, name in names.items():
        for word in {folded(key), folded(key).lstrip("0"), folded(name), f"{key} {name}"}:
            loose.setdefault(word, []).append(key)

    def read(cell: RawCell) -> Read:
        typed = cell.typed
        if typed in names:
            return typed, None
        found = loose.get(folded(typed), [])
        if len(found) == 1:
            return found[0], None
        wrong = f"“{title}”表里{'不止一行' if found else '没有'}“{shortened(typed)}”"
        return typed, Fault(wrong, f"请填“{title}”表里的{what}，或先在“{title}”表里加上它")

    return read
