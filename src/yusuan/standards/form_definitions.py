"""Reading the definition of a form set: TOML in, a FormSet out, or a refusal that says where.

A label is written 「标签 = 含义」: 「基本支出/小计 = nature=basic」 is a column under a heading,
「科目名称 = name」 one that holds names, 「总计 =」 one that adds nothing to what its table means;
「302+310」 adds figures up. A label alone means what the vocabulary and the classifications of
the year say. 「@name」 stands for a list of ``[shared]``; ``like`` starts from another form.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, replace
from types import MappingProxyType
from typing import Any

from yusuan.ledger import DIMENSIONS, UNITS, Coordinates
from yusuan.standards import classification
from yusuan.standards.dimensions import CODED
from yusuan.standards.errors import InvalidDefinition
from yusuan.standards.form_layouts import above, layout
from yusuan.standards.form_meanings import (
    Reading,
    check,
    code_of,
    meaning_of,
    one_of,
    split,
    understood,
)
from yusuan.standards.form_sets import (
    ROLES,
    Form,
    FormColumn,
    FormList,
    FormRow,
    FormSection,
    FormSet,
    NumberStyle,
    field_keys,
)

_SECTION_WORDS = (
    "axis columns rows codes tail tail_over levels total total_label total_in flat"
    " outline beside show names gap"
)
_FORM_WORDS = (
    "key number title also means unit decimals thousands zero empty_total confidence empty note"
    " index section kind target generation fields goals list repeats like layout above boxes"
)
_SECTION_KEYS = frozenset(_SECTION_WORDS.split())
_FORM_KEYS = _SECTION_KEYS | frozenset(_FORM_WORDS.split())
_SET_KEYS = frozenset(
    ["name", "title", "place", "years", "unit", "number", "note", "shared", "form"]
)

_CHOICES = {
    "total": ("none", "first", "last"),
    "total_in": ("leading", "name"),
    "show": ("nonzero", "all"),
}


def read(text: str, file: str, other: Callable[[str], FormSet]) -> FormSet:
    """The form set a definition describes; ``other`` finds the sets it refers to with ``like``."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InvalidDefinition(file, "", f"不是合法的 TOML（{error}）") from error
    years = tuple(data.get("years", ()))
    reading = Reading(file, years[-1] if years else None, data.get("shared", {}))
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


def _unit(unit: str, reading: Reading) -> str:
    if unit not in UNITS:
        raise reading.at("unit").wrong(f"不认识的金额单位 {unit}")
    return unit


def _style(data: Mapping[str, Any], style: NumberStyle) -> NumberStyle:
    decimals = data.get("decimals", style.decimals)
    return NumberStyle(
        (decimals, decimals) if isinstance(decimals, int) else (decimals[0], decimals[1]),
        data.get("thousands", style.thousands),
        data.get("zero", style.zero),
        data.get("empty_total", style.empty_total),
    )


