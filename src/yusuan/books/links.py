"""What must hold between the lists of a budget, told with the cell that breaks it.

Names that point to nothing are told where they are read (``values``); here stand the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from yusuan.books.problems import Problem
from yusuan.books.rows import ReadList

_KEYS = {"units": ("code",), "projects": ("key",), "passages": ("key", "number")}
_FULL = 7  # digits of a 项


def problems(lists: Mapping[str, ReadList]) -> Iterator[Problem]:
    """Everything that is wrong between rows and between lists."""
    for key, names in _KEYS.items():
        yield from _doubled(lists[key], names)
    for key in ("spending", "purchases"):
        yield from _coarse(lists[key])
    yield from _without_function(lists["spending"])
    yield from _projects_without_name(lists["spending"])


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
            yield Problem(
                found.table.name, found.place("function", row), wrong, "请填 7 位编码", "warning"
            )


def _without_function(found: ReadList) -> Iterator[Problem]:
    rows = [row for row in found.rows if not row.record.function]
    if rows:
        wrong = f"有 {len(rows)} 行没有填支出功能科目（这是第一行）"
        place = found.place("function", rows[0])
        yield Problem(found.table.name, place, wrong, "知道科目的请填到项", "warning")


def _projects_without_name(found: ReadList) -> Iterator[Problem]:
    rows = [row for row in found.rows if row.record.nature == "project" and not row.record.project]
    if rows:
        wrong = f"有 {len(rows)} 行项目支出没有填项目编号（这是第一行）"
        place = found.place("project", rows[0])
        yield Problem(found.table.name, place, wrong, "请填“项目”表里的项目编号", "warning")
