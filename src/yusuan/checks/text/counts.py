"""数量一致: what is counted in the text is counted alike everywhere (domain: L-10, PF-15)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from yusuan.checks.budgets import Budget
from yusuan.checks.figures import Figure, Told, identity
from yusuan.checks.findings import FAILED, NOT_CHECKED, PASSED
from yusuan.checks.rule import Rule, Ruling
from yusuan.checks.text.words import quoted
from yusuan.checks.wording import label_of, title
from yusuan.checks.wording import money as in_words
from yusuan.ledger import Coordinates
from yusuan.ledger.claims import COUNT as COUNT_KIND

COUNT = Rule(
    "text-count",
    "数量一致：文字中的人数、车辆数、项目数前后一致，并与表格所列和经费相符。",
    "Staff, vehicles and projects are counted alike throughout, and as the money needs it.",
    "warning",
    "财预〔2016〕143号：说明机构、资产和绩效情况",
)
_SPENDING = Coordinates({"flow": "expenditure"})
#: The vehicles there are or those to be bought, and the money of each.
_VEHICLES = (
    (
        re.compile("(?<!购置)(?<!其他)车辆$|[有计]公务用车$|^公务用车$"),
        "running",
        "没有车辆，却有公务用车运行维护费",
    ),
    (re.compile("购置.{0,4}车辆?$|公务用车购置数?$"), "purchase", "不购置车辆，却有公务用车购置费"),
)
NO_LIST = "没有可以对照的项目清单"
#: What a body has one number of; who came to a meeting is counted for each.
_COUNTED = re.compile("编制|在职|实有|退休|离休|车辆|用车|内设机构|预算单位")
_TARGETS = re.compile("绩效目标.*项目|项目.*绩效目标")


def counts(budget: Budget) -> Iterator[Ruling]:
    """How the counts of a budget's sentences ended."""
    said: dict[tuple[object, ...], list[Told]] = defaultdict(list)
    by_id = {(one.document, one.claim.id): one.claim for one in budget.told}
    for one in budget.told:
        if one.claim.kind == COUNT_KIND and _COUNTED.search(one.claim.subject):
            whole = by_id.get((one.document, one.claim.whole))
            of = whole.subject if whole else ""
            said[one.claim.subject, of, one.claim.unit, budget.key(one.figure)].append(one)
    for alike in said.values():
        yield from _repeated(budget, alike)


def _repeated(budget: Budget, alike: list[Told]) -> Iterator[Ruling]:
    first, *rest = alike
    for one in rest:
        facts = (first.claim.id, one.claim.id)
        if one.claim.value == first.claim.value:
            yield Ruling(COUNT.id, one.document, PASSED, facts=facts)
            continue
        yield Ruling(
            COUNT.id,
            one.document,
            FAILED,
            message=f"“{one.claim.subject}”前后不一："
            f"{quoted(budget, first)}，{quoted(budget, one)}",
            message_en=f"Counted as {first.claim.printed} and as {one.claim.printed}",
            places=(first.claim.place, one.claim.place),
            facts=facts,
            expected=f"{first.claim.value:f}",
            printed=f"{one.claim.value:f}",
            difference=f"{one.claim.value - first.claim.value:f}",
            unit=one.claim.unit,
        )


def projects_with_targets(budget: Budget) -> dict[int, set[str]]:
    """The names of the projects whose target forms a document prints."""
    found: dict[int, set[str]] = defaultdict(set)
    for number, document in budget.documents.items():
        for statement in document.statements:
            for form in statement.targets:
                if form.kind == "project" and form.name:
                    found[number].add(form.name)
    return found


def project_counts(budget: Budget) -> Iterator[Ruling]:
    """The number of projects said to have targets against the forms that are printed."""
    listed = projects_with_targets(budget)
    for one in budget.told:
        claim = one.claim
        if claim.kind != COUNT_KIND or claim.unit != "个" or not _TARGETS.search(claim.subject):
            continue
        names = listed.get(one.document)
        if not names:
            yield Ruling(COUNT.id, one.document, NOT_CHECKED, NO_LIST, facts=(claim.id,))
        elif claim.value == Decimal(len(names)):
            yield Ruling(COUNT.id, one.document, PASSED, facts=(claim.id,))
        else:
            yield Ruling(
                COUNT.id,
                one.document,
                FAILED,
                message=f"{quoted(budget, one)}：而公开的项目绩效目标表有 {len(names)} 张",
                message_en=f"{claim.printed} projects are said to have targets; "
                f"{len(names)} forms are printed",
                places=(claim.place,),
                facts=(claim.id,),
                expected=str(len(names)),
                printed=f"{claim.value:f}",
                difference=f"{claim.value - len(names):f}",
                unit="个",
                severity="info",
            )


def vehicles(budget: Budget) -> Iterator[Ruling]:
    """Money for running or buying vehicles where there are none (domain: L-07)."""
    for one in budget.told:
        claim = one.claim
        if claim.kind != COUNT_KIND or claim.unit not in {"辆", "台"} or claim.whole:
            continue
        for subject, purpose, message in _VEHICLES:
            key = _SPENDING | {"item": f"three_publics.vehicles.{purpose}"}
            money = budget.reference(key) or budget.reference(key | {"fund": "gpb"})
            if money is not None and subject.search(claim.subject):
                yield _vehicle_ruling(budget, one, money, message)


def _vehicle_ruling(budget: Budget, one: Told, money: Figure, message: str) -> Ruling:
    facts = (one.claim.id, identity(money, one.document))
    if one.claim.value or not money.value:
        return Ruling(COUNT.id, one.document, PASSED, facts=facts, ceiling=True)
    return Ruling(
        COUNT.id,
        one.document,
        FAILED,
        ceiling=True,
        message=f"{quoted(budget, one)}：{message}，见{title(money)}“{label_of(money)}”"
        f" {in_words(money.value, money)}",
        message_en="There is money for vehicles, but no vehicle",
        places=(one.claim.place, money.fact.place),
        facts=facts,
        printed=f"{one.claim.value:f}",
        unit=one.claim.unit,
    )
