"""Numbers with units as clerks write them: 「≥12期」, 「千分之四」, 「每季度1次」, 「95%以上」.

Texts are folded first: full-width signs become plain ones and blanks go, except between digits.
What only looks like a quantity is none: dates, numbers of documents, names, models, list numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from yusuan.ledger import UNITS

_PLAIN = str.maketrans(
    "０１２３４５６７８９．％＋＝＊／（）：；＜＞－﹣−—–～〜∼✕╳Ｘ≧≦⩾⩽",
    "0123456789.%+=*/():;<>-----~~~××X≥≤≥≤",
) | {ord("㎡"): "平方米", ord("￥"): "¥"}
_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_PLACES = {"十": 10, "百": 100, "千": 1000, "万": 10000}
_MONEY = ("亿元", "百万元", "万元", "千元", "百元", "亿", "元", "万")
_COUNTS = (
    "人次", "人数", "个数", "个月", "个工作日", "工作日", "小时", "分钟", "分", "秒",
    "平方米", "平方公里", "立方米", "公里", "千米", "米", "公斤", "千克", "吨", "亩", "公顷",
    "批次", "班次", "课时", "学时", "人", "名", "位", "次", "份", "件", "个", "条", "期", "本",
    "起", "处", "场", "项", "篇", "套", "台", "辆", "户", "家", "轮", "册", "块", "张", "幅",
    "组", "届", "批", "支", "只", "部", "座", "间", "栋", "类", "遍", "趟", "桌", "餐", "天",
    "日", "周", "季度", "半年", "年", "月", "村", "晚", "盏", "株", "具", "卷", "页", "盒", "箱",
    "台次", "车次", "家次", "户次", "剂次", "人天", "人月",
)  # fmt: skip
_SHARES = ("个百分点", "百分点", "%", "‰")
_LETTERS = ("km", "kg", "m²", "kWh")
#: Every unit, the longest first, so that 「人次」 is not read as 「人」.
_UNITS = sorted({*_MONEY, *_COUNTS, *_SHARES, *_LETTERS}, key=len, reverse=True)
UNIT = "|".join((f"万(?:{'|'.join(_COUNTS)})", *map(re.escape, _UNITS)))
_ANY_UNIT = re.compile(UNIT)
NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
#: How far around a number the words are looked at, in letters.
_NEAR = 40
_SCALES = {"万": Decimal(10_000), "亿": Decimal(100_000_000)}
_ONE_KIND = {"名": "人", "位": "人", "人数": "人", "个数": "个", "个月": "月", "日": "天"}
#: How often a year a thing comes that comes every …; a day or a week has no sure number.
TIMES = {"月": 12, "个月": 12, "季度": 4, "季": 4, "半年": 2, "年": 1, "年度": 1}
_EVERY = re.compile(
    r"(?:每个?|一|按)(半年|季度|季|年度|年|月|周|天|日)(?!前|底|初)|(半年)|(全年|年均)"
)
_RATE = re.compile(r"每(?!年|月|季|半|周|天|日|个)([一-鿿]{1,2})$|每(个月|月|天|日|年)$")
_CHINESE = re.compile(
    r"(?<=[每共少低达于成月年度])(?P<number>[一二两三四五六七八九十百]{1,5})(?=个|次|份|件|期|篇|场|轮|项|本|家|户)"
)
_SHARE_IN_WORDS = re.compile(rf"(百|千|万)分之({NUMBER}|[零〇一二两三四五六七八九十百点]+)")
_FOUND = re.compile(rf"(?P<number>{NUMBER})(?P<unit>{UNIT})?")
_NAMES = re.compile(r"《[^》]*》|“[^”]*”")
_DATES = re.compile(
    r"(?:19|20)\d\d(?:[-~至、](?:19|20)\d\d)?年度?(?:\d{1,2}(?:[-~至]\d{1,2})?月(?:份|\d{1,2}日)?)?"
    r"|(?:19|20)\d\d[-~至](?:19|20)\d\d(?![\d.])|(?:19|20)\d\d[-/]\d{1,2}(?:[-/]\d{1,2})?(?![\d.])"
    r"|(?:19|20)\d\d\.\d{1,2}\.\d{1,2}"
    r"|(?<![×*xX=\d.])\d{1,2}(?:[-~至]\d{1,2})?月(?:份|底|初|末|中旬|上旬|下旬|\d{1,2}[日号])"
    r"|(?<![×*xX=\d.])\d{1,2}-\d{1,2}月"
)
_NUMBERS_OF = re.compile(
    r"[〔\[(【](?:19|20)\d\d[〕\])】]第?\d+号?|第?\d+号(?!线)|第\d+(?:条|款|项|章|届|次|期|批)"
)
_LISTING = re.compile(r"(?:^|(?<=[;；。\n:(]))\d{1,2}(?:[、)]|\.(?!\d))|[(]\d{1,2}[)]")
_ABOUT_BEFORE = re.compile(r"(?:约|近|大约|约为|预计)$")
_ABOUT_AFTER = re.compile(r"左右|上下|多|余")
#: A4, 3.5 read from its 5, 0731-2233; but the 100% of 97%-100% stands for itself.
_PART_OF_A_NAME = re.compile(r"[A-Za-z.\d]$|[A-Za-z(]-$|^-$|分之$|\d-$")
_OPERATOR = re.compile(r"[×*xX=/]")
_AFTER_A_BARE_NUMBER = re.compile(
    r"$|[,，。;；:、()+*×xX=/÷~\-<>≥≤\s]|以[上内下]|左右|共|计|合|[至到](?=\d)"
)


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """A text with plain signs and without blanks; blanks between digits and lines stay apart."""
    plain = text.translate(_PLAIN)
    plain = re.sub(r"(?<=\d)[^\S\n]+(?=\d)", "\x00", plain)
    return re.sub(r"[^\S\n]+", "", plain).replace("\x00", " ").strip()


def numeral(text: str) -> Decimal | None:
    """A whole number in Chinese, 「二十」 or 「一百零五」; None where the text is none."""
    total, group, digit = 0, 0, 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char == "万":
            total, group, digit = (total + group + digit) * 10000, 0, 0
        elif char in _PLACES:
            group += (digit or 1) * _PLACES[char]
            digit = 0
        else:
            return None
    return Decimal(total + group + digit) if text else None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit as printed; ``per`` is what it is said of: 「每季度1次」."""

    value: Decimal
    unit: str = ""
    decimals: int = 0
    per: str = ""
    about: bool = field(default=False, compare=False)  # 约, 左右
    start: int = field(default=0, compare=False)  # where it stands in the folded text
    end: int = field(default=0, compare=False)

    @property
    def is_money(self) -> bool:
        """Whether it is a sum of money; a bare 万 is none, though an account may take it so."""
        return self.unit in UNITS and self.unit not in {"万", "亿"}

    @property
    def kind(self) -> str:
        """What is counted, scales put aside: 元, %, 人次 …; empty for a bare number."""
        return _kind(self.unit)[0]

    @property
    def base(self) -> Decimal:
        """The value in its kind: 元 for money, per cents for shares."""
        return self.value * _kind(self.unit)[1]

    @property
    def step(self) -> Decimal:
        """One unit of the last printed place, in its kind."""
        return _kind(self.unit)[1].scaleb(-self.decimals)

    @property
    def yearly(self) -> Decimal | None:
        """How much it comes to in a year; None where it is not said of a time of sure number."""
        if not self.per:
            return self.base
        times = TIMES.get(self.per)
        return None if times is None else self.base * times

    def agrees(self, other: Quantity) -> bool:
        """Whether both say the same amount of the same kind, to the coarser precision."""
        if self.kind != other.kind or self.per != other.per:
            return False
        return abs(self.base - other.base) * 2 <= max(self.step, other.step) or (
            self.base == other.base
        )

    def __str__(self) -> str:
        every = f"每{self.per}" if self.per else ""
        return f"{every}{self.value:f}{self.unit}"


