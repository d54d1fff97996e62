"""The package of our Word files: everything in it but the text and its author, made once."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Final

from yusuan.publish.docx_styles import HEI, SONG, dress
from yusuan.publish.docx_xml import parsed

if TYPE_CHECKING:
    from docx.document import Document

FOOTER_ID: Final = "rIdFooter"

#: Where a machine lacks a font, Word and LibreOffice take one of these (word/fontTable.xml).
FALLBACKS: Final = {
    SONG: "SimSun;Songti SC;Noto Serif SC;Source Han Serif SC;Noto Serif CJK SC",
    HEI: "SimHei;Heiti SC;Noto Sans SC;Source Han Sans SC;Noto Sans CJK SC",
}

_FOOTER: Final = (
    '<w:p><w:pPr><w:pStyle w:val="Footer"/><w:jc w:val="center"/></w:pPr>'
    '<w:r><w:t xml:space="preserve">— </w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    '<w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p>'
)


@cache
def package(language: str) -> Mapping[str, bytes]:
    """The parts by name, with our styles, fonts and footer."""
    import docx

    document = docx.Document()
    dress(document, language)
    _footer(document)
    _fonts(document)
    _language(document, language)
    _drop_thumbnail(document)
    made = io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as source:
        return {name: source.read(name) for name in source.namelist()}


def _drop_thumbnail(document: Document) -> None:
    """The template of python-docx shows a picture of itself in file lists."""
    relations = document.part.package.rels
    for key in [key for key, one in relations.items() if one.reltype.endswith("/thumbnail")]:
        del relations[key]


def _footer(document: Document) -> None:
    """The page number; every section refers to this one part by the same id."""
    footer = document.sections[0].footer
    footer.is_linked_to_previous = False
    element = footer._element
    for node in list(element):
        element.remove(node)
    element.append(parsed(_FOOTER))
    relations = document.part.rels
    made = next(key for key, one in relations.items() if one.reltype.endswith("/footer"))
    relation = relations.pop(made)
    relation._rId = FOOTER_ID
    relations[FOOTER_ID] = relation


def _fonts(document: Document) -> None:
    """Say in the font table what may stand in for a font that is not there."""
    part = next(
        one for one in document.part.package.iter_parts() if one.partname.endswith("fontTable.xml")
    )
    rows = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/>'
        '<w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
        for name, others in FALLBACKS.items()
    )
    from docx.oxml.xmlchemy import serialize_for_reading

    part._blob = serialize_for_reading(parsed(f"<w:fonts>{rows}</w:fonts>")).encode()


def _language(document: Document, language: str) -> None:
    """The language of Chinese text, which the theme names too."""
    from docx.oxml.ns import qn

    for node in document.settings.element.findall(qn("w:themeFontLang")):
        node.set(qn("w:eastAsia"), language)
