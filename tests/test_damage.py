"""Damaged copies of real files: a reading or one clear sentence, never a traceback or a hang."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from yusuan import checks, pipeline
from yusuan.documents import Cell, Document, Place, Source, Table, UnreadableDocument, reader
from yusuan.forms.recognise import recognise
from yusuan.ledger import Disclosure

FILES = (
    "documents/jianghan-2022.docx",
    "documents/jianghan-2022.xlsx",
    "documents/jianghan-2022.html",
    "documents/shifeng-2020.xls",
    "documents/shifeng-2020.pdf",
    "seeds/hetang-2024.txt",
    "seeds/shifeng-2023-targets.txt",
    "disclosures/js-procuratorate-2019-dept-budget.pdf",
    "disclosures/sh-putuo-social-work-dept-2024-dept-final.pdf",
)


def _bytes_damaged(data: bytes, chance: random.Random) -> Iterator[bytes]:
    yield data[: chance.randrange(len(data))]
    for count in (1, 20, 400):
        spoiled = bytearray(data)
        for _ in range(count):
            spoiled[chance.randrange(len(spoiled))] = chance.randrange(256)
        yield bytes(spoiled)
    start, size = chance.randrange(len(data)), chance.randrange(1, 5000)
    yield data[:start] + data[start + size :]
    yield data[:start] + data[start : start + size] * 2 + data[start:]


def _checked(document: Document) -> Disclosure:
    found = recognise(document)
    (result,) = checks.check([found])
    ids = {fact.id for fact in found.facts}
    assert set(result.untouched) <= ids
    return found


@pytest.mark.parametrize("name", FILES)
def test_damaged_bytes_are_read_or_refused_in_one_sentence(shared: Path, name: str) -> None:
    data = (shared / name).read_bytes()
    chance = random.Random(name)
    for damaged in _bytes_damaged(data, chance):
        try:
            document = reader.read_bytes(damaged, Path(name).name)
        except UnreadableDocument as refusal:
            assert str(refusal).strip()
            assert "\n" not in str(refusal)
        else:
            _checked(document)


def _texts_swapped(table: Table, chance: random.Random) -> Table:
    cells = list(table.cells)
    for _ in range(len(cells) // 10 + 1):
        one, other = chance.randrange(len(cells)), chance.randrange(len(cells))
        cells[one], cells[other] = (
            replace(cells[one], text=cells[other].text),
            replace(cells[other], text=cells[one].text),
        )
    return replace(table, cells=tuple(cells))


def _emptied(table: Table, chance: random.Random) -> Table:
    cells = (replace(c, text="") if chance.random() < 0.3 else c for c in table.cells)
    return replace(table, cells=tuple(cells))


def _lost(table: Table, chance: random.Random) -> Table:
    return replace(table, cells=tuple(c for c in table.cells if chance.random() < 0.8))


def _merged(table: Table, chance: random.Random) -> Table:
    """Cells grown over their neighbours, which vanish; now and then far beyond the grid."""
    taken: set[tuple[int, int]] = set()
    kept: list[Cell] = []
    for cell in table.cells:
        across, down = chance.choice((1, 1, 2, 9)), chance.choice((1, 1, 2))
        over = {(cell.row + r, cell.column + c) for r in range(down) for c in range(across)}
        if not over & taken:
            taken |= over
            kept.append(replace(cell, colspan=across, rowspan=down))
    return replace(table, cells=tuple(kept))


def _ragged(table: Table, chance: random.Random) -> Table:
    cells = (replace(c, column=c.column + 1) if chance.random() < 0.1 else c for c in table.cells)
    inside = {(c.row, c.column): c for c in cells if c.column < table.columns}
    return replace(table, cells=tuple(inside.values()), ragged=True)


DAMAGE = (_texts_swapped, _emptied, _lost, _merged, _ragged)


@pytest.mark.parametrize("damage", DAMAGE, ids=lambda damage: damage.__name__.strip("_"))
@pytest.mark.parametrize("name", FILES)
def test_damaged_tables_are_read_and_checked(
    shared: Path, name: str, damage: Callable[[Table, random.Random], Table]
) -> None:
    document = reader.read(shared / name)
    chance = random.Random(name + damage.__name__)
    blocks = tuple(damage(b, chance) if isinstance(b, Table) else b for b in document.blocks)
    _checked(replace(document, blocks=blocks))


def test_a_table_of_a_hundred_thousand_rows_is_read_and_checked() -> None:
    rows = 100_000
    head = [("科目编码", "科目名称", "合计", "基本支出", "项目支出")]
    body = [("2010301", "行政运行", "3.00", "1.00", "2.00")] * rows
    cells = tuple(
        Cell(r, c, text, place=Place(table=1, row=r + 1, column=c + 1))
        for r, row in enumerate(head + body)
        for c, text in enumerate(row)
    )
    source = Source("大表.txt", "0" * 64, "text")
    found = _checked(Document(source, (Table(cells, rows + 1, 5, Place(table=1)),)))
    assert sum(1 for _ in found.facts) == 3 * rows


def test_one_broken_file_does_not_stop_the_others(shared: Path, tmp_path: Path) -> None:
    broken = tmp_path / "坏文件.pdf"
    broken.write_bytes((shared / FILES[4]).read_bytes()[:2000])
    requests = [pipeline.Request(str(broken)), pipeline.Request(str(shared / FILES[5]))]
    first, second = pipeline.read_all(requests, jobs=1)
    assert first.disclosure is None
    assert first.problem
    assert second.disclosure is not None
