"""A budget becomes a volume: explanation, tables and target forms, read back as proof."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from yusuan import checks, derive, narrative
from yusuan.checks import performance
from yusuan.documents import Block as Printed
from yusuan.documents import Document, Paragraph, Place, Source, Table
from yusuan.forms.recognise import recognise
from yusuan.forms.render import Grid
from yusuan.forms.render_targets import render_targets
from yusuan.forms.target_values import targets_of
from yusuan.ledger import Alert, Coordinates, Disclosure, Fact, Remark
from yusuan.ledger.budgets import Budget
from yusuan.publish.pdf_signs import lacking
from yusuan.publish.volume import (
    Block,
    FigureSpan,
    Heading,
    Part,
    TableBlock,
    Text,
    UnitRow,
    Volume,
)
from yusuan.standards.cost_standards import CostStandard
from yusuan.standards.form_sets import Form, FormSet, form_set

_FRAME = ("entity", "year", "stage", "unit")
#: Problems of the text that are warnings: a reason that is required, sums that differ.
_TO_EXPLAIN = ("missing_reason", "parts_differ")
#: Rules about what clerks write in target forms: they advise, and only wrong sums ask for words.
_ADVICE = frozenset(rule.id for rule in performance.RULES)
_PARTS = ("部门预算公开说明", "部门预算公开表格", "绩效目标")


@dataclass(frozen=True, slots=True)
class Composed:
    """A volume with what reading it back gave, its warnings, and what may still be written."""

    volume: Volume
    disclosure: Disclosure
    result: checks.Result
    warnings: tuple[Alert, ...]
    hints: tuple[str, ...]

    @property
    def errors(self) -> tuple[str, ...]:
        """What stops publication, in words."""
        found = (one for one in self.result.findings if one.rule not in _ADVICE)
        return tuple(one.message for one in found if one.severity == "error")


@dataclass(frozen=True, slots=True)
class _Sheet:
    form: Form
    grid: Grid
    remarks: tuple[Remark, ...] = ()

    def above(self, budget: Budget) -> tuple[str, str]:
        """The lines above it, left and right: the form's own, or whose it is and its unit."""
        left, right = (*self.grid.above, "", "")[:2]
        return left or f"部门名称：{budget.entity.name}", right or f"单位：{self.form.unit}"


def compose(budget: Budget, standards: Sequence[CostStandard] = ()) -> Composed:
    """Everything that follows from a budget, printed and read back.

    The figures of the volume are those that reading it back gives: what is published is what can
    be checked. Raises KeyError where there is no form set of the budget's name.
    """
    forms = form_set(budget.entity.form_set)
    facts = derive.facts(budget)
    tables = list(_tables(budget, forms, facts))
    targets = list(_targets(budget, forms, facts))
    title = _title(budget)
    disclosure = recognise(_document(budget, title, [*tables, *targets]))
    (result,) = checks.check([disclosure], standards)
    text = narrative.explanation(budget, facts, forms.name)
    blocks = list(_blocks([*tables, *targets], disclosure, budget))
    printed = _by_coordinates(disclosure)
    parts = (
        Part(_PARTS[0], tuple(_texts(text, printed))),
        Part(_PARTS[1], tuple(blocks[: len(tables)])),
        Part(_PARTS[2], tuple(blocks[len(tables) :])),
    )
    volume = Volume(
        title,
        budget.entity.name,
        budget.entity.year,
        budget.entity.stage,
        tuple(part for part in parts if part.blocks),
        tuple(disclosure.facts),
        result=result,
        units=tuple(UnitRow(one.code, one.name, one.own) for one in budget.units),
    )
    alerts = (
        *derive.problems(budget),
        *_findings(result, disclosure),
        *_of_text(text, budget),
    )
    hints = (
        *(one.message for one in text.problems if one.kind not in _TO_EXPLAIN),
        *(one.message for one in alerts if one.severity != "warning"),
        *(remark for sheet in [*tables, *targets] for remark in _remarks(sheet)),
        *_unprintable(volume),
    )
    warnings = tuple(one for one in alerts if one.severity == "warning")
    return Composed(volume, disclosure, result, warnings, tuple(dict.fromkeys(hints)))


def _findings(result: checks.Result, disclosure: Disclosure) -> Iterator[Alert]:
    """Findings that stop nothing, named by the first figure each is about.

    Of a target form's weak points the clerk is told; a computation that does not come out is
    published only with an explanation, and the rest of them are hints.
    """
    facts = {fact.id: fact for fact in disclosure.facts}
    titles = {one.id: one.title for one in disclosure.statements}
    for one in result.findings:
        if (severity := severity_of(one)) != "error":
            fact = next((facts[id_] for id_ in one.facts if id_ in facts), None)
            about = _words(fact, titles) if fact else one.message
            yield Alert(one.rule, about, one.message, severity)


