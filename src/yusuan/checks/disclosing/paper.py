"""A document as it is leafed through: its contents list, the titles of its tables, its sentences.

Nothing here judges. A passage of the contents list is no passage of the body; of the body each is
one of ``title`` (of a table), ``caption`` (its number, unit, owner), ``note`` (注：…), ``heading``
or ``text``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from yusuan.checks.disclosing.numbering import NUMBER, Numbering, bare, integer, numbering
from yusuan.ledger import Disclosure, Passage, Statement
from yusuan.standards.labels import fold

_CONTENTS = frozenset({"目录", "目次"})
_LEADERS = re.compile(
    r"(?:[…‥]+|[.．·]{4,}|-{5,}|_{5,})[…‥.·\s]*(?:\d{1,3}(?=\s|$|[第（(一二三四五六七八九十]))?"
)
_GLUED = re.compile(rf"(?<=[表表格明况])\s*(?=\d{{1,2}}[．.、]\s*20\d\d|{NUMBER}、)")
_LONGEST_ENTRY = 60
_LEAST_ENTRIES = 5  # of a list that is not headed 目录
_TABLE_END = re.compile(
    r"(?:表格?|一览|清单)(?:[-－—]{1,2}[^-－—。（）()]{2,20})?(?:\s*[（(][^（()）]*[）)])*$"
)
_OWNER = re.compile(
    r"(?:(?:预算主管部门|编制部门|编制单位|填报单位|填报部门|预算部门|预算单位|公开部门|公开单位|部\s*门|单\s*位)\s*[：:]"
    r"|(?:部门|单位)(?:[（(]单位[）)])?名称(?:\s*[：:]|\s))\s*(?:\d{3,12}[_\s]+)?(?P<name>[^：:]*)"
)
_UNIT = re.compile(
    r"(?:金额|计量)?单\s*位\s*[：:]?\s*(?:人民币)?\s*(亿元|百万元|万元|千元|百元|元)"
)
_TABLE_NUMBER = re.compile(
    rf"(?P<series>公开|附件|附表|表)表?(?P<number>\d{{1,2}}|{NUMBER})表?(?:[-－—](?P<sub>\d{{1,2}}))?"
    rf"|(?P<before>\d{{2}})表"
)
_NOTE = re.compile(r"(?:\*|\d\s*[.．、])?\s*[（(]?(?:注|说明|备注)\s*[：:]?|^[：:]")
_SIGN_OFF = re.compile(r"(?:填表人|填报人|制表人|经办人|单位负责人|负责人|联系人|联系电话)\s*[：:]")
_SHORT = 80


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents list."""

    numbering: Numbering | None
    title: str
    passage: Passage
    parent: str = ""  # title of the entry it stands under
    table: bool = False


@dataclass(frozen=True, slots=True)
class Titled:
    """The title of a table where it stands in the body; with its table, if one was read there."""

    title: str
    at: int  # index in the body
    passage: Passage
    statement: Statement | None = None
    series: str = ""  # 公开 | 附件 | 附表 | 表
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """One document of a budget with what its passages are."""

    number: int
    disclosure: Disclosure
    contents: tuple[Entry, ...]
    body: tuple[Passage, ...]
    roles: tuple[str, ...]
    titles: tuple[Titled, ...]

    @property
    def sentences(self) -> Iterator[tuple[int, Passage]]:
        """The running text, with indexes in the body."""
        for index, role in enumerate(self.roles):
            if role == "text":
                yield index, self.body[index]

    def of(self, statement: Statement) -> Titled | None:
        """Where a table's title stands."""
        return next((one for one in self.titles if one.statement is statement), None)

    def below(self, titled: Titled) -> tuple[Passage, ...]:
        """The passages about a table: those after its title, up to the next number or title."""
        later = (one.at for one in self.titles if one.at > titled.at)
        end = next(later, len(self.body))
        found = []
        for index in range(titled.at + 1, end):
            if self.roles[index] not in {"caption", "note"}:
                found.append(self.body[index])
                break
            found.append(self.body[index])
        return tuple(found)


def papers(documents: Mapping[int, Disclosure]) -> tuple[Paper, ...]:
    """The documents of a budget, each leafed through."""
    return tuple(_paper(number, one) for number, one in documents.items())


