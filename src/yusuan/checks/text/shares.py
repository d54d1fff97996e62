"""占比: a share is the part over the whole; the shares of a list are all of it (N-03, PF-24)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from yusuan.checks.budgets import Budget
from yusuan.checks.figures import Figure, Told, identity
from yusuan.checks.findings import FAILED, NOT_APPLICABLE, NOT_CHECKED, PASSED, ROUNDING
from yusuan.checks.ratios import HUNDRED, Ratio
from yusuan.checks.rule import Rule, Ruling
from yusuan.checks.text.diagnoses import copied, last_place, other_scale, slipped
from yusuan.checks.text.words import misprinted, per_cent, quoted, rounded
from yusuan.checks.wording import label_of, number, title
from yusuan.ledger import Coordinates
from yusuan.ledger.claims import AMOUNT
from yusuan.ledger.claims import SHARE as SHARE_KIND
from yusuan.standards.dimensions import members
from yusuan.standards.nesting import CLOSED, disjoint, refines

SHARE = Rule(
    "text-share",
    "占比：文字说明中的占比等于部分除以整体，同一整体的各占比之和不超过 100%。",
    "A share in the text is the part over the whole; shares of one whole are at most 100 %.",
    "error",
    "财预〔2016〕143号：说明收支构成",
)
NOTHING = "整体为零"
NO_WHOLE = "没有认清占谁的比例，占比不能复算"


@dataclass(frozen=True, slots=True, eq=False)
class Share:
    """A printed share with the part and, where it is known, the whole."""

    told: Told
    part: Figure | None
    part_key: Coordinates
    whole: tuple[Figure, ...]  # as one figure, or as all its parts
    whole_key: Coordinates | None
    certain: bool  # both operands are what the sentence names

    @property
    def ratio(self) -> Ratio | None:
        """The share with what gives it."""
        if self.part is None or not self.whole:
            return None
        whole = tuple((figure, 1) for figure in self.whole)
        return Ratio(self.told.figure, ((self.part, 1),), whole)


def shares(budget: Budget) -> Iterator[Ruling]:
    """How each share ended, and how those of one list did together."""
    by_id = {(one.document, one.claim.id): one for one in budget.told}
    found = [_share(one, by_id, budget) for one in budget.told if one.claim.kind == SHARE_KIND]
    ratios = [(one, one.ratio) for one in found]
    right = [(one.part, ratio) for one, ratio in ratios if one.part and ratio and ratio.holds()]
    made_whole = _making_hundred(found)
    for one, ratio in ratios:
        yield _ruling(budget, one, ratio, right, balanced=one in made_whole)
    yield from _lists(budget, found)


def _share(told: Told, by_id: dict[tuple[int, str], Told], budget: Budget) -> Share:
    claim = told.claim
    about = by_id.get((told.document, claim.about))
    part_key = budget.footing.key(claim.coordinates)
    whole_key = budget.footing.key(claim.base) if claim.base is not None else None
    beside = about.figure if about and about.claim.kind == AMOUNT else None
    part = beside or (budget.reference(part_key) if claim.understood else None)
    whole = _whole(whole_key, budget) if whole_key is not None and claim.understood else ()
    listed = by_id.get((told.document, claim.whole))
    if not whole and listed is not None and listed.claim.kind == AMOUNT:
        whole = (listed.figure,)
    certain = bool(claim.understood and beside and whole)
    return Share(told, part, part_key, whole, whole_key, certain)


def _whole(key: Coordinates, budget: Budget) -> tuple[Figure, ...]:
    """The figure of a whole; where none is printed, those of all its parts."""
    figure = budget.reference(key)
    if figure is not None:
        return (figure,)
    for name in CLOSED & key.keys():
        parts = [
            m for (of, m), about in members().items() if of == name and about.parent == key[name]
        ]
        found = [budget.reference(key | {name: part}) for part in parts]
        known = tuple(figure for figure in found if figure is not None)
        if len(known) > 1 and len(known) == len(found):
            return known
    return ()


def _ruling(
    budget: Budget,
    one: Share,
    ratio: Ratio | None,
    right: Sequence[tuple[Figure, Ratio]],
    *,
    balanced: bool,
) -> Ruling:
    at, percent = one.told.document, one.told.figure
    exact = ratio.exact if ratio else None
    if ratio is None:
        return Ruling(SHARE.id, at, NOT_CHECKED, NO_WHOLE, facts=(one.told.claim.id,))
    if exact is None:
        return _of_nothing(budget, one, ratio)
    facts = tuple(identity(figure, at) for figure in ratio.figures)
    wanted = rounded(exact, percent.amount.precision)
    if ratio.holds():
        status = PASSED if wanted == percent.value else ROUNDING
        return Ruling(SHARE.id, at, status, facts=facts, tie=ratio)
    near = ratio.nearly_holds()
    if near and balanced:
        return Ruling(SHARE.id, at, ROUNDING, facts=facts, tie=replace(ratio, rough=True))
    printed = f"{percent.value:f}%"
    working = f"{_working(ratio)} = {per_cent(exact, percent)}"
    cause = last_place(exact, percent) if near else _diagnosis(budget, one, ratio, exact, right)
    ruling = Ruling(
        SHARE.id,
        at,
        FAILED,
        message=f"{quoted(budget, one.told)}：{working}，写作 {printed}",
        message_en=f"A share is printed as {printed}; {working}",
        cause=cause,
    )
    return misprinted(ruling, ratio, exact, near=near, certain=one.certain)


def _of_nothing(budget: Budget, one: Share, ratio: Ratio) -> Ruling:
    """A share of a whole that is nothing: it must be of something else."""
    at, percent = one.told.document, ratio.percent
    facts = tuple(identity(figure, at) for figure in ratio.figures)
    if not percent.value:
        return Ruling(SHARE.id, at, NOT_APPLICABLE, NOTHING, facts=facts)
    return Ruling(
        SHARE.id,
        at,
        FAILED,
        message=f"{quoted(budget, one.told)}：“{label_of(ratio.operands[-1])}”为 0，"
        f"不能得出 {percent.value:f}%",
        message_en="A share of a whole that is nothing",
        places=tuple(figure.fact.place for figure in ratio.figures),
        facts=facts,
        printed=f"{percent.value:f}",
        unit="%",
        cause=_other_whole(budget, one, ratio),
        severity="warning",
    )


def _making_hundred(found: Sequence[Share]) -> set[Share]:
    """Shares of lists that make exactly 100 %: one of them may have been adjusted to do so."""
    lists: dict[tuple[int, str, Coordinates | None], list[Share]] = defaultdict(list)
    for one in found:
        lists[one.told.document, one.told.claim.heading, one.whole_key].append(one)
    return {
        one
        for listed in lists.values()
        if sum(share.told.claim.value for share in listed) == HUNDRED
        for one in listed
    }


def _working(ratio: Ratio) -> str:
    part = ratio.top[0][0]
    total = sum((figure.value for figure, _ in ratio.bottom), Decimal(0))
    return f"{number(part.value, part)} ÷ {number(total, part)}"


def _diagnosis(
    budget: Budget,
    one: Share,
    ratio: Ratio,
    exact: Decimal,
    right: Sequence[tuple[Figure, Ratio]],
) -> str:
    percent = one.told.figure
    return (
        _other_whole(budget, one, ratio)
        or other_scale(percent, exact)
        or slipped(percent, exact)
        or copied(percent, right)
    )


def _other_whole(budget: Budget, one: Share, ratio: Ratio) -> str:
    """The total that would give the printed share: another that the part is a part of."""
    part = ratio.operands[0]
    for names, figures in _wholes(budget, one):
        other = Ratio(ratio.percent, ((part, 1),), tuple((figure, 1) for figure in figures))
        if other.holds():
            total = sum((figure.value for figure in figures), Decimal(0))
            return (
                f"分母用了{names}：{number(part.value, part)} ÷ {number(total, part)} = "
                f"{per_cent(other.exact or Decimal(0), ratio.percent)}"
            )
    return ""


def _wholes(budget: Budget, one: Share) -> Iterator[tuple[str, tuple[Figure, ...]]]:
    """Totals the part may have been divided by: those it is part of, and those said beside it."""
    own = sum((figure.value for figure in one.whole), Decimal(0))
    for key in budget.index:
        if key != one.whole_key and refines(one.part_key, key):
            figure = budget.reference(key)
            if figure and figure.value != own:
                yield f"{title(figure)}“{label_of(figure)}”", (figure,)
    here = (one.told.document, one.told.claim.passage)
    for told in budget.told:
        beside = here == (told.document, told.claim.passage) and told.figure is not one.part
        if beside and told.claim.kind == AMOUNT and told.figure.value not in {0, own}:
            yield f"“{label_of(told.figure)}”", (told.figure,)
    if one.whole_key is not None and "item" in one.whole_key:
        yield from _with_meetings(budget, one, one.whole_key)


def _with_meetings(
    budget: Budget, one: Share, key: Coordinates
) -> Iterator[tuple[str, tuple[Figure, ...]]]:
    """“三公”经费 with meetings, with training or with both."""
    named = [budget.reference(key | {"item": item}) for item in ("meetings", "training")]
    more = [figure for figure in named if figure and figure.value]
    for others in (more[:1], more[1:], more) if len(more) > 1 else (more,):
        if others:
            names = "与".join(f"“{label_of(figure)}”" for figure in (*one.whole, *others))
            yield f"{names}之和", (*one.whole, *others)


def _lists(budget: Budget, found: Sequence[Share]) -> Iterator[Ruling]:
    """The shares of one whole that could not be worked out singly: at most all of it."""
    lists: dict[tuple[int, str, Coordinates], dict[Coordinates, Share]] = defaultdict(dict)
    for one in found:
        if one.ratio is None and one.told.claim.understood and one.whole_key is not None:
            near = (one.told.document, one.told.claim.passage, one.whole_key)
            lists[near].setdefault(one.part_key, one)
    for (document, _, _), listed in lists.items():
        if len(listed) > 1:
            yield from _together(budget, document, list(listed.values()))


def _together(budget: Budget, document: int, listed: Sequence[Share]) -> Iterator[Ruling]:
    keys = [one.part_key for one in listed]
    if not all(disjoint(one, other) for i, one in enumerate(keys) for other in keys[:i]):
        return
    total = sum((one.told.claim.value for one in listed), Decimal(0))
    slack = sum((one.told.figure.amount.half for one in listed), Decimal(0))
    facts = tuple(one.told.claim.id for one in listed)
    if total <= HUNDRED + slack:
        return
    yield Ruling(
        SHARE.id,
        document,
        FAILED,
        message=f"{quoted(budget, listed[0].told)}等 {len(listed)} 项占比之和为 {total:f}%，"
        "超过 100%",
        message_en=f"{len(listed)} shares of one whole make {total:f} %",
        places=tuple(one.told.claim.place for one in listed),
        facts=facts,
        expected="100",
        printed=f"{total:f}",
        difference=f"{total - HUNDRED:f}",
        unit="%",
        severity="warning",
    )
