"""What the styles of a DOCX file say: which are headings, which hide their text, which number."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeVar

from lxml import etree

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL: Final = W + "val"

_HEADING: Final = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_LONGEST_CHAIN: Final = 20
_Said = TypeVar("_Said")
_OFF: Final = frozenset({"0", "false", "off", "none"})
_NAMESPACES: Final = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)


def transitional(data: bytes) -> bytes:
    """The XML with the names of "strict" files as all other files have them."""
    for strict, usual in _NAMESPACES:
        data = data.replace(strict, usual)
    return data


def is_on(parent: etree._Element | None, name: str) -> bool | None:
    """A switch such as w:vanish: on, off, or None where it is not said."""
    found = None if parent is None else parent.find(W + name)
    if found is None:
        return None
    return found.get(VAL, "1").lower() not in _OFF


def integer(node: etree._Element | None, name: str = VAL) -> int | None:
    """The whole number an attribute holds; None where there is none."""
    text = "" if node is None else node.get(name) or ""
    return int(text) if re.fullmatch(r"-?\d{1,9}", text) else None


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles by their ids, with what each takes from those it is based on."""

    levels: Mapping[str, int] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()
    numbers: Mapping[str, tuple[str, int]] = field(default_factory=dict)

    def level(self, paragraph: etree._Element) -> int | None:
        """The level of a heading, from the paragraph itself or from its style; 1 is the highest."""
        properties = paragraph.find(W + "pPr")
        if properties is None:
            return None
        direct = integer(properties.find(W + "outlineLvl"))
        if direct is not None:
            return direct + 1 if 0 <= direct < 9 else None
        return self.levels.get(style_of(properties, "pStyle"))


def style_of(properties: etree._Element | None, name: str) -> str:
    """The id of the style that paragraph or run properties name; empty for none."""
    found = None if properties is None else properties.find(W + name)
    return "" if found is None else found.get(VAL, "")


def read_styles(root: etree._Element) -> Styles:
    """The styles of a styles part."""
    nodes = {each.get(W + "styleId", ""): each for each in root.iter(W + "style")}
    levels = {key: level for key in nodes if (level := _inherited(nodes, key, _level))}
    hidden = frozenset(key for key in nodes if _inherited(nodes, key, _vanish))
    numbers = {key: number for key in nodes if (number := _inherited(nodes, key, _number))}
    return Styles(levels, hidden, numbers)


def _inherited(
    nodes: Mapping[str, etree._Element], key: str, said: Callable[[etree._Element], _Said | None]
) -> _Said | None:
    """What the style says, or the nearest it is based on."""
    for _ in range(_LONGEST_CHAIN):
        node = nodes.get(key)
        if node is None:
            return None
        found = said(node)
        if found is not None:
            return found
        key = style_of(node, "basedOn")
    return None


def _level(style: etree._Element) -> int | None:
    outline = integer(style.find(f"{W}pPr/{W}outlineLvl"))
    if outline is not None:
        return outline + 1 if 0 <= outline < 9 else 0
    name = style_of(style, "name")
    found = _HEADING.fullmatch(name.strip())
    if found:
        return int(found[1])
    return 1 if name.strip().lower() in {"title", "标题"} else None


def _vanish(style: etree._Element) -> bool | None:
    return is_on(style.find(W + "rPr"), "vanish")


def _number(style: etree._Element) -> tuple[str, int] | None:
    properties = style.find(f"{W}pPr/{W}numPr")
    if properties is None:
        return None
    return style_of(properties, "numId"), integer(properties.find(W + "ilvl")) or 0
