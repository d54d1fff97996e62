"""Rows of a budget in the words of its workbook, for people."""

from __future__ import annotations

from typing import Any

from yusuan.books.rows import cells
from yusuan.books.schema import ENTITY, MONEY_UNIT, SHEETS


def words(list_key: str, record: Any) -> str:
    """A row as the workbook shows it: 「支出：单位 001，金额（万元） 12」, empty cells left out."""
    sheet = next((sheet for sheet in SHEETS if sheet.key == list_key), ENTITY)
    texts = zip(sheet.columns, cells(sheet, record, MONEY_UNIT), strict=True)
    said = [f"{column.heading_in(MONEY_UNIT)} {text}" for column, text in texts if text]
    return f"{sheet.title}：{'，'.join(said)}"
