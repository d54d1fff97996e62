"""Performance-target forms of any generation: tables become forms, figures and remarks."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from yusuan.documents import Place, Table
from yusuan.forms.targets_labels import Label, find
from yusuan.forms.targets_lists import header_of, settle
from yusuan.forms.targets_parts import Draft, Figure, Stand
from yusuan.forms.targets_sheet import rows_of, sheet_drafts
from yusuan.forms.targets_wide import header, wide_drafts, with_lines
from yusuan.ledger import Coordinates, CostLine, Fact, Remark, TargetForm, amount_of
from yusuan.standards.labels import fold
from yusuan.standards.target_classes import class_key

_USUAL_UNIT = "万元"
_CONTINUED = re.compile(r".{0,40}(?:续表|表续|\(续表?\d*\))\d*|续")
_UNTITLED = re.compile(r"(?:[Ss]heet|工作表|表)?\d*")
_ABOUT = re.compile(r"绩效.{0,12}(?:目标|指标|申报|填报)")
_HINT = re.compile(r"绩效|指标|目标|专项资金|测算")
_NOT_A_FORM = re.compile(r"编报说明|填报说明|填表说明|绩效(?:运行)?(?:自评|评价|监控)|自评|评分表")
_SCANNED = 80  # rows looked at for what a table is
_OPENING_ROWS = 8
_LONGEST = 40  # characters of a label


@dataclass(frozen=True, slots=True)
class TargetReading:
    """What one table of target forms says, and where its reading stopped.

    ``targets`` are the forms that begin in this table. Where the table goes on with the last form
    of the table before, ``continues`` is true and ``merged`` is that form with this table's part.
    """

    targets: tuple[TargetForm, ...] = ()
    facts: tuple[Fact, ...] = ()
    numeric: int = 0
    remarks: tuple[Remark, ...] = ()
    continues: bool = False
    merged: TargetForm | None = None
    stand: Stand = field(default_factory=Stand)
    wide: bool = False
    title: str = ""

    @property
    def last(self) -> TargetForm | None:
        """The form that a table after this one may go on with."""
        return self.targets[-1] if self.targets else self.merged


def is_target_form(table: Table, title: str, *, after: bool = False) -> bool:
    """Whether a table is a target form; ``after`` says that the table before it was one."""
    folded = fold(title)
    if _NOT_A_FORM.search(folded) or len(folded) > 60 or folded.endswith((":", "。")):
        return False
    titled = bool(_ABOUT.search(folded))
    going_on = bool(_CONTINUED.fullmatch(folded)) or (after and _is_untitled(folded))
    if header(table) is not None:
        return True
    evidence = _Evidence.of(table)
    if titled and evidence.keyed > 1:
        return True
    if not going_on and not evidence.aims:
        return False  # bare indicators of no form: an example in instructions
    return evidence.weight + 2 * titled + going_on >= 3


@dataclass(frozen=True, slots=True)
class _Evidence:
    """How much the words of a table look like a target form."""

    weight: int
    aims: bool  # whether goals or the sides of a form are in it
    keyed: int  # how many labels of forms begin its rows

    @classmethod
    def of(cls, table: Table) -> _Evidence:
        """Count the headers of lists, the goals, the labels at the side, and the classes."""
        rows = [row for row in rows_of(table)[:_SCANNED] if row]
        found = [header_of(row, Stand()) or header_of(row[1:], Stand()) for row in rows]
        heads = sum(bool(f and f[0] in ("indicator", "cost", "task", "money")) for f in found)
        texts = {fold(cell.text) for row in rows for cell in row if len(cell.text) <= _LONGEST}
        classes = {text for text in texts if class_key(text)}
        goals = {text for text in texts - classes if find(text, "goal")}
        sides = {text for text in texts - goals if _is_distinct(find(text, "side"))}
        keyed = {fold(row[0].text) for row in rows if find(row[0].text, "start", "field")}
        weight = 2 * (heads + len(goals) + len(sides)) + len(classes)
        return cls(weight, bool(goals or sides), len(keyed))


def _is_distinct(side: Label | None) -> bool:
    """Whether a label at the side is seldom met outside target forms."""
    return side is not None and side.key not in ("source", "", "keep")


def read_targets(
    table: Table,
    *,
    title: str,
    id: str,  # noqa: A002 - the statement's id, as in the contract
    unit: str | None,
    fact_ids: Callable[[], str],
    year: int | None,
    entity: str | None,
    previous: TargetReading | None = None,
) -> TargetReading:
    """Read a table of target forms; ``previous`` is the reading of the table just before it."""
    head = header(table)
    going_on = previous is not None and _goes_on(table, title, previous)
    before = previous if going_on else None
    if head is not None or (before is not None and before.wide):
        drafts, stand = _wide(table, unit, before)
    else:
        drafts, stand = _sheet(table, title, unit, before)
    writer = _Writer(id, table.place, unit, fact_ids, year, entity)
    open_form = before.last if before else None
    merged = writer.form(drafts[0], open_form) if open_form and drafts else None
    begun = [writer.form(draft, None) for draft in drafts[1 if merged else 0 :]]
    return TargetReading(
        tuple(form for form in begun if form.kind != "total"),
        tuple(writer.facts),
        len(writer.facts),
        tuple(writer.remarks),
        going_on,
        merged,
        stand,
        head is not None or (before is not None and before.wide),
        title,
    )


def _is_untitled(folded: str) -> bool:
    """Whether a title is none: blank, or the name a spreadsheet gives a sheet by itself."""
    return bool(_UNTITLED.fullmatch(folded))


def _goes_on(table: Table, title: str, previous: TargetReading) -> bool:
    """Whether a table goes on with the form before: no title of its own, and no name."""
    folded = fold(title)
    same = folded == fold(previous.title) or bool(_CONTINUED.fullmatch(folded))
    if not (same or _is_untitled(folded)) or previous.last is None:
        return False
    if header(table) is not None:
        return previous.wide
    opening = (row for row in rows_of(table)[:_OPENING_ROWS] if row)
    return not any(
        (label := find(row[0].text, "start")) is not None
        and header_of(row, Stand()) is None
        and (label.key == previous.last.kind or label.key == "project")
        for row in opening
    )


def _wide(
    table: Table, unit: str | None, before: TargetReading | None
) -> tuple[list[Draft], Stand]:
    head = header(table)
    columns = head.columns if head else before.stand.columns if before else ()
    rows = rows_of(table)[head.body if head else 0 :]
    stand = Stand(columns=columns, unit=unit, ragged=table.ragged)
    open_ = Draft(before.last.kind, before.last.name) if before and before.last else None
    return with_lines(list(wide_drafts(rows, columns, stand, open_))), stand


def _sheet(
    table: Table, title: str, unit: str | None, before: TargetReading | None
) -> tuple[list[Draft], Stand]:
    if before is not None and before.last is not None:
        draft = Draft(before.last.kind, before.last.name, titled=True)
        draft.goals, held = list(before.last.goals), len(before.last.goals)
        draft.indicators, known = list(before.last.indicators), len(before.last.indicators)
        stand = replace(before.stand, ragged=table.ragged)
    else:
        kind = _kind(title)
        draft, held, known = Draft(kind or "project", titled=bool(kind)), 0, 0
        stand = Stand(draft.kind, unit=unit, ragged=table.ragged)
    read = list(sheet_drafts(rows_of(table), stand, draft))
    draft.goals, draft.indicators = draft.goals[held:], draft.indicators[known:]
    return [each for each, _ in read], read[-1][1]


def _kind(title: str) -> str:
    folded = fold(title)
    if "整体" in folded:
        return "whole"
    return "project" if re.search(r"项目|专项|支出方向|政策", folded) else ""


class _Writer:
    """Drafts become forms and facts, numbered in reading order."""

    def __init__(
        self,
        table: str,
        place: Place,
        unit: str | None,
        fact_ids: Callable[[], str],
        year: int | None,
        entity: str | None,
    ) -> None:
        self.table, self.place, self.unit, self.next_id = table, place, unit, fact_ids
        self.year, self.entity = year, entity
        self.facts: list[Fact] = []
        self.remarks: list[Remark] = []

    def form(self, draft: Draft, before: TargetForm | None) -> TargetForm:
        """A draft as a form, its figures as facts; after the form's part in the table before."""
        settle(draft)
        written = {id(figure): self._fact(figure, draft) for figure in draft.figures}
        self.facts.extend(written.values())
        self.remarks.extend(draft.remarks)
        costs = tuple(
            replace(line, amounts=tuple(written[id(figure)].id for figure in figures))
            for line, figures in draft.costs
        )
        return _joined(before or self._begun(draft), draft, costs)

    def _begun(self, draft: Draft) -> TargetForm:
        whole = self.entity if draft.kind == "whole" else None
        place = draft.cell.place if draft.cell else self.place
        return TargetForm(draft.kind, draft.name or whole or "", place=place)

    def _fact(self, figure: Figure, draft: Draft) -> Fact:
        coordinates, doubt = self._coordinates(figure, draft)
        doubt = figure.doubt or doubt
        return Fact(
            self.next_id(),
            self.table,
            tuple(part for part in figure.row if part),
            figure.column,
            figure.text,
            amount_of(figure.printed, figure.unit or self._unit(figure)),
            coordinates,
            figure.cell.place,
            not doubt,
            doubt or figure.note,
        )

    def _unit(self, figure: Figure) -> str:
        if self.unit is None and figure.printed.unit is None:
            message = f"没有写明金额单位，按{_USUAL_UNIT}换算，请核对"
            if all(remark.message != message for remark in self.remarks):
                self.remarks.append(Remark(message, figure.cell.place))
        return self.unit or _USUAL_UNIT

    def _coordinates(self, figure: Figure, draft: Draft) -> tuple[Coordinates, str]:
        base: dict[str, str] = {"entity": self.entity} if self.entity else {}
        doubt = ""
        if self.year is not None:
            base["year"] = str(self.year - figure.back)
        elif figure.back and "year" not in figure.coordinates:
            doubt = "没有读到预算年度，无法断定上年是哪一年"
        if draft.kind == "whole":
            if "flow" not in figure.coordinates:
                doubt = doubt or "没有读到这一金额是收入还是支出"
            return Coordinates(base) | figure.coordinates, doubt
        if draft.kind == "total":
            return Coordinates(base), "表内各项的合计不一定是全部项目支出"
        base |= {"flow": "expenditure", "nature": "project"}
        if draft.name:
            base["project"] = fold(draft.name)
        elif "project" not in figure.coordinates:
            doubt = doubt or "没有读到项目名称"
        return Coordinates(base) | figure.coordinates, doubt


def _joined(before: TargetForm, draft: Draft, costs: Sequence[CostLine]) -> TargetForm:
    return replace(
        before,
        name=before.name or draft.name,
        fields=(*before.fields, *draft.fields),
        goals=(*before.goals, *draft.goals),
        indicators=(*before.indicators, *draft.indicators),
        costs=(*before.costs, *costs),
        tasks=(*before.tasks, *draft.tasks),
    )
