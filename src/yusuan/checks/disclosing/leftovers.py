"""What a template or a slip of the keyboard left in a text (checklist 8, D-74)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from yusuan.checks.disclosing.endings import failed, listed, not_applicable, passed, quoted
from yusuan.checks.disclosing.paper import Paper, owner_in
from yusuan.checks.rule import Rule, Ruling
from yusuan.ledger import Passage, Place

_TRUE = "《政府信息公开条例》第六条：准确公开政府信息"
TEMPLATE = Rule(
    "template-left",
    "模板残留：公开的文字里没有××、空括号、下划线和填写提示。",
    "Nothing of a template is left: no blanks, no ××, no instructions for filling in.",
    "warning",
    _TRUE,
)
REPEATED = Rule(
    "repeated-words",
    "重复字词：没有连写两遍的词语和标点。",
    "No word and no punctuation mark is printed twice in a row.",
    "warning",
    _TRUE,
)
CHANGES = Rule(
    "change-of-nothing",
    "增减写法：没有“增加0万元”“减少-3万元”这样的写法。",
    "No change is told as an increase of nothing or a decrease of a negative amount.",
    "warning",
    _TRUE,
)
NAME_LINE = Rule(
    "name-left-blank",
    "单位名称：表头的单位名称已经填写。",
    "The line for the unit's name above a table is filled in.",
    "info",
    "财预〔2016〕143号：公开的表格完整",
)
RULES = (TEMPLATE, REPEATED, CHANGES, NAME_LINE)

_BLANKS = re.compile(
    r"[×ⅩＸ]{2,}|(?<![A-Za-z0-9])[Xx]{2,}(?![A-Za-z0-9])|20[XxＸ×]{2}年"
    r"|[_＿]{3,}|(?<![是否有无√□☐☑])[（(]\s*[)）](?!\s*[是否有无、])|〔\s*〕|《\s*》"
    r"|\{\{.*?\}\}|\$\{.*?\}"
)
_PROMPTS = re.compile(
    r"请(?:在此|按要求|如实|据实)?(?:填写|填报|补充完整|输入)|此处(?:填写|填|应)|点击(?:此处|输入)"
    r"|[（(](?:请)?(?:填写|按实际情况填|根据实际情况填|选填|必填)[^（）()]{0,30}[）)]"
    r"|为?必填项|仍?保留该表格?式|在本表下方作|(?:单位|部门)根据实际情况(?:填写|说明|修改|删减)"
    r"|参考(?:模板|范本|格式)"
)
#: Two characters printed twice are a slip where they are such words; 住房保障保障性 is none.
_WORD_TWICE = re.compile(
    r"(主要|包括|进行|以及|用于|原因|增加|减少|预算|支出|经费|情况|单位|部门|其中|实施|开展)\1"
    r"|([\u4e00-\u9fff]{3,8})\2"
)
_MARK_TWICE = re.compile(
    r"([，。；：、！？%％])\s?\1|[，；、：]。|。[，；、：]|，[；、]|[；、]，|[，、]："
)
_UNIT_TWICE = re.compile(
    r"万元\s*(?:万元|元(?![\u4e00-\u9fff]))|(?<=\d)元元|个个(?=[，。；])|辆辆|台台"
)
_STUTTER = re.compile(
    r"主要(?:是|为|包括)主要|原因(?:是|为)(?:主要)?原因|(?<!目)的的(?!确|士)|非税收收入|公务车用车"
)
_FIXED = re.compile(r"一.一.|逐.逐")
_NOTHING = re.compile(
    r"(?:增加|减少|增长|下降|降低|上升)(?:了)?\s*0(?:\.0+)?\s*(?:万?元|%|％|个百分点)(?![\d.])"
)
_NEGATIVE = re.compile(
    r"(?:增加|减少|增长|下降|降低|上升)(?:了)?\s*[-－﹣]\s*\d[\d,.]*\s*(?:万?元|%|％)"
)
_INSTRUCTIONS = re.compile(r"编报说明|填报说明|填表说明|填写说明")


def rulings(papers: Sequence[Paper]) -> Iterator[Ruling]:
    """Template leftovers, doubled words and empty changes of each document."""
    for paper in papers:
        passages = [
            one
            for role, one in zip(paper.roles, paper.body, strict=True)
            if role in {"text", "note", "heading"}
        ]
        if not passages:
            for rule in (TEMPLATE, REPEATED, CHANGES):
                yield not_applicable(rule.id, paper, "没有说明文字")
        else:
            yield from _template(paper, passages)
            yield from _repeated(paper, passages)
            yield from _changes(paper, passages)
        yield _name_line(paper)


def _template(paper: Paper, passages: Sequence[Passage]) -> Iterator[Ruling]:
    blanks: dict[str, list[Passage]] = {}
    prompts: dict[str, list[Passage]] = {}
    for one in passages:
        match = _BLANKS.search(one.text)
        if match:
            blanks.setdefault(_context(one.text, match), []).append(one)
        elif _PROMPTS.search(one.text):
            prompts.setdefault(_tidy(one.text), []).append(one)
    instructions = [
        one for one in passages if len(one.text) < 40 and _INSTRUCTIONS.search(one.text)
    ]
    for found, what, english in (
        (blanks, "没有填的空", "a blank was left"),
        (prompts, "填写提示", "an instruction for filling in was left"),
    ):
        if found:
            yield failed(
                TEMPLATE.id,
                paper,
                (
                    f"文字里留有{what}：{listed(found)}；请填写或删去",
                    f"In the text {english}, {sum(map(len, found.values()))} times",
                ),
                [one for several in found.values() for one in several],
            )
    if instructions:
        yield failed(
            TEMPLATE.id,
            paper,
            (
                f"公开的文件里附着{quoted(instructions[0].text)}；填报用的说明不必公开",
                "Instructions for filling in the forms were published with them",
            ),
            instructions,
            severity="info",
        )
    if not (blanks or prompts or instructions):
        yield passed(TEMPLATE.id, paper)


def _context(text: str, match: re.Match[str]) -> str:
    start = max(0, match.start() - 8)
    return " ".join(text[start : match.end() + 6].split())


def _tidy(text: str) -> str:
    line = re.sub(r"^(?:注|说明)?[：:]?\s*(?:\d[.．、])?", "", " ".join(text.split()))
    return line.rstrip("。")[:40]


def _repeated(paper: Paper, passages: Sequence[Passage]) -> Iterator[Ruling]:
    found: dict[str, list[Passage]] = {}
    for one in passages:
        for pattern in (_STUTTER, _WORD_TWICE, _UNIT_TWICE, _MARK_TWICE):
            for match in pattern.finditer(one.text):
                if not _FIXED.search(match[0]):
                    found.setdefault(_context(one.text, match), []).append(one)
    if not found:
        yield passed(REPEATED.id, paper)
        return
    yield failed(
        REPEATED.id,
        paper,
        (
            f"字词或标点重复：{listed(found)}；请删去多余的",
            f"Words or marks printed twice: {len(found)} places",
        ),
        [one for several in found.values() for one in several],
    )


def _changes(paper: Paper, passages: Sequence[Passage]) -> Iterator[Ruling]:
    found: dict[str, list[Passage]] = {}
    for one in passages:
        for pattern in (_NOTHING, _NEGATIVE):
            for match in pattern.finditer(one.text):
                found.setdefault(match[0], []).append(one)
    if not found:
        yield passed(CHANGES.id, paper)
        return
    yield failed(
        CHANGES.id,
        paper,
        (
            f"增减写成{listed(found)}；没有变动写“持平”，负数请改变增减方向",
            f"Changes told as {', '.join(found)}",
        ),
        [one for several in found.values() for one in several],
    )


def _name_line(paper: Paper) -> Ruling:
    lines = [
        (name, one)
        for role, one in zip(paper.roles, paper.body, strict=True)
        if role == "caption" and (name := owner_in(one.text)) is not None
    ]
    if not lines:
        return not_applicable(NAME_LINE.id, paper, "表头没有单位名称一行")
    blank: list[Passage | Place] = [one for name, one in lines if not name]
    if not blank:
        return passed(NAME_LINE.id, paper)
    return failed(
        NAME_LINE.id,
        paper,
        (
            f"表头的单位名称空着，共 {len(blank)} 处；请填写单位全称（盖章不能代替）",
            f"The unit's name is left blank above {len(blank)} tables",
        ),
        blank,
    )
