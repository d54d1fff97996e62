"""成本测算：测算依据重算后应当等于金额，算式自身应当成立，各张表里的构成应当一致。"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from yusuan.checks.performance.forms import Form, failed, held, plain, short
from yusuan.checks.rule import Rule, Ruling
from yusuan.ledger import Amount, CostLine, in_unit
from yusuan.reckoning import Account, Computation, account, computations
from yusuan.reckoning.accounts import RIGHT, WRONG

_BASIS = "财预〔2015〕88号：绩效目标与资金量相匹配；测算依据与金额应当一致"
GIVES = Rule(
    "cost-basis-gives-amount",
    "测算依据等于金额：测算依据写明的各项之和等于这一行的金额。",
    "What a cost basis adds up to is the amount it explains.",
    "error",
    _BASIS,
)
COMPUTES = Rule(
    "cost-basis-computes",
    "算式成立：测算依据里的算式，重算的结果等于所写的结果。",
    "A computation written in a cost basis comes to the result written beside it.",
    "error",
    _BASIS,
)
INNER = Rule(
    "cost-basis-parts-add-up",
    "括号内合计：括号里列出的各项之和等于括号前的金额。",
    "The parts listed in brackets add up to the sum before them.",
    "warning",
    _BASIS,
)
BREAKDOWN = Rule(
    "project-made-up-alike",
    "项目构成一致：同一项目在整体表与项目表里的支出构成应当一致。",
    "A project is made up alike in the whole department's form and in its own.",
    "warning",
    _BASIS,
)
RULES = (GIVES, COMPUTES, INNER, BREAKDOWN)
_MOST = 12


def rulings(forms: Sequence[Form]) -> Iterator[Ruling]:
    """How the rules of costs end."""
    for form in forms:
        for line in form.target.costs:
            yield from _of_line(form, line)
        yield from _elsewhere(form)
    yield from _made_up_alike(forms)


def _of_line(form: Form, line: CostLine) -> Iterator[Ruling]:
    amounts = form.amounts(line)
    fact, amount = amounts[-1] if amounts else (None, None)
    read = account(line.basis, amount, form.unit)
    ids = (fact.id,) if fact else ()
    for one in read.computations:
        yield from _computes(form, one, f"“{short(line.name)}”的测算依据", line.place)
    yield from _inner(form, line, read)
    if amount is None or read.verdict not in (RIGHT, WRONG):
        return
    if read.verdict == RIGHT or read.value is None:
        yield held(GIVES.id, form, ids)
        return
    gap = amount.value - read.value
    terms = _terms(form, read)
    yield failed(
        GIVES.id,
        form,
        f"{form.where}“{short(line.name)}”金额 {form.money(amount.value)}，"
        f"测算依据各项之和 {form.money(read.value)}{terms}，相差 {form.money(abs(gap))}；"
        f"请改正金额，或补全测算依据",
        f"{form.where} {line.name}: {form.money(amount.value)}, but its basis adds up to "
        f"{form.money(read.value)}; difference {form.money(abs(gap))}",
        [line.place or form.place],
        facts=ids,
        expected=in_unit(read.value, "元"),
        printed=in_unit(amount.value, "元"),
        difference=in_unit(gap, "元"),
        unit="元",
    )


def _terms(form: Form, read: Account) -> str:
    if not 1 < len(read.parts) <= _MOST:
        return ""
    ordered = sorted(read.parts, key=lambda part: part.start)
    if sum((one.exact for one in ordered), Decimal(0)) != read.value:
        return ""
    return f"（{' + '.join(in_unit(one.exact, form.unit) for one in ordered)}）"


def _computes(form: Form, one: Computation, where: str, place: object) -> Iterator[Ruling]:
    if one.stated is None or not one.sure or not one.money:
        return
    if one.holds:
        yield held(COMPUTES.id, form)
        return
    said = one.said
    assert said is not None
    unit = "万元" if "万" in one.stated.unit else "元"
    yield failed(
        COMPUTES.id,
        form,
        f"{form.where}{where}：“{short(one.text, 40)}”重算为 {in_unit(one.value, unit)} {unit}，"
        f"写的是 {in_unit(said.value, unit)} {unit}，相差 {in_unit(abs(one.gap), unit)} {unit}；"
        f"请核对单价、数量和结果",
        f"{form.where}: “{one.text}” comes to {in_unit(one.value, '元')} yuan, "
        f"not {in_unit(said.value, '元')}",
        [place or form.place],  # type: ignore[list-item]
        expected=in_unit(one.value, "元"),
        printed=in_unit(said.value, "元"),
        difference=in_unit(one.gap, "元"),
        unit="元",
    )


def _elsewhere(form: Form) -> Iterator[Ruling]:
    """Computations in the other texts of a form: reasons, plans, the bases of indicators."""
    for label, text in form.target.fields:
        for one in computations(text):
            yield from _computes(form, one, f"“{short(label)}”", None)
    for each in form.target.indicators:
        for text in (each.standard, each.remark):
            for one in computations(text):
                where = f"指标“{short(each.level3)}”的依据"
                yield from _computes(form, one, where, each.place)


def _inner(form: Form, line: CostLine, read: Account) -> Iterator[Ruling]:
    for group in read.groups:
        if group.holds:
            yield held(INNER.id, form)
            continue
        yield failed(
            INNER.id,
            form,
            f"{form.where}“{short(line.name)}”的测算依据：{form.money(group.whole)}，"
            f"括号里各项之和 {form.money(group.value)}；请核对各项",
            f"{form.where} {line.name}: {form.money(group.whole)}, but the parts in brackets "
            f"add up to {form.money(group.value)}",
            [line.place or form.place],
            expected=in_unit(group.value, "元"),
            printed=in_unit(group.whole, "元"),
            difference=in_unit(group.whole - group.value, "元"),
            unit="元",
        )


def _made_up_alike(forms: Sequence[Form]) -> Iterator[Ruling]:
    """The parts that a whole department's form lists for a project, against its spending lines."""
    for whole in (form for form in forms if form.target.kind == "whole"):
        for line in whole.target.costs:
            amounts = whole.amounts(line)
            twin = _twin(forms, whole, line, amounts[-1][1] if amounts else None)
            if twin is None or not amounts:
                continue
            read = account(line.basis, amounts[-1][1], whole.unit)
            mine = [part.value for part in read.listing] if read.verdict == RIGHT else []
            theirs = [own[-1][1].value for one in twin.target.costs if (own := twin.amounts(one))]
            if min(len(mine), len(theirs)) < 2 or sum(mine) != sum(theirs):
                continue
            if refines(mine, theirs) or refines(theirs, mine):
                yield held(BREAKDOWN.id, whole)
                continue
            ours = " + ".join(in_unit(one, whole.unit) for one in mine)
            other = " + ".join(in_unit(one, whole.unit) for one in theirs)
            yield failed(
                BREAKDOWN.id,
                whole,
                f"项目“{short(twin.target.name)}”的构成：{whole.where}为 {ours}，"
                f"{twin.where}为 {other}（{whole.unit}）；总数相同而各项不同，请统一",
                f"The project is made up of {ours} in the department's form and of {other} in its "
                f"own ({whole.unit})",
                [line.place or whole.place, twin.place],
            )


def _twin(forms: Sequence[Form], whole: Form, line: CostLine, amount: Amount | None) -> Form | None:
    """The project form of a listed project: the one of its name, else of one like it."""
    name = plain(line.name)
    own = [f for f in forms if f.target.kind == "project" and f.document == whole.document]
    same = [form for form in own if form.project == name]
    if not same and amount is not None:
        same = [
            form
            for form in own
            if (total := form.total())
            and total[1].value == amount.value
            and (
                form.project in name
                or name.removesuffix("工作").removesuffix("经费") in form.project
            )
        ]
    return same[0] if len(same) == 1 else None


def refines(coarse: Sequence[Decimal], fine: Sequence[Decimal]) -> bool:
    """Whether the fine parts can be grouped so that the groups are the coarse ones."""
    if not coarse:
        return not fine
    if len(fine) > _MOST:
        return True  # too many to tell
    first, rest = coarse[0], coarse[1:]
    numbers = range(len(fine))
    return any(
        sum((fine[n] for n in chosen), Decimal(0)) == first
        and refines(rest, [fine[n] for n in numbers if n not in chosen])
        for size in range(1, len(fine) + 1)
        for chosen in combinations(numbers, size)
    )
