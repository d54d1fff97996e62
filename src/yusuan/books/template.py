"""A budget to begin with: whose it is, and nothing else yet."""

from __future__ import annotations

from pathlib import Path

from yusuan.books.schema import MONEY_UNIT
from yusuan.books.workbook import write_workbook
from yusuan.ledger.budgets import Budget, Entity


def blank(entity: Entity) -> Budget:
    """An empty budget of an entity."""
    return Budget(entity)


def write_blank_workbook(entity: Entity, path: Path, *, unit: str = MONEY_UNIT) -> None:
    """A workbook to be filled in: what to type and an example stand in the comments of headings."""
    write_workbook(blank(entity), path, unit=unit)
