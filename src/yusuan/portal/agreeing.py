"""Whether each figure stands in a published file as on the page: the file is read back."""

from __future__ import annotations

from yusuan.documents import Document, Table
from yusuan.publish import places
from yusuan.publish.volume import TableBlock, Volume


def compared(volume: Volume, document: Document) -> dict[str, str]:
    """Each figure of the tables, by its id, with its place in the file; empty where it differs.

    The tables of the file follow each other as those of the volume do; a figure agrees where the
    same cell of the same table prints the same characters.
    """
    tables = [block for block in document.blocks if isinstance(block, Table)]
    found: dict[str, str] = {}
    for number, block in enumerate(volume.tables):
        table = tables[number] if number < len(tables) else None
        found |= _table(block, table)
    return found


def _table(block: TableBlock, table: Table | None) -> dict[str, str]:
    printed = {(one.row, one.column): one.text for one in block.table.cells}
    there = {(one.row, one.column): one for one in table.cells} if table else {}
    found = {}
    for at, fact in block.figures.items():
        cell = there.get(at)
        same = cell is not None and _even(cell.text) == _even(printed[at])
        found[fact] = places.told(cell.place) if cell is not None and same else ""
    return found


def _even(text: str) -> str:
    return "".join(text.split())
