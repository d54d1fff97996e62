"""What a person asks of the standards: a code through the years, and the tables of a form set."""

from __future__ import annotations

from dataclasses import dataclass

from yusuan.standards.classification import (
    SYSTEMS,
    Code,
    codes,
    correspondence,
    correspondence_back,
)
from yusuan.standards.form_sets import Form, FormSet

#: The classifications in the words of a budget officer.
SYSTEM_LABELS = {
    "function": "支出功能分类",
    "dept_economic": "部门预算支出经济分类",
    "gov_economic": "政府预算支出经济分类",
    "revenue": "部门收入项目",
}
CONFIDENCE_LABELS = {"sure": "确定", "likely": "较可靠", "unverified": "待核实"}


@dataclass(frozen=True, slots=True)
class CodeExplained:
    """One code: the names it has had, where it stands, and its counterparts."""

    system: str
    code: str
    current: Code | None  # as in the year asked about; the latest without one
    history: tuple[Code, ...]
    parents: tuple[Code, ...]  # from the class down
    children: tuple[Code, ...]
    counterparts: tuple[tuple[str, tuple[Code, ...]], ...]  # unit type → codes of the other system

    @property
    def label(self) -> str:
        """The classification in words."""
        return SYSTEM_LABELS[self.system]


def explain_code(code: str, year: int | None = None) -> tuple[CodeExplained, ...]:
    """What is known of a code, in every classification that has it; empty where none does."""
    return tuple(_explained(system, code, year) for system in SYSTEMS if code in codes(system))


def explain_name(name: str, year: int | None = None) -> tuple[Code, ...]:
    """The codes that bear a name, in every classification, in the year or in any."""
    return tuple(code for system in SYSTEMS for code in codes(system).named(name, year))


def years_of(code: Code) -> str:
    """The years a name holds, in words: 「2019年至2021年」, 「2022年起」, 「至2018年」."""
    if code.valid_from and code.valid_to:
        one = code.valid_from == code.valid_to
        return f"{code.valid_from}年" + ("" if one else f"至{code.valid_to}年")
    if code.valid_from:
        return f"{code.valid_from}年起"
    return f"至{code.valid_to}年" if code.valid_to else "各年"


def _explained(system: str, code: str, year: int | None) -> CodeExplained:
    classification = codes(system)
    current = classification.get(code, year)
    return CodeExplained(
        system,
        code,
        current,
        classification.history(code),
        _parents(system, code, year),
        classification.children(code, year),
        _counterparts(system, code, year),
    )


def _parents(system: str, code: str, year: int | None) -> tuple[Code, ...]:
    classification = codes(system)
    found: list[Code] = []
    row = classification.get(code, year) or classification.get(code)
    while row and row.parent:
        row = classification.get(row.parent, year) or classification.get(row.parent)
        if row:
            found.insert(0, row)
    return tuple(found)


def _counterparts(
    system: str, code: str, year: int | None
) -> tuple[tuple[str, tuple[Code, ...]], ...]:
    """The codes of the other economic classification, for each kind of unit that has some."""
    others = {"dept_economic": "gov_economic", "gov_economic": "dept_economic"}
    if system not in others:
        return ()
    arrow = correspondence if system == "dept_economic" else correspondence_back
    found = []
    for unit_type, words in (
        ("administrative", "行政单位和参公事业单位"),
        ("institution", "其他事业单位"),
    ):
        rows = (codes(others[system]).get(one, year) for one in arrow(code, unit_type, year))
        known = tuple(row for row in rows if row)
        if known:
            found.append((words, known))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class FormLine:
    """One form of a set, as a list of forms shows it."""

    key: str
    number: str
    title: str
    kind: str  # 表格 | 绩效表
    columns: int
    rows: str  # what its rows run over
    confidence: str


_AXES = {
    "function": "功能科目",
    "dept_economic": "部门经济科目",
    "gov_economic": "政府经济科目",
    "unit": "单位",
    "project": "项目",
    "fund": "收入项目",
    "item": "经费项目",
    "nature": "支出性质",
    "procurement": "采购类别",
    "service": "购买服务类别",
    "line": "明细",
}


def explain_form_set(found: FormSet, year: int | None = None) -> tuple[FormLine, ...]:
    """The forms of a set in order, with the titles of a year (its own, where none is given)."""
    shown = year or (found.years[-1] if found.years else 0)
    return tuple(_line(form, shown) for form in found.forms)


def _line(form: Form, year: int) -> FormLine:
    axes = (
        "×".join(_AXES.get(axis, axis) for axis in section.axes) or "合计"
        for section in form.sections
    )
    columns = sum(len(section.columns) for section in form.sections)
    columns += len(form.fields) + sum(len(one.columns) for one in form.lists)
    kind = "表格" if form.kind == "table" else "绩效表"
    rows = "、".join(dict.fromkeys(axes))
    words = CONFIDENCE_LABELS[form.confidence]
    return FormLine(form.key, form.number, form.titled(year), kind, columns, rows, words)