@lru_cache(maxsize=1024)
def _kind(unit: str) -> tuple[str, Decimal]:
    if unit in UNITS and unit not in {"万", "亿"}:
        return "元", UNITS[unit]
    if unit == "‰":
        return "%", Decimal("0.1")
    if unit in {"百分点", "个百分点"}:
        return "百分点", Decimal(1)
    scale = _SCALES.get(unit[:1], Decimal(1))  # 万人次; a bare 万 is only a scale
    bare = unit if scale == 1 else unit[1:]
    return _ONE_KIND.get(bare, bare), scale


def of(number: str, unit: str = "") -> Quantity:
    """A quantity of a printed number: 「1,050.18」."""
    plain = number.replace(",", "")
    return Quantity(Decimal(plain), unit, len(plain.partition(".")[2]))


@lru_cache(maxsize=8192)
def quantities(text: str) -> tuple[Quantity, ...]:
    """The quantities of a text, in order; positions are those of the folded text."""
    folded = fold(text)
    hidden = _hidden(folded)
    found = [*_in_words(folded, hidden), *_in_figures(folded, hidden)]
    return tuple(sorted(found, key=lambda one: one.start))


def _hidden(text: str) -> bytearray:
    """Letter by letter, whether a number there is no quantity."""
    mask = bytearray(len(text))
    for pattern in (_NAMES, _DATES, _NUMBERS_OF, _LISTING):
        for match in pattern.finditer(text):
            mask[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
    return mask


def _in_words(text: str, hidden: bytearray) -> Iterator[Quantity]:
    for match in _SHARE_IN_WORDS.finditer(text):
        number = Decimal(match[2]) if match[2][0].isdigit() else numeral(match[2])
        if number is not None:
            scale = {"百": "%", "千": "‰"}.get(match[1])
            value, unit = (number, scale) if scale else (number / 10, "‰")
            decimals = max(0, -int(value.normalize().as_tuple().exponent))
            yield Quantity(value, unit, decimals, "", False, *match.span())
    for match in _CHINESE.finditer(text):
        number, named = numeral(match["number"]), _ANY_UNIT.match(text, match.end())
        after = text[named.end() : named.end() + 1] if named else ""
        if number is not None and named and after != "性" and not hidden[match.start()]:
            per = _every(text, match.start())
            yield Quantity(number, named[0], 0, per, False, match.start(), named.end())


def _in_figures(text: str, hidden: bytearray) -> Iterator[Quantity]:
    for match in _FOUND.finditer(text):
        start, end = match.span()
        before, after = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
        unit = match["unit"] or ""
        if hidden[start] or _PART_OF_A_NAME.search(before[-2:]):
            continue
        if not unit and not _AFTER_A_BARE_NUMBER.match(after):
            continue
        if unit == "月" and not (_OPERATOR.search(before[-1:]) or _OPERATOR.match(after)):
            continue  # 12月 alone is December
        number = of(match["number"], unit)
        about = bool(_ABOUT_BEFORE.search(before) or _ABOUT_AFTER.match(after))
        per = _every(text, start)
        yield Quantity(number.value, unit, number.decimals, per, about, start, end)


def _every(text: str, start: int) -> str:
    """What the quantity at a place is said of: 「季度」 in 「每季度1次」; in its clause only."""
    clause = re.split(r"[,，。;；、()\n=×*+]", text[max(0, start - _NEAR) : start])[-1]
    if rate := _RATE.search(clause):
        return rate[1] or {"个月": "月", "日": "天"}.get(rate[2], rate[2])
    found = list(_EVERY.finditer(clause))
    if (
        not found
        or len(clause) - found[-1].end() > 16
        or re.search(r"\d", clause[found[-1].end() :])
    ):
        return ""
    named = found[-1][1] or found[-1][2]
    return {"季": "季度", "年度": "年", "日": "天", None: ""}.get(named, named or "")
