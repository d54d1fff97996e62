"""Files made for tests, and what stands in the blocks read back from them."""

from __future__ import annotations

import gzip
import io
import json
import random
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from yusuan.documents.model import Cell, Document, Paragraph, Source, Table

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"


def source(kind: str) -> Source:
    """Return the source of a file that has no name."""
    return Source("", "", kind)


def book(*sheets: Callable[[xlsxwriter.Workbook, Worksheet], None], **names: object) -> bytes:
    """Return a workbook with a sheet for each function; ``names`` are the sheets' names."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as workbook:
        for number, write in enumerate(sheets):
            write(workbook, workbook.add_worksheet(names.get(f"name{number}")))
    return buffer.getvalue()


def rows_book(rows: Sequence[Sequence[object]], *, ruled: bool = False, name: str = "表") -> bytes:
    """Return a workbook whose sheet holds these rows; with lines only around rows of several."""

    def write(workbook: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        lines = workbook.add_format({"border": 1})
        for at, row in enumerate(rows):
            for column, value in enumerate(row):
                if value is not None:
                    sheet.write(at, column, value, lines if ruled and len(row) > 1 else None)

    return book(write, name0=name)


def docx_file(body: str, **parts: str) -> bytes:
    """Return a DOCX file with this body and these other parts of its word folder."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        text = f"<w:body>{body}</w:body>"
        archive.writestr("word/document.xml", _word("document", text))
        for name, inside in parts.items():
            archive.writestr(f"word/{name}.xml", _word(name, inside))
    return buffer.getvalue()


def _word(name: str, inside: str) -> str:
    return f'<w:{name} xmlns:w="{_W}" xmlns:w14="{_W14}">{inside}</w:{name}>'


def p(text: str, properties: str = "") -> str:
    """Return a paragraph of a DOCX file."""
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


def tc(text: str, properties: str = "") -> str:
    """Return a cell of a DOCX table."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """Return a row of a DOCX table."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str, grid: Sequence[int] = ()) -> str:
    """Return a DOCX table, with these widths of columns."""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid)
    return f"<w:tbl><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def texts(document: Document) -> list[str]:
    """Return the texts of the paragraphs."""
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def outline(document: Document) -> list[str]:
    """Return the blocks in order: the texts of paragraphs, and the rows × columns of tables."""
    return [
        block.text if isinstance(block, Paragraph) else f"{block.rows}×{block.columns}"
        for block in document.blocks
    ]


def grid(table: Table) -> list[list[str]]:
    """Return the texts of a table by rows, where each cell begins."""
    rows = [[""] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        rows[cell.row][cell.column] = cell.text
    return rows


def spans(table: Table) -> dict[str, tuple[int, int]]:
    """Return the rows and columns that cells of more than one position cover."""
    return {
        cell.text: (cell.rowspan, cell.colspan)
        for cell in table.cells
        if cell.rowspan * cell.colspan > 1
    }


def only_table(document: Document) -> Table:
    """Return the one table of a document."""
    (table,) = document.tables
    return table


def cell_at(document: Document, name: str) -> Cell:
    """Return the cell that stands at a place such as B7."""
    (found,) = [each for t in document.tables for each in t.cells if each.place.cell == name]
    return found


def notes(document: Document) -> str:
    """Return all that the reader remarked."""
    return "\n".join(note.message for note in document.notes)


def with_part(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return a zipped file with one of its parts changed."""
    return with_parts(data, {name: change})


def with_parts(data: bytes, changes: Mapping[str, Callable[[bytes], bytes]]) -> bytes:
    """Return a zipped file with some of its parts changed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for each in old.namelist():
            part = old.read(each)
            new.writestr(each, changes[each](part) if each in changes else part)
    return buffer.getvalue()


def damaged(data: bytes, seed: int) -> bytes:
    """Return a file with some bytes flipped, dropped or doubled, or with its end cut off."""
    chance = random.Random(seed)
    found = bytearray(data[: chance.randrange(1, len(data))] if chance.random() < 0.1 else data)
    for _ in range(chance.choice([1, 2, 5, 20])):
        at = chance.randrange(len(found))
        way = chance.random()
        if way < 0.5:
            found[at] = chance.randrange(256)
        elif way < 0.7 and len(found) > 40:
            del found[at : at + chance.randrange(1, 20)]
        else:
            found[at:at] = chance.choice([b"99999999", b"-1", b'"', b"<", b"\0", b"1048576"])
    return bytes(found)


def truth(shared: Path, name: str) -> list[dict[str, object]]:
    """Return the tables that a shared document is known to hold."""
    path = shared / "documents" / f"{name}.grids.json.gz"
    return json.loads(gzip.decompress(path.read_bytes()))


def differences(document: Document, known: list[dict[str, object]]) -> list[object]:
    """Return where the tables differ from the known ones: texts without spaces, and spans."""
    read = list(document.tables)
    wrong: list[object] = [] if len(read) == len(known) else [("tables", len(read), len(known))]
    for table, expected in zip(read, known, strict=False):
        if (table.rows, table.columns) != (expected["rows"], expected["cols"]):
            wrong.append((expected["id"], "shape", table.rows, table.columns))
        want = {(c["r"], c["c"]): (c["rs"], c["cs"], _bare(c["text"])) for c in expected["cells"]}
        have = {(c.row, c.column): (c.rowspan, c.colspan, _bare(c.text)) for c in table.cells}
        empty = (1, 1, "")
        wrong.extend(
            (expected["id"], at, want.get(at, empty), have.get(at, empty))
            for at in want.keys() | have.keys()
            if want.get(at, empty) != have.get(at, empty)
        )
    return wrong


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)
