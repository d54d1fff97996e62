"""How a year stands on a day, as a volume: what needs correction, and a table of each subject."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from yusuan.assessing import Monitoring, Progress, monitorings
from yusuan.assessing.monitoring import correction_words, gone_by
from yusuan.assessing.points import percent, plain, rounded
from yusuan.ledger import in_unit
from yusuan.ledger.budgets import Budget
from yusuan.publish.assessment_forms import grid
from yusuan.publish.volume import Block, Heading, Part, Picture, Series, TableBlock, Text, Volume

NAME: Final = "绩效运行监控报告"
_UNIT: Final = "万元"
_HEADINGS: Final = (
    "监控事项",
    "年度目标",
    "实际情况",
    "完成进度",
    "时间进度",
    "预计年底",
    "状态",
    "偏差原因",
    "纠正措施",
)
_CHINESE: Final = ("", *"一二三四五六七八九十")


def volume(budget: Budget, day: date) -> Volume:
    """The report of a day and the table of each subject.

    Raises ValueError where a budget has no indicators.
    """
    who, year = budget.entity.name, budget.entity.year
    found = monitorings(budget, day)
    if not found:
        raise ValueError("没有绩效指标，不能监控。")
    parts = (
        Part(NAME, tuple(_report(found, who, day))),
        Part("绩效运行监控表", tuple(_tables(found, who))),
    )
    return Volume(f"{who}{year}年度{NAME}", who, year, f"截至{_words(day)}", parts)


def _words(day: date) -> str:
    return f"{day.month}月{day.day}日"


def _report(found: Sequence[Monitoring], who: str, day: date) -> Iterator[Block]:
    yield Heading("一、总体情况")
    yield Text(
        f"截至{day.year}年{_words(day)}，时间进度为 {percent(gone_by(day))}。{who}对"
        f"{len(found)} 个对象的预算执行和绩效目标作了监控：{_counts(found)}。"
    )
    yield from (Text(text) for text in map(_money, found) if text)
    picture = _rates(found, day)
    if picture:
        yield picture
    yield Heading("二、需要纠正的")
    corrected = [one for one in found if one.to_correct]
    for number, one in enumerate(corrected, 1):
        mark = f"（{_CHINESE[number]}）" if number < len(_CHINESE) else ""
        yield Heading(f"{mark}{_called(one)}", 3)
        yield from (Text(text) for each in one.to_correct for text in _correction(each))
    if not corrected:
        yield Text("没有需要纠正的。")


def _called(one: Monitoring) -> str:
    return one.name if one.project else "部门整体支出"


def _counts(found: Sequence[Monitoring]) -> str:
    every = [each for one in found for each in (one.execution, *one.indicators)]
    labels = dict.fromkeys(each.label for each in every)
    said = (f"{label} {sum(one.label == label for one in every)} 项" for label in labels)
    return f"共 {len(every)} 项，{'、'.join(said)}"


def _money(one: Monitoring) -> str:
    money = one.money
    if money.budget is None or money.executed is None or money.rate is None:
        return ""
    planned, spent = (in_unit(each, _UNIT) for each in (money.budget, money.executed))
    return (
        f"{_called(one)}全年预算数 {planned} {_UNIT}，执行数 {spent} {_UNIT}，"
        f"执行率 {percent(money.rate)}，{one.execution.label}。"
    )


def _correction(one: Progress) -> Iterator[str]:
    for text in correction_words(one):
        reason = f"原因：{one.reason.strip().rstrip('。')}。" if one.reason.strip() else ""
        measure = f"措施：{one.measure.strip().rstrip('。')}。" if one.measure.strip() else ""
        yield f"{text}{reason}{measure}"


def _rates(found: Sequence[Monitoring], day: date) -> Picture | None:
    """The execution rates beside the share of the year gone by; None where none is known."""
    rates = [one.money.rate for one in found]
    if all(rate is None for rate in rates):
        return None
    time = rounded(gone_by(day) * 100)
    return Picture(
        "picture-1",
        "预算执行率与时间进度",
        "bars",
        tuple(map(_called, found)),
        Series("执行率（%）", tuple(None if one is None else rounded(one * 100) for one in rates)),
        Decimal(100),
        "%",
        ((time, f"时间进度 {plain(time)}%"),),
    )


def _tables(found: Sequence[Monitoring], who: str) -> Iterator[TableBlock]:
    for number, one in enumerate(found, 1):
        rows = [list(_HEADINGS), *(_row(each) for each in (one.execution, *one.indicators))]
        name = f"（{one.name}）" if one.project else ""
        kind = "项目支出" if one.project else "部门整体支出"
        yield TableBlock(
            f"monitoring-{number:02d}",
            f"{kind}绩效运行监控表{name}",
            grid(rows),
            left=f"单位名称：{who}",
            right=f"截至：{one.day}",
            landscape=True,
        )


def _row(one: Progress) -> list[str]:
    shares = ("" if share is None else percent(share) for share in (one.share, one.expected))
    said = (one.name, one.target, one.actual, *shares, one.forecast, one.label)
    return [*said, one.reason, one.measure]
