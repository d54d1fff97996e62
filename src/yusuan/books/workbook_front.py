"""The first sheet of a workbook: whose budget it is, how it is filled in, and what stands where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from yusuan.books import entity, workbook_totals
from yusuan.books.schema import ENTITY, SHEETS
from yusuan.books.workbook_sheets import Making
from yusuan.ledger.budgets import Budget

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

TITLE: Final = ENTITY.title

_TALL: Final = 30
_LEAD: Final = (
    "先填本页黄色格，再按下面的顺序填各表；每个列名上有批注，写明填什么。"
    "深色列名必填。可以从别的 Excel 整列粘贴（选择性粘贴“值”）。"
)
_UNIT_HINT: Final = "各表金额都按这个单位填；新建工作簿时选定，不能在这里改。"


def write(making: Making, budget: Budget, page: Worksheet) -> None:
    """Write the sheet."""
    looks = making.looks
    page.hide_gridlines(2)
    for at, width in enumerate((18, 46, 12, 62)):
        page.set_column(at, at, width)
    page.set_row(0, 36)
    page.write_string("A1", "部门预算填报工作簿", looks["title"])
    page.merge_range("A2:D2", _LEAD, looks["lead"])
    page.set_row(1, 32)
    after = _entity(making, budget, page, 3)
    _contents(making, budget, page, after + 1)
    page.protect("", {"format_columns": True, "format_rows": True})
    page.set_paper(9)
    page.set_landscape()
    page.fit_to_pages(1, 1)


def _entity(making: Making, budget: Budget, page: Worksheet, top: int) -> int:
    for at in range(4):
        page.write_string(top - 1, at, "一、基本信息" if at == 0 else "", making.looks["section"])
    lines = entity.lines(budget.entity, making.unit)
    for row, (key, heading, text) in enumerate(lines, top):
        page.set_row(row, _TALL // 3 * 2)
        page.write_string(row, 0, heading, making.looks["label"])
        _given(making, page, row, key, text)
        page.merge_range(row, 2, row, 3, _hint(key), making.looks["hint"])
    return top + len(lines)


def _given(making: Making, page: Worksheet, row: int, key: str, text: str) -> None:
    looks = making.looks
    if key == entity.UNIT_KEY:
        page.write_string(row, 1, text, looks["fixed"])
        return
    column = ENTITY.column(key)
    if column.kind == "int":
        page.write_number(row, 1, int(text), looks["given_number"])
    elif text:
        page.write_string(row, 1, text, looks["given"])
    else:
        page.write_blank(row, 1, None, looks["given"])
    if source := making.lists.source(column):
        page.data_validation(
            row, 1, row, 1, {"validate": "list", "source": f"={source}", "error_type": "warning"}
        )


def _hint(key: str) -> str:
    return _UNIT_HINT if key == entity.UNIT_KEY else ENTITY.column(key).hint


def _contents(making: Making, budget: Budget, page: Worksheet, top: int) -> None:
    looks = making.looks
    for at in range(4):
        page.write_string(top, at, "二、各表" if at == 0 else "", looks["section"])
    for at, heading in enumerate(("表", "一行是什么", "已填行数", "举例")):
        page.write_string(top + 1, at, heading, looks["heading"])
    for row, sheet in enumerate(SHEETS, top + 2):
        page.set_row(row, _TALL)
        page.write_url(row, 0, f"internal:'{sheet.title}'!A2", looks["link"], sheet.title)
        page.write_string(row, 1, sheet.hint, looks["cell"])
        letter = sheet.letter(next(each.key for each in sheet.columns if each.required))
        cells = f"{sheet.title}!${letter}$2:${letter}${making.lines + 1}"
        filled = len(getattr(budget, sheet.key))
        page.write_formula(row, 2, f"=COUNTA({cells})", looks["count"], filled)
        page.write_string(row, 3, sheet.example, looks["cell"])
    _balance(making, budget, page, top + 2 + len(SHEETS))


def _balance(making: Making, budget: Budget, page: Worksheet, row: int) -> None:
    looks = making.looks
    totals = workbook_totals.TITLE
    even = workbook_totals.gap(budget) == 0
    page.write_url(row, 0, f"internal:'{totals}'!A1", looks["link"], totals)
    page.write_string(row, 1, "合计、平衡和项目明细的核对，全部自动计算", looks["cell"])
    formula = f"={totals}!{workbook_totals.BALANCE}"
    page.write_formula(row, 2, formula, looks["status"], "平" if even else "不平")
    page.write_string(row, 3, "收支是否平衡", looks["cell"])
