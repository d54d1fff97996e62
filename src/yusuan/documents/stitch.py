"""Tables that run over pages become one table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from yusuan.documents import pdf_headers, pdf_tables
from yusuan.documents.model import Block, Place, Table
from yusuan.documents.pdf_headers import EDGE, is_amount, plain
from yusuan.documents.pdf_lines import between
from yusuan.documents.pdf_tables import PageBlock, PageCell, PageTable, PageText

_OWN_ROW = re.compile(r"[（(]?[一二三四五六七八九十\d]+[）)、.．]|其中|合计|总计|注[:：]")
# Cells looked at near the two ends of a table: what a page may hold, so that a table over a
# thousand pages is put together in time that grows with its length and not with its square.
_HEAD, _TAIL = 1_000, 5_000
_CLASSES = 6  # cells above a blank one that tell what its column is


@dataclass(slots=True, eq=False)
class _Open:
    """A table that may go on over the next page: its parts so far, put together."""

    cells: list[PageCell]
    rows: int
    edges: tuple[float, ...]  # of its columns, from 0 to 1
    first: PageTable
    last: PageTable
    ruled: bool  # in all its parts
    filled: set[tuple[int, int]]  # cells of the last part whose text may go on

    @property
    def head(self) -> list[PageCell]:
        """The first cells."""
        return self.cells[:_HEAD]

    @property
    def tail(self) -> list[PageCell]:
        """The last cells."""
        return self.cells[-_TAIL:]


def stitched(pages: Sequence[Sequence[PageBlock]]) -> list[Block]:
    """The blocks of all pages, in order; a table that runs over pages stands where it begins.

    The cells of the pages are used up by this.
    """
    depth = _depths(pages)
    running = _running(pages)
    result: list[_Open | PageText] = []
    for page in pages:
        head = True  # nothing but page furniture so far
        for block in page:
            if isinstance(block, PageTable):
                _put(result, block, _last_table(result, running) if head else -1, depth)
                head = False
                continue
            if head and _text_goes_on(result, block):
                result[-1] = _joined_text(result[-1], block)
            else:
                result.append(block)
            head = head and bool(running) and _key(block) in running
    return list(_numbered(result))


def _put(
    result: list[_Open | PageText],
    part: PageTable,
    at: int,
    depth: dict[tuple[float, float], float],
) -> None:
    """Put a part under the table at this place if it goes on with it, else after all blocks."""
    table = result[at] if at >= 0 else None
    join = _join(table, part, depth) if isinstance(table, _Open) else None
    if isinstance(table, _Open) and join:
        del result[at + 1 :]
        _append(table, part, join)
    else:
        result.append(_opened(part))


def _numbered(blocks: Sequence[_Open | PageText]) -> Iterator[Block]:
    number = 0
    for block in blocks:
        if isinstance(block, PageText):
            yield block.paragraph
        else:
            number += 1
            yield _table(block, number)


def _table(found: _Open, number: int) -> Table:
    cells = pdf_tables.final(found.cells, number)
    found.cells.clear()
    place = Place(page=found.first.page, bbox=found.first.shown, table=number)
    return Table(cells, found.rows, len(found.edges) - 1, place, ragged=not found.ruled)


def _opened(part: PageTable) -> _Open:
    filled = {(part.cells[at].row, part.cells[at].column) for at in part.filled}
    return _Open(part.cells, part.rows, _edges(part), part, part, part.ruled, filled)


def _edges(part: PageTable) -> tuple[float, ...]:
    left, right = part.xs[0], part.xs[-1]
    return tuple((x - left) / (right - left) for x in part.xs)


@dataclass(frozen=True, slots=True)
class _Join:
    """How a part goes under a table."""

    edges: tuple[float, ...]  # of the columns of both together
    skipped: int  # rows of the part that are the header of the table again


def _depths(pages: Sequence[Sequence[PageBlock]]) -> dict[tuple[float, float], float]:
    """How far down the tables of pages of one size reach."""
    depths: dict[tuple[float, float], float] = {}
    for page in pages:
        for block in page:
            if isinstance(block, PageTable):
                depths[block.page_size] = max(depths.get(block.page_size, 0.0), block.ys[-1])
    return depths


def _join(table: _Open, part: PageTable, depth: dict[tuple[float, float], float]) -> _Join | None:
    """How a part at the top of a page goes on with the table before; None if it does not."""
    if part.page != table.last.page + 1:
        return None
    own = _edges(part)
    union = _union(table.edges, own)
    if union is None:
        return None
    again, anew = pdf_headers.repeated(
        table.head, table.edges, table.rows, part.cells, own, part.rows
    )
    if again:
        return None if anew else _Join(union, again)
    if not _page_was_full(table.last, part, depth) or pdf_headers.other_header(
        table.tail, table.edges, part.cells, own
    ):
        return None
    return _Join(union, 0)


def _page_was_full(
    above: PageTable, part: PageTable, depth: dict[tuple[float, float], float]
) -> bool:
    """Whether the first row of the part had no room left on the page before."""
    first_row = part.ys[1] - part.ys[0]
    height = above.page_size[1]
    return above.ys[-1] + first_row > min(depth[above.page_size], 0.9 * height) - 2.0


def _union(one: Sequence[float], other: Sequence[float]) -> tuple[float, ...] | None:
    """The edges of both together; None if they are not of one table."""
    if one == other:
        return tuple(one)
    few, many = sorted((list(one), list(other)), key=len)
    matched = sum(any(abs(edge - known) <= EDGE for known in many) for edge in few)
    if matched < len(few) and (matched < 0.7 * len(few) or matched < 4):
        return None
    extra = [edge for edge in few if all(abs(edge - known) > EDGE for known in many)]
    return tuple(sorted([*many, *extra]))


def _append(table: _Open, part: PageTable, join: _Join) -> None:
    """Put a part under a table: without its header, with its columns where the table has them."""
    own, union, skipped = _edges(part), join.edges, join.skipped
    begun = [part.cells[at] for at in part.filled]
    filled = [(cell.row, _nearest(union, own[cell.column])) for cell in begun]
    _move(table.cells, table.edges, union)
    _move(part.cells, own, union)
    added = [cell for cell in part.cells if cell.row >= skipped]
    part.cells.clear()
    offset = table.rows - skipped
    if not skipped and _splits_row(table, added, union):
        added = _join_row(table, added)
        offset -= 1
    for cell in added:
        cell.row += offset
    table.cells += _join_merges(table, added, offset + skipped)
    table.rows, table.edges, table.last = offset + part.rows, union, part
    table.ruled = table.ruled and part.ruled
    table.filled = {(row + offset, column) for row, column in filled}


def _move(cells: Sequence[PageCell], edges: Sequence[float], union: Sequence[float]) -> None:
    """Count the columns of cells by more edges than there were."""
    if len(edges) == len(union):
        return
    places = [_nearest(union, edge) for edge in edges]
    for cell in cells:
        first, stop = places[cell.column], places[cell.column + cell.colspan]
        cell.column, cell.colspan = first, stop - first


def _nearest(edges: Sequence[float], edge: float) -> int:
    return min(range(len(edges)), key=lambda at: abs(edges[at] - edge))


def _splits_row(table: _Open, added: Sequence[PageCell], union: Sequence[float]) -> bool:
    """Whether the first row of a part is the rest of the row that ended the page before.

    That is so only where the row before has what a row of its own has, an amount or a number of
    its item, and the rest has none and goes on with text that filled its line.
    """
    rest = [cell for cell in added if cell.row == 0 and cell.text]
    if not rest or any(cell.rowspan > 1 or _begins_row(cell.text) for cell in rest):
        return False
    above = {cell.column: cell for cell in table.tail if cell.row + cell.rowspan == table.rows}
    filled = {(row, _nearest(union, table.edges[column])) for row, column in table.filled}
    goes_on = all(
        cell.column in above
        and above[cell.column].colspan == cell.colspan
        and (above[cell.column].row, cell.column) in filled
        for cell in rest
    )
    return goes_on and _is_whole(table, [above[cell.column] for cell in rest], rest)


def _begins_row(text: str) -> bool:
    return is_amount(text) or bool(_OWN_ROW.match(text))


def _is_whole(table: _Open, begun: Sequence[PageCell], rest: Sequence[PageCell]) -> bool:
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


def _join_row(table: _Open, added: Sequence[PageCell]) -> list[PageCell]:
    """The texts of a part's first row put behind those of the table's last row."""
    rest = {cell.column: cell.text for cell in added if cell.row == 0 and cell.text}
    for cell in table.tail:
        if cell.row + cell.rowspan == table.rows and cell.column in rest:
            cell.text = joined(cell.text, rest[cell.column])
    return [cell for cell in added if cell.row > 0]


def joined(before: str, after: str) -> str:
    """Two pieces of a text that a page break cut in two."""
    if not before or not after:
        return before or after
    return before + ("" if before[-1] >= "\u2e80" and after[0] >= "\u2e80" else " ") + after


def _join_merges(table: _Open, moved: list[PageCell], first: int) -> list[PageCell]:
    """A vertical merge that the page break cut in two made whole."""
    if all(cell.row != first or (cell.text and cell.rowspan == 1) for cell in moved):
        return moved  # nothing that may go on with a cell above
    above = {
        (cell.column, cell.colspan): cell
        for cell in table.tail
        if cell.row + cell.rowspan == first and cell.row < first
    }
    kept = []
    for cell in moved:
        whole = above.get((cell.column, cell.colspan)) if cell.row == first else None
        if whole is None or not (_one_merge(whole, cell) or _is_begun(table, whole, cell)):
            kept.append(cell)
        else:
            whole.text = whole.text or cell.text
            whole.rowspan += cell.rowspan
    return kept


def _one_merge(above: PageCell, below: PageCell) -> bool:
    if above.text and below.text:
        return False
    if above.text:
        return below.rowspan > 1 or above.rowspan > 1
    return below.rowspan > 1 and above.rowspan > 1 and bool(below.text)


def _is_begun(table: _Open, above: PageCell, below: PageCell) -> bool:
    """Whether a blank cell is the top of the one below, whose text is set on the next page.

    That is so in a column of merges, as of classes over their rows, that has no other blank.
    """
    if above.text or not below.text:
        return False
    place = above.column, above.colspan
    before = [one for one in table.tail if (one.column, one.colspan) == place and one is not above]
    near = before[-_CLASSES:]
    return all(one.text for one in near) and sum(one.rowspan > 1 for one in near) > 1


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
    return re.sub(r"\d+", "#", plain(text.paragraph.text)), round(text.top * 50)


def _last_table(result: Sequence[_Open | PageText], running: set[tuple[str, int]]) -> int:
    """The place of the last block but page furniture, if it is a table; -1 if it is not."""
    for at in range(len(result) - 1, -1, -1):
        block = result[at]
        if isinstance(block, _Open):
            return at
        if _key(block) not in running:
            return -1
    return -1


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
