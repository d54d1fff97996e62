"""The real texts beside the checkout: every row is there, at its line, and as the truth says."""

import gzip
import json
import re
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import pytest

from yusuan.documents.model import Cell, Document, Paragraph, Source, Table
from yusuan.documents.text import read

NAMES = ["shifeng-2020", "hetang-2024", "jianghan-2022"]
TARGETS = ["shifeng-2019-targets", "shifeng-2023-targets"]
pytestmark = pytest.mark.shared


def seed(shared: Path, name: str) -> Document:
    path = shared / "seeds" / f"{name}.txt"
    return read(path.read_bytes(), Source(path.name, "", "text"))


def sizes(document: Document) -> list[tuple[int, int]]:
    return [(table.rows, table.columns) for table in document.tables]


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def truth(shared: Path, name: str) -> list[dict[str, Any]]:
    """The grids of a document; a table marked 续表 is the same one, after a page break."""
    path = shared / "documents" / f"{name}.grids.json.gz"
    tables: list[dict[str, Any]] = []
    for grid in json.loads(gzip.decompress(path.read_bytes())):
        if grid["title"] != "续表":
            tables.append(grid)
            continue
        for cell in grid["cells"]:
            tables[-1]["cells"].append({**cell, "r": cell["r"] + tables[-1]["rows"]})
        tables[-1]["rows"] += grid["rows"]
    return tables


def figure(text: str) -> Decimal | None:
    try:
        return Decimal(squeezed(text).replace(",", ""))
    except InvalidOperation:
        return None


def agrees(mine: str, true: str) -> bool:
    """Whether two texts say the same: the truth has figures rounded and names masked."""
    if squeezed(mine) == squeezed(true) or squeezed(true) == "00000000" or true.endswith("某"):
        return True
    one, two = figure(mine), figure(true)
    return one is not None and two is not None and abs(one - two) <= Decimal("0.005")


def at(table: Table) -> dict[tuple[int, int], Cell]:
    return {(cell.row, cell.column): cell for cell in table.cells}


def pairs(shared: Path, name: str) -> list[tuple[dict[str, Any], Cell | None, bool]]:
    """Every true cell with ours; the rows above the header that are prose for us have none."""
    found = []
    tables = list(seed(shared, name).tables)
    for mine, grid in zip(tables, truth(shared, name), strict=True):
        above, cells = grid["rows"] - mine.rows, at(mine)
        for cell in grid["cells"]:
            if cell["r"] >= above:
                found.append((cell, cells.get((cell["r"] - above, cell["c"])), grid["form"]))
    return found


@pytest.mark.parametrize(("name", "texts"), [("shifeng-2020", 827), ("jianghan-2022", 1554)])
def test_every_text_stands_in_its_row_and_column(shared: Path, name: str, texts: int) -> None:
    filled = [(cell, mine) for cell, mine, _ in pairs(shared, name) if cell["text"].strip()]
    wrong = [cell for cell, mine in filled if not (mine and agrees(mine.text, cell["text"]))]
    assert (len(filled), wrong) == (texts, [])


@pytest.mark.parametrize(("name", "spans"), [("shifeng-2020", 48), ("jianghan-2022", 41)])
def test_every_span_of_a_budget_table_is_rebuilt(shared: Path, name: str, spans: int) -> None:
    true = [
        ((cell["rs"], cell["cs"]), mine and (mine.rowspan, mine.colspan))
        for cell, mine, form in pairs(shared, name)
        if (cell["rs"], cell["cs"]) != (1, 1) and not form
    ]
    assert (len(true), [pair for pair in true if pair[0] != pair[1]]) == (spans, [])


@pytest.mark.parametrize("name", NAMES + TARGETS)
def test_every_figure_of_the_file_is_read_in_its_order(shared: Path, name: str) -> None:
    texts: list[str] = []
    for block in seed(shared, name).blocks:
        cells = [block] if isinstance(block, Paragraph) else block.cells
        texts.extend(cell.text for cell in cells)
    raw = (shared / "seeds" / f"{name}.txt").read_text("utf-8-sig")
    assert re.findall(r"\d", "".join(texts)) == re.findall(r"\d", raw)


@pytest.mark.parametrize("name", NAMES + TARGETS)
def test_every_cell_is_at_the_line_it_says(shared: Path, name: str) -> None:
    lines = (shared / "seeds" / f"{name}.txt").read_text("utf-8-sig").split("\n")
    for table in seed(shared, name).tables:
        for cell in table.cells:
            first = squeezed(cell.text.split("\n")[0])[:4]
            assert cell.place.line is not None
            here = lines[cell.place.line - 1 : cell.place.line + 2]  # a cell may begin with blanks
            assert first.strip("☑☐") in squeezed("".join(here))


def test_a_table_over_a_page_break_is_one(shared: Path) -> None:
    assert sizes(seed(shared, "shifeng-2020"))[14] == (56, 5)


def test_the_forms_of_jianghan_have_all_their_rows(shared: Path) -> None:
    forms = sizes(seed(shared, "jianghan-2022"))[-6:]
    assert forms == [(107, 7), (37, 6), (31, 6), (35, 6), (36, 6), (36, 6)]


def test_the_forms_of_hetang_have_all_their_rows(shared: Path) -> None:
    assert sizes(seed(shared, "hetang-2024"))[-3:] == [(17, 11), (14, 11), (37, 8)]


def test_lost_columns_of_hetang_are_left_as_they_are(shared: Path) -> None:
    table = next(table for table in seed(shared, "hetang-2024").tables if table.place.line == 175)
    spans = {cell.text: (cell.column, cell.colspan) for cell in table.cells if cell.row == 0}
    assert (spans["基本支出"], spans["项目支出"]) == ((6, 3), (9, 1))
    assert at(table)[3, 10].text == "43.88"


def test_the_target_tables_of_2019_have_all_their_projects(shared: Path) -> None:
    document = seed(shared, "shifeng-2019-targets")
    assert sizes(document) == [(13, 6), (15, 16), (10, 3), (7, 7), (7, 7), (4, 7), (5, 7)]
    first, second, *_ = document.tables
    assert [at(first)[row, 0].text for row in range(1, 13)] == ["１", *map(str, range(2, 13))]
    assert [at(second)[row, 4].text for row in range(3, 15)] == [
        at(first)[row, 3].text for row in range(1, 13)
    ]


def test_the_indicator_columns_of_2019_are_under_their_groups(shared: Path) -> None:
    table = list(seed(shared, "shifeng-2019-targets").tables)[1]
    spans = {cell.text: (cell.column, cell.rowspan, cell.colspan) for cell in table.cells}
    assert spans["主管\n部门"] == (0, 3, 1)
    assert [spans[group] for group in ("绩效指标", "产出指标", "效益指标")] == [
        (7, 1, 9),
        (7, 1, 4),
        (11, 1, 5),
    ]


def test_the_five_forms_of_2023_have_all_their_rows(shared: Path) -> None:
    document = seed(shared, "shifeng-2023-targets")
    assert sizes(document) == [(30, 5), (8, 5), (20, 6), (25, 6), (24, 6)]
    tables = list(document.tables)
    assert [at(table)[1, 1].text for table in tables[2:]] == ["54", "20", "100"]
    assert not any("GoBack" in cell.text for table in tables for cell in table.cells)


def test_illegible_tables_are_noted(shared: Path) -> None:
    notes = seed(shared, "shifeng-2020").notes
    assert ["无法辨认" in note.message for note in notes] == [True, True]
