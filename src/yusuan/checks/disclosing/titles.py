"""What stands above a table: its number, its year, its unit of money, whose it is.

Cross-checks N-17 and N-19, G-10 and R-11; disclosure rules D-28 and checklist 9.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from yusuan.checks.disclosing.endings import (
    NO_TABLES,
    NO_YEAR,
    failed,
    listed,
    not_applicable,
    not_checked,
    passed,
)
from yusuan.checks.disclosing.numbering import integer, sentence, unadorned
from yusuan.checks.disclosing.paper import Paper, Titled, units_in
from yusuan.checks.rule import Rule, Ruling
from yusuan.ledger import Passage, Statement
from yusuan.standards.labels import fold

_TRUE = "《政府信息公开条例》第六条：准确公开政府信息"
NUMBERS = Rule(
    "table-numbers",
    "表号：表的编号依次排列，不重号、不跳号。",
    "The numbers of the tables follow one another, none twice and none left out.",
    "warning",
    "财预〔2016〕143号：公开的表格完整",
)
REFERENCES = Rule(
    "table-references",
    "引用表号：说明文字引用的表存在，表号指向讲这件事的表。",
    "A table that the text refers to exists, and its number leads to the table meant.",
    "warning",
    _TRUE,
)
YEAR = Rule(
    "title-year",
    "标题年度：表题和标题里的年度是本年度，不是照抄往年的。",
    "The year in titles and headings is the budget's, not left from a year before.",
    "warning",
    _TRUE,
)
UNIT = Rule(
    "unit-line",
    "金额单位：每张有数的表写明金额单位，并且只有一个。",
    "Every table with figures names its unit of money, and one only.",
    "warning",
    "《预算法》第十九条：以人民币元为计算单位；表格应当写明金额单位",
)
RULES = (NUMBERS, REFERENCES, YEAR, UNIT)

_NUMBER = r"[一二三四五六七八九十]{1,3}|\d{1,2}"
_REFERENCE = re.compile(
    rf"(?:详见|参见|见|附)\s*(?:公开|附)?\s*(?:第\s*)?(?:表|附件)\s*({_NUMBER})(?![\d-])"
)
_NAMED = re.compile(r"《([^《》]{4,40}表)(?:（[^（）]*）)?》")
_OURS = re.compile(r"预算|决算|收支|“?三公”?|支出|收入")
_HEADING_YEAR = re.compile(r"(20\d\d)\s*年")
_COMPARED = re.compile(
    r"[比较与从自至到—–~]|同期|上年|截|结转|结余|执行|完成|回顾|总结|评价|自评|调整"
)
_FITS, _STRANGE = 0.6, 0.35
_NO_UNIT = "没有写明金额单位"


def rulings(papers: Sequence[Paper]) -> Iterator[Ruling]:
    """Numbers, references, years and units of each document."""
    for paper in papers:
        yield from _numbers(paper)
        yield from _references(paper, papers)
        yield from _years(paper)
        yield from _units(paper)


def _numbers(paper: Paper) -> Iterator[Ruling]:
    series: dict[str, list[tuple[int, Titled]]] = {}
    for order, one in enumerate(paper.titles):
        if one.number is not None:
            series.setdefault(one.series, []).append((order, one))
    if not any(len(found) > 2 for found in series.values()):
        reason = "表没有编号" if paper.titles else NO_TABLES
        yield not_applicable(NUMBERS.id, paper, reason)
        return
    wrong = [
        ruling
        for found in series.values()
        for before, after in itertools.pairwise(found)
        if (ruling := _step(paper, before, after))
    ]
    yield from wrong or [passed(NUMBERS.id, paper)]


def _step(paper: Paper, before: tuple[int, Titled], after: tuple[int, Titled]) -> Ruling | None:
    """What is wrong from one numbered table to the next; unnumbered ones between may fill a gap."""
    (at, one), (then, two) = before, after
    first, second = one.number or 0, two.number or 0
    form = unadorned(one.title) == unadorned(two.title)
    if second == 1 or form or first < second <= first + (then - at):
        return None
    names = f"“{one.title}”是第 {first} 号，其后的“{two.title}”是第 {second} 号"
    if second == first:
        what = ("重号", "the same number twice")
    elif second < first:
        what = ("次序颠倒", "numbers out of order")
    else:
        missing = "、".join(str(n) for n in range(first + 1, second))
        what = (f"缺第 {missing} 号", f"no table {missing}")
    return failed(
        NUMBERS.id,
        paper,
        (f"表号{what[0]}：{names}；请核对编号，或补上缺的表", f"Table numbers: {what[1]}"),
        (one.passage, two.passage),
    )


def _references(paper: Paper, papers: Sequence[Paper]) -> Iterator[Ruling]:
    everywhere = [one for other in papers for one in other.titles]
    known = {unadorned(one.title) for one in everywhere}
    known |= {unadorned(one.title) for other in papers for one in other.contents if one.table}
    numbered = _numbered(paper) or next((n for other in papers if (n := _numbered(other))), {})
    done = False
    for _, passage in paper.sentences:
        if "表" not in passage.text:
            continue
        for match in _REFERENCE.finditer(passage.text):
            done = True
            yield _reference(paper, passage, match, numbered)
        for match in _NAMED.finditer(passage.text):
            if _OURS.search(match[1]) and known:
                done = True
                yield _named(paper, passage, match[1], known)
    if not done:
        yield not_applicable(REFERENCES.id, paper, "文字没有引用表格")


def _numbered(paper: Paper) -> dict[int, str]:
    """The tables by number: as the contents list numbers them, else as they are numbered."""
    listed_ = {
        one.numbering.number: one.title
        for one in reversed(paper.contents)
        if one.table and one.numbering
    }
    own = {one.number: one.title for one in reversed(paper.titles) if one.number}
    return listed_ if len(listed_) > 2 else own if len(own) > 2 else {}


def _reference(
    paper: Paper, passage: Passage, match: re.Match[str], numbered: dict[int, str]
) -> Ruling:
    number = integer(match[1])
    if not numbered:
        return not_checked(REFERENCES.id, paper, "表没有编号，无法核对引用")
    if number not in numbered:
        return failed(
            REFERENCES.id,
            paper,
            (
                f"文字引用“{match[0]}”，表只编到 {max(numbered)}；请核对表号",
                f"The text refers to table {number}; there are tables 1 to {max(numbered)}",
            ),
            (passage,),
        )
    said = fold(sentence(passage.text, match.start()))
    scores = {n: _share(unadorned(title), said) for n, title in numbered.items()}
    best = max(scores, key=lambda n: (scores[n], n == number))
    if scores[number] <= _STRANGE and scores[best] >= _FITS:
        return failed(
            REFERENCES.id,
            paper,
            (
                f"文字引用“{match[0]}”，表 {number} 是“{numbered[number]}”，"
                f"这句话讲的是表 {best}“{numbered[best]}”；请改表号",
                f"The text refers to table {number} ({numbered[number]}), "
                f"but is about table {best} ({numbered[best]})",
            ),
            (passage,),
            words=(f"表{best}", f"表{number}"),
        )
    return passed(REFERENCES.id, paper)


def _share(title: str, sentence: str) -> float:
    """How much of a title the sentence says, in pairs of characters; 表 and 总表 do not count."""
    core = re.sub(r"(?:情况|预算|总)?表$", "", re.sub(r"\([^()]*\)$", "", title))
    pairs = {core[n : n + 2] for n in range(len(core) - 1)}
    return sum(pair in sentence for pair in pairs) / len(pairs) if pairs else 0.0


def _named(paper: Paper, passage: Passage, name: str, known: set[str]) -> Ruling:
    wanted = re.sub(r"^(?:部门|单位)", "", unadorned(name))
    if any(wanted in one or one in wanted for one in known):
        return passed(REFERENCES.id, paper)
    return failed(
        REFERENCES.id,
        paper,
        (
            f"文字提到《{name}》，没有这个名称的表；请核对表名",
            f"The text names a table {name}; there is none of that title",
        ),
        (passage,),
        severity="info",
    )


def _years(paper: Paper) -> Iterator[Ruling]:
    year = paper.disclosure.year
    if year is None:
        yield not_checked(YEAR.id, paper, NO_YEAR)
        return
    wrong: list[tuple[str, int, Passage | Statement]] = []
    for statement in paper.disclosure.statements:
        wrong += [(statement.title, y, statement) for y in _stale(statement.title, year)]
    for entry in paper.contents:
        wrong += [(entry.title, y, entry.passage) for y in _stale(entry.title, year)]
    for role, passage in zip(paper.roles, paper.body, strict=True):
        if role == "heading":
            wrong += [(passage.text, y, passage) for y in _stale(passage.text, year)]
    if not wrong:
        yield passed(YEAR.id, paper)
        return
    yield failed(
        YEAR.id,
        paper,
        (
            f"本文件是 {year} 年的，标题写着往年：{listed(title for title, _, _ in wrong)}；"
            "请改为本年度",
            f"Titles name {', '.join(str(y) for y in sorted({y for _, y, _ in wrong}))}, "
            f"the document is of {year}",
        ),
        [at for _, _, at in wrong],
        words=(str(year), str(wrong[0][1])),
    )


def _stale(title: str, year: int) -> list[int]:
    """The year a title is of, where it is one of the few before the document's."""
    named = [int(found) for found in _HEADING_YEAR.findall(title)]
    compares = year in named or _COMPARED.search(title)
    stale = [one for one in named[:1] if year - 5 <= one < year]
    ours = re.search(r"预算|决算|收支|支出|绩效|经费", title)
    return stale if ours and not compares else []