def severity_of(finding: checks.Finding) -> str:
    """How much a finding weighs on publication: advice on targets weighs less than a sum."""
    if finding.rule not in _ADVICE:
        return finding.severity
    return "warning" if finding.severity == "error" else "info"


def _words(fact: Fact, titles: Mapping[str, str]) -> str:
    words = (titles.get(fact.table or "", ""), *fact.row, *fact.column)
    return " ".join(dict.fromkeys(word for word in words if word))


def _of_text(text: narrative.Explanation, budget: Budget) -> Iterator[Alert]:
    """What the explanation must say and does not, or says in two ways."""
    names = narrative.Names(budget)
    for one in text.problems:
        if one.kind in _TO_EXPLAIN:
            rule = one.kind.replace("_", "-")
            yield Alert(rule, names.spelt(one.about), one.message)


def _unprintable(volume: Volume) -> Iterator[str]:
    """What a reader of the PDF would miss."""
    if signs := lacking(volume):
        yield f"PDF 的字体里没有“{signs}”，印出来是空框；请换一种写法。"


def _title(budget: Budget) -> str:
    scope = "单位" if budget.entity.scope == "unit" else "部门"
    return f"{budget.entity.name}{budget.entity.year}年{scope}预算"


def _tables(budget: Budget, forms: FormSet, facts: Sequence[Fact]) -> Iterator[_Sheet]:
    for form in forms.tables:
        yield _Sheet(form, derive.table(budget, form, facts))


def _targets(budget: Budget, forms: FormSet, facts: Sequence[Fact]) -> Iterator[_Sheet]:
    for form in forms.targets:
        names = derive.names(budget, form.key)
        found = targets_of(derive.renamed(budget, form.key), form)
        own = [*facts, *(fact for one in found for fact in one.facts)]
        forms_of = [one.target for one in found]
        remarks = tuple(remark for one in found for remark in one.remarks)
        for grid in render_targets(form, forms_of, own, year=budget.entity.year, names=names):
            yield _Sheet(form, grid, remarks)


def _remarks(sheet: _Sheet) -> Iterator[str]:
    """What a sheet could not print, with the sheet's name."""
    for remark in (*sheet.grid.remarks, *sheet.remarks):
        yield f"《{sheet.grid.title}》{remark.message}"


def _placed(grid: Grid, number: int) -> Table:
    cells = tuple(
        replace(cell, place=Place(table=number, row=cell.row + 1, column=cell.column + 1))
        for cell in grid.table.cells
    )
    return replace(grid.table, cells=cells, place=Place(table=number))


def _document(budget: Budget, title: str, sheets: Sequence[_Sheet]) -> Document:
    """The tables as a reader of the printed page meets them, with the lines above each."""
    blocks: list[Printed] = [Paragraph(title)]
    for number, sheet in enumerate(sheets, 1):
        above = map(Paragraph, sheet.above(budget))
        blocks += [Paragraph(sheet.grid.title), *above, _placed(sheet.grid, number)]
    return Document(Source(title, "", "text"), tuple(blocks))


def _blocks(
    sheets: Sequence[_Sheet], disclosure: Disclosure, budget: Budget
) -> Iterator[TableBlock]:
    for number, (sheet, statement) in enumerate(zip(sheets, disclosure.statements, strict=True), 1):
        where = {_cell_of(fact): fact.id for fact in statement.facts}
        empty = statement.empty and sheet.form.kind == "table"
        left, right = sheet.above(budget)
        yield TableBlock(
            f"table-{number:02d}",
            sheet.grid.title,
            _placed(sheet.grid, number),
            header=sheet.grid.header,
            left=left,
            right=right,
            note=sheet.form.note,
            empty=sheet.form.empty.replace("{year}", str(budget.entity.year)) if empty else "",
            figures=where,
            labels=sheet.grid.labels,
        )


def _cell_of(fact: Fact) -> tuple[int, int]:
    place = fact.place
    assert isinstance(place, Place)
    return (place.row or 1) - 1, (place.column or 1) - 1


def _by_coordinates(disclosure: Disclosure) -> Mapping[Coordinates, str]:
    found: dict[Coordinates, str] = {}
    for fact in disclosure.facts:
        if fact.understood:
            found.setdefault(fact.coordinates.without(*_FRAME), fact.id)
    return found


def _texts(text: narrative.Explanation, printed: Mapping[Coordinates, str]) -> Iterator[Block]:
    for section in text.sections:
        yield Heading(f"{section.number}{section.heading}", section.level + 1, section.key)
        for paragraph in section.paragraphs:
            said = (span for span in paragraph.spans if span.about)
            bound = ((span, printed.get(span.about)) for span in said)
            spans = (
                FigureSpan(span.start, span.end, fact)
                for span, fact in bound
                if fact and span.operation == "amount"
            )
            yield Text(paragraph.text, tuple(spans))
