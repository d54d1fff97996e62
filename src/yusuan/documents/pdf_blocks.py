"""The blocks of one page: its tables with their text, and what is written around them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from yusuan.documents import pdf_columns, pdf_grid, pdf_lines, pdf_text
from yusuan.documents.pdf_calls import Box
from yusuan.documents.pdf_frame import Frame
from yusuan.documents.pdf_glyphs import Run
from yusuan.documents.pdf_grid import Grid
from yusuan.documents.pdf_page import Page
from yusuan.documents.pdf_tables import PageBlock, PageCell, PageTable


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
    if not grids:
        return runs
    held: list[_Held] = [(grid, grid.box, defaultdict(list)) for grid in grids]
    loose: list[Run] = []
    for run in runs:
        _put(page, run, held, loose)
    found += [(box, _table(page, grid, texts, ruled=ruled)) for grid, box, texts in held if texts]
    return loose


_Held = tuple[Grid, Box, dict[int, list[Run]]]  # a grid, its box, and the runs in its slots


def _put(page: Page, run: Run, held: list[_Held], loose: list[Run]) -> None:
    """Put a run into the cell that holds it, in parts if it crosses a side, or with the loose."""
    run_left, run_right = run.left, run.right
    middle = (run.top + run.bottom) / 2
    for grid, (left, top, right, bottom), texts in held:
        if not (top <= middle <= bottom and run_left < right and run_right > left):
            continue
        slot = grid.slot_at((run_left + run_right) / 2, middle)
        if slot is not None:
            box = grid.slots[slot].box
            slack = 0.2 * (run.bottom - run.top)
            if run_left >= box[0] - slack and run_right <= box[2] + slack:
                texts[slot].append(run)
                return
        if run.first < run.last:
            loose += _divided(page, run, grid, texts)
            return
        if slot is not None:
            texts[slot].append(run)
            return
    loose.append(run)


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
    slots = grid.slots
    cells = [
        PageCell(slot.row, slot.column, "", slot.rowspan, slot.colspan, page.number, shown)
        for slot, shown in zip(slots, _shown(page.frame, grid), strict=True)
    ]
    filled = []
    for number, runs in texts.items():
        cells[number].text, full = pdf_text.cell_text(runs, page.glyphs, slots[number].box)
        if full:
            filled.append(number)
    return PageTable(
        cells,
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


def _shown(frame: Frame, grid: Grid) -> list[Box]:
    """The box of each slot as a reader sees it."""
    if not frame.is_shown:
        return [frame.as_shown(slot.box) for slot in grid.slots]
    # Rounding the lines, not the boxes, is a quarter of the work, and boxes share their numbers.
    xs, ys = {x: round(x, 2) for x in grid.xs}, {y: round(y, 2) for y in grid.ys}
    boxes = [slot.box for slot in grid.slots]
    return [(xs[left], ys[top], xs[right], ys[bottom]) for left, top, right, bottom in boxes]
