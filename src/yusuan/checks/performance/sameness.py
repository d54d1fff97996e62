"""同一指标一个值：表与表、年度与长期、目标与指标之间。"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from yusuan.checks.performance.alike import common, shared_words
from yusuan.checks.performance.forms import (
    Form,
    Said,
    failed,
    held,
    plain,
    short,
)
from yusuan.checks.rule import Rule, Ruling
from yusuan.ledger import Goal
from yusuan.reckoning import Quantity, Target, fold, quantities

_BASIS = "财预〔2015〕88号：绩效目标应当指向明确、合理可行，与本项目的资金和任务相匹配"
ONE_VALUE = Rule(
    "indicator-has-one-value",
    "同一指标一个值：整体表与项目表、年度与长期、表内各处的同名指标应当一致。",
    "An indicator has one value wherever it is printed.",
    "warning",
    _BASIS,
)
GOALS = Rule(
    "goal-agrees-with-indicators",
    "目标与指标一致：绩效目标文字里的数与同一内容的指标值应当相同。",
    "A number in the words of a goal is that of its indicator.",
    "warning",
    _BASIS,
)
QUANTITIES = Rule(
    "quantity-agrees-with-cost-basis",
    "数量与测算一致：指标里的数量与测算依据里同一内容的数量应当相同。",
    "The quantity an indicator promises is the quantity its cost basis pays for.",
    "warning",
    _BASIS,
)
RULES = (ONE_VALUE, GOALS, QUANTITIES)
_ENDS = "，,。;；、:()\n"


def rulings(forms: Sequence[Form]) -> Iterator[Ruling]:
    """How the rules of sameness end."""
    yield from _across_forms(forms)
    for form in forms:
        yield from _within(form)
        yield from _goals(form)
        yield from _quantities(form)


def _across_forms(forms: Sequence[Form]) -> Iterator[Ruling]:
    """The whole department's indicators against those of its projects, by name."""
    theirs: dict[tuple[int, str], list[Said]] = defaultdict(list)
    for form in forms:
        if form.target.kind != "whole":
            for one in form.indicators:
                if not one.prose:
                    theirs[form.document, one.plain_name].append(one)
    for form in (form for form in forms if form.target.kind == "whole"):
        for one in form.indicators:
            twins = theirs.get((form.document, one.plain_name), [])
            if one.time == "period" or not twins:
                continue
            differing = [twin for twin in twins if _differ(one, twin)]
            if len(differing) < len(twins) or _is_sum(one, twins):
                yield held(ONE_VALUE.id, form)
            else:
                yield _two_values(one, differing[0])


def _within(form: Form) -> Iterator[Ruling]:
    """Indicators of one name in one form: of one time the same, of the year within the period."""
    named: dict[str, list[Said]] = defaultdict(list)
    for one in form.indicators:
        if not one.prose:
            named[one.plain_name].append(one)
    for alike in named.values():
        for one, other in combinations(alike, 2):
            if one.key != other.key and one.text == other.text:
                continue  # repeated, which is another rule
            if one.time == other.time or "" in (one.time, other.time):
                apart = _differ(one, other)
            else:
                apart = _does_not_nest(one, other)
            if apart:
                yield _two_values(one, other)
                break
        else:
            if len(alike) > 1:
                yield held(ONE_VALUE.id, form)


def _two_values(one: Said, other: Said) -> Ruling:
    here, there = _spot(one, other), _spot(other, one)
    return failed(
        ONE_VALUE.id,
        one.form,
        f"{one.label}：{here}为“{_shown(one)}”，{there}为“{_shown(other)}”；请核对，统一口径",
        f"{one.name}: {_shown(one)} in {here}, {_shown(other)} in {there}",
        [one.place, other.place],
        printed=_shown(one),
        expected=_shown(other),
    )


def _shown(one: Said) -> str:
    beside = one.indicator
    sign = beside.operator if beside.operator in ("≥", "≤", "=", ">", "<") else ""
    unit = (
        beside.unit
        if beside.unit not in ("", "无") and not beside.value.endswith(beside.unit)
        else ""
    )
    return short(f"{sign}{beside.value}{unit}")


def _spot(one: Said, other: Said) -> str:
    times = {"annual": "年度", "period": "长期（实施期）"}
    if one.form is other.form:
        return times.get(one.time, "一处") if one.time != other.time else f"{one.indicator.goal}处"
    return one.form.where


def _numbers(one: Said) -> list[Target]:
    return [target for target in one.targets if target.quantity is not None]


def _differ(one: Said, other: Said) -> bool:
    """Whether two values contradict each other; words say nothing against a number."""
    mine, theirs = _numbers(one), _numbers(other)
    if not mine or not theirs:
        return False
    if len(mine) != len(theirs):
        return len(mine) == len(theirs) == 1
    return any(_contradict(a, b) for a, b in zip(mine, theirs, strict=True))


def _contradict(one: Target, other: Target) -> bool:
    a, b = one.quantity, other.quantity
    assert a is not None
    assert b is not None
    if {one.operator, other.operator} in ({"≥", "≤"}, {">", "<"}, {"≥", "<"}, {">", "≤"}):
        return True
    if (one.upper is None) != (other.upper is None):
        return False
    if one.upper and other.upper and one.upper.base != other.upper.base:
        return True
    if a.kind and b.kind and a.kind != b.kind:
        return True
    if a.kind == b.kind:
        return _yearly(a) != _yearly(b)
    if "%" in (a.kind, b.kind):  # 0.9 beside 90%
        return a.base not in (b.base, b.base * 100) and b.base != a.base * 100
    return a.value != b.value


def _yearly(one: Quantity) -> object:
    return one.yearly if one.yearly is not None else (one.base, one.per)


