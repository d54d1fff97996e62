"""A Document becomes a Disclosure: whose, which year and stage, and every table as a Statement."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from yusuan.documents import Document, Paragraph, Table
from yusuan.forms import captions
from yusuan.forms.align import adds_up, realigned
from yusuan.forms.axes import Column, columns, header_height, label_and_amount, spans
from yusuan.forms.captions import Caption
from yusuan.forms.grid import Grid, is_number
from yusuan.forms.infer import inferred
from yusuan.forms.known import Known
from yusuan.forms.matching import with_forms
from yusuan.forms.sections import Context, section
from yusuan.forms.subject import Subject, identify
from yusuan.forms.targets import TargetReading, is_target_form, read_targets
from yusuan.ledger import (
    UNITS,
    Disclosure,
    Fact,
    Origin,
    Remark,
    Section,
    Statement,
    TargetForm,
    parse_number,
)
from yusuan.standards.vocabulary import title_sense

_UNIT_IF_NONE = "万元"
_LINES_KEPT = 12  # lines before a table that may hold its title and unit


@dataclass(frozen=True, slots=True)
class Draft:
    """A table with what stands around it, before its cells are read for good."""

    table: Table
    caption: Caption
    context: Context
    unit_said: bool


def recognise(document: Document) -> Disclosure:
    """Read every table of a document into facts; nothing is dropped without a remark."""
    captioned = list(_captioned(document))
    subject = identify(document, [caption for _, caption in captioned])
    usual = _usual([caption.unit for _, caption in captioned])
    drafts = [
        _draft(table, caption, f"t{number:02d}", subject, usual)
        for number, (table, caption) in enumerate(captioned, 1)
    ]
    form_set, statements = with_forms(_statements(drafts, subject), subject.year)
    source = document.source
    return Disclosure(
        Origin(source.path, source.sha256, source.kind),
        subject.entity,
        subject.year,
        subject.stage,
        subject.scope,
        statements,
        tuple(Remark(note.message, note.place) for note in document.notes),
        form_set,
        units=_units(statements),
    )


def _units(statements: Sequence[Statement]) -> tuple[tuple[str, str], ...]:
    """The units that lines are about, by code, with the names printed beside the codes."""
    found: dict[str, str] = {}
    lists = (part for statement in statements for part in statement.sections)
    for line in (line for part in lists for line in part.lines):
        code = line.coordinates.get("unit", "")
        names = [label for label in line.path if not label.isdigit()]
        if code.isdigit() and len(line.coordinates) == 1 and len(names) == 1:
            found.setdefault(code, names[0])
    return tuple(sorted(found.items()))


def _captioned(document: Document) -> Iterator[tuple[Table, Caption]]:
    """Each table with the lines that stand between it and the table before."""
    lines: list[str] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            lines.extend(block.text.splitlines())
            continue
        table, inner = peeled(block)
        kept = [*lines, *inner][-_LINES_KEPT:]
        yield table, captions.caption(kept, block.place.sheet or "")
        lines = []


def peeled(table: Table) -> tuple[Table, list[str]]:
    """A table without the title and unit rows that stand inside its grid, and those rows' texts."""
    grid = Grid.of(table)
    top = 0
    inner: list[str] = []
    while top < min(grid.rows - 1, 4):
        texts = grid.texts(top)
        if texts and not (len(texts) <= 3 and all(map(_is_caption_line, texts))):
            break
        inner.extend(texts)
        top += 1
    if not top:
        return table, []
    cells = tuple(replace(c, row=c.row - top) for c in table.cells if c.row >= top)
    return replace(table, cells=cells, rows=table.rows - top), inner


def _is_caption_line(text: str) -> bool:
    return captions.is_title(text) or bool(captions.unit_in(text) or captions.owner_in(text))


def _usual(units: Sequence[str | None]) -> str | None:
    known = {unit for unit in units if unit}
    return known.pop() if len(known) == 1 else None


def _draft(
    table: Table, caption: Caption, identity: str, subject: Subject, usual: str | None
) -> Draft:
    unit = caption.unit or _unit_in_header(Grid.of(table))
    years = captions.years_in(caption.title)
    context = Context(
        identity,
        title_sense(caption.title),
        unit or usual or _UNIT_IF_NONE,
        years[0] if years else subject.year,
        "final" if "决算" in caption.title else subject.stage,
    )
    return Draft(table, caption, context, unit is not None)


def _unit_in_header(grid: Grid) -> str | None:
    cells = itertools.product(range(min(3, grid.rows)), range(grid.columns))
    return next((unit for at in cells if (unit := captions.unit_in(grid.text(*at)))), None)


def read_sections(table: Table, context: Context) -> tuple[Section, ...]:
    """Read the lists of a table as they stand."""
    grid = Grid.of(table)
    height = header_height(grid)
    found = spans(columns(grid, height))
    ids = (f"{context.table}.{number}" for number in itertools.count(1))
    return tuple(
        section(grid, height, span, context, ids.__next__) for span in found if span.measures
    )


def _known(drafts: Sequence[Draft]) -> Known:
    """What the tables that add up say, for those that were damaged in conversion."""
    known = Known()
    if any(draft.table.ragged for draft in drafts):
        for draft in drafts:
            sections = read_sections(draft.table, draft.context)
            if adds_up(sections):
                known.add(fact for part in sections for fact in part.cells.values() if fact)
    return known


