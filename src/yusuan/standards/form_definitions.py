"""Reading the definition of a form set: TOML in, a FormSet out, or a refusal that says where."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import product
from types import MappingProxyType
from typing import Any

from yusuan.ledger import DIMENSIONS, UNITS, Coordinates
from yusuan.standards import classification
from yusuan.standards.dimensions import CODED, members
from yusuan.standards.errors import InvalidDefinition
from yusuan.standards.form_sets import (
    NOTHING,
    ROLES,
    Form,
    FormColumn,
    FormList,
    FormRow,
    FormSection,
    FormSet,
    Meaning,
    NumberStyle,
    field_keys,
)
from yusuan.standards.labels import numbering
from yusuan.standards.vocabulary import senses

_OWN_DIMENSIONS = frozenset(DIMENSIONS) - set(CODED) - {"entity", "unit", "year", "project", "line"}
_SECTION_WORDS = "axis columns rows codes tail levels total total_label total_in flat show names"
_FORM_WORDS = (
    "key number title also means unit decimals thousands zero confidence empty note index section"
    " kind target generation fields goals list repeats like"
)
_SECTION_KEYS = frozenset(_SECTION_WORDS.split())
_FORM_KEYS = _SECTION_KEYS | frozenset(_FORM_WORDS.split())
_SET_KEYS = frozenset({"name", "title", "place", "years", "unit", "number", "note", "form"})
_CODE = re.compile(r"([1-9]\d{2,6})[ 　]*(.*)")


@dataclass(frozen=True, slots=True)
class _Reading:
    """Where the reading of a file stands: what is needed to judge and to complain."""

    file: str
    year: int | None
    key: str = ""

    def at(self, key: object) -> _Reading:
        return replace(self, key=f"{self.key}.{key}".lstrip("."))

    def wrong(self, reason: str) -> InvalidDefinition:
        return InvalidDefinition(self.file, self.key, reason)

    def known(self, given: Iterable[str], allowed: Iterable[str]) -> None:
        unknown = sorted(set(given) - set(allowed))
        if unknown:
            raise self.wrong(f"不认识的键 {'、'.join(unknown)}")


def read(text: str, file: str, other: Callable[[str], FormSet]) -> FormSet:
    """The form set a definition describes; ``other`` finds the sets it refers to with ``like``."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InvalidDefinition(file, "", f"不是合法的 TOML（{error}）") from error
    years = tuple(data.get("years", ()))
    reading = _Reading(file, years[-1] if years else None)
    reading.known(data, _SET_KEYS)
    for key in ("name", "title", "place", "form"):
        if key not in data:
            raise reading.at(key).wrong("缺少这一项")
    unit = _unit(data.get("unit", "万元"), reading)
    plain = Form("", "", unit=unit, style=_style(data.get("number", {}), NumberStyle()))
    plain = replace(plain, note=data.get("note", ""))
    forms: list[Form] = []
    for number, entry in enumerate(data["form"]):
        at = reading.at(f"form[{entry.get('key', number)}]")
        forms.append(_form(entry, _model(entry, plain, forms, at, other), at))
        if [form.key for form in forms].count(forms[-1].key) > 1:
            raise at.wrong("这个 key 已经用过")
    return FormSet(data["name"], data["title"], data["place"], years, unit, tuple(forms))


def _unit(unit: str, reading: _Reading) -> str:
    if unit not in UNITS:
        raise reading.at("unit").wrong(f"不认识的金额单位 {unit}")
    return unit


def _style(data: Mapping[str, Any], style: NumberStyle) -> NumberStyle:
    decimals = data.get("decimals", style.decimals)
    return NumberStyle(
        (decimals, decimals) if isinstance(decimals, int) else (decimals[0], decimals[1]),
        data.get("thousands", style.thousands),
        data.get("zero", style.zero),
    )


def _model(
    data: Mapping[str, Any],
    plain: Form,
    earlier: Iterable[Form],
    reading: _Reading,
    other: Callable[[str], FormSet],
) -> Form:
    """What a form starts from: the form it is ``like``, in this set or another, or a plain one."""
    if "like" not in data:
        return plain
    name, _, key = data["like"].rpartition("/")
    try:
        forms = other(name).forms if name else earlier
        found = next(form for form in forms if form.key == key)
    except (KeyError, StopIteration) as error:
        raise reading.at("like").wrong(f"没有 {data['like']} 这张表") from error
    return replace(found, style=plain.style, note=plain.note) if name else found


