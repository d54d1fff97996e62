"""A table as WordprocessingML: merged cells, a repeated header, rows that do not break."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from yusuan.documents.model import Cell
from yusuan.publish.docx_xml import run, twips
from yusuan.publish.volume import TableBlock, figure_columns, grid_rows, is_figure
from yusuan.publish.volume_layout import PADDING, Layout, air
from yusuan.publish.volume_words import alignment

_LONG = 300  # characters; a row with more may go on over the page
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="5A5A5A"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def table_xml(block: TableBlock, plan: Layout) -> str:
    """The table with its widths, borders and cells."""
    widths = [twips(width) for width in plan.widths]
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    pad, high = twips(PADDING) - 10, twips(0.12 * plan.size + air(block, plan) / 2)
    margins = "".join(
        f'<w:{side} w:w="{size}" w:type="dxa"/>'
        for side, size in (("top", high), ("left", pad), ("bottom", high), ("right", pad))
    )
    head = (
        f'<w:tblPr><w:tblStyle w:val="TableNormal"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:jc w:val="center"/><w:tblBorders>{_BORDERS}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>'
    )
    rows = "".join(_rows(block, widths, round(plan.size * 2)))
    return f"<w:tbl>{head}<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"


def _rows(block: TableBlock, widths: list[int], size: int) -> Iterator[str]:
    columns = figure_columns(block)
    for number, cells in enumerate(_continued(grid_rows(block))):
        header = number < block.header
        long = any(len(cell.text) > _LONG for cell, _ in cells)
        flags = "" if long else "<w:cantSplit/>"
        flags += "<w:tblHeader/>" if header else ""
        inner = "".join(
            _cell(block, cell, goes_on, widths, size, columns) for cell, goes_on in cells
        )
        yield f"<w:tr><w:trPr>{flags}</w:trPr>{inner}</w:tr>"


def _continued(rows: list[list[Cell]]) -> list[list[tuple[Cell, bool]]]:
    """The rows, with the cells that go on from above in their places."""
    found: list[list[tuple[Cell, bool]]] = [[] for _ in rows]
    for cell in (cell for row in rows for cell in row):
        found[cell.row].append((cell, False))
        for row in range(cell.row + 1, cell.row + cell.rowspan):
            found[row].append((replace(cell, text=""), True))
    for cells in found:
        cells.sort(key=lambda pair: pair[0].column)
    return found


def _cell(
    block: TableBlock,
    cell: Cell,
    goes_on: bool,
    widths: list[int],
    size: int,
    columns: frozenset[int],
) -> str:
    width = sum(widths[cell.column : cell.column + cell.colspan])
    spans = f'<w:gridSpan w:val="{cell.colspan}"/>' if cell.colspan > 1 else ""
    if cell.rowspan > 1:
        spans += "<w:vMerge/>" if goes_on else '<w:vMerge w:val="restart"/>'
    header = cell.row < block.header
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="EFEFEF"/>' if header else ""
    side = alignment(block, cell, figure=is_figure(block, cell, columns))
    jc = f'<w:jc w:val="{side}"/>' if side != "left" else ""
    type_size = f'<w:rPr><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
    # Lines of one height whatever the font, or a table grows beyond its page with another one.
    lines = f'<w:spacing w:line="{round(12.5 * size)}" w:lineRule="exact"/>'
    # A run without text takes the height of its paragraph mark.
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spans}{shade}'
        f'<w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="TableText"/>{lines}{jc}'
        f"{type_size}</w:pPr>{run(cell.text, type_size)}</w:p></w:tc>"
    )
