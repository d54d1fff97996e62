"""The text of a piece of a web page as a browser shows it, and what a browser does not show."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

BLOCKS: Final = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1",
    "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu",
    "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead",
    "tr", "ul",
})  # fmt: skip
_SILENT: Final = frozenset({
    "script", "style", "template", "noscript", "head", "title", "meta", "link", "iframe", "object",
    "embed", "audio", "video", "svg", "canvas", "map", "datalist", "noframes", "base",
})  # fmt: skip
_HIDING: Final = re.compile(
    r"(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all)", re.IGNORECASE
)
_MEDIA: Final = re.compile(r"@[\w-]+[^{;]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_RULE: Final = re.compile(r"([^{}]{1,2000})\{([^{}]{0,5000})\}")
_SIMPLE: Final = re.compile(r"(\w*)([.#])([\w-]+)")
_WIDE: Final = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]"
_WRAPPED: Final = re.compile(rf"(?<={_WIDE})[ \t]*[\r\n]+[ \t\r\n]*(?={_WIDE})")
_SPACE: Final = re.compile(r"[ \t\r\n\f]+")
_INDENTED: Final = re.compile(r"\n[ \t]*\n\s*|\n(?=[\u3000\xa0]{2})")


@dataclass(slots=True)
class Visible:
    """What the page hides: the classes and ids its styles hide, and what was met of it."""

    classes: frozenset[str] = frozenset()
    ids: frozenset[str] = frozenset()
    hidden: set[etree._Element] = field(default_factory=set)

    def shows(self, node: etree._Element) -> bool:
        """Whether a browser shows the element; text that it does not show is kept count of."""
        if not isinstance(node.tag, str) or node.tag in _SILENT:
            return False
        if not self._hides(node):
            return True
        if any(text.strip() for text in node.itertext()):
            self.hidden.add(node)
        return False

    def _hides(self, node: etree._Element) -> bool:
        named = node.attrib
        if "hidden" in named or _HIDING.search(named.get("style", "")):
            return True
        if named.get("id") in self.ids:
            return True
        return bool(self.classes) and not self.classes.isdisjoint(named.get("class", "").split())


def read_visible(root: etree._Element) -> Visible:
    """What the simple rules of the page's own styles hide (``.name`` and ``#name``)."""
    hidden: dict[str, set[str]] = {".": set(), "#": set()}
    for node in root.iter("style"):
        for selectors, body in _RULE.findall(_MEDIA.sub("", node.text or "")):
            if _HIDING.search(body):
                for found in map(_SIMPLE.fullmatch, map(str.strip, selectors.split(","))):
                    if found and not found[1]:
                        hidden[found[2]].add(found[3])
    return Visible(frozenset(hidden["."]), frozenset(hidden["#"]))


def squeezed(text: str) -> str:
    """Text with its spaces as a browser shows them; a wrap within Chinese text is no space."""
    return _SPACE.sub(" ", _WRAPPED.sub("", text))


def own_text(node: etree._Element) -> Callable[[str], str]:
    """How the text that stands directly in an element is shown: as it is in a pre."""
    return str if node.tag == "pre" else squeezed


def tidy(pieces: Iterable[str]) -> str:
    """The pieces as lines: no spaces at their ends, no empty lines."""
    lines = "".join(pieces).replace("\xa0", " ").split("\n")
    return "\n".join(line for line in map(str.strip, lines) if line)


def paragraphs(pieces: Iterable[str]) -> Iterator[str]:
    """The paragraphs of running text: parted by empty lines and by indented ones."""
    parts = (tidy([part]) for part in _INDENTED.split("".join(pieces)))
    return (part for part in parts if part)


def gather(node: etree._Element, visible: Visible, pieces: list[str]) -> None:
    """Add the text of an element's inside, blocks on lines of their own."""
    own = own_text(node)
    pieces.append(own(node.text or ""))
    for child in node:
        if visible.shows(child):
            add_element(child, visible, pieces)
        pieces.append(own(child.tail or ""))


def add_element(node: etree._Element, visible: Visible, pieces: list[str]) -> None:
    """Add the text of one shown element."""
    if node.tag == "br":
        pieces.append("\n")
    elif node.tag in _CONTROLS:
        pieces.append(_control(node))
    elif node.tag in ("td", "th"):
        gather(node, visible, pieces)
        pieces.append(" ")
    else:
        edge = "\n" if node.tag in BLOCKS else ""
        pieces.append(edge)
        gather(node, visible, pieces)
        pieces.append(edge)


_CONTROLS: Final = frozenset({"input", "select", "textarea"})


def _control(node: etree._Element) -> str:
    """What a form's control shows: a box, the text typed in, the choice made."""
    kind = node.get("type", "text").lower()
    if node.tag == "input" and kind in {"checkbox", "radio"}:
        return "☑" if "checked" in node.attrib else "☐"
    if node.tag == "input":
        return squeezed(node.get("value", "")) if kind in {"text", "number", "date"} else ""
    if node.tag == "textarea":
        return node.text or ""
    options = [each for each in node.iter("option") if "selected" in each.attrib]
    return squeezed("".join(options[0].itertext())) if options else ""
