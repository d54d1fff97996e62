"""时限：年度指标的时限在预算年度内，项目的开始不晚于结束。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from yusuan.checks.performance.forms import Form, Said, failed, held, short
from yusuan.checks.rule import Rule, Ruling
from yusuan.reckoning import fold

_BASIS = "财预〔2015〕88号：绩效目标按预算年度设定"
DATES = Rule(
    "deadline-within-year",
    "完成时限：年度指标的时限在预算年度之内，开始不晚于结束。",
    "Deadlines of the year lie in the budget's year, and a project starts before it ends.",
    "warning",
    _BASIS,
)
RULES = (DATES,)
_YEARS = re.compile(r"(?:19|20)\d\d")


def rulings(forms: Sequence[Form]) -> Iterator[Ruling]:
    """How the rule of deadlines ends."""
    for form in forms:
        for one in form.indicators:
            yield from _dates(form, one)
        yield from _period(form)


def _dates(form: Form, one: Said) -> Iterator[Ruling]:
    year = form.disclosure.year
    if year is None or one.time == "period":
        return
    for target in one.targets:
        said = target.deadline.year if target.deadline else None
        if said is None:
            continue
        if said == year or _runs_on(form, said):
            yield held(DATES.id, form)
            continue
        yield failed(
            DATES.id,
            form,
            f"{form.where}{one.label}的时限“{short(one.text)}”不在 {year} 年度内；请核对年份",
            f"{form.where} {one.name}: {one.text} is not within {year}",
            [one.place],
            printed=str(said),
            expected=str(year),
        )


def _runs_on(form: Form, year: int) -> bool:
    """Whether the project's own period takes in the year."""
    years = years_of(form)
    return bool(years) and min(years) <= year <= max(years) and len(set(years)) > 1


def years_of(form: Form) -> list[int]:
    """The years that a form's period names."""
    texts = [
        text
        for label, text in form.target.fields
        if "年度" in label or "日期" in label or "实施期" in label
    ]
    return [int(found) for text in texts if len(text) < 40 for found in _YEARS.findall(text)]


def _period(form: Form) -> Iterator[Ruling]:
    """A project's years: the start no later than the end, the budget's year among them."""
    start = form.field("起始年度", "计划开始日期", "开始时间", "起始时间")
    end = form.field("终止年度", "计划完成日期", "结束时间", "终止时间")
    first, last = _YEARS.search(start), _YEARS.search(end)
    if not first or not last:
        return
    year = form.disclosure.year
    backward = fold(start) > fold(end) if len(start) == len(end) else first[0] > last[0]
    outside = year is not None and not int(first[0]) <= year <= int(last[0])
    if not backward and not outside:
        yield held(DATES.id, form)
        return
    why = "开始晚于结束" if backward else f"不含预算年度 {year} 年"
    yield failed(
        DATES.id,
        form,
        f"{form.where}实施期 {short(start)} 至 {short(end)}，{why}；请核对起止时间",
        f"{form.where}: the period {start} to {end} is not right",
    )
