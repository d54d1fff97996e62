"""Columns lost in conversion: the reading whose sums come out is taken, and said to be taken.

Only for tables whose source kept no grid. What may have happened, and is tried: a header cell is
gone, so that all headings after it stand one column too far left; a group heading begins one
column away from its 小计; the figures of a row slipped sideways, or a blank cell among them is
gone. A reading replaces the literal one only if more sums come out and fewer fail.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from yusuan.documents import Cell, Table
from yusuan.forms.axes import columns, header_height
from yusuan.forms.grid import Grid, is_blank, is_number
from yusuan.forms.known import Known
from yusuan.ledger import Fact, Section
from yusuan.standards.labels import fold
from yusuan.standards.sums import children, headings

Reading = Callable[[Table], tuple[Section, ...]]
LOST = "（列标题丢失）"  # stands where a heading was lost, until its meaning is inferred
_LARGEST = 20_000  # cells; beyond it the literal reading stands
_SLACK = Decimal("0.006")  # of the unit, for each addend: figures are rounded one by one


@dataclass(frozen=True, slots=True)
class Trial:
    """One way to lay the cells out, what it claims to have happened, and how its sums come out."""

    table: Table
    said: tuple[str, ...] = ()
    held: int = 0
    broken: int = 0
    gap: int | None = None  # where a heading is taken to be lost

    @property
    def score(self) -> int:
        """Sums that hold against sums that fail; a failing one weighs more."""
        return self.held - 2 * self.broken


def realigned(table: Table, read: Reading, known: Known) -> tuple[Table, tuple[str, ...]]:
    """The layout whose sums come out, with what was done to get it; the table itself if none is."""
    if not table.ragged or table.rows * table.columns > _LARGEST:
        return table, ()
    best = _tried(table, (), read, known)
    if not best.broken:
        return table, ()
    for _ in range(3):  # one loss may stand beside another
        variants = list(_variants(best, read, known))
        better = max(variants, key=lambda t: t.score, default=best)
        if better.score <= best.score:
            break
        best = _undecided(better, [t for t in variants if t.score == better.score])
        if not best.broken:
            break
    return best.table, best.said


def _undecided(best: Trial, tied: Sequence[Trial]) -> Trial:
    """Where the sums do not tell which heading was lost, none of those it may be is claimed."""
    gaps = [trial.gap for trial in tied if trial.gap is not None]
    if best.gap is None or len(gaps) < 2:
        return best
    last = next(trial for trial in tied if trial.gap == max(gaps))
    height = header_height(Grid.of(last.table))
    doubtful = range(min(gaps), max(gaps))
    cells = tuple(
        replace(cell, text=LOST) if cell.row == height - 1 and cell.column in doubtful else cell
        for cell in last.table.cells
        if cell.row != height - 1 or cell.column not in doubtful or cell.colspan == 1
    )
    said = f"第{min(gaps) + 1}至{max(gaps) + 1}列中有一个列标题在转换中丢失，无法断定是哪一个"
    return replace(last, table=replace(last.table, cells=cells), said=(*last.said[:-1], said))


def adds_up(sections: Sequence[Section]) -> bool:
    """Whether no sum that a table promises fails."""
    return all(
        outcome
        for section in sections
        for outcome in (*_line_sums(section), *_column_sums(section), *_known(section, Known()))
    )


def _variants(trial: Trial, read: Reading, known: Known) -> Iterator[Trial]:
    table = trial.table
    height = header_height(Grid.of(table))
    if not 0 < height < table.rows:
        return
    first = _first_measure(table, height)
    regrouped = _regrouped(table, height)
    if regrouped is not None:
        yield _tried(regrouped, (*trial.said, "上一级列标题与其小计错开一列，已对齐"), read, known)
    slipped = _rows_refitted(trial, height, first, read, known)
    if slipped is not None:
        yield slipped
    for column in range(first + 1, table.columns):
        gap = _header_gap(table, height, column)
        if gap is None:
            continue
        said = (*trial.said, f"第{column + 1}列的列标题在转换中丢失，其后各列标题右移一列")
        inserted = replace(_tried(gap, said, read, known), gap=column)
        yield inserted
        if inserted.score > trial.score:
            both = _rows_refitted(inserted, height, first, read, known)
            if both is not None:
                yield replace(both, gap=column)


def _first_measure(table: Table, height: int) -> int:
    found = columns(Grid.of(table), height)
    return next((c.index for c in found if c.role == "measure"), 0)


def _tried(table: Table, said: tuple[str, ...], read: Reading, known: Known) -> Trial:
    held = broken = 0
    for section in read(table):
        for outcome in (*_line_sums(section), *_column_sums(section), *_known(section, known)):
            held += outcome
            broken += not outcome
    return Trial(table, said, held, broken)


def _value(fact: Fact | None) -> Decimal:
    return fact.amount.value if fact else Decimal(0)


def _close(total: Fact, parts: Sequence[Fact | None]) -> bool:
    unit = max(total.amount.precision, Decimal(1))
    gap = abs(total.amount.value - sum((_value(part) for part in parts), Decimal(0)))
    return gap <= unit * _SLACK * 100 * (len(parts) + 1)


def _line_sums(section: Section) -> Iterator[bool]:
    """Along each line: do the totals equal their parts."""
    for heading in headings(section.measures):
        for line in range(len(section.lines)):
            total = section.cells.get((line, heading.total))
            parts = [section.cells.get((line, part)) for part in heading.parts]
            if total is not None and any(parts):
                yield _close(total, parts)
            elif any(parts):
                yield False


def _column_sums(section: Section) -> Iterator[bool]:
    """Down each column: do the lines equal those below them."""
    for parent, below in children(section).items():
        for measure in range(len(section.measures)):
            total = section.cells.get((parent, measure))
            parts = [section.cells.get((line, measure)) for line in below]
            if total is not None and any(parts):
                yield _close(total, parts)
            elif total is not None or any(parts):
                yield False


def _known(section: Section, known: Known) -> Iterator[bool]:
    """Against the other tables: is the same thing said with the same figure."""
    parents_of_some = children(section).keys()
    leaves = [n for n in range(len(section.lines)) if n not in parents_of_some]
    only = leaves[0] if len(leaves) == 1 else None
    for (line, _), fact in section.cells.items():
        if fact is None:
            continue
        if not fact.understood:
            yield False
            continue
        dropped = ("unit", "function") if line == only else ("unit",)
        verdict = known.verdict(fact.coordinates.without(*dropped), fact.amount.value)
        if verdict is not None:
            yield verdict


def _regrouped(table: Table, height: int) -> Table | None:
    """Group headings begin where their 小计 or 合计 stands, if there are as many of both."""
    grid = Grid.of(table)
    for row in range(1, height):
        leaves = [
            c
            for c in range(table.columns)
            if grid.own(row, c) and fold(grid.text(row, c)) in {"合计", "小计"}
        ]
        groups = [
            cell
            for cell in grid.row(row - 1)
            if cell.text.strip() and cell.colspan > 1 and leaves and cell.column >= leaves[0]
        ]
        if len(groups) == len(leaves) > 0 and [g.column for g in groups] != leaves:
            return _moved_groups(table, groups, leaves)
    return None


def _moved_groups(table: Table, groups: Sequence[Cell], leaves: Sequence[int]) -> Table:
    ends = [*leaves[1:], table.columns]
    placed = {
        id(group): replace(group, column=start, colspan=end - start)
        for group, start, end in zip(groups, leaves, ends, strict=True)
    }
    taken = {(g.row, c) for g in placed.values() for c in range(g.column, g.column + g.colspan)}
    kept = [
        placed.get(id(cell), cell)
        for cell in table.cells
        if id(cell) in placed or (cell.row, cell.column) not in taken
    ]
    return replace(table, cells=tuple(kept))


def _header_gap(table: Table, height: int, column: int) -> Table | None:
    """The header with a nameless column put in; the outermost heading over it grows."""
    grid = Grid.of(table)
    cells: list[Cell] = []
    for cell in table.cells:
        if cell.row >= height or cell.column + cell.colspan <= column:
            cells.append(cell)
        elif cell.column < column:
            cells.append(replace(cell, colspan=min(cell.colspan + 1, table.columns - cell.column)))
        elif cell.column + cell.colspan < table.columns:
            cells.append(replace(cell, column=cell.column + 1))
        elif cell.text.strip():
            return None  # nothing may be pushed over the edge
    covered = {
        cell.row
        for cell in cells
        if cell.row < height and cell.column <= column < cell.column + cell.colspan
    }
    beside = [grid.at(row, column - 1) for row in range(height - 1) if row not in covered]
    grown = next(
        (c for c in beside if c and c.colspan > 1 and c.column + c.colspan == column), None
    )
    if grown is not None:
        cells = [c for c in cells if c is not grown]
        cells.append(replace(grown, colspan=grown.colspan + 1))
    if height - 1 not in covered:
        cells.append(Cell(height - 1, column, LOST, place=table.place))
    return replace(table, cells=tuple(cells))


def _rows_refitted(
    trial: Trial, height: int, first: int, read: Reading, known: Known
) -> Trial | None:
    """Each row whose sums fail as it must have stood for them to come out; None where none does."""
    table, moved = trial.table, []
    header = tuple(cell for cell in table.cells if cell.row < height)
    for row in _failing_rows(read(table), known):
        best, best_score = table, _row_score(header, table, row, read, known)
        for other in _row_layouts(table, row, first):
            score = _row_score(header, other, row, read, known)
            if score > best_score:
                best, best_score = other, score
        if best is not table:
            table = best
            moved.append(row)
    if not moved:
        return None
    rows = "、".join(str(row + 1) for row in moved)
    return _tried(table, (*trial.said, f"第{rows}行的数字在转换中错开一列，已移回"), read, known)


def _failing_rows(sections: Sequence[Section], known: Known) -> list[int]:
    """The rows along which a total does not equal its parts, or another table disagrees."""
    rows: set[int] = set()
    for section in sections:
        for number, line in enumerate(section.lines):
            cells = {key: cell for key, cell in section.cells.items() if key[0] == number}
            alone = replace(section, cells=cells)
            if not all((*_line_sums(alone), *_known(alone, known))):
                rows.add(line.index)
    return sorted(rows)


def _row_score(
    header: tuple[Cell, ...], table: Table, row: int, read: Reading, known: Known
) -> int:
    cells = (*header, *(cell for cell in table.cells if cell.row == row))
    score = 0
    for section in read(replace(table, cells=cells, rows=row + 1)):
        for outcome in (*_line_sums(section), *_known(section, known)):
            score += 1 if outcome else -2
        score -= sum(fact is not None and not fact.understood for fact in section.cells.values())
    return score


def _row_layouts(table: Table, row: int, first: int) -> Iterator[Table]:
    """The ways a row's figures may have stood: one column aside, and with a blank cell lost.

    The least changed come first. Leading cells close up where the figures need their column.
    """
    own = sorted((c for c in table.cells if c.row == row), key=lambda c: c.column)
    words = [c for c in own if not is_blank(c.text) and not is_number(c.text)]
    named = [c for c in words if c.column <= first + 1]
    if not named:
        return
    edge = named[-1].column
    leading = [c for c in own if c.column <= edge and not is_blank(c.text)]
    figures = [c for c in own if c.column > edge and not is_blank(c.text)]
    if edge >= first:
        leading = _closed_up(leading, first)
    if not figures or leading[-1].column >= first:
        return
    for offset, gap in _moves(len(figures)):
        columns = [c.column + offset + (n >= gap) for n, c in enumerate(figures)]
        if columns[0] >= first and columns[-1] < table.columns:
            yield _laid(table, row, leading, figures, columns)


def _moves(figures: int) -> Iterator[tuple[int, int]]:
    """Offsets with the figure before which a blank cell was lost (none: past the last one)."""
    yield from ((offset, figures) for offset in (-1, 1))
    yield from ((offset, gap) for offset in (0, -1) for gap in range(1, figures))


def _laid(
    table: Table, row: int, leading: list[Cell], figures: list[Cell], columns: list[int]
) -> Table:
    placed = [replace(c, column=column) for c, column in zip(figures, columns, strict=True)]
    taken = {c.column for c in (*leading, *placed)}
    place = figures[0].place
    blanks = [Cell(row, c, "", place=place) for c in range(table.columns) if c not in taken]
    others = [c for c in table.cells if c.row != row]
    return replace(table, cells=(*others, *leading, *placed, *blanks))


def _closed_up(leading: list[Cell], first: int) -> list[Cell]:
    """Leading cells pushed together to the left; the parts of a split code become one cell."""
    digits = [c for c in leading if fold(c.text).isdigit() and len(fold(c.text)) in {2, 3}]
    code = [c for c in digits if len(fold(c.text)) == 3 or c is not digits[0]][:3]
    if len(leading) > first and len(code) > 1:
        whole = replace(code[0], column=0, text="".join(fold(c.text) for c in code))
        rest = [c for c in leading if c not in code]
        start = first - len(rest)
        return [whole, *(replace(c, column=start + n) for n, c in enumerate(rest))]
    return leading
