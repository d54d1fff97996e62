"""How a table goes on paper: its page, its type size, and how wide each column is.

Nothing is ever cut: type shrinks first, then the page turns, then grows to A3, then text wraps.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from yusuan.documents.model import Cell
from yusuan.publish.volume import TableBlock, figure_columns, is_figure

MARGIN = 51.0  # 18 mm, in points
PADDING = 3.0  # left and right of a cell's text
# Of the type size: a digit of the widest font that may stand in, and a Chinese character.
_NARROW, _WIDE = 0.64, 1.0
_SENTENCE = 14.0  # ems of text a column wants at most before its lines may break
_LABEL = 6.0  # ems; a heading no longer stands on one line if it can
_AROUND = 130.0  # points for the titles above a table and the notes below it
_AIRY = 0.8  # of the type size
_LEAST = 4.0  # ems of text no column should go below


@dataclass(frozen=True, slots=True)
class Page:
    """A paper size in points, as it lies."""

    name: str
    width: float
    height: float

    @property
    def landscape(self) -> bool:
        """Whether it is wider than high."""
        return self.width > self.height

    @property
    def room(self) -> float:
        """The width between its margins."""
        return self.width - 2 * MARGIN


PORTRAIT = Page("a4", 595.28, 841.89)
LANDSCAPE = Page("a4", 841.89, 595.28)
LARGE = Page("a3", 1190.55, 841.89)

#: What is tried in order: the page, and the type sizes on it.
_UPRIGHT = (PORTRAIT, (10.0, 9.5, 9.0, 8.5))
_ACROSS = (LANDSCAPE, (10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0))
_TIGHT = (LANDSCAPE, (6.5, 6.0))
_BROAD = (LARGE, (9.0, 8.0, 7.0, 6.0))
_PROSE = 3 * _SENTENCE  # ems of a text that wraps in any column
_PAGES_OF_PROSE = (
    (PORTRAIT, 9.5),
    (PORTRAIT, 8.5),
    (LANDSCAPE, 9.0),
    (LANDSCAPE, 8.0),
    (LARGE, 8.0),
)


@dataclass(frozen=True, slots=True)
class Layout:
    """The page of a table, its type size in points, and the widths of its columns in points."""

    page: Page
    size: float
    widths: tuple[float, ...]


@dataclass(slots=True)
class _Wish:
    """What a column needs so that no number breaks, and what its text would like, in ems."""

    needs: float = 1.0
    wants: float = 1.0


def layout(block: TableBlock) -> Layout:
    """The first page and size at which every column gets what its figures and words need."""
    if _is_prose(block):
        return _of_prose(block)
    wishes = _wishes(block, block.table.cells)
    page, size = _page_of_figures(wishes, block.landscape)
    return Layout(page, size, _shared(wishes, page, size))


def is_broad(block: TableBlock) -> bool:
    """Whether the page of a table is a broad one; its widths are not worked out for this."""
    if _is_prose(block):
        return _page_of_prose(_wishes(block, _narrow(block)), block.landscape)[0].landscape
    return _page_of_figures(_wishes(block, block.table.cells), block.landscape)[0].landscape


def _page_of_figures(wishes: list[_Wish], landscape: bool | None) -> tuple[Page, float]:
    """The first page and size that give every column its wants, or that let texts wrap well."""
    tries = [_UPRIGHT, _ACROSS, _TIGHT, _BROAD]
    if landscape is not None:
        tries = [_ACROSS, _TIGHT, _BROAD] if landscape else [_UPRIGHT, *tries[1:]]
    wants = [wish.wants for wish in wishes]
    for page, sizes in tries:
        for size in sizes:
            if _total(wants, size) <= page.room:
                return page, size
        smallest = sizes[-1]
        if page is not LARGE and _fits_wrapped(wishes, page, smallest):
            return page, smallest
    page, sizes = _BROAD
    return page, sizes[-1]


def _is_prose(block: TableBlock) -> bool:
    """Whether a table is a form, or holds texts that no column is wide enough for."""
    return bool(block.labels) or any(
        ems(cell.text) > _PROSE * cell.colspan for cell in block.table.cells
    )


def _of_prose(block: TableBlock) -> Layout:
    """The page and the widths for texts; what reaches over most columns has room enough."""
    narrow = _narrow(block)
    wishes = _wishes(block, narrow)
    page, size = _page_of_prose(wishes, block.landscape)
    return Layout(page, size, _by_text(narrow, wishes, page, size))


def _narrow(block: TableBlock) -> list[Cell]:
    return [cell for cell in block.table.cells if 2 * cell.colspan <= block.table.columns]


def _page_of_prose(wishes: list[_Wish], landscape: bool | None) -> tuple[Page, float]:
    """The page on which texts wrap well: a type size to read comes before a small page."""
    pages = [one for one in _PAGES_OF_PROSE if landscape in (None, one[0].landscape)]
    return next((one for one in pages if _fits_wrapped(wishes, *one)), pages[-1])


def _by_text(
    cells: Sequence[Cell], wishes: list[_Wish], page: Page, size: float
) -> tuple[float, ...]:
    """Widths by how much text each column has: its needs, then a share by the root of its text.

    The lines of a column are its text by its width; by the root, all columns are about as long.
    """
    widths = [wish.needs * size + 2 * PADDING for wish in wishes]
    texts = [math.sqrt(amount) for amount in _texts(cells, len(wishes))]
    most = [
        max(wish.wants, text) * size + 2 * PADDING for wish, text in zip(wishes, texts, strict=True)
    ]
    spare = page.room - sum(widths)
    while spare > 1 and any(texts):
        shares = [spare * text / sum(texts) for text in texts]
        added = [min(s, m - w) for s, m, w in zip(shares, most, widths, strict=True)]
        widths = [width + more for width, more in zip(widths, added, strict=True)]
        texts = [t if w < m else 0 for t, w, m in zip(texts, widths, most, strict=True)]
        spare -= sum(added)
    return _scaled(widths, page.room)


def _texts(cells: Iterable[Cell], columns: int) -> list[float]:
    """How much text each column has, in ems; a merged cell gives each of its columns a part."""
    found = [0.0] * columns
    for cell in cells:
        part = sum(map(_em, cell.text)) / cell.colspan
        for column in range(cell.column, cell.column + cell.colspan):
            found[column] += part
    return found


def _fits_wrapped(wishes: list[_Wish], page: Page, size: float) -> bool:
    """Whether the needs are met with some room left, so that text wraps and does not crumble."""
    comfort = [wish.needs + 0.45 * (wish.wants - wish.needs) for wish in wishes]
    return _total(comfort, size) <= page.room


def _total(ems: list[float], size: float) -> float:
    return sum(ems) * size + 2 * PADDING * len(ems)


def _shared(wishes: list[_Wish], page: Page, size: float) -> tuple[float, ...]:
    """The room of a page shared out: needs first, then wants, then the rest in proportion."""
    needs = [wish.needs * size + 2 * PADDING for wish in wishes]
    wants = [wish.wants * size + 2 * PADDING for wish in wishes]
    if sum(wants) <= page.room:
        return _scaled(wants, page.room)
    if sum(needs) >= page.room:
        return _scaled(needs, page.room)
    share = (page.room - sum(needs)) / (sum(wants) - sum(needs))
    widths = [least + share * (most - least) for least, most in zip(needs, wants, strict=True)]
    return _scaled(widths, page.room)


def _scaled(widths: list[float], room: float) -> tuple[float, ...]:
    """Widths that fill the room; rounded, so that two machines print the same."""
    factor = room / sum(widths) if widths else 1.0
    return tuple(round(width * factor, 2) for width in widths)


def _wishes(block: TableBlock, cells: Iterable[Cell]) -> list[_Wish]:
    wishes = [_Wish() for _ in range(block.table.columns)]
    columns = figure_columns(block)
    wide: list[tuple[Cell, float, float]] = []
    for cell in cells:
        if not cell.text:
            continue
        needs, wants = _cell(block, cell, columns)
        if cell.colspan == 1:
            wish = wishes[cell.column]
            wish.needs, wish.wants = max(wish.needs, needs), max(wish.wants, wants)
        else:
            wide.append((cell, needs, wants))
    for cell, needs, wants in wide:
        _spread(wishes[cell.column : cell.column + cell.colspan], needs, wants)
    return wishes


def _spread(wishes: list[_Wish], needs: float, wants: float) -> None:
    """Give the columns under a merged cell what it lacks, each the same."""
    for name, whole in (("needs", needs), ("wants", wants)):
        lack = (whole - sum(getattr(wish, name) for wish in wishes)) / max(len(wishes), 1)
        for wish in wishes if lack > 0 else ():
            setattr(wish, name, getattr(wish, name) + lack)


def _cell(block: TableBlock, cell: Cell, columns: frozenset[int]) -> tuple[float, float]:
    """What one cell needs and wants, in ems."""
    whole = ems(cell.text)
    if is_figure(block, cell, columns):
        return whole, whole
    word = min(longest_word(cell.text), _SENTENCE)
    if cell.row < block.header:
        lines = whole if whole <= _LABEL else max(5.0, whole / 3)
        return max(word, min(whole, 2.0)), max(word, lines)
    wants = min(whole, _SENTENCE * cell.colspan)
    return max(word, min(whole, _LEAST)), wants


@lru_cache(maxsize=65536)
def ems(text: str) -> float:
    """The width of the longest line of a text, in ems."""
    if text.isascii() and "\n" not in text:
        return _NARROW * len(text)
    return max((sum(map(_em, line)) for line in text.splitlines()), default=0.0)


@lru_cache(maxsize=65536)
def longest_word(text: str) -> float:
    """The width of the longest run that must not break: a number, a code, a Latin word."""
    narrow = "".join(char if _em(char) == _NARROW else " " for char in text)
    return max((_NARROW * len(word) for word in narrow.split()), default=0.0)


def _em(char: str) -> float:
    return _WIDE if unicodedata.east_asian_width(char) in "WFA" else _NARROW


def heights(block: TableBlock, widths: tuple[float, ...], size: float) -> list[float]:
    """How high each row must be, in points, for programs that do not see to it themselves."""
    line = 1.4 * size
    found = [line + 0.4 * size] * block.table.rows
    tall: list[tuple[Cell, float]] = []
    for cell in block.table.cells:
        if not cell.text:
            continue
        room = sum(widths[cell.column : cell.column + cell.colspan]) - 2 * PADDING
        needs = line * _lines(cell.text, max(room, size) / size) + 0.4 * size
        if cell.rowspan == 1:
            found[cell.row] = max(found[cell.row], needs)
        else:
            tall.append((cell, needs))
    for cell, needs in tall:
        rows = range(cell.row, min(cell.row + cell.rowspan, block.table.rows))
        lack = (needs - sum(found[row] for row in rows)) / max(len(rows), 1)
        for row in rows if lack > 0 else ():
            found[row] += lack
    return found


def air(block: TableBlock, plan: Layout) -> float:
    """What a row gets above its need, in points, so that a short table fills its page better."""
    need = sum(heights(block, plan.widths, plan.size))
    spare = plan.page.height - 2 * MARGIN - _AROUND - need
    return round(max(0.0, min(spare / max(block.table.rows, 1), _AIRY * plan.size)), 2)


def _lines(text: str, room: float) -> int:
    """How many lines a text takes in a room of so many ems."""
    if ems(text) <= room and "\n" not in text:
        return 1
    return sum(max(1, math.ceil(ems(line) / room)) for line in text.splitlines()) or 1
