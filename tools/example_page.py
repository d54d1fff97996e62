"""An example as a page: one HTML file that needs nothing else, for a screen, a phone and paper."""

from __future__ import annotations

from html import escape
from pathlib import Path

from tools.grids import Example, GridCell, Sheet

_STYLE = (Path(__file__).parent / "examples" / "page.css").read_text(encoding="utf-8")


def write(example: Example, path: Path) -> None:
    """Write the page; the same example always gives the same file."""
    path.write_text("\n".join([*_head(example), *_body(example), "</html>", ""]), encoding="utf-8")


def _head(example: Example) -> list[str]:
    return [
        "<!doctype html>",
        '<html lang="zh-CN">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(example.title)}</title>",
        f"<style>\n{_STYLE}</style>",
        "</head>",
    ]


def _body(example: Example) -> list[str]:
    lines = ["<body>", "<main>", f"<h1>{escape(example.title)}</h1>"]
    lines += [_paragraph(level, text) for level, text in example.text]
    for sheet in example.sheets:
        lines += _section(example, sheet)
    return [*lines, "</main>", "</body>"]


def _paragraph(level: int, text: str) -> str:
    tag = f"h{level + 1}" if level else "p"
    return f"<{tag}>{escape(text)}</{tag}>"


def _section(example: Example, sheet: Sheet) -> list[str]:
    unit = "" if sheet.form else f"<p>单位：{example.unit}</p>"
    return [
        f'<section class="{_kind(sheet)}">',
        *([f'<p class="number">{sheet.number}</p>'] if sheet.number else []),
        f"<h3>{escape(sheet.title)}</h3>",
        f'<div class="unit"><p>{escape(sheet.above)}</p>{unit}</div>',
        '<div class="scroll">',
        *_table(sheet),
        "</div>",
        *([f'<p class="note">{escape(sheet.note)}</p>'] if sheet.note else []),
        "</section>",
    ]


def _kind(sheet: Sheet) -> str:
    if sheet.form:
        return "form"
    return "wide" if len(sheet.rows[0]) > 6 else "table"


def _table(sheet: Sheet) -> list[str]:
    rows: list[list[str]] = [[] for _ in sheet.rows]
    for cell in sheet.cells:
        rows[cell.row].append(_cell(sheet, cell))
    lines = [f"<tr>{''.join(row)}</tr>" for row in rows]
    head, body = lines[: sheet.header], lines[sheet.header :]
    thead = ["<thead>", *head, "</thead>"] if head else []
    return ["<table>", *_columns(sheet), *thead, "<tbody>", *body, "</tbody>", "</table>"]


def _columns(sheet: Sheet) -> list[str]:
    shares = (f"{100 * width / sum(sheet.widths):.1f}" for width in sheet.widths)
    cols = "".join(f'<col style="width:{share}%">' for share in shares)
    return [f"<colgroup>{cols}</colgroup>"] if cols else []


def _cell(sheet: Sheet, cell: GridCell) -> str:
    tag = "th" if cell.row < sheet.header else "td"
    spans = "".join(
        f' {name}="{size}"'
        for name, size in (("rowspan", cell.rowspan), ("colspan", cell.colspan))
        if size > 1
    )
    kind = "" if cell.amount is None or sheet.form else ' class="amount"'
    return f"<{tag}{spans}{kind}>{escape(sheet.shown(cell))}</{tag}>"