def _form(data: Mapping[str, Any], base: Form, reading: _Reading) -> Form:
    reading.known(data, _FORM_KEYS)
    plainly = ("key", "title", "kind", "number", "confidence", "empty", "note", "target")
    same = {name: data[name] for name in (*plainly, "generation", "repeats") if name in data}
    form = replace(base, **same, style=_style(data, base.style))
    if not form.key or not form.title:
        raise reading.wrong("表要有 key 和 title")
    return replace(
        form,
        unit=_unit(data["unit"], reading) if "unit" in data else form.unit,
        also=tuple(data.get("also", form.also)),
        index=tuple(data.get("index", form.index)),
        means=_one(data["means"], reading.at("means")) if "means" in data else form.means,
        sections=_sections(data, reading) or form.sections,
        fields=_fields(data["fields"], reading.at("fields")) if "fields" in data else form.fields,
        goals=_fields(data["goals"], reading.at("goals")) if "goals" in data else form.goals,
        lists=tuple(_list(one, reading) for one in data["list"]) if "list" in data else form.lists,
    )


def _sections(data: Mapping[str, Any], reading: _Reading) -> tuple[FormSection, ...]:
    if "section" in data:
        each = enumerate(data["section"])
        return tuple(_section(one, reading.at(f"section[{index}]")) for index, one in each)
    if "columns" not in data:
        return ()
    own = {key: data[key] for key in _SECTION_KEYS if key in data}
    return (_section(own, reading),)


def _section(data: Mapping[str, Any], reading: _Reading) -> FormSection:
    reading.known(data, _SECTION_KEYS | {"heading", "means"})
    axes = tuple(data.get("axis", "").split())
    for axis in axes:
        if axis not in DIMENSIONS:
            raise reading.at("axis").wrong(f"没有 {axis} 这个维度")
    means = _one(data.get("means", ""), reading.at("means"))
    heading = data.get("heading", "")
    names = MappingProxyType(dict(data.get("names", {})))
    rows = tuple(_row(label, axes, reading.at("rows")) for label in data.get("rows", ()))
    codes = data.get("codes", "").split()
    rows += tuple(_code_row(code, axes, names, reading.at("codes")) for code in codes)
    return FormSection(
        columns=tuple(_column(column, reading.at("columns")) for column in data["columns"]),
        axes=axes,
        heading=heading,
        means=means,
        levels=tuple(data.get("levels", ())),
        rows=rows,
        tail=tuple(_row(label, (), reading.at("tail")) for label in data.get("tail", ())),
        total=data.get("total", "none"),
        total_label=data.get("total_label", "合计"),
        total_in=data.get("total_in", "leading"),
        flat=data.get("flat", False),
        show=data.get("show", "all" if rows else "nonzero"),
        names=names,
    )


def _split(text: str) -> tuple[str, list[str] | None]:
    """「标签 = 含义」; the words of the meaning are None where nothing at all is said of it."""
    label, sign, means = text.partition(" =")
    return label.strip(), means.split() if sign else None


def _column(text: str, reading: _Reading) -> FormColumn:
    label, words = _split(text)
    path = tuple(part.strip() for part in label.split("/"))
    at = reading.at(label)
    if words is None:
        return _understood(path, at)
    role = next((word for word in words if "=" not in word), "amount")
    if role not in ROLES:
        raise at.wrong(f"没有 {role} 这种列")
    return FormColumn(path, role, _meaning([word for word in words if "=" in word], at))


def _understood(path: tuple[str, ...], reading: _Reading) -> FormColumn:
    """A column of which nothing is said means what the vocabulary says of its path."""
    pairs: dict[str, str] = {}
    for label in path:
        found = senses(label, reading.year)
        figures = [one for one in found if one.role in {"member", "total", "amount"}]
        if len({one.coordinates for one in figures}) > 1 or not found:
            raise reading.wrong(f"“{label}”的含义不确定，请用 = 写明")
        if not figures:
            role = found[0].role
            return FormColumn(path, role if role in ROLES else "text")
        pairs.update(figures[0].coordinates)
    return FormColumn(path, "amount", (Coordinates(pairs),))