def _paper(number: int, disclosure: Disclosure) -> Paper:
    entries, used = _contents(disclosure.passages)
    body = tuple(one for at, one in enumerate(disclosure.passages) if at not in used)
    titles = _titles(body, disclosure.statements, {bare(one.title) for one in entries if one.table})
    roles = _roles(body, {one.at for one in titles})
    return Paper(number, disclosure, entries, body, roles, titles)


def _contents(passages: Sequence[Passage]) -> tuple[tuple[Entry, ...], set[int]]:
    """The contents list and the indexes of the passages it takes up."""
    start = next(
        (n for n, one in enumerate(passages[:40]) if fold(one.text[:12]) in _CONTENTS), None
    )
    if start is None:
        return _unnamed_contents(passages)
    used = {start}
    lines: list[tuple[str, Passage]] = []
    for index in range(start + 1, len(passages)):
        passage = passages[index]
        found = list(_entry_lines(passage.text))
        if not found or any(len(line) > _LONGEST_ENTRY for line in found):
            break
        if lines and not _goes_on(found[0], lines, passages, index):
            break
        if lines and numbering(found[0]) is None and _is_rest(lines[-1][0], found[0]):
            lines[-1] = (lines[-1][0] + found[0], lines[-1][1])
        else:
            lines += [(line, passage) for line in found]
        used.add(index)
    return _entries(lines), used


def _unnamed_contents(passages: Sequence[Passage]) -> tuple[tuple[Entry, ...], set[int]]:
    """A contents list that does not say so: titles of tables, numbered 1, 2, 3 … line by line."""
    run: list[int] = []
    for at, one in enumerate(passages[:80]):
        mark = numbering(one.text) if len(one.text) <= _LONGEST_ENTRY else None
        title = mark is not None and _TABLE_END.search(mark.rest)
        if mark and title and mark.number == len(run) + 1:
            run.append(at)
        elif len(run) >= _LEAST_ENTRIES:
            break
        else:
            run = [at] if mark and title and mark.number == 1 else []
    if len(run) < _LEAST_ENTRIES:
        return (), set()
    return _entries([(passages[at].text, passages[at]) for at in run]), set(run)


def _entry_lines(text: str) -> Iterator[str]:
    for piece in _LEADERS.sub("\n", text).splitlines():
        yield from (line.strip() for line in _GLUED.split(piece) if line.strip(" \u3000.…·"))


def _goes_on(
    line: str, lines: Sequence[tuple[str, Passage]], passages: Sequence[Passage], index: int
) -> bool:
    """Whether the contents list goes on: the body begins where its first entries come again."""
    known = {fold(text) for text, _ in lines}
    folded = fold(line)
    found = numbering(line)
    parts = [n for text, _ in lines if (n := numbering(text)) and n.style == "part"]
    if parts:
        opening = fold(lines[0][0])
        again = found is not None and found.style == "part" and found.number <= parts[-1].number
        return not again and not (folded and opening.startswith(folded))
    if folded in known:
        return False
    if found is not None:
        return True
    return any(
        (n := numbering(one.text)) and len(one.text) <= _LONGEST_ENTRY and n.number > 1
        for one in passages[index + 1 : index + 2]
    ) or fold(lines[-1][0]).startswith("序号")


def _is_rest(before: str, line: str) -> bool:
    """Whether a line is the rest of an entry that was broken."""
    return bool(numbering(before)) and not _TABLE_END.search(before) and len(line) < 12


def _entries(lines: Sequence[tuple[str, Passage]]) -> tuple[Entry, ...]:
    found = []
    parents: list[tuple[str, str]] = []
    marks = [numbering(text) for text, _ in lines]
    for at, (text, passage) in enumerate(lines):
        mark = marks[at]
        following = marks[at + 1] if at + 1 < len(marks) else None
        title = mark.rest if mark else text
        if mark:
            styles = [style for style, _ in parents]
            if mark.style in styles:
                del parents[styles.index(mark.style) :]
        leads = bool(mark and following and following.style != mark.style and following.number == 1)
        parent = parents[-1][1] if parents else ""
        table = bool(
            mark
            and mark.style != "part"
            and not leads
            and (_TABLE_END.search(title) or mark.style == "table")
        )
        found.append(Entry(mark, title, passage, parent, table))
        if mark:
            parents.append((mark.style, title))
    return tuple(found)


