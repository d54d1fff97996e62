"""Next year's budget begun from this year's: what goes on is carried over, what ended is told.

This year's figures become last year's. Reasons, evaluations and explanations of warnings are
written anew each year, so none is carried; money that was carried over is another sum next year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from decimal import Decimal
from typing import Any, Final

from yusuan.derive.ended import ended
from yusuan.ledger import UNITS, Coordinates, Remark, in_unit
from yusuan.ledger.budgets import Budget, EarlierFigure, Project

_ONCE: Final = "一次性"
_ALWAYS: Final = ("常年", "经常")
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SAYS_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d ?年")
_BELONGING: Final = ("spending", "costs", "purchases", "goals", "indicators")
_TEXTS: Final = {
    "projects": "项目",
    "costs": "项目明细",
    "goals": "绩效目标",
    "indicators": "绩效指标",
    "tasks": "重点工作",
    "passages": "说明文字",
}
_MONEY_UNIT: Final = "万元"
_LAST_YEAR: Final = re.compile(rf"上年 [\d.]+ {_MONEY_UNIT}；?")


def following(
    budget: Budget, compared: Mapping[Coordinates, Decimal]
) -> tuple[Budget, tuple[Remark, ...]]:
    """The budget of the next year, its amounts still those of this one, and what to look at.

    ``compared`` are the figures of this year that next year is compared with.
    """
    over = [one for one in budget.projects if _over(one, budget.entity.year)]
    carried = _without_carryover(_without(budget, {one.key for one in over}))
    new = replace(
        carried,
        entity=replace(budget.entity, year=budget.entity.year + 1),
        projects=tuple(_next(one, budget.entity.year) for one in carried.projects),
        earlier=tuple(
            EarlierFigure(about | {"year": str(budget.entity.year)}, amount)
            for about, amount in compared.items()
        ),
        reasons=(),
        answers=(),
        executions=(),
        results=(),
        reviews=(),
    )
    return new, tuple(_remarks(budget, new, over))


def unpriced(budget: Budget) -> Budget:
    """The same without what is only known once the amounts are: they are to be typed anew.

    Lines say what they came to last year in their notes, which are not published.
    """
    return replace(
        budget,
        spending=tuple(replace(x, note=_noted(x.amount, x.note)) for x in budget.spending),
        revenue=tuple(replace(x, note=_noted(x.amount, x.note)) for x in budget.revenue),
        costs=tuple(replace(x, amount=None, basis="") for x in budget.costs),
        purchases=tuple(replace(x, quantity="") for x in budget.purchases),
        projects=tuple(replace(x, lifetime=None) if _yearly(x) else x for x in budget.projects),
        indicators=tuple(replace(x, value="") if x.unit in UNITS else x for x in budget.indicators),
    )


def _noted(amount: Decimal, note: str) -> str:
    own = _LAST_YEAR.sub("", note)
    return f"上年 {in_unit(amount, _MONEY_UNIT)} {_MONEY_UNIT}" + (f"；{own}" if own else "")


def _over(project: Project, year: int) -> bool:
    """Whether a project ends with a year: by its frequency, its last year, or its period."""
    if project.frequency.startswith(_ALWAYS):
        return False
    said = [int(one) for one in _YEAR.findall(project.period)]
    last = project.end or (max(said) if len(set(said)) > 1 else None)
    if project.frequency.startswith(_ONCE):
        last = last or project.start or year
    return last is not None and last <= year


def _yearly(project: Project) -> bool:
    """Whether a project's whole budget is that of one year."""
    always = project.frequency.startswith(_ALWAYS)
    return always or (project.start is not None and project.start == project.end)


def _next(project: Project, year: int) -> Project:
    """A project a year on; one that is printed for each year anew has that year."""
    new = year + 1
    ends = project.end is not None and project.end <= year
    begins = ends and project.start == project.end
    yearly = set(_YEAR.findall(project.period)) == {str(year)}
    return replace(
        project,
        start=new if begins else project.start,
        end=new if ends else project.end,
        period=_YEAR.sub(str(new), project.period) if yearly else project.period,
        previous="",
        history="",
    )


def _without(budget: Budget, over: set[str]) -> Budget:
    """The budget without some projects and all that belongs to them."""
    kept: dict[str, Any] = {
        name: tuple(one for one in getattr(budget, name) if one.project not in over)
        for name in _BELONGING
    }
    return replace(
        budget,
        projects=tuple(one for one in budget.projects if one.key not in over),
        names=tuple(one for one in budget.names if one.about.get("project") not in over),
        **kept,
    )


def _without_carryover(budget: Budget) -> Budget:
    return replace(
        budget,
        revenue=tuple(one for one in budget.revenue if not one.carryover),
        spending=tuple(one for one in budget.spending if one.fund != "carryover"),
    )


def _remarks(old: Budget, new: Budget, over: list[Project]) -> Iterator[Remark]:
    for one in over:
        yield Remark(f"项目“{one.name}”到 {old.entity.year} 年结束，连同它的明细没有带入。")
    if any(one.carryover for one in old.revenue):
        yield Remark("上年结转的收入和用它安排的支出没有带入，请按实际结转数录入。")
    yield from (Remark(message) for message in ended(new))
    places = "、".join(f"{title} {count} 处" for title, count in _dated(new))
    if places:
        yield Remark(f"带来的文字里写着年份，请核对要不要改：{places}。")


def _dated(budget: Budget) -> Iterator[tuple[str, int]]:
    """The lists whose texts name a year, and how many of them do."""
    for name, title in _TEXTS.items():
        texts = (
            value
            for row in getattr(budget, name)
            for field in fields(row)
            if isinstance(value := getattr(row, field.name), str) and field.name != "period"
        )
        if count := sum(bool(_SAYS_YEAR.search(text)) for text in texts):
            yield title, count
