"""What must be disclosed: the tables, and the sections of the explanation.

Disclosure rules D-20, D-21, D-26, D-40 to D-49, checklist 1, 3 and 4. Judged of a
budget as a whole, text and tables together, and only where both were read. A table counts when its
figures cover the content, or its title says so: titles differ by locality.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from yusuan.checks.disclosing.endings import failed, not_applicable, not_checked, passed, quoted
from yusuan.checks.disclosing.numbering import unquoted
from yusuan.checks.disclosing.paper import Paper
from yusuan.checks.findings import PASSED
from yusuan.checks.rule import Rule, Ruling
from yusuan.ledger import Fact, Statement
from yusuan.standards.labels import fold

_ORDER = "财预〔2016〕143号：地方预决算公开操作规程"
TABLES = Rule(
    "mandatory-tables",
    "必公开的表：收支总体情况三张、财政拨款收支情况五张都在。",
    "The eight mandatory tables are there: three of all money, five of appropriations.",
    "warning",
    f"{_ORDER}，部门预算收支总体情况表、财政拨款收支情况表",
)
SECTIONS = Rule(
    "mandatory-sections",
    "必公开的说明：职责、机构、收支增减变化、“三公”经费、机关运行经费、政府采购、国有资产、绩效、名词解释都有。",
    "The explanation has its sections: duties, changes, items, assets, targets, terms.",
    "warning",
    f"《预算法》第十四条第二款；{_ORDER}",
)
REASONS = Rule(
    "changes-explained",
    "增减说明：收支、“三公”经费、机关运行经费说明比上年的增减和原因。",
    "Changes of the budget and its items against last year are told, with their reasons.",
    "warning",
    _ORDER,
)
RULES = (TABLES, SECTIONS, REASONS)

_PARTIAL = "不是整套公开材料（只有{}），不判断是否齐全"
_ENOUGH_TABLES = 4
_SOME = 3  # of the mandatory tables; with fewer the tables are another document
ENOUGH_TEXT = 600  # characters of running text that are more than a note or two
_STATE_CAPITAL_SINCE = 2021
_GRADUALLY_UNTIL = 2018


@dataclass(frozen=True, slots=True)
class Wanted:
    """A mandatory table: what it is called, and how it is known by its figures or its title."""

    name: str
    figures: Callable[[Sequence[Fact]], bool]
    title: re.Pattern[str]


def _says(facts: Sequence[Fact], **members: str) -> bool:
    return any(
        all(fact.coordinates.get(k, "").startswith(v) for k, v in members.items()) for fact in facts
    )


def _both(facts: Sequence[Fact]) -> bool:
    return _says(facts, flow="revenue") and _says(facts, flow="expenditure")


def _own(facts: Sequence[Fact]) -> bool:
    """Whether most figures are of one fund: such a table is not of all money."""
    of_fund = sum("fund" in fact.coordinates for fact in facts if _spends(fact))
    return 2 * of_fund > sum(map(_spends, facts))


def _spends(fact: Fact) -> bool:
    return fact.coordinates.get("flow") == "expenditure"


def _deep(facts: Sequence[Fact], system: str, size: int) -> bool:
    return any(len(fact.coordinates.get(system, "")) >= size for fact in facts)


_WANTED = (
    Wanted(
        "收支总表",
        lambda facts: _both(facts) and not _own(facts),
        re.compile(r"^(?!.*财政拨款).*(?:收支|收入支出).*表"),
    ),
    Wanted(
        "收入总表",
        lambda facts: bool(facts) and all(f.coordinates.get("flow") == "revenue" for f in facts),
        re.compile(r"^(?!.*(?:财政拨款|支出|收支)).*收入.*表"),
    ),
    Wanted(
        "支出总表",
        lambda facts: (
            _says(facts, flow="expenditure", nature="project")
            and _says(facts, flow="expenditure", nature="basic")
            and not _own(facts)
            and not _says(facts, flow="revenue")
        ),
        re.compile(
            r"^(?!.*(?:财政拨款|收支|收入|一般公共预算|基金|资本|“?三公|项目|采购)).*支出.*表"
        ),
    ),
    Wanted(
        "财政拨款收支总表",
        lambda facts: _both(facts) and _own(facts),
        re.compile(r"财政拨款.*(?:收支|收入支出).*表"),
    ),
    Wanted(
        "一般公共预算支出表",
        lambda facts: _says(facts, fund="gpb") and _deep(facts, "function", 7),
        re.compile(r"^(?!.*(?:基本支出|三公|机关运行)).*一般公共预算.*支出.*表"),
    ),
    Wanted(
        "一般公共预算基本支出表",
        lambda facts: (
            _says(facts, fund="gpb", nature="basic")
            and _deep([f for f in facts if f.coordinates.get("fund") == "gpb"], "dept_economic", 5)
        ),
        re.compile(r"一般公共预算.*基本支出.*表"),
    ),
    Wanted(
        "一般公共预算“三公”经费支出表",
        lambda facts: _says(facts, item="three_publics"),
        re.compile(r"三公"),
    ),
    Wanted(
        "政府性基金预算支出表",
        lambda facts: _says(facts, fund="gf", flow="expenditure") and not _says(facts, fund="gpb"),
        re.compile(r"政府性基金.*(?:支出|收支|收入).*表"),
    ),
)
_STATE_CAPITAL = Wanted(
    "国有资本经营预算支出表",
    lambda facts: _says(facts, fund="scb", flow="expenditure") and not _says(facts, fund="gpb"),
    re.compile(r"国有资本经营.*(?:支出|收支|收入).*表"),
)


@dataclass(frozen=True, slots=True)
class Section:
    """A mandatory section: what it is called, what shows that it is there, its basis."""

    name: str
    shown: re.Pattern[str]
    domain: str
    gradual: bool = False  # asked for step by step at first


_SECTIONS = (
    Section("部门职责", re.compile(r"职责|职能"), "D-40"),
    Section(
        "机构设置和预算单位",
        re.compile(r"机构设置|机构情况|单位构成|内设机构|预算单位|所属单位|编报范围"),
        "D-41",
    ),
    Section(
        "收支增减变化说明",
        re.compile(
            r"(?:比|较|与).{0,16}(?:上年|20\d\d年|预算|决算).{0,40}(?:增|减|持平|一致|相同|上升|下降|降低)"
        ),
        "D-42",
    ),
    Section("机关运行经费说明", re.compile(r"机关运行经费"), "D-43"),
    Section("政府采购说明", re.compile(r"政府采购"), "D-44"),
    Section(
        "国有资产占有使用说明",
        re.compile(r"国有资产|固定资产|车辆\d+辆|用车\d+辆|车辆数"),
        "D-45",
        gradual=True,
    ),
    Section("预算绩效说明", re.compile(r"绩效"), "D-46", gradual=True),
    Section("“三公”经费说明", re.compile(r"三公"), "D-47"),
    Section("名词解释", re.compile(r"名词解释|名称解释|专业名词|术语解释"), "D-48"),
)


def rulings(papers: Sequence[Paper]) -> Iterator[Ruling]:
    """Whether a budget's documents together disclose what must be."""
    last = papers[-1]
    partial = _partial(papers)
    if partial:
        for rule in (TABLES, SECTIONS, REASONS):
            yield not_checked(rule.id, last, _PARTIAL.format(partial))
        return
    yield from _tables(last, papers)
    yield from _sections(last, papers)
    yield from _reasons(last, papers)


