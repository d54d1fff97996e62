"""The contents list against what is there: its tables, and its headings (N-18, checklist 5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from yusuan.checks.disclosing.endings import (
    NO_TABLES,
    failed,
    listed,
    not_applicable,
    not_checked,
    passed,
    quoted,
)
from yusuan.checks.disclosing.numbering import Numbering, bare, numbering, unadorned
from yusuan.checks.disclosing.paper import Entry, Paper, Titled
from yusuan.checks.rule import Rule, Ruling
from yusuan.ledger import Passage
from yusuan.standards.labels import fold

_BASIS = "财预〔2016〕143号：公开的内容完整，目录与正文一致"
TABLES = Rule(
    "contents-tables",
    "目录与表格：目录所列的表都在，顺序、名称与正文的表一致。",
    "Every table of the contents list is there, in its order and under its title.",
    "warning",
    _BASIS,
)
HEADINGS = Rule(
    "contents-headings",
    "目录与标题：目录所列的标题都在正文里，次序和写法一致。",
    "Every heading of the contents list stands in the body, in its order and wording.",
    "warning",
    _BASIS,
)
RULES = (TABLES, HEADINGS)

_NO_LIST = "没有目录"
_ALIKE = 0.55  # of two titles that may be one table under two names
_MISSPELT = 0.7  # of two headings that are meant to be one


def rulings(papers: Sequence[Paper]) -> Iterator[Ruling]:
    """The contents list of each document against its tables and headings."""
    for paper in papers:
        yield from _tables(paper, papers)
        yield from _headings(paper)


def _tables(paper: Paper, papers: Sequence[Paper]) -> Iterator[Ruling]:
    entries = [one for one in paper.contents if one.table]
    if not entries:
        yield not_applicable(TABLES.id, paper, _NO_LIST if not paper.contents else "目录不列表格")
        return
    titles = _distinct(paper.titles)
    if len(titles) < 2:  # its tables are another document of the same budget
        titles = _distinct([one for other in papers for one in other.titles])
    if len(titles) < 2:
        yield not_checked(TABLES.id, paper, NO_TABLES)
        return
    matched = _matched([one.title for one in entries], [one.title for one in titles])
    order = sorted(matched)
    pairs = [(entries[n], titles[matched[n]]) for n in order]
    wrong = [
        *_missing(paper, [one for n, one in enumerate(entries) if n not in matched]),
        *_unlisted(paper, [one for n, one in enumerate(titles) if n not in matched.values()]),
        *_order(paper, pairs, [matched[n] for n in order]),
        *_renamed(paper, pairs),
    ]
    yield from wrong or [passed(TABLES.id, paper)]
    for _, titled in pairs:
        if titled.statement is None:
            reason = f"{quoted(titled.title)}只读到标题，没有读到表格"
            yield not_checked(TABLES.id, paper, reason)


def _distinct(titles: Sequence[Titled]) -> list[Titled]:
    """The titles in order, one that comes again (a form for each project) once."""
    found: dict[str, Titled] = {}
    for one in titles:
        found.setdefault(fold(one.title), one)
    return list(found.values())


def _matched(entries: Sequence[str], titles: Sequence[str]) -> dict[int, int]:
    """Which title each entry is: the same, else one within the other, else the most alike."""
    found: dict[int, int] = {}
    sides = [[bare(one) for one in side] for side in (entries, titles)]
    plain = [[unadorned(one) for one in side] for side in (entries, titles)]
    for (one, other), whole in ((plain, True), (sides, True), (sides, False)):
        for n in range(len(entries)):
            fitting = [
                m
                for m in range(len(titles))
                if m not in found.values() and _fits(one[n], other[m], whole=whole)
            ]
            if n not in found and len(fitting) == 1:
                found[n] = fitting[0]
    rest = [
        (ratio, n, m)
        for n in range(len(entries))
        if n not in found
        for m in range(len(titles))
        if m not in found.values()
        and (ratio := SequenceMatcher(None, sides[0][n], sides[1][m], autojunk=False).ratio())
        >= _ALIKE
    ]
    for _, n, m in sorted(rest, key=lambda one: (-one[0], one[1], one[2])):
        if n not in found and m not in found.values():
            found[n] = m
    return found


def _fits(one: str, other: str, *, whole: bool) -> bool:
    return one == other or (not whole and (one in other or other in one))


def _missing(paper: Paper, entries: Sequence[Entry]) -> Iterator[Ruling]:
    if entries:
        yield failed(
            TABLES.id,
            paper,
            (
                f"目录列有{listed(one.title for one in entries)}，正文没有读到；"
                "请补上，或从目录删去",
                f"Listed in the contents, not found: {', '.join(one.title for one in entries)}",
            ),
            [one.passage for one in entries],
            cause="如果表格是图片，或文件经过转换，请对照原件",
        )


def _unlisted(paper: Paper, titles: Sequence[Titled]) -> Iterator[Ruling]:
    found = [one for one in titles if one.statement and not one.statement.empty]
    if found:
        yield failed(
            TABLES.id,
            paper,
            (
                f"正文有表{listed(one.title for one in found)}，目录没有列出；请补入目录",
                f"Tables the contents list leaves out: {', '.join(one.title for one in found)}",
            ),
            [one.passage for one in found],
            severity="info",
        )


def _order(
    paper: Paper, pairs: Sequence[tuple[Entry, Titled]], positions: Sequence[int]
) -> Iterator[Ruling]:
    strayed = _strayed(positions)
    if strayed:
        names = [pairs[n][1].title for n in strayed]
        yield failed(
            TABLES.id,
            paper,
            (
                f"{listed(names)}在正文里的次序与目录不同；请按同一次序排列",
                f"Not in the order of the contents list: {', '.join(names)}",
            ),
            [one for n in strayed for one in (pairs[n][0].passage, pairs[n][1].passage)],
        )


def _strayed(positions: Sequence[int]) -> list[int]:
    """The fewest members that break the ascending order of the others."""
    best: list[list[int]] = []  # the longest ascending run that ends at each member
    for n, position in enumerate(positions):
        before = [one for one in best if positions[one[-1]] < position]
        best.append([*(max(before, key=len) if before else ()), n])
    kept = set(max(best, key=len) if best else ())
    return [n for n in range(len(positions)) if n not in kept]


def _renamed(paper: Paper, pairs: Sequence[tuple[Entry, Titled]]) -> Iterator[Ruling]:
    other, longer = [], []
    for entry, titled in pairs:
        one, two = bare(entry.title), bare(titled.title)
        if one in two or two in one:
            if one != two:
                longer.append((entry, titled))
        else:
            other.append((entry, titled))
    for found, severity in ((other, "warning"), (longer, "info")):
        if found:
            said = "；".join(f"目录“{e.title}”，表题“{t.title}”" for e, t in found)
            yield failed(
                TABLES.id,
                paper,
                (
                    f"目录与表题写法不一致：{said}；请统一",
                    "Otherwise titled in the contents: "
                    + "; ".join(f"{e.title} / {t.title}" for e, t in found),
                ),
                [one for e, t in found for one in (e.passage, t.passage)],
                severity=severity,
            )


def _headings(paper: Paper) -> Iterator[Ruling]:
    entries = [
        one for one in paper.contents if not one.table and one.numbering and len(one.title) > 3
    ]
    body = [(mark, one) for one in paper.body if (mark := numbering(one.text))]
    if not entries or not body:
        yield not_applicable(HEADINGS.id, paper, _NO_LIST if not paper.contents else "目录不列标题")
        return
    placed = [(one, _heading_of(one, body)) for one in entries]
    numbered = sum(1 for one, at in placed if at is not None)
    if 2 * numbered < len(entries):
        reason = "正文的标题没有编号，不能与目录对应"
        yield from list(_misspelt(paper)) or [not_checked(HEADINGS.id, paper, reason)]
        return
    moved = [
        (entry, body[at])
        for entry, at in placed
        if at is not None
        and entry.numbering
        and body[at][0].style == entry.numbering.style
        and body[at][0].number != entry.numbering.number
    ]
    wrong = [*(_moved(paper, moved) if moved else ()), *_misspelt(paper)]
    yield from wrong or [passed(HEADINGS.id, paper)]


def _heading_of(entry: Entry, body: Sequence[tuple[Numbering, Passage]]) -> int | None:
    """Which numbered line an entry is: the one of that wording, or the one that begins so."""
    wanted = bare(entry.title)
    texts = [bare(mark.rest[:60]) for mark, _ in body]
    exact = [n for n, text in enumerate(texts) if text == wanted]
    if len(exact) == 1:
        return exact[0]
    if exact:
        return None
    opening = [n for n, text in enumerate(texts) if text.startswith(wanted)]
    return opening[0] if len(opening) == 1 else None


def _moved(
    paper: Paper, moved: Sequence[tuple[Entry, tuple[Numbering, Passage]]]
) -> Iterator[Ruling]:
    names = "；".join(
        f"“{entry.title}”目录排第 {entry.numbering.number}，正文排第 {mark.number}"
        for entry, (mark, _) in moved
        if entry.numbering
    )
    yield failed(
        HEADINGS.id,
        paper,
        (
            f"正文标题的次序与目录不同：{names}；请按同一次序排列",
            "Headings not in the order of the contents list: "
            + ", ".join(entry.title for entry, _ in moved),
        ),
        [one for entry, (_, passage) in moved for one in (entry.passage, passage)],
    )


def _misspelt(paper: Paper) -> Iterator[Ruling]:
    """Parts whose heading is nearly, but not quite, what the contents list says."""
    parts = {
        mark.number: (mark.rest, one)
        for one in paper.body
        if len(one.text) <= 60 and (mark := numbering(one.text)) and mark.style == "part"
    }
    for entry in paper.contents:
        mark = entry.numbering
        if mark is None or mark.style != "part" or mark.number not in parts:
            continue
        printed, passage = parts[mark.number]
        one, two = bare(entry.title), bare(printed)
        alike = one not in two and two not in one
        if alike and SequenceMatcher(None, one, two, autojunk=False).ratio() >= _MISSPELT:
            yield failed(
                HEADINGS.id,
                paper,
                (
                    f"目录写“{entry.title}”，正文写“{printed}”；请统一",
                    f"The contents list says {entry.title}, the body {printed}",
                ),
                (entry.passage, passage),
                severity="info",
            )
