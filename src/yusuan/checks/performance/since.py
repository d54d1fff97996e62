"""目标随金额调整：金额与上年相差很大的项目，指标不照搬上年 (domain: PF-17)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from yusuan.checks.budgets import Budget
from yusuan.checks.performance.forms import Form, failed, forms_of, held, short
from yusuan.checks.rule import Rule, Ruling
from yusuan.checks.years import follows
from yusuan.reckoning import fold

KEPT = Rule(
    "targets-follow-the-money",
    "目标随金额调整：金额比上年变动超过两成的项目，指标不应与上年完全相同。",
    "A project whose money moved by more than a fifth does not keep all indicators of last year.",
    "info",
    "财预〔2015〕88号：绩效目标应当与预算资金量相匹配",
)
RULES = (KEPT,)
_MOVED = Decimal("0.2")
_SET = 3  # indicators from which on a set that is the same is no chance


def between(budgets: Sequence[Budget]) -> Iterator[Ruling]:
    """How the rule ended for each project of a budget that the year before had too."""
    for budget in budgets:
        for earlier in budgets:
            if follows(budget, earlier):
                yield from _since(forms_of(budget), forms_of(earlier))


def _since(forms: Sequence[Form], earlier: Sequence[Form]) -> Iterator[Ruling]:
    before = {form.project: form for form in earlier if form.project}
    for form in forms:
        known = before.get(form.project)
        if form.project and known and len(_numbers(form)) >= _SET:
            yield from _kept(form, known)


def _numbers(form: Form) -> frozenset[tuple[str, str, str]]:
    """The indicators with a number: what they demand can follow the money."""
    return frozenset((s.key, s.name, fold(s.text)) for s in form.indicators if s.targets)


def _kept(form: Form, known: Form) -> Iterator[Ruling]:
    now, then = form.total(), known.total()
    if not now or not then or not now[1].value or not then[1].value:
        return
    change = (now[1].value - then[1].value) / then[1].value
    if abs(change) <= _MOVED or _numbers(form) != _numbers(known):
        yield held(KEPT.id, form, [now[0].id])
        return
    moved = "增加" if change > 0 else "减少"
    yield failed(
        KEPT.id,
        form,
        f"{form.where}金额由上年 {known.money(then[1].value)}{moved}到 "
        f"{form.money(now[1].value)}，{len(_numbers(form))} 个有数的指标却与上年完全相同；"
        "请核对目标是否应当调整",
        f"{short(form.target.name)}: the money moved by {abs(change):.0%}, no indicator did",
        facts=(now[0].id,),
    )
