"""A table's lists as Sections: lines × measures, every figure with its coordinates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from yusuan.forms.axes import Column, Span, label_and_amount
from yusuan.forms.grid import Grid, is_blank
from yusuan.forms.lines import Reader, body_labels, leading_cells
from yusuan.forms.meaning import choose, meanings, merge, ranking
from yusuan.forms.units_above import under_units
from yusuan.ledger import Coordinates, Fact, Line, Measure, Section, amount_of, parse_number
from yusuan.standards.dimensions import ancestors, includes
from yusuan.standards.labels import fold, is_part
from yusuan.standards.vocabulary import Sense, senses

_ASIDE = frozenset({"ratio", "count", "text"})  # headings beside the figures, not part of sums
_AXES_OF_SPENDING = ("function", "dept_economic", "gov_economic", "nature", "item", "project")


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of a table before its cells are read."""

    table: str
    title: Sense
    unit: str
    year: int | None
    stage: str | None


def measures_of(columns: Sequence[Column], context: Context) -> tuple[Measure, ...]:
    """The figure columns with the meaning of their header paths; the deeper label wins."""
    labels = [label for column in columns for label in column.path]
    order = ranking(labels, context.year, context.title.axis)
    found = [_measure(column, order, context) for column in columns]
    return _with_carryover_totals(found)


def _measure(column: Column, order: Sequence[str], context: Context) -> Measure:
    coordinates, known, total, aside = Coordinates(), [], False, False
    for label in column.path:
        sense = choose(meanings(label, context.year), order, coordinates, context.title.coordinates)
        known.append(sense is not None)
        aside = aside or any(s.role in _ASIDE for s in senses(label, context.year))
        total = sense is not None and sense.role == "total"
        if sense is not None:
            coordinates = merge(coordinates, _as_source(sense.coordinates, context))
        coordinates = coordinates | _time(label, context)
    understood = bool(known) and known[-1] and not (total and len(known) > 1 and not known[-2])
    return Measure(
        column.index,
        column.path,
        coordinates,
        understood and not aside,
        partial=aside or (bool(column.path) and is_part(column.leaf)),
        total=total,
        groups=column.groups,
    )


def _as_source(said: Coordinates, context: Context) -> Coordinates:
    """上年结转 among the sources of a spending table is where the money comes from."""
    spending = context.title.coordinates.get("flow") == "expenditure"
    if spending and said.get("flow") == "revenue" and said.get("balance") == "carryover":
        return Coordinates({"fund": "carryover"})
    if spending and said.get("flow") == "revenue":
        return said.without("flow")
    return said


def _time(label: str, context: Context) -> Coordinates:
    """The year and the stage a header label names: 上年预算数, 2021年执行数, 决算数."""
    said: dict[str, str] = {}
    if "比" in label:
        return Coordinates()  # 2022年预算数比2021年执行数: of neither year
    if context.year is not None:
        if label.startswith(("上年", "去年")) and "结转" not in label and "结余" not in label:
            said["year"] = str(context.year - 1)
        named = label[:4]
        if named.isdigit() and named.startswith("20") and int(named) != context.year:
            said["year"] = named
    if context.stage == "final" and "预算数" in label and "决算" not in label:
        said["stage"] = "budget"
    elif context.stage == "budget" and any(word in label for word in ("执行数", "决算数")):
        said["stage"] = "final"
    return Coordinates(said)


def _with_carryover_totals(found: list[Measure]) -> tuple[Measure, ...]:
    """A total beside a 结转 column includes it: 总计, not 本年合计."""
    if not any(measure.coordinates.get("balance") == "carryover" for measure in found):
        return tuple(found)
    tops = {measure.groups[:1] for measure in found if len(measure.groups) == 1}
    return tuple(
        replace(measure, coordinates=measure.coordinates | {"balance": "total"})
        if measure.total and measure.groups[:1] in tops and "balance" not in measure.coordinates
        else measure
        for measure in found
    )


def section(
    grid: Grid, height: int, span: Span, context: Context, next_id: Callable[[], str]
) -> Section:
    """Read one list of a table; ``next_id`` names its figures."""
    measures = measures_of(span.measures, context)
    labels = body_labels(grid, height, span)
    reader = Reader(span, context.year, context.title.axis, labels)
    lines: list[Line] = []
    places: list[tuple[int, int, str]] = []
    for row in range(height, grid.rows):
        if tuple(grid.texts(row)) and tuple(grid.texts(row)) == tuple(grid.texts(height - 1)):
            continue  # the header again, on a new page
        found = leading_cells(grid, row, span)
        line = reader.line(found) if span.leading else Line(row, (), Coordinates())
        if line is None:
            line = _borrowed_total(grid, row, span)
        if line is None and any(not is_blank(grid.text(row, m.index)) for m in measures):
            line = Line(row, (), Coordinates(), understood=False)
        if line is None:
            continue
        line = replace(line, count="".join(found.counts)) if found.counts else line
        places.extend(
            (len(lines), number, grid.text(row, measure.index))
            for number, measure in enumerate(measures)
            if grid.own(row, measure.index)
        )
        lines.append(line)
    lines = under_units(lines)
    base = _base(context.title.coordinates, lines, measures)
    lines = _with_parts_apart(_with_totals(lines))
    empty = Section(tuple(lines), measures, {}, base)
    return _filled(grid, empty, places, context, next_id)


