"""Pictures of a Word file: the parts that hold them, and the runs that show them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final
from xml.sax.saxutils import quoteattr

from yusuan.publish.docx_xml import sayable
from yusuan.publish.picture_png import png
from yusuan.publish.picture_svg import drawn
from yusuan.publish.volume import Picture

_TYPES: Final = "[Content_Types].xml"
_RELATIONS: Final = "word/_rels/document.xml.rels"
_IMAGE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006"
_EMU: Final = 9525  # of a pixel
_SCALE: Final = 1.15  # of the drawing, so that its letters are as large as those around it


def with_pictures(parts: dict[str, bytes], pictures: Sequence[Picture]) -> dict[str, bytes]:
    """The parts of a package with pictures, each under the id that its run names."""
    if not pictures:
        return parts
    relations = "".join(
        f'<Relationship Id="{_relation(one)}" Type="{_IMAGE}" Target="media/{one.id}.png"/>'
        for one in pictures
    )
    parts[_RELATIONS] = _before_end(parts[_RELATIONS], relations)
    if b'Extension="png"' not in parts[_TYPES]:
        kind = '<Default Extension="png" ContentType="image/png"/>'
        head, start, rest = parts[_TYPES].partition(b"<Default ")
        parts[_TYPES] = head + kind.encode() + start + rest
    for one in pictures:
        parts[f"word/media/{one.id}.png"] = png(drawn(one))
    return parts


def _before_end(part: bytes, inner: str) -> bytes:
    head, end, rest = part.rpartition(b"</Relationships>")
    return head + inner.encode() + end + rest


def _relation(picture: Picture) -> str:
    return f"rId-{picture.id}"


def picture_run(picture: Picture) -> str:
    """The run that shows a picture, with its words for who cannot see it."""
    made = drawn(picture)
    width, height = (round(one * _EMU * _SCALE) for one in (made.width, made.height))
    number = int("0" + re.sub(r"\D", "", picture.id)) + 1
    name, told = quoteattr(sayable(picture.title)), quoteattr(sayable(picture.told))
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0" '
        f'xmlns:wp="{_DRAWING}/wordprocessingDrawing">'
        f'<wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:docPr id="{number}" name={name} descr={told}/>'
        f'<a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData uri="{_DRAWING}/picture">'
        f'<pic:pic xmlns:pic="{_DRAWING}/picture"><pic:nvPicPr>'
        f'<pic:cNvPr id="{number}" name="{picture.id}.png"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{_relation(picture)}"/>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
