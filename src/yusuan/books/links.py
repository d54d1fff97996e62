"""What must hold between the lists of a budget, told with the cell that breaks it.

Names that point to nothing are told where they are read (``values``); here stand the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from yusuan.books import links_assessed
from yusuan.books.problems import Fault, Problem
from yusuan.books.rows import ReadList, ReadRow

_KEYS = {"units": ("code",), "projects": ("key",), "passages": ("key", "number")}
_FULL = 7  # digits of a 项


def problems(lists: Mapping[str, ReadList], year: int) -> Iterator[Problem]:
    """Everything that is wrong between rows and between lists."""
    for key, names in _KEYS.items():
        yield from _doubled(lists[key], names)
    for key in ("spending", "purchases", "norms"):
        yield from _coarse(lists[key])
    yield from _without_function(lists["spending"], lists["norms"])
    yield from _projects_without_name(lists["spending"])
    yield from _without_fund(lists["costs"])
    yield from links_assessed.problems(lists, year)


def _doubled(found: ReadList, names: tuple[str, ...]) -> Iterator[Problem]:
    first: dict[tuple[object, ...], str] = {}
    for row in found.rows:
        key = tuple(getattr(row.record, name) for name in names)
        place = found.place(names[0], row)
        if key in first:
            heading = found.sheet.column(names[0]).heading
            wrong = f"{heading}“{key[0]}”与 {first[key]} 重复"
            yield Problem(found.table.name, place, wrong, "请改成不同的，或并成一行")
        elif key[0] != "":
            first[key] = place


def _coarse(found: ReadList) -> Iterator[Problem]:
    for row in found.rows:
        code = row.record.function
        if code.isdigit() and len(code) < _FULL:
            wrong = f"支出功能科目 {code} 没有写到项"
            fault = Fault(wrong, "请填 7 位编码", "warning", "coarse-function")
            about = f"{found.sheet.title} {code}"
            yield fault.at(found.table.name, found.place("function", row), about)


def _without_function(spending: ReadList, norms: ReadList) -> Iterator[Problem]:
    told_apart = ("economic", "project")  # money of these views is known by no function
    rows = [r for r in spending.rows if not r.record.function and r.record.view not in told_apart]
    fault = Fault("行没有填支出功能科目", "知道科目的请填到项", "warning", "no-function")
    yield from _unsaid(spending, "function", rows, fault)
    rows = [r for r in norms.rows if not r.record.function and r.record.use == "derive"]
    yield from _unsaid(norms, "function", rows, fault)


def _projects_without_name(found: ReadList) -> Iterator[Problem]:
    projects = (row for row in found.rows if row.record.nature == "project")
    rows = [r for r in projects if not r.record.project and r.record.view != "economic"]
    remedy = "请填“项目”表里的项目编号"
    fault = Fault("行项目支出没有填项目编号", remedy, "warning", "no-project")
    yield from _unsaid(found, "project", rows, fault)


def _without_fund(found: ReadList) -> Iterator[Problem]:
    rows = [row for row in found.rows if not row.record.fund]
    fault = Fault("行没有填资金来源", "知道来源的请从下拉中选", "warning")
    yield from _unsaid(found, "fund", rows, fault)


def _unsaid(
    found: ReadList, column: str, rows: Sequence[ReadRow], fault: Fault
) -> Iterator[Problem]:
    """One warning for all rows that leave something open, at the first of them."""
    if rows:
        counted = replace(fault, wrong=f"有 {len(rows)} {fault.wrong}（这是第一行）")
        yield counted.at(found.table.name, found.place(column, rows[0]), found.sheet.title)
