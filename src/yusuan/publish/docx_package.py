"""The package of our Word files: everything in it but the text and its author, made once."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Final

from yusuan.publish.docx_styles import HEI, SONG, dress
from yusuan.publish.docx_xml import FIELD_END, field, parsed

if TYPE_CHECKING:
    from docx.document import Document

FOOTER_ID: Final = "rIdFooter"

#: What Word takes where a font is not there: the other name of each (Word reads one name only, of
#: at most 31 characters), then what is most like it by its class (panose) and its characters.
_FONTS: Final = {
    SONG: ("SimSun", "02010600030101010101", "auto", "variable"),
    HEI: ("SimHei", "02010609060101010101", "modern", "fixed"),
}
#: What the template of python-docx has and nobody needs: a picture of itself, a bibliography, and
#: a second table of styles, which Word takes for damage where it differs from the first.
_NEEDLESS: Final = ("/thumbnail", "/customXml", "/stylesWithEffects")

_FOOTER: Final = (
    '<w:p><w:pPr><w:pStyle w:val="Footer"/><w:jc w:val="center"/></w:pPr>'
    '<w:r><w:t xml:space="preserve">— </w:t></w:r>'
    f"{field('PAGE')}<w:r><w:t>1</w:t></w:r>{FIELD_END}"
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
    _settings(document, language)
    _drop_needless(document)
    made = io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as source:
        return {name: source.read(name) for name in source.namelist()}


def _drop_needless(document: Document) -> None:
    for relations in (document.part.package.rels, document.part.rels):
        for key, one in list(relations.items()):
            if one.reltype.endswith(_NEEDLESS):
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
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:panose1 w:val="{panose}"/>'
        f'<w:charset w:val="86"/><w:family w:val="{family}"/><w:pitch w:val="{pitch}"/></w:font>'
        for name, (other, panose, family, pitch) in _FONTS.items()
    )
    from docx.oxml.xmlchemy import serialize_for_reading

    part._blob = serialize_for_reading(parsed(f"<w:fonts>{rows}</w:fonts>")).encode()


def _settings(document: Document, language: str) -> None:
    """Chinese text, Chinese punctuation, and a Word of our days (or 「兼容模式」 is shown)."""
    from docx.oxml.ns import qn

    settings = document.settings.element
    for node in settings.findall(qn("w:themeFontLang")):
        node.set(qn("w:eastAsia"), language)
    for node in settings.findall(qn("w:characterSpacingControl")):
        node.set(qn("w:val"), "compressPunctuation")
    for node in settings.iter(qn("w:compatSetting")):
        if node.get(qn("w:name")) == "compatibilityMode":
            node.set(qn("w:val"), "15")
