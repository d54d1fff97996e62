"""Small tables as text for tests: | between cells, a row a line; < and ^ continue a cell."""

from yusuan.documents import Cell, Document, Paragraph, Place, Source, Table
from yusuan.forms.recognise import recognise
from yusuan.ledger import Disclosure, Statement


def table(text: str, *, ragged: bool = False) -> Table:
    """A table from lines; 「<」 belongs to the cell on its left, 「^」 to the one above."""
    rows = [[part.strip() for part in line.split("|")] for line in text.strip().splitlines()]
    width = max(map(len, rows))
    cells = []
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if value in {"<", "^"}:
                continue
            across = 1
            while c + across < len(row) and row[c + across] == "<":
                across += 1
            down = 1
            while r + down < len(rows) and len(rows[r + down]) > c and rows[r + down][c] == "^":
                down += 1
            cells.append(Cell(r, c, value, down, across, Place(table=1, row=r + 1, column=c + 1)))
    return Table(tuple(cells), len(rows), width, Place(table=1), ragged)


def read(*blocks: str) -> Disclosure:
    """A document of paragraphs and tables (texts with 「|」), read."""
    made = tuple(table(b) if "|" in b else Paragraph(b) for b in blocks)
    return recognise(Document(Source("测试.txt", "0" * 64, "text"), made))


def statement(title: str, text: str, *, unit: str = "万元") -> Statement:
    """One table with its title and unit, read."""
    return read(title, f"单位：{unit}", text).statements[0]


def meanings(found: Statement) -> dict[str, str]:
    """Coordinates → figure as printed, for every figure that was understood."""
    return {str(fact.coordinates): fact.printed for fact in found.facts if fact.understood}
