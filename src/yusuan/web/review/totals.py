"""Totals of the district from the lines of what was submitted, or approved: one query a table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.db.models import F, Max, Sum
from django.db.models.functions import Left

from yusuan.standards.classification import codes
from yusuan.standards.dimensions import label
from yusuan.web.budgeting import amounts, submitted
from yusuan.web.budgeting.models import Dossier, Line, Revision
from yusuan.web.budgeting.states import State

_ECONOMIC: Final = {"dept_economic", "gov_economic"}


@dataclass(frozen=True, slots=True)
class Dimension:
    """One way to split money: the field of a line, and to how many digits of a code."""

    key: str
    title: str
    field: str
    digits: int = 0


DIMENSIONS: Final = {
    one.key: one
    for one in (
        Dimension("department", "部门", "department"),
        Dimension("unit", "单位", "unit"),
        Dimension("function3", "支出功能科目（类）", "function", 3),
        Dimension("function5", "支出功能科目（款）", "function", 5),
        Dimension("function", "支出功能科目（项）", "function", 7),
        Dimension("gov3", "政府经济科目（类）", "gov_economic", 3),
        Dimension("gov", "政府经济科目（款）", "gov_economic", 5),
        Dimension("dept3", "部门经济科目（类）", "dept_economic", 3),
        Dimension("dept", "部门经济科目（款）", "dept_economic", 5),
        Dimension("fund", "资金来源", "fund"),
        Dimension("nature", "支出性质", "nature"),
        Dimension("project", "项目", "project"),
    )
}
#: The tables that are asked for most: their rows and what stands across.
USUAL: Final = (
    ("部门 × 功能分类", ("department", "function3"), "nature"),
    ("功能分类", ("function",), "fund"),
    ("部门 × 资金来源", ("department",), "fund"),
    ("部门 × 政府经济分类", ("department",), "gov3"),
    ("政府经济分类 × 支出性质", ("gov",), "nature"),
)
STAGES: Final = {"submitted": "最近报送数", "approved": "批复数"}


@dataclass(frozen=True, slots=True)
class Totals:
    """A table: headings, rows with their cells, and the sums. Amounts are 元."""

    heads: tuple[str, ...]
    across: tuple[str, ...]
    rows: tuple[tuple[tuple[str, ...], tuple[Decimal, ...], Decimal], ...]
    sums: tuple[Decimal, ...]
    total: Decimal


def table(
    dossiers: Iterable[Dossier], down: Sequence[str], across: str = "", stage: str = "submitted"
) -> Totals:
    """Money of budgets by some dimensions; KeyError where there is no such dimension."""
    listed = list(dossiers)
    wanted = [DIMENSIONS[key] for key in (*down, *([across] if across else []))]
    cells: dict[tuple[str, ...], dict[str, Decimal]] = defaultdict(dict)
    for found in _sums(_revisions(listed, stage), wanted):
        keys = tuple(str(found[f"d{at}"] or "") for at in range(len(wanted)))
        row, column = (keys[:-1], keys[-1]) if across else (keys, "")
        cells[row][column] = Decimal(found["total"])
    return _laid_out(cells, wanted, across, _names(listed))


def _revisions(dossiers: Sequence[Dossier], stage: str) -> list[int]:
    if stage != "approved":
        return list(submitted.latest(dossiers).values())
    found = Revision.objects.filter(
        dossier__in=[one.pk for one in dossiers], state=State.APPROVED
    ).order_by()
    return [one["last"] for one in found.values("dossier").annotate(last=Max("pk"))]


def _sums(revisions: Sequence[int], wanted: Sequence[Dimension]) -> Iterable[dict[str, Any]]:
    by_class = any(one.field in _ECONOMIC for one in wanted)
    by_function = any(one.field in ("function", "project") for one in wanted)
    view = amounts.ECONOMIC if by_class and not by_function else amounts.FUNCTION
    fields = {f"d{at}": _field(one) for at, one in enumerate(wanted)}
    found = (
        Line.objects.filter(revision__in=revisions, side="spending")
        .exclude(view__in=amounts.others(view))
        .order_by()
        .values(**fields)
        .annotate(total=Sum("amount"))
    )
    return [dict(one) for one in found]


def _field(one: Dimension) -> F | Left:
    if one.field == "department":
        return F("revision__dossier__department")
    return Left(one.field, one.digits) if one.digits else F(one.field)


def _names(dossiers: Iterable[Dossier]) -> dict[str, str]:
    return {str(one.department_id): str(one.department) for one in dossiers}


def _laid_out(
    cells: Mapping[tuple[str, ...], Mapping[str, Decimal]],
    wanted: Sequence[Dimension],
    across: str,
    departments: Mapping[str, str],
) -> Totals:
    columns = sorted({key for row in cells.values() for key in row}, key=_order)
    down = wanted[:-1] if across else wanted
    rows = []
    for keys in sorted(cells, key=lambda keys: tuple(map(_order, keys))):
        named = tuple(_named(one, key, departments) for one, key in zip(down, keys, strict=True))
        amounts_ = tuple(cells[keys].get(one, Decimal(0)) for one in columns)
        rows.append((named, amounts_, sum(amounts_, Decimal(0))))
    sums = tuple(sum((row[1][at] for row in rows), Decimal(0)) for at in range(len(columns)))
    return Totals(
        tuple(one.title for one in down),
        tuple(_named(wanted[-1], key, departments) for key in columns) if across else (),
        tuple(rows),
        sums,
        sum(sums, Decimal(0)),
    )


def _order(key: str) -> tuple[bool, int, str]:
    """Empty last; numbers of departments by number, codes of one length by themselves."""
    return not key, len(key) if key.isdigit() and len(key) < 3 else 0, key


def _named(one: Dimension, key: str, departments: Mapping[str, str]) -> str:
    if not key:
        return "（未分）"
    if one.field == "department":
        return departments.get(key, key)
    if one.digits:
        known = codes(one.field).get(key)
        return f"{key} {known.name}" if known else key
    return label(one.field, key) if one.field in ("fund", "nature") else key
