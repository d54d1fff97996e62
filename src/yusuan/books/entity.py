"""The entity ⇄ its cells: one row of ``schema.ENTITY``, standing as lines of key and value."""

from __future__ import annotations

from collections.abc import Mapping

from yusuan.books import rows
from yusuan.books.columns import folded
from yusuan.books.problems import Problem
from yusuan.books.raw import RawCell, RawTable
from yusuan.books.schema import ENTITY, MONEY_UNIT
from yusuan.books.values import Known
from yusuan.ledger import UNITS
from yusuan.ledger.budgets import Entity

UNIT_KEY = "amount_unit"
UNIT_HEADING = "金额单位"

_NAMELESS = "没有单位名称或年度，读不出这是谁的预算"


def lines(entity: Entity, unit: str) -> list[tuple[str, str, str]]:
    """Key, heading and text of each line, the unit of money last."""
    texts = rows.cells(ENTITY, entity, unit)
    named = [(each.key, each.heading) for each in ENTITY.columns]
    return [*((*n, t) for n, t in zip(named, texts, strict=True)), (UNIT_KEY, UNIT_HEADING, unit)]


def read(
    name: str, cells: Mapping[str, RawCell], headings: Mapping[str, RawCell]
) -> tuple[Entity | None, str, list[Problem]]:
    """The entity, the unit of money, and what is wrong; cells and headings are by key.

    Without a name or a year there is no entity.
    """
    unit, problems = _money_unit(name, cells.get(UNIT_KEY))
    keys = [each.key for each in ENTITY.columns]
    at = {key: index for index, key in enumerate(keys)}
    table = RawTable(
        name,
        {at[key]: RawCell(ENTITY.column(key).heading, headings[key].place) for key in headings},
        ({at[key]: cells[key] for key in headings if key in cells},),
        (0,),
    )
    found, wrong = rows.read(ENTITY, table, Known(None, unit))
    problems += [_placed(each, headings) for each in wrong]
    entity = found.rows[0].record if found.rows else None
    if entity is None or not entity.name.strip():
        problems.append(Problem(name, "", _NAMELESS, "请先填好单位名称和预算年度"))
        return None, unit, problems
    return entity, unit, problems


def _money_unit(name: str, cell: RawCell | None) -> tuple[str, list[Problem]]:
    typed = folded(cell.text) if cell else ""
    if typed in UNITS:
        return typed, []
    wrong = f"金额单位“{typed}”不认识" if typed else f"没有写{UNIT_HEADING}"
    remedy = f"已按{MONEY_UNIT}读取，请写明是万元还是元"
    place = cell.place if cell else ""
    return MONEY_UNIT, [Problem(name, place, wrong, remedy, "error" if typed else "warning")]


def _placed(problem: Problem, headings: Mapping[str, RawCell]) -> Problem:
    """A problem of an empty line, told at the line's heading."""
    heading = next(
        (
            each
            for each in ENTITY.columns
            if f"“{each.heading}”" in problem.cell and each.key in headings
        ),
        None,
    )
    if heading is None:
        cell = "" if problem.cell.startswith("第 0 行") else problem.cell
        return Problem(problem.sheet, cell, problem.wrong, problem.remedy, problem.severity)
    place = headings[heading.key].place
    return Problem(problem.sheet, place, problem.wrong, problem.remedy, problem.severity)
