"""绩效项目: the projects said to have targets, and their money (domain: N-14, PF-02)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from yusuan.checks.budgets import Budget
from yusuan.checks.causes import is_slip
from yusuan.checks.figures import Figure, Told, identity
from yusuan.checks.findings import FAILED, PASSED, ROUNDING
from yusuan.checks.relations import AGREES, GAP, Relation, compare
from yusuan.checks.rule import Ruling
from yusuan.checks.text.words import quoted
from yusuan.checks.ties import Sides
from yusuan.checks.wording import money as in_words
from yusuan.ledger.claims import AMOUNT, COUNT

RULE = "text-count"
_PROJECTS = re.compile("项目")
_TARGETS = re.compile("绩效")
_COVERED = re.compile("涉及|金额|资金")
_RATED = re.compile("评级|等级|评价为|“[优良中差]”")
_PLAIN = frozenset({"flow", "project"})
_TELLING = 4  # digits that two amounts do not share by chance
_NEAR, _STOP = 30, re.compile("[。；;]")
_LEVELS = 3  # from which on ratings are all there are


@dataclass(frozen=True, slots=True, eq=False)
class Covered:
    """A number of projects, and the money said right after it."""

    count: Told
    money: Told


def targeted(budget: Budget) -> Iterator[Ruling]:
    """How what is said of the projects with targets ended, against itself and the forms."""
    found = list(_covered(budget))
    for one in found:
        yield _none_or_some(budget, one)
        yield from _forms(budget, one)
    yield from _repeated(budget, found)


def ratings(budget: Budget) -> Iterator[Relation]:
    """The projects of each rating against those that were rated."""
    whole: Told | None = None
    parts: list[Told] = []
    for one in (*budget.told, None):
        rated = one is not None and _is_projects(one) and bool(_RATED.search(one.claim.subject))
        near = whole is not None and one is not None and one.claim.passage == whole.claim.passage
        if one is not None and rated and near:
            parts.append(one)
            continue
        if whole is not None and len(parts) >= _LEVELS:
            figures = tuple(part.figure for part in parts)
            yield Relation("text-adds-up", (whole.figure,), figures, severity="warning")
        parts = []
        if one is not None and _is_projects(one) and not rated:
            whole = one


def _covered(budget: Budget) -> Iterator[Covered]:
    for one, following in pairwise(budget.told):
        here = (one.document, one.claim.passage) == (following.document, following.claim.passage)
        money = following.claim.kind == AMOUNT and _COVERED.search(following.claim.subject)
        rated = _RATED.search(one.claim.subject)
        if here and money and _is_projects(one) and not rated and _beside(budget, one, following):
            yield Covered(one, following)


def _beside(budget: Budget, one: Told, following: Told) -> bool:
    """Whether both are said in one sentence, with few words between."""
    passages = budget.documents[one.document].passages
    text = next(passage.text for passage in passages if passage.id == one.claim.passage)
    between = text[one.claim.end : following.claim.start]
    return len(between) <= _NEAR and not _STOP.search(between)


def _is_projects(one: Told) -> bool:
    claim = one.claim
    named = _PROJECTS.search(claim.subject) and _TARGETS.search(claim.subject)
    return claim.kind == COUNT and claim.unit == "个" and bool(named)


def _none_or_some(budget: Budget, one: Covered) -> Ruling:
    """No projects have no money, and some have some."""
    count, amount = one.count.claim, one.money.claim
    return _ruling(
        budget,
        (one.count, one.money),
        FAILED if bool(count.value) != bool(amount.value) else PASSED,
        f"项目数与金额一项为零、一项不为零（{count.printed}，{amount.printed}）",
        f"{count.printed} projects with {amount.printed}",
        limit=True,
    )


def _forms(budget: Budget, one: Covered) -> Iterator[Ruling]:
    """The money against the forms, where as many are printed as there are projects."""
    figures = _of_forms(budget, one.money.document)
    if not figures or one.count.claim.value != len(figures):
        return
    relation = Relation(RULE, (one.money.figure,), figures)
    ended = {AGREES: PASSED, GAP: FAILED}.get(compare(relation), ROUNDING)
    yield _ruling(
        budget,
        (one.money,),
        ended,
        f"公开的 {len(figures)} 张项目绩效目标表年度资金合计 "
        f"{in_words(relation.sum, one.money.figure)}，相差 "
        f"{in_words(abs(relation.gap), one.money.figure)}",
        f"the {len(figures)} target forms make {in_words(relation.sum, one.money.figure)}",
        others=figures,
        tie=Sides.of(relation),
    )


def _of_forms(budget: Budget, document: int) -> tuple[Figure, ...]:
    """This year's money of every project whose target form a document prints; none if one lacks."""
    names = [
        form.name
        for statement in budget.documents[document].statements
        for form in statement.targets
        if form.kind == "project"
    ]
    money_of: dict[str, Figure] = {}
    for figure in budget.loose:
        key = budget.key(figure)
        if figure.document == document and key.keys() == _PLAIN and figure.firm:
            money_of.setdefault(key["project"], figure)
    found = tuple(money_of[name] for name in names if name in money_of)
    return found if len(found) == len(names) == len(set(names)) else ()


def _repeated(budget: Budget, found: Sequence[Covered]) -> Iterator[Ruling]:
    """The same number of projects with another amount, or the reverse: a slip of the finger."""
    by_document: dict[int, list[Covered]] = defaultdict(list)
    for one in found:
        by_document[one.money.document].append(one)
    for said in by_document.values():
        for one, other in combinations(said, 2):
            counts, amounts = _figures(one.count, other.count), _figures(one.money, other.money)
            if not all(figure.value for figure in (*counts, *amounts)) or not _tell(amounts):
                continue
            same = counts[0].value == counts[1].value, amounts[0].value == amounts[1].value
            slipped = is_slip(amounts[1], amounts[0].value)
            if all(same) or same[1] or (same[0] and slipped):
                pair = amounts if same[0] else counts
                yield _ruling(
                    budget,
                    (one.count, one.money, other.count, other.money),
                    PASSED if all(same) else FAILED,
                    "前后所说的项目数与金额不一致",
                    "projects and their money do not go together throughout",
                    tie=Sides.of(Relation(RULE, pair[:1], pair[1:])),
                )


def _figures(*told: Told) -> tuple[Figure, ...]:
    return tuple(one.figure for one in told)


def _tell(figures: Sequence[Figure]) -> bool:
    return all(len(one.value.normalize().as_tuple().digits) >= _TELLING for one in figures)


def _ruling(
    budget: Budget,
    told: Sequence[Told],
    status: str,
    message: str,
    message_en: str,
    *,
    others: Sequence[Figure] = (),
    tie: Sides | None = None,
    limit: bool = False,
) -> Ruling:
    at = told[0].document
    words = [quoted(budget, *told[i : i + 2]) for i in range(0, len(told), 2)]
    return Ruling(
        RULE,
        at,
        status,
        message=f"{'，'.join(words)}：{message}",
        message_en=message_en[0].upper() + message_en[1:],
        places=(*(one.claim.place for one in told), *(figure.fact.place for figure in others)),
        facts=(*(one.claim.id for one in told), *(identity(figure, at) for figure in others)),
        printed=f"{told[-1].claim.value:f}",
        unit="元" if told[-1].claim.kind == AMOUNT else told[-1].claim.unit,
        tie=tie,
        ceiling=limit,
    )
