"""A workbook back into a budget, with every problem told by sheet and cell."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from yusuan.books import entity, reading, workbook_front, workbook_lists, workbook_totals
from yusuan.books.columns import Sheet
from yusuan.books.problems import Problem
from yusuan.books.raw import RawCell, RawTable
from yusuan.books.schema import ENTITY, SHEETS
from yusuan.books.workbook_cells import Cells, sheets
from yusuan.documents import UnreadableDocument
from yusuan.ledger.budgets import Budget

_OURS = frozenset(
    (
        workbook_front.TITLE,
        workbook_totals.TITLE,
        workbook_lists.TITLE,
        *(sheet.title for sheet in SHEETS),
    )
)
_ANEW = "请用模板新建一份工作簿，把各表内容粘贴过去"
_KINDS = "请在 Excel 中另存为 .xlsx 工作簿再试"


def is_workbook(path: Path) -> bool:
    """Whether a file is a budget's workbook: it has the first sheet and the lists of money."""
    try:
        return {ENTITY.title, "支出", "收入"} <= sheets(path.read_bytes()).keys()
    except (UnreadableDocument, OSError):
        return False


def read_workbook(source: Path | bytes) -> tuple[Budget | None, tuple[Problem, ...]]:
    """The budget of a workbook; None only where the workbook or its entity cannot be read."""
    name = "工作簿" if isinstance(source, bytes) else source.name
    try:
        data = source if isinstance(source, bytes) else source.read_bytes()
        found = sheets(data)
    except UnreadableDocument as error:
        return None, (Problem(name, "", str(error).rstrip("。"), _KINDS),)
    except OSError as error:
        return None, (Problem(name, "", f"打不开（{error.strerror}）", "请检查路径和权限"),)
    if ENTITY.title not in found:
        return None, (Problem(name, "", f"没有“{ENTITY.title}”工作表", _ANEW),)
    return _read(found)


def _read(found: Mapping[str, Cells]) -> tuple[Budget | None, tuple[Problem, ...]]:
    problems = [_unknown(title) for title in found if title not in _OURS]
    problems += [_missing(each) for each in SHEETS if each.title not in found and not each.optional]
    who, unit, wrong = entity.read(ENTITY.title, *_entity(found[ENTITY.title]))
    problems += wrong
    if who is None:
        return None, tuple(problems)
    tables = {
        sheet.key: _table(sheet, found[sheet.title]) for sheet in SHEETS if sheet.title in found
    }
    budget, wrong = reading.budget_of(who, unit, tables)
    return budget, (*problems, *wrong)


def _unknown(title: str) -> Problem:
    return Problem(title, "", "不认识这张工作表，没有读入", "请改成模板里的表名，或删去", "warning")


def _missing(sheet: Sheet) -> Problem:
    wrong = "没有这张工作表，按没有内容读取"
    return Problem(sheet.title, "", wrong, "如果误删或改了表名，请恢复", "warning")


def _entity(cells: Cells) -> tuple[dict[str, RawCell], dict[str, RawCell]]:
    """The values beside the labels of the first column, and the places they have, by key."""
    keys = {each.heading: each.key for each in ENTITY.columns} | {
        entity.UNIT_HEADING: entity.UNIT_KEY
    }
    values, headings = {}, {}
    for (row, column), cell in sorted(cells.items()):
        key = keys.get(cell.text.strip()) if column == 0 else None
        if key is None or key in headings:
            continue
        headings[key] = RawCell(cell.text, f"B{row + 1}")
        if (row, 1) in cells:
            values[key] = cells[row, 1]
    headings.pop(entity.UNIT_KEY, None)
    return values, headings


def _table(sheet: Sheet, cells: Cells) -> RawTable:
    headings = {column: cell for (row, column), cell in cells.items() if row == 0}
    rows: dict[int, dict[int, RawCell]] = {}
    for (row, column), cell in cells.items():
        if row and (cell.text or not cell.is_empty):
            rows.setdefault(row, {})[column] = cell
    numbers = sorted(row for row, found in rows.items() if _said(found))
    return RawTable(
        sheet.title,
        headings,
        tuple(rows[number] for number in numbers),
        tuple(number + 1 for number in numbers),
        by_letters=True,
    )


def _said(row: Mapping[int, RawCell]) -> bool:
    return any(not cell.is_empty for cell in row.values())
