"""Whose budget and of which year the text says it is (G-10, N-19, N-20; disclosure checklist 9)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from yusuan.checks.disclosing.endings import (
    NO_YEAR,
    failed,
    listed,
    not_applicable,
    not_checked,
    passed,
    quoted,
)
from yusuan.checks.disclosing.numbering import sentence
from yusuan.checks.disclosing.paper import Paper, owner_in
from yusuan.checks.rule import Rule, Ruling
from yusuan.ledger import Passage
from yusuan.standards.labels import fold

_TRUE = "《政府信息公开条例》第六条：准确公开政府信息"
OWNERS = Rule(
    "owner-names",
    "单位名称一致：各张表表头的单位名称是同一个单位的。",
    "The unit named above the tables is the same on all of them.",
    "warning",
    "财预〔2016〕143号：公开的主体是本部门、本单位",
)
SELF = Rule(
    "other-entity",
    "本单位：说明文字说的是本单位，不是别的单位的文字。",
    "The text speaks of this body, not of another one it was copied from.",
    "warning",
    _TRUE,
)
PRIOR = Rule(
    "prior-year",
    "上年年度：与上年比较的，上年是预算年度的前一年。",
    "Where this year is compared with last year, last year is the one before.",
    "warning",
    _TRUE,
)
SAID_YEAR = Rule(
    "year-of-text",
    "本年年度：说明文字里本年预算的年度是本年度。",
    "The year whose budget the text tells is the document's.",
    "warning",
    _TRUE,
)
DATES = Rule(
    "dates-of-reforms",
    "制度起始日：两套支出经济分类科目自2018年起用，修订的《预算法》自2015年起施行。",
    "The text gives the true dates of the two economic classifications and of the Budget Law.",
    "warning",
    "财预〔2017〕98号；《预算法》（2014年修正）自2015年1月1日起施行",
)
RULES = (OWNERS, SELF, PRIOR, SAID_YEAR, DATES)

#: Words a body uses of itself, and what its name must hold for them to fit.
_SELF = re.compile(
    r"(?:我|本)(局|委|院|校|厅|街道|镇|乡)"
    r"(?![员长区级务领次地身省市县部限面托派任屈内验对准外系里亲民村]|领导)"
    r"|(局|委|厅|院|校)机关(?![党后服事])"
)
_FITS = {"校": "校学", "街道": "街"}
_PRIOR = re.compile(
    r"(?:比|较|与|同)\s*(?:上年|上一年|去年)?\s*[（(]?\s*(20\d\d)\s*年?度?(?!\s*[-—至到]\s*20\d\d)[^，。；]{0,14}?(?:预算|决算|年初|执行|相比|增|减|持平|一致|上升|下降|同期|数)"
)
_MONEY = re.compile(r"(?:预算|决算|支出|收入|经费)")
_BODY = re.compile(
    r"(?:局|委|委员会|办|室|会|中心|院|部|署|厅|处|站|所|队|政府|街道|镇|乡|学校|小学|中学|学院|大学"
    r"|幼儿园|园|馆|社|团|公司|机关|本级)(?:[(（].*[)）])?$"
)
_SUBJECT = re.compile(
    r"(?:^|[。；])\s*(?:[（(][一二三四五六七八九十\d]+[）)])?\s*(20\d\d)\s*年度?"
    r"(?!.{0,12}(?:执行|完成|决算|结转|上年|[至到—–-]\s*20\d\d))"
    r"[^。；，,]{0,24}?(?:收入预算|支出预算|预算收入|预算支出|总预算|年初预算|“?三公”?经费预算|部门预算|单位预算)"
    r"[^。；，,]{0,20}?\d[\d,.]*\s*(?:万元|元)"
)
_TWO_CLASSES = re.compile(
    r"(20\d\d)\s*年(?:\s*1\s*月\s*1\s*日)?(?:起|开始|以来)[^。]{0,40}(?:政府预算经济分类|部门预算经济分类|两套)[^。]{0,20}(?:科目|分类)"
)
_BUDGET_LAW = re.compile(
    r"(20\d\d)\s*年\s*1\s*月\s*1\s*日(?:起)?(?:施行|实施|生效)的?(?:新|修订的|修正的)?[《]?(?:新)?[《]?预算法[》]?"
)


def rulings(papers: Sequence[Paper]) -> Iterator[Ruling]:
    """Names and years in the text of each document."""
    for paper in papers:
        yield _owners(paper)
        texts = [one for _, one in paper.sentences]
        if not texts:
            for rule in (SELF, PRIOR, SAID_YEAR, DATES):
                yield not_applicable(rule.id, paper, "没有说明文字")
            continue
        yield from _self(paper, texts)
        yield from _dates(paper, texts)
        year = paper.disclosure.year
        if year is None:
            for rule in (PRIOR, SAID_YEAR):
                yield not_checked(rule.id, paper, NO_YEAR)
            continue
        yield from _prior(paper, texts, year)
        yield from _said_year(paper, texts, year)


def _owners(paper: Paper) -> Ruling:
    named: dict[str, list[Passage]] = {}
    for role, one in zip(paper.roles, paper.body, strict=True):
        name = owner_in(one.text) if role == "caption" else None
        if name and len(fold(name)) > 3 and _BODY.search(name):
            named.setdefault(fold(name), []).append(one)
    if len(named) < 2:
        reason = "表头没有单位名称" if not named else ""
        if reason:
            return not_applicable(OWNERS.id, paper, reason)
        return passed(OWNERS.id, paper)
    known = {fold(name) for _, name in paper.disclosure.units}
    most = max(named, key=lambda name: (len(named[name]), len(name)))
    texts = [fold(one.text[:400]) for _, one in paper.sentences]
    strange = [
        name
        for name, places in named.items()
        if name not in known
        and not one_body(name, most)
        and 2 * len(places) <= len(named[most])
        and not any(name in text for text in texts)
    ]
    if not strange:
        return passed(OWNERS.id, paper)
    return failed(
        OWNERS.id,
        paper,
        (
            f"表头的单位名称不是同一个：多数写“{most}”，也有{listed(strange)}；请核对",
            f"Most tables name {most}, some {', '.join(strange)}",
        ),
        [one for name in strange for one in named[name]],
        words=(most, strange[0]),
    )


def one_body(one: str, other: str) -> bool:
    """Whether one name shortens the other: its signs stand in the other in their order."""
    short, long = sorted((fold(one), fold(other)), key=len)
    signs = iter(long)
    return all(sign in signs for sign in short)


def _self(paper: Paper, texts: Sequence[Passage]) -> Iterator[Ruling]:
    entity = paper.disclosure.entity
    if not entity:
        yield not_checked(SELF.id, paper, "没有读出单位名称")
        return
    ours = entity + "".join(name for _, name in paper.disclosure.units)
    found: dict[str, list[Passage]] = {}
    for one in texts:
        for match in _SELF.finditer(one.text):
            kind = match[1] or match[2]
            if not any(sign in ours for sign in _FITS.get(kind, kind)):
                found.setdefault(match[0], []).append(one)
    if not found:
        yield passed(SELF.id, paper)
    for word, passages in found.items():
        yield failed(
            SELF.id,
            paper,
            (
                f"文字里写“{word}”，本单位是“{entity}”；疑为照抄其他单位的文字，请改写",
                f"The text says {word}, the body is {entity}",
            ),
            passages,
            words=(None, word),
        )


def _prior(paper: Paper, texts: Sequence[Passage], year: int) -> Iterator[Ruling]:
    compared = [
        (int(m[1]), m[0], one)
        for one in texts
        for m in _PRIOR.finditer(one.text)
        if _MONEY.search(sentence(one.text, m.start()))
    ]
    wrong = [found for found in compared if found[0] not in {year - 1, year}]
    if not compared:
        yield not_applicable(PRIOR.id, paper, "文字没有写明与哪一年比较")
    elif not wrong:
        yield passed(PRIOR.id, paper)
    for said in dict.fromkeys(found[0] for found in wrong):
        at = [one for found, _, one in wrong if found == said]
        phrase = next(text for found, text, _ in wrong if found == said)
        yield failed(
            PRIOR.id,
            paper,
            (
                f"{year} 年的文件与 {said} 年比较：“{phrase}”；上年应为 {year - 1} 年",
                f"A document of {year} compares with {said}",
            ),
            at,
            words=(str(year - 1), str(said)),
        )


def _said_year(paper: Paper, texts: Sequence[Passage], year: int) -> Iterator[Ruling]:
    said = [(int(m[1]), one) for one in texts for m in _SUBJECT.finditer(one.text)]
    wrong = [(found, one) for found, one in said if found != year]
    if not said:
        yield not_applicable(SAID_YEAR.id, paper, "文字没有写明本年年度")
    elif not wrong:
        yield passed(SAID_YEAR.id, paper)
    for found in dict.fromkeys(found for found, _ in wrong):
        at = [one for other, one in wrong if other == found]
        yield failed(
            SAID_YEAR.id,
            paper,
            (
                f"本文件是 {year} 年的，文字讲的是 {found} 年的预算：{quoted(at[0].text)}；"
                "请改年度",
                f"The document is of {year}, the text tells the budget of {found}",
            ),
            at,
            words=(str(year), str(found)),
        )


def _dates(paper: Paper, texts: Sequence[Passage]) -> Iterator[Ruling]:
    found = False
    for pattern, true, what in (
        (_TWO_CLASSES, "2018", "两套支出经济分类科目的起用"),
        (_BUDGET_LAW, "2015", "修订的《预算法》的施行"),
    ):
        for one in texts:
            match = pattern.search(one.text)
            if not match:
                continue
            found = True
            if match[1] == true:
                yield passed(DATES.id, paper)
                continue
            yield failed(
                DATES.id,
                paper,
                (
                    f"{what}写作 {match[1]} 年，应为 {true} 年1月1日",
                    f"The text dates a reform to {match[1]}; it was {true}",
                ),
                (one,),
                words=(true, match[1]),
            )
    if not found:
        yield not_applicable(DATES.id, paper, "文字没有写制度的起始日")
