"""A Document becomes a Disclosure: whose, which year and stage, and every table as a Statement."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from yusuan.documents import Document, Paragraph, Table
from yusuan.forms import captions
from yusuan.forms.axes import columns, header_height, spans
from yusuan.forms.captions import Caption
from yusuan.forms.grid import Grid, is_number
from yusuan.forms.sections import Context, section
from yusuan.ledger import Disclosure, Origin, Remark, Statement
from yusuan.standards.labels import fold
from yusuan.standards.vocabulary import title_sense

_UNIT_IF_NONE = "万元"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a document says of itself as a whole."""

    entity: str | None
    year: int | None
    stage: str
    scope: str | None
    remarks: tuple[Remark, ...] = ()


def recognise(document: Document) -> Disclosure:
    """Read every table of a document into facts; nothing is dropped without a remark."""
    captioned = list(_captioned(document))
    subject = identify(document, [caption for _, caption in captioned])
    usual_unit = _usual([caption.unit for _, caption in captioned])
    ids = (f"f{number:04d}" for number in itertools.count(1))
    statements = [
        _statement(table, caption, f"t{number:02d}", subject, usual_unit, ids.__next__)
        for number, (table, caption) in enumerate(captioned, 1)
    ]
    notes = tuple(Remark(note.message, note.place) for note in document.notes)
    source = document.source
    return Disclosure(
        Origin(source.path, source.sha256, source.kind),
        subject.entity,
        subject.year,
        subject.stage,
        subject.scope,
        tuple(statements),
        (*notes, *subject.remarks),
    )


def _captioned(document: Document) -> Iterator[tuple[Table, Caption]]:
    """Each table with the lines that stand between it and the table before."""
    lines: list[str] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            lines.extend(block.text.splitlines())
            continue
        table, inner = _peeled(block)
        yield table, captions.caption([*lines, *inner][-12:], block.place.sheet or "")
        lines = []


def _peeled(table: Table) -> tuple[Table, list[str]]:
    """A table without the title and unit rows that stand inside its grid."""
    grid = Grid.of(table)
    top = 0
    inner: list[str] = []
    while top < min(grid.rows - 1, 4):
        texts = grid.texts(top)
        plain = texts and all(
            captions.is_title(t) or captions.unit_in(t) or captions.owner_in(t) for t in texts
        )
        if texts and not (plain and len(texts) <= 3):
            break
        inner.extend(texts)
        top += 1
    if not top:
        return table, []
    cells = tuple(replace(c, row=c.row - top) for c in table.cells if c.row >= top)
    return replace(table, cells=cells, rows=table.rows - top), inner


def identify(document: Document, found: Sequence[Caption]) -> Subject:
    """Whose document it is, of which year and stage: what most of its lines agree on."""
    names: list[tuple[str, int]] = []
    years: list[tuple[str, int]] = []
    stages: list[tuple[str, int]] = []
    for caption in found:
        if caption.owner:
            names.append((caption.owner, 2))
        years.extend((str(year), 3) for year in captions.years_in(caption.title))
        if "决算" in caption.title:
            stages.append(("final", 2))
        elif "预算" in caption.title:
            stages.append(("budget", 1))
    for text, weight in _front(document):
        entity, year, stage = captions.cover(text)
        owner = captions.owner_in(text)
        names.extend([(entity, 3 * weight)] if entity else [])
        names.extend([(owner[0], 2)] if owner else [])
        years.extend([(str(year), 5 * weight)] if year else [])
        stages.extend([(stage, 5)] if stage else [])
    elected = captions.elect(years)
    labels = [caption.owner_label for caption in found if caption.owner_label]
    scope = "unit" if "编制单位" in labels else "department" if labels else None
    return Subject(
        captions.elect(names),
        int(elected) if elected else None,
        captions.elect(stages) or "budget",
        scope,
    )


def _front(document: Document) -> Iterator[tuple[str, int]]:
    """The short lines at the beginning, where a cover stands; two of them joined as well."""
    lines = [
        block.text.strip()
        for block in itertools.islice(document.blocks, 25)
        if isinstance(block, Paragraph) and block.text.strip()
    ]
    for index, text in enumerate(lines[:15]):
        if len(text) <= 60:
            yield text.strip("*# "), 1
            follows = lines[index + 1] if index + 1 < len(lines) else ""
            joined = text + follows
            if index < 4 and follows and ":" not in fold(joined) and len(joined) <= 60:
                yield fold(joined).strip("#"), 1


def _usual(units: Sequence[str | None]) -> str | None:
    known = {unit for unit in units if unit}
    return known.pop() if len(known) == 1 else None


def _statement(
    table: Table,
    caption: Caption,
    identity: str,
    subject: Subject,
    usual_unit: str | None,
    next_id: Callable[[], str],
) -> Statement:
    grid = Grid.of(table)
    remarks: list[Remark] = []
    unit = caption.unit or _unit_in_header(grid)
    if unit is None:
        unit = usual_unit or _UNIT_IF_NONE
    years = captions.years_in(caption.title)
    context = Context(
        identity,
        title_sense(caption.title),
        unit,
        years[0] if years else subject.year,
        "final" if "决算" in caption.title else subject.stage,
        next_id,
    )
    height = header_height(grid)
    found = columns(grid, height)
    sections = tuple(section(grid, height, span, context) for span in spans(found) if span.measures)
    facts = [fact for part in sections for fact in part.cells.values() if fact]
    if caption.unit is None and facts:
        remarks.append(Remark(f"没有写明金额单位，按{unit}换算", table.place))
    return Statement(
        identity,
        caption.title,
        unit,
        table.place,
        table.rows,
        table.columns,
        sections=sections,
        remarks=tuple(remarks),
        numeric=_numeric(grid, height, found),
        empty=not facts,
    )


def _unit_in_header(grid: Grid) -> str | None:
    texts = (
        grid.text(row, column) for row in range(min(3, grid.rows)) for column in range(grid.columns)
    )
    return next((unit for text in texts if (unit := captions.unit_in(text))), None)


def _numeric(grid: Grid, height: int, found: Sequence[object]) -> int:
    from yusuan.forms.axes import Column, label_and_amount

    measures = [
        c.index
        for c in found
        if isinstance(c, Column) and c.role in {"measure", "label_amount", "text"}
    ]
    return sum(
        1
        for row in range(height, grid.rows)
        for column in measures
        if grid.own(row, column)
        and (is_number(grid.text(row, column)) or label_and_amount(grid.text(row, column))[1])
    )
