"""不照抄、不重复：一个指标填在一处，各项目的目标各写各的，年度有别于实施期。"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from yusuan.checks.performance.forms import CLASS_NAMES, Form, Said, by_table, failed, listed, short
from yusuan.checks.performance.periods import years_of
from yusuan.checks.rule import Rule, Ruling
from yusuan.reckoning import fold

_BASIS = "财预〔2015〕88号：绩效目标应当指向明确，与本项目的任务相匹配"
REPEATED = Rule(
    "indicator-not-repeated",
    "指标不重复：同一指标不在几个类别里重复填写。",
    "An indicator is not repeated in several classes.",
    "warning",
    _BASIS,
)
COPIED = Rule(
    "targets-not-copied",
    "目标不照抄：不同项目的绩效目标、全套指标不应当完全相同。",
    "Different projects do not have the same goal or the same whole set of indicators.",
    "warning",
    _BASIS,
)
PERIOD = Rule(
    "annual-differs-from-period",
    "年度目标有别于实施期目标：多年项目的年度目标不照抄实施期目标。",
    "In a project of several years the goal of the year is not that of the whole period.",
    "info",
    _BASIS,
)
RULES = (REPEATED, COPIED, PERIOD)
_TELLING = 12  # letters of a goal, from which on two alike are no chance
_SET = 3  # indicators


def rulings(forms: Sequence[Form]) -> Iterator[Ruling]:
    """How the rules of copying end."""
    for form in forms:
        yield from _repeated(form)
    yield from _copied(forms)


def _repeated(form: Form) -> Iterator[Ruling]:
    """One name with one value in several classes of one goal and time."""
    places: dict[tuple[str, str, str, str], list[Said]] = defaultdict(list)
    for one in form.indicators:
        if len(one.name) >= 4 and not one.name.startswith("无"):
            at = (one.name, fold(one.text), one.time, one.indicator.goal)
            places[at].append(one)
    for found in places.values():
        if len(found) > 1:
            classes = [CLASS_NAMES.get(one.key, one.indicator.level2) for one in found]
            yield failed(
                REPEATED.id,
                form,
                f"{form.where}指标“{short(found[0].name)}”在{listed(classes)}里重复填写；"
                f"请各填各的内容，不适用的类别不填",
                f"{form.where}: {found[0].name} is repeated {len(found)} times",
                [one.place for one in found],
            )


def _copied(forms: Sequence[Form]) -> Iterator[Ruling]:
    """Goals and whole sets of indicators that two projects share, and years that copy periods."""
    spoken: set[tuple[str, str, str]] = set()
    for table in by_table([form for form in forms if form.target.kind != "whole"]):
        for one, other in combinations(table, 2):
            yield from _copies(one, other, spoken)
    tables = {id(form): (form.document, form.statement.id) for form in forms}
    own = [form for form in forms if form.target.kind == "project"]
    for one, other in combinations(own, 2):
        if tables[id(one)] != tables[id(other)]:
            yield from _copies(one, other, spoken)
    seen: set[str] = set()
    for form in forms:
        if form.target.kind != "whole" and form.project not in seen:
            for ruling in _like_the_period(form):
                seen.add(form.project)
                yield ruling


def _copies(one: Form, other: Form, spoken: set[tuple[str, str, str]]) -> Iterator[Ruling]:
    if one.project == other.project or not one.project:
        return
    for mine in one.target.goals:
        text = fold(mine.text)
        same = [g for g in other.target.goals if fold(g.text) == text and g.horizon == mine.horizon]
        key = (one.project, other.project, mine.horizon)
        if same and len(text) >= _TELLING and key not in spoken:
            spoken.add(key)
            yield failed(
                COPIED.id,
                other,
                f"{other.where}的{same[0].label}与“{short(one.target.name)}”完全相同；"
                f"请按本项目的内容填写",
                f"{other.where}: its goal is that of {one.target.name}",
                [other.place, one.place],
            )
    mine_all, theirs = _whole_set(one), _whole_set(other)
    if len(mine_all) >= _SET and mine_all == theirs:
        yield failed(
            COPIED.id,
            other,
            f"{other.where}的全部 {len(theirs)} 个指标与“{short(one.target.name)}”完全相同；"
            f"请按本项目的内容设指标",
            f"{other.where}: all its indicators are those of {one.target.name}",
            [other.place, one.place],
        )


def _whole_set(form: Form) -> frozenset[tuple[str, str, str]]:
    return frozenset((one.key, one.name, fold(one.text)) for one in form.indicators)


def _like_the_period(form: Form) -> Iterator[Ruling]:
    goals = {goal.horizon: fold(goal.text) for goal in form.target.goals}
    annual, period = goals.get("annual", ""), goals.get("period", "")
    if annual and annual == period and _lasts_years(form):
        yield failed(
            PERIOD.id,
            form,
            f"{form.where}的年度目标与实施期目标完全相同，项目却跨几个年度；"
            f"请写明本年度要完成的部分",
            f"{form.where}: the goal of the year is that of the whole period",
        )


def _lasts_years(form: Form) -> bool:
    """Whether the form says that the project runs over several years."""
    return len(set(years_of(form))) > 1
