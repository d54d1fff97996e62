"""The order and the repetition of the text: headings, paragraphs, what items are said to be for."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from yusuan.checks.disclosing.endings import (
    failed,
    listed,
    not_applicable,
    not_checked,
    passed,
    quoted,
    shortened,
)
from yusuan.checks.disclosing.numbering import Numbering, numbering
from yusuan.checks.disclosing.paper import Paper
from yusuan.checks.rule import Rule, Ruling
from yusuan.ledger import Passage
from yusuan.standards.labels import fold

_TRUE = "《政府信息公开条例》第六条：准确公开政府信息"
ORDER = Rule(
    "heading-order",
    "标题序号：同一级标题的序号依次排列，不重复、不跳号。",
    "The numbers of headings of one level follow one another.",
    "warning",
    _TRUE,
)
BARE = Rule(
    "heading-without-text",
    "标题下有内容：每个标题下面都有文字或者表格。",
    "Something stands under every heading.",
    "warning",
    "财预〔2016〕143号：公开的内容完整",
)
TWICE = Rule(
    "paragraph-twice",
    "重复段落：同一标题下没有两遍相同的段落，也没有只有数字不同的两段。",
    "No paragraph stands twice under one heading, with the same figures or with others.",
    "warning",
    _TRUE,
)
COPIED = Rule(
    "copied-purpose",
    "用途与科目：一个科目的用途、原因不是照抄另一个科目的。",
    "What an item is for, or why it changed, is not copied from another item.",
    "warning",
    _TRUE,
)
RULES = (ORDER, BARE, TWICE, COPIED)

_SIGNS = "一二三四五六七八九十"
_TOPIC = re.compile(r"情况|说明|职能|职责|解释|机构|目标|经费|采购|资产|绩效|预算|构成")
_STATED = re.compile(r"(?:主要用于|主要是用于|用于|主要原因(?:是|为)?)[：:]?\s*([^。；，]{4,60})")
_ITEM = re.compile(
    r"([^\s，。；“”\"（）()：:\-—－、]{2,30})[（(]项[）)]|科目|-([^\s“”\"\-—－]{2,30})[”\"]科目"
)
_NUMBER = re.compile(r"\d[\d,.]*")
_RANKS = {"part": 0, "chinese": 1, "bracket": 2}
_LEAST = 30  # characters of a paragraph that is not repeated by chance


def rulings(papers: Sequence[Paper]) -> Iterator[Ruling]:
    """Headings, repeated paragraphs and copied purposes of each document."""
    for paper in papers:
        if not any(role in {"text", "heading"} for role in paper.roles):
            for rule in RULES:
                yield not_applicable(rule.id, paper, "没有说明文字")
            continue
        yield from _order(paper)
        yield from _bare(paper)
        yield from _twice(paper)
        yield from _copied(paper)


def _order(paper: Paper) -> Iterator[Ruling]:
    """Two lines of one style, nothing of a higher style between: the next is one more, or begins.

    A number that stands inside a paragraph between them was swallowed in reading, not left out.
    """
    wrong: list[tuple[str, Passage, Passage]] = []
    runs: dict[str, list[tuple[Numbering, int]]] = {}
    for at, one in enumerate(paper.body):
        mark = numbering(one.text)
        if paper.roles[at] in {"title", "caption", "note"} or mark is None:
            continue
        if mark.style not in _RANKS:
            continue
        for style in [s for s in runs if _RANKS[s] > _RANKS[mark.style]]:
            del runs[style]
        before = _step(runs.setdefault(mark.style, []), mark, at)
        if before:
            found = _misnumbered(before[0], mark, paper.body[before[1] : at])
            wrong += [(found, paper.body[before[1]], one)] if found else []
    if not wrong:
        yield passed(ORDER.id, paper)
    for what, first, second in wrong:
        yield failed(
            ORDER.id,
            paper,
            (
                f"标题序号{what}：{quoted(first.text, 16)}之后是{quoted(second.text, 16)}；"
                "请改序号",
                "The numbers of two headings do not follow one another",
            ),
            (first, second),
        )


def _step(
    run: list[tuple[Numbering, int]], mark: Numbering, at: int
) -> tuple[Numbering, int] | None:
    """Take a number into the lists that are open, innermost last; the one before where it strays.

    A first number opens a list within the list; a number that goes on with an outer list closes
    those within it.
    """
    if mark.number == 1 or not run:
        run.append((mark, at))
        return None
    for depth in range(len(run) - 1, -1, -1):
        if run[depth][0].number + 1 == mark.number:
            run[depth:] = [(mark, at)]
            return None
    before, run[-1] = run[-1], (mark, at)
    return before


def _misnumbered(before: Numbering, mark: Numbering, between: Sequence[Passage]) -> str:
    if mark.number == before.number:
        same = fold(mark.rest)[:8] == fold(before.rest)[:8]
        return "" if same else "重复"
    if mark.number < before.number:
        return "颠倒"
    signs = [_sign(number) for number in range(before.number + 1, mark.number)]
    text = "".join(one.text for one in between)
    swallowed = all(re.search(rf"{sign}[、）)．.]", text) for sign in signs)
    return "" if swallowed else "跳号"


def _sign(number: int) -> str:
    tens, ones = divmod(number, 10)
    ten = "" if not tens else "十" if tens == 1 else _SIGNS[tens - 1] + "十"
    return ten + (_SIGNS[ones - 1] if ones else "")


def _bare(paper: Paper) -> Iterator[Ruling]:
    headings = [
        fold(one.text)
        for role, one in zip(paper.roles, paper.body, strict=True)
        if role == "heading"
    ]
    times = Counter(headings)  # one that comes twice is of a list of headings
    wrong = [
        one
        for at, one in enumerate(paper.body[:-1])
        if paper.roles[at] == "heading" and times[fold(one.text)] == 1 and _nothing_below(paper, at)
    ]
    if not wrong:
        yield passed(BARE.id, paper)
        return
    if not _placed(paper):
        yield not_checked(BARE.id, paper, "不清楚表格在哪些标题之下")
        return
    yield failed(
        BARE.id,
        paper,
        (
            f"标题下没有内容：{listed(' '.join(one.text.split()) for one in wrong)}；"
            "没有此项也请写明",
            f"Nothing stands under {len(wrong)} headings",
        ),
        wrong,
    )


def _placed(paper: Paper) -> bool:
    """Whether it is known where every table stands: below a title that was found in the text."""
    titled = {id(one.statement) for one in paper.titles if one.statement}
    tables = [one for one in paper.disclosure.statements if one.title or not one.targets]
    return all(id(one) in titled for one in tables)


def _nothing_below(paper: Paper, at: int) -> bool:
    """Whether the next line is the next heading of the same style."""
    one, after = numbering(paper.body[at].text), numbering(paper.body[at + 1].text)
    if one is None or after is None or paper.roles[at + 1] != "heading":
        return False
    follows = one.style == after.style and after.number == one.number + 1
    kind = one.style in {"part", "chinese", "bracket"}
    return kind and follows and bool(_TOPIC.search(one.rest)) and bool(_TOPIC.search(after.rest))


def _twice(paper: Paper) -> Iterator[Ruling]:
    seen: dict[tuple[str, str], Passage] = {}
    heading = ""
    same: list[Passage] = []
    wrong = 0
    for at, one in enumerate(paper.body):
        if paper.roles[at] in {"heading", "title"}:
            heading = fold(one.text[:60])
        if paper.roles[at] != "text" or len(one.text) < _LEAST:
            continue
        key = heading, _NUMBER.sub("#", "".join(one.text.split()))
        before = seen.setdefault(key, one)
        if before is one:
            continue
        if "".join(before.text.split()) == "".join(one.text.split()):
            same.append(one)
            continue
        wrong += 1
        yield _differing(paper, before, one)
    if same:
        yield failed(
            TWICE.id,
            paper,
            (
                f"同一标题下段落重复：{listed(shortened(one.text) for one in same)}；请删去一份",
                f"{len(same)} paragraphs stand twice under one heading",
            ),
            same,
            severity="info",
        )
    elif not wrong:
        yield passed(TWICE.id, paper)


def _differing(paper: Paper, before: Passage, one: Passage) -> Ruling:
    numbers = (_NUMBER.findall(before.text), _NUMBER.findall(one.text))
    pairs = [(a, b) for a, b in zip(*numbers, strict=False) if a != b]
    told = "；".join(f"一处 {a}，一处 {b}" for a, b in pairs[:3])
    return failed(
        TWICE.id,
        paper,
        (
            f"同一段话{quoted(one.text)}写了两遍，数字不同：{told}；请核对后留一份",
            "One paragraph stands twice, with other figures",
        ),
        (before, one),
    )


def _copied(paper: Paper) -> Iterator[Ruling]:
    """A purpose or reason told of two items that names one of them only."""
    items = [
        (name, stated, one)
        for _, one in paper.sentences
        if (name := _item(one.text))
        for stated in dict.fromkeys(_STATED.findall(one.text))
    ]
    if not items:
        yield not_applicable(COPIED.id, paper, "没有逐个科目的说明")
        return
    sharing: dict[str, list[tuple[str, Passage]]] = defaultdict(list)
    for name, stated, one in items:
        sharing[fold(stated)].append((name, one))
    wrong: dict[str, tuple[str, str, Passage, Passage]] = {}
    for stated, found in sharing.items():
        owner = next((pair for pair in found if _core(pair[0]) in stated), None)
        for name, one in found if owner else ():
            if owner and one is not owner[1] and not _related(name, stated):
                wrong.setdefault(one.id, (name, stated, owner[1], one))
    for name, stated, other, one in wrong.values():
        yield failed(
            COPIED.id,
            paper,
            (
                f"“{name}”的用途或原因写作“{stated}”，与另一科目{quoted(other.text, 20)}"
                "的相同；疑为照抄，请改写",
                f"What is said of {name} is copied from another item",
            ),
            (one, other),
        )
    if not wrong:
        yield passed(COPIED.id, paper)


def _item(text: str) -> str | None:
    """The 项 a paragraph is about."""
    match = _ITEM.search(text)
    return (match[1] or match[2]) if match else None


def _core(name: str) -> str:
    """A name without the words every name has."""
    folded = fold(name)
    return re.sub(r"(?:支出|经费|事务)$", "", folded) or folded


def _related(name: str, stated: str) -> bool:
    """Whether a statement speaks of an item: it has most of its name's characters in pairs."""
    core = _core(name)
    pairs = [core[n : n + 2] for n in range(len(core) - 1)]
    return 2 * sum(pair in stated for pair in pairs) >= len(pairs)
