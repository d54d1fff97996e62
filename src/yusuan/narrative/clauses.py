"""Sentences and clauses: which words belong to a number, and what kind of saying it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

SENTENCE = re.compile(r"[^。！？!?]+[。！？!?]?")
_CLAUSE = re.compile(r"[，,;:。！？!?\n]")

_YEAR = r"\s?20\d\d\s?年(?:\([^()]{0,20}\))?度?"
_LAST = rf"(?:上一?年度?(?:同期)?|去年|前一年度?|{_YEAR})"
_OF_LAST = (
    r"(?:的?(?:当年|年初|年度|部门|单位|财政|收支)?"
    r"(?:预算执行数|执行数|决算数|决算|支出数|完成数|预算安排数|预算数|预算|数额?|水平|情况)?)"
)
#: 比上年预算、与2024年相比、较上年度: what a change is measured against.
COMPARED = re.compile(
    rf"(?P<verb>比|较|与|同|跟|和|小于|少于|低于|大于|多于|高于|超过)(?P<base>{_LAST}{_OF_LAST}|"
    r"(?:年初|全年|调整)预算数?|预算数?(?=[^\d]{0,4}(?:增|减|持平)))(?:相?比较?|来看)?"
)
_LESS = frozenset({"小于", "少于", "低于"})
_MORE = frozenset({"大于", "多于", "高于", "超过"})
#: 增加、减少 … right before a number; what stands after is fillers.
_UP = r"增加|增长|上升|提高|增|新增|调增|追加|多|大于|多于|高于|超过|上涨|扩大|净增"
_DOWN = r"减少|下降|降低|压减|减|调减|缩减|节约|少|小于|少于|低于|核减|回落|压缩|净减|降"
_FILLER = r"(?:支出|收入|预算|金额|数额|额|幅度?|率|比例|了|约|近|各|共|计|为|达|是|:|\s){0,6}"
DIRECTION = re.compile(rf"(?:各|共|均|同比|环比|相应|分别)*(?P<word>{_UP}|{_DOWN}){_FILLER}$")
_RISE = re.compile(_UP)
#: 增加人员经费30万元: what has grown stands between the word and the number.
CHANGED = re.compile(
    r"^(?:相应|同时|并|其中)?(?P<word>增加|减少|新增|调增|调减|压减|追加)了?(?P<what>.{2,40})$"
)
TO = re.compile(
    r"(?:增加到|增加至|增长到|增至|减少到|减少至|减至|降至|下降到|压减到|调整为|调整到)$"
)
FROM = re.compile(rf"(?:由|从)(?P<base>{_LAST}{_OF_LAST})(?:的)?$")
CAUSE = re.compile(r"原因|由于|因为|主要系|主要因|主要为增加|主要为减少|主要由于|缘于")
MAINLY = re.compile(r"主要是(?!用于|用来|安排|保障)|主要为(?!用于)")
GOES_ON = re.compile(r"^\s*(?:[一二三四五六]是|另|同时|以及)")

#: The budget as it was moved during the year: of neither the plan nor the outturn.
MOVED = re.compile(r"全年预算数?|调整后?的?预算数?|预算调整数")
LISTING = re.compile(
    r"其中|主要包括|包括|包含|分别为|分别是|分别用于|主要用于|主要是用于|用于|具体为|具体是|组成|来源(?:是|为|包括)|内容有|明细为|为$|分$"
)
MAIN = re.compile(r"主要")
#: How a paragraph ends that a list follows.
OPENS = re.compile(r"(?:[:：]|(?:如下|包括|其中|用于))\s*[。:：]?\s*$")
SHARE = re.compile(r"占(?P<of>[^，。;:]{0,40}?)(?:的?(?:比重|比例|份额)?(?:约|为|达|达到)?)$")
DONE = re.compile(r"(?:完成|占|为)(?P<of>(?:年初|全年|调整后?|本年)?的?预算数?)的?(?:约|为)?$")
WITHIN = re.compile(r"^(?P<of>.{2,60})(?:中|里)$")
FLAT = re.compile(
    r"基本持平|持平|保持一致|一致|没有变化|无变化|无增减变化|无增减|没有增减|保持不变|不变|相同|零增长"
)
FLAT_NEEDS_YEAR = frozenset({"一致", "相同", "保持一致", "不变", "没有变化", "无变化"})
NOTHING = re.compile(
    r"未安排|不安排|没有安排|未作安排|不涉及|未涉及|没有|未发生|未编制|为零"
    r"|(?<![有并])无(?![法偿形关线论障缝害效人需疑锡力声图主])"
)
_IF = re.compile(r"^\s*(?:注:)?\s*(?:如|若|凡|倘)|则|的，?$")


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch between commas, with where it stands in the text."""

    text: str
    start: int
    end: int
    mark: str = ""  # what it ends with


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where the sentences of an even text stand."""
    for match in SENTENCE.finditer(text):
        if match[0].strip():
            yield match.start(), match.end()


def clauses(text: str, start: int, end: int) -> Iterator[Clause]:
    """The clauses between two places; commas inside brackets part nothing."""
    begin, skip = start, _brackets(text, start, end)
    at = start
    while at < end:
        if at in skip:
            at = skip[at]
        elif _CLAUSE.match(text[at]) and not _in_number(text, at):
            yield Clause(text[begin:at], begin, at, text[at])
            begin = at + 1
        at += 1
    yield Clause(text[begin:end], begin, end)


def _in_number(text: str, at: int) -> bool:
    return text[at] == "," and text[at - 1 : at].isdigit() and text[at + 1 : at + 4].isdigit()


def _brackets(text: str, start: int, end: int) -> dict[int, int]:
    """Where each bracket that is closed before the end closes."""
    opened: list[int] = []
    closes: dict[int, int] = {}
    for at in range(start, end):
        if text[at] == "(":
            opened.append(at)
        elif text[at] == ")" and opened:
            closes[opened.pop()] = at
    return closes


def trimmed(words: str) -> str:
    """Words without what is left over at their ends: closing brackets, commas, 及, 和."""
    depth, cut = 0, 0
    for at, letter in enumerate(words):
        depth += (letter == "(") - (letter == ")")
        if depth < 0:
            depth, cut = 0, at + 1
    words = words[cut:]
    if words.count("(") > words.count(")"):
        words = words.rpartition("(")[2]
    return words.strip(" \n、，,;:。和及与")


def without_comparison(words: str) -> tuple[str, str, int]:
    """Words without 「比上年预算」, what it compares with, and 1 or -1 for 大于 and 小于.

    The base is empty where nothing is compared.
    """
    match = COMPARED.search(words)
    if match is None:
        return words, "", 0
    verb = match["verb"]
    at_end = not words[match.end() :].strip()
    sign = (-1 if verb in _LESS else 1 if verb in _MORE else 0) if at_end else 0
    return words[: match.start()] + words[match.end() :], match["base"], sign


def signed(word: str) -> int:
    """1 for a word of growth, -1 for one of decline."""
    return 1 if _RISE.fullmatch(word) else -1


def conditional(words: str) -> bool:
    """Whether a clause says what would be: 如本表为空, 则表示…"""
    return bool(_IF.search(words))


def is_running(text: str) -> bool:
    """Whether a text is a sentence, and not the label of a chart."""
    return any(mark in text for mark in "，。;:")
