"""The blocks of one page: its tables with their text, and what is written around them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from yusuan.documents import pdf_columns, pdf_grid, pdf_lines, pdf_text
from yusuan.documents.model import Cell, Place
from yusuan.documents.pdf_calls import Box
from yusuan.documents.pdf_glyphs import Run
from yusuan.documents.pdf_grid import Grid
from yusuan.documents.pdf_page import Page
from yusuan.documents.pdf_tables import PageBlock, PageTable


def blocks(page: Page) -> list[PageBlock]:
    """Tables and paragraphs of a page, from top to bottom."""
    found: list[tuple[Box, PageBlock]] = []
    loose = _tables(page, pdf_grid.grids(page.drawing), page.glyphs.runs, found, ruled=True)
    lines = pdf_text.lines(loose, page.glyphs)
    unruled = pdf_columns.grids(lines)
    if unruled:
        lines = pdf_text.lines(_tables(page, unruled, loose, found, ruled=False), page.glyphs)
    found += pdf_lines.paragraphs(page, lines)
    found.sort(key=lambda pair: (pair[0][1], pair[0][0]))
    return [block for _, block in found]


def _tables(
    page: Page,
    grids: list[Grid],
    runs: list[Run],
    found: list[tuple[Box, PageBlock]],
    *,
    ruled: bool,
) -> list[Run]:
    """Put the tables of these grids into ``found``; the runs that stand in none of them."""
    held: list[dict[int, list[Run]]] = [defaultdict(list) for _ in grids]
    loose = [left for run in runs for left in _placed(page, run, grids, held)]
    found += [
        (grid.box, _table(page, grid, texts, ruled=ruled))
        for grid, texts in zip(grids, held, strict=True)
        if texts
    ]
    return loose


def _placed(
    page: Page, run: Run, grids: list[Grid], held: list[dict[int, list[Run]]]
) -> Iterator[Run]:
    """Put a run into the cell that holds it, in parts if it crosses a side; yield what is left."""
    middle = run.middle
    for grid, texts in zip(grids, held, strict=True):
        left, top, right, bottom = grid.box
        if not (top <= middle <= bottom and run.left < right and run.right > left):
            continue
        slot = grid.slot_at((run.left + run.right) / 2, middle)
        if slot is not None:
            box = grid.slots[slot].box
            slack = 0.2 * run.height
            if run.left >= box[0] - slack and run.right <= box[2] + slack:
                texts[slot].append(run)
                return
        if run.first < run.last:
            yield from _divided(page, run, grid, texts)
            return
        if slot is not None:
            texts[slot].append(run)
            return
    yield run


def _divided(page: Page, run: Run, grid: Grid, texts: dict[int, list[Run]]) -> Iterator[Run]:
    """The parts of a run that crosses the sides of cells, each to its own cell."""
    glyphs = page.glyphs
    places = [
        grid.slot_at((glyphs.lefts[at] + glyphs.rights[at]) / 2, run.middle)
        for at in range(run.first, run.last + 1)
    ]
    start = 0
    for end in range(1, len(places) + 1):
        if end < len(places) and places[end] == places[start]:
            continue
        part = glyphs.part(run.first + start, run.first + end - 1)
        slot = places[start]
        if slot is None:
            yield part
        else:
            texts[slot].append(part)
        start = end


def _table(page: Page, grid: Grid, texts: dict[int, list[Run]], *, ruled: bool) -> PageTable:
    cells: list[Cell] = []
    filled = []
    for number, slot in enumerate(grid.slots):
        text, full = "", False
        if number in texts:
            text, full = pdf_text.cell_text(texts[number], page.glyphs, slot.box)
        if full:
            filled.append(number)
        place = Place(page=page.number, bbox=page.frame.as_shown(slot.box))
        cells.append(Cell(slot.row, slot.column, text, slot.rowspan, slot.colspan, place))
    return PageTable(
        tuple(cells),
        len(grid.ys) - 1,
        len(grid.xs) - 1,
        page.number,
        grid.xs,
        grid.ys,
        page.frame.as_shown(grid.box),
        page.frame.size,
        frozenset(filled),
        ruled,
    )
