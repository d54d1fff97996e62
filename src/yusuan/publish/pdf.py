"""The disclosure as a PDF: bookmarks, an embedded open font, identical bytes for identical input.

It is PDF/A-2a: a file for the archive, whose headings, paragraphs and tables are tagged for
readers that speak. PDF/UA is not claimed, as the labels within a target form are not tagged.
typst sets it. What people wrote reaches the template only as strings in its data, and the
template is compiled in an empty folder, so no text of theirs can become markup or open a file.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

from yusuan.documents.model import Cell
from yusuan.publish.picture_svg import drawn
from yusuan.publish.volume import (
    Block,
    Heading,
    PageBreak,
    Part,
    Picture,
    TableBlock,
    Text,
    Volume,
    figure_columns,
    grid_rows,
    is_figure,
)
from yusuan.publish.volume_layout import air, layout
from yusuan.publish.volume_words import alignment, cover, subtitle

if TYPE_CHECKING:
    import typst

Json = dict[str, Any]

STANDARD: Final = "a-2a"
#: Ours for text, then those that typst brings for signs it lacks (☑); as JSON for templates.
FAMILIES: Final = json.dumps(["Noto Sans SC", "DejaVu Sans Mono", "New Computer Modern Math"])
_REMEMBERED = 10  # compilations
_LONG = 300  # characters; a row with more may go on over the page


def write(volume: Volume) -> bytes:
    """The PDF of a volume."""
    import typst

    template = (resources.files("yusuan.publish") / "assets" / "volume.typ").read_bytes()
    with tempfile.TemporaryDirectory() as nothing:
        compiler = typst.Compiler(
            root=nothing,
            font_paths=fonts(),
            sys_inputs={
                "volume": json.dumps(_data(volume), ensure_ascii=False),
                "fonts": FAMILIES,
            },
            package_path=nothing,
            package_cache_path=nothing,
        )
        made = _compiled(compiler, template, datetime(volume.year, 1, 1, tzinfo=UTC))
    _forget()
    return made


def _compiled(compiler: typst.Compiler, template: bytes, day: datetime) -> bytes:
    """The file to the standard, or without it where the font lacks a sign that a text has."""
    import typst

    try:
        made = compiler.compile(template, format="pdf", timestamp=day, pdf_standards=STANDARD)
    except typst.TypstError:
        made = compiler.compile(template, format="pdf", timestamp=day, pdf_standards=None)
    assert isinstance(made, bytes)
    return made


def _forget() -> None:
    """Let typst give back the memory of a volume, which it would keep for ten more.

    It drops what the last ten compilations have not used, and has no other way to be told.
    A process that sets many volumes stays at 130 MB instead of 480, for 25 ms a volume.
    """
    import typst

    idle = typst.Compiler(font_paths=fonts())
    for _ in range(_REMEMBERED + 1):
        idle.compile(input=b"", format="svg")


@cache
def fonts() -> typst.Fonts:
    """The same fonts on every machine, read once: ours, and typst's own."""
    import typst

    with resources.as_file(resources.files("yusuan.publish") / "assets" / "fonts") as folder:
        return typst.Fonts(include_system_fonts=False, font_paths=[str(folder)])


def _data(volume: Volume) -> Json:
    return {
        "title": volume.title,
        "cover": cover(volume),
        "entity": volume.entity,
        "year": volume.year,
        "subtitle": subtitle(volume),
        "parts": [_part(part) for part in volume.parts],
    }


def _part(part: Part) -> Json:
    """A part; where it begins with a table, its title stands on the page of that table."""
    runs = list(_runs(part.blocks))
    if not runs or runs[0]["kind"] != "table":
        return {"title": part.title, "runs": runs}
    first = {**runs[0], "part": part.title}
    return {"title": "", "runs": [first, *runs[1:]]}


def _runs(blocks: Sequence[Block]) -> Iterator[Json]:
    """Blocks of text that follow each other, and tables, each on pages of its own."""
    texts: list[Json] = []
    for block in blocks:
        if isinstance(block, TableBlock):
            if texts:
                yield {"kind": "texts", "blocks": texts}
            texts = []
            yield _table(block)
        else:
            texts.append(_text(block))
    if texts:
        yield {"kind": "texts", "blocks": texts}


def _text(block: Heading | Text | PageBreak | Picture) -> Json:
    match block:
        case Picture(title=title, note=note):
            made = drawn(block)
            return {
                "kind": "picture",
                "title": title,
                "note": note,
                "svg": made.svg,
                "width": made.width,
                "told": block.told,
            }
        case Heading(text=text, level=level):
            return {"kind": "heading", "text": text, "level": level}
        case Text(text=text):
            return {"kind": "text", "text": text}
    return {"kind": "break"}


def _table(block: TableBlock) -> Json:
    plan = layout(block)
    columns = figure_columns(block)
    rows = [[_cell(block, cell, columns) for cell in row] for row in grid_rows(block)]
    return {
        "kind": "table",
        "part": "",
        "title": block.title,
        "left": block.left,
        "right": block.right,
        "note": block.note,
        "empty": block.empty,
        "page": [plan.page.width, plan.page.height],
        "size": plan.size,
        "air": air(block, plan),
        "widths": plan.widths,
        "header": block.header,
        "head": [cell for row in rows[: block.header] for cell in row],
        "body": [cell for row in rows[block.header :] for cell in row],
    }


def _cell(block: TableBlock, cell: Cell, columns: frozenset[int]) -> Json:
    right = is_figure(block, cell, columns)
    return {
        "x": cell.column,
        "y": cell.row,
        "rows": cell.rowspan,
        "columns": cell.colspan,
        "breaks": cell.rowspan > 1 or len(cell.text) > _LONG,
        "text": cell.text,
        "align": alignment(block, cell, figure=right)[0],
    }
