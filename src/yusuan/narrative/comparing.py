"""What a change is measured against: the coordinates of last year's figure, or of the plan."""

from __future__ import annotations

import re

from yusuan.ledger import Coordinates

_YEAR = re.compile(r"20\d\d")
_ACTUAL = re.compile(r"执行|决算|支出数|完成")
_MOVED = re.compile(r"全年|调整")


def base_of(
    about: Coordinates, compared: str, year: int | None, stage: str | None
) -> tuple[Coordinates | None, str]:
    """Coordinates of what is compared with, or None and why; the remark is Chinese.

    ``compared`` are the words after 比 or 与: 上年预算数, 2024年预算执行数, 年初预算.
    """
    if not compared:
        return None, "没有说明与什么相比"
    compared = "".join(compared.split())
    named = _YEAR.search(compared)
    moved = {"stage": "revised"} if _MOVED.search(compared) else {}
    if moved and not named:
        return about | moved, ""
    own_year = "年初" in compared or compared.startswith("预算")
    if own_year and not named:
        return about if stage == "budget" else about | {"stage": "budget"}, ""
    if year is None:
        return None, "不知本年是哪年"
    against = int(named[0]) if named else year - 1
    if against >= year:
        return None, f"“{compared}”不是以前年度"
    base = about | {"year": str(against)} | moved
    if moved:
        return base, ""
    if _ACTUAL.search(compared) and stage == "budget":
        base = base | {"stage": "final"}
    elif "预算" in compared and not _ACTUAL.search(compared) and stage == "final":
        base = base | {"stage": "budget"}
    return base, ""
