"""Raw tables → a Budget and every problem: the steps that folder and workbook share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from yusuan.books import links, rows
from yusuan.books.problems import Problem
from yusuan.books.raw import RawTable
from yusuan.books.schema import BY_KEY, SHEETS
from yusuan.books.values import Known
from yusuan.ledger.budgets import Budget, Entity

_FIRST = ("units", "projects")  # what cells of the other lists refer to


def budget_of(
    entity: Entity, unit: str, tables: Mapping[str, RawTable]
) -> tuple[Budget, list[Problem]]:
    """The budget of an entity whose lists stand in tables; a list without a table is empty."""
    known = Known(entity.year, unit)
    lists: dict[str, rows.ReadList] = {}
    problems: dict[str, list[Problem]] = {}
    for key in (*_FIRST, *(each.key for each in SHEETS if each.key not in _FIRST)):
        table = tables.get(key) or RawTable(BY_KEY[key].title, {}, (), ())
        lists[key], problems[key] = rows.read(BY_KEY[key], table, known)
        known = _knowing(known, key, lists[key])
    found = [each for sheet in SHEETS for each in problems[sheet.key]]
    fields: dict[str, Any] = rows.records(lists.values())
    return Budget(entity, **fields), [*found, *links.problems(lists, entity.year)]


def _knowing(known: Known, key: str, found: rows.ReadList) -> Known:
    if key == "units":
        return replace(known, units={r.record.code: r.record.name for r in found.rows})
    if key == "projects":
        return replace(known, projects={r.record.key: r.record.name for r in found.rows})
    return known
