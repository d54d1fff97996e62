"""What all writers say and decide alike: the subtitle, the alignment of a cell."""

from __future__ import annotations

import re
from typing import Literal

from yusuan.documents.model import Cell
from yusuan.ledger import is_dash, parse_number
from yusuan.publish.volume import TableBlock, Volume

Alignment = Literal["left", "center", "right"]

_STAGES = {"budget": "预算", "final": "决算"}
_CODE = re.compile(r"[\d.]{1,12}")
_SHORT = 6  # characters of a label that stands centred, such as 合计


def subtitle(volume: Volume) -> str:
    """The year and the stage in words: 「2022年度 · 预算」."""
    return f"{volume.year}年度 · {_STAGES.get(volume.stage, volume.stage)}"


def cover(volume: Volume) -> list[str]:
    """The title in the lines of the first page: whose it is, then what it is."""
    rest = volume.title.removeprefix(volume.entity)
    return [volume.entity, rest] if rest not in ("", volume.title) else [volume.title]


def alignment(block: TableBlock, cell: Cell, *, figure: bool) -> Alignment:
    """Figures right, headers, codes and merged labels in the middle, all other text left.

    In a form its own labels stand in the middle, and what fills it does not, however short.
    """
    if figure and (parse_number(cell.text) is not None or is_dash(cell.text)):
        return "right"
    if block.labels:
        return "center" if (cell.row, cell.column) in block.labels else "left"
    if cell.row < block.header or _CODE.fullmatch(cell.text.strip()):
        return "center"
    merged = cell.rowspan > 1 or cell.colspan > 1
    return "center" if merged and len(cell.text) <= 2 * _SHORT else "left"
