"""Files become Documents here: blocks, grids, spans and places; nothing about budgets.

``read(path)`` takes a file of any known kind and returns a ``Document`` or raises
``UnreadableDocument`` with one clear sentence.
"""

from yusuan.documents.model import (
    Block,
    Cell,
    Document,
    Note,
    Paragraph,
    Place,
    Source,
    Table,
    UnreadableDocument,
)

__all__ = [
    "Block",
    "Cell",
    "Document",
    "Note",
    "Paragraph",
    "Place",
    "Source",
    "Table",
    "UnreadableDocument",
]
