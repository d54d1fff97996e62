"""The disclosure as a Word file: real headings, a contents field, sections that turn the page.

python-docx makes the package once; the text is written into it as XML, which is many times faster
than cell by cell. No time is named but the first day of the year: equal volumes, equal bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from typing import Final
from xml.sax.saxutils import escape

from yusuan.publish.docx_package import FOOTER_ID, package
from yusuan.publish.docx_picture import picture_run, with_pictures
from yusuan.publish.docx_table import table_xml
from yusuan.publish.docx_xml import (
    DECLARATION,
    FIELD_END,
    NAMESPACES,
    bookmark,
    field,
    paragraph,
    run,
    sayable,
    section,
    text_width,
)
from yusuan.publish.volume import (
    Block,
    Entry,
    Heading,
    PageBreak,
    Part,
    Picture,
    TableBlock,
    Text,
    Volume,
    contents,
    headed,
)
from yusuan.publish.volume_layout import PORTRAIT, Page, layout
from yusuan.publish.volume_words import cover, subtitle

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_CORE: Final = (
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)
_DEEPEST: Final = 3  # level of the contents


def write(volume: Volume) -> bytes:
    """The DOCX of a volume."""
    parts = with_pictures(dict(package(volume.language)), list(volume.pictures))
    parts["word/document.xml"] = _body(volume).encode()
    parts["docProps/core.xml"] = _about(volume).encode()
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, content)
    return made.getvalue()


def _body(volume: Volume) -> str:
    """The main part: what stands on pages of one kind is a section."""
    written: list[str] = []
    page, first = PORTRAIT, True
    for xml, wanted in _pieces(volume):
        if wanted is not page:
            end = section(page, FOOTER_ID, titled=first)
            written.append(paragraph("", style="SectionEnd", inner=end))
            page, first = wanted, False
        written.append(xml)
    return (
        f"{DECLARATION}<w:document {NAMESPACES}><w:body>{''.join(written)}"
        f"{section(page, FOOTER_ID, titled=first)}</w:body></w:document>"
    )


def _about(volume: Volume) -> str:
    """The core properties; the file is dated the first day of its year."""
    said = {
        "dc:title": volume.title,
        "dc:subject": subtitle(volume),
        "dc:creator": volume.entity,
        "cp:lastModifiedBy": volume.entity,
        "dc:language": volume.language,
    }
    texts = "".join(f"<{tag}>{escape(sayable(text))}</{tag}>" for tag, text in said.items())
    day = f"{volume.year:04d}-01-01T00:00:00Z"
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{day}</dcterms:{name}>'
        for name in ("created", "modified")
    )
    return f"{DECLARATION}<cp:coreProperties {_CORE}>{texts}{dates}</cp:coreProperties>"


def _pieces(volume: Volume) -> Iterator[tuple[str, Page]]:
    """The XML of every paragraph and table, with the page it stands on."""
    for xml in _front(volume):
        yield xml, PORTRAIT
    waiting: list[Entry] = []  # the title of a part that begins with a table, on its page
    fresh = True
    every = list(headed(volume))
    for number, (one, entry) in enumerate(every):
        if isinstance(one, Part):
            fresh = True
            waiting = [entry] if entry else []
            continue
        page = layout(one).page if isinstance(one, TableBlock) else PORTRAIT
        for title in waiting:
            yield _heading(title, fresh=fresh), page
            fresh = False
        waiting = []
        for xml in _block(one, entry, fresh=fresh):
            yield xml, page
        if isinstance(one, TableBlock) and not (one.empty or one.note or _apart(every, number)):
            yield paragraph("", style="SectionEnd"), page  # two tables would become one
        fresh = isinstance(one, (TableBlock, PageBreak))


def _apart(every: Sequence[tuple[Part | Block, Entry | None]], number: int) -> bool:
    """Whether what follows a table begins with a paragraph of its own, on whatever page."""
    following = (pair for pair in every[number + 1 :] if not _silent(*pair))
    one, entry = next(following, (None, None))
    if isinstance(one, TableBlock):
        return bool(entry or one.left or one.right)
    return one is not None


def _silent(one: Part | Block, entry: Entry | None) -> bool:
    """Whether something prints no paragraph: a part without a title, a break of a page."""
    return isinstance(one, PageBreak) or (isinstance(one, Part) and entry is None)


def _front(volume: Volume) -> Iterator[str]:
    for number, line in enumerate(cover(volume)):
        yield paragraph(run(line), style="Title", before=5200 if number == 0 else 0)
    yield paragraph(run(subtitle(volume)), style="Subtitle")
    yield paragraph(run("目录"), style="ContentsTitle", fresh=True)
    yield from _contents([one for one in contents(volume) if one.level <= _DEEPEST])


def _contents(entries: Sequence[Entry]) -> Iterator[str]:
    """A contents field that is filled in already, so that nobody is asked at opening.

    The numbers of the pages are fields without a result: only the program that sets the pages
    knows them, and a number that may be wrong is worse than none. Word works them out on 更新域.
    """
    for number, entry in enumerate(entries):
        place = field(rf"PAGEREF {entry.anchor} \h") + FIELD_END
        inner = (
            f'<w:hyperlink w:anchor="{entry.anchor}" w:history="1">{run(entry.text)}'
            f"<w:r><w:tab/></w:r>{place}</w:hyperlink>"
        )
        if number == 0:
            inner = field(rf'TOC \o "1-{_DEEPEST}" \h \z \u') + inner
        if number == len(entries) - 1:
            inner += FIELD_END
        yield paragraph(inner, style=f"TOC{entry.level}")


def _heading(entry: Entry, *, fresh: bool) -> str:
    inner = bookmark(entry.anchor, run(entry.text))
    return paragraph(inner, style=f"Heading{min(entry.level, 9)}", fresh=fresh)


def _block(one: Part | Block, entry: Entry | None, *, fresh: bool) -> Iterator[str]:
    match one:
        case Heading():
            assert entry is not None
            yield _heading(entry, fresh=fresh)
        case Text(text=text):
            yield paragraph(run(text), style="BodyText", fresh=fresh)
        case TableBlock():
            yield from _table(one, entry, fresh=fresh)
        case Picture():
            yield from _picture(one, fresh=fresh)


def _picture(block: Picture, *, fresh: bool) -> Iterator[str]:
    yield paragraph(run(block.title), style="Picture", keep=True, fresh=fresh)
    yield paragraph(picture_run(block), style="Picture", keep=bool(block.note))
    if block.note:
        yield paragraph(run(block.note), style="TableNote", centred=True)


def _table(block: TableBlock, entry: Entry | None, *, fresh: bool) -> Iterator[str]:
    plan = layout(block)
    if entry:
        inner = bookmark(entry.anchor, run(block.title))
        yield paragraph(inner, style="Heading2", fresh=fresh, centred=True)
    if block.left or block.right:
        inner = run(block.left) + "<w:r><w:tab/></w:r>" + run(block.right)
        yield paragraph(
            inner, style="TableCaption", tab=text_width(plan.page), fresh=fresh and not entry
        )
    yield table_xml(block, plan)
    for line in filter(None, (block.empty, block.note)):
        yield paragraph(run(line), style="TableNote")
