"""The styles of our Word files: Chinese fonts by name, headings, contents, table text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from yusuan.publish.docx_xml import parsed

if TYPE_CHECKING:
    from docx.document import Document

SONG: Final = "宋体"
HEI: Final = "黑体"

_CENTRED: Final = '<w:jc w:val="center"/>'
_LEADER: Final = '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9866"/></w:tabs>'
_LINES: Final = '<w:spacing w:line="400" w:lineRule="exact" w:after="60"/>'
_INDENTED: Final = '<w:ind w:firstLineChars="200" w:firstLine="440"/><w:jc w:val="both"/>'
_HAIR: Final = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'


@dataclass(frozen=True, slots=True)
class _Style:
    """A paragraph style; its size is in half points, its level that of the outline."""

    id: str
    name: str
    font: str
    size: int
    layout: str = ""
    level: int | None = None


def _spaced(before: int, after: int) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}"/>'


_STYLES: Final = (
    _Style("Title", "Title", HEI, 52, _CENTRED),
    _Style("Subtitle", "Subtitle", HEI, 28, _spaced(600, 0) + _CENTRED),
    _Style("ContentsTitle", "目录标题", HEI, 32, _spaced(0, 240) + _CENTRED),
    _Style("Heading1", "heading 1", HEI, 32, _spaced(240, 240) + _CENTRED, 0),
    _Style("Heading2", "heading 2", HEI, 26, _spaced(200, 140), 1),
    _Style("Heading3", "heading 3", HEI, 23, _spaced(160, 100), 2),
    _Style("Heading4", "heading 4", HEI, 21, _spaced(120, 80), 3),
    _Style("BodyText", "Body Text", SONG, 22, _LINES + _INDENTED),
    _Style("TableCaption", "表头说明", SONG, 18, "<w:keepNext/>" + _spaced(0, 60)),
    _Style("TableNote", "表注", SONG, 18, _spaced(80, 0)),
    _Style("TableText", "表内文字", SONG, 18),
    _Style("Picture", "图", HEI, 21, _spaced(120, 60) + _CENTRED),
    _Style("SectionEnd", "节尾", SONG, 2, _HAIR),
    _Style("TOC1", "toc 1", HEI, 22, _LEADER + _spaced(120, 0)),
    _Style("TOC2", "toc 2", SONG, 21, _LEADER + '<w:ind w:left="280"/>'),
    _Style("TOC3", "toc 3", SONG, 21, _LEADER + '<w:ind w:left="560"/>'),
    _Style("Footer", "footer", SONG, 17),
)


def dress(document: Document, language: str) -> None:
    """Replace the styles of the empty document by ours."""
    styles = document.styles.element
    _defaults(styles, language)
    taken = {style.id for style in _STYLES}
    for node in [node for node in styles.style_lst if node.styleId in taken]:
        styles.remove(node)
    for style in _STYLES:
        styles.append(parsed(_style(style)))


def _defaults(styles: Any, language: str) -> None:
    old = styles.find(_w("docDefaults"))
    new = parsed(
        f'<w:docDefaults><w:rPrDefault><w:rPr>{_named(SONG)}<w:sz w:val="21"/>'
        f'<w:szCs w:val="21"/><w:lang w:val="en-US" w:eastAsia="{language}" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    )
    styles.replace(old, new)


def _named(font: str) -> str:
    return f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/>'


def _style(style: _Style) -> str:
    headed = style.level is not None
    outline = f'<w:outlineLvl w:val="{style.level}"/>' if headed else ""
    keep = "<w:keepNext/><w:keepLines/>" if headed else ""
    bold = "<w:b/>" if style.font == HEI and not style.id.startswith("TOC") else ""
    sizes = f'<w:sz w:val="{style.size}"/><w:szCs w:val="{style.size}"/>'
    return (
        f'<w:style w:type="paragraph" w:styleId="{style.id}"><w:name w:val="{style.name}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{keep}{style.layout}{outline}</w:pPr>'
        f"<w:rPr>{_named(style.font)}{bold}{sizes}</w:rPr></w:style>"
    )


def _w(name: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(f"w:{name}"))