def _partial(papers: Sequence[Paper]) -> str:
    """What the documents are, where they are not a whole disclosure."""
    tables = [one for paper in papers for one in paper.disclosure.statements]
    printed = [one for one in tables if one.sections and not one.targets]
    words = sum(len(one.text) for paper in papers for _, one in paper.sentences)
    if len(printed) < _ENOUGH_TABLES:
        return (
            "文字" if not tables else "绩效目标表" if any(t.targets for t in tables) else "部分表格"
        )
    return "" if words >= ENOUGH_TEXT else "表格"


def _tables(last: Paper, papers: Sequence[Paper]) -> Iterator[Ruling]:
    statements = [
        (one, list(one.facts))
        for paper in papers
        for one in paper.disclosure.statements
        if not one.targets
    ]
    titles = [fold(titled.title) for paper in papers for titled in paper.titles]
    year = last.disclosure.year
    found = [_table(last, wanted, statements, titles) for wanted in _WANTED]
    if sum(one.status == PASSED for one in found) < _SOME:
        yield not_checked(TABLES.id, last, _PARTIAL.format("部分表格"))
        return
    yield from found
    if year is None or year < _STATE_CAPITAL_SINCE:
        yield not_applicable(TABLES.id, last, "当年还没有普遍要求公开国有资本经营预算支出表")
    elif any("国有资本经营" in one.text for paper in papers for _, one in paper.sentences):
        yield passed(TABLES.id, last)
    else:
        yield _table(last, _STATE_CAPITAL, statements, titles)


