"""增减额: a change is this year's figure less last year's (domain: N-04, N-05, N-06)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from yusuan.checks import reasons
from yusuan.checks.budgets import Budget
from yusuan.checks.figures import Figure, Told, identity
from yusuan.checks.findings import FAILED, NOT_CHECKED, PASSED
from yusuan.checks.relations import Relation
from yusuan.checks.rule import Rule, Ruling
from yusuan.checks.text.comparisons import Comparison, comparisons
from yusuan.checks.text.words import quoted
from yusuan.checks.ties import Sides
from yusuan.checks.wording import label_of, money
from yusuan.checks.years import follows
from yusuan.ledger import Coordinates

CHANGE = Rule(
    "text-change",
    "增减额：文字说明中的增减额等于本年数减上年数，增减方向和“持平”与数字相符。",
    "A change in the text is this year's figure less last year's, in the direction it is said.",
    "error",
    "财预〔2016〕143号：说明收支增减变化情况",
)
#: How much 基本持平 may hide, as a share of last year's figure.
_ABOUT_LEVEL = Decimal("0.05")
NO_LAST_YEAR = "没有上年数可以对照"
_ROUGHLY = ("基本持平", "大致持平", "大体持平", "基本一致")


def changes(found: Sequence[Comparison]) -> Iterator[Relation]:
    """Every change against both years' figures, and against the same change said elsewhere."""
    said: dict[tuple[Coordinates, Coordinates | None], Told] = {}
    for one in found:
        now, before = one.figure, one.before
        moved = one.change or (one.flat if one.flat and not _is_rough(one.flat) else None)
        if now and before and moved:
            figures = (before, moved.figure)
            yield Relation(CHANGE.id, (now,), figures, _doubt(now, *figures))
        if one.change and one.change.claim.understood:
            first = said.setdefault((one.key, one.base), one.change)
            if first is not one.change:
                yield Relation(CHANGE.id, (first.figure,), (one.change.figure,))


def changes_since_published(budgets: Sequence[Budget]) -> Iterator[Relation]:
    """Every change against what the budget of the year before published (domain: N-07).

    A published figure may have been adjusted since, so a gap is a warning.
    """
    for budget in budgets:
        for earlier in budgets:
            if follows(budget, earlier):
                for one in comparisons(budget):
                    yield from _since(one, budget, earlier)


def _since(one: Comparison, budget: Budget, earlier: Budget) -> Iterator[Relation]:
    moved, base, now = one.change or one.flat, one.base, one.figure
    if moved is None or base is None or now is None or _is_rough(moved):
        return
    stage = base.get("stage", budget.footing.stage)
    if base.get("year") != str(earlier.year) or stage != earlier.footing.stage:
        return
    published = earlier.reference(earlier.footing.key(base.without("year", "stage")))
    if published is not None:
        figures = (published, moved.figure)
        doubt = _doubt(now, *figures)
        yield Relation(CHANGE.id, (now,), figures, doubt, severity="warning")


def _doubt(*figures: Figure) -> str:
    return "" if all(figure.firm for figure in figures) else reasons.UNKNOWN_WORDS


def _is_rough(told: Told) -> bool:
    return any(words in told.claim.subject + told.claim.printed for words in _ROUGHLY)


def change_rulings(budget: Budget, found: Sequence[Comparison]) -> Iterator[Ruling]:
    """Changes larger than what is left, and 基本持平 said of what moved."""
    repeated = _repeated(found)
    for one in found:
        now = one.figure
        if one.beside and one.change and now:
            yield from _negative(budget, one.change, now, repeated)
        if one.before is None and not one.rate:
            facts = (one.first.claim.id,)
            yield Ruling(CHANGE.id, one.first.document, NOT_CHECKED, NO_LAST_YEAR, facts=facts)
        if one.flat and now and one.before and _is_rough(one.flat):
            yield _roughly(budget, one.flat, now, one.before)


def _repeated(found: Sequence[Comparison]) -> dict[tuple[int, Decimal], list[Comparison]]:
    by_value: dict[tuple[int, Decimal], list[Comparison]] = defaultdict(list)
    for one in found:
        if one.change:
            by_value[one.change.document, one.change.claim.value].append(one)
    return by_value


def _negative(
    budget: Budget,
    change: Told,
    now: Figure,
    repeated: dict[tuple[int, Decimal], list[Comparison]],
) -> Iterator[Ruling]:
    """An increase above this year's whole figure: last year's would be less than nothing."""
    before = now.value - change.claim.value
    if before >= -(now.amount.half + change.figure.amount.half) or now.value < 0:
        return
    alike = (other.now for other in repeated[change.document, change.claim.value] if other.now)
    same = next((figure for figure in alike if figure.value >= change.claim.value), None)
    cause = f"与“{label_of(same)}”的增减额相同，疑为照抄" if same else ""
    yield Ruling(
        CHANGE.id,
        change.document,
        FAILED,
        message=f"{quoted(budget, change)}：本年数只有 {money(now.value, now)}，"
        f"不可能比上年增加 {money(change.claim.value, change.figure)}",
        message_en="The increase is more than this year's figure: last year's would be negative",
        places=(change.claim.place, now.fact.place),
        facts=(change.claim.id, identity(now, change.document)),
        printed=f"{change.claim.value:f}",
        cause=cause,
        suspect=change.claim.id,
        tie=Sides.of(Relation(CHANGE.id, (now,), (change.figure,), ceiling=True)),
        ceiling=True,
    )


def _roughly(budget: Budget, flat: Told, now: Figure, before: Figure) -> Ruling:
    facts = (flat.claim.id, identity(now, flat.document), identity(before, flat.document))
    step = abs(now.value - before.value)
    if step <= abs(before.value) * _ABOUT_LEVEL:
        return Ruling(CHANGE.id, flat.document, PASSED, facts=facts)
    return Ruling(
        CHANGE.id,
        flat.document,
        FAILED,
        message=f"{quoted(budget, flat)}：本年 {money(now.value, now)}，"
        f"上年 {money(before.value, before)}，相差 {money(step, now)}，不宜称“基本持平”",
        message_en="The figures differ by more than what may be called about level",
        places=(flat.claim.place, now.fact.place, before.fact.place),
        facts=facts,
        severity="info",
    )
