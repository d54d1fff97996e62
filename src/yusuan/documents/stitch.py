"""Tables that run over pages become one table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from yusuan.documents.model import Block, Cell, Place, Table
from yusuan.documents.pdf_lines import between
from yusuan.documents.pdf_tables import PageBlock, PageTable, PageText

_AMOUNT = re.compile(r"[-－+]?[\d０-９][\d０-９,，.．]*%?|[-－—/0]+")
_OWN_ROW = re.compile(r"[（(]?[一二三四五六七八九十\d]+[）)、.．]|其中|合计|总计|注[:：]")
_EDGE = 0.012  # of a table's width; column edges nearer than this are one edge
_MOST_HEADER = 8  # rows looked at for a repeated header
# Cells looked at near the two ends of a table: what a page may hold, so that a table over a
# thousand pages is put together in time that grows with its length and not with its square.
_HEAD, _TAIL = 1_000, 5_000


@dataclass(slots=True, eq=False)
class _Open:
    """A table that may go on over the next page: its parts so far, put together."""

    cells: list[Cell]
    rows: int
    edges: tuple[float, ...]  # of its columns, from 0 to 1
    first: PageTable
    last: PageTable
    ruled: bool  # in all its parts
    filled: set[tuple[int, int]]  # cells of the last part whose text may go on

    @property
    def head(self) -> list[Cell]:
        """The first cells."""
        return self.cells[:_HEAD]

    @property
    def tail(self) -> list[Cell]:
        """The last cells."""
        return self.cells[-_TAIL:]


def stitched(pages: Sequence[Sequence[PageBlock]]) -> list[Block]:
    """The blocks of all pages, in order; a table that runs over pages stands where it begins."""
    depth = _depths(pages)
    running = _running(pages)
    result: list[_Open | PageText] = []
    for page in pages:
        head = True  # nothing but page furniture so far
        for block in page:
            if isinstance(block, PageTable):
                last = _last_table(result, running) if head else None
                if last is not None and _goes_on(last, block, depth):
                    del result[result.index(last) + 1 :]
                    _append(last, block)
                else:
                    result.append(_opened(block))
                head = False
                continue
            if head and _text_goes_on(result, block):
                result[-1] = _joined_text(result[-1], block)
            else:
                result.append(block)
            head = head and _key(block) in running
    return list(_numbered(result))


def _numbered(blocks: Sequence[_Open | PageText]) -> Iterator[Block]:
    number = 0
    for block in blocks:
        if isinstance(block, PageText):
            yield block.paragraph
        else:
            number += 1
            yield _table(block, number)


def _table(found: _Open, number: int) -> Table:
    # Made directly: ``replace`` on every cell took a tenth of the time of reading a file.
    cells = tuple(
        Cell(
            cell.row,
            cell.column,
            cell.text,
            cell.rowspan,
            cell.colspan,
            Place(
                page=cell.place.page,
                bbox=cell.place.bbox,
                table=number,
                row=cell.row + 1,
                column=cell.column + 1,
            ),
        )
        for cell in found.cells
    )
    place = Place(page=found.first.page, bbox=found.first.shown, table=number)
    return Table(cells, found.rows, len(found.edges) - 1, place, ragged=not found.ruled)


def _opened(part: PageTable) -> _Open:
    filled = {(part.cells[at].row, part.cells[at].column) for at in part.filled}
    return _Open(list(part.cells), part.rows, _edges(part), part, part, part.ruled, filled)


def _edges(part: PageTable) -> tuple[float, ...]:
    left, right = part.xs[0], part.xs[-1]
    return tuple((x - left) / (right - left) for x in part.xs)


def _depths(pages: Sequence[Sequence[PageBlock]]) -> dict[tuple[float, float], float]:
    """How far down the tables of pages of one size reach."""
    depths: dict[tuple[float, float], float] = {}
    for page in pages:
        for block in page:
            if isinstance(block, PageTable):
                depths[block.page_size] = max(depths.get(block.page_size, 0.0), block.ys[-1])
    return depths


def _goes_on(table: _Open, part: PageTable, depth: dict[tuple[float, float], float]) -> bool:
    """Whether a part at the top of a page goes on with the table that ended the page before."""
    if part.page != table.last.page + 1 or _union(table.edges, _edges(part)) is None:
        return False
    repeated = _repeated(table, part)
    if repeated:
        return not _begins_again(table, part, repeated)
    return _page_was_full(table.last, part, depth) and not _other_header(table, part)


def _page_was_full(
    above: PageTable, part: PageTable, depth: dict[tuple[float, float], float]
) -> bool:
    """Whether the first row of the part had no room left on the page before."""
    first_row = part.ys[1] - part.ys[0]
    height = above.page_size[1]
    return above.ys[-1] + first_row > min(depth[above.page_size], 0.9 * height) - 2.0


def _begins_again(table: _Open, part: PageTable, repeated: int) -> bool:
    """Whether the row after the repeated ones is the row that followed them the first time."""
    start = _header_start(table, part)
    before = _labels(table.head, start + repeated)
    after = _labels(part.cells, repeated)
    return bool(before) and bool(after) and before[0] == after[0] and not _is_amount(after[0])


def _labels(cells: Sequence[Cell], row: int) -> list[str]:
    return [_plain(cell.text) for cell in cells if cell.row == row and cell.text]


def _plain(text: str) -> str:
    return re.sub(r"\s", "", text)


def _is_amount(text: str) -> bool:
    return bool(_AMOUNT.fullmatch(_plain(text)))


def _header_start(table: _Open, part: PageTable) -> int:
    """The row of the table at which the first row of the part stood before; -1 for none."""
    wanted = _signature(part.cells, 0, _edges(part))
    if len(wanted) < 2:
        wanted += _signature(part.cells, 1, _edges(part))
        rows = 2
    else:
        rows = 1
    for start in range(min(_MOST_HEADER, table.rows)):
        found = [
            item
            for row in range(start, start + rows)
            for item in _signature(table.head, row, table.edges)
        ]
        if len(found) >= 2 and _alike(found, wanted):
            return start
    return -1


def _repeated(table: _Open, part: PageTable) -> int:
    """How many rows at the head of the part are the header of the table again."""
    start = _header_start(table, part)
    if start < 0:
        return 0
    count = 0
    while count < min(_MOST_HEADER, part.rows, table.rows - start):
        before = _signature(table.head, start + count, table.edges)
        after = _signature(part.cells, count, _edges(part))
        if not _alike(before, after) or any(_is_amount(text) for text, _ in after):
            break
        count += 1
    while count and any(
        cell.row < count < cell.row + cell.rowspan for cell in part.cells if count < part.rows
    ):
        count -= 1
    return count


_Signature = list[tuple[str, float]]


def _signature(cells: Sequence[Cell], row: int, edges: Sequence[float]) -> _Signature:
    return [
        (_plain(cell.text), edges[cell.column]) for cell in cells if cell.row == row and cell.text
    ]


def _alike(one: _Signature, other: _Signature) -> bool:
    return len(one) == len(other) and all(
        text == also and abs(at - there) <= 2 * _EDGE
        for (text, at), (also, there) in zip(one, other, strict=True)
    )


def _other_header(table: _Open, part: PageTable) -> bool:
    """Whether the part begins with labels over the columns that hold amounts so far."""
    amounts: Counter[float] = Counter()
    texts: Counter[float] = Counter()
    for cell in table.tail:
        if cell.text and cell.colspan == 1:
            counter = amounts if _is_amount(cell.text) else texts
            counter[table.edges[cell.column]] += 1
    edges = _edges(part)
    judged = [
        _is_amount(cell.text)
        for cell in part.cells
        if cell.row == 0 and cell.text
        for at in amounts
        if abs(at - edges[cell.column]) <= _EDGE and amounts[at] > texts[at]
    ]
    return bool(judged) and not any(judged)


def _union(one: Sequence[float], other: Sequence[float]) -> tuple[float, ...] | None:
    """The edges of both together; None if they are not of one table."""
    few, many = sorted((list(one), list(other)), key=len)
    matched = sum(any(abs(edge - known) <= _EDGE for known in many) for edge in few)
    if matched < len(few) and (matched < 0.7 * len(few) or matched < 4):
        return None
    extra = [edge for edge in few if all(abs(edge - known) > _EDGE for known in many)]
    return tuple(sorted([*many, *extra]))


def _append(table: _Open, part: PageTable) -> None:
    """Put a part under a table: without its header, with its columns where the table has them."""
    union = _union(table.edges, _edges(part))
    assert union is not None
    skipped = _repeated(table, part)
    table.cells = _on_edges(table.cells, table.edges, union)
    added = _on_edges(list(part.cells), _edges(part), union)
    added = [cell for cell in added if cell.row >= skipped]
    filled = {
        (part.cells[at].row, _nearest(union, _edges(part)[part.cells[at].column]))
        for at in part.filled
    }
    offset = table.rows - skipped
    if not skipped and _splits_row(table, added, union):
        added = _join_row(table, added)
        offset -= 1
    rows = (
        table.rows + part.rows - skipped
        if offset == table.rows - skipped
        else table.rows + part.rows - 1
    )
    moved = [replace(cell, row=cell.row + offset) for cell in added]
    moved = _join_merges(table, moved, offset + skipped)
    table.cells += moved
    table.rows, table.edges, table.last = rows, union, part
    table.ruled = table.ruled and part.ruled
    table.filled = {(row + offset, column) for row, column in filled}


def _on_edges(cells: Sequence[Cell], edges: Sequence[float], union: Sequence[float]) -> list[Cell]:
    if len(edges) == len(union):
        return list(cells)
    places = [_nearest(union, edge) for edge in edges]
    return [
        replace(
            cell,
            column=places[cell.column],
            colspan=places[cell.column + cell.colspan] - places[cell.column],
        )
        for cell in cells
    ]


def _nearest(edges: Sequence[float], edge: float) -> int:
    return min(range(len(edges)), key=lambda at: abs(edges[at] - edge))


def _splits_row(table: _Open, added: Sequence[Cell], union: Sequence[float]) -> bool:
    """Whether the first row of a part is the rest of the row that ended the page before.

    That is so only where the row before has what a row of its own has, an amount or a number of
    its item, and the rest has none and goes on with text that filled its line.
    """
    above = {cell.column: cell for cell in table.tail if cell.row + cell.rowspan == table.rows}
    rest = [cell for cell in added if cell.row == 0 and cell.text]
    if not rest or any(cell.rowspan > 1 for cell in rest):
        return False
    filled = {(row, _nearest(union, table.edges[column])) for row, column in table.filled}
    goes_on = all(
        cell.column in above
        and above[cell.column].colspan == cell.colspan
        and (above[cell.column].row, cell.column) in filled
        and not _is_amount(cell.text)
        and not _OWN_ROW.match(cell.text)
        for cell in rest
    )
    return goes_on and _is_whole(table, [above[cell.column] for cell in rest], rest)


def _is_whole(table: _Open, begun: Sequence[Cell], rest: Sequence[Cell]) -> bool:
    """Whether the last row of a table has what the rest lacks and every row of its own has.

    That is the number of its item, or text in a column where nearly every row has some.
    """
    if any(_OWN_ROW.match(cell.text) for cell in begun):
        return True
    filled = {
        (cell.column, row)
        for cell in table.tail
        if cell.text
        for row in range(cell.row, cell.row + cell.rowspan)
    }
    rows = Counter(column for column, _ in filled)
    height = table.rows - min(cell.row for cell in table.tail)
    empty = {cell.column for cell in rest}
    return any(
        count > 0.85 * height and (column, table.rows - 1) in filled and column not in empty
        for column, count in rows.items()
    )


def _join_row(table: _Open, added: Sequence[Cell]) -> list[Cell]:
    """The texts of a part's first row put behind those of the table's last row."""
    rest = {cell.column: cell.text for cell in added if cell.row == 0 and cell.text}
    for at in range(max(0, len(table.cells) - _TAIL), len(table.cells)):
        cell = table.cells[at]
        if cell.row + cell.rowspan == table.rows and cell.column in rest:
            table.cells[at] = replace(cell, text=joined(cell.text, rest[cell.column]))
    return [cell for cell in added if cell.row > 0]


def joined(before: str, after: str) -> str:
    """Two pieces of a text that a page break cut in two."""
    if not before or not after:
        return before or after
    return before + ("" if before[-1] >= "\u2e80" and after[0] >= "\u2e80" else " ") + after


def _join_merges(table: _Open, moved: list[Cell], first: int) -> list[Cell]:
    """A vertical merge that the page break cut in two made whole."""
    above = {
        (cell.column, cell.colspan): at
        for at, cell in enumerate(table.tail, max(0, len(table.cells) - _TAIL))
        if cell.row + cell.rowspan == first and cell.row < first
    }
    kept = []
    for cell in moved:
        at = above.get((cell.column, cell.colspan)) if cell.row == first else None
        if at is None or not _one_merge(table.cells[at], cell):
            kept.append(cell)
            continue
        whole = table.cells[at]
        table.cells[at] = replace(
            whole, text=whole.text or cell.text, rowspan=whole.rowspan + cell.rowspan
        )
    return kept


def _one_merge(above: Cell, below: Cell) -> bool:
    if above.text and below.text:
        return False
    if above.text:
        return below.rowspan > 1 or above.rowspan > 1
    return below.rowspan > 1 and above.rowspan > 1 and bool(below.text)


def _running(pages: Sequence[Sequence[PageBlock]]) -> set[tuple[str, int]]:
    """The lines that stand at the same height on most pages: heads and feet, not content."""
    if len(pages) < 4:
        return set()
    counts = Counter(
        key
        for page in pages
        for key in {_key(block) for block in page if isinstance(block, PageText)}
    )
    return {key for key, count in counts.items() if count > 0.6 * len(pages)}


def _key(text: PageText) -> tuple[str, int]:
    return re.sub(r"\d+", "#", _plain(text.paragraph.text)), round(text.top * 50)


def _last_table(result: Sequence[_Open | PageText], running: set[tuple[str, int]]) -> _Open | None:
    """The last block but page furniture, if it is a table."""
    for block in reversed(result):
        if isinstance(block, _Open):
            return block
        if _key(block) not in running:
            return None
    return None


def _text_goes_on(result: Sequence[_Open | PageText], block: PageText) -> bool:
    """Whether a paragraph at the top of a page ends the sentence that the page break cut."""
    last = result[-1] if result else None
    return (
        isinstance(last, PageText)
        and last.open_end
        and block.flush
        and abs(last.height - block.height) < 0.2 * block.height
        and last.paragraph.place.page != block.paragraph.place.page
    )


def _joined_text(above: _Open | PageText, below: PageText) -> PageText:
    assert isinstance(above, PageText)
    before, after = above.paragraph.text, below.paragraph.text
    paragraph = replace(above.paragraph, text=before + between(before, after) + after)
    return replace(above, paragraph=paragraph, open_end=below.open_end)
