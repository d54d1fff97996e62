"""What stands around a table: its title, its unit of money, whose it is; and of whom and when."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from yusuan.standards.labels import fold

_UNIT = re.compile(
    r"(?:金额)?(?:计量)?单位\s*[:：]?\s*(?:人民币)?\s*(亿元|百万元|万元|千元|百元|元)"
)
_UNIT_BRACKET = re.compile(r"[（(]\s*(?:单位[:：])?\s*(亿元|万元|千元|元)\s*[）)]")
_AMOUNT_UNIT = re.compile(r"(?:^|\s)金额\s*[:：]\s*(亿元|万元|千元|元)\s*$")
_OWNER = re.compile(
    r"(预算主管部门|编制部门|编制单位|填报单位|填报部门|部门名称|单位名称|预算部门|预算单位|公开部门|公开单位"
    r"|部\s*门|单\s*位)\s*(?:[:：]|(?<=名称)\s)\s*([^:：]{2,60}?)\s*(?=$|金额单位|金额[:：]|单位[:：]|单位：|\s{2,})"
)
_NOT_OWNER = re.compile(r"^(?:\(?盖章\)?|(?:人民币)?(?:亿|百万|万|千|百)?元|填写.*|.*[。;])$")
_CODE_NAME = re.compile(r"^(\d{3,12})[_\s]+(.+)$")
_NUMBERED = re.compile(
    r"^(?:附件|附表|公开|部门预算|预算|表|续)?\s*(?:第)?\s*[\d一二三四五六七八九十]{0,3}[-－—\d]*\s*(?:号)?\s*(?:表|附件)?$"
)
_TITLE_END = re.compile(r"(表|表格|报表|一览|清单)(?:[-－—]+[^-。]*)?(?:\(.*\))?(?:续)?$")
_ENUMERATED = re.compile(
    r"^(?:[一二三四五六七八九十]+[、.]|[（(]?[一二三四五六七八九十\d]+[）).、])"
)
_SEAL = re.compile(r"\s*[(（](?:盖章|公章)[)）]$")
_YEAR = re.compile(r"(20\d{2})\s*年")
_COVER = re.compile(
    r"^(?P<entity>\D{2,60}?)\s*(?P<year>20\d{2})\s*年?度?\s*(?:区级|省级|市级|县级|本级)?"
    r"(?:部门|单位)?(?:的)?(?P<stage>预算|决算)"
)
_COVER_YEAR = re.compile(r"^\D{0,30}?(20\d{2})\s*年度?\s*.{0,10}?(?:预算|决算|绩效)")


@dataclass(slots=True)
class Caption:
    """What the lines before a table say of it."""

    title: str = ""
    unit: str | None = None
    owner: str | None = None
    owner_code: str | None = None
    owner_label: str | None = None
    lines: list[str] = field(default_factory=list)


def unit_in(text: str) -> str | None:
    """The unit of money a line names, if it names one."""
    match = _UNIT.search(text) or _AMOUNT_UNIT.search(text) or _UNIT_BRACKET.search(text)
    return match[1] if match else None


def owner_in(text: str) -> tuple[str, str | None, str] | None:
    """Whose table it is, by a line like 「单位: 004001_某局」: name, code, and the label used."""
    for match in _OWNER.finditer(text):
        name = _SEAL.sub("", " ".join(match[2].split()).strip("_ 　"))
        if not name or _NOT_OWNER.match(fold(name)):
            continue
        coded = _CODE_NAME.match(name)
        label = fold(match[1])
        return (coded[2], coded[1], label) if coded else (fold(name), None, label)
    return None


def is_title(text: str) -> bool:
    """Whether a line can be the title of a table."""
    folded = fold(text)
    if not 3 <= len(folded) <= 60 or "。" in folded or "......" in folded or "…" in folded:
        return False
    if unit_in(text) or _NUMBERED.fullmatch(folded) or owner_in(text):
        return False
    return bool(_TITLE_END.search(folded)) and not folded.startswith(("注:", "说明", "备注"))


def caption(lines: Sequence[str], fallback: str = "") -> Caption:
    """Read the lines between the table before and this one; the nearest title wins.

    A title broken over two lines (「…会议费支出预算」/「表」) is joined.
    """
    result = Caption(lines=list(lines))
    for index, text in enumerate(lines):
        result.unit = unit_in(text) or result.unit
        owner = owner_in(text)
        if owner:
            result.owner, result.owner_code, result.owner_label = owner
        if is_title(text):
            result.title = " ".join(text.split())
        elif fold(text) == "表" and index:
            result.title = " ".join((lines[index - 1] + text).split())
    if not result.title:
        result.title = _last_short(lines) or fallback
    return result


def _last_short(lines: Sequence[str]) -> str:
    """A short line directly before the table that may be its heading, though it lacks 「表」."""
    for text in reversed(lines[-3:]):
        folded = fold(text)
        if unit_in(text) or owner_in(text) or _NUMBERED.fullmatch(folded):
            continue
        if 3 <= len(folded) <= 30 and not _ENUMERATED.match(folded) and not folded.endswith("。"):
            return " ".join(text.split())
        break
    return ""


def clean_title(title: str) -> str:
    """A title without its numbering and year: what two printings of one form share."""
    folded = fold(title)
    folded = re.sub(
        r"^(?:附件|附表|公开表?|表)[\d一二三四五六七八九十]+(?:表)?[:：、.]?", "", folded
    )
    folded = re.sub(r"^(?:\d{1,2}|[一二三四五六七八九十]{1,3})[、.]", "", folded)
    return re.sub(r"(?:20\d{2})年?度?", "", folded)


def years_in(text: str) -> list[int]:
    """The years a line names, in order."""
    return [int(year) for year in _YEAR.findall(text)]


def cover(text: str) -> tuple[str | None, int | None, str | None]:
    """Entity, year and stage, where a line reads like a cover: 「某局2022年部门预算」."""
    folded = fold(text)
    if len(folded) > 60 or any(mark in folded for mark in "。,:;") or unit_in(text):
        return None, None, None
    match = _COVER.match(folded)
    if match:
        entity = re.sub(r"^(?:第.部分|\d+)", "", match["entity"]).strip("《》")
        stage = "final" if match["stage"] == "决算" else "budget"
        return (entity if len(entity) > 2 else None), int(match["year"]), stage
    match = _COVER_YEAR.match(folded)
    return None, (int(match[1]) if match else None), None


def elect(votes: Iterable[tuple[str, int]]) -> str | None:
    """The name most lines agree on; a name that ends like a longer one votes for the longer.

    「区人民政府办公室」 and 「某市某区人民政府办公室」 are one body, named fully once.
    """
    counted: Counter[str] = Counter()
    for name, weight in votes:
        counted[name] += weight
    if not counted:
        return None
    clusters = {
        name: sum(weight for other, weight in counted.items() if name.endswith(other))
        for name in counted
    }
    return max(clusters, key=lambda name: (clusters[name], len(name)))
