"""Word refuses a file whose properties stand in another order than the schema's (ISO 29500-1)."""

import io
import zipfile
from collections.abc import Iterator

import pytest
from lxml import etree

from tests.publish.volumes import example, small
from yusuan.publish import docx
from yusuan.publish.volume import Volume

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

#: The children of an element in the order of the schema, as far as we write any of them.
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr "
    "suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct "
    "topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind "
    "contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint "
    "noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect "
    "bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW "
    "jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption "
    "tblDescription",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection "
    "tcFitText vAlign hideMark",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc "
    "pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi "
    "rtlGutter docGrid printerSettings",
    "tblBorders": "top left start bottom right end insideH insideV",
    "tblCellMar": "top left start bottom right end",
    "tbl": "tblPr tblGrid tr",
    "tr": "tblPrEx trPr tc",
    "tc": "tcPr p",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden "
    "unhideWhenUsed qFormat locked personal personalCompose personalReply rsid pPr rPr tblPr trPr "
    "tcPr tblStylePr",
    "font": "altName panose1 charset family notTrueType pitch sig embedRegular embedBold",
}
PARTS = ("word/document.xml", "word/styles.xml", "word/footer1.xml", "word/fontTable.xml")


def parts(volume: Volume) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(docx.write(volume)))


def disorder(node: etree._Element) -> Iterator[str]:
    for one in node.iter(*(W + name for name in ORDER)):
        name = etree.QName(one).localname
        order = ORDER[name].split()
        children = [etree.QName(child).localname for child in one]
        if children != sorted(children, key=order.index):
            yield f"{name}: {children}"


@pytest.mark.parametrize("volume", [small(), example()[0]], ids=["small", "example"])
def test_every_property_stands_where_the_schema_has_it(volume: Volume) -> None:
    package = parts(volume)
    roots = [etree.fromstring(package.read(name)) for name in PARTS]
    assert [line for root in roots for line in disorder(root)] == []


def test_a_property_out_of_order_would_be_found() -> None:
    wrong = etree.fromstring(f'<w:pPr xmlns:w="{W[1:-1]}"><w:jc/><w:pStyle/></w:pPr>')
    assert list(disorder(wrong)) == ["pPr: ['jc', 'pStyle']"]


def test_a_cell_ends_with_a_paragraph_and_the_text_with_a_section() -> None:
    body = etree.fromstring(parts(example()[0]).read("word/document.xml"))[0]
    assert body[-1].tag == W + "sectPr"
    assert all(cell[-1].tag == W + "p" for cell in body.iter(W + "tc"))


def test_the_columns_of_every_row_add_up_to_the_grid() -> None:
    body = etree.fromstring(parts(example()[0]).read("word/document.xml"))
    for table in body.iter(W + "tbl"):
        columns = len(table.find(W + "tblGrid"))
        for row in table.iter(W + "tr"):
            spans = [cell.find(f"{W}tcPr/{W}gridSpan") for cell in row.iter(W + "tc")]
            assert sum(1 if s is None else int(s.get(W + "val")) for s in spans) == columns


def test_every_part_is_declared_and_every_relation_leads_to_one() -> None:
    package = parts(small())
    names = set(package.namelist())
    types = etree.fromstring(package.read("[Content_Types].xml"))
    declared = {one.get("PartName", "").lstrip("/") for one in types if one.get("PartName")}
    relations = etree.fromstring(package.read("word/_rels/document.xml.rels"))
    assert declared <= names
    assert {f"word/{one.get('Target')}" for one in relations} <= names
    assert not [name for name in names if "stylesWithEffects" in name or "customXml" in name]


def test_another_name_of_a_font_is_one_that_word_can_read() -> None:
    fonts = etree.fromstring(parts(small()).read("word/fontTable.xml"))
    others = [one.get(W + "val") for one in fonts.iter(W + "altName")]
    assert others == ["SimSun", "SimHei"]
