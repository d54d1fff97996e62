"""The templates of the explanation: one TOML file a form set, read and validated as values.

``general.toml`` holds every section. The file of a form set says what is different there: the
outline (which sections, in which order, at which level, under which heading), the numbering, the
style of figures, the threshold of reasons, and a section of its own where the wording differs.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from yusuan.ledger import UNITS
from yusuan.narrative.language import (
    Condition,
    Division,
    Misspelt,
    Node,
    Placeholder,
    parse_condition,
    parse_division,
    parse_text,
    placeholders,
)
from yusuan.narrative.numbers import Style
from yusuan.standards.dimensions import members
from yusuan.standards.errors import InvalidDefinition
from yusuan.standards.narrative_words import words

_TEMPLATE_KEYS = frozenset(
    ["title", "extends", "numbering", "outline", "style", "reasons", "expand", "section"]
)
_SECTION_KEYS = frozenset(["key", "heading", "required", "needs", "paragraph"])
_PARAGRAPH_KEYS = frozenset(["text", "when", "each"])
_STYLE_KEYS = frozenset(["unit", "decimals", "thousands"])
_REASON_KEYS = frozenset(["rate", "amount", "steady"])
_IN_LOOP = frozenset({"label", "number", "text", "use"})


@dataclass(frozen=True, slots=True)
class Loop:
    """What a paragraph is repeated over: the parts of a figure, or the pieces of a passage."""

    kind: str  # division | passage | costed | glossary
    division: Division | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class ParagraphTemplate:
    """One paragraph, the conditions it is printed under, and what it is repeated over."""

    nodes: tuple[Node, ...]
    when: tuple[Condition, ...] = ()
    each: Loop | None = None


@dataclass(frozen=True, slots=True)
class SectionTemplate:
    """One section; ``needs`` are conditions the clerk has to meet, a problem each where not."""

    key: str
    heading: str
    required: bool = False
    needs: tuple[Condition, ...] = ()
    paragraphs: tuple[ParagraphTemplate, ...] = ()
    level: int = 1


@dataclass(frozen=True, slots=True)
class Reasons:
    """From which change on a reason is required, and up to which rate a figure is 基本持平."""

    rate: Decimal = Decimal(0)  # per cent
    amount: Decimal = Decimal(0)  # 元
    steady: Decimal = Decimal(0)  # per cent


@dataclass(frozen=True, slots=True)
class Template:
    """The sections of one form set, in the order of its outline."""

    name: str
    title: str
    sections: tuple[SectionTemplate, ...]
    numbering: tuple[str, ...]
    style: Style
    reasons: Reasons
    #: dimension → member → the parts it is printed as, where they make it up
    expand: Mapping[str, Mapping[str, tuple[str, ...]]]


def _folder() -> Traversable:
    return resources.files("yusuan.standards") / "data" / "narrative"


@cache
def template_names() -> tuple[str, ...]:
    """The form sets that have a template of their own."""
    files = (entry.name for entry in _folder().iterdir() if entry.name.endswith(".toml"))
    return tuple(sorted(name.removesuffix(".toml") for name in files))


@cache
def template(form_set: str) -> Template:
    """The template of a form set; the general one where it has none of its own."""
    name = form_set if form_set in template_names() else "general"
    return read(_source(name), f"{name}.toml")


def _source(name: str) -> str:
    return (_folder() / f"{name}.toml").read_text(encoding="utf-8")


def read(text: str, file: str) -> Template:
    """A template from TOML, with what it extends; InvalidDefinition names the file and key."""
    definition = _definition(text, file)
    sections = {one.key: one for one in _sections(definition, file)}
    reading = _Reading(file)
    return Template(
        file.removesuffix(".toml"),
        str(definition.get("title", "")),
        tuple(reading.outline(definition.get("outline", ()), sections)),
        tuple(definition.get("numbering", ())),
        reading.style(definition.get("style", {})),
        reading.reasons(definition.get("reasons", {})),
        reading.expansions(definition.get("expand", {})),
    )


def _definition(text: str, file: str) -> dict[str, Any]:
    try:
        own = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InvalidDefinition(file, "TOML", f"不是正确的 TOML：{error}") from error
    _refuse_unknown(own, _TEMPLATE_KEYS, file, "")
    own["section"] = [{**one, "_file": file} for one in own.get("section", [])]
    base = own.get("extends")
    if base is None:
        return own
    if base not in template_names():
        raise InvalidDefinition(file, "extends", f"没有“{base}”这个模板")
    inherited = _definition(_source(base), f"{base}.toml")
    return {**inherited, **own, "section": [*inherited["section"], *own["section"]]}


def _sections(definition: Mapping[str, Any], file: str) -> Iterator[SectionTemplate]:
    for number, one in enumerate(definition["section"], 1):
        yield _Reading(one.get("_file", file)).section(one, number)


def _refuse_unknown(table: Iterable[str], known: frozenset[str], file: str, key: str) -> None:
    for name in table:
        if name not in known and not name.startswith("_"):
            listed = "、".join(sorted(known))
            raise InvalidDefinition(file, f"{key}{name}", f"没有这个键；可用的有：{listed}")


@dataclass(frozen=True, slots=True)
class _Reading:
    """Reads the parts of one file, and names it where one is wrong."""

    file: str

    def section(self, table: Mapping[str, Any], number: int) -> SectionTemplate:
        """One section with its paragraphs."""
        key = str(table.get("key", ""))
        if not key:
            raise InvalidDefinition(self.file, f"section {number}", "没有写 key")
        _refuse_unknown(table, _SECTION_KEYS, self.file, f"{key}.")
        listed = enumerate(table.get("paragraph", ()), 1)
        return SectionTemplate(
            key,
            str(table.get("heading", "")),
            bool(table.get("required", False)),
            tuple(self._condition(one, f"{key}.needs") for one in table.get("needs", ())),
            tuple(self._paragraph(one, f"{key}.paragraph {place}") for place, one in listed),
        )

    def _paragraph(self, table: Mapping[str, Any], key: str) -> ParagraphTemplate:
        _refuse_unknown(table, _PARAGRAPH_KEYS, self.file, f"{key}.")
        each = self._loop(table["each"], f"{key}.each") if "each" in table else None
        nodes = self._text(str(table.get("text", "")), f"{key}.text", each)
        when = table.get("when", ())
        listed = (when,) if isinstance(when, str) else when
        return ParagraphTemplate(
            nodes, tuple(self._condition(one, f"{key}.when") for one in listed), each
        )

    def _text(self, text: str, key: str, each: Loop | None) -> tuple[Node, ...]:
        try:
            nodes = parse_text(text, words())
        except Misspelt as error:
            raise InvalidDefinition(self.file, key, str(error)) from error
        for one in placeholders(nodes):
            if each is None and _needs_loop(one):
                raise InvalidDefinition(self.file, key, f"“{one.kind}”只能写在有 each 的段落里")
        return nodes

    def _loop(self, text: str, key: str) -> Loop:
        kind, _, argument = text.partition(" ")
        if text in ("glossary", "costed"):
            return Loop(kind)
        if kind == "passage":
            if argument not in words()["passage"]:
                raise InvalidDefinition(self.file, key, f"没有“{argument}”这段文字")
            return Loop(kind, key=argument)
        try:
            return Loop("division", parse_division(text))
        except Misspelt as error:
            raise InvalidDefinition(self.file, key, str(error)) from error

    def _condition(self, text: str, key: str) -> Condition:
        try:
            return parse_condition(text, words())
        except Misspelt as error:
            raise InvalidDefinition(self.file, key, str(error)) from error

    def outline(
        self, lines: Iterable[str], sections: Mapping[str, SectionTemplate]
    ) -> Iterator[SectionTemplate]:
        """The sections an outline names: 「2 duties = 部门职能」 is a level, a key, a heading."""
        named = set()
        for line in lines:
            place, _, heading = (part.strip() for part in line.partition("="))
            level, _, key = place.partition(" ")
            if not level.isdigit() or key not in sections:
                raise InvalidDefinition(self.file, f"outline：{line}", "应写成“层级 节的 key”")
            named.add(key)
            one = sections[key]
            yield replace(one, level=int(level), heading=heading or one.heading)
        missing = [one.key for one in sections.values() if one.required and one.key not in named]
        if missing:
            raise InvalidDefinition(self.file, "outline", f"缺少必须公开的节：{'、'.join(missing)}")

    def expansions(self, found: Mapping[str, Any]) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        """Members and the parts they are printed as; every one of them is known."""
        for dimension, each in found.items():
            for member in (one for whole, parts in each.items() for one in (whole, *parts)):
                if (dimension, member) not in members():
                    reason = f"维度“{dimension}”没有成员“{member}”"
                    raise InvalidDefinition(self.file, f"expand.{dimension}", reason)
        return {
            dimension: {member: tuple(parts) for member, parts in each.items()}
            for dimension, each in found.items()
        }

    def style(self, table: Mapping[str, Any]) -> Style:
        """How figures are printed."""
        _refuse_unknown(table, _STYLE_KEYS, self.file, "style.")
        unit = table.get("unit", "万元")
        if unit not in UNITS:
            raise InvalidDefinition(self.file, "style.unit", f"没有“{unit}”这个金额单位")
        fewest, most = table.get("decimals", (0, 2))
        return Style(unit, (int(fewest), int(most)), bool(table.get("thousands", False)))

    def reasons(self, table: Mapping[str, Any]) -> Reasons:
        """The thresholds; amounts are written in 万元, rates in per cent."""
        _refuse_unknown(table, _REASON_KEYS, self.file, "reasons.")
        try:
            read = {name: Decimal(str(value)) for name, value in table.items()}
        except InvalidOperation as error:
            raise InvalidDefinition(self.file, "reasons", "门槛应是数字") from error
        zero = Decimal(0)
        amount = read.get("amount", zero) * UNITS["万元"]
        return Reasons(read.get("rate", zero), amount, read.get("steady", zero))


def _needs_loop(one: Placeholder) -> bool:
    here = one.about.here or one.whole.here
    return one.kind in _IN_LOOP or here or (one.division is not None and one.division.about.here)