def _table(
    last: Paper,
    wanted: Wanted,
    statements: Sequence[tuple[Statement, list[Fact]]],
    titles: Sequence[str],
) -> Ruling:
    for statement, facts in statements:
        if wanted.title.search(fold(statement.title)) or wanted.figures(facts):
            return passed(TABLES.id, last)
    if any(wanted.title.search(title) for title in titles):
        return not_checked(TABLES.id, last, f"{wanted.name}只读到标题，没有读到表格")
    return failed(
        TABLES.id,
        last,
        (
            f"没有找到{wanted.name}；没有数也要列出空表并说明",
            f"The table {wanted.name} was not found",
        ),
        cause="如果表格是图片，或在另一个文件里，请一并核对",
    )


def _sections(last: Paper, papers: Sequence[Paper]) -> Iterator[Ruling]:
    year = last.disclosure.year or 0
    texts = [
        unquoted(one.text).replace(" ", "")
        for paper in papers
        for role, one in zip(paper.roles, paper.body, strict=True)
        if role in {"text", "heading"}
    ]
    for section in _SECTIONS:
        if any(section.shown.search(text) for text in texts):
            yield passed(SECTIONS.id, last)
        elif section.gradual and year <= _GRADUALLY_UNTIL:
            yield not_applicable(SECTIONS.id, last, f"{section.name}当年要求逐步公开")
        else:
            yield failed(
                SECTIONS.id,
                last,
                (
                    f"没有找到{section.name}；请补上",
                    f"The section {section.name} ({section.domain}) was not found",
                ),
            )


_CHANGE = re.compile(r"增|减|持平|一致|相同|不变|上升|下降|降低|变动|变化|上年|新增|可比")
_RUNNING = re.compile(r"机关运行经费.{0,40}?\d")
_SUBJECT = re.compile(r"机关运行经费")


def _reasons(last: Paper, papers: Sequence[Paper]) -> Iterator[Ruling]:
    """Whether the amount of 机关运行经费 is set against last year's."""
    said = [
        (passage, _around(paper, at))
        for paper in papers
        for at, passage in paper.sentences
        if _RUNNING.search(passage.text) and not _is_term(passage.text)
    ]
    if not said:
        yield not_applicable(REASONS.id, last, "没有读到机关运行经费的数额")
    elif any(_CHANGE.search(text) for _, text in said):
        yield passed(REASONS.id, last)
    else:
        yield failed(
            REASONS.id,
            last,
            (
                f"机关运行经费只写了数额{quoted(said[0][0].text)}，没有写比上年的增减和原因；请补上",
                "The organ operating cost is told without its change against last year",
            ),
            [said[0][0]],
            severity="info",
        )


def _is_term(text: str) -> bool:
    """Whether a passage explains a term."""
    term = re.match(r".{0,6}机关运行经费[”\"]?\s*[：:]", text)
    return bool(term) and "万元" not in text


def _around(paper: Paper, at: int) -> str:
    """A passage with the one after it, where that is no heading."""
    after = at + 1 < len(paper.body) and paper.roles[at + 1] == "text"
    return paper.body[at].text + (paper.body[at + 1].text if after else "")
