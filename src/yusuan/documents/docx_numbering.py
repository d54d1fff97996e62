"""The numbers Word puts before paragraphs of itself (一、 （二） 1.): shown, but in no text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from yusuan.documents.docx_styles import VAL, Styles, W, integer, style_of

_DIGITS: Final = "〇一二三四五六七八九"
_FORMAL: Final = "零壹贰叁肆伍陆柒捌玖"
_UNITS: Final = ("", "十", "百", "千")
_FORMAL_UNITS: Final = ("", "拾", "佰", "仟")
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES: Final = "子丑寅卯辰巳午未申酉戌亥"
_CIRCLED: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_ROMAN: Final = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
    (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_COUNTED: Final = frozenset({
    "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting",
    "taiwaneseCountingThousand", "ideographDigital", "japaneseDigitalTenThousand",
})  # fmt: skip
_PLACEHOLDER: Final = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: where it starts, how it counts, and the pattern it shows."""

    start: int
    count: str
    pattern: str


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has counted."""

    lists: Mapping[str, tuple[str, Mapping[int, Level]]] = field(default_factory=dict)
    reached: dict[str, dict[int, int]] = field(default_factory=dict)

    def next_label(self, paragraph: etree._Element, styles: Styles) -> str:
        """Count the paragraph, and return what is shown before it; empty for no number."""
        if not self.lists:
            return ""
        number, depth = _numbered(paragraph, styles)
        abstract, levels = self.lists.get(number, ("", {}))
        level = levels.get(depth)
        if level is None:
            return ""
        counts = self.reached.setdefault(abstract, {})
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [each for each in counts if each > depth]:
            del counts[deeper]
        return _label(level, levels, counts) if level.count not in {"bullet", "none"} else ""


def read_numbering(root: etree._Element) -> Numbering:
    """The lists of a numbering part."""
    abstract = {
        each.get(W + "abstractNumId", ""): _levels(each) for each in root.iter(W + "abstractNum")
    }
    lists: dict[str, tuple[str, Mapping[int, Level]]] = {}
    for each in root.iter(W + "num"):
        base = style_of(each, "abstractNumId")
        number = each.get(W + "numId", "")
        overrides = {
            level: start
            for node in each.iter(W + "lvlOverride")
            if (start := integer(node.find(W + "startOverride"))) is not None
            and (level := integer(node, W + "ilvl")) is not None
        }
        levels = dict(abstract.get(base, {}))
        for depth, start in overrides.items():
            if depth in levels:
                levels[depth] = Level(start, levels[depth].count, levels[depth].pattern)
        lists[number] = (f"{base}/{number}" if overrides else base, levels)
    return Numbering(lists)


def _levels(abstract: etree._Element) -> dict[int, Level]:
    levels = {}
    for node in abstract.iter(W + "lvl"):
        start = integer(node.find(W + "start"))
        levels[integer(node, W + "ilvl") or 0] = Level(
            start=1 if start is None else start,
            count=style_of(node, "numFmt") or "decimal",
            pattern=style_of(node, "lvlText"),
        )
    return levels


def _numbered(paragraph: etree._Element, styles: Styles) -> tuple[str, int]:
    """The list and the depth of a paragraph, from itself or from its style."""
    properties = paragraph.find(W + "pPr")
    if properties is None:
        return "", 0
    by_style = styles.numbers.get(style_of(properties, "pStyle"), ("", 0))
    direct = properties.find(W + "numPr")
    if direct is None:
        return by_style
    depth = integer(direct.find(W + "ilvl"))
    number = direct.find(W + "numId")
    return (
        by_style[0] if number is None else number.get(VAL, ""),
        by_style[1] if depth is None else depth,
    )


def _label(level: Level, levels: Mapping[int, Level], counts: Mapping[int, int]) -> str:
    def shown(found: re.Match[str]) -> str:
        depth = int(found[1]) - 1
        each = levels.get(depth, level)
        return counted(counts.get(depth, each.start), each.count)

    return _PLACEHOLDER.sub(shown, level.pattern)


def counted(number: int, way: str) -> str:
    """The number in the way of counting that Word names so."""
    if way in _COUNTED:
        return _chinese(number, _DIGITS, _UNITS)
    if way == "chineseLegalSimplified":
        return _chinese(number, _FORMAL, _FORMAL_UNITS)
    if way in {"upperRoman", "lowerRoman"}:
        return _roman(number) if way == "upperRoman" else _roman(number).lower()
    if way in {"upperLetter", "lowerLetter"} and number > 0:
        letter = chr(65 + (number - 1) % 26) * ((number - 1) // 26 % 20 + 1)
        return letter if way == "upperLetter" else letter.lower()
    signs = {
        "decimalEnclosedCircle": _CIRCLED,
        "decimalEnclosedCircleChinese": _CIRCLED,
        "ideographTraditional": _STEMS,
        "ideographZodiac": _BRANCHES,
    }.get(way, "")
    if 0 < number <= len(signs):
        return signs[number - 1]
    return f"{number:02d}" if way == "decimalZero" else str(number)


def _chinese(number: int, digits: str, units: tuple[str, ...]) -> str:
    """一, 十, 十一, 二十, 一百〇一; beyond 9999 in figures."""
    if not 0 < number < 10_000:
        return digits[0] if number == 0 else str(number)
    text = ""
    gap = False
    for place, figure in zip(range(len(str(number)) - 1, -1, -1), str(number), strict=True):
        if figure == "0":
            gap = True
            continue
        text += (digits[0] if gap and text else "") + digits[int(figure)] + units[place]
        gap = False
    return text[1:] if text.startswith("一十") else text


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    text = ""
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        text += sign * times
    return text