def _is_sum(one: Said, twins: Sequence[Said]) -> bool:
    """Whether the department promises what its projects promise together."""
    numbers = [target.quantity for twin in twins for target in twin.targets if target.quantity]
    own = one.targets[0].quantity if one.targets else None
    if own is None or own.kind in ("%", "") or len(numbers) < 2:
        return False
    return own.base == sum(number.base for number in numbers)


def _does_not_nest(one: Said, other: Said) -> bool:
    """Whether the year promises more than the whole period, or another unit of the same."""
    annual, period = (one, other) if one.time == "annual" else (other, one)
    mine, theirs = _numbers(annual), _numbers(period)
    if len(mine) != 1 or len(theirs) != 1:
        return False
    a, b = mine[0], theirs[0]
    assert a.quantity is not None
    assert b.quantity is not None
    if a.quantity.kind != b.quantity.kind:
        return bool(a.quantity.kind and b.quantity.kind)
    if a.operator and b.operator and a.operator != b.operator:
        return True
    if a.quantity.kind == "%":
        return _contradict(a, b)
    return a.operator != "≤" and a.quantity.base > b.quantity.base and not b.quantity.per


def _goals(form: Form) -> Iterator[Ruling]:
    """Numbers in the words of a goal, against the indicators of the same goal."""
    for goal in form.target.goals:
        text = fold(goal.text)
        for number in quantities(goal.text):
            words = clause_of(text, number)
            twin = _speaking_of(form, goal, words, number)
            if twin is None:
                continue
            theirs = [target.quantity for target in twin.targets if target.quantity]
            if any(number.agrees(one) or _yearly(number) == _yearly(one) for one in theirs):
                yield held(GOALS.id, form)
                continue
            yield failed(
                GOALS.id,
                form,
                f"{form.where}{goal.label}写“{short(phrase(text, number))}”，"
                f"而{twin.label}为“{_shown(twin)}”；请统一",
                f"{form.where}: the goal says {words}{number}, the indicator {_shown(twin)}",
                [twin.place, *([goal.place] if goal.place else [])],
                printed=_shown(twin),
                expected=str(number),
            )


def clause_of(text: str, number: Quantity) -> str:
    """The words of the clause before a number; where it begins the clause, those after it."""
    start = max(text.rfind(sign, 0, number.start) for sign in _ENDS)
    before = text[start + 1 : number.start]
    if len(before) >= 2:
        return before
    ends = [at for sign in _ENDS if (at := text.find(sign, number.end)) >= 0]
    return before + text[number.end : min(ends, default=len(text))]


def _speaking_of(form: Form, goal: Goal, words: str, number: Quantity) -> Said | None:
    """The one indicator of a goal that measures what some words speak of."""
    found = [
        one
        for one in form.indicators
        if (not one.indicator.goal or one.indicator.goal == goal.label)
        and (not one.time or not goal.horizon or one.time == goal.horizon)
        and not one.prose
        and len([t for t in one.targets if t.quantity]) == 1
        and all(_may_be(t.quantity, number, one, words) for t in one.targets)
        and _is_named(one, words)
    ]
    return found[0] if len(found) == 1 else None


def _may_be(quantity: Quantity | None, number: Quantity, one: Said, words: str) -> bool:
    """Whether two quantities may be one: of one kind, or counts of what is named in full."""
    if quantity is None or quantity.kind == number.kind:
        return True
    counts = not {quantity.kind, number.kind} & {"", "%", "元", "百分点"}
    return counts and plain(one.name) in plain(words)


def _is_named(one: Said, words: str) -> bool:
    name, said = plain(one.name), plain(words)
    return len(name) >= 3 and (name in said or shared_words(name, said) >= 0.75)


def _quantities(form: Form) -> Iterator[Ruling]:
    """Counted indicators against the counts of the cost lines that pay for the same thing."""
    if form.target.kind == "whole":
        return
    for one in form.indicators:
        for target in one.targets:
            number = target.quantity
            if number is None or not number.kind or number.kind in ("%", "元") or number.about:
                continue
            name = plain(target.words) if len(target.words) > 1 else one.plain_name
            paid = list(_paid_for(form, name, number))
            if not paid:
                continue
            if any(_yearly(number) == _yearly(other) for _, _, other in paid):
                yield held(QUANTITIES.id, form)
                continue
            line, text, other = paid[0]
            yield failed(
                QUANTITIES.id,
                form,
                f"{form.where}{one.label}“{short(name)}”为 {number}，"
                f"而“{short(line)}”的测算依据写“{short(phrase(text, other))}”；请核对数量",
                f"{form.where} {name}: {number}, but the cost basis says {other}",
                [one.place],
                printed=str(number),
                expected=str(other),
            )


def _paid_for(form: Form, name: str, number: Quantity) -> Iterator[tuple[str, str, Quantity]]:
    for line in form.target.costs:
        text = fold(line.basis)
        for other in quantities(line.basis):
            words = clause_of(text, other)
            if other.kind != number.kind or "印" in words:
                continue
            if common(name, plain(words)) >= 2:
                yield from ((line.name, text, one) for one in _alike(line.basis, other, number))


def _alike(basis: str, named: Quantity, wanted: Quantity) -> Iterator[Quantity]:
    """The quantity a clause names, and any other of the line that is the wanted one."""
    yield named
    for one in quantities(basis):
        if one.kind == wanted.kind and _yearly(one) == _yearly(wanted):
            yield one


def phrase(text: str, number: Quantity) -> str:
    """A number with the words of its clause before it, and those after it where it begins it."""
    start = max(text.rfind(sign, 0, number.start) for sign in _ENDS)
    ends = [at for sign in _ENDS if (at := text.find(sign, number.end)) >= 0]
    end = number.end if number.start - start > 2 else min(ends, default=len(text))
    return text[start + 1 : end]
