"""The pieces of WordprocessingML that our Word files are made of, as strings."""

from __future__ import annotations

import re
from typing import Any, Final
from xml.sax.saxutils import escape

from yusuan.publish.volume_layout import MARGIN, Page

NAMESPACES: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
FIELD_END: Final = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
#: What XML 1.0 cannot hold; such characters print nothing anyway.
_UNSAYABLE: Final = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TAG: Final = re.compile(r"<(w:\w+)")


def parsed(xml: str) -> Any:
    """An element that python-docx understands."""
    from docx.oxml import parse_xml

    return parse_xml(_TAG.sub(rf"<\1 {NAMESPACES}", xml, count=1))


def sayable(text: str) -> str:
    """A text without the control characters no XML file can hold."""
    return _UNSAYABLE.sub("", text)


def twips(points: float) -> int:
    """Points as twentieths of a point."""
    return round(points * 20)


def text_width(page: Page) -> int:
    """The width between the margins of a page, in twentieths of a point."""
    return twips(page.room)


def run(text: str, properties: str = "") -> str:
    """A text; its lines are kept as breaks and its tabs as tabs."""
    if not text:
        return ""
    lines = (
        "<w:tab/>".join(
            f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in line.split("\t")
        )
        for line in sayable(text).splitlines()
    )
    return f"<w:r>{properties}{'<w:br/>'.join(lines)}</w:r>"


def paragraph(
    inner_runs: str,
    *,
    style: str,
    fresh: bool = False,
    centred: bool = False,
    tab: int = 0,
    before: int = 0,
    keep: bool = False,
    inner: str = "",
) -> str:
    """A paragraph of runs; ``inner`` is the section it ends, ``fresh`` begins a page.

    One to ``keep`` stands on the page of the next.
    """
    properties = [f'<w:pStyle w:val="{style}"/>']
    if keep:
        properties.append("<w:keepNext/>")
    if fresh:
        properties.append("<w:pageBreakBefore/>")
    if tab:
        properties.append(f'<w:tabs><w:tab w:val="right" w:pos="{tab}"/></w:tabs>')
    if before:
        properties.append(f'<w:spacing w:before="{before}"/>')
    if centred:
        properties.append('<w:jc w:val="center"/>')
    properties.append(inner)
    return f"<w:p><w:pPr>{''.join(properties)}</w:pPr>{inner_runs}</w:p>"


def bookmark(name: str, inner: str) -> str:
    """Runs that the contents lead to."""
    number = re.sub(r"\D", "", name)
    return (
        f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{inner}<w:bookmarkEnd w:id="{number}"/>'
    )


def field(instruction: str) -> str:
    """The beginning of a field; what it had for a result follows, then FIELD_END."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


def section(page: Page, footer: str, *, titled: bool = False) -> str:
    """The properties of a section: a page, its margins, its footer (not on a title page)."""
    turned = ' w:orient="landscape"' if page.landscape else ""
    margin = twips(MARGIN)
    edges = "".join(f' w:{side}="{margin}"' for side in ("top", "right", "bottom", "left"))
    return (
        f'<w:sectPr><w:footerReference w:type="default" r:id="{footer}"/>'
        '<w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{twips(page.width)}" w:h="{twips(page.height)}"{turned}/>'
        f'<w:pgMar{edges} w:header="567" w:footer="567" w:gutter="0"/>'
        f"{'<w:titlePg/>' if titled else ''}</w:sectPr>"
    )