def _model(
    data: Mapping[str, Any],
    plain: Form,
    earlier: Iterable[Form],
    reading: Reading,
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


def _form(data: Mapping[str, Any], base: Form, reading: Reading) -> Form:
    reading.known(data, _FORM_KEYS)
    reading.at("kind").known({data.get("kind", "table")}, ("table", "target"))
    plainly = ("key", "title", "kind", "number", "confidence", "empty", "note", "target")
    same = {name: data[name] for name in (*plainly, "generation", "repeats") if name in data}
    form = replace(base, **same, style=_style(data, base.style))
    if not form.key or not form.title:
        raise reading.wrong("表要有 key 和 title")
    form = replace(
        form,
        unit=_unit(data["unit"], reading) if "unit" in data else form.unit,
        also=tuple(data.get("also", form.also)),
        index=tuple(data.get("index", form.index)),
        means=one_of(data["means"], reading.at("means")) if "means" in data else form.means,
        sections=_sections(data, reading) or form.sections,
        fields=_fields(data["fields"], reading.at("fields")) if "fields" in data else form.fields,
        goals=_fields(data["goals"], reading.at("goals")) if "goals" in data else form.goals,
        lists=tuple(_list(one, reading) for one in data["list"]) if "list" in data else form.lists,
        boxes=_boxes(data["boxes"]) if "boxes" in data else form.boxes,
    )
    reading.at("boxes").known(form.boxes, {column.leaf for column in form.fields})
    if form.kind == "table":
        return form
    drawn = data.get("layout", form.layout.drawn if form.layout else "")
    return replace(
        form,
        layout=layout(drawn, form, reading.at("layout")),
        above=above(data["above"], form, reading.at("above")) if "above" in data else form.above,
    )


def _boxes(given: Mapping[str, list[str]]) -> Mapping[str, tuple[str, ...]]:
    return MappingProxyType({label: tuple(options) for label, options in given.items()})


def _sections(data: Mapping[str, Any], reading: Reading) -> tuple[FormSection, ...]:
    if "section" in data:
        each = enumerate(data["section"])
        return tuple(_section(one, reading.at(f"section[{index}]")) for index, one in each)
    if "columns" not in data:
        return ()
    own = {key: data[key] for key in _SECTION_KEYS if key in data}
    return (_section(own, reading),)


def _section(data: Mapping[str, Any], reading: Reading) -> FormSection:
    reading.known(data, _SECTION_KEYS | {"heading", "means"})
    axes = tuple(data.get("axis", "").split())
    for axis in axes:
        if axis not in DIMENSIONS:
            raise reading.at("axis").wrong(f"没有 {axis} 这个维度")
    for key, allowed in _CHOICES.items():
        reading.at(key).known({data.get(key, allowed[0])}, allowed)
    if "columns" not in data:
        raise reading.at("columns").wrong("缺少这一项")
    names = MappingProxyType(dict(data.get("names", {})))
    at = reading.at("rows")
    rows = tuple(_row(label, axes, at) for label in reading.entries(data.get("rows", ())))
    codes = data.get("codes", "").split()
    rows += tuple(_code_row(code, axes, names, reading.at("codes")) for code in codes)
    columns = reading.entries(data["columns"])
    tail = reading.entries(data.get("tail", ()))
    plainly = ("heading", "total", "total_label", "total_in", "tail_over", "flat", "gap")
    return FormSection(
        columns=tuple(_column(column, reading.at("columns")) for column in columns),
        axes=axes,
        means=one_of(data.get("means", ""), reading.at("means")),
        levels=tuple(data.get("levels", ())),
        rows=rows,
        tail=tuple(_row(label, (), reading.at("tail")) for label in tail),
        show=data.get("show", "all" if rows else "nonzero"),
        outline=_outline(data.get("outline", ()), axes, reading.at("outline")),
        beside=_beside(data.get("beside", ""), axes, reading.at("beside")),
        names=names,
        **{key: data[key] for key in plainly if key in data},
    )


def _outline(
    steps: Iterable[str], axes: tuple[str, ...], reading: Reading
) -> tuple[tuple[str, ...], ...]:
    outline = tuple(tuple(step.split()) for step in steps)
    reading.known({axis for step in outline for axis in step}, axes)
    return outline


def _beside(text: str, axes: tuple[str, ...], reading: Reading) -> tuple[str, ...]:
    beside = tuple(text.split())
    reading.known(beside, axes)
    return beside


def _column(text: str, reading: Reading) -> FormColumn:
    label, words = split(text)
    path = tuple(part.strip() for part in label.split("/"))
    at = reading.at(label)
    if words is None:
        return understood(path, at)
    role = next((word for word in words if "=" not in word), "amount")
    if role not in ROLES:
        raise at.wrong(f"没有 {role} 这种列")
    return FormColumn(path, role, meaning_of([word for word in words if "=" in word], at))


def _row(text: str, axes: tuple[str, ...], reading: Reading) -> FormRow:
    label, words = split(text)
    at = reading.at(label)
    if words is not None:
        meaning = meaning_of(words, at)
        coded = [m for one in meaning for d, m in one.items() if d in CODED and d in axes]
        return FormRow(label, meaning, coded[0] if len(coded) == 1 else "")
    if not label:
        return FormRow("", ())
    system = next((axis for axis in axes if axis in CODED), None)
    if system is None:
        raise at.wrong("行的含义不确定，请用 = 写明")
    code = code_of(label, system, at)
    return FormRow(label, (Coordinates({system: code}),), code)


def _code_row(
    code: str, axes: tuple[str, ...], names: Mapping[str, str], reading: Reading
) -> FormRow:
    system = next((axis for axis in axes if axis in CODED), "")
    check(system, code, reading)
    found = classification.codes(system).get(code, reading.year)
    return FormRow(
        names.get(code, found.name if found else code), (Coordinates({system: code}),), code
    )


def _fields(entries: Iterable[str], reading: Reading) -> tuple[FormColumn, ...]:
    return tuple(_field(entry, reading) for entry in reading.entries(entries))


def _field(text: str, reading: Reading) -> FormColumn:
    label, words = split(text)
    at = reading.at(label)
    path = tuple(part.strip().replace("∕", "/") for part in label.split("/"))
    words = words or ["text"]
    key = next((word for word in words if "=" not in word), "amount")
    if key not in field_keys():
        raise at.wrong(f"没有 {key} 这种栏目")
    return FormColumn(path, key, meaning_of([word for word in words if "=" in word], at))


def _list(data: Mapping[str, Any], reading: Reading) -> FormList:
    at = reading.at(f"list[{data.get('name', '')}]")
    at.known(data, {one.name for one in fields(FormList)})
    given = {**data, "columns": _fields(data["columns"], at)}
    given["repeated"] = tuple(data.get("repeated", "").split())
    at.at("repeated").known(given["repeated"], ("level1", "level2"))
    given["names"] = MappingProxyType(dict(data.get("names", {})))
    return FormList(**given)
