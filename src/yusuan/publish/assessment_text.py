"""The written report of a self-assessment: every figure computed, every reason the clerk's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from yusuan.assessing import Assessment, Item, weighted_mean
from yusuan.assessing.points import percent, plain, rounded
from yusuan.assessing.weights import TITLES
from yusuan.ledger import in_unit
from yusuan.ledger.budgets import ZERO
from yusuan.publish.assessment_pictures import bars, radar
from yusuan.publish.volume import Block, Heading, Text
from yusuan.standards.assessment import conventions

_UNIT: Final = "万元"
_GROUPS: Final = ("execution", "cost", "output", "outcome", "satisfaction")


def report(found: Sequence[Assessment], department: str, year: int) -> Iterator[Block]:
    """The blocks of the report: what was assessed, money, targets, deviations, use, remarks."""
    whole = next((one for one in found if not one.project), None)
    projects = [one for one in found if one.project]
    yield Heading("一、基本情况")
    yield from _texts(_overview(whole, projects, department, year))
    yield Heading("二、预算执行情况")
    yield from _texts(_execution(whole, projects))
    yield Heading("三、绩效目标完成情况")
    if whole:
        yield Heading("（一）部门整体支出", 3)
        yield from _texts(_achievement(whole))
        yield radar(whole, 1)
    if projects:
        yield Heading("（二）项目支出" if whole else "（一）项目支出", 3)
        for one in projects:
            yield from _texts(_achievement(one))
    yield bars(found, 2)
    yield Heading("四、偏差原因和改进措施")
    yield from _deviations(found)
    yield Heading("五、评价结果应用")
    yield from _texts(_use(found))
    remarks = list(_remarks(found))
    if remarks:
        yield Heading("六、需要说明的事项")
        yield from _texts(remarks)


def _texts(lines: Iterator[str] | Sequence[str]) -> Iterator[Text]:
    return (Text(line) for line in lines if line)


def _overview(
    whole: Assessment | None, projects: Sequence[Assessment], department: str, year: int
) -> Iterator[str]:
    scope = ["部门整体支出"] if whole else []
    scope += [f"{len(projects)} 个项目支出"] if projects else []
    yield f"{department}对{year}年度{'和'.join(scope)}的绩效目标完成情况开展了自评。"
    yield from (_rules(one) for one in _schemes(whole, projects))
    bounds = conventions().grades
    words = "，".join(
        f"{plain(one.low)} 分及以上为{one.label}" if one.low else f"其余为{one.label}"
        for one in bounds
    )
    yield f"等次按总分划分：{words}。"
    if whole:
        yield f"部门整体支出{_result(whole)}。"
    if projects:
        yield _grades(projects)


def _schemes(
    whole: Assessment | None, projects: Sequence[Assessment]
) -> Iterator[tuple[Assessment, int]]:
    """Each scheme that is used, by one that uses it, and how many do."""
    every = [*([whole] if whole else []), *projects]
    keys = dict.fromkeys(one.scheme.key for one in every)
    for key in keys:
        own = [one for one in every if one.scheme.key == key]
        yield own[0], len(own) if len(keys) > 1 else 0


def _rules(pair: tuple[Assessment, int]) -> str:
    one, count = pair
    who = f"其中 {count} 个" if count else ""
    points = f"{who}满分 100 分：{one.scheme.title}（{one.scheme.source}）。"
    return points + "同类指标没有填权重的，由各指标平分。"


def _result(one: Assessment) -> str:
    if one.total is not None and one.grade is not None:
        return f"自评得分 {plain(one.total)} 分，等次为{one.grade.label}"
    return (
        f"自评没有完成：{len(one.missing)} 项没有评分，"
        f"已评的 {plain(one.possible)} 分中得 {plain(one.earned)} 分"
    )


def _grades(projects: Sequence[Assessment]) -> str:
    counts = [
        (grade.label, sum(one.grade == grade for one in projects)) for grade in conventions().grades
    ]
    said = [f"{label} {count} 个" for label, count in counts if count]
    open_ = sum(one.grade is None for one in projects)
    said += [f"没有完成自评 {open_} 个"] if open_ else []
    mean = weighted_mean(tuple(projects))
    more = (
        ""
        if mean is None
        else (f"；得分按全年预算数加权平均为 {plain(mean)} 分（仅供参考，不计入部门整体得分）")
    )
    return f"项目支出中，{'、'.join(said)}{more}。"


def _execution(whole: Assessment | None, projects: Sequence[Assessment]) -> Iterator[str]:
    if whole:
        yield f"部门整体支出{_money(whole)}。"
    known = [one for one in projects if one.money.budget and one.money.executed is not None]
    if known:
        planned = sum((one.money.budget or ZERO for one in known), ZERO)
        spent = sum((one.money.executed or ZERO for one in known), ZERO)
        yield (
            f"{len(known)} 个项目全年预算数合计 {_amount(planned)}，执行数合计 {_amount(spent)}，"
            f"执行率 {percent(spent / planned)}。"
        )
    low = [one for one in known if _below(one)]
    for one in low:
        reason = one.items[0].reason.strip()
        yield f"{one.name}{_money(one)}。" + (f"原因：{_ended(reason)}" if reason else "")
    if known and not low:
        bound = plain(conventions().explained_below)
        yield f"各项目执行率都不低于 {bound}%，也没有超过全年预算数的。"


def _below(one: Assessment) -> bool:
    rate = one.money.rate
    return rate is not None and (rate > 1 or rate * 100 < conventions().explained_below)


def _money(one: Assessment) -> str:
    money = one.money
    if money.budget is None:
        return "没有预算数"
    said = f"全年预算数 {_amount(money.budget)}"
    if money.initial is not None and money.initial != money.budget:
        said += f"（年初预算数 {_amount(money.initial)}）"
    if money.executed is None or money.rate is None:
        return f"{said}，没有填执行数"
    first = one.items[0].score
    points = "" if first is None else f"，得 {plain(first)} 分"
    return f"{said}，执行数 {_amount(money.executed)}，执行率 {percent(money.rate)}{points}"


def _amount(value: Decimal) -> str:
    return f"{in_unit(value, _UNIT)} {_UNIT}"


def _achievement(one: Assessment) -> Iterator[str]:
    items = [item for item in one.items if item.group != "execution"]
    met = sum(item.reached for item in items)
    short = sum(item.score is not None and not item.reached for item in items)
    open_ = sum(item.score is None for item in items)
    parts = [f"达到目标 {met} 个"]
    parts += [f"没有达到 {short} 个"] if short else []
    parts += [f"未评分 {open_} 个"] if open_ else []
    whose = one.name if one.project else "部门整体支出"
    counted = f"设年度绩效指标 {len(items)} 个，{'、'.join(parts)}。"
    yield f"{whose}{_result(one)}。{counted}{_by_class(one)}"
    achieved = one.execution.achieved.strip() if one.execution else ""
    if achieved:
        yield f"目标完成情况：{_ended(achieved)}"


def _by_class(one: Assessment) -> str:
    said = []
    for key in _GROUPS:
        own = one.group(key)
        points = sum((item.points for item in own), ZERO)
        if own and all(item.score is not None for item in own):
            earned = sum((item.score or ZERO for item in own), ZERO)
            said.append(f"{TITLES[key]} {plain(rounded(points))} 分得 {plain(earned)} 分")
    return f"{'，'.join(said)}。" if said else ""


def _deviations(found: Sequence[Assessment]) -> Iterator[Block]:
    """What missed its target or went far beyond it, subject by subject."""
    number = 0
    for one in found:
        items = [item for item in one.items if _deviates(item)]
        if not items:
            continue
        number += 1
        name = one.name if one.project else "部门整体支出"
        yield Heading(f"（{_CHINESE[number]}）{name}" if number < len(_CHINESE) else name, 3)
        yield from (Text(_deviation(item)) for item in items)
    if not number:
        yield Text("各项指标都达到目标，没有需要说明的偏差。")


_CHINESE: Final = ("", *"一二三四五六七八九十")


def _deviates(item: Item) -> bool:
    if item.score is None:
        return False
    if item.group == "execution":
        return bool(item.reason or item.wanting)
    return not item.reached or bool(item.reason.strip()) or bool(item.wanting)


def _deviation(item: Item) -> str:
    assert item.score is not None
    said = (
        f"{item.name}：目标{_quoted(item.target)}，实际{_quoted(item.actual)}，"
        f"{plain(item.points)} 分得 {plain(item.score)} 分。"
    )
    said += f"原因：{_ended(item.reason)}" if item.reason.strip() else "原因没有填写。"
    return said + (f"措施：{_ended(item.measure)}" if item.measure.strip() else "")


def _quoted(text: str) -> str:
    """A value as it stands in a sentence: a figure bare, words in quotation marks."""
    return f" {text}" if any(sign.isdigit() for sign in text) else f"“{text}”"


def _use(found: Sequence[Assessment]) -> Iterator[str]:
    used = [(one, one.execution.use.strip()) for one in found if one.execution]
    said = [(one, text) for one, text in used if text]
    for one, text in said:
        yield f"{one.name if one.project else '部门整体支出'}：{_ended(text)}"
    if not said:
        yield "没有填写结果应用。"


def _remarks(found: Sequence[Assessment]) -> Iterator[str]:
    for one in found:
        name = one.name if one.project else "部门整体支出"
        yield from (f"{name}：{text}" for text in one.remarks)
        if one.missing:
            named = "、".join(
                f"{item.name}（{item.how.removesuffix('，未评分。')}）" for item in one.missing
            )
            yield f"{name}没有评分的：{named}。"
        yield from (f"{name}：{text}" for text in one.wanting)


def _ended(text: str) -> str:
    text = text.strip()
    return text if text.endswith(("。", "；", "！")) else f"{text}。"
