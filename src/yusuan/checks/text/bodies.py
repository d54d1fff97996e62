"""机构人员: staff are no more than their posts, units as many as are named (domain: L-10)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from yusuan.checks.budgets import Budget
from yusuan.checks.figures import Told
from yusuan.checks.findings import FAILED, PASSED
from yusuan.checks.relations import Relation
from yusuan.checks.rule import Ruling
from yusuan.checks.text.words import quoted
from yusuan.checks.ties import Sides
from yusuan.ledger import Passage
from yusuan.ledger.claims import COUNT

RULE = "text-count"
_POSTS, _STAFF = re.compile("编制"), re.compile("在职|在编|在岗|实有")
_SERVING = re.compile("在职|在编")  # else hired hands may be among them
_GONE = re.compile("离休|退休|遗属")
_BODY = re.compile("单位|机关")
#: 3家，具体包括：甲、乙、丙。
_NAMED = re.compile(
    r"^\s*(?:预算)?(?:单位)?[，,：:；;]?\s*(?:具体|仅|分别)*(?:包括|为|是)[：:]?\s*(?P<names>[^。；;，,：:\d]+)"
)
#: 包括甲、乙2个
_NAMED_BEFORE = re.compile(r"(?:包括|包含)了?(?P<names>[^。；;，,：:]+、[^。；;，,：:]+?)\s*$")
_FOLLOWS = re.compile(r"(?:包括|如下|为)[^。，,；;]{0,20}[：:]\s*$")
_ITEM = re.compile(r"^\s*[（(]?(?P<number>\d{1,2})[）).．、]")
_IN_BRACKETS = re.compile("[(（][^()（）]*[)）]")
_OPEN = re.compile(r"等\s*$|以及|[下所]属")
#: 本部以及下属5家: all but one of those in the list that comes next.
_BELOW = re.compile("(?:本部|本级|机关).*[下所]属")
_KINDS = (
    ("参公", re.compile("参公|参照")),
    ("机关", re.compile("机关|行政")),
    ("事业", re.compile("事业")),
)
_FEW = 2
_BREAK = 3  # paragraphs


def posts(budget: Budget) -> Iterator[Ruling]:
    """The staff of each paragraph against the posts it says there are."""
    for told in _by_passage(budget).values():
        own = [one for one in told if not one.claim.whole and not _GONE.search(one.claim.subject)]
        staff = [one for one in own if _STAFF.search(one.claim.subject)]
        filled = [one for one in own if _POSTS.search(one.claim.subject) and one not in staff]
        if len(staff) == len(filled) == 1 and staff[0].claim.unit in {"人", "名"}:
            yield _posts(budget, filled[0], staff[0])


def _posts(budget: Budget, posts: Told, staff: Told) -> Ruling:
    message_en = f"{staff.claim.printed} are in post, of {posts.claim.printed} posts"
    severity = "" if _SERVING.search(staff.claim.subject) else "info"
    return _at_most(budget, posts, staff, message_en, severity)


def _at_most(budget: Budget, most: Told, one: Told, message_en: str, severity: str = "") -> Ruling:
    """A count is no more than another; it may be less."""
    more = one.claim.value - most.claim.value
    return Ruling(
        RULE,
        one.document,
        FAILED if more > 0 else PASSED,
        message=f"{quoted(budget, one)}，多于{quoted(budget, most)}",
        message_en=message_en,
        places=(one.claim.place, most.claim.place),
        facts=(one.claim.id, most.claim.id),
        expected=f"{most.claim.value:f}",
        printed=f"{one.claim.value:f}",
        difference=f"{more:f}",
        unit=one.claim.unit,
        severity=severity,
        ceiling=True,
        tie=Sides.of(Relation(RULE, (most.figure,), (one.figure,), ceiling=True)),
    )


def named_bodies(budget: Budget) -> Iterator[Ruling]:
    """Numbers of units against the names beside them, or the list that follows; and by kind."""
    counted = _by_passage(budget)
    for number, document in budget.documents.items():
        items = _lists(document.passages)
        known: dict[str, Told] = {}
        following = [*document.passages[1:], None]
        for passage, after in zip(document.passages, following, strict=True):
            bodies = [one for one in counted.get((number, passage.id), ()) if _is_bodies(one)]
            for one in bodies:
                names = _names(passage.text, one)
                below = after is not None and _BELOW.search(one.claim.subject)
                if names is not None:
                    yield _named(budget, (one,), names)
                elif below and after is not None and after.id in items:
                    listed = items[after.id]
                    yield _named(budget, (one,), range(listed.start - 1, listed.stop - 1))
                elif _kind(one) in known:
                    yield _fewer(budget, known[_kind(one)], one)
            own = items.get(passage.id)
            if own and own.start >= _FEW and bodies and all(_is_type(one) for one in bodies):
                yield _named(budget, bodies, own)
                known |= {_kind(one): one for one in bodies}


def _kind(one: Told) -> str:
    """Whether a count is of organs, of institutions like them, or of others; "" if of neither."""
    words = one.claim.subject[-len("参照公务员法管理事业单位") :]
    return next((kind for kind, pattern in _KINDS if pattern.search(words)), "")


def _by_passage(budget: Budget) -> dict[tuple[int, str], list[Told]]:
    found: dict[tuple[int, str], list[Told]] = defaultdict(list)
    for one in budget.told:
        if one.claim.kind == COUNT:
            found[one.document, one.claim.passage].append(one)
    return found


def _is_bodies(one: Told) -> bool:
    return one.claim.unit in {"家", "个"} and bool(_BODY.search(one.claim.subject))


def _is_type(one: Told) -> bool:
    """Whether it counts the units of one kind, or all: no words but 行政单位, 预算单位."""
    return len(one.claim.subject) <= len("参照公务员法管理事业单位")


def _names(text: str, one: Told) -> range | None:
    """How many names stand right after a count, or right before it; None where none do.

    和 may part two names or stand inside one: 发展和改革委员会.
    """
    before, after = text[: one.claim.start], text[one.claim.end :]
    found = _NAMED.match(after) or _NAMED_BEFORE.search(before)
    if found is None or _OPEN.search(found["names"]):
        return None
    names = _IN_BRACKETS.sub("", found["names"])
    least, most = (
        sum(bool(name.strip()) for name in re.split(marks, names)) for marks in ("、", "[、和及与]")
    )
    return range(least, most + 1) if least else None


def _lists(passages: Sequence[Passage]) -> dict[str, range]:
    """How long the numbered list is that follows a paragraph which announces one.

    A page may break it: the next item is looked for a few paragraphs on.
    """
    found: dict[str, range] = {}
    open_at, size, missed = "", 0, 0
    for before, passage in pairwise(passages):
        if _FOLLOWS.search(before.text):
            open_at, size, missed = before.id, 0, 0
        item = _ITEM.match(passage.text)
        if open_at and item and int(item["number"]) == size + 1:
            size, missed = size + 1, 0
            found[open_at] = range(size, size + 1)
        else:
            missed += 1
            open_at = open_at if missed <= _BREAK else ""
    return found


def _fewer(budget: Budget, known: Told, one: Told) -> Ruling:
    """Units of a kind that are spoken of later are no more than there are."""
    message_en = f"{one.claim.printed} units are spoken of, of {known.claim.printed}"
    return _at_most(budget, known, one, message_en)


def _named(budget: Budget, told: Sequence[Told], names: range) -> Ruling:
    total = sum((one.claim.value for one in told), Decimal(0))
    nearest = min(names, key=lambda count: abs(count - total))
    return Ruling(
        RULE,
        told[0].document,
        PASSED if total == nearest else FAILED,
        message=f"{quoted(budget, *told)}：共 {total:f} {told[0].claim.unit}，"
        f"而列出的有 {nearest} {told[0].claim.unit}",
        message_en=f"{total:f} units are counted, {nearest} are named",
        places=tuple(one.claim.place for one in told),
        facts=tuple(one.claim.id for one in told),
        expected=str(nearest),
        printed=f"{total:f}",
        difference=f"{total - nearest:f}",
        unit=told[0].claim.unit,
        suspect=told[0].claim.id if len(told) == 1 else None,
        suggestion=str(nearest) if len(told) == 1 else None,
    )