def _row(text: str, axes: tuple[str, ...], reading: _Reading) -> FormRow:
    label, words = _split(text)
    at = reading.at(label)
    if words is not None:
        meaning = _meaning(words, at)
        coded = [m for one in meaning for d, m in one.items() if d in CODED and d in axes]
        return FormRow(label, meaning, coded[0] if len(coded) == 1 else "")
    if not label:
        return FormRow("", ())
    system = next((axis for axis in axes if axis in CODED), None)
    if system is None:
        raise at.wrong("行的含义不确定，请用 = 写明")
    code = _code_of(label, system, at)
    return FormRow(label, (Coordinates({system: code}),), code)


def _code_of(label: str, system: str, reading: _Reading) -> str:
    """The code a label of a fixed list names: by the code it begins with, or by its name."""
    match = _CODE.fullmatch(label)
    if match:
        _check(system, match[1], reading)
        return match[1]
    found = classification.codes(system).named(numbering(label)[2], reading.year)
    classes = [row.code for row in found if row.level == "类"] or [row.code for row in found]
    if len(classes) != 1:
        raise reading.wrong(f"{reading.year} 年的 {system} 里没有唯一叫这个名字的科目，请用 = 写明")
    return classes[0]


def _code_row(
    code: str, axes: tuple[str, ...], names: Mapping[str, str], reading: _Reading
) -> FormRow:
    system = next((axis for axis in axes if axis in CODED), "")
    _check(system, code, reading)
    found = classification.codes(system).get(code, reading.year)
    return FormRow(
        names.get(code, found.name if found else code), (Coordinates({system: code}),), code
    )


def _fields(entries: Iterable[str], reading: _Reading) -> tuple[FormColumn, ...]:
    return tuple(_field(entry, reading) for entry in entries)


def _field(text: str, reading: _Reading) -> FormColumn:
    label, words = _split(text)
    at = reading.at(label)
    path = tuple(part.strip().replace("∕", "/") for part in label.split("/"))
    words = words or ["text"]
    key = next((word for word in words if "=" not in word), "amount")
    if key not in field_keys():
        raise at.wrong(f"没有 {key} 这种栏目")
    return FormColumn(path, key, _meaning([word for word in words if "=" in word], at))


def _list(data: Mapping[str, Any], reading: _Reading) -> FormList:
    at = reading.at(f"list[{data.get('name', '')}]")
    at.known(data, ("name", "columns", "heading", "total_label"))
    columns = _fields(data["columns"], at)
    return FormList(data["name"], columns, data.get("heading", ""), data.get("total_label", ""))


def _one(text: str, reading: _Reading) -> Coordinates:
    meaning = _meaning(text.split(), reading)
    if len(meaning) > 1:
        raise reading.wrong("这里只能写一个含义，不能用 + 相加")
    return meaning[0]


def _meaning(words: Iterable[str], reading: _Reading) -> Meaning:
    """「nature=basic dept_economic=302+310」: the coordinates whose figures are added up."""
    choices: list[list[tuple[str, str]]] = []
    for word in words:
        dimension, _, several = word.partition("=")
        if dimension not in DIMENSIONS:
            raise reading.wrong(f"没有 {dimension} 这个维度")
        for member in several.split("+"):
            _check(dimension, member, reading)
        choices.append([(dimension, member) for member in several.split("+")])
    return tuple(Coordinates(pairs) for pairs in product(*choices)) or NOTHING


def _check(dimension: str, member: str, reading: _Reading) -> None:
    if dimension in CODED:
        if classification.codes(dimension).get(member, reading.year) is None:
            raise reading.wrong(f"{reading.year} 年的 {dimension} 里没有科目 {member}")
    elif dimension in _OWN_DIMENSIONS and (dimension, member) not in members():
        raise reading.wrong(f"维度 {dimension} 里没有成员 {member}")