def _titles(
    body: Sequence[Passage], statements: Sequence[Statement], listed: set[str]
) -> tuple[Titled, ...]:
    """The titles of tables in order: those of tables that were read, and bare ones."""
    short = [(at, fold(one.text)) for at, one in enumerate(body) if len(one.text) <= _SHORT]
    found: list[Titled] = []
    taken: set[int] = set()
    position = 0
    for statement in statements:
        wanted = fold(statement.title)
        for place in range(position, len(short)) if wanted else ():
            at, folded = short[place]
            if folded == wanted:
                found.append(_titled(body, at, statement))
                taken.add(at)
                position = place + 1
                break
    for at, folded in short:
        if at in taken or not _TABLE_END.search(folded) or numbering(folded):
            continue
        if bare(folded) in listed or _unit_follows(body, at):
            found.append(_titled(body, at, None))
    return tuple(sorted(found, key=lambda one: one.at))


def _unit_follows(body: Sequence[Passage], at: int) -> bool:
    """Whether the captions right below a line name a unit of money, as below a table's title."""
    for passage in body[at + 1 : at + 4]:
        if len(passage.text) > _SHORT or not _is_caption(passage.text.strip()):
            return False
        if _UNIT.search(passage.text):
            return True
    return False


def _titled(body: Sequence[Passage], at: int, statement: Statement | None) -> Titled:
    title = statement.title if statement else body[at].text
    series, number = "", None
    for before in range(at - 1, max(at - 3, -1), -1):
        match = _TABLE_NUMBER.fullmatch(fold(body[before].text[:20]))
        if match:
            series, number = match["series"] or "表", integer(match["number"] or match["before"])
            if match["sub"]:
                series, number = f"{series}{number}-", int(match["sub"])
            break
        if not _UNIT.search(body[before].text) and not _OWNER.match(body[before].text):
            break
    return Titled(" ".join(title.split()), at, body[at], statement, series, number)


def _roles(body: Sequence[Passage], titles: set[int]) -> tuple[str, ...]:
    return tuple(
        "title" if at in titles else _role(one.text.strip()) for at, one in enumerate(body)
    )


@lru_cache(maxsize=8192)
def _role(text: str) -> str:
    if len(text) <= _SHORT and _is_caption(text):
        return "caption"
    if _NOTE.match(text) and not numbering(text):
        return "note"
    if is_heading(text):
        return "heading"
    return "text"


def _is_caption(text: str) -> bool:
    if _UNIT.search(text) or _TABLE_NUMBER.fullmatch(fold(text)) or fold(text) == "续表":
        return True
    if _SIGN_OFF.match(text):
        return True
    return bool(_OWNER.match(text)) and not text.endswith("。")


def is_heading(text: str) -> bool:
    """Whether a line is a heading: numbered or short, and no sentence."""
    if len(text) > 45 or text.endswith(("。", "；", ";", "，", "：", ":")):
        return False
    if re.search(r"\d\s*(?:万?元|%|％|人|辆|个|台)|[。；]", text):
        return False
    return numbering(text) is not None or len(text) <= 25


def units_in(text: str) -> list[str]:
    """The units of money a caption names."""
    return _UNIT.findall(text)


def owner_in(text: str) -> str | None:
    """Whose table a caption says it is: the name, "" where it was left open, None without one."""
    if len(text) > _SHORT:
        return None
    match = _OWNER.match(text.strip())
    if not match:
        return None
    rest = re.split(r"(?:金额|计量)?单\s*位\s*[：:]|\s{2,}|金额\s*[：:]", match["name"])[0]
    rest = re.sub(r"(?:金额|计量)?单\s*位\s*$", "", rest)
    name = re.sub(r"[（(]\s*(?:盖章|公章)\s*[）)]", "", rest).strip(" _\u3000")
    return None if re.fullmatch(r"(?:人民币)?(?:亿|百万|万|千|百)?元", fold(name)) else name
