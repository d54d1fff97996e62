"""PDFs drawn for tests: a table in whatever style, and its text read back."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from yusuan.documents import pdf
from yusuan.documents.model import Document, Paragraph, Source, Table

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
FONT, SIZE = "STSong-Light", 10
PAGE = (595.0, 842.0)
HEADER = ["科目编码", "科目名称", "金额"]
ROWS = [HEADER, ["201", "一般公共服务支出", "1,234.50"], ["20103", "行政运行", "999.99"]]
WIDTHS = [90.0, 180.0, 100.0]

Draw = Callable[[Canvas], None]


def made(*pages: Draw, size: tuple[float, float] = PAGE, **options: object) -> bytes:
    """Return a PDF with a page for each function."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=size, **options)
    for draw in pages:
        canvas.setFont(FONT, SIZE)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def read(data: bytes) -> Document:
    """Read a PDF from memory."""
    return pdf.read(data, Source("t.pdf", "", "pdf"))


def texts(
    canvas: Canvas, rows: Sequence[Sequence[str]], *, top: float = 700, height: float = 20
) -> None:
    """Write the rows of a table: amounts to the right, all else to the left."""
    for number, row in enumerate(rows):
        y = top - number * height - 14
        left = 72.0
        for width, text in zip(WIDTHS, row, strict=False):
            if text[:1].isdigit() and "." in text:
                canvas.drawRightString(left + width - 4, y, text)
            else:
                canvas.drawString(left + 4, y, text)
            left += width


def lines(count: int, *, top: float = 700, height: float = 20) -> list[tuple[float, ...]]:
    """Return the rulings (x0, y0, x1, y1) of a table with that many rows."""
    xs = [72.0 + sum(WIDTHS[:at]) for at in range(len(WIDTHS) + 1)]
    ys = [top - height * at for at in range(count + 1)]
    return [(xs[0], y, xs[-1], y) for y in ys] + [(x, ys[0], x, ys[-1]) for x in xs]


def table(
    canvas: Canvas, rows: Sequence[Sequence[str]] = ROWS, *, top: float = 700, height: float = 20
) -> None:
    """Draw a plainly ruled table."""
    texts(canvas, rows, top=top, height=height)
    canvas.lines(lines(len(rows), top=top, height=height))


def grid(found: Table) -> list[list[str]]:
    """Return the text of every position; a spanned one is empty."""
    rows = [[""] * found.columns for _ in range(found.rows)]
    for cell in found.cells:
        rows[cell.row][cell.column] = cell.text
    return rows


def only_table(data: bytes) -> Table:
    """Return the table of a document that has one."""
    (found,) = read(data).tables
    return found


def paragraphs(document: Document) -> list[str]:
    """Return the texts outside the tables."""
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]