def _borrowed_total(grid: Grid, row: int, span: Span) -> Line | None:
    """A total whose label stands in the list on the left and reaches over this one."""
    first = span.leading[0].index if span.leading else 0
    for column in range(first, -1, -1):
        text = grid.text(row, column)
        if is_blank(text):
            continue
        sense = next(
            (s for s in senses(text) if s.role == "total" or "balance" in s.coordinates), None
        )
        if sense is None or sense.coordinates.get("flow") == "revenue":
            return None
        return Line(row, (text,), sense.coordinates, total=sense.role == "total")
    return None


def _with_totals(lines: list[Line]) -> list[Line]:
    """A plain 总计 in a list that also shows 本年合计 or 结转 is the total with carry-over."""
    carried = any(line.coordinates.get("balance") == "carryover" for line in lines)
    current = any(
        line.total and "flow" in line.coordinates and "balance" not in line.coordinates
        for line in lines
    )
    if not (carried or current):
        return lines
    return [
        replace(line, coordinates=line.coordinates | {"balance": "total"})
        if line.total and not line.coordinates and line.path and "总" in line.path[0]
        else line
        for line in lines
    ]


def _with_parts_apart(lines: list[Line]) -> list[Line]:
    """A 其中 line that means no more than the line above is a part of it, not it again."""
    seen: set[Coordinates] = set()
    apart: list[Line] = []
    for line in lines:
        if line.partial and line.coordinates in seen:
            line = replace(line, coordinates=line.coordinates | {"line": fold(line.path[-1])})
        seen.add(line.coordinates)
        apart.append(line)
    return apart


def _base(title: Coordinates, lines: Sequence[Line], measures: Sequence[Measure]) -> Coordinates:
    """What holds for the whole list: the title, lifted where the list itself goes beyond it."""
    base = title
    inside = [line.coordinates for line in lines] + [measure.coordinates for measure in measures]
    if "item" in base:
        base = base | {"item": _lifted(base["item"], {c["item"] for c in inside if "item" in c})}
    if "flow" not in base and not any("flow" in m.coordinates for m in measures):
        spending = any(name in c for c in inside for name in _AXES_OF_SPENDING)
        if spending and not any(c.get("flow") == "revenue" for c in inside):
            base = base | {"flow": "expenditure"}
    return base


def _lifted(member: str, others: set[str]) -> str:
    """The smallest item that the title's total must mean: 三公 with 会议费 beside it is more."""
    outside = [other for other in others if other == member or not includes("item", member, other)]
    for wider in (member, *ancestors("item", member)):
        if all(other != wider and includes("item", wider, other) for other in outside):
            return wider
    return member


def _filled(
    grid: Grid,
    empty: Section,
    places: Sequence[tuple[int, int, str]],
    context: Context,
    next_id: Callable[[], str],
) -> Section:
    cells: dict[tuple[int, int], Fact | None] = {}
    for line_number, number, text in places:
        line, measure = empty.lines[line_number], empty.measures[number]
        if "count" in _roles(measure):
            continue
        both = label_and_amount(text)[1]
        printed = parse_number(both or text)
        if printed is None:
            if is_blank(text) or label_and_amount(text)[0] == text.strip():
                cells[line_number, number] = None
            continue
        cell = grid.own(line.index, measure.index)
        assert cell is not None
        cells[line_number, number] = Fact(
            id=next_id(),
            table=context.table,
            row=line.path,
            column=measure.path,
            printed=(both or text).strip(),
            amount=amount_of(printed, context.unit),
            coordinates=merge(merge(empty.coordinates, measure.coordinates), line.coordinates),
            place=cell.place,
            understood=line.understood and measure.understood,
            remark=_why(line, measure),
        )
    return replace(empty, cells=cells)


def _roles(measure: Measure) -> set[str]:
    return {s.role for s in senses(measure.path[-1])} if measure.path else set()


def _why(line: Line, measure: Measure) -> str:
    if not measure.understood:
        return f"没有认出列标题“{'/'.join(measure.path) or '（空）'}”"
    if not line.understood:
        return f"没有认出行名称“{'/'.join(line.path) or '（空）'}”"
    return ""
