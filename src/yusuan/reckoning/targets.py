"""What an indicator's printed value demands: an operator and a quantity, a date, or a quality.

One printed value may hold several: 「短信10000条，通话时长20000分钟」 is two.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from yusuan.reckoning.quantities import UNIT, Quantity, fold, quantities

AT_LEAST, AT_MOST, EQUAL, ABOVE, BELOW = "≥", "≤", "=", ">", "<"
RANGE, QUALITY = "range", "定性"
OPERATORS = (AT_LEAST, AT_MOST, EQUAL, ABOVE, BELOW, QUALITY)
_SIGNS = re.compile(r"(≥|≤|>=|<=|=|>|<)\s*$")
_SIGN_OF = {">=": AT_LEAST, "<=": AT_MOST}
_NO_LESS = r"(?:不少于|不低于|不小于|不得少于|不得低于|至少|最少|不下于)"
_NO_MORE = r"(?:不超过|不高于|不多于|不大于|不得超过|至多|最多|控制在)"
_BEFORE = (
    (re.compile(_NO_LESS + r"[^,，;；。]{0,6}$"), AT_LEAST),
    (re.compile(_NO_MORE + r"[^,，;；。]{0,6}$"), AT_MOST),
    (re.compile(r"(?:超过|大于|高于|多于)$"), ABOVE),
    (re.compile(r"(?:低于|小于|少于)$"), BELOW),
    (re.compile(r"(?:达到|达|等于|为)$"), EQUAL),
)
_AFTER = (
    (re.compile(r"^[\w)]{0,3}(?:及|含)?以上"), AT_LEAST),
    (re.compile(r"^[\w)]{0,3}(?:及|含)?(?:以内|以下|之内)"), AT_MOST),
)
_WORDS = {
    "大于等于": AT_LEAST, "小于等于": AT_MOST, "等于": EQUAL, "大于": ABOVE, "小于": BELOW,
    "正向": AT_LEAST, "反向": AT_MOST,
}  # fmt: skip
#: What a column of units says of a value that has none.
NO_UNIT = frozenset({"", "无", "/", "-", "—"})
_DATE = re.compile(
    r"(?:(?P<year>(?:19|20)\d\d)[年./-])?(?P<month>1[0-2]|0?[1-9])[月./-](?:(?P<day>\d{1,2})[日号]?)?"
    r"(?:份|底|末)?(?P<by>之?前|以前)?"
)
_YEAR_ONLY = re.compile(r"(?P<year>(?:19|20)\d\d)年(?:度|底|末|内|全年)?(?:之?前|以前)?")
_BRACKETED = re.compile(rf"(\d)\(({UNIT})(?:数)?\)")
_OTHER_BRACKETED = re.compile(r"(\d)\(([^()\d]{1,6})\)$")
#: What of a clause says how much, not of what.
_NO_WORDS = re.compile(
    r"不少于|不低于|不小于|不得[少低]于|至少|最少|不下于|不超过|不高于|不多于|不大于|不得超过|至多|最多"
    r"|控制在|大于|高于|小于|达到|等于|(?:及|含)?以[上内下]|之内|左右|每(?:半年|季度|季|年|月|周|天)"
    r"|[≥≤<>=]"
)
_LONGEST = 2_000  # letters; a longer text is no value
_CLAUSE = re.compile(r"[,，;；。、\n]|(?<=[一-鿿\d%])和(?=[一-鿿])")


@dataclass(frozen=True, slots=True)
class Deadline:
    """The day by which something is done, as exactly as it is said."""

    year: int | None = None
    month: int | None = None
    day: int | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """One demand: an operator ("" where none is printed) and what is demanded.

    A range has both ``quantity`` and ``upper``; a 定性 target has only ``words``. For the others
    the words are those of its clause, the number left out: 「短信」.
    """

    operator: str = ""
    quantity: Quantity | None = None
    upper: Quantity | None = None
    deadline: Deadline | None = None
    words: str = ""

    @property
    def is_measured(self) -> bool:
        """Whether it can be measured: a number or a date, not words alone."""
        return self.quantity is not None or self.deadline is not None


def named_operator(text: str) -> str:
    """The operator that a column of kinds names; empty where it names none (定量 is a kind)."""
    folded = fold(text)
    sign = _SIGN_OF.get(folded, folded)
    return sign if sign in OPERATORS else _WORDS.get(folded, "")


@lru_cache(maxsize=8192)
def targets(value: str, unit: str = "", operator: str = "") -> tuple[Target, ...]:
    """The targets of a printed value, with what the columns beside it print."""
    text = _BRACKETED.sub(r"\1\2", fold(value))
    text = _OTHER_BRACKETED.sub(r"\1", text)
    if not text:
        return ()
    if len(text) > _LONGEST:
        return (Target(QUALITY, words=text),)
    beside = named_operator(operator)
    if beside != QUALITY and (ranged := _range(text)):
        return (ranged,)
    found = tuple(_measured(text, unit, beside))
    if found:
        return found
    if deadline := deadline_in(text):
        return (Target(beside if beside != QUALITY else "", deadline=deadline, words=text),)
    return (Target(QUALITY, words=text),)


def deadline_in(text: str) -> Deadline | None:
    """The date a text demands; None where it names none or only counts months."""
    folded = fold(text)
    for pattern in (_DATE, _YEAR_ONLY):
        for match in pattern.finditer(folded):
            parts = match.groupdict()
            dated = any(parts.get(name) for name in ("year", "day", "by"))
            if not dated and not re.search(r"月(?:份|底|末)", match[0]):
                continue  # 3月 may be three months
            numbers = {
                name: int(parts[name]) for name in ("year", "month", "day") if parts.get(name)
            }
            return Deadline(**numbers)
    return None


def printed(target: Target) -> str:
    """A target as a form prints it in one cell."""
    if target.operator == RANGE:
        return f"{target.quantity}-{target.upper}"
    if target.quantity is None:
        return target.words
    sign = target.operator if target.operator != QUALITY else ""
    return f"{sign}{target.quantity}"


def _range(text: str) -> Target | None:
    found = quantities(text)
    if len(found) != 2 or not re.fullmatch(r"-|~|至|到", text[found[0].end : found[1].start]):
        return None
    low, high = found
    if low.unit not in ("", high.unit) or low.value > high.value:
        return None
    lower = Quantity(low.value, high.unit, low.decimals, low.per, low.about, low.start, low.end)
    rest = text[: low.start] + text[high.end :]
    return Target(RANGE, lower, high, words=rest)


def _measured(text: str, unit: str, beside: str) -> list[Target]:
    """The last quantity of each clause, with what is said of it."""
    found: list[Target] = []
    all_of_it = quantities(text)
    at = 0
    for end in [*(match.start() for match in _CLAUSE.finditer(text)), len(text)]:
        within = [one for one in all_of_it if at <= one.start < end]
        if within:
            found.append(_of(text, at, end, within[-1], unit, beside))
        at = end
    return found


def _of(text: str, at: int, end: int, one: Quantity, unit: str, beside: str) -> Target:
    before, after = text[at : one.start], text[one.end : end]
    sign = _SIGNS.search(before)
    operator = _SIGN_OF.get(sign[1], sign[1]) if sign else ""
    operator = operator or next((name for form, name in _AFTER if form.search(after)), "")
    operator = operator or next((name for form, name in _BEFORE if form.search(before)), "")
    words = _NO_WORDS.sub("", before.lstrip(",，;；。、\n") + after)
    if not one.unit and unit not in NO_UNIT:
        one = Quantity(one.value, fold(unit), one.decimals, one.per, one.about, one.start, one.end)
    return Target(operator or beside, one, words=words)
