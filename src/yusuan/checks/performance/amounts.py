"""表里的金额：占比等于部分除以全部，成本指标不超预算，同一项目用同一个名称。"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal

from yusuan.checks.performance.forms import Form, Said, failed, held, plain, short
from yusuan.checks.rule import Rule, Ruling
from yusuan.ledger import UNITS, Amount, Fact, in_unit, parse_number
from yusuan.reckoning import Quantity, Target, quantities
from yusuan.reckoning.targets import ABOVE, AT_LEAST

_BASIS = "财预〔2015〕88号：绩效目标与预算资金相匹配"
SHARES = Rule(
    "share-of-form",
    "表内占比：收入、支出构成里的占比等于该项金额除以合计。",
    "A share printed in a form is the part over the total.",
    "error",
    _BASIS,
)
WITHIN = Rule(
    "cost-indicator-within-budget",
    "成本指标：成本控制数不超过项目（部门）的预算金额，写明等于预算的与预算一致。",
    "A cost indicator does not exceed the budget of what it is set for.",
    "error",
    _BASIS,
)
NAMED = Rule(
    "project-named-alike",
    "项目名称一致：同一项目在整体表、汇总表和项目表里用同一个名称。",
    "A project has one name in all forms.",
    "info",
    _BASIS,
)
EXACT = Rule(
    "spending-lines-exactly",
    "整数明细合计：各项金额都是整数的，相加应当等于项目金额。",
    "Spending lines that are all whole numbers add up to the project exactly.",
    "warning",
    _BASIS,
)
RULES = (SHARES, WITHIN, EXACT, NAMED)
_WHOLE_COST = re.compile(r"总成本|成本总额|总额|总支出|总费用|预算|控制数|专项经费|项目经费|控制在")
_UNIT_COST = re.compile(
    r"单位成本|单价|人均|每|/|标准|率|平均|其中|节约|节省|缩减|降低|减少|增加|增长"
)
_OF_PROJECTS = re.compile(r"专项|项目")


def rulings(forms: Sequence[Form]) -> Iterator[Ruling]:
    """How the rules of amounts end."""
    for form in forms:
        yield from _shares(form)
        yield from _exactly(form)
        for one in form.indicators:
            yield from _cost(form, one)
    yield from _names(forms)


def _shares(form: Form) -> Iterator[Ruling]:
    """「支出构成/基本支出/占比」 beside 「支出构成/基本支出/当年金额」 and the total."""
    fields = dict(form.target.fields)
    for label, text in fields.items():
        head, _, leaf = label.rpartition("/")
        group, _, part = head.rpartition("/")
        if leaf != "占比" or not group or part == "合计":
            continue
        share = quantities(text)
        own = parse_number(fields.get(f"{head}/当年金额", ""))
        whole = parse_number(fields.get(f"{group}/合计/当年金额", ""))
        if len(share) != 1 or share[0].kind != "%" or not own or not whole or not whole.value:
            continue
        exact = own.value * 100 / whole.value
        step = Decimal(1).scaleb(-share[0].decimals)
        if Amount(exact, Decimal(0)).agrees(Amount(share[0].base, step)):
            yield held(SHARES.id, form)
            continue
        right = exact.quantize(step)
        yield failed(
            SHARES.id,
            form,
            f"{form.where}{group}：{part}占比印为 {short(text)}，"
            f"{own.value} ÷ {whole.value} 应为 {right}%；请改正",
            f"{form.where} {part}: the share is {right} %, not {text}",
            expected=str(right),
            printed=f"{share[0].base:f}",
            difference=f"{share[0].base - right:f}",
            unit="%",
        )


def _cost(form: Form, one: Said) -> Iterator[Ruling]:
    """A sum of money set as a ceiling, against the budget of the form."""
    words = one.name + one.text
    total = form.total()
    is_cost = one.key in ("output.cost", "cost.economic", "cost")
    money = [t for t in one.targets if _is_money(t, is_cost) and t.upper is None]
    if len(money) != 1 or total is None or _UNIT_COST.search(words):
        return
    if not is_cost and not re.search(r"经费|成本|预算", one.name):
        return
    if money[0].operator in (AT_LEAST, ABOVE):
        return  # another rule speaks of the direction
    said = money[0].quantity
    assert said is not None
    if not said.unit:  # a bare number is in the form's unit
        said = Quantity(said.value, form.unit, said.decimals)
    fact, amount = total
    limit = Amount(said.base, said.step)
    if limit.agrees(amount) or (limit.value < amount.value and not _WHOLE_COST.search(words)):
        projects = form.of_nature("project")
        misnamed = limit.agrees(amount) and projects and projects[1].value != amount.value
        if misnamed and _OF_PROJECTS.search(one.name) and form.target.kind == "whole":
            yield _of_all(form, one, projects[1])  # type: ignore[index]
            return
        yield held(WITHIN.id, form, (fact.id,))
        return
    over = limit.value > amount.value
    word = "超过" if over else "小于"
    severity = "error" if over else "warning"
    yield failed(
        WITHIN.id,
        form,
        f"{form.where}{one.label}为 {form.money(limit.value)}，{word}预算 "
        f"{form.money(amount.value)}，相差 {form.money(abs(limit.value - amount.value))}；"
        f"请核对成本指标或预算金额",
        f"{form.where} {one.name}: {form.money(limit.value)}, the budget is "
        f"{form.money(amount.value)}",
        [one.place, fact.place],
        severity=severity,
        facts=(fact.id,),
        expected=in_unit(amount.value, "元"),
        printed=in_unit(limit.value, "元"),
        difference=in_unit(limit.value - amount.value, "元"),
        unit="元",
    )


def _is_money(target: Target, is_cost: bool) -> bool:
    """Whether a demand is a sum of money; of a cost indicator, a number and nothing else is."""
    number = target.quantity
    if number is None:
        return False
    return number.is_money or (is_cost and not number.unit and not target.words and number.base > 1)


def _of_all(form: Form, one: Said, projects: Amount) -> Ruling:
    return failed(
        WITHIN.id,
        form,
        f"{form.where}{one.label}填的是全部支出 {short(one.text)}，"
        f"而项目支出是 {form.money(projects.value)}；请核对指标名称或数额",
        f"{form.where} {one.name}: the figure is that of all expenditure; projects are "
        f"{form.money(projects.value)}",
        [one.place],
        severity="warning",
        expected=in_unit(projects.value, "元"),
        unit="元",
    )


def _exactly(form: Form) -> Iterator[Ruling]:
    """Lines in whole numbers: their gap is no rounding, small as it is."""
    total = form.total()
    lines = [form.amounts(line) for line in form.target.costs]
    if form.target.kind != "project" or total is None or not lines:
        return
    if any(len(amounts) != 1 for amounts in lines):
        return
    printed = [total[1], *(amounts[0][1] for amounts in lines)]
    if any(one.precision < UNITS[form.unit] for one in printed if one.value):
        return
    gap = total[1].value - sum((one.value for one in printed[1:]), Decimal(0))
    rounding = sum((one.half for one in printed if one.value), Decimal(0))
    if not 0 < abs(gap) <= rounding:
        return  # they agree, or they are apart by more, which another rule says
    shown = " + ".join(in_unit(one.value, form.unit) for one in printed[1:])
    value = total[1].value - gap
    yield failed(
        EXACT.id,
        form,
        f"{form.where}项目金额 {form.money(total[1].value)}，支出明细 {shown} = "
        f"{form.money(value)}，相差 {form.money(abs(gap))}；如各项已四舍五入，请调平",
        f"{form.where}: {form.money(total[1].value)}, its lines come to {form.money(value)}",
        facts=(total[0].id, *(amounts[0][0].id for amounts in lines)),
        expected=in_unit(value, "元"),
        printed=in_unit(total[1].value, "元"),
        difference=in_unit(gap, "元"),
        unit="元",
    )


def _names(forms: Sequence[Form]) -> Iterator[Ruling]:
    """A project without a form and a form without a project elsewhere, of one amount."""
    documents = {form.document: form for form in forms}
    for number, first in documents.items():
        own = [f for f in forms if f.document == number and f.target.kind == "project"]
        elsewhere = _elsewhere(first, {form.statement.id for form in own})
        known = {form.project for form in own}
        orphans = [form for form in own if form.project not in elsewhere]
        for name, facts in elsewhere.items():
            values = {fact.amount.value for fact in facts}
            alike = [f for f in orphans if (total := f.total()) and total[1].value in values]
            if name in known or len(alike) != 1:
                continue
            said, form = facts[0], alike[0]
            table = next((s for s in first.disclosure.statements if s.id == said.table), None)
            title = table.title if table else ""
            yield failed(
                NAMED.id,
                form,
                f"《{title}》列的项目“{short(said.coordinates['project'])}”与{form.where}"
                f"金额相同而名称不同；如是同一项目，请统一名称",
                f"{said.coordinates['project']} and {form.target.name} have one amount and "
                f"two names",
                [said.place, form.place],
            )


def _elsewhere(first: Form, own: Collection[str]) -> dict[str, list[Fact]]:
    """The projects that a document names outside their own forms, with their amounts."""
    found: dict[str, list[Fact]] = {}
    for statement in first.disclosure.statements:
        for fact in statement.facts if statement.id not in own else ():
            about = fact.coordinates
            if fact.amount.value and "project" in about and "line" not in about:
                found.setdefault(plain(about["project"]), []).append(fact)
    return found
