"""The pages of the source as pictures in a report, with a box on every figure findings name."""

from __future__ import annotations

import base64
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING

from yusuan.ledger import Place
from yusuan.publish.check_marks import Numbered
from yusuan.publish.check_volume import Examined
from yusuan.publish.finding_words import Known
from yusuan.publish.volume import PageBreak, Volume

if TYPE_CHECKING:
    from yusuan.documents.pdf_pictures import Picture

_MARGIN = 1.5  # points around what a box holds

Box = tuple[float, float, float, float]
#: Boxes by document and page: what each holds, its look, and the finding it leads to.
_Boxes = Mapping[tuple[int, int], Sequence[tuple[Box, str, int]]]


def scans(
    group: Sequence[Examined], volume: Volume, findings: Sequence[Numbered], known: Known
) -> Mapping[str, str]:
    """By the id of a page break, the pictures of its page and of those up to the next one."""
    boxes = _boxes(findings, known)
    breaks = [one.id for one in volume.blocks if isinstance(one, PageBreak) and one.id]
    found: dict[str, str] = {}
    for number, one in enumerate(group):
        by_page = {picture.page: picture for picture in one.pictures}
        own = [page for part, page in map(_parted, breaks) if part == number]
        for page, following in pairwise((*own, max(by_page, default=0) + 1)):
            shown = (by_page[n] for n in range(page, following) if n in by_page)
            html = "".join(
                _scan(picture, boxes.get((number, picture.page), ())) for picture in shown
            )
            found[identity(number, page)] = html
    return found


def identity(document: int, page: int) -> str:
    """The id of the break before a page."""
    return f"s{document}-{page}"


def _parted(name: str) -> tuple[int, int]:
    document, _, page = name[1:].partition("-")
    return int(document), int(page)


def _boxes(findings: Sequence[Numbered], known: Known) -> _Boxes:
    found: dict[tuple[int, int], dict[Box, tuple[str, int]]] = defaultdict(dict)
    for one in reversed(findings):  # the gravest is written last, and stays
        for document, place, look in _named(one, known):
            at = place.as_dict()
            page, box = at.get("page"), at.get("bbox")
            if isinstance(page, int) and isinstance(box, list):
                left, top, right, bottom = map(float, box)
                key = (left, top, right, bottom)
                held = found[document, page].get(key)
                if look != "o" or held is None:
                    found[document, page][key] = look, one.number
    return {
        page: [(box, *look) for box, look in sorted(boxes.items())] for page, boxes in found.items()
    }


def _named(one: Numbered, known: Known) -> Iterator[tuple[int, Place, str]]:
    """What a finding names: its figures with their documents, or else its places."""
    for name in dict.fromkeys(one.finding.facts):
        found = known.find(name)
        number = name.rpartition(":")[0]
        if found:
            document = int(number) if number else one.document
            yield document, found[1].place, one.look if name in one.pointed else "o"
    if not one.finding.facts:
        yield from ((one.document, place, one.look) for place in one.finding.places)


def _scan(picture: Picture, boxes: Iterable[tuple[Box, str, int]]) -> str:
    listed = list(boxes)
    told = f"（{len(listed)} 处标出）" if listed else ""
    data = base64.b64encode(picture.png).decode()
    size = f'width="{picture.width:g}" height="{picture.height:g}"'
    drawn = "".join(_drawn(*one) for one in listed)
    return (
        f'<details class="scan"><summary>第 {picture.page} 页的原样{told}</summary>'
        f'<svg viewBox="0 0 {picture.width:g} {picture.height:g}" role="img" '
        f'aria-label="第 {picture.page} 页">'
        f'<image href="data:image/png;base64,{data}" {size}/>{drawn}</svg></details>'
    )


def _drawn(box: Box, look: str, number: int) -> str:
    left, top, right, bottom = box
    x, y = left - _MARGIN, top - _MARGIN
    width, height = right - left + 2 * _MARGIN, bottom - top + 2 * _MARGIN
    return (
        f'<a href="#n{number}" data-go="n{number}"><rect class="{escape(look)}" x="{x:.1f}" '
        f'y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"><title>问题 {number}</title>'
        "</rect></a>"
    )
