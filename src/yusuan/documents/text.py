"""Plain texts: bytes to a Document, whatever way the text writes its tables.

Known ways: tab-separated rows, one cell to a line, bars, commas, and columns aligned by spaces.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yusuan.documents.model import Document, Note, Source
from yusuan.documents.text_bytes import bytes_to_text
from yusuan.documents.text_cells import cell_items, is_cell_a_line
from yusuan.documents.text_columns import aligned_items
from yusuan.documents.text_commas import comma_items, is_comma_separated
from yusuan.documents.text_rows import Item, is_piped, piped_row, tab_row
from yusuan.documents.text_tables import items_to_blocks


def read(data: bytes, source: Source) -> Document:
    """The document a text file holds; raises UnreadableDocument for bytes that are no text."""
    notes: list[Note] = []
    text = bytes_to_text(data, notes)
    blocks = items_to_blocks(_items(text, source.path, notes), notes)
    return Document(source, blocks, tuple(notes))


def _items(text: str, path: str, notes: list[Note]) -> Iterator[Item]:
    lines = text.split("\n")
    if is_comma_separated(lines, path):
        return comma_items(lines, notes)
    if is_cell_a_line(lines):
        return cell_items(lines)
    return _mixed_items(lines, notes)


def _mixed_items(lines: Sequence[str], notes: list[Note]) -> Iterator[Item]:
    """The items of a text with tables by tabs, bars or aligned spaces among its prose."""
    index = 0
    while index < len(lines):
        if "\t" in lines[index]:
            row, index = tab_row(lines, index)
            yield row
        elif is_piped(lines[index]):
            found = piped_row(lines[index], index + 1)
            if found:
                yield found
            index += 1
        else:
            end = _plain_end(lines, index)
            yield from aligned_items(lines[index:end], index + 1, notes)
            index = end


def _plain_end(lines: Sequence[str], index: int) -> int:
    while index < len(lines) and "\t" not in lines[index] and not is_piped(lines[index]):
        index += 1
    return index
