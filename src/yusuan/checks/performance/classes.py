"""指标体系：类别齐全、可衡量、归类得当，一行一个指标。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from yusuan.checks.performance.forms import (
    CLASS_NAMES,
    Form,
    Said,
    by_table,
    failed,
    held,
    listed,
)
from yusuan.checks.rule import Rule, Ruling
from yusuan.reckoning import fold
from yusuan.standards.target_classes import class_key, parents

_BASIS = "财预〔2015〕88号：审核绩效目标的完整性、相关性、适当性、可行性"
CLASSES = Rule(
    "indicator-classes-complete",
    "指标类别齐全：项目至少有数量、质量、时效、成本、效益、满意度指标各一个。",
    "A project has an indicator of quantity, quality, timeliness, cost, outcome and satisfaction.",
    "warning",
    _BASIS,
)
MEASURABLE = Rule(
    "indicator-is-measurable",
    "指标可衡量：数量、成本、满意度指标和各种比率要有数，不只用文字。",
    "Quantities, costs, satisfaction and rates are given in numbers, not in words alone.",
    "warning",
    _BASIS,
)
FITS_CLASS = Rule(
    "indicator-in-its-class",
    "指标归类：满意度、成本、时效等指标填在各自的类别里。",
    "An indicator stands in its own class.",
    "warning",
    "财预〔2021〕101号：项目支出绩效指标的分类",
)
APPLIES = Rule(
    "class-applies",
    "不适用的类别：没有直接效益的类别不填，不以“无”充数。",
    "A class that does not apply is left out, not filled with words for none.",
    "info",
    _BASIS,
)
MEASURED = Rule(
    "indicator-names-what-it-measures",
    "指标名称：三级指标写衡量什么，不照抄指标值。",
    "An indicator's name says what is measured; it is not its value.",
    "info",
    _BASIS,
)
SINGLE = Rule(
    "one-indicator-a-row",
    "一行一个指标：几件事分成几行填写，各有各的指标值。",
    "A row holds one indicator with one value.",
    "info",
    _BASIS,
)
RULES = (CLASSES, MEASURABLE, FITS_CLASS, APPLIES, MEASURED, SINGLE)

#: The kinds a project has at least one of: the keys that count as each, and its name.
_KINDS = (
    (("output.quantity",), "数量"),
    (("output.quality",), "质量"),
    (("output.timeliness",), "时效"),
    (("output.cost", "cost"), "成本"),
    (("outcome",), "效益"),
    (("satisfaction",), "满意度"),
)
_SATISFIED = re.compile(r"满意")
_SATISFACTION = re.compile(r"满意[率度]?(?:程度)?(?:达到?|不低于|[≥>=]|\d)")
_TIMELY = re.compile(r"及时[率性度]|按时|按期|时限|完成时间|准时")
_THRIFT = re.compile(r"经费缩减|成本|厉行节约|控制支出|节约开支|支出控制|费用控制|控制数")
_RATE = re.compile(r"(?:率|满意度|比例)$")
_NONE = re.compile(
    r"^(?:无|没有|不涉及|不适用)(?:直接)?(?:经济|社会|生态|可持续|明显)?(?:效益|影响)?$"
)
_BUSINESS = re.compile(r"营商环境")


def rulings(forms: Sequence[Form]) -> Iterator[Ruling]:
    """How the rules of completeness end."""
    for table in by_table(forms):
        yield from _classes(table)
        yield from _measurable(table)
        yield from _misplaced(table)
    for form in forms:
        yield from _applies(form)
        yield from _named(form)
        yield from _single(form)


def _names(forms: Sequence[Form]) -> str:
    """The table, and of a wide one the projects spoken of."""
    if len(forms) == 1:
        return forms[0].where
    title = f"《{forms[0].statement.title or forms[0].statement.id}》"
    return f"{title}{listed([form.target.name for form in forms], 12)}"


def _classes(table: Sequence[Form]) -> Iterator[Ruling]:
    """What the indicators of each project leave out, the projects of a table together."""
    lacking: dict[tuple[str, ...], list[Form]] = {}
    for form in table:
        if form.target.kind == "project" and len(form.indicators) > 1:
            missing = tuple(name for keys, name in _KINDS if not _has(form, keys, name))
            lacking.setdefault(missing, []).append(form)
    for form in lacking.pop((), []):
        yield held(CLASSES.id, form)
    if lacking:
        forms = [form for found in lacking.values() for form in found]
        title = f"《{forms[0].statement.title or forms[0].statement.id}》"
        said = "；".join(
            f"{listed([one.target.name for one in found], 12)}没有{'、'.join(missing)}指标"
            for missing, found in lacking.items()
        )
        yield failed(
            CLASSES.id,
            forms[0],
            f"{title}{said}；请补上，确不适用的说明理由",
            f"{title}: {len(forms)} projects leave out a class of indicators",
            [form.place for form in forms],
        )


def _has(form: Form, keys: Sequence[str], name: str) -> bool:
    """Whether a kind is there: by its class, or by its words where it stands in another."""
    for one in form.indicators:
        if one.key.startswith(tuple(keys)):
            return True
        if name == "满意度" and _SATISFIED.search(one.name + one.text):
            return True
    return False


def _measurable(table: Sequence[Form]) -> Iterator[Ruling]:
    """Words where a number is needed, the forms of a table together."""
    weak: list[Said] = []
    forms: list[Form] = []
    for form in table:
        found = [one for one in form.indicators if _needs_a_number(one)]
        weak += found
        forms += [form] if found else []
    if weak:
        shown = [one.name if one.prose else f"{one.name}：{one.text}" for one in weak]
        yield failed(
            MEASURABLE.id,
            forms[0],
            f"{_names(forms)}{_kinds(weak)}指标{listed(shown, 4)}只有文字，无法衡量；请写明数值",
            f"{_names(forms)}: {len(weak)} indicators are words alone",
            [one.place for one in weak],
        )
    elif table[0].indicators:
        yield held(MEASURABLE.id, table[0])


def _kinds(found: Sequence[Said]) -> str:
    names = [CLASS_NAMES.get(one.key, "") for one in found]
    return "、".join(dict.fromkeys(name for name in names if name))


def _needs_a_number(one: Said) -> bool:
    if not one.targets or any(target.is_measured for target in one.targets):
        return False
    if _NONE.match(one.name) or _NONE.match(fold(one.text)) or _better_class(one) == "质量":
        return False
    counted = one.key.startswith(("output.quantity", "output.cost", "cost", "satisfaction"))
    return counted or bool(not one.prose and _RATE.search(one.name))


def _misplaced(table: Sequence[Form]) -> Iterator[Ruling]:
    """Indicators whose words are of another class, those of a table together."""
    found: dict[tuple[str, str], list[Said]] = {}
    for form in table:
        for one in form.indicators:
            better = _better_class(one)
            if better:
                found.setdefault((one.key, better), []).append(one)
    for (key, better), those in found.items():
        forms = list(dict.fromkeys(one.form for one in those))
        yield failed(
            FITS_CLASS.id,
            forms[0],
            f"{_names(forms)}{listed([one.name for one in those], 3)}填在"
            f"{CLASS_NAMES.get(key, those[0].indicator.level2)}指标里，"
            f"更像{better}指标；请核对归类",
            f"{_names(forms)}: {len(those)} indicators stand in the wrong class",
            [one.place for one in those],
        )


def _better_class(one: Said) -> str:
    said = one.name
    measured = _SATISFIED if not one.prose else _SATISFACTION
    if measured.search(said) and one.key and "satisfaction" not in one.key:
        return "满意度"
    if one.key == "satisfaction.beneficiary" and not _SATISFIED.search(said + one.text):
        return "质量" if re.search(r"考核|等级", said) else ""
    if one.key in ("output.quality", "output.quantity") and _TIMELY.search(said):
        return "时效"
    if one.key in ("output.quantity", "output.quality", "output.timeliness"):
        money = any(t.quantity and t.quantity.is_money for t in one.targets)
        if _THRIFT.search(said) or (money and re.search(r"经费|支出|费用|成本", said)):
            return "成本"
    if one.key == "outcome.ecological" and _BUSINESS.search(said):
        return "社会效益或经济效益"
    level1 = class_key(one.indicator.level1, "class1")
    if level1 and "." in one.key and level1 not in parents(one.key):
        return f"{CLASS_NAMES[parents(one.key)[0]]}（一级）"
    return ""


def _applies(form: Form) -> Iterator[Ruling]:
    none = [one for one in form.indicators if _NONE.match(one.name) or _NONE.match(fold(one.text))]
    if none:
        yield failed(
            APPLIES.id,
            form,
            f"{form.where}{_kinds(none)}指标填的是"
            f"{listed([one.text or one.name for one in none])}；"
            f"不适用的类别可以不填",
            f"{form.where}: {len(none)} indicators only say that there is none",
            [one.place for one in none],
        )


def _named(form: Form) -> Iterator[Ruling]:
    """Indicators whose name is their value."""
    alike = [
        one
        for one in form.indicators
        if not one.prose and one.name and fold(one.text) == one.name and not _NONE.match(one.name)
    ]
    if alike:
        yield failed(
            MEASURED.id,
            form,
            f"{form.where}指标{listed([one.name for one in alike])}的名称与指标值相同；"
            f"三级指标请写衡量的内容",
            f"{form.where}: {len(alike)} indicators have their value for a name",
            [one.place for one in alike],
        )


def _single(form: Form) -> Iterator[Ruling]:
    several = [
        one
        for one in form.indicators
        if not one.prose and len([t for t in one.targets if t.quantity]) > 1
    ]
    if several:
        yield failed(
            SINGLE.id,
            form,
            f"{form.where}指标{listed([one.name for one in several])}一行里有几个值；请分行填写",
            f"{form.where}: {len(several)} rows hold several indicators",
            [one.place for one in several],
        )