def _statements(drafts: Sequence[Draft], subject: Subject) -> list[Statement]:
    """Every table read: target forms as forms, all others as lists of figures."""
    done: list[Statement] = []
    forms: TargetReading | None = None
    targets = _targets(drafts)
    known = _known([draft for n, draft in enumerate(drafts) if n not in targets])
    for number, draft in enumerate(drafts):
        if number not in targets:
            forms = None
            done.append(_statement(draft, known))
            continue
        forms = _target_reading(draft, subject, forms)
        if forms.merged is not None:
            done[:] = _with_merged(done, forms.merged)
        read = _target_statement(draft, forms)
        nothing_new = not forms.targets and not draft.caption.title
        if forms.merged is not None and nothing_new and done[-1].targets:
            done[-1] = _with_rest(done[-1], read)
        else:
            done.append(read)
    return done


def _targets(drafts: Sequence[Draft]) -> set[int]:
    """Which tables are target forms; one without a title may go on with the one before."""
    found: set[int] = set()
    for number, draft in enumerate(drafts):
        if is_target_form(draft.table, draft.caption.title, after=number - 1 in found):
            found.add(number)
    return found


def _target_reading(
    draft: Draft, subject: Subject, previous: TargetReading | None
) -> TargetReading:
    ids = (f"{draft.context.table}.{number}" for number in itertools.count(1))
    return read_targets(
        draft.table,
        title=draft.caption.title,
        id=draft.context.table,
        unit=draft.context.unit if draft.unit_said else None,
        fact_ids=ids.__next__,
        year=draft.context.year,
        entity=subject.entity,
        previous=previous,
    )


def _with_merged(done: Sequence[Statement], merged: TargetForm) -> list[Statement]:
    """The statements with the last form they hold as it is after a table went on with it."""
    last = max(n for n, statement in enumerate(done) if statement.targets)
    grown = replace(done[last], targets=(*done[last].targets[:-1], merged))
    return [*done[:last], grown, *done[last + 1 :]]


def _with_rest(above: Statement, rest: Statement) -> Statement:
    """A table and its rest, which a page or a blank line parted from it, as one."""
    facts = tuple(replace(fact, table=above.id) for fact in rest.loose)
    return replace(
        above,
        rows=above.rows + rest.rows,
        columns=max(above.columns, rest.columns),
        loose=(*above.loose, *facts),
        remarks=(*above.remarks, *rest.remarks),
        numeric=above.numeric + rest.numeric,
        empty=above.empty and rest.empty,
    )


def _target_statement(draft: Draft, forms: TargetReading) -> Statement:
    units = Counter(_unit_of(fact) for fact in forms.facts)
    return Statement(
        draft.context.table,
        draft.caption.title,
        units.most_common(1)[0][0] if units else draft.context.unit,
        draft.table.place,
        draft.table.rows,
        draft.table.columns,
        loose=forms.facts,
        targets=forms.targets,
        remarks=forms.remarks,
        numeric=forms.numeric,
        empty=not forms.facts,
    )


def _unit_of(fact: Fact) -> str:
    """The unit a figure was printed in: a form may name it beside the figure only."""
    printed = parse_number(fact.printed)
    step = fact.amount.precision.scaleb(printed.decimals) if printed else UNITS[_UNIT_IF_NONE]
    return next((unit for unit, factor in UNITS.items() if factor == step), _UNIT_IF_NONE)


def _statement(draft: Draft, known: Known) -> Statement:
    context, table = draft.context, draft.table
    aligned, said = realigned(table, lambda other: read_sections(other, context), known)
    sections: list[Section] = []
    for part in read_sections(aligned, context):
        named, words = inferred(part, known, context.year) if table.ragged else (part, [])
        sections.append(named)
        said = (*said, *words)
    remarks = [Remark(message, table.place, "reconstruction") for message in said]
    if any(cell.hidden and cell.text.strip() for cell in table.cells):
        remarks.append(Remark("表中有隐藏的行、列或工作表，没有公开，没有采用", table.place))
    empty = not any(fact for part in sections for fact in part.cells.values())
    if not draft.unit_said and not empty:
        remarks.append(Remark(f"没有写明金额单位，按{context.unit}换算", table.place))
    return Statement(
        context.table,
        draft.caption.title,
        context.unit,
        table.place,
        table.rows,
        table.columns,
        sections=tuple(sections),
        remarks=tuple(remarks),
        numeric=_numeric(Grid.of(aligned)),
        empty=empty,
    )


def _numeric(grid: Grid) -> int:
    """How many cells of the body print amounts: not codes, serial numbers or counts."""
    height = header_height(grid)
    found = [column for column in columns(grid, height) if _may_hold_amounts(column)]
    texts = (
        grid.text(row, column.index)
        for row in range(height, grid.rows)
        for column in found
        if grid.own(row, column.index)
    )
    return sum(is_number(text) or bool(label_and_amount(text)[1]) for text in texts)


def _may_hold_amounts(column: Column) -> bool:
    return column.role in {"measure", "label_amount", "text"}
