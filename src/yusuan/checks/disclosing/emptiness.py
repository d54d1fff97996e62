"""What a table without figures says, and one with figures does not (D-49, D-50, G-12)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from yusuan.checks.disclosing.completeness import ENOUGH_TEXT
from yusuan.checks.disclosing.endings import failed, not_applicable, not_checked, passed, quoted
from yusuan.checks.disclosing.numbering import unquoted
from yusuan.checks.disclosing.paper import Paper
from yusuan.checks.findings import FAILED
from yusuan.checks.rule import Rule, Ruling
from yusuan.ledger import Passage, Statement
from yusuan.standards.labels import fold

EMPTY = Rule(
    "empty-table-note",
    "空表说明：没有数的表写明没有，有数的表不写没有。",
    "A table without figures says that there are none; a table with figures does not.",
    "warning",
    "财预〔2016〕143号：地方预决算公开操作规程，没有数据的表格应当列出空表并说明",
)
RULES = (EMPTY,)

_ELSEWHERE = "表下没有说明，说明文字不在这份文件里"
_NONE = re.compile(
    r"空表|无数据|未安排|没有安排|未发生|不涉及|无相关|没有此|为零|为空|没有.{0,24}(?:收入|支出|预算|经费|项目)"
    r"|无.{0,30}(?:收入|支出|预算|经费|项目|收支|服务|采购|安排|拨款)|^[（(]?无[）)。]?$"
)
_IF = re.compile(r"如|若|则|的，仍")
_MENTIONS: Mapping[str, str] = {
    "政府性基金": "政府性基金",
    "国有资本": "国有资本",
    "购买服务": "购买服务",
    "机关运行": "机关运行",
    "三公": "三公",
    "采购": "采购",
    "专户": "专户",
    "社会保险": "社会保险",
    "项目": "项目",
}


def rulings(papers: Sequence[Paper]) -> Iterator[Ruling]:
    """What the empty tables of each document say."""
    for paper in papers:
        yield from _empty(paper, papers)


def _empty(paper: Paper, papers: Sequence[Paper]) -> Iterator[Ruling]:
    if not paper.body:
        yield not_checked(EMPTY.id, paper, "没有读到表格以外的文字")
        return
    judged = False
    texts = [one for other in papers for _, one in other.sentences]
    told = sum(len(one.text) for one in texts) >= ENOUGH_TEXT
    for statement in paper.disclosure.statements:
        if not statement.sections or statement.targets:
            continue
        titled = paper.of(statement)
        notes = list(paper.below(titled)) if titled else []
        has = any(fact.amount.value for fact in statement.facts)
        if has:
            wrong = _denied(paper, statement, notes)
            if wrong:
                judged = True
                yield wrong
            continue
        judged = True
        ruling = _unsaid(paper, statement, notes, texts)
        untold = ruling.status == FAILED and not told
        yield not_checked(EMPTY.id, paper, _ELSEWHERE) if untold else ruling
    if not judged:
        yield not_applicable(EMPTY.id, paper, "没有空表")


def _denied(paper: Paper, statement: Statement, notes: Sequence[Passage]) -> Ruling | None:
    for one in notes:
        if re.search(r"空表|无数据", one.text) and not _IF.search(one.text):
            return failed(
                EMPTY.id,
                paper,
                (
                    f"“{statement.title}”有数，表下却写着{quoted(one.text)}；请删去",
                    f"{statement.title} has figures, but its note says it is empty",
                ),
                (statement, one),
            )
    return None


def _unsaid(
    paper: Paper, statement: Statement, notes: Sequence[Passage], texts: Sequence[Passage]
) -> Ruling:
    lines = [text for part in statement.sections for line in part.lines for text in line.path]
    if any(_NONE.search(text.strip()) for text in (*lines, *(one.text for one in notes))):
        return passed(EMPTY.id, paper)
    title = fold(statement.title)
    subject = next((words for key, words in _MENTIONS.items() if key in title), "")
    said = any(
        _NONE.search(one.text)
        or re.search(rf"{subject}.{{0,40}}(?<![\d.])0(?:\.0+)?万?元", one.text)
        for one in texts
        if (subject and subject in unquoted(one.text)) or "空表" in one.text or "空白表" in one.text
    )
    if said:
        return passed(EMPTY.id, paper)
    return failed(
        EMPTY.id,
        paper,
        (
            f"“{statement.title}”没有数，也没有说明；请在表下注明没有此项",
            f"{statement.title} has no figures and nothing says why",
        ),
        (statement,),
    )