def _units(paper: Paper) -> Iterator[Ruling]:
    filled = [one for one in paper.disclosure.statements if not one.empty]
    if not filled:
        yield not_applicable(UNIT.id, paper, "没有有数的表")
        return
    without = [  # a piece of a table without a title goes on with the one before
        one
        for one in filled
        if one.title and any(r.message.startswith(_NO_UNIT) for r in one.remarks)
    ]
    wrong: list[Ruling] = []
    if without:
        wrong.append(
            failed(
                UNIT.id,
                paper,
                (
                    f"没有写明金额单位的表 {len(without)} 张："
                    f"{listed(one.title for one in without)}；请在表头写明",
                    f"{len(without)} tables do not name their unit of money",
                ),
                without,
            )
        )
    wrong += [ruling for one in paper.titles if (ruling := _two_units(paper, one))]
    yield from wrong or [passed(UNIT.id, paper)]


def _two_units(paper: Paper, titled: Titled) -> Ruling | None:
    said = [
        (unit, one)
        for one in paper.below(titled)
        if len(one.text) < 60
        for unit in units_in(one.text)
    ]
    if len({unit for unit, _ in said}) < 2:
        return None
    return failed(
        UNIT.id,
        paper,
        (
            f"“{titled.title}”写了两个金额单位：{listed(unit for unit, _ in said)}；请只留一个",
            f"{titled.title} names two units of money",
        ),
        [titled.passage, *(one for _, one in said)],
    )
