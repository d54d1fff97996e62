"""What must hold of executed amounts, results and reviews, told with the cell that breaks it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from yusuan.books.problems import Fault, Problem
from yusuan.books.rows import ReadList, ReadRow

#: What tells indicators apart, and results of one day.
NAMED: Final = ("project", "level2", "name", "horizon", "goal")
_ONCE: Final = {
    "executions": ("project", "through"),
    "results": (*NAMED, "through"),
    "reviews": ("project", "office", "aspect"),
}
_AT: Final = {"executions": "executed", "results": "name", "reviews": "office"}
#: The share of its points that a 定性 indicator of a band earns: from, up to (10号, see standards).
_BANDS: Final = {"full": (80, 100), "part": (60, 80), "none": (0, 60)}


def problems(lists: Mapping[str, ReadList], year: int) -> Iterator[Problem]:
    """Everything that is wrong of what was recorded after the budget."""
    for key, names in _ONCE.items():
        yield from _doubled(lists[key], names, _AT[key])
    for key in ("executions", "results"):
        yield from _other_year(lists[key], year)
    yield from _of_nothing(lists["results"], lists["indicators"])
    yield from _qualities(lists["results"])


def _key(record: Any, names: tuple[str, ...]) -> tuple[object, ...]:
    return tuple(getattr(record, name) for name in names)


def _doubled(found: ReadList, names: tuple[str, ...], at: str) -> Iterator[Problem]:
    first: dict[tuple[object, ...], str] = {}
    for row in found.rows:
        place = found.place(at, row)
        before = first.setdefault(_key(row.record, names), place)
        if before != place:
            fault = Fault(f"与 {before} 说的是同一件事、同一天", "请只留一行")
            yield fault.at(found.table.name, place)


def _other_year(found: ReadList, year: int) -> Iterator[Problem]:
    for row in found.rows:
        through: date | None = row.record.through
        if through is not None and through.year != year:
            fault = Fault(f"截至日期 {through} 不在预算年度 {year} 年", "请核对日期", "warning")
            yield fault.at(found.table.name, found.place("through", row))


def _of_nothing(results: ReadList, indicators: ReadList) -> Iterator[Problem]:
    known = {_key(row.record, NAMED) for row in indicators.rows}
    for row in results.rows:
        if _key(row.record, NAMED) not in known:
            yield _unknown(results, row, indicators).at(
                results.table.name, results.place("name", row)
            )


def _unknown(results: ReadList, row: ReadRow, indicators: ReadList) -> Fault:
    """The result of no indicator; where one has the name, what of it differs is said."""
    wrong = f"“绩效指标”表里没有这个指标“{row.record.name}”"
    same = [
        one.record
        for one in indicators.rows
        if (one.record.name, one.record.project) == (row.record.name, row.record.project)
    ]
    if not same:
        return Fault(wrong, "请照抄“绩效指标”表里的名称和项目编号")
    names = [name for name in NAMED if getattr(same[0], name) != getattr(row.record, name)]
    headings = "、".join(results.sheet.column(name).heading for name in names)
    return Fault(wrong, f"有同名的指标，但{headings}不同，请与“绩效指标”表填得一致")


def _qualities(results: ReadList) -> Iterator[Problem]:
    for row in results.rows:
        percent: Decimal | None = row.record.percent
        if percent is None:
            continue
        place = results.place("percent", row)
        low, high = _BANDS.get(row.record.band, (0, 100))
        if not 0 <= percent <= 100:
            wrong, hint = f"得分比例 {percent} 不在 0 到 100 之间", "请填 0 至 100，不写百分号"
            yield Fault(wrong, hint).at(results.table.name, place)
        elif not low <= percent <= high:
            label = results.sheet.column("band").label(row.record.band)
            wrong = f"“{label}”的得分比例应在 {low}% 到 {high}% 之间，填的是 {percent}%"
            yield Fault(wrong, "请核对定性结果和得分比例").at(results.table.name, place)
