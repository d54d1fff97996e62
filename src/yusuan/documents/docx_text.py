"""The text of a DOCX paragraph as a reader sees it, and what is not to be seen."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from yusuan.documents.docx_numbering import Numbering
from yusuan.documents.docx_styles import Styles, W, is_on, style_of

MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_MATH: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_PICTURES: Final = (
    "{http://schemas.openxmlformats.org/drawingml/2006/main}blip",
    "{urn:schemas-microsoft-com:vml}imagedata",
)
_CHECKED: Final = "☑"
_UNCHECKED: Final = "☐"
_OPEN: Final = frozenset(
    W + name
    for name in ("hyperlink", "smartTag", "fldSimple", "customXml", "dir", "bdo", "sdtContent", "r")
)
_INSERTED: Final = frozenset({W + "ins", W + "moveTo"})
DELETED: Final = frozenset({W + "del", W + "moveFrom"})
_SIGNS: Final[Mapping[str, Mapping[int, str]]] = {
    "wingdings": {
        0x6F: "☐", 0x71: "☐", 0x72: "☐", 0xA8: "☐", 0xFE: "☑", 0xFD: "☒", 0xFC: "✓", 0xFB: "✗",
        0x6C: "●", 0x6E: "■", 0x77: "◆", 0xA1: "○", 0xD8: "➢", 0xE0: "→",
    },
    "wingdings 2": {
        0x2A: "☐", 0x30: "☐", 0xA3: "☐", 0x52: "☑", 0x54: "☒", 0x53: "☒", 0x50: "✓", 0x4F: "✗",
    },
    "symbol": {0xB7: "•", 0xD7: "×", 0xB8: "÷", 0xB3: "≥", 0xA3: "≤", 0xB1: "±", 0xA5: "∞"},
}  # fmt: skip


@dataclass(slots=True)
class Reading:
    """What is known, and what is gathered, while a document is read from its start to its end."""

    styles: Styles = field(default_factory=Styles)
    numbering: Numbering = field(default_factory=Numbering)
    hidden: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    fields: list[bool] = field(default_factory=list)  # of each open field: is it its result?
    changed: bool = False
    pictures: int = 0
    embedded: int = 0
    cut: int = 0
    paragraphs: int = 0
    tables: int = 0

    def aside(self) -> Reading:
        """A reading of what will be read again in its own place: what it counts is dropped."""
        return Reading(self.styles, copy.deepcopy(self.numbering))

    def take_boxes(self) -> list[etree._Element]:
        """The text boxes met since the last time, to be read where they are anchored."""
        boxes, self.boxes = self.boxes, []
        return boxes


def paragraph_text(paragraph: etree._Element, reading: Reading, *, bare_number: bool = True) -> str:
    """The text of a paragraph, with its automatic number; tabs are spaces, breaks are lines.

    A number before no text at all is shown only where ``bare_number`` says so, as in a cell.
    """
    label = reading.numbering.next_label(paragraph, reading.styles)
    hiding = reading.styles.hidden
    vanished = bool(hiding) and style_of(paragraph.find(W + "pPr"), "pStyle") in hiding
    parts: list[str] = []
    _gather(paragraph, reading, parts, vanished=vanished)
    reading.fields = [True for _ in reading.fields]
    text = "".join(parts).strip()
    return label + text if text or bare_number else ""


def _gather(node: etree._Element, reading: Reading, parts: list[str], *, vanished: bool) -> None:
    for child in node:
        tag = child.tag
        if tag == W + "t":
            _say(_in_font(child.text or "", node), reading, parts, vanished=vanished)
        elif tag in _PIECES:
            _say(_PIECES[tag](child), reading, parts, vanished=vanished)
        elif tag == W + "r":
            _gather(child, reading, parts, vanished=_is_hidden(child, reading, vanished=vanished))
        elif tag == W + "sdt":
            _control(child, reading, parts, vanished=vanished)
        elif tag in _OPEN or tag in _INSERTED or tag == MC + "AlternateContent":
            reading.changed |= tag in _INSERTED
            _gather(chosen(child), reading, parts, vanished=vanished)
        else:
            _other(child, reading, parts, vanished=vanished)


def _other(child: etree._Element, reading: Reading, parts: list[str], *, vanished: bool) -> None:
    tag = child.tag
    if tag in DELETED:
        reading.changed = True
    elif tag == W + "fldChar":
        _field(child, reading, parts, vanished=vanished)
    elif tag in (W + "drawing", W + "pict", W + "object"):
        _drawing(child, reading)
    elif tag == W + "ruby":
        for base in child.iter(W + "rubyBase"):
            _gather(base, reading, parts, vanished=vanished)
    elif isinstance(tag, str) and tag.startswith(_MATH):
        parts.extend(each.text or "" for each in child.iter(_MATH + "t"))


def chosen(node: etree._Element) -> etree._Element:
    """The branch of alternative contents that is read; any other node is itself."""
    if node.tag != MC + "AlternateContent":
        return node
    for name in ("Choice", "Fallback"):
        branch = node.find(MC + name)
        if branch is not None and len(branch):
            return branch
    return node


def _say(text: str, reading: Reading, parts: list[str], *, vanished: bool) -> None:
    if not all(reading.fields):
        return
    if vanished:
        reading.hidden.extend([text] if text.strip() else [])
    else:
        parts.append(text)


def _is_hidden(run: etree._Element, reading: Reading, *, vanished: bool) -> bool:
    properties = run.find(W + "rPr")
    if properties is None:
        return vanished
    direct = is_on(properties, "vanish")
    if direct is not None:
        return direct
    hiding = reading.styles.hidden
    return vanished or (bool(hiding) and style_of(properties, "rStyle") in hiding)


def _in_font(text: str, run: etree._Element) -> str:
    """The text of a run, with the letters of a picture font as the signs they show."""
    fonts = run.find(f"{W}rPr/{W}rFonts")
    signs = None if fonts is None else _SIGNS.get(fonts.get(W + "ascii", "").lower())
    if not signs:
        return text
    return "".join(signs.get(ord(char) & 0xFF, char) if _is_sign(char) else char for char in text)


def _is_sign(char: str) -> bool:
    return " " < char <= "\xff" or "\uf020" <= char <= "\uf0ff"


def _break(node: etree._Element) -> str:
    return "" if node.get(W + "type") in {"page", "column"} else "\n"


def _sign(node: etree._Element) -> str:
    """The character a symbol of a picture font stands for; □ where it is not known."""
    font = node.get(W + "font", "").lower()
    try:
        code = int(node.get(W + "char", ""), 16)
    except ValueError:
        return ""
    known = _SIGNS.get(font, {}).get(code & 0xFF)
    if known:
        return known
    return chr(code) if code < 0xD800 else "□"


_PIECES: Final[Mapping[object, Callable[[etree._Element], str]]] = {
    W + "tab": lambda _: " ",
    W + "ptab": lambda _: " ",
    W + "br": _break,
    W + "cr": lambda _: "\n",
    W + "noBreakHyphen": lambda _: "-",
    W + "sym": _sign,
}


def _control(
    control: etree._Element, reading: Reading, parts: list[str], *, vanished: bool
) -> None:
    box = checkbox(control)
    if box:
        _say(box, reading, parts, vanished=vanished)
        return
    for content in control.iterfind(W + "sdtContent"):
        _gather(content, reading, parts, vanished=vanished)


def checkbox(control: etree._Element) -> str:
    """The box a content control shows; empty where it is no check box."""
    found = control.find(f"{W}sdtPr/{_W14}checkbox")
    if found is None:
        return ""
    state = found.find(_W14 + "checked")
    ticked = state is not None and state.get(_W14 + "val", "1") in {"1", "true", "on"}
    return _CHECKED if ticked else _UNCHECKED


def _field(node: etree._Element, reading: Reading, parts: list[str], *, vanished: bool) -> None:
    """A field shows its result, not its code; an old form's check box shows its state."""
    kind = node.get(W + "fldCharType")
    box = node.find(f"{W}ffData/{W}checkBox")
    if kind == "begin":
        if box is not None:
            state = is_on(box, "checked")
            ticked = is_on(box, "default") if state is None else state
            _say(_CHECKED if ticked else _UNCHECKED, reading, parts, vanished=vanished)
        reading.fields.append(False)
    elif kind == "separate" and reading.fields:
        reading.fields[-1] = True
    elif kind == "end" and reading.fields:
        reading.fields.pop()


def _drawing(node: etree._Element, reading: Reading) -> None:
    boxes = list(node.iter(W + "txbxContent"))
    outer = [each for each in boxes if not any(up in boxes for up in each.iterancestors())]
    reading.boxes.extend(outer)
    reading.pictures += any(next(node.iter(name), None) is not None for name in _PICTURES)
